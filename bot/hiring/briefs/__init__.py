"""Briefs: their fields, their first draft, editing, what lasts in them, and printing."""
