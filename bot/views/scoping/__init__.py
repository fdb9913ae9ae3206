"""How a turn of a conversation looks, and its forms."""
