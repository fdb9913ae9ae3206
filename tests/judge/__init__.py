"""How well Rolecall reads and asks: `make judge` measures it on labelled texts and simulated founders."""
