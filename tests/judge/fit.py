"""Learns from labelled texts what each feature of a text speaks for, how sure that is, and when to answer."""

import hashlib
import json
import math
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from bot.hiring.reading.belief import READINGS
from bot.hiring.reading.learned import VAGUE, ZERO, Learned
from bot.hiring.reading.phrases import words_of
from content import Content
from tests.judge.examples import Example, Kind
from tests.judge.texts import Labelled

Matrix = npt.NDArray[np.float32]

FOLDS = 5
_CALM = 0.3  # what 1 counts beside the features: how easily one reading is likelier before anything was read
_OFTEN = 60  # texts: features of more than these are multiplied as one table
_STEPS = 40
_OVERLOAD = 3  # specialties
_ONE_OF = VAGUE + 1  # columns of which one is true: a reading, or too vague
_NEVER = -99.0
_LEAST, _MOST = 2, 44  # units of a weight


_WHEN = frozenset(
    words_of(
        "january february march april june july august september october november december spring summer "
        "autumn winter month months week weeks day days hour hours start starts starting second "
        "two three four five six seven eight nine ten twelve"
    )
)
"""Words that say when, and how long: of few texts one is always in one role by chance, as a city is."""


@dataclass(frozen=True, slots=True)
class Table:
    """Features of texts: by name the places of the texts and how much of it each has."""

    names: Sequence[str]
    columns: Sequence[tuple[npt.NDArray[np.int64], Matrix]]
    alike: Matrix


def learn(examples: Sequence[Example], kind: Kind, content: Content) -> Learned:
    """Learn everything of one kind: weights, how sure they are, and from when on they are an answer."""
    specialties = content.specialties
    table = tabulate(examples, kind, nothing(content))
    usual = [place for place, each in enumerate(examples) if each.usual]
    of_usual = [examples[place] for place in usual]
    held = held_out(table, examples, kind, specialties)[usual]
    heat = temperature(of_usual, held)
    said = chances(held[:, :_ONE_OF] * heat)
    added = solve(table.alike, examples, kind, specialties)
    added[:, :_ONE_OF] *= np.float32(heat)
    start = [round(float(each), 2) for each in _CALM * added.sum(axis=0)]
    if not any(each.text.vague for each in examples):
        start[VAGUE] = _NEVER
    return Learned(
        start=start,
        answers_from=answers_from(of_usual, said, kind),
        commits_from=commits_from(of_usual, held[:, _ONE_OF:], specialties),
        **_weights(table, added, examples, kind),
    )


def nothing(content: Content) -> frozenset[str]:
    """Words that say when or where; places of several words are made of words that mean something else."""
    places = (place.casefold() for names in content.places.country.values() for place in names)
    return _WHEN | {place for place in places if words_of(place) == [place]}


def tabulate(examples: Sequence[Example], kind: Kind, untold: frozenset[str]) -> Table:
    """The features that stand in enough texts, and how alike any two texts are by them.

    Those with a word of `untold` are left out.
    """
    found: dict[str, list[tuple[int, float]]] = defaultdict(list)
    groups: dict[str, set[str]] = defaultdict(set)
    for place, each in enumerate(examples):
        for seen in each.marks.seen:
            found[seen.name].append((place, seen.amount))
            groups[seen.name].add(each.text.group)
    names = sorted(
        name
        for name, of_name in groups.items()
        if len(of_name) >= (kind.titles if name.startswith("title:") else kind.fewest)
        and untold.isdisjoint(_words(name))
    )
    many = len(examples)
    alike = np.zeros((many, many), dtype=np.float32)
    columns, often = [], []
    for name in names:
        rarity = 1.0 if name.startswith("cue:") else math.log((1 + many) / len(groups[name])) ** kind.rare
        places = np.array([place for place, _ in found[name]])
        amounts = np.array([amount * rarity for _, amount in found[name]], dtype=np.float32)
        columns.append((places, amounts * np.float32(rarity)))
        if len(places) > _OFTEN:
            full = np.zeros(many, dtype=np.float32)
            full[places] = amounts
            often.append(full)
        else:
            alike[np.ix_(places, places)] += np.outer(amounts, amounts)
    if often:
        together = np.array(often)
        alike += together.T @ together
    return Table(names, columns, alike + np.float32(_CALM))


def solve(alike: Matrix, examples: Sequence[Example], kind: Kind, specialties: Sequence[str]) -> Matrix:
    """What each text adds to each column (logistic regression among texts, by accelerated descent)."""
    wanted, counts = targets(examples, kind, specialties), balanced(examples, kind)
    held = np.float32(kind.caution)
    curve = 0.5 * counts[:, None] * alike + held * np.eye(len(alike), dtype=np.float32)
    pace = np.linalg.inv(curve)
    now: Matrix = np.zeros(wanted.shape, dtype=np.float32)
    before = now
    for step in range(_STEPS):
        ahead = now + np.float32(step / (step + 3)) * (now - before)
        missed = _said(alike @ ahead) - wanted
        before, now = now, np.asarray(ahead - pace @ (counts[:, None] * missed + held * ahead))
    return now


def targets(examples: Sequence[Example], kind: Kind, specialties: Sequence[str]) -> Matrix:
    """A row for each text: what share of it is each reading, or vague, and its specialties."""
    rows = np.zeros((len(examples), _ONE_OF + len(specialties)), dtype=np.float32)
    for row, text in zip(rows, (each.text for each in examples), strict=True):
        row[_ONE_OF:] = [specialty in text.specialties for specialty in specialties]
        if text.vague:
            row[VAGUE] = 1
        elif text.primary is None:
            row[[READINGS.index(each) for each in text.specialties]] = 1 / len(text.specialties)
        else:
            row[READINGS.index(text.primary)] += 1 - (kind.also if text.also else 0)
            if text.also:
                row[READINGS.index(text.also)] += kind.also
    return rows


def balanced(examples: Sequence[Example], kind: Kind) -> Matrix:
    """What each text counts: rare readings more."""
    sums: dict[str, float] = defaultdict(float)
    for each in examples:
        sums[_label(each)] += each.counts
    usual = sum(sums.values()) / len(sums)
    rows = [each.counts * (usual / sums[_label(each)]) ** kind.balance for each in examples]
    return np.array(rows, dtype=np.float32)


def held_out(table: Table, examples: Sequence[Example], kind: Kind, specialties: Sequence[str]) -> Matrix:
    """What is said of each text by texts of other folds."""
    folds = np.array([fold(each.text) for each in examples])
    said = np.zeros((len(examples), _ONE_OF + len(specialties)), dtype=np.float32)
    for number in sorted(set(folds.tolist())):
        known, unseen = np.flatnonzero(folds != number), np.flatnonzero(folds == number)
        of_known = [examples[place] for place in known.tolist()]
        added = solve(table.alike[np.ix_(known, known)], of_known, kind, specialties)
        said[unseen] = table.alike[np.ix_(unseen, known)] @ added
    return said


def fold(text: Labelled) -> int:
    """Which fold a text is in; texts of one company stay together."""
    return hashlib.sha256(text.group.encode()).digest()[0] % FOLDS


def chances(scores: Matrix) -> Matrix:
    """How likely each reading is; they add up to 1."""
    parts = np.exp(scores - scores.max(axis=1, keepdims=True))
    return np.asarray(parts / parts.sum(axis=1, keepdims=True))


def temperature(examples: Sequence[Example], held: Matrix) -> float:
    """By what scores are multiplied so that they are as sure as they are right."""
    known = [place for place, each in enumerate(examples) if _label(each)]
    labels = [
        VAGUE if examples[place].text.vague else READINGS.index(_label(examples[place])) for place in known
    ]
    tried = [round(0.5 + 0.05 * step, 2) for step in range(51)]
    scores = held[known, :_ONE_OF]

    def loss(heat: float) -> float:
        return float(-np.log(chances(scores * heat)[np.arange(len(known)), labels] + 1e-9).mean())

    return min(tried, key=loss)


def answers_from(examples: Sequence[Example], said: Matrix, kind: Kind) -> float:
    """The lowest share from which on answers are right often enough, and enough vague ones asked back."""
    shares = said[:, :VAGUE] + said[:, VAGUE:] / VAGUE  # as Reader.weigh does
    tops, firsts = shares.max(axis=1), shares.argmax(axis=1)
    clear = np.array([_is_clear(each) for each in examples])
    vague = np.array([each.text.vague for each in examples])
    right = np.array(
        [READINGS[first] == each.text.primary for first, each in zip(firsts, examples, strict=True)]
    )
    near = np.array(
        [
            READINGS[first] in (each.text.primary, each.text.also)
            for first, each in zip(firsts, examples, strict=True)
        ]
    )
    for percent in range(25, 99):
        answered = tops >= percent / 100
        those = answered & clear
        if (
            those.any()
            and right[those].mean() >= kind.right
            and near[those].mean() >= kind.near
            and (not vague.any() or 1 - answered[vague].mean() >= kind.asked)
        ):
            return percent / 100
    return 0.99


def commits_from(examples: Sequence[Example], odds: Matrix, specialties: Sequence[str]) -> float:
    """The odds from which on a specialty is asked for.

    There they are found best (F1), and overloads as precisely as completely.
    """
    plain = [place for place, each in enumerate(examples) if not each.text.vague]
    real = np.array([[one in examples[place].text.specialties for one in specialties] for place in plain])
    many = real.sum(axis=1) >= _OVERLOAD

    def worth(least: float) -> float:
        said = odds[plain] >= least
        found = said.sum(axis=1) >= _OVERLOAD
        overload = (found & many).sum() / max(found.sum(), many.sum(), 1)
        return float(2 * (said & real).sum() / max(said.sum() + real.sum(), 1) + overload)

    return max((round(-0.5 + 0.05 * step, 2) for step in range(31)), key=worth)


def write(kinds: Mapping[str, Learned], texts: Sequence[Labelled], path: Path) -> None:
    """Write reading.json, a line for each feature, with the hash of what it was learned from."""
    told = json.dumps(
        [each.model_dump(mode="json") | {"specialties": sorted(each.specialties)} for each in texts]
    )
    parts = ['"version":1', f'"learned_from":"{hashlib.sha256(told.encode()).hexdigest()}"']
    for name, learned in kinds.items():
        rows = [f"{json.dumps(feature)}:{json.dumps(row)}" for feature, row in learned.weights.items()]
        head = (
            f'"start":{json.dumps(learned.start)},"unit":{json.dumps(learned.unit)},'
            f'"answers_from":{learned.answers_from},"commits_from":{learned.commits_from},"weights":'
        )
        parts.append(f'"{name}":{{{head}{{\n' + ",\n".join(rows) + "\n}}")
    path.write_text("{\n" + ",\n".join(parts) + "\n}\n", encoding="utf-8")


def _weights(table: Table, added: Matrix, examples: Sequence[Example], kind: Kind) -> dict[str, Any]:
    """The weights of the features as they are stored, and their units.

    A title's words speak for a role only where `titles` texts of that role had them: one prompt engineer
    with a rare word in the title doesn't make it a word of prompt engineers.
    """
    rows = np.array([amounts @ added[places] for places, amounts in table.columns])
    for row, name, (places, _) in zip(rows, table.names, table.columns, strict=True):
        if name.startswith("title:"):
            of = Counter(each for place in places.tolist() for each in _roles(examples[place]))
            chance = [row[column] > 0 and of[each] < kind.titles for column, each in enumerate(READINGS)]
            row[:VAGUE][chance] = 0
    unit = [float(f"{each:.3g}") for each in (np.abs(rows).max(axis=0) / _MOST + 1e-6).tolist()]
    codes = np.clip(np.rint(rows / np.array(unit)), -_MOST, _MOST).astype(int)
    kept = np.flatnonzero(np.abs(codes).max(axis=1) >= _LEAST).tolist()
    stored = {table.names[place]: "".join(map(chr, codes[place] + ZERO)) for place in kept}
    return {"unit": unit, "weights": stored}


def _said(scores: Matrix) -> Matrix:
    odds = np.clip(scores[:, _ONE_OF:], -30, 30)
    return np.hstack([chances(scores[:, :_ONE_OF]), 1 / (1 + np.exp(-odds))])


def _words(name: str) -> list[str]:
    """The words of a feature's name, without the block it stands in and whether it is denied."""
    return [word.lstrip("-") for word in name.rpartition(":")[2].split()]


def _roles(each: Example) -> set[str | None]:
    return {each.text.primary, each.text.also}


def _label(each: Example) -> str:
    return "vague" if each.text.vague else each.text.primary or ""


def _is_clear(each: Example) -> bool:
    return not each.text.vague and each.text.primary is not None
