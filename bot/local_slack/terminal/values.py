"""What a person types for an element, turned into what the element takes."""

import re
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from bot.local_slack.state.workspace import Json, Workspace
from bot.local_slack.terminal.render.pieces import offered_options

ReadLine = Callable[[str], str]
Suggest = Callable[[str], list[Json]]

_NUMBERS = re.compile(r"\d+(?:[\s,]+\d+)*")


def numbers(typed: str) -> list[int]:
    """The numbers of a line made of numbers only, such as "2 3"; else nothing."""
    return [int(each) for each in re.split(r"[\s,]+", typed)] if _NUMBERS.fullmatch(typed) else []


def typed_value(kind: str, typed: str, workspace: Workspace) -> Any:
    """What to choose in a menu of people or channels, a picker or a text field.

    ValueError carries the sentence to show; PlaygroundError says that nobody has such a name.
    """
    words = [word for word in re.split(r"[\s,]+", typed) if word]
    match kind.removeprefix("multi_"):
        case "users_select":
            ids = [workspace.member(word).id for word in words]
        case "channels_select" | "conversations_select":
            ids = [workspace.channel(word).id for word in words]
        case "datepicker":
            return _moment(typed, "%Y-%m-%d", "Please type a date as YYYY-MM-DD.").strftime("%Y-%m-%d")
        case "timepicker":
            return _moment(typed, "%H:%M", "Please type a time as HH:MM.").strftime("%H:%M")
        case "datetimepicker":
            moment = _moment(typed, "%Y-%m-%d %H:%M", "Please type a date and time as YYYY-MM-DD HH:MM.")
            return int(moment.timestamp())
        case _:
            return typed
    if kind.startswith("multi_"):
        return ids
    if len(ids) != 1:
        raise ValueError("Please type one name.")
    return ids[0]


def chosen_value(element: Json, typed: str) -> Any:
    """The value, or list of values, behind the typed numbers or one option's words.

    ValueError carries the sentence to show.
    """
    options = offered_options(element)
    picked = numbers(typed) or _named(options, typed)
    several = element["type"] == "checkboxes" or element["type"].startswith("multi_")
    if not picked or any(not 1 <= number <= len(options) for number in picked):
        raise ValueError(f"Please type a number from 1 to {len(options)}, or the words beside it.")
    if several:
        return [options[number - 1]["value"] for number in picked]
    if len(picked) > 1:
        raise ValueError("Please choose one.")
    return options[picked[0] - 1]["value"]


def _named(options: list[Json], typed: str) -> list[int]:
    """The number of the one option that is called so, or begins so; nothing for none or several."""
    names = [option["text"]["text"].casefold() for option in options]
    for fits in (str.__eq__, str.startswith):
        found = [number for number, name in enumerate(names, 1) if fits(name, typed.casefold())]
        if len(found) == 1:
            return found
    return []


def searched_options(typed: str, suggest: Suggest) -> list[Json]:
    """What the app offers for the typed words, groups flattened."""
    offered = suggest(typed)
    return [option for each in offered for option in each.get("options", [each])]


def _moment(typed: str, pattern: str, sentence: str) -> datetime:
    try:
        return datetime.strptime(typed, pattern).replace(tzinfo=UTC)
    except ValueError:
        raise ValueError(sentence) from None
