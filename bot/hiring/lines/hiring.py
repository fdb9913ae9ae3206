"""Reads lines about reminders and insights: "hiring reminders off everywhere", "insights csv"."""

import re
from dataclasses import dataclass

_REMINDERS = re.compile(r"\s*/?hiring\s+reminders?\b\s*(?P<rest>.*)", re.IGNORECASE | re.DOTALL)
_EVERYWHERE = re.compile(r"\s*\beverywhere\b\s*", re.IGNORECASE)
_INSIGHTS = re.compile(
    r"\s*(?:/?hiring\s+insights?\b[:,]?\s*(?P<rest>.*)|insights?(?P<bare>\s+(?:as\s+)?csv)?\s*$)",
    re.IGNORECASE | re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class ReminderLine:
    """A line about reminders: `word` is a ladder, `preview` or `zone`, and `value` follows it.

    `everywhere`: it concerns the whole workspace.
    """

    word: str = ""
    value: str = ""
    everywhere: bool = False


def read_reminders(line: str) -> ReminderLine | None:
    """Read a line that begins with `hiring reminders`; None for any other."""
    found = _REMINDERS.match(line)
    if found is None:
        return None
    everywhere = _EVERYWHERE.search(found["rest"]) is not None
    word, _, value = _EVERYWHERE.sub(" ", found["rest"]).strip().partition(" ")
    return ReminderLine(word, value.strip(), everywhere)


def is_about_reminders(line: str) -> bool:
    """Whether the line begins with `hiring reminders`."""
    return read_reminders(line) is not None


def turns_off_reminders(line: str) -> bool:
    """Whether the line is `hiring reminders off`, which leaves open whose reminders are meant."""
    read = read_reminders(line)
    return read is not None and (read.word.casefold(), read.value, read.everywhere) == ("off", "", False)


def read_insights(line: str) -> str | None:
    """The words after `hiring insights`, or after `insights` alone ("csv"); None for any other line."""
    found = _INSIGHTS.match(line)
    return (found["rest"] or found["bare"] or "").strip() if found else None


def is_about_insights(line: str) -> bool:
    """Whether the line begins with `hiring insights`, or is `insights` or `insights csv`."""
    return read_insights(line) is not None
