"""Measures reading and asking: `make judge`. Others' postings are read where they are, and stay there."""

import argparse
import hashlib
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from bot.hiring.scoping.reader import Reader
from content import Content, load_content
from tests.judge import fit, scoring, texts
from tests.judge.scoring import Guess
from tests.judge.texts import Labelled

WEIGHTS = Path("content/weights.toml")
FOLDS = 10
_COUNTS = {"postings": 1.0, "asks": 1.0, "our postings": 0.5, "our asks": 1.0}  # in learning


def main() -> None:
    """Measure everything, or learn new weights first."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=Path("../shared/data/judgement"))
    parser.add_argument("--fit", action="store_true", help=f"learn, and write {WEIGHTS}")
    parser.add_argument("--misread", action="store_true", help="list what was misread")
    chosen = parser.parse_args()
    sets = {
        "postings": texts.others_postings(chosen.data),
        "asks": texts.others_asks(chosen.data),
        "our postings": texts.our_postings(),
        "our asks": texts.our_asks(),
    }
    if not sets["postings"]:
        print(f"There are no postings in {chosen.data}; measuring our own texts only.\n")
    content = load_content()
    together = [text for name in sets for text in sets[name]]
    counts = [_COUNTS[name] for name in sets for _ in sets[name]]
    if chosen.fit:
        fit.write(fit.weights_of(content, together, counts), WEIGHTS)
        content = load_content()
    guesses = cross_validated(content, together, counts)
    print(f"## Reading, cross-validated ({FOLDS} folds; texts of one company stay together)\n")
    for name, of_set in sets.items():
        if of_set:
            pairs = [(text, guesses[text.id]) for text in of_set]
            print("\n".join(scoring.report(name, pairs)))
            if chosen.misread:
                print("\n".join([*scoring.misread(pairs), ""]))


def cross_validated(
    content: Content, together: Sequence[Labelled], counts: Sequence[float]
) -> dict[str, Guess]:
    """Read every text with weights that were learned without it."""
    guesses: dict[str, Guess] = {}
    for fold in range(FOLDS):
        known = [(text, count) for text, count in zip(together, counts, strict=True) if _fold(text) != fold]
        weights = fit.weights_of(content, [text for text, _ in known], [count for _, count in known])
        reader = Reader(replace(content, weights=weights))
        guesses |= {text.id: guess(reader, text) for text in together if _fold(text) == fold}
    return guesses


def guess(reader: Reader, text: Labelled) -> Guess:
    """What a reader makes of a text."""
    reading = reader.read(text.title, text.text)
    return Guess(reading.belief.first, reading.settled, frozenset(reading.specialties))


def _fold(text: Labelled) -> int:
    return hashlib.sha256(text.group.encode()).digest()[0] % FOLDS


if __name__ == "__main__":
    main()
