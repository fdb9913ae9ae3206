"""Reads what a requisition is opened with, in one line: its title, and what was said beside it."""

import re
from dataclasses import dataclass
from datetime import date

from bot.hiring.lines.carried import Carried, carry
from bot.hiring.lines.read import LineReader
from bot.hiring.scoping.scope import Scope
from bot.hiring.text.vocabulary import Vocabulary

_MOST_READ = 500  # characters of a line that opens a requisition
_BESIDE = ("amount", "place", "day", "year", "who", "channel")
_LEADS = re.compile(
    r"(?:[\s,;:(–-]+|\b(?:in|at|for|by|with|from|on|of|until|around|about|up to|paying|start(?:ing|s)?|based"
    r"|budget|salary|a|an|the|and|max)\b)+$",
    re.IGNORECASE,
)
_DAY_LEAD = re.compile(
    r"\b(?:by|from|until|before|start(?:ing|s)?(?: in| on| from)?|in|on)\s+$", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class SaidAtOpening:
    """The title of a new requisition, and what was said beside it. A title names no role for sure.

    `when` is the day or month that was named, with the word before it.
    """

    title: str
    beside: Carried
    when: str


def read_opening(text: str, vocabulary: Vocabulary, lines: LineReader, today: date) -> SaidAtOpening:
    """Take a title apart from the level, pay, place and day that stand in the same line."""
    text = text[:_MOST_READ]
    marks = [mark for mark in lines.mark(text).marks if mark.kind in _BESIDE]
    title = _LEADS.sub("", text[: marks[0].start]) if marks else text
    days = [mark for mark in marks if mark.kind == "day"]
    when = ""
    if days:
        lead = _DAY_LEAD.search(text[: days[0].start])
        when = f"{lead.group() if lead else ''}{text[days[0].start : days[0].end]}"
    return SaidAtOpening(
        title=title.strip() or text,
        beside=carry(Scope(title=text), vocabulary, lines, today),
        when=when,
    )
