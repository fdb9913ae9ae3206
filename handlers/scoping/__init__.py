"""Scoping conversations in Slack: how they begin, and how they are answered."""
