"""What was learned from labelled texts: content/reading.json, as `make judge ARGS=--fit` writes it."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from bot.hiring.reading.belief import READINGS

ZERO = ord("P")
"""Weights are stored as a character each: this one is 0, the next ones 1, 2 … units, those before it less."""

VAGUE = len(READINGS)
"""The column that says nobody could tell; the readings come before it, the specialties after it."""


@dataclass(frozen=True, slots=True)
class Learned:
    """How texts of one kind are read.

    There is a column for each of the eight readings, one for what is too vague, and one for each of the five
    specialties. `start` has a natural logarithm for each; `weights` has by feature a string with a character
    for each, in units of `unit`. From `answers_from` on the share of the first reading is an answer and not a
    question; from `commits_from` on the logarithm of its odds makes a specialty one that is asked for.
    """

    start: Sequence[float]
    unit: Sequence[float]
    answers_from: float
    commits_from: float
    weights: Mapping[str, str]

    def of(self, feature: str) -> dict[int, float]:
        """What a feature speaks for and against, by column."""
        row = self.weights.get(feature, "").encode()
        return {column: (code - ZERO) * self.unit[column] for column, code in enumerate(row) if code != ZERO}


@dataclass(frozen=True, slots=True)
class LearnedReading:
    """What asks and what job descriptions are read by."""

    asks: Learned
    postings: Learned


@cache
def learned_reading() -> LearnedReading:
    """What ships with Rolecall."""
    data = json.loads((files("content") / "reading.json").read_text(encoding="utf-8"))
    kinds = {kind: {field: data[kind][field] for field in Learned.__slots__} for kind in ("asks", "postings")}
    return LearnedReading(Learned(**kinds["asks"]), Learned(**kinds["postings"]))
