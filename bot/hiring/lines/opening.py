"""Reads what a requisition is opened with, in one line: its title, and what was said beside it."""

import re
from dataclasses import dataclass
from datetime import date

from bot.hiring.lines.carried import Carried, carry
from bot.hiring.lines.read import LineReader
from bot.hiring.reading.phrases import words_of
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


_LONG = 7  # words; what is longer is a sentence, and no title
_FIRST = 6  # of its words, where none of them names an occupation
_OCCUPATION = re.compile(
    r"\b(?P<before>(?:[\w/&+-]+ ){0,4})(?P<what>(?:engineer|developer|scientist|researcher|specialist|expert"
    r"|architect|tester|writer|analyst|consultant|programmer|linguist|lead|head of \w+))"
    r"(?!\w)",
    re.IGNORECASE,
)
_NO_TITLE_WORDS = frozenset(
    words_of(
        "a an the our my your their this that first second another one two some any good great new real "
        "strong we i you they he she need needs want wants seek seeking hire hiring find looking look for of "
        "to with and or who is are as be have has get in on at from like maybe called opening open recruit "
        "recruiting position role"
    )
)

_GREETS = frozenset(words_of("hey hi hello ok okay so please help can could how what who do does would let"))


@dataclass(frozen=True, slots=True)
class SaidAtOpening:
    """The title of a new requisition, and what was said beside it. A title names no role for sure.

    `when` is the day or month that was named, with the word before it, `whole` the sentence behind a title
    that was made of it.
    """

    title: str
    whole: str
    beside: Carried
    when: str


def read_opening(text: str, vocabulary: Vocabulary, lines: LineReader, today: date) -> SaidAtOpening:
    """Take a title apart from the level, pay, place and day that stand in the same line."""
    text = text[:_MOST_READ]
    marks = [mark for mark in lines.mark(text).marks if mark.kind in _BESIDE]
    said = (_LEADS.sub("", text[: marks[0].start]) if marks else text).strip() or text
    title = short_title(said)
    days = [mark for mark in marks if mark.kind == "day"]
    when = ""
    if days:
        lead = _DAY_LEAD.search(text[: days[0].start])
        when = f"{lead.group() if lead else ''}{text[days[0].start : days[0].end]}"
    return SaidAtOpening(
        title=title,
        whole=text if title != said else "",
        beside=carry(Scope(title=text), vocabulary, lines, today),
        when=when,
    )


def short_title(text: str) -> str:
    """A title for what somebody wrote: the occupation that a sentence names, else its first words."""
    if len(text.split()) <= _LONG:
        return text.strip()
    if title := occupation_in(text):
        return title[0].upper() + title[1:]
    words = text.split()[:_FIRST]
    return f"{' '.join(words).rstrip(' ,.;:')} …"


def occupation_in(text: str) -> str:
    """The occupation that a sentence names, as it is written there; "" for none."""
    found = _OCCUPATION.search(text)
    if found is None:
        return ""
    before: list[str] = []
    for word in reversed(found["before"].split()):
        if word.casefold() in _NO_TITLE_WORDS:
            break
        before.insert(0, word)
    return " ".join([*before, found["what"]])


def title_in(text: str) -> str:
    """What a role is called in what somebody begins with: a greeting or a wish is no title."""
    begins = _NO_TITLE_WORDS | _GREETS
    is_sentence = len(text.split()) > _LONG or not begins.isdisjoint(words_of(text)[:1])
    title = occupation_in(text) if is_sentence else ""
    return title if " " in title else text.strip()
