"""Small builders for tables: they sort and turn pages by themselves, and stand in messages and on Home."""

import re
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from bot.slack.blocks import Block
from bot.slack.text import shorten

MOST_ROWS = 100
_MOST_IN_A_CELL = 80  # characters; with 100 rows of a few cells a table stays under what Slack takes

_NAME = 8  # characters that a mention counts for
_MENTIONS = re.compile(r"(<[@#][A-Z0-9]+>)")

Cell = str | int | Block


def data_table(caption: str, header: Sequence[str], rows: Sequence[Sequence[Cell]], **how: Any) -> Block:
    """Build a table of at most 100 rows. The first column names the row, for a screen reader too."""
    return {
        "type": "data_table",
        "caption": caption,
        "rows": [[_cell(each) for each in row] for row in (header, *rows[:MOST_ROWS])],
        **how,
    }


def person_cell(user: str) -> Block:
    """Build a cell that names a person, which notifies them in a message of a channel."""
    return _rich({"type": "user", "user_id": user})


def channel_cell(channel: str) -> Block:
    """Build a cell that names a channel."""
    return _rich({"type": "channel", "channel_id": channel})


def moment_cell(at: datetime, otherwise: str) -> Block:
    """Build a cell with a moment in each reader's time zone; `otherwise` where Slack cannot show that."""
    shown = {"format": "{date_short}, {time}", "fallback": otherwise}
    return _rich({"type": "date", "timestamp": int(at.timestamp()), **shown})


def linked_cell(before: str, label: str, url: str | None, after: str) -> Block:
    """Build a cell of plain text, of which the label is a link if there is an address."""
    shown: Block = {"type": "link", "url": url, "text": label} if url else {"type": "text", "text": label}
    around = [{"type": "text", "text": text} for text in (before, after)]
    return _rich(*(part for part in (around[0], shown, around[1]) if part["text"]))


def marked_cell(mrkdwn: str, most: int) -> Block:
    """Build a cell of so many characters in mrkdwn: people and channels are named, emphasis is left out."""
    elements: list[Block] = []
    for part in _MENTIONS.split(mrkdwn):
        if most <= 0 or not part:
            continue
        if _MENTIONS.fullmatch(part):
            kind, key = ("user", "user_id") if part[1] == "@" else ("channel", "channel_id")
            elements.append({"type": kind, key: part[2:-1]})
            most -= _NAME
        else:
            elements.append({"type": "text", "text": shorten(_plain(part), most)})
            most -= len(part)
    return _rich(*elements)


def _cell(value: Cell) -> Block:
    if isinstance(value, int):
        return {"type": "raw_number", "value": value}
    if isinstance(value, dict):
        return value
    return {"type": "raw_text", "text": shorten(value, _MOST_IN_A_CELL) or "–"}


def _rich(*elements: Block) -> Block:
    return {"type": "rich_text", "elements": [{"type": "rich_text_section", "elements": list(elements)}]}


def _plain(mrkdwn: str) -> str:
    """Text without emphasis, with its characters as they were typed."""
    return mrkdwn.replace("*", "").replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
