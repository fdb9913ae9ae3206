"""Measures how replies in a conversation are understood, in folds of voice.

`--fit` learns anew and writes content/replies.json; `--gold FILE` measures the rows of a file that nothing
is learned from.
"""

import argparse
import hashlib
import json
import tomllib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np

from bot.hiring.reading.learned import ZERO
from bot.hiring.reading.needs import NeedReader
from bot.hiring.scoping.option_words import spoken_of
from bot.hiring.scoping.replies import (
    ANSWER,
    FIRST,
    LIKE,
    MOST,
    MOVE,
    SCALE,
    ReplyReader,
    features,
    group_of,
    known_of,
    sure_of,
)
from content import Content
from content.loading import load_content
from content.schema.questions import ScopingQuestion
from tests.judge.cells import Cells
from tests.judge.descent import TINY, Matrix, descend

Row = dict[str, Any]
OWN = Path("tests/judge/own_replies.jsonl")
SEEN = Path("tests/judge/own_words.toml")
WEIGHTS = Path("content/replies.json")
ANSWERS_FROM = 0.6
MOVES_FROM = 0.5
FOLDS = 6
_MOVES_COUNT = 4.0  # what a reply counts that is none of the many answers
_ALIKE = 0.5  # what options of other questions that speak for the same reading count
_CAUTION = 0.05
_CAUTION_MOVES = 0.15
_RARE = 0.6  # how much a rare feature may say more
_SEEN = 2  # replies that a feature has to stand in
_LEAST = {MOVE: 3}  # what a feature says of a section is left out when all of it is smaller
_LEAST_ELSE = 2


@dataclass(frozen=True, slots=True)
class Section:
    """Columns of which one is true in each of its rows: the options of a question, or the moves.

    `known` is what speaks for each column beside the features, `alike` which columns go with which reading,
    `counts` how much each row counts.
    """

    name: str
    rows: Sequence[int]
    wanted: Matrix
    known: Matrix
    alike: Matrix
    counts: Matrix


def load_rows() -> list[Row]:
    """Our own replies: those of the voices, and those that the hints were written with."""
    rows = [json.loads(line) for line in OWN.read_text(encoding="utf-8").splitlines()]
    seen = tomllib.loads(SEEN.read_text("utf-8"))["seen"]
    rows += [
        {"voice": "seen", "question": question, "text": text, "options": [option], "move": None}
        for question, options in seen.items()
        for option, texts in options.items()
        for text in texts
    ]
    return rows


def learn(rows: Sequence[Row], content: Content) -> Row:
    """Everything that replies.json holds, learned from rows."""
    given = [_features(row["text"]) for row in rows]
    stand = Counter(feature for each in given for feature in each)
    rarity = {
        name: float(np.log((1 + len(given)) / count) ** _RARE)
        for name, count in sorted(stand.items())
        if count >= _SEEN
    }
    moves = sorted({row["move"] or ANSWER for row in rows})
    columns = {question.id: [each.id for each in question.option] for question in content.questions.question}
    columns |= {LIKE: list(content.questions.readings), MOVE: moves}
    learned = _learned(
        [_of_question(each, rows, content) for each in content.questions.question], given, rarity, _CAUTION
    )
    learned |= _learned([_of_moves(moves, rows)], given, rarity, _CAUTION_MOVES)
    stored = dict.fromkeys(sorted(rarity), "")
    for place, name in enumerate(columns):
        for feature, row in learned[name].items():
            whole = np.rint(SCALE * rarity[feature] * row).astype(int)
            if np.abs(whole).max() >= _LEAST.get(name, _LEAST_ELSE):
                codes = [FIRST + place, *(ZERO + np.clip(whole, -MOST, MOST)).tolist()]
                stored[feature] += "".join(map(chr, codes))
    return {
        "version": 2,
        "learned_from": digest(rows),
        "answers_from": ANSWERS_FROM,
        "moves_from": MOVES_FROM,
        "columns": columns,
        "weights": {name: row for name, row in stored.items() if row},
    }


def _of_question(question: ScopingQuestion, rows: Sequence[Row], content: Content) -> Section:
    """What is learned of a question: from the answers to it, and from what is corrected to one."""
    readings = content.questions.readings
    of = [place for place, row in enumerate(rows) if row["question"] == question.id and row["options"]]
    wanted = [
        [(each.id in rows[at]["options"]) / len(rows[at]["options"]) for each in question.option] for at in of
    ]
    known = [_known(rows[at]["text"], question, content) for at in of]
    alike = [[float(group_of(each, readings) == reading) for reading in readings] for each in question.option]
    return Section(question.id, of, *(np.array(each) for each in (wanted, known, alike, [1.0] * len(of))))


def _of_moves(moves: Sequence[str], rows: Sequence[Row]) -> Section:
    """Each reply is an example of a move: most are an answer."""
    wanted = np.array([[float(move == (row["move"] or ANSWER)) for move in moves] for row in rows])
    counts = np.array([_MOVES_COUNT if row["move"] else 1.0 for row in rows])
    return Section(MOVE, range(len(rows)), wanted, np.zeros(wanted.shape), np.zeros((len(moves), 0)), counts)


@cache
def _features(text: str) -> Mapping[str, float]:
    return features(text)


_READERS: dict[int, NeedReader] = {}


@cache
def _leaning(text: str) -> Mapping[str, float]:
    return _READERS[0].read("", text).belief.shares


def _known(text: str, question: ScopingQuestion, content: Content) -> list[float]:
    if not _READERS:
        _READERS[0] = NeedReader(content)
    return known_of(question, spoken_of(text, question), _leaning(text), content.questions.readings)


def _asked(row: Row, content: Content) -> ScopingQuestion:
    """The question of a row; what is no answer may come at any of them: which, its text decides."""
    asked = content.questions.question
    drawn = asked[hashlib.sha256(row["text"].encode()).digest()[0] % len(asked)]
    return next((each for each in asked if each.id == row["question"]), drawn)


def _learned(
    sections: Sequence[Section],
    given: Sequence[Mapping[str, float]],
    rarity: Mapping[str, float],
    caution: float,
) -> dict[str, dict[str, Matrix]]:
    """What each feature says for each column of a section, and of the readings that their columns go with.

    Softmax regression among the columns of a section; what is alike in all of them is learned once.
    """
    cells = [Cells([given[at] for at in each.rows], rarity) for each in sections]
    used = [at for each in sections for at in each.rows]
    shared, readings = Cells([given[at] for at in used], rarity), sections[0].alike.shape[1]
    ends = np.cumsum([len(each.rows) for each in sections])
    shapes = [(len(of.names), each.wanted.shape[1]) for of, each in zip(cells, sections, strict=True)]
    shapes.append((len(shared.names), readings))
    parts_end = np.cumsum([rows * columns for rows, columns in shapes])
    alike = _ALIKE**0.5

    def parted(weights: Matrix) -> list[Matrix]:
        split = np.split(weights, parts_end[:-1])
        return [each.reshape(shape) for each, shape in zip(split, shapes, strict=True)]

    def loss(weights: Matrix) -> tuple[float, Matrix]:
        *own, common = parted(weights)
        of_all = alike * (shared.scores(common) if readings else np.zeros((len(used), 0)))
        unlike, slopes, missed_alike = 0.0, [], []
        for each, of, said, those in zip(sections, cells, own, np.split(of_all, ends[:-1]), strict=True):
            scores = of.scores(said) + those @ each.alike.T + each.known
            parts = np.exp(scores - scores.max(axis=1, keepdims=True))
            parts /= parts.sum(axis=1, keepdims=True)
            unlike -= float((each.counts[:, None] * each.wanted * np.log(parts + TINY)).sum())
            missed = each.counts[:, None] * (parts - each.wanted)
            slopes.append(of.slope(missed))
            missed_alike.append(missed @ each.alike)
        slopes.append(alike * (shared.slope(np.vstack(missed_alike)) if readings else common))
        slope = np.concatenate([each.ravel() for each in slopes])
        return unlike + 0.5 * caution * float((weights**2).sum()), slope + caution * weights

    *own, common = parted(descend(loss, np.zeros(parts_end[-1])))
    learned = {
        each.name: dict(zip(of.names, said, strict=True))
        for each, of, said in zip(sections, cells, own, strict=True)
    }
    if readings:
        learned[LIKE] = dict(zip(shared.names, alike * common, strict=True))
    return learned


def digest(rows: Sequence[Row]) -> str:
    """What stands for exactly these rows."""
    return hashlib.sha256(json.dumps(rows, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def in_folds(rows: Sequence[Row], content: Content) -> list[tuple[Row, dict[str, float], dict[str, float]]]:
    """The shares of moves and of options for each row, by what was learned from the other voices."""
    found = []
    voices = sorted({row["voice"] for row in rows})
    for fold in range(FOLDS):
        aside = voices[fold::FOLDS]
        reader = ReplyReader(learn([row for row in rows if row["voice"] not in aside], content))
        found += [(row, *shares(reader, row, content)) for row in rows if row["voice"] in aside]
    return found


def shares(reader: ReplyReader, row: Row, content: Content) -> tuple[dict[str, float], dict[str, float]]:
    """The shares of moves and of options that a reader sees in a row."""
    question = _asked(row, content)
    known = _known(row["text"], question, content)
    return reader.shares(row["text"], question, known, content.questions.readings)


def told(
    seen: Sequence[tuple[Row, dict[str, float], dict[str, float]]], answers_from: float, moves_from: float
) -> Iterator[str]:
    """Heard, misheard and moves at these thresholds."""
    counts: Counter[str] = Counter()
    for row, moves, options in seen:
        option, move = sure_of(moves, options, answers_from, moves_from)
        kind = "moves" if row["move"] else "answers"
        right = move == row["move"] if row["move"] else option in row["options"]
        counts[kind] += 1
        counts[f"{kind} {'right' if right else 'wrong' if option or move else 'silent'}"] += 1
    for kind in ("answers", "moves"):
        if counts[kind]:
            right, wrong = counts[f"{kind} right"], counts[f"{kind} wrong"]
            of = counts[kind]
            yield f"{kind}: right {right / of:.3f}, wrong {wrong / of:.3f} of {of}"


def write(weights: Row) -> None:
    """Write replies.json, a line for each feature."""
    head = [f'"{name}":{json.dumps(value)}' for name, value in weights.items() if name != "weights"]
    rows = ",\n".join(
        f"{json.dumps(name, ensure_ascii=False)}:{json.dumps(row)}"
        for name, row in weights["weights"].items()
    )
    WEIGHTS.write_text("{\n" + ",\n".join([*head, f'"weights":{{\n{rows}\n}}']) + "\n}\n", encoding="utf-8")


def main() -> None:
    """Measure in folds of voice and on rows kept aside, or learn and write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--fit", action="store_true", help=f"learn, and write {WEIGHTS}")
    parser.add_argument("--gold", type=Path, default=Path("../shared/data/lines/replies_dev.jsonl"))
    chosen = parser.parse_args()
    content, rows = load_content(), load_rows()
    if chosen.fit:
        write(learn(rows, content))
        return
    print(f"### {len(rows)} replies of our own, in {FOLDS} folds of voice\n")
    print("\n".join(told(in_folds(rows, content), ANSWERS_FROM, MOVES_FROM)))
    if chosen.gold.exists():
        gold = [json.loads(line) for line in chosen.gold.read_text(encoding="utf-8").splitlines()]
        reader = ReplyReader.load()
        print("\n### Replies by others, which nothing is learned from\n")
        print(
            "\n".join(told([(row, *shares(reader, row, content)) for row in gold], ANSWERS_FROM, MOVES_FROM))
        )


if __name__ == "__main__":
    main()
