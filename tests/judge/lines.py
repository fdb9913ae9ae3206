"""Measures how lines are understood, on lines kept aside and in folds.

`--fit` learns anew and writes content/wishes.json; `--rows FILE` prints how each row of a file is
understood, as score.py wants it.
"""

import argparse
import hashlib
import json
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from bot.hiring.lines.ask_reader import AskReader
from bot.hiring.lines.marks import Marker
from bot.hiring.lines.read import LineReader
from bot.hiring.lines.wishes import MOST, SCALE, ZERO, WishReader, features, features_of_roles
from bot.hiring.text.vocabulary import Vocabulary
from content.loading import load_content
from tests.judge.cells import Cells
from tests.judge.descent import TINY, descend

Row = dict[str, Any]
Matrix = npt.NDArray[np.float64]
LINES = Path("tests/judge/lines.jsonl")
OWN = Path("tests/judge/own_lines.jsonl")
KEPT = Path("tests/judge/kept_lines.jsonl")
WEIGHTS = Path("content/wishes.json")
TODAY = date(2026, 11, 29)
FOLDS = 10
ANSWERS_FROM = 0.62
SHARPNESS = 1.2
_ALSO = 0.2  # what the second intent has of a label
_CAUTION = 0.00002
_CAUTION_ROLES = 0.0006
_RARE = 0.6  # how much a rare feature may say more
_SEEN = {"w": 2, "c": 4, "g": 2, "t": 2}  # lines that a feature has to stand in
_NO_ROLE = ("two_at_once", "unclear", "out_of_scope")  # where writers did not fill in roles
_LEAST = 3  # a feature whose weights are all smaller is left out
SLOTS = ("role", "level", "place", "budget", "currency", "period", "number", "kit", "roles", "year")


def load_rows(path: Path) -> list[Row]:
    """The rows of a file, none when it is not there."""
    return (
        [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()] if path.exists() else []
    )


def learn(rows: Sequence[Row], marker: Marker) -> Row:
    """Everything that wishes.json holds, learned from rows."""
    marked = [marker.mark(row["text"]) for row in rows]
    intents = sorted({row["intent"] for row in rows})
    wanted = np.zeros((len(rows), len(intents)))
    for place, row in enumerate(rows):
        also = row.get("also") if row.get("also") in intents else None
        wanted[place, intents.index(row["intent"])] = 1 - (_ALSO if also else 0)
        if also:
            wanted[place, intents.index(also)] += _ALSO
    named = [_roles(row) for row in rows]
    roles = sorted({role for of_row in named for role in of_row})
    meant = np.array([[float(role in of_row) for role in roles] for of_row in named])
    clear = [place for place, row in enumerate(rows) if "slots" in row and row["intent"] not in _NO_ROLE]
    return {
        "version": 1,
        "learned_from": digest(rows),
        "answers_from": ANSWERS_FROM,
        "sharpness": SHARPNESS,
        "intents": intents,
        "roles": roles,
        "intent_weights": _fit([features(each) for each in marked], wanted, _CAUTION, together=True),
        "role_weights": _fit(
            [features_of_roles(marked[place]) for place in clear],
            meant[clear],
            _CAUTION_ROLES,
            together=False,
        ),
    }


def digest(rows: Sequence[Row]) -> str:
    """What stands for exactly these rows."""
    return hashlib.sha256(json.dumps(rows, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def _roles(row: Row) -> list[str]:
    slots = row.get("slots", {})
    said = slots.get("roles") or slots.get("role") or []
    return [said] if isinstance(said, str) else list(said)


def _fit(
    given: Sequence[dict[str, float]], wanted: Matrix, caution: float, *, together: bool
) -> dict[str, str]:
    """Logistic regression; `together`: one column is true. What a feature weighs in each column."""
    counts = Counter(feature for each in given for feature in each)
    seen = {name: count for name, count in counts.items() if count >= _SEEN[name[0]]}
    rarity = {name: np.log((1 + len(given)) / count) ** _RARE for name, count in seen.items()}
    cells = Cells(given, rarity)
    held = caution * len(given)

    def loss(weights: Matrix) -> tuple[float, Matrix]:
        chances = _chances(cells.scores(weights), together=together)
        unlike = -(wanted * np.log(chances + TINY)).sum()
        if not together:
            unlike -= ((1 - wanted) * np.log(1 - chances + TINY)).sum()
        slope = cells.slope(chances - wanted)
        return float(unlike + 0.5 * held * (weights**2).sum()), slope + held * weights

    names = cells.names
    weights = descend(loss, np.zeros((len(names), wanted.shape[1])))
    scaled = SCALE * weights * np.array([[rarity[name]] for name in names])
    rows = dict(zip(names, np.rint(scaled).astype(int), strict=True))
    return {name: _written(rows[name]) for name in sorted(names) if np.abs(rows[name]).max() >= _LEAST}


def _written(row: npt.NDArray[np.int_]) -> str:
    """The weights of a feature, a character for each column."""
    return "".join(map(chr, (ZERO + np.clip(row, -MOST, MOST)).tolist()))


def _chances(scores: Matrix, *, together: bool) -> Matrix:
    if not together:
        return np.asarray(1 / (1 + np.exp(-scores)))
    parts = np.exp(scores - scores.max(axis=1, keepdims=True))
    return np.asarray(parts / parts.sum(axis=1, keepdims=True))


def understand_rows(rows: Sequence[Row], wishes: WishReader | None = None) -> Iterator[Row]:
    """How rows are understood as messages, as score.py wants it; `wishes` are learned otherwise."""
    content = load_content()
    asks = AskReader(content, LineReader(content, wishes), Vocabulary(content))
    for row in rows:
        said = asks.understand(row["text"], TODAY)
        yield {
            "id": row["id"], "intent": said.intent, "slots": said.slots, "offers": said.offers,
            "sure": round(said.sure, 4), "because": said.because,
        }  # fmt: skip


def fold_of(row: Row) -> int:
    """The fold of a row: one voice stays together, and lines of nobody knows whom that begin alike."""
    alike = row.get("writer") or " ".join(re.sub(r"[^a-z]+", " ", row["text"].casefold()).split()[:3])
    return hashlib.sha256(alike.encode()).digest()[0] % FOLDS


def cross_validated(rows: Sequence[Row], marker: Marker) -> list[Row]:
    """Understand each row by what was learned without its fold."""
    found: list[Row] = []
    for fold in range(FOLDS):
        wishes = WishReader(learn([row for row in rows if fold_of(row) != fold], marker))
        found += understand_rows([row for row in rows if fold_of(row) == fold], wishes)
    return found


def report(rows: Sequence[Row], guesses: Sequence[Row]) -> Iterator[str]:
    """The table: right, right or offered, wrong and slots, then each intent."""
    by_id = {guess["id"]: guess for guess in guesses}
    counts: Counter[str] = Counter()
    of_intent: dict[str, Counter[str]] = {}
    slots: dict[str, list[int]] = {slot: [0, 0] for slot in SLOTS}
    for row in rows:
        guess = by_id[row["id"]]
        how = _judged(row, guess)
        counts[how] += 1
        of_intent.setdefault(row["intent"], Counter())[how] += 1
        if how == "right":
            for slot in SLOTS:
                if slot in row.get("slots", ()):
                    slots[slot][0] += _same(slot, row["slots"][slot], guess["slots"].get(slot))
                    slots[slot][1] += 1
    whole = len(rows)
    good, of = (sum(pair[place] for pair in slots.values()) for place in (0, 1))
    yield f"| lines | {whole} |\n|---|---|"
    yield f"| right | {counts['right'] / whole:.3f} |"
    yield f"| right or offered | {(counts['right'] + counts['offered']) / whole:.3f} |"
    yield f"| wrong answer given | {counts['wrong'] / whole:.3f} |"
    yield f"| slots right | {good / max(of, 1):.3f} ({good}/{of}) |\n"
    yield ", ".join(f"{slot} {right}/{said}" for slot, (right, said) in slots.items() if said) + "\n"
    yield "| intent | lines | right | offered | asked | wrong |\n|---|--:|--:|--:|--:|--:|"
    for intent, each in sorted(of_intent.items(), key=lambda pair: -sum(pair[1].values())):
        cells = " | ".join(str(each[how]) for how in ("right", "offered", "asked", "wrong"))
        yield f"| {intent} | {sum(each.values())} | {cells} |"


def _judged(row: Row, guess: Row) -> str:
    accepted = {row["intent"], row.get("also")} - {None}
    intent, offers = guess["intent"], set(guess["offers"])
    parts = set(row.get("slots", {}).get("parts", ()))
    if row["intent"] == "unclear" and intent is None:
        return "right"
    if row["intent"] == "two_at_once" and parts and parts <= {intent, *offers}:
        return "right"
    if intent in accepted:
        return "right"
    if intent is not None:
        return "wrong"
    return "offered" if accepted & offers else "asked"


def _same(slot: str, wanted: Any, said: Any) -> bool:
    if slot == "place":
        one, other = str(wanted).casefold(), str(said).casefold()
        return bool(said) and (one in other or other in one)
    if slot == "roles":
        return set(wanted) == set(said or ())
    if slot == "budget":
        return said is not None and said in (wanted, [wanted])
    return bool(wanted == said)


def write(weights: Row) -> None:
    """Write wishes.json, a line for each feature."""
    parts = []
    for name, value in weights.items():
        if isinstance(value, dict):
            lines = ",\n".join(
                f"{json.dumps(key, ensure_ascii=False)}:{json.dumps(row, separators=(',', ':'))}"
                for key, row in value.items()
            )
            parts.append(f'"{name}":{{\n{lines}\n}}')
        else:
            parts.append(f'"{name}":{json.dumps(value, separators=(",", ":"))}')
    WEIGHTS.write_text("{\n" + ",\n".join(parts) + "\n}\n", encoding="utf-8")


def main() -> None:
    """Measure, learn and write, or understand the rows of a file."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--fit", action="store_true", help=f"learn, and write {WEIGHTS}")
    parser.add_argument("--rows", type=Path, help="print how the rows of this file are understood")
    parser.add_argument("--out", type=Path, help="write what cross-validation understood")
    chosen = parser.parse_args()
    content = load_content()
    marker, rows, own = Marker(content), load_rows(LINES), load_rows(OWN)
    if chosen.rows:
        for row in understand_rows(load_rows(chosen.rows)):
            print(json.dumps(row, ensure_ascii=False))
        return
    if chosen.fit:
        write(learn([*rows, *own], marker))
        return
    kept = load_rows(KEPT)
    print(f"### {len(kept)} lines by voices that nothing is learned from\n")
    print("\n".join(report(kept, list(understand_rows(kept)))))
    print("\n### The lines of others, by what was learned from our own alone\n")
    alone = WishReader(learn(own, marker))
    print("\n".join(report(rows, list(understand_rows(rows, alone)))))
    guesses = cross_validated([*rows, *own], marker)
    if chosen.out:
        chosen.out.write_text(
            "\n".join(json.dumps(each, ensure_ascii=False) for each in guesses), encoding="utf-8"
        )
    print(f"\n### The lines of others in {FOLDS} folds\n")
    print("\n".join(report(rows, guesses)))
    print("\n### Our own lines in the same folds, each voice unseen\n")
    print("\n".join(report(own, guesses)))
    print("\nNobody knows who wrote which of these lines: new writers will do worse than in these folds.")


if __name__ == "__main__":
    main()
