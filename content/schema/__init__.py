"""The shape of every file of content, one module a file."""
