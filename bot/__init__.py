"""Rolecall: a Slack assistant for companies that hire LLM engineers."""
