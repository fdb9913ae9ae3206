"""Scoping: from what somebody wrote to a role, by reading it and asking for what is missing."""
