"""An in-memory Slack workspace behind real sockets, for demos, `try` and tests."""
