"""Reads lines about reminders and insights: "hiring reminders off everywhere", "insights csv"."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

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


_INSTEAD = re.compile(
    r"\b(?:instead of|rather than|not|from)\s+(?:(?:the|every|each|once an?|two|three|\d+)\s+)*\w+"
    r"|\b(?:every|each|an?|per) (?:single )?\w+ (?:is|are|feels?|seems?) (?:way |far |a bit )?too \w+",
    re.IGNORECASE,
)
_RHYTHM = re.compile(
    r"\b(?:mon|tue|tues|wed|thu|thur|thurs|fri|sat|sun)(?:day|nesday|sday|rsday|urday)?s?\b"
    r"|\b(?:bi-?)?(?:daily|weekly|monthly|quarterly|fortnightly|hourly)\b|\bfortnights?\b"
    r"|\b(?:every|each|once|twice|\d+ ?x|times?|one|per|an?)\s+(?:(?:an?|per|other|second|\w+)\s+)?"
    r"(?:hour|day|morning|week|month|quarter)s?\b|\bweekends?\b|\bweekdays?\b"
    r"|\b\d{1,2}(?::\d\d|\s?[ap]\.?m\b)|\bat \d{1,2}\b"
    r"|\b(?:mornings?|noon|afternoons?|evenings?|nights?|o.?clock)\b",
    re.IGNORECASE,
)
_LESS = re.compile(
    r"\b(?:less|fewer|rarer|seldom|slower|slow (?:it|them|down)"
    r"|too (?:much|many|often|frequent\w*)|spaced|calm(?:er)?|gentler|tone"
    r"|cut (?:down|back)|reduce|dial (?:it |them )?(?:down|back)"
    r"|not so (?:often|many|much)|chill|quieter)\b",
    re.IGNORECASE,
)
_MORE = re.compile(
    r"\b(?:(?<!no )(?<!not )(?<!any )more (?:often|frequent\w*|reminders?|pings?|nudges?)|oftener"
    r"|too (?:few|rare\w*|seldom|gentle)|not often enough"
    r"|faster|increase|step up|ramp up)\b",
    re.IGNORECASE,
)
_EVERYBODY = re.compile(
    r"\b(?:everywhere|every ?body|every ?one|every channel|all (?:of us|(?:the |our )?channels)"
    r"|(?:whole|entire) \w+)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class ReminderChange:
    """A change of reminders that somebody wishes in own words: a `ladder` by its name, or how `often`.

    `rhythm`: it names days, hours or an interval, which nobody can set. `channel` is one that is named.
    """

    ladder: str = ""
    often: Literal["", "less", "more"] = ""
    rhythm: bool = False
    channel: str = ""
    everywhere: bool = False

    @property
    def says_how(self) -> bool:
        """Whether it says how they should be."""
        return bool(self.ladder or self.often or self.rhythm)


def read_reminder_change(text: str, ladders: Sequence[str], channel: str = "") -> ReminderChange:
    """Read how reminders should be changed; `ladders` are the names there are. Never fails."""
    wanted = _INSTEAD.sub(" ", text.replace(channel, " ") if channel else text)
    named = [each for each in ladders if re.search(rf"\b{re.escape(each)}(?:er)?\b", wanted, re.IGNORECASE)]
    ladder = named[0] if len(named) == 1 else ""
    rhythm = not ladder and _RHYTHM.search(wanted) is not None
    often: Literal["", "less", "more"] = ""
    if not ladder and not rhythm:
        often = "more" if _MORE.search(text) else "less" if _LESS.search(text) else ""
    return ReminderChange(ladder, often, rhythm, channel, _EVERYBODY.search(text) is not None)


def asks_for_quiet(line: str) -> bool:
    """Whether a line asks for no more reminders, and for nothing else."""
    return _QUIET.fullmatch(line) is not None


def read_insights(line: str) -> str | None:
    """The words after `hiring insights`, or after `insights` alone ("csv"); None for any other line."""
    found = _INSIGHTS.match(line)
    return (found["rest"] or found["bare"] or "").strip() if found else None
