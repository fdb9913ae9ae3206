"""Reads what a line wishes: a linear model over words, letters and grammar, with learned weights."""

import json
import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import pairwise
from typing import Any

from bot.hiring.lines.marks import Marked

_TOKEN = re.compile(r"[^\W_]+(?:'[^\W_]+)?|\?|\0\w+\0|🚩|🎉|[=+]")
_LISTED = re.compile(r"(\0(?:LEVEL|PLACE)\0)(?:\s*(?:,|/|&|and|or|,\s*(?:and|or))\s*\1)+")
"""Lists levels or places, which say no more than one: "senior or staff"."""
_MOST_WORDS = 70
_OFFERS = 3
_NO = frozenset(("not", "no", "never", "without", "dont", "don't", "isn't", "isnt", "can't", "cant"))
_NEGATED = 4  # words after a "no" that it reaches
_GROUPS = {"w": 1.2, "c": 1.0, "g": 1.2, "t": 0.8}
"""What the words, the letters and the grammar of a line count."""
SCALE = 8
ZERO = ord("P")
MOST = 44
"""A weight is stored as a character: ZERO is 0, the next ones 1, 2 … MOST eighths, those before it less."""
UNCLEAR = "unclear"


@dataclass(frozen=True, slots=True)
class Wish:
    """What a line wishes. `intent` is None when unsure: then `offers` has the likeliest.

    `sure` is the share of the likeliest; `because` are the words that moved it most.
    """

    intent: str | None
    offers: tuple[str, ...]
    sure: float
    because: tuple[str, ...]
    shares: Mapping[str, float]


def features(marked: Marked) -> dict[str, float]:
    """What the model looks at in a line; each group of features has the same length in every line."""
    text = _masked(marked)
    words = _TOKEN.findall(text)
    words = words[: _MOST_WORDS // 2] + words[max(len(words) - _MOST_WORDS // 2, _MOST_WORDS // 2) :]
    words = [word.strip("\0") if word.startswith("\0") else word for word in words]
    grammar = set(_grammar(marked, words))
    groups = {
        "w": set(_word_features(words)),
        "c": set(_letters(words)),
        "g": {each for each in grammar if each[0] == "g"},
        "t": {each for each in grammar if each[0] == "t"},
    }
    return {
        feature: _GROUPS[group] / math.sqrt(len(found))
        for group, found in groups.items()
        for feature in sorted(found)
    }


def _masked(marked: Marked) -> str:
    """The line in lower case, with the kind of each mark instead of its words."""
    parts, at = [], 0
    for mark in marked.marks:
        parts += [marked.text[at : mark.start].casefold(), f" \0{mark.kind.upper()}\0 "]
        at = mark.end
    return _LISTED.sub(r"\1", "".join([*parts, marked.text[at:].casefold()]).replace("’", "'"))


def _word_features(words: list[str]) -> Iterable[str]:
    padded = ["<", *words, ">"]
    yield from (f"w:{word}" for word in words)
    yield from (f"w:{one} {two}" for one, two in pairwise(padded))
    yield from (f"w:{a} {b} {c}" for a, b, c in zip(padded, padded[1:], padded[2:], strict=False))
    for place, word in enumerate(words):
        if word in _NO:
            yield from (f"w:not~{after}" for after in words[place + 1 : place + 1 + _NEGATED])


def _letters(words: list[str]) -> Iterable[str]:
    for word in words:
        if not word.isupper():
            shown = f"_{word}_"
            yield from (f"c:{shown[at : at + n]}" for n in (3, 4, 5) for at in range(len(shown) - n + 1))


def _grammar(marked: Marked, words: list[str]) -> Iterable[str]:
    counts = Counter(mark.kind for mark in marked.marks)
    for kind, count in counts.items():
        yield f"g:{kind}"
        yield f"g:{kind}={min(len(marked.values(kind)), 3) if kind == 'role' else min(count, 3)}"
    yield from (f"g:no {kind}" for kind in ("role", "amount", "requisition") if kind not in counts)
    themes = [theme.removeprefix("theme ") for theme in marked.themes]
    yield from (f"t:{theme}" for theme in themes)
    own = [theme for theme in themes if not theme.startswith("duty")]
    yield from (f"t:{one}+{other}" for place, one in enumerate(own) for other in own[place + 1 :])
    yield from (
        f"t:{theme}+{'' if kind in counts else 'no '}{kind}"
        for theme in own
        for kind in ("role", "requisition", "amount")
    )
    duties = len(themes) - len(own)
    yield f"g:duties={min(duties, 4)}"
    if counts["role"] and counts["amount"]:
        yield "g:role+amount"
    if counts["requisition"] or counts["number"]:
        yield "g:numbered" + ("+role" if counts["role"] else "")
    yield f"g:long={min(int(math.log2(len(words) + 1)), 6)}"
    yield "g:asks" if "?" in marked.text else "g:no ?"
    if "\n" in marked.text:
        yield "g:lines"
    if words:
        yield f"g:first={words[0]}"
        yield f"g:last={words[-1]}"
    yield "g:1"


class WishReader:
    """Reads wishes with the weights of wishes.json. Keeps nothing between two lines."""

    def __init__(self, weights: Mapping[str, Any]) -> None:
        """Take what wishes.json holds."""
        self.intents: tuple[str, ...] = tuple(weights["intents"])
        self.roles: tuple[str, ...] = tuple(weights["roles"])
        self._answers_from = float(weights["answers_from"])
        self._sharpness = float(weights["sharpness"])
        self._intent_rows: Mapping[str, str] = weights["intent_weights"]
        self._role_rows: Mapping[str, str] = weights["role_weights"]

    @classmethod
    @cache
    def load(cls) -> "WishReader":
        """The reader with the weights that ship with Rolecall, one for each process."""
        return cls(json.loads((files("content") / "wishes.json").read_text(encoding="utf-8")))

    def read(self, marked: Marked) -> Wish:
        """Read a marked line. Never fails, whatever it is."""
        given = features(marked)
        scores = _sums(given, self._intent_rows, len(self.intents))
        shares = dict(zip(self.intents, _softmax(scores, self._sharpness), strict=True))
        ranked = sorted(shares, key=lambda intent: (-shares[intent], intent))
        first = ranked[0]
        known = shares[first] >= self._answers_from and first != UNCLEAR
        offers = tuple(each for each in ranked[: _OFFERS + 1] if each != UNCLEAR)[:_OFFERS]
        because = self._because(given, first)
        return Wish(first if known else None, () if known else offers, shares[first], because, shares)

    def read_roles(self, marked: Marked) -> dict[str, float]:
        """How likely each role is named or plainly meant in a line, each for itself."""
        given = features_of_roles(marked)
        scores = _sums(given, self._role_rows, len(self.roles))
        return {
            role: 1 / (1 + math.exp(-max(min(score, 30.0), -30.0)))
            for role, score in zip(self.roles, scores, strict=True)
        }

    def _because(self, given: Mapping[str, float], intent: str) -> tuple[str, ...]:
        place = self.intents.index(intent)
        words = {
            feature[2:]: value * (ord(self._intent_rows[feature][place]) - ZERO)
            for feature, value in given.items()
            if feature.startswith("w:") and feature in self._intent_rows
        }
        best = sorted((word for word in words if words[word] > 0), key=lambda word: (-words[word], word))
        return tuple(best[:3])


def features_of_roles(marked: Marked) -> dict[str, float]:
    """What the model of roles looks at: the roles that are named, and all words as they stand."""
    words = _TOKEN.findall(marked.text.casefold())[:_MOST_WORDS]
    letters = {f"c:{f'_{word}_'[at : at + 4]}" for word in words for at in range(max(len(word) - 1, 1))}
    pairs = {f"w:{one} {two}" for one, two in pairwise(words)}
    found = {f"w:{word}" for word in words} | pairs
    named = marked.values("role")
    given = {feature: 1 / math.sqrt(len(found)) for feature in sorted(found)}
    given |= {feature: 0.7 / math.sqrt(len(letters)) for feature in sorted(letters)}
    given |= {f"g:{role}": 1.0 for role in named}
    given |= {f"g:{theme}": 0.5 for theme in marked.themes if theme.startswith("duty")}
    given |= {f"g:first={role}": 0.5 for role in named[:1]}
    given |= {f"g:roles={min(len(named), 3)}": 0.5, "g:1": 1.0}
    return given


def _sums(given: Mapping[str, float], rows: Mapping[str, str], width: int) -> list[float]:
    """The score of each column; a row holds a character for each. Many features count the same."""
    alike: dict[float, list[bytes]] = {}
    for feature, value in given.items():
        row = rows.get(feature)
        if row is not None:
            alike.setdefault(value, []).append(row.encode())
    sums = [0.0] * width
    for value, found in alike.items():
        nothing = ZERO * len(found)
        sums = [
            total + value * (sum(column) - nothing)
            for total, column in zip(sums, zip(*found, strict=True), strict=True)
        ]
    return [total / SCALE for total in sums]


def _softmax(scores: list[float], sharpness: float) -> list[float]:
    most = max(scores)
    parts = [math.exp(sharpness * (score - most)) for score in scores]
    whole = sum(parts)
    return [part / whole for part in parts]
