"""Reading lines: what each asks for, and what it says beside."""
