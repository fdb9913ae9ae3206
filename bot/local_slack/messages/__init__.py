"""Messages and files of the local Slack."""
