"""Understands a line: a command by grammar, any other by what was learned."""

import re
from dataclasses import dataclass
from itertools import islice

from bot.hiring.lines.doors import read_command
from bot.hiring.lines.marks import Marker
from bot.hiring.lines.slots import Slot, read_slots
from bot.hiring.lines.wishes import UNCLEAR, Wish, WishReader
from content import Content

TWO = "two_at_once"
_BETWEEN = re.compile(
    r"(?<=[.?!;])\s+|\s*(?:;|\s\+\s|\s&\s|,? and (?:also )?|, (?:also |then )?|\n)\s*", re.IGNORECASE
)
_SURE = 0.6  # of each half of a line that wishes two things
_LEAST_WORDS = 2
_MOST_TRIED = 6  # places where a line may part in two
_MOST_READ = 1_000  # characters; a longer text is no line
_MAY_BE = 0.02  # of the whole line wishing two things
_TOGETHER = frozenset(("pay", "interview", "sourcing", "redflags", "compare", "role"))
"""Wishes that come in pairs, besides those about requisitions."""


@dataclass(frozen=True, slots=True)
class Understood:
    """What a line asks for. `intent` is None when unsure; `offers` then has the likeliest.

    `because` are the words that decided.
    """

    intent: str | None
    slots: dict[str, Slot | tuple[str, ...]]
    offers: tuple[str, ...]
    sure: float
    because: tuple[str, ...]


class LineReader:
    """Understands lines. Keeps nothing between two of them."""

    def __init__(self, content: Content, wishes: WishReader | None = None) -> None:
        self._marker = Marker(content)
        self._wishes = wishes or WishReader.load()

    def understand(self, text: str) -> Understood:
        """Understand a line by its first thousand characters. Never fails, whatever it is."""
        text = text[:_MOST_READ]
        marked = self._marker.mark(text)
        command = read_command(marked)
        wish = self._wishes.read(marked)
        if command:
            wish = Wish(command, (), 1.0, tuple(text.split()[:2]), {command: 1.0})
        intent, parts = wish.intent, () if command else self._parts(text, wish)
        if parts:
            intent = TWO
        likeliest = intent or (wish.offers[0] if wish.offers else None)
        slots: dict[str, Slot | tuple[str, ...]] = {
            **read_slots(likeliest, marked, self._wishes.read_roles(marked))
        }
        if parts:
            slots["parts"] = parts
        if intent == TWO and not parts:
            offers = tuple(
                each for each in sorted(wish.shares, key=lambda each: -wish.shares[each]) if each != TWO
            )
            return Understood(
                None, slots, tuple(each for each in offers if each != UNCLEAR)[:3], wish.sure, wish.because
            )
        return Understood(intent, slots, wish.offers if intent is None else (), wish.sure, wish.because)

    def _parts(self, text: str, whole: Wish) -> tuple[str, ...]:
        """The two wishes of a line, where each half of it is surely one and the whole is not plainly one."""
        if whole.shares.get(TWO, 0.0) <= _MAY_BE:
            return ()
        for between in islice(_BETWEEN.finditer(text), _MOST_TRIED):
            halves = text[: between.start()], text[between.end() :]
            if min(len(half.split()) for half in halves) < _LEAST_WORDS:
                continue
            one, other = (self._wishes.read(self._marker.mark(half)) for half in halves)
            pair = one.intent, other.intent
            if one.intent is None or other.intent is None or one.intent == other.intent or TWO in pair:
                continue
            if min(one.sure, other.sure) < _SURE or not all(
                each in _TOGETHER or each[:4] == "req_" for each in pair if each
            ):
                continue
            return one.intent, other.intent
        return ()
