"""Slack's own: blocks, inputs, ids, text and the manifest; and asking Slack about channels and files."""
