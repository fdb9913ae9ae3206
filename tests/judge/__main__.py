"""Measures reading and asking: `make judge`. Others' postings are read where they are, and stay there."""

import argparse
import hashlib
import time
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from bot.hiring.reading.reader import Reader
from content import Content
from content.loading import load_content
from tests.judge import fit, founders, scoring, texts
from tests.judge.scoring import Guess
from tests.judge.texts import Labelled

WEIGHTS = Path("content/weights.toml")
FOLDS = 10
# What a text counts in learning.
_COUNTS = {"postings": 1.0, "asks": 1.0, "our postings": 0.5, "our borders": 0.5, "our asks": 1.0}


def main() -> None:
    """Measure everything, or learn new weights first."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=Path("../shared/data/judgement"))
    parser.add_argument("--fit", action="store_true", help=f"learn, and write {WEIGHTS}")
    parser.add_argument("--founders", type=int, default=100, help="simulated founders for each role and kind")
    parser.add_argument("--misread", action="store_true", help="list what was misread")
    chosen = parser.parse_args()
    sets = {
        "postings": texts.others_postings(chosen.data),
        "asks": texts.others_asks(chosen.data),
        "our postings": texts.our_postings(),
        "our borders": texts.our_borders(),
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
    print(
        f"A text of 3,000 characters is read in {_milliseconds(content, together):.1f} ms on this machine.\n"
    )
    print("## Asking: simulated founders\n")
    print("\n".join(founders.lines(founders.measure(content, each=chosen.founders))))
    for which in ("seen", "unseen"):
        right, wrong = founders.understood(content, which)
        print(f"\nReplies in own words, {which}: {right:.0%} heard as meant, {wrong:.0%} as something else.")


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


def _milliseconds(content: Content, together: Sequence[Labelled]) -> float:
    """How long 3,000 characters take, each text read twice and the second time counted."""
    reader = Reader(content)
    seconds = 0.0
    for text in together:
        reader.read(text.title, text.text)
        start = time.perf_counter()
        reader.read(text.title, text.text)
        seconds += time.perf_counter() - start
    return 1000 * seconds * 3000 / sum(len(text.text) for text in together)


def _fold(text: Labelled) -> int:
    return hashlib.sha256(text.group.encode()).digest()[0] % FOLDS


if __name__ == "__main__":
    main()
