"""Finds texts that say themselves that they are several jobs: "half your week", "Job 1". Pure."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from bot.hiring.adverts.negation import is_negated
from bot.hiring.adverts.title import names_a_job
from bot.hiring.scoping.conversation import Conversation
from content import Content

_TIME = r"(?:time|week|weeks|days?|working day|hours|year|role|job|work|attention)"
_SAID = re.compile(
    r"\b(?:two|three|four|2|3|4) (?:open |new |different |separate )*"
    r"(?:openings?|positions?|vacancies|roles?|jobs?|posts|hires)\b|"
    rf"\b(?:one |the )?(?:first |other |second )?half (?:of )?(?:your|the|their|this) {_TIME}\b|"
    rf"\b(?:split|divid|shar)(?:e|es|ed|s|ing|ting)? (?:of )?(?:(?:your|the|their) )?(?:{_TIME} )?"
    r"(?:evenly |equally )?between\b|"
    r"\b(?:50/50|half[ -](?:and|&)[ -]half)\b(?![^.\n]{0,40}(?:home|remote|office|on-?site))|"
    rf"\b[3-7]\d ?(?:%|percent|per cent) of (?:your|the|their) {_TIME}\b|"
    r"\btwo (?:halves|hats)\b|\b(?:dual|combined) role\b",
    re.IGNORECASE,
)
_LABEL = re.compile(
    r"\b(?:job|role|position|opening|vacancy)\s?(?:no\.?\s?|number\s|#\s?)?(?P<which>[1-6a-f]|i{1,3}|one|two|three)"
    r"\s*(?:[:.)]|[–—-]\s|\n)",
    re.IGNORECASE,
)
_ITEM = re.compile(
    r"\((?P<which>[a-d1-4])\)\s|(?:^|(?<=\n))[^\S\n]*(?P<number>[a-d1-4])[.)]\s", re.IGNORECASE
)
_ANNOUNCED = re.compile(
    r"\b(?:(?:two|three|four|several|following|these|[2-4]) (?:\w+ )?"
    r"(?:jobs|roles|positions|people|openings|vacancies|hires|profiles)|"
    r"(?:hir|recruit)\w+(?: for (?:two|three|several) things)?|looking for|seeking)\W*$",
    re.IGNORECASE,
)
_NAME_ENDS = re.compile(r"[:,.;(\n–—]|\s(?:who|to|for|that|and|with|in)\s", re.IGNORECASE)
_LINE_ENDS = re.compile(r"\n|\.\s")
_BOTH = re.compile(
    r"\b(?:hiring|hire|looking for|seeking|need|want) (?P<one>an? [^.\n]{4,60}?)(?:\s\([^)\n]{0,120}\))?,? "
    r"(?:and|plus|as well as) (?:also )?(?P<other>an? [^.;\n(,]{4,60})",
    re.IGNORECASE,
)
_PARTS = re.compile(
    r"[.;!?](?=\s)|\n|(?<=\w)\s[–—-]\s|\bthe (?:other|second|rest|remaining)\b", re.IGNORECASE
)
_AND = re.compile(r",? \band\b |,? \bwhile\b |,? \bplus\b |, ", re.IGNORECASE)
_AFTER = 900  # characters behind the words in which the jobs are described
_AHEAD = 60  # characters ahead of a list that announce it
_QUOTE = 70  # characters of the first job that are quoted
_MOST = 8  # parts of them that are read
_MOST_SAID = 3  # such words in one text


@dataclass(frozen=True, slots=True)
class Jobs:
    """The roles that a text says it combines, in its order, and the words that say that they are several."""

    roles: tuple[str, ...]
    start: int
    end: int


def find_jobs(content: Content, conversation: Conversation, text: str) -> Jobs | None:
    """Find words that make a text more than one job, and the roles that it describes behind them.

    None where they are one role after all: two openings for one are one job, as duties (a), (b), (c) are.
    """
    for parts in (_labelled(text), _listed(text), _named(text)):
        found = dict.fromkeys(role for part, _ in parts for role in _role(content, conversation, part))
        if len(found) > 1:
            return Jobs(tuple(found), *parts[0][1])
    for said in islice(_SAID.finditer(text), _MOST_SAID):
        if is_negated(text, said.start(), said.end()):
            continue
        roles = _roles(content, conversation, text[said.end() : said.end() + _AFTER])
        if len(roles) > 1:
            return Jobs(tuple(roles), said.start(), said.end())
    return None


_Parts = Sequence[tuple[str, tuple[int, int]]]  # what is said of each job, and where its name stands


def _labelled(text: str) -> _Parts:
    """What stands behind "Job 1", "Role B:" and the like, when there are two of them."""
    found = list(islice(_LABEL.finditer(text), _MOST))
    return _behind(text, found) if len({each["which"].casefold() for each in found}) > 1 else []


def _listed(text: str) -> _Parts:
    """Items (a), (b) or 1., 2. that name jobs each, or that a line announces as jobs; not those of duties."""
    found = list(islice(_ITEM.finditer(text), _MOST))
    parts = _behind(text, found)
    if found and _ANNOUNCED.search(text, max(0, found[0].start() - _AHEAD), found[0].start()):
        return parts
    return [each for each in parts if names_a_job(_NAME_ENDS.split(each[0].strip(), maxsplit=1)[0])]


def _behind(text: str, found: Sequence[re.Match[str]]) -> _Parts:
    """What stands behind each place, up to the next."""
    ends = [*(each.start() for each in found), len(text)][1:]
    return [
        (text[each.end() : min(end, each.end() + _AFTER)], (each.start(), _end_of_line(text, each.start())))
        for each, end in zip(found, ends, strict=True)
    ]


def _end_of_line(text: str, start: int) -> int:
    ends = _LINE_ENDS.search(text, start + len("1. "), start + _QUOTE)
    return ends.start() if ends else min(len(text), start + _QUOTE)


def _named(text: str) -> _Parts:
    """The two jobs of "we hire an infrastructure engineer and a prompt engineer"."""
    found = _BOTH.search(text)
    if found and names_a_job(found["one"]) and names_a_job(found["other"]):
        return [(found["one"], found.span()), (found["other"], found.span())]
    return []


def _roles(content: Content, conversation: Conversation, described: str) -> Sequence[str]:
    """The roles of the passages behind the words, each once; of one sentence, of its two sides."""
    passages = [part for part in _PARTS.split(described) if len(part.split()) > 2][:_MOST]
    found = dict.fromkeys(role for part in passages for role in _role(content, conversation, part))
    if len(found) > 1 or not passages:
        return list(found)
    for cut in list(_AND.finditer(passages[0]))[:_MOST]:
        sides = passages[0][: cut.start()], passages[0][cut.end() :]
        both = dict.fromkeys(role for side in sides for role in _role(content, conversation, side))
        if len(both) > 1:
            return list(both)
    return list(found)


def _role(content: Content, conversation: Conversation, part: str) -> Iterator[str]:
    read = conversation.read("", part.strip(" :-•*"))
    if read.settled and read.belief.first in content.roles:
        yield read.belief.first
