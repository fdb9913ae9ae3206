"""What the assistant knows and decides: salary, roles, interview. No Slack and no SQL here."""
