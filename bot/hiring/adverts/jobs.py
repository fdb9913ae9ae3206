"""Finds texts that say themselves that they are several jobs: "two openings", "half your week". Pure."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from bot.hiring.adverts.negation import is_negated
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
_PARTS = re.compile(
    r"[.;!?](?=\s)|\n|(?<=\w)\s[–—-]\s|\bthe (?:other|second|rest|remaining)\b", re.IGNORECASE
)
_AND = re.compile(r",? \band\b |,? \bwhile\b |,? \bplus\b |, ", re.IGNORECASE)
_AFTER = 900  # characters behind the words in which the jobs are described
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

    None where they are one role after all: two openings for one are one job.
    """
    for said in islice(_SAID.finditer(text), _MOST_SAID):
        if is_negated(text, said.start(), said.end()):
            continue
        roles = _roles(content, conversation, text[said.end() : said.end() + _AFTER])
        if len(roles) > 1:
            return Jobs(tuple(roles), said.start(), said.end())
    return None


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
