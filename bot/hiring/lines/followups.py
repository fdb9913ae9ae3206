"""Completes what somebody asks on from: “and staff?” after an answer about pay is pay again, for staff."""

import re
from typing import Literal

from bot.hiring.lines.marks import Marked
from bot.hiring.lines.read import LineReader
from bot.hiring.reading.phrases import words_of
from content import Content
from content.schema.base import Strict
from content.schema.roles import UMBRELLA

Wish = Literal["pay", "role", "interview", "redflags", "sourcing", "reading"]

_MOST = 12  # words; a longer line says by itself what it asks
_CUE = re.compile(
    r"\W*(?:(?:ok|okay|hm+|thanks|cool|and|but|so|or)\W+)*"
    r"(?:and|or|but|then|what about|how about|same|also|now|what if|for|in|at|with|if|is|are|would|vs|versus"
    r"|compared)\b",
    re.IGNORECASE,
)
_ON_IT = re.compile(r"\b(?:it|its|that|this|they|them|their|those|one|ones|he|she|him|her)\b", re.IGNORECASE)
_VERSUS = re.compile(r"\b(?:vs|versus|compared|against)\b", re.IGNORECASE)
_EXTRAS = re.compile(
    r"\b(?:total(?: (?:comp\w*|pay|cash|package))?|tc|equity|stock|rsus?|bonus\w*|sign[ -]?on"
    r"|(?:a|an|per|by the) (?:month|day|hour|week)|monthly|hourly|daily|weekly"
    r"|euros?|pounds?|francs?|rupees?|(?-i:EUR|GBP|INR|CHF|CAD))\b",
    re.IGNORECASE,
)
_WISHES: tuple[tuple[Wish, str], ...] = (
    ("redflags", r"red[ -]?flags?|warning signs?|cvs?|resumes?"),
    (
        "sourcing",
        r"where (?:to|do|can|should|would)(?: (?:i|we|you))? (?:find|look|search|hire)(?: for)?|sourcing",
    ),
    (
        "interview",
        r"interviews?|interview questions|questions?|kit|what (?:to|do (?:i|we)|should (?:i|we)) ask",
    ),
    (
        "pay",
        r"pays?|paid|salary|salaries|costs?|earns?|makes?|bands?|budgets?|comp|compensation|base(?: pay)?"
        r"|how much|worth|range",
    ),
    ("role", r"what (?:does|do|would|will) (?:it|they|he|she|those|that one|such a person) do|duties"),
)
_WISHED = [(wish, re.compile(rf"\b(?:{words})\b", re.IGNORECASE)) for wish, words in _WISHES]
_FILLERS = frozenset(
    words_of(
        "a about actually again all also an and any are as at average be but by can compared cool "
        "could do does engineer engineers enough fair few fine for from go he high hm hmm how i if in "
        "instead is it its just kind level like little lot low maybe me much my need needed no normal "
        "now of offer ok okay on one ones only or our people per person please realistic right role "
        "roles s same say she should so some somebody someone still than thanks that the their them "
        "then there these they thing this those to too typical us usual versus vs want we what whats "
        "when which who will with work would year you "
    )
)
_WORD = re.compile(r"[^\W\d_]+")
_IN_A_PLACE = re.compile(r"\b(?:in|near|around) (?P<name>[A-Z][\w-]+(?: [A-Z][\w-]+){0,2})")
_HOME = "United States"
_SAYS: dict[Wish, str] = {
    "pay": "pay", "role": "what the role does", "interview": "interview questions",
    "redflags": "red flags", "sourcing": "where to look", "reading": "what the role does",
}  # fmt: skip
_ALIKE = "What I have is the same for each level and place."


class Ground(Strict):
    """What somebody asked last, and got an answer to: what a next line of theirs may leave unsaid.

    `roles` are ids, the umbrella title's too; `budget` and `place` stand as they were typed.
    """

    wish: Wish
    roles: tuple[str, ...] = ()
    level: str = ""
    place: str = ""
    budget: str = ""


class FollowUp(Strict):
    """A whole line for one that left something unsaid, and the sentence that says what it was taken for."""

    line: str
    told: str


class FollowUpReader:
    """Tells which lines leave something unsaid, and completes them. Keeps nothing between two of them."""

    def __init__(self, content: Content, lines: LineReader) -> None:
        self._content = content
        self._lines = lines

    def leaves_unsaid(self, line: str) -> bool:
        """Whether a line says nothing but a role, level, place, amount or wish, and not all that it takes."""
        if not line or line.startswith("/") or len(line.split()) > _MOST:
            return False
        marked = self._lines.mark(line)
        rest = _without_marks(marked)
        wish, plain = _wished(rest), _EXTRAS.sub(" ", rest)
        elsewhere = _elsewhere(rest) if wish == "pay" else ""
        plain = plain.replace(elsewhere, " ") if elsewhere else plain
        for _, pattern in _WISHED:
            plain = pattern.sub(" ", plain)
        if any(word.casefold() not in _FILLERS for word in _WORD.findall(plain)):
            return False
        told = [kind for kind in ("level", "place", "amount") if marked.values(kind)]
        if marked.values("role"):
            begun = _CUE.match(line) is not None
            asked = line.rstrip().endswith("?") and not _WORD.search(rest)
            return (begun or asked) and (wish is None or bool(_VERSUS.search(line)))
        if told or elsewhere or _EXTRAS.search(rest):
            return True
        return wish is not None and bool(_CUE.match(line) or _ON_IT.search(line))

    def complete(self, line: str, ground: Ground) -> FollowUp | None:
        """The whole line for one that leaves something unsaid; None where nothing is left to ask."""
        marked = self._lines.mark(line)
        rest = _without_marks(marked)
        named = marked.values("role")
        extras = " ".join(found.group() for found in _EXTRAS.finditer(rest))
        last: Wish = "role" if ground.wish == "reading" else ground.wish
        wish = _wished(rest) or ("pay" if extras or marked.values("amount") else last)
        if named and _VERSUS.search(line) and ground.roles:
            wish, named = "role", (ground.roles[0], *named)
        merged = Ground(
            wish=wish,
            roles=named or ground.roles,
            level=" and ".join(marked.values("level")) or ground.level,
            place=" and ".join(marked.values("place")) or _elsewhere(rest) or ground.place,
            budget=next(iter(marked.values("amount")), ground.budget),
        )
        if not merged.roles and (extras or wish != "pay"):
            return None
        return FollowUp(line=self._line(merged, extras), told=self._told(merged, marked))

    def _line(self, ground: Ground, extras: str) -> str:
        words = [self._word(role) for role in ground.roles]
        if ground.wish == "pay":
            place = "" if ground.place in ("US", _HOME) else ground.place
            return (
                " ".join(("salary", *" and ".join(words).split(), ground.level, place, ground.budget, extras))
                .replace("  ", " ")
                .strip()
            )
        if ground.wish == "role" and len(words) > 1:
            return f"role {words[0]} vs {words[1]}"
        return f"{ground.wish} {words[0]}"

    def _told(self, ground: Ground, marked: Marked) -> str:
        names = [self._name(role) for role in ground.roles] or ["every role"]
        said = [_SAYS[ground.wish], " and ".join(names)]
        if ground.wish == "pay":
            place = _HOME if ground.place in ("", "US") else ground.place
            said += [each for each in (ground.level, place, ground.budget) if each]
            return f"I take that as: {', '.join(said)}."
        alike = f" {_ALIKE}" if marked.values("level") or marked.values("place") else ""
        return f"I take that as: {', '.join(said)}.{alike}"

    def _word(self, role: str) -> str:
        umbrella = self._content.roles_file.umbrella
        return umbrella.words[0] if role == UMBRELLA else self._content.roles[role].words[0]

    def _name(self, role: str) -> str:
        return self._content.roles_file.umbrella.name if role == UMBRELLA else self._content.roles[role].name


def _wished(text: str) -> Wish | None:
    return next((wish for wish, pattern in _WISHED if pattern.search(text)), None)


def _elsewhere(rest: str) -> str:
    """A name that stands where a place would and is none that we know: the answer says so."""
    found = _IN_A_PLACE.search(rest)
    return found["name"] if found else ""


def _without_marks(marked: Marked) -> str:
    rest = marked.text
    for mark in reversed(marked.marks):
        if mark.kind in ("role", "level", "place", "amount"):
            rest = f"{rest[: mark.start]} {rest[mark.end :]}"
    return rest
