"""From what somebody wrote to a role: reading it, asking what is missing, and knowing when to stop."""
