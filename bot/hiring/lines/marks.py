"""Marks the parts of a line: roles, levels, places, money, requisitions, days, people and channels."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.hiring.reading.phrases import Phrases, only_words, words_of
from bot.hiring.text.amounts import Amount, find_amounts
from bot.hiring.text.currencies import MARKS
from bot.hiring.text.dates import find_days
from content import Content
from content.schema.roles import UMBRELLA

_WORD = re.compile(r"[^\W_]+")
_PERSON = re.compile(r"<@[UW][A-Z0-9]+>|(?<!\w)@(?!rolecall\b)[a-z][\w.]*", re.IGNORECASE)
_CHANNEL = re.compile(r"<#C\w+(?:\|[^>]*)?>|(?<!\w)#[a-z][\w-]*", re.IGNORECASE)
_NUMERALS = [
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
    "twenty",
]
_NUMERAL = "|".join(sorted(_NUMERALS, key=len, reverse=True))
_REQUISITION = re.compile(
    rf"(?<![\w])(?:(?:requisition|req|reqs|number|num|numero|número|nr|no|ref|card|role on|n°)s?\b\.?\s*"
    rf"(?:no\b\.?|nr\b\.?|number)?\s*[-#:=]?\s*#?|--requisition[ =]?|#)(?P<number>\d{{1,4}}|"
    rf"(?:{_NUMERAL})\b)(?![\d%])",
    re.IGNORECASE,
)
_BARE = re.compile(
    rf"(?<![\w.,{MARKS}#/:-])(?:\d{{1,3}}|(?!one\b)(?:{_NUMERAL})\b)(?![\w%/.:-]*\d)(?!\w)", re.IGNORECASE
)  # "that one" and "one more" are no requisition
_YEAR = re.compile(
    rf"(?<![\w.,{MARKS}#-])(?:fy\s?)?(20[12]\d)(?![\w%-]|[.,]\d)|\bfy\s?'?(\d\d)\b", re.IGNORECASE
)
_REMOTE_US = re.compile(
    r"\bUS\b(?!\$)|\bU\.S\.|(?i:\b(?:in the|remote|across the) us\b(?=\W|$)|\bus (?:based|remote|"
    r"only|market)\b)"
)
_SAID_TO_BE = re.compile(
    rf"(?<![\w.,{MARKS}#/:-])(?P<number>\d{{1,4}})"
    r"(?:\s*(?:['’]s\b|=+>?|:|->|→|–>)"
    r"|\s+(?:is|was|turned out|turns out|should be|ought to be|(?:goes |put )?down as|as)\b)",
    re.IGNORECASE,
)
_DECIDED = re.compile(
    r"\b(?:put|call|mark|define|decided(?: on)?|confirmed|label|tag|set)\s+(?:down\s+)?"
    r"(?P<number>\d{1,4})\b(?![.,]\d|\s?%)"
    r"(?:\s*(?::|=|,|->)|\s+(?:(?:down\s+)?as|is|to)\b)?",
    re.IGNORECASE,
)
_UP_TO_ROLE = re.compile(
    r"\s*(?:(?:to be|being|actually|really|now|clearly|an?|the|our|one|more|likely|probably"
    r"|pure|just|definitely|also|senior|junior|mid|staff|lead|principal)\s+)*",
    re.IGNORECASE,
)
_ASKS_BEFORE = re.compile(
    r"\b(?:is|are|was|would|if|does|about|for|at|to|around|under|over)\s+$", re.IGNORECASE
)
_OF_PAY = re.compile(
    r"\b(?:pay|pays|paid|salar\w+|budget\w*|offer\w*|bands?|comp|base|rate|ranges?|cost\w*|market|money)\b",
    re.IGNORECASE,
)
_FIRST_YEAR, _LAST_YEAR = 2010, 2039
_LONGEST = 4
_MOST = 1_000  # characters in which themes are looked for
_MOST_MARKS = 60  # of a line; what has more is no line


@dataclass(frozen=True, slots=True)
class Mark:
    """A marked part of a line: its kind, its value and its place."""

    kind: str
    value: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Marked:
    """A line with its marks, from left to right."""

    text: str
    marks: tuple[Mark, ...]
    amounts: tuple[Amount, ...]
    themes: tuple[str, ...]

    def values(self, kind: str) -> tuple[str, ...]:
        """The values of the marks of one kind, each once."""
        return tuple(dict.fromkeys(mark.value for mark in self.marks if mark.kind == kind))


class Marker:
    """Marks lines, by the words of the content."""

    def __init__(self, content: Content) -> None:
        self._themes = Phrases(
            [(f"theme {theme}", word) for theme, words in content.lines.theme.items() for word in words]
            + [(f"duty {cue.id}", word) for cue in content.phrases.cue for word in cue.words]
        )
        self._known: dict[str, tuple[str, str]] = {}
        for code in content.places.country.values():
            for name in code:
                place = content.places.same.get(
                    name.casefold(), name if name != name.lower() else name.title()
                )
                self._known[" ".join(_WORD.findall(name.casefold()))] = ("place", place)
        del self._known["us"]
        for level, words in content.lines.level.items():
            self._known |= dict.fromkeys(words, ("level", level))
        self._known |= {word: ("level", each.id) for each in content.words.level for word in each.words}
        for role, words in content.lines.role.items():
            self._known |= dict.fromkeys(words, ("role", role))
        self._known |= {word: ("role", role.id) for role in content.roles.values() for word in role.words}
        self._known |= dict.fromkeys(content.roles_file.umbrella.words, ("role", UMBRELLA))

    def mark(self, text: str) -> Marked:
        """Mark a line. Never fails, whatever it is."""
        words = [*self._words(text)]
        defined = [*_defined(text, [each.start for each in words if each.kind == "role"])]
        amounts = tuple(
            each
            for each in find_amounts(text)
            if each.is_whole and not any(one.start <= each.start < one.end for one in defined)
        )
        taken: list[Mark] = []
        for mark in (*defined, *self._grammar(text, amounts), *words, *self._numbers(text)):
            if len(taken) == _MOST_MARKS:
                break
            if not any(mark.start < each.end and each.start < mark.end for each in taken):
                taken.append(mark)
        themes = {theme for _, theme, _ in self._themes.find(only_words(words_of(text[:_MOST])))}
        return Marked(text, tuple(sorted(taken, key=lambda each: each.start)), amounts, tuple(sorted(themes)))

    def _grammar(self, text: str, amounts: tuple[Amount, ...]) -> Iterator[Mark]:
        for kind, pattern in (("who", _PERSON), ("channel", _CHANNEL)):
            yield from (Mark(kind, found.group(), *found.span()) for found in pattern.finditer(text))
        for found in _REQUISITION.finditer(text):
            yield Mark("requisition", _digits(found["number"]), *found.span())
        for amount in amounts:
            yield Mark("amount", text[amount.start : amount.end], amount.start, amount.end)
        for day in find_days(text):
            yield Mark("day", day.written, day.start, day.end)
        for found in _YEAR.finditer(text):
            yield Mark("year", found[1] or f"20{found[2]}", *found.span())
        for found in _REMOTE_US.finditer(text):
            yield Mark("place", "US", *found.span())

    def _words(self, text: str) -> Iterator[Mark]:
        words = list(_WORD.finditer(text))
        keys = [word.group().casefold() for word in words]
        at = 0
        while at < len(words):
            for length in range(min(_LONGEST, len(words) - at), 0, -1):
                phrase = " ".join(keys[at : at + length])
                known = self._known.get(phrase) or self._known.get(phrase.removesuffix("s"))
                if known:
                    yield Mark(*known, words[at].start(), words[at + length - 1].end())
                    break
            else:
                length = 1
            at += length

    def _numbers(self, text: str) -> Iterator[Mark]:
        for found in _BARE.finditer(text):
            yield Mark("number", _digits(found.group()), *found.span())


def _defined(text: str, roles: Sequence[int]) -> Iterator[Mark]:
    """The bare numbers that are said to be a role: requisitions, and no amounts. `roles` are their places."""
    if not roles or _OF_PAY.search(text):
        return
    for pattern in (_DECIDED, _SAID_TO_BE):
        for found in pattern.finditer(text):
            gap = _UP_TO_ROLE.match(text, found.end())
            is_year = _FIRST_YEAR <= int(found["number"]) <= _LAST_YEAR
            if gap and gap.end() in roles and not is_year and not _ASKS_BEFORE.search(text[: found.start()]):
                yield Mark("requisition", found["number"], *found.span("number"))


def _digits(written: str) -> str:
    return written if written.isdigit() else str(_NUMERALS.index(written.casefold()) + 1)
