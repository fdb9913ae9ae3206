"""When to remind whom: calendars and ladders. Pure functions; nothing here knows the store or Slack."""
