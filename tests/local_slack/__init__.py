"""The local Slack, driven by the stock clients."""
