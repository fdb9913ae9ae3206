"""Small builders for the inputs of forms."""

from collections.abc import Sequence
from datetime import date

from bot.slack.blocks import Block
from bot.slack.text import shorten

OPTION_TEXT = 75


def option(label: str, value: str, meaning: str = "") -> Block:
    """Build one choice of a select; `meaning` stands below it."""
    built: Block = {"text": _plain(shorten(label, OPTION_TEXT)), "value": value}
    return built | ({"description": _plain(shorten(meaning, OPTION_TEXT))} if meaning else {})


def select(action: str, placeholder: str, options: Sequence[Block], chosen: str | None = None) -> Block:
    """Build a select; the option whose value is `chosen` is selected already."""
    element: Block = {
        "type": "static_select",
        "action_id": action,
        "placeholder": _plain(placeholder),
        "options": list(options),
    }
    initial = [each for each in options if each["value"] == chosen]
    return element | ({"initial_option": initial[0]} if initial else {})


def radio_buttons(action: str, options: Sequence[Block]) -> Block:
    """Build at most ten choices of which one is chosen, all of them in view."""
    return {"type": "radio_buttons", "action_id": action, "options": list(options)}


def dots(action: str, options: Sequence[Block]) -> Block:
    """Build a menu behind three dots, of at most five entries."""
    return {"type": "overflow", "action_id": action, "options": list(options)}


def text_input(
    action: str, placeholder: str, *, most: int = 80, typed: str = "", multiline: bool = False
) -> Block:
    """Build a text field of at most `most` characters."""
    element: Block = {
        "type": "plain_text_input",
        "action_id": action,
        "max_length": most,
        "placeholder": _plain(placeholder),
    }
    return (
        element
        | ({"multiline": True} if multiline else {})
        | ({"initial_value": shorten(typed, most)} if typed else {})
    )


def person_input(action: str, placeholder: str, chosen: str | None = None) -> Block:
    """Build a field for one member."""
    element: Block = {"type": "users_select", "action_id": action, "placeholder": _plain(placeholder)}
    return element | ({"initial_user": chosen} if chosen else {})


def channel_input(action: str, placeholder: str, chosen: str | None = None) -> Block:
    """Build a field for one channel, public or private."""
    element: Block = {
        "type": "conversations_select",
        "action_id": action,
        "placeholder": _plain(placeholder),
        "filter": {"include": ["public", "private"]},
    }
    return element | ({"initial_conversation": chosen} if chosen else {})


def date_input(action: str, chosen: date | None = None) -> Block:
    """Build a field for a day."""
    element: Block = {"type": "datepicker", "action_id": action, "placeholder": _plain("Choose a day")}
    return element | ({"initial_date": chosen.isoformat()} if chosen else {})


def input_block(
    block_id: str, label: str, element: Block, *, hint: str = "", optional: bool = False
) -> Block:
    """Build a labelled input; errors are shown beside its `block_id`."""
    block: Block = {
        "type": "input",
        "block_id": block_id,
        "label": _plain(label),
        "element": element,
        "optional": optional,
    }
    return block | ({"hint": _plain(hint)} if hint else {})


def _plain(text: str) -> Block:
    return {"type": "plain_text", "text": text}
