"""How reminders and their settings look."""
