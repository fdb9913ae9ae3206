"""Slack in a terminal: one question and its answer, or a chat with commands, buttons, menus and modals."""

from bot.playground.terminal.answers import Answer, ask_once
from bot.playground.terminal.chat import chat

__all__ = ["Answer", "ask_once", "chat"]
