"""From us to Slack: what waits in the outbox, and what happens when Slack says no."""
