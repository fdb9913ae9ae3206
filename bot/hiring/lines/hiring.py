"""Reads lines about reminders and insights: "hiring reminders off everywhere", "insights csv"."""

import re
from dataclasses import dataclass

_REMINDERS = re.compile(r"\s*/?hiring\s+reminders?\b\s*(?P<rest>.*)", re.IGNORECASE | re.DOTALL)
_EVERYWHERE = re.compile(r"(?<!\s)\s*+\beverywhere\b\s*", re.IGNORECASE)
_INSIGHTS = re.compile(
    r"\s*(?:/?hiring\s+insights?\b[:,]?\s*(?P<rest>.*)|insights?(?P<bare>\s+(?:as\s+)?csv)?\s*$)",
    re.IGNORECASE | re.DOTALL,
)


_QUIET = re.compile(
    r"\W*(?:(?:please|pls|ok|can you|could you)\W+)*"
    r"(?:stop|unsubscribe|mute|quiet|shut up|be quiet|leave me alone"
    r"|(?:stop|quit|no more) (?:reminding|nagging|pinging|messaging|spamming|bothering)(?: (?:me|us))?"
    r"|(?:no more|stop (?:the|all|these|your)) (?:reminders?|pings?|nudges?|notifications?)"
    r"|(?:unsubscribe|mute) (?:me|us|this channel))(?:\W+(?:please|now|thanks?))?\W*",
    re.IGNORECASE,
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


def asks_for_quiet(line: str) -> bool:
    """Whether a line asks for no more reminders, and for nothing else."""
    return _QUIET.fullmatch(line) is not None


def read_insights(line: str) -> str | None:
    """The words after `hiring insights`, or after `insights` alone ("csv"); None for any other line."""
    found = _INSIGHTS.match(line)
    return (found["rest"] or found["bare"] or "").strip() if found else None
