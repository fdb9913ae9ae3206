"""How answers look, as Block Kit. Pure."""
