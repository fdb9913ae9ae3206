"""When to remind whom: calendars and ladders. Pure."""
