"""How the local Slack reaches the app: over a socket or by signed HTTP."""
