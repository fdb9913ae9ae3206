"""What the local Slack remembers."""
