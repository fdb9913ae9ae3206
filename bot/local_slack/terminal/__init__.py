"""Slack in a terminal: one question and its answer, or a chat with commands, buttons, menus and modals."""

from bot.local_slack.terminal.answers import Answer, ask_once
from bot.local_slack.terminal.chat import chat

__all__ = ["Answer", "ask_once", "chat"]
