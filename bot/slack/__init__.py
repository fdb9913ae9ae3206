"""How Rolecall looks in Slack and how it gets there."""
