"""Understands a line: a command by grammar, any other by what was learned."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import islice

from bot.hiring.lines.doors import read_command
from bot.hiring.lines.halves import BETWEEN
from bot.hiring.lines.marks import Marked, Marker
from bot.hiring.lines.slots import Slot, read_slots
from bot.hiring.lines.wishes import UNCLEAR, Wish, WishReader
from content import Content

Marking = Callable[[str], Marked]
TWO = "two_at_once"
# Words that decide where the learned reader is unsure, or takes a question about a role for its description.
_DECIDES = (
    (
        "pay",
        (None, "role"),
        re.compile(
            r"\b(?:earn(?:s|ing)?|wages?|salar(?:y|ies)|paid|going rate|market rate|compensation)\b"
            r"|\bwhat (?:do|does|would|should|will)\b.{1,60}\bpay\b"
            r"|\bmakes?\W*$|\b(?:who|whom|what) (?:can|could) (?:i|we) (?:hire|get|afford|buy)\b.*\d",
            re.IGNORECASE,
        ),
    ),
    (
        "redflags",
        (None, "role", "out_of_scope"),
        re.compile(
            r"\b(?:screen|weed|filter|sort) (?:them )?out\b|\bfakes?\b|\bposers?\b|\bapi[ -]wrappers?\b"
            r"|\bpretenders?\b",
            re.IGNORECASE,
        ),
    ),
)
_SURE = 0.6  # of each half of a line that wishes two things
_MOST_TRIED = 8  # places where a line may part in two
_MOST_MARKED = 1_600  # characters that are looked at for that; a long line is parted at fewer places
_MOST_READ = 1_000  # characters; a longer text is no line
_MAY_BE = 0.08  # of the whole line wishing two things
_TOGETHER = frozenset(("pay", "interview", "sourcing", "redflags", "compare", "role"))
"""Wishes that come in pairs, besides those about requisitions."""
_LISTED = frozenset(("role", "level", "place", "requisition", "number"))
_SHARED = ("role", "roles", "level", "place")
"""What is said once for both wishes of a line: "pay and questions for a senior infra engineer"."""


@dataclass(frozen=True, slots=True)
class LinePart:
    """One of the two wishes of a line: its words, and what they were understood as."""

    text: str
    intent: str
    slots: dict[str, Slot | tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Understood:
    """What a line asks for. `intent` is None when unsure; `offers` then has the likeliest.

    `because` are the words that decided; `parts` are its two wishes in the order asked.
    """

    intent: str | None
    slots: dict[str, Slot | tuple[str, ...]]
    offers: tuple[str, ...]
    sure: float
    because: tuple[str, ...]
    parts: tuple[LinePart, ...] = ()


class LineReader:
    """Understands lines. Keeps nothing between two of them."""

    def __init__(self, content: Content, wishes: WishReader | None = None) -> None:
        self._marker = Marker(content)
        self._wishes = wishes or WishReader.load()

    def mark(self, text: str) -> Marked:
        """The roles, levels, places, amounts, days and people that a line names."""
        return self._marker.mark(text[:_MOST_READ])

    def understand(self, text: str, known: str | None = None) -> Understood:
        """Understand a line by its first thousand characters; `known` is what it is known to ask for.

        Never fails, whatever the line is.
        """
        text = text[:_MOST_READ]
        marked = self.mark(text)
        command = known or read_command(marked)
        wish = self._wishes.read(marked)
        if command:
            wish = Wish(command, (), 1.0, tuple(text.split()[:2]), {command: 1.0})
        parts = () if command else self._parts(text, marked, wish, cache(self._marker.mark))
        if not parts and not command:
            wish = next(_decided(text, wish), wish)
        intent = TWO if parts else wish.intent
        likeliest = intent or (wish.offers[0] if wish.offers else None)
        slots = self._slots(likeliest, marked)
        if parts:
            slots["parts"] = tuple(part.intent for part in parts)
        elif intent == TWO:
            ranked = sorted(wish.shares, key=lambda each: -wish.shares[each])
            offers = tuple(each for each in ranked if each not in (TWO, UNCLEAR))[:3]
            return Understood(None, slots, offers, wish.sure, wish.because)
        return Understood(
            intent, slots, wish.offers if intent is None else (), wish.sure, wish.because, parts
        )

    def _slots(self, intent: str | None, marked: Marked) -> dict[str, Slot | tuple[str, ...]]:
        return {**read_slots(intent, marked, self._wishes.read_roles(marked))}

    def _parts(self, text: str, marked: Marked, whole: Wish, mark: Marking) -> tuple[LinePart, ...]:
        """The two wishes of a line, where each half of it is surely one and the whole is not plainly one."""
        if whole.shares.get(TWO, 0.0) <= _MAY_BE:
            return ()
        shared = {name: slot for name, slot in self._slots(None, marked).items() if name in _SHARED}
        best: tuple[float, tuple[LinePart, ...]] = (_SURE, ())
        tried = min(_MOST_TRIED, _MOST_MARKED // max(len(text), 1))
        for between in islice(BETWEEN.finditer(text), tried):
            if _lists(between, marked):
                continue
            halves = text[: between.start()].strip(), text[between.end() :].strip()
            if not all(_says_more_than_a_role(mark(half)) for half in halves):
                continue
            wishes: list[Wish] = []
            for half in halves:
                wishes.append(self._wishes.read(_whole(half, marked, mark)))
                if wishes[-1].sure <= best[0] or not _may_be_part(wishes[-1].intent):
                    break
            intents = [wish.intent for wish in wishes]
            if len(set(intents)) < len(halves) or not all(map(_may_be_part, intents)):
                continue
            sure = min(wish.sure for wish in wishes)
            if sure <= best[0]:
                continue
            best = (
                sure,
                tuple(
                    LinePart(
                        _whole(half, marked, mark).text, intent, self._own_slots(mark(half), intent, shared)
                    )
                    for half, intent in zip(halves, intents, strict=True)
                    if intent
                ),
            )
        return best[1]

    def _own_slots(
        self, half: Marked, intent: str, shared: dict[str, Slot | tuple[str, ...]]
    ) -> dict[str, Slot | tuple[str, ...]]:
        own = self._slots(intent, half)
        if "role" in own or "roles" in own or intent.startswith("req_"):
            return own
        return {**shared, **own}


def _lists(between: re.Match[str], line: Marked) -> bool:
    """Whether two of a kind are listed there: "senior and staff" is no place where a line parts."""
    sides = [
        {each.kind for each in line.marks if each.end == between.start()},
        {each.kind for each in line.marks if each.start == between.end()},
    ]
    return not sides[0].isdisjoint(sides[1] & _LISTED)


def _says_more_than_a_role(half: Marked) -> bool:
    rest = half.text
    for each in reversed(half.marks):
        rest = rest[: each.start] + rest[each.end :] if each.kind in ("role", "level", "place") else rest
    return any(letter.isalpha() for letter in rest)


def _whole(half: str, line: Marked, mark: Marking) -> Marked:
    """Half a line, with the role of the line where it names none."""
    alone = mark(half)
    role = next((each for each in line.marks if each.kind == "role"), None)
    if role is None or alone.values("role") or alone.values("requisition") or alone.values("number"):
        return alone
    return mark(f"{half} {line.text[role.start : role.end]}")


def _decided(text: str, wish: Wish) -> Iterator[Wish]:
    """The wish that a word decides, where another one gives way to it."""
    for intent, over, pattern in _DECIDES:
        if wish.intent in over and (found := pattern.search(text)):
            yield Wish(intent, (), wish.sure, (found.group(),), wish.shares)


def _may_be_part(intent: str | None) -> bool:
    return intent is not None and (intent in _TOGETHER or intent.startswith("req_"))
