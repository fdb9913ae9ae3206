"""From us to Slack: the outbox and what Slack refuses."""
