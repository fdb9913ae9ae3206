"""The shape of every file of content."""
