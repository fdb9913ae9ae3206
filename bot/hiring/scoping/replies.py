"""Reads replies to a question by what was learned: which option is meant, or what else somebody wants."""

import json
import math
import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import pairwise
from typing import Any

from bot.hiring.reading.learned import ZERO
from content.schema.questions import Option, ScopingQuestion

_TOKEN = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)?|\d[\d.,]*|[?!]")
_MOST_WORDS = 60
_NO = frozenset(
    (
        "not", "no", "never", "without", "none", "nothing", "nobody", "don't", "dont", "isn't", "isnt",
        "can't", "cant", "doesn't", "doesnt", "won't", "didn't", "wouldn't", "neither", "nor",
    )
)  # fmt: skip
_NEGATED = 4  # words after a "no" that it reaches
_GROUPS = {"w": 1.0, "c": 1.0, "g": 0.4}
"""What the words, the letters and the form of a reply count."""
SCALE = 8
MOST = 44
"""A weight is stored as a character: ZERO is 0, the next ones 1, 2 … MOST eighths, those before it less."""
FIRST = ord("A")
"""Weights for the columns of a question stand behind a letter: this one for the first in `columns`."""
_SPEAKS_FOR = 55  # of a hundred: an answer this usual for a reading is alike in every question
HINT, LEAN = 1.0, 0.25
"""What a word of an option counts, and what the reading of the words counts."""
_MANY, _AMONG_FEW = 8, 0.02
ANSWER = "answer"
MOVE = "move"
LIKE = "like"
DENIAL = "denial"
"""What an answer and a denial are called among the moves; and the columns of moves and of readings."""


_ENDS = frozenset(("cancel", "restart", "skip"))
_ENDS_FROM = 0.7
"""What takes a conversation from somebody has to be surer."""


@dataclass(frozen=True, slots=True)
class Heard:
    """What a reply was understood as: an option of its question, or a move; neither when unsure.

    `likely` is how likely each option is, `answers` that it is an answer at all.
    """

    option: str | None
    move: str | None
    likely: Mapping[str, float]
    answers: float


def features(text: str) -> dict[str, float]:
    """What the model looks at in a reply; each group of features has the same length in every reply."""
    words = _TOKEN.findall(text.casefold().replace("’", "'"))[:_MOST_WORDS]
    words = [_magnitude(word) if word[0].isdigit() else word for word in words]
    groups = {"w": set(_of_words(words)), "c": set(_letters(words)), "g": set(_form(text, words))}
    return {
        feature: _GROUPS[group] / math.sqrt(len(found))
        for group, found in groups.items()
        for feature in sorted(found)
    }


def _magnitude(number: str) -> str:
    digits = len(number.replace(",", "").replace(".", ""))
    return f"0{digits}"


def _of_words(words: Sequence[str]) -> Iterable[str]:
    yield from (f"w:{word}" for word in words)
    yield from (f"w:{one} {two}" for one, two in pairwise(["<", *words, ">"]))
    for place, word in enumerate(words):
        if word in _NO:
            yield from (f"w:not~{after}" for after in words[place + 1 : place + 1 + _NEGATED])


def _letters(words: Iterable[str]) -> Iterable[str]:
    for word in words:
        shown = f"_{word}_"
        yield from (f"c:{shown[at : at + n]}" for n in (3, 4, 5) for at in range(len(shown) - n + 1))


def _form(text: str, words: Sequence[str]) -> Iterable[str]:
    yield f"g:long={min(int(math.log2(len(words) + 1)), 6)}"
    yield "g:asks" if "?" in text else "g:says"
    if words:
        yield f"g:first={words[0]}"
    if not text.isascii():
        yield "g:accents"
    if not words:
        yield "g:wordless"


def group_of(option: Option, readings: Sequence[str]) -> str | None:
    """The reading that an option speaks for, None when it speaks for none: options of one group are alike."""
    most = max(option.shares)
    return readings[option.shares.index(most)] if most >= _SPEAKS_FOR else None


def known_of(
    question: ScopingQuestion, spoken: Sequence[int], leaning: Mapping[str, float], readings: Sequence[str]
) -> list[float]:
    """What speaks for each option beside what was learned: a logarithm for each.

    `spoken` counts the option's own words in a reply, `leaning` is how likely each reading is by its words.
    """
    leans = [
        0.0 if group is None else math.log(max(leaning[group], 0.005) * len(readings))
        for group in (group_of(option, readings) for option in question.option)
    ]
    return [HINT * min(said, 2) + LEAN * lean for said, lean in zip(spoken, leans, strict=True)]


class ReplyReader:
    """Reads replies with the weights of replies.json. Keeps nothing between two of them."""

    def __init__(self, weights: Mapping[str, Any]) -> None:
        """Take what replies.json holds."""
        self._columns: Mapping[str, Sequence[str]] = weights["columns"]
        self._order = tuple(self._columns)
        self._answers_from = float(weights["answers_from"])
        self._moves_from = float(weights["moves_from"])
        self._rows: Mapping[str, str] = weights["weights"]

    @classmethod
    @cache
    def load(cls) -> "ReplyReader":
        """The reader with the weights that ship with Rolecall, one for each process."""
        return cls(json.loads((files("content") / "replies.json").read_text(encoding="utf-8")))

    def shares(
        self,
        text: str,
        question: ScopingQuestion | None,
        known: Sequence[float],
        readings: Sequence[str],
        *,
        denies: bool = True,
    ) -> tuple[dict[str, float], dict[str, float]]:
        """How likely each move and each option is; `known` is what is known of the options (`known_of`).

        Not `denies`: it has no word that denies, so that it cannot be a denial.
        """
        asked = question.id if question else ""
        sums = self._sums(features(text), (MOVE, LIKE, asked))
        moves = {move: said for move, said in sums[MOVE].items() if denies or move != DENIAL}
        if question is None:
            return _softmax(moves), {}
        scores = {}
        for option, said in zip(question.option, known, strict=True):
            own = sums.get(asked, {}).get(option.id, 0.0)
            scores[option.id] = said + own + sums[LIKE].get(group_of(option, readings) or "", 0.0)
        return _softmax(moves), _softmax(scores)

    def read(
        self,
        text: str,
        question: ScopingQuestion | None,
        known: Sequence[float],
        readings: Sequence[str],
        *,
        denies: bool = True,
    ) -> Heard:
        """Read a reply to a question. Never fails, whatever it is."""
        moves, options = self.shares(text, question, known, readings, denies=denies)
        option, move = sure_of(moves, options, self._answers_from, self._moves_from)
        likely = {each: share * moves[ANSWER] for each, share in options.items()}
        return Heard(option=option, move=move, likely=likely, answers=moves[ANSWER])

    def _sums(self, given: Mapping[str, float], wanted: Collection[str]) -> dict[str, dict[str, float]]:
        """What the features say together, for each of the wanted columns."""
        sums = {name: [0.0] * len(columns) for name, columns in self._columns.items() if name in wanted}
        for feature, value in given.items():
            row, at = self._rows.get(feature, "").encode(), 0
            while at < len(row):
                name = self._order[row[at] - FIRST]
                begin, at = at + 1, at + 1 + len(self._columns[name])
                if name in sums:
                    into = sums[name]
                    for place, code in enumerate(row[begin:at]):
                        into[place] += value * (code - ZERO)
        return {
            name: {column: total / SCALE for column, total in zip(self._columns[name], totals, strict=True)}
            for name, totals in sums.items()
        }


def sure_of(
    moves: Mapping[str, float], options: Mapping[str, float], answers_from: float, moves_from: float
) -> tuple[str | None, str | None]:
    """The option or the move that a reply surely is, by how likely each of them is; neither when unsure."""
    move = max(moves, key=lambda each: (moves[each], each))
    if move != ANSWER and moves[move] >= (_ENDS_FROM if move in _ENDS else moves_from):
        return None, move
    option = max(options, key=lambda each: (options[each], each), default=None)
    # Among few options the likeliest is likely by itself.
    least = answers_from + _AMONG_FEW * max(_MANY - len(options), 0)
    return (option if option and options[option] * moves[ANSWER] >= least else None), None


def _softmax(scores: Mapping[str, float]) -> dict[str, float]:
    most = max(scores.values())
    parts = {name: math.exp(score - most) for name, score in scores.items()}
    whole = sum(parts.values())
    return {name: part / whole for name, part in parts.items()}
