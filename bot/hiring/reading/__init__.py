"""Reads a text as a role: its parts, its phrases, and the belief they move."""
