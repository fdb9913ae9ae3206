"""The answers to lines: pay, roles, interviews, red flags, sourcing."""
