"""What was learned from labelled texts: content/reading.json, as `make judge ARGS=--fit` writes it."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from bot.hiring.reading.belief import READINGS

SCALE = 10.0
"""Weights are stored as whole numbers, so many times as large as the logarithms they mean."""

VAGUE = len(READINGS)
"""The column that says nobody could tell; the readings come before it, the specialties after it."""


@dataclass(frozen=True, slots=True)
class Learned:
    """How texts of one kind are read.

    `start` and `weights` are natural logarithms times SCALE: a column for each of the eight readings, one for
    what is too vague, one for each of the five specialties. `weights` has, by feature, columns and weights in
    turn. From `answers_from` on the share of the first reading is an answer and not a question; from
    `commits_from` on the logarithm of its odds makes a specialty one that is asked for.
    """

    start: Sequence[float]
    answers_from: float
    commits_from: float
    weights: Mapping[str, Sequence[int]]


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
