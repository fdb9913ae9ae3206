"""The `rolecall` command."""

from bot.cli.database import main

__all__ = ["main"]
