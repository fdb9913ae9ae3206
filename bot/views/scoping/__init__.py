"""How conversations and their forms look."""
