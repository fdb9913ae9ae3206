"""Small builders for the blocks we send. Plain dicts: the SDK's models drop blocks they do not know."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from pydantic_core import to_json

from bot.slack.ids import ActionId
from bot.slack.text import notify, shorten

Block = dict[str, Any]

_NUMBERED = (ActionId.ASK, ActionId.SHOW_ALL)
ALERT_TEXT = 200
ALT_TEXT = 2000
BUTTON_TEXT = 75
BUTTON_VALUE = 2000
HEADER_TEXT = 150
SECTION_TEXT = 3000
VIEW_TITLE = 24


@dataclass(frozen=True)
class Message:
    """What is posted: blocks, and the text that notifications and screen readers use instead.

    Of a longer text they get the beginning. Without blocks the text is the message.
    """

    text: str
    blocks: list[Block]

    def __post_init__(self) -> None:
        if self.blocks:
            object.__setattr__(self, "text", notify(self.text))

    @cached_property
    def body(self) -> str:
        """The JSON that answers a slash command for the eyes of the person who typed it."""
        answer = {"response_type": "ephemeral", "text": self.text, "blocks": self.blocks}
        return to_json(answer).decode()


def header(text: str) -> Block:
    """Build a large plain-text title."""
    return {"type": "header", "text": {"type": "plain_text", "text": shorten(text, HEADER_TEXT)}}


def section(text: str, accessory: Block | None = None) -> Block:
    """Build a paragraph of mrkdwn, which Slack never folds; variable text in it must be escaped already."""
    block: Block = {
        "type": "section",
        "text": {"type": "mrkdwn", "text": shorten(text, SECTION_TEXT)},
        "expand": True,
    }
    return block | {"accessory": accessory} if accessory else block


def columns(cells: Sequence[str]) -> Block:
    """Build a two-column grid, read row by row; at most ten cells."""
    return {
        "type": "section",
        "fields": [{"type": "mrkdwn", "text": cell} for cell in cells],
        "expand": True,
    }


def context(*lines: str) -> Block:
    """Build small print, one element a line."""
    return {"type": "context", "elements": [{"type": "mrkdwn", "text": line} for line in lines]}


def table(rows: Sequence[Sequence[str]]) -> Block:
    """Build a table of plain text whose first row and column name what stands in the others."""
    cells = [[{"type": "raw_text", "text": cell or " "} for cell in row] for row in rows]
    wrapped = [{"is_wrapped": True} for _ in rows[0]]
    return {"type": "table", "rows": cells, "column_settings": wrapped}


def picture(title: str, words: str, file: str) -> Block:
    """Build a picture that was uploaded to Slack; `words` are for who does not see it."""
    return {
        "type": "image",
        "title": {"type": "plain_text", "text": title},
        "alt_text": shorten(words, ALT_TEXT),
        "slack_file": {"id": file},
    }


def preformatted(text: str) -> list[Block]:
    """Build a text to be copied, which keeps every character, in as many blocks as it needs."""
    pieces = [text[start : start + SECTION_TEXT] for start in range(0, len(text), SECTION_TEXT)]
    return [
        {
            "type": "rich_text",
            "elements": [{"type": "rich_text_preformatted", "elements": [{"type": "text", "text": piece}]}],
        }
        for piece in pieces
    ]


def alert(text: str, level: str) -> Block:
    """Build a notice (mrkdwn) that stands out in a modal: "info", "warning", "error" or "success"."""
    return {"type": "alert", "text": {"type": "mrkdwn", "text": shorten(text, ALERT_TEXT)}, "level": level}


def divider() -> Block:
    """Build a thin line."""
    return {"type": "divider"}


def actions(*elements: Block) -> Block:
    """Build a row of buttons; those that ask or show something get a number: ids in one row must differ."""
    return {
        "type": "actions",
        "elements": [
            element | {"action_id": f"{element['action_id']}.{number}"}
            if element["action_id"] in _NUMBERED
            else element
            for number, element in enumerate(elements)
        ],
    }


def button(label: str, action: str, value: str = "", **extra: Any) -> Block:
    """Build a button that sends `value` back."""
    block: Block = {
        "type": "button",
        "action_id": action,
        "text": {"type": "plain_text", "text": shorten(label, BUTTON_TEXT)},
    }
    return block | ({"value": shorten(value, BUTTON_VALUE)} if value else {}) | extra


def ask_button(label: str, line: str, **extra: Any) -> Block:
    """Build a button that asks `line` as if the person had typed it."""
    return button(label, ActionId.ASK, line, **extra)


def overflow(*choices: tuple[str, str]) -> Block:
    """Build the menu behind three dots: what each choice is called, and its value; at most five."""
    return {
        "type": "overflow",
        "action_id": ActionId.MORE.value,
        "options": [
            {"text": {"type": "plain_text", "text": label}, "value": value} for label, value in choices
        ],
    }


def modal(title: str, blocks: list[Block], **extra: Any) -> Block:
    """Build a modal view."""
    return {
        "type": "modal",
        "title": {"type": "plain_text", "text": shorten(title, VIEW_TITLE)},
        "close": {"type": "plain_text", "text": "Close"},
        "blocks": blocks,
        **extra,
    }
