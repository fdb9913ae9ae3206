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
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from bot.hiring.reading.needs import NeedReader
from bot.hiring.scoping.option_words import spoken_of
from bot.hiring.scoping.replies import ANSWER, MOVE, ReplyReader, features, group_of, known_of
from content import Content
from content.loading import load_content
from content.schema.questions import ScopingQuestion

Row = dict[str, Any]
Matrix = npt.NDArray[np.float64]
OWN = Path("tests/judge/own_replies.jsonl")
SEEN = Path("tests/judge/own_words.toml")
WEIGHTS = Path("content/replies.json")
ANSWERS_FROM = 0.45
MOVES_FROM = 0.42
FOLDS = 4
_MOVES_COUNT = 4.0  # what a reply counts that is none of the many answers
_ALIKE = 0.5  # what options of other questions that speak for the same reading count
_CAUTION = 0.15
_STEPS = 80
_RARE = 0.6  # how much a rare feature may say more
_SEEN = 2  # replies that a feature has to stand in
_SCALE = 20
_LEAST = 2  # a smaller weight is left out


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
    readings = content.questions.readings
    options = [(question.id, each) for question in content.questions.question for each in question.option]
    moves = sorted({row["move"] for row in rows if row["move"]} | {ANSWER})
    columns = [f"{id_}:{each.id}" for id_, each in options] + [f"{MOVE}:{move}" for move in moves]
    groups = [f"like:{reading}" for reading in readings]
    alike = np.zeros((len(columns), len(groups)))
    for place, (_, option) in enumerate(options):
        group = group_of(option, readings)
        if group is not None:
            alike[place, readings.index(group)] = 1.0
    names, rarity, table = _table([_features(row["text"]) for row in rows])
    said = np.zeros((len(names), len(columns)))
    answers = [place for place, row in enumerate(rows) if row["options"] and row["question"]]
    labels = [f"{rows[place]['question']}:{rows[place]['options'][0]}" for place in answers]
    offset = np.zeros((len(answers), len(columns)))
    for place, number in enumerate(answers):
        question = _question(content, rows[number])
        for known, each in zip(_known(rows[number]["text"], question, content), question.option, strict=True):
            offset[place, columns.index(f"{question.id}:{each.id}")] = known
    said += _learned(table[answers], labels, columns, alike, offset, np.ones(len(answers)))
    # Each reply is an example of a move: most are an answer.
    moves = [f"{MOVE}:{row['move'] or ANSWER}" for row in rows]
    counts = np.array([_MOVES_COUNT if row["move"] else 1.0 for row in rows])
    said += _learned(
        table, moves, columns, np.zeros(alike.shape), np.zeros((len(rows), len(columns))), counts
    )
    said *= rarity[:, None]
    whole = np.rint(_SCALE * np.hstack([said, _ALIKE * (said @ alike)])).astype(int)
    stored = {name: _kept(row.tolist()) for name, row in zip(names, whole, strict=True)}
    return {
        "version": 1,
        "learned_from": digest(rows),
        "answers_from": ANSWERS_FROM,
        "moves_from": MOVES_FROM,
        "columns": [*columns, *groups],
        "weights": {name: row for name, row in stored.items() if row},
    }


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


def _question(content: Content, row: Row) -> ScopingQuestion:
    return next(each for each in content.questions.question if each.id == row["question"])


def _learned(
    table: Matrix,
    labels: Sequence[str],
    columns: Sequence[str],
    alike: Matrix,
    offset: Matrix,
    counts: Matrix,
) -> Matrix:
    """What each feature says for each column: softmax regression among the columns of a label's question."""
    asked = [label.partition(":")[0] for label in labels]
    may_be = np.array([[name.partition(":")[0] == question for name in columns] for question in asked])
    wanted = np.array([[float(name == label) for name in columns] for label in labels])
    near = table @ table.T
    together = np.array([[one == other for other in asked] for one in asked])
    held = _CAUTION
    likeness = near * together + (_ALIKE * near if alike.any() else 0)
    curve = np.linalg.inv(0.5 * counts[:, None] * likeness + held * np.eye(len(near)))
    now, before = np.zeros(wanted.shape), np.zeros(wanted.shape)
    for step in range(_STEPS):
        ahead = now + (step / (step + 3)) * (now - before)
        scores = near @ (ahead + _ALIKE * (ahead @ alike) @ alike.T) + offset
        scores = np.where(may_be, scores, -np.inf)
        parts = np.exp(scores - scores.max(axis=1, keepdims=True))
        missed = counts[:, None] * (parts / parts.sum(axis=1, keepdims=True) - wanted)
        before, now = now, np.where(may_be, ahead - curve @ (missed + held * ahead), 0.0)
    return np.asarray(table.T @ now)


def digest(rows: Sequence[Row]) -> str:
    """What stands for exactly these rows."""
    return hashlib.sha256(json.dumps(rows, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def _table(given: Sequence[Mapping[str, float]]) -> tuple[list[str], Matrix, Matrix]:
    """The features that stand in enough replies, how rare each is, and how much of it each reply has."""
    counts = Counter(feature for each in given for feature in each)
    names = sorted(name for name, count in counts.items() if count >= _SEEN)
    place = {name: number for number, name in enumerate(names)}
    rarity = np.array([np.log((1 + len(given)) / counts[name]) ** _RARE for name in names])
    table = np.zeros((len(given), len(names)))
    for number, each in enumerate(given):
        for feature, value in each.items():
            if feature in place:
                table[number, place[feature]] = value * rarity[place[feature]]
    return names, rarity, table


def _kept(row: list[int]) -> list[int]:
    return [n for column, weight in enumerate(row) if abs(weight) >= _LEAST for n in (column, weight)]


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
    question = next((each for each in content.questions.question if each.id == row["question"]), None)
    known = _known(row["text"], question, content) if question else []
    return reader.shares(row["text"], question, known, content.questions.readings)


def told(
    seen: Sequence[tuple[Row, dict[str, float], dict[str, float]]], answers_from: float, moves_from: float
) -> Iterator[str]:
    """Heard, misheard and moves at these thresholds."""
    counts: Counter[str] = Counter()
    for row, moves, options in seen:
        move = max(moves, key=lambda each: moves[each])
        said = None
        if move != ANSWER and moves[move] >= moves_from:
            said = move
        elif options:
            option = max(options, key=lambda each: options[each])
            said = option if options[option] * moves[ANSWER] >= answers_from else None
        kind = "moves" if row["move"] else "answers"
        right = said is not None and (said == row["move"] if row["move"] else said in row["options"])
        counts[kind] += 1
        counts[f"{kind} {'right' if right else 'silent' if said is None else 'wrong'}"] += 1
    for kind in ("answers", "moves"):
        if counts[kind]:
            right, wrong = counts[f"{kind} right"], counts[f"{kind} wrong"]
            of = counts[kind]
            yield f"{kind}: right {right / of:.3f}, wrong {wrong / of:.3f} of {of}"


def write(weights: Row) -> None:
    """Write replies.json, a line for each feature."""
    head = [f'"{name}":{json.dumps(value)}' for name, value in weights.items() if name != "weights"]
    rows = ",\n".join(
        f"{json.dumps(name, ensure_ascii=False)}:{json.dumps(row, separators=(',', ':'))}"
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
