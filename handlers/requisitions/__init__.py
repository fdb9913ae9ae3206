"""Requisitions in Slack: lines, buttons, forms and what they change."""
