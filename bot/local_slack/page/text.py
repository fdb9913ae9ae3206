"""Text objects: mrkdwn as safe HTML, plain text as text."""

import re

from nicegui import ui

from bot.local_slack.page.surface import Json
from bot.local_slack.page.widgets import tag
from bot.local_slack.text.mrkdwn import emoji
from bot.local_slack.text.shown import Names, to_html


def rich(text: Json, names: Names, classes: str = "") -> None:
    """Show a text object."""
    if text["type"] == "mrkdwn":
        mrkdwn(text["text"], names, classes, verbatim=bool(text.get("verbatim")))
    else:
        tag("div", f"plain {classes}", with_emoji(text["text"]))


def mrkdwn(text: str, names: Names, classes: str = "", *, verbatim: bool = False) -> None:
    """Show a string of mrkdwn."""
    # to_html escapes everything it was given, so nothing is left for the browser to clean.
    ui.html(to_html(text, names, verbatim=verbatim), sanitize=False).classes(f"mrkdwn {classes}")


def with_emoji(text: str) -> str:
    """Replace the :names: of known emoji in plain text by the emoji."""
    return re.sub(r":([a-z0-9_+'-]+):", lambda found: emoji(found[1]) or found[0], text)


def plain(holder: Json, key: str) -> str:
    """Return the text of a plain text object for a label, or "" when it is missing."""
    value = holder.get(key)
    return with_emoji(str(value.get("text", "")) if isinstance(value, dict) else str(value or ""))
