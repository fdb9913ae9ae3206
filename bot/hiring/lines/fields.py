"""Reads which fields of a requisition a line gives: "edit 2 budget 180k", "infra engineer, owner @mei"."""

import re

from bot.hiring.lines.read import Understood
from bot.hiring.text.amounts import find_amounts

_OWNER = re.compile(
    r"(?:\s*[,;:(–-]\s*(?:the )?owner(?: is| will be|:|=)?|[\s,;:(–-]*\b(?:owned by|assigned to))\s+"
    r"(?P<who><@[UW][A-Z0-9]+>|@?[^\W\d_][\w.-]*)\)?",
    re.IGNORECASE,
)
_FIELD = re.compile(r"(?<=\w)\s+(?=(?:budget|level|place|location|year|owner|in)\b)", re.IGNORECASE)
_TITLE = re.compile(r"\W*(?:the )?title(?:\s+(?:to|is|as)|:|=)?\s+(?P<title>\S.*)", re.IGNORECASE | re.DOTALL)


def as_fields(understood: Understood, text: str) -> str:
    """What a line in own words says of a requisition's fields, as a command says it: "level staff"."""
    slots = understood.slots
    if "number" in slots:  # "the budget of 1 to 120-140k" begins no range with 1
        text = re.sub(rf"\b{slots['number']}\b", ";", text, count=1)
    pays = [each for each in find_amounts(text) if each.is_pay and each.is_whole]
    budget = text[pays[0].start : pays[0].end] if pays else ""
    said = (("budget", budget), ("level", slots.get("level")), ("in", slots.get("place")))
    return " ".join(f"{name} {value}" for name, value in said if isinstance(value, str) and value)


def part_fields(text: str) -> str:
    """A line of fields with a comma before each: "budget 150k, level staff" speaks of no 150,000 people."""
    return _FIELD.sub(", ", text)


def take_owner(text: str) -> tuple[str, str]:
    """A line without the owner it names, and the owner as typed, "" for none."""
    found = _OWNER.search(text)
    if found is None:
        return text, ""
    return f"{text[: found.start()]}{text[found.end() :]}".strip(), found["who"]


def read_title(text: str) -> str:
    """The new title that a line of fields gives, "" for none."""
    found = _TITLE.fullmatch(text)
    return found["title"].strip() if found else ""
