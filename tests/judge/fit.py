"""Learns from labelled texts what to add to the leanings of phrases.toml. Cautiously: it stays near them."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt

from bot.hiring.reading.belief import READINGS, Belief
from bot.hiring.reading.reader import Marks, Reader, commitment_features
from content import Content
from content.schema.phrases import DUTIES_TOGETHER, Commitment, WeightsFile
from tests.judge.texts import Labelled

Matrix = npt.NDArray[np.float64]

CAUTION = 14.0  # how strongly it is held to the leanings
_FREE = 2.0  # the same for what is likely of job descriptions, of which the leanings know nothing
_CALM = 0.5  # for commitments
_ALSO = 0.3  # what the second role has of a label
_STEPS = 25
_SMALL = 1e-4  # a step that changes nothing
_NEVER = 1e-300  # so that no logarithm is of 0
_LEAST = 0.05  # corrections smaller than this are left out


def features(content: Content, marks: Sequence[Marks]) -> Matrix:
    """A row for each text: the strength of every cue, what the duties say together, and 1."""
    names = [*(cue.id for cue in content.phrases.cue), *DUTIES_TOGETHER]
    return np.array([[*(each.strength.get(name, 0.0) for name in names), 1.0] for each in marks])


def targets(texts: Sequence[Labelled]) -> Matrix:
    """A row for each text: what share of it is each reading. A vague text is a little of everything."""
    rows = np.zeros((len(texts), len(READINGS)))
    for place, text in enumerate(texts):
        if text.vague:
            rows[place] = 1 / len(READINGS)
            continue
        rows[place, READINGS.index(text.primary)] = 1 - (_ALSO if text.also else 0)
        if text.also:
            rows[place, READINGS.index(text.also)] += _ALSO
    return rows


def leanings(content: Content) -> Matrix:
    """What phrases.toml says, in the shape of what is learned."""
    phrases = content.phrases
    rows = [[cue.leans.get(reading, 0.0) for reading in READINGS] for cue in phrases.cue]
    rows += [[0.0] * len(READINGS) for _ in DUTIES_TOGETHER]
    return np.array([*rows, [phrases.start.get(reading, 0.0) for reading in READINGS]])


def learn(given: Matrix, wanted: Matrix, counts: Matrix, lean: Matrix) -> Matrix:
    """The weights that explain the labels best while they stay near the leanings (Newton's method)."""
    held = np.full(lean.shape, 2 * CAUTION)
    held[-1 - len(DUTIES_TOGETHER) : -1] = 2 * _FREE

    def loss(weights: Matrix) -> float:
        missed = -(counts[:, None] * wanted * np.log(chances(given, weights) + _NEVER)).sum()
        return float(missed + (held * (weights - lean) ** 2).sum() / 2)

    weights = lean.copy()
    for _ in range(_STEPS):
        said = chances(given, weights)
        slope = given.T @ (counts[:, None] * (said - wanted)) + held * (weights - lean)
        spread = np.einsum("nr,rs->nrs", said, np.eye(len(READINGS))) - np.einsum("nr,ns->nrs", said, said)
        curve = np.einsum("n,ni,nj,nrs->irjs", counts, given, given, spread, optimize=True)
        curve = curve.reshape(weights.size, weights.size) + np.diag(held.ravel())
        step = np.linalg.solve(curve, slope.ravel()).reshape(weights.shape)
        now = loss(weights)
        while np.abs(step).max() >= _SMALL and loss(weights - step) > now:
            step = step / 2  # a whole step may lead too far
        if np.abs(step).max() < _SMALL:
            break
        weights = weights - step
    return weights


def chances(given: Matrix, weights: Matrix) -> Matrix:
    """How likely each reading of each text is."""
    scores = given @ weights
    parts = np.exp(scores - scores.max(axis=1, keepdims=True))
    return np.asarray(parts / parts.sum(axis=1, keepdims=True))


def learn_commitment(
    specialty: str, marks: Sequence[Marks], beliefs: Matrix, texts: Sequence[Labelled]
) -> Commitment:
    """When the duties commit a hire to a specialty (logistic regression, Newton's method)."""
    given = np.array(
        [
            commitment_features(specialty, each.demands, Belief(dict(zip(READINGS, row, strict=True))))
            for each, row in zip(marks, beliefs.tolist(), strict=True)
        ]
    )
    wanted = np.array([float(specialty in text.specialties) for text in texts])
    held = np.array([1e-6, *[2 * _CALM] * (given.shape[1] - 1)])
    weights = np.zeros(given.shape[1])
    for _ in range(_STEPS):
        said = 1 / (1 + np.exp(-given @ weights))
        slope = given.T @ (said - wanted) + held * weights
        curve = (given * (said * (1 - said))[:, None]).T @ given + np.diag(held)
        weights = weights - np.linalg.solve(curve, slope)
    start, said_, likely, beside, others = (round(float(weight), 2) for weight in weights)
    return Commitment(start=start, said=said_, likely=likely, beside=beside, others=others)


def weights_of(content: Content, texts: Sequence[Labelled], counts: Sequence[float]) -> WeightsFile:
    """Learn everything that weights.toml holds."""
    reader = Reader(content)
    marks = [reader.mark(text.title, text.text) for text in texts]
    given, lean = features(content, marks), leanings(content)
    weights = learn(given, targets(texts), np.array(counts), lean)
    beliefs = chances(given, weights)
    clear = [place for place, text in enumerate(texts) if not text.vague]
    clear_marks, clear_texts = [marks[place] for place in clear], [texts[place] for place in clear]
    names = [*(cue.id for cue in content.phrases.cue), *DUTIES_TOGETHER]
    added = [
        {
            reading: round(float(value), 2)
            for reading, value in zip(READINGS, row, strict=True)
            if abs(value) >= _LEAST
        }
        for row in weights - lean
    ]
    return WeightsFile(
        start=added[-1],
        learned={name: row for name, row in zip(names, added, strict=False) if row},
        commitment={
            specialty: learn_commitment(specialty, clear_marks, beliefs[clear], clear_texts)
            for specialty in content.specialties
        },
        commits_at=content.weights.commits_at,
    )


def write(file: WeightsFile, path: Path) -> None:
    """Write weights.toml."""
    lines = [
        "# What labelled texts added to phrases.toml. Written by `make judge ARGS=--fit`.",
        "",
        f"commits_at = {file.commits_at}",
        f"start = {_table(file.start)}",
        "",
        "[learned]",
        *(f"{name} = {_table(row)}" for name, row in file.learned.items()),
        "",
        "[commitment]",
        *(f"{name} = {_table(each.model_dump())}" for name, each in file.commitment.items()),
    ]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def _table(values: object) -> str:
    assert hasattr(values, "items")
    return "{ " + ", ".join(f"{name} = {value}" for name, value in values.items()) + " }"
