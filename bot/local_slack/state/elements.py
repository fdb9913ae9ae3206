"""What interactive elements hold and what a person can put into them, in the form Slack sends to apps."""

import re
import secrets
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time
from typing import Any

from bot.local_slack.state.workspace import PlaygroundError, State, Workspace

Json = dict[str, Any]

# The key under which an element's choice stands in view.state and in actions.
HELD_AS = {
    "plain_text_input": "value",
    "email_text_input": "value",
    "url_text_input": "value",
    "number_input": "value",
    "rich_text_input": "rich_text_value",
    "static_select": "selected_option",
    "external_select": "selected_option",
    "radio_buttons": "selected_option",
    "multi_static_select": "selected_options",
    "multi_external_select": "selected_options",
    "checkboxes": "selected_options",
    "users_select": "selected_user",
    "multi_users_select": "selected_users",
    "conversations_select": "selected_conversation",
    "multi_conversations_select": "selected_conversations",
    "channels_select": "selected_channel",
    "multi_channels_select": "selected_channels",
    "datepicker": "selected_date",
    "timepicker": "selected_time",
    "datetimepicker": "selected_date_time",
    "file_input": "files",
}
_CLICKED = {"button", "icon_button", "overflow", "feedback_buttons", "workflow_button"}
_MANY = ("selected_options", "selected_users", "selected_conversations", "selected_channels", "files")


def walk(blocks: Sequence[Json]) -> Iterator[tuple[Json, Json]]:
    """Yield every interactive element with the block it stands in."""
    for block in blocks:
        if block["type"] == "container":
            yield from walk(block.get("child_blocks", []))
        elif block["type"] == "carousel":
            yield from walk(block.get("elements", []))
        elif block["type"] != "rich_text":
            single = [block[name] for name in ("accessory", "element") if name in block]
            for element in [*single, *block.get("elements", []), *block.get("actions", [])]:
                if element.get("type") in HELD_AS or element.get("type") in _CLICKED:
                    yield block, element


def with_ids(blocks: Sequence[Json]) -> list[Json]:
    """Return a copy of the blocks in which, as in Slack, every block and interactive element has an id."""
    named = [_copy(block) for block in blocks]
    for block in named:
        _name_block(block)
    for _, element in walk(named):
        element.setdefault("action_id", secrets.token_urlsafe(4))
    return named


def _copy(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _copy(part) for name, part in value.items()}
    return [_copy(part) for part in value] if isinstance(value, list) else value


def _name_block(block: Json) -> None:
    block.setdefault("block_id", secrets.token_urlsafe(4))
    nested = {"container": "child_blocks", "carousel": "elements"}
    for child in block[nested[block["type"]]] if block["type"] in nested else []:
        _name_block(child)


def initial_state(blocks: Sequence[Json], before: State | None = None) -> State:
    """Return what the elements hold when shown; what was filled in before stays under the same ids."""
    state: State = {}
    for block, element in walk(blocks):
        key = HELD_AS.get(element["type"])
        if key is None:
            continue
        kept = (before or {}).get(block["block_id"], {}).get(element["action_id"])
        if kept is None or kept["type"] != element["type"]:
            initial = element.get(f"initial_{key.removeprefix('selected_')}")
            kept = {"type": element["type"], key: [] if initial is None and key in _MANY else initial}
        state.setdefault(block["block_id"], {})[element["action_id"]] = kept
    return state


def find(blocks: Sequence[Json], action_id: str, block_id: str | None = None) -> tuple[Json, Json]:
    """Return the block and element with that action_id (or, failing that, in the block of that name)."""
    found = [
        (block, element)
        for block, element in walk(blocks)
        if element.get("action_id") == action_id and block_id in (None, block.get("block_id"))
    ] or [(block, element) for block, element in walk(blocks) if block.get("block_id") == action_id]
    if len(found) != 1:
        known = ", ".join(sorted(str(element.get("action_id")) for _, element in walk(blocks)))
        which = "more than one element" if found else "no element"
        raise PlaygroundError(f"there is {which} {action_id!r} here; there are: {known or 'none'}")
    return found[0]


def options_of(element: Json) -> list[Json]:
    """Return all options of an element, those of groups one after another."""
    groups = element.get("option_groups") or [element]
    return [option for group in groups for option in group.get("options") or []]


def click(element: Json, value: Any) -> Json:
    """Return what a click adds to the action of a button, an overflow menu or feedback buttons."""
    kind = element["type"]
    if kind == "overflow":
        return {"selected_option": _option(element, value, ())}
    if kind == "feedback_buttons":
        buttons = [element["positive_button"], element["negative_button"]]
        chosen = next((each for each in buttons if each["value"] == value), None)
        if chosen is None:
            raise PlaygroundError(f"{value!r} is neither of the two feedback values")
        return {"text": chosen["text"], "value": chosen["value"]}
    if value not in (None, element.get("value")):
        raise PlaygroundError(f"the button's value is {element.get('value')!r}, not {value!r}")
    return {name: element[name] for name in ("text", "value", "style", "url") if name in element}


def hold(element: Json, value: Any, workspace: Workspace, offered: Sequence[Json] = ()) -> Json:
    """Return what the element holds after the person put `value` into it; None empties it.

    `offered` are options the app suggested. PlaygroundError for what the element does not offer.
    """
    kind = element["type"]
    key = HELD_AS[kind]
    if key in _MANY:
        values = [] if value is None else list(value)
        most = element.get("max_selected_items", len(values))
        if len(values) > most:
            raise PlaygroundError(f"no more than {most} can be chosen")
        return {"type": kind, key: [_one(element, each, workspace, offered) for each in values]}
    return {"type": kind, key: None if value is None else _one(element, value, workspace, offered)}


def _one(  # noqa: PLR0911 - one line for each kind of element
    element: Json, value: Any, workspace: Workspace, offered: Sequence[Json]
) -> Any:
    key = HELD_AS[element["type"]]
    if key.startswith("selected_option"):
        return _option(element, value, offered)
    if key.startswith("selected_user"):
        return workspace.member(value).id
    if key.startswith("selected_channel"):
        return workspace.channel(value).id
    if key.startswith("selected_conversation"):
        member = workspace.members.get(value)
        return member.id if member else workspace.channel(value).id
    if element["type"] == "rich_text_input" and isinstance(value, str):
        section = {"type": "rich_text_section", "elements": [{"type": "text", "text": value}]}
        return {"type": "rich_text", "elements": [section]}
    if element["type"] == "datepicker":
        return date.fromisoformat(str(value)).isoformat()
    if element["type"] == "timepicker":
        return time.fromisoformat(str(value)).strftime("%H:%M")
    if element["type"] == "datetimepicker":
        return int(value.timestamp()) if isinstance(value, datetime) else int(value)
    if element["type"] == "file_input":
        return value
    return str(value) or None


def _option(element: Json, value: Any, offered: Sequence[Json]) -> Json:
    initial: list[Json] = element.get("initial_options") or [element.get("initial_option") or {}]
    for option in [*options_of(element), *offered, *initial]:
        if option.get("value") == value:
            return option
    known = ", ".join(repr(option["value"]) for option in [*options_of(element), *offered])
    raise PlaygroundError(f"{value!r} is not offered; there are: {known or 'none'}")


def complaint(block: Json, state: State) -> str | None:  # noqa: PLR0911 - one line for each rule
    """Return what Slack says under an input before it lets a modal be submitted; None when it is fine."""
    element = block["element"]
    held = state[block["block_id"]][element["action_id"]][HELD_AS[element["type"]]]
    if held in (None, "", []):
        return None if block.get("optional") else "Please complete this required field."
    if element["type"] == "number_input":
        return _number_complaint(element, held)
    if element["type"] == "email_text_input" and not re.fullmatch(r"[^@\s]+@[^@\s]+\.[^@\s]+", held):
        return "Please enter a valid email address."
    if element["type"] == "url_text_input" and not re.fullmatch(r"https?://\S+", held):
        return "Please enter a valid URL."
    if isinstance(held, str) and len(held) < element.get("min_length", 0):
        return f"Please enter at least {element['min_length']} characters."
    if isinstance(held, str) and len(held) > element.get("max_length", 3000):
        return f"Please enter no more than {element.get('max_length', 3000)} characters."
    return None


def _number_complaint(element: Json, held: str) -> str | None:
    pattern = r"-?\d+(\.\d+)?" if element["is_decimal_allowed"] else r"-?\d+"
    if not re.fullmatch(pattern, held):
        return "Please enter a valid number."
    if "min_value" in element and float(held) < float(element["min_value"]):
        return f"Please enter {element['min_value']} or more."
    if "max_value" in element and float(held) > float(element["max_value"]):
        return f"Please enter {element['max_value']} or less."
    return None
