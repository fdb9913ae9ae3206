"""Measures reading and asking: `make judge`. Others' postings are read where they are, and stay there."""

import argparse
import hashlib
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

from bot.hiring.reading.learned import LearnedReading
from bot.hiring.reading.marks import CUE, TextMarker
from bot.hiring.reading.reader import Reader
from content import Content
from content.loading import load_content
from tests.judge import fit, founders, scoring, texts
from tests.judge.examples import ASKS, POSTINGS, Example
from tests.judge.scoring import Guess
from tests.judge.texts import Labelled

WEIGHTS = Path("content/reading.json")
# What a text counts in learning.
_COUNTS = {"our postings": 0.5, "our borders": 0.3}
_HARD = ("our borders",)  # written to be hard
_SHARES = (25, 50, 100)  # percent of the labels, for the learning curve


def main() -> None:
    """Measure everything, or learn new weights."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=Path("../shared/data/judgement"))
    parser.add_argument("--fit", action="store_true", help=f"learn, and write {WEIGHTS}")
    parser.add_argument("--founders", type=int, default=100, help="simulated founders for each role and kind")
    parser.add_argument("--misread", action="store_true", help="list what was misread")
    chosen = parser.parse_args()
    content = load_content()
    sets = _sets(content, chosen.data)
    together = [example for of_set in sets.values() for example in of_set]
    if chosen.fit:
        found = learn(content, together)
        fit.write({"asks": found.asks, "postings": found.postings}, [each.text for each in together], WEIGHTS)
        return
    if not sets["postings"]:
        print(f"There are no postings in {chosen.data}; measuring our own texts only.\n")
    print(f"## Reading, cross-validated ({fit.FOLDS} folds; texts of one company stay together)\n")
    guesses = cross_validated(content, together)
    plain = [each for each in sets["asks of nine writers"] if not _names_the_trade(each)]
    for name, of_set in {**sets, "asks of nine writers without any word of the trade": plain}.items():
        if of_set:
            pairs = [(each.text, guesses[each.text.id]) for each in of_set]
            print("\n".join(scoring.report(name, pairs)))
            if chosen.misread:
                print("\n".join([*scoring.misread(pairs), ""]))
    print("### Learning curve: first choice right\n")
    for share in _SHARES:
        fewer = guesses if share == 100 else cross_validated(content, together, share)
        told = [
            f"{name} {scoring.first_right([(each.text, fewer[each.text.id]) for each in of_set]):.3f}"
            for name, of_set in sets.items()
            if of_set
        ]
        print(f"- {share} % of the labels: {', '.join(told)}")
    print(f"\nA text of 3,000 characters is read in {_milliseconds(content, sets):.1f} ms on this machine.\n")
    print("## Strongest weights\n")
    print("\n".join(scoring.strongest()))
    print("\n## Asking: simulated founders\n")
    print("\n".join(founders.lines(founders.measure(content, each=chosen.founders))))
    for which in ("seen", "unseen"):
        right, wrong = founders.understood(content, which)
        print(f"\nReplies in own words, {which}: {right:.0%} heard as meant, {wrong:.0%} as something else.")


def learn(content: Content, examples: Sequence[Example]) -> LearnedReading:
    """Learn from asks and from job descriptions."""
    asks = [each for each in examples if each.marks.short]
    postings = [each for each in examples if not each.marks.short]
    return LearnedReading(
        asks=fit.learn(asks, ASKS, content),
        postings=fit.learn(postings, POSTINGS, content),
    )


def cross_validated(content: Content, examples: Sequence[Example], percent: int = 100) -> dict[str, Guess]:
    """Read every text with what was learned without its fold, from so many percent of the other texts."""
    guesses: dict[str, Guess] = {}
    for fold in range(fit.FOLDS):
        known = [each for each in examples if fit.fold(each.text) != fold and _is_within(each.text, percent)]
        reader = Reader(content, learn(content, known))
        guesses |= {each.text.id: guess(reader, each) for each in examples if fit.fold(each.text) == fold}
    return guesses


def guess(reader: Reader, example: Example) -> Guess:
    """What a reader makes of a text."""
    reading = reader.weigh(example.marks)
    first = reading.belief.first
    return Guess(first, reading.settled, frozenset(reading.specialties), reading.belief.shares[first])


def _sets(content: Content, folder: Path) -> Mapping[str, Sequence[Example]]:
    marker = TextMarker(content.phrases)
    sets = {
        "postings": texts.others_postings(folder),
        "asks of nine writers": texts.invented_asks(folder),
        "asks that go with postings": texts.posting_asks(folder),
        "our postings": texts.our_postings(),
        "our borders": texts.our_borders(),
        "our asks": texts.our_asks(),
    }
    return {
        name: [
            Example(each, marker.mark(each.title, each.text), _COUNTS.get(name, 1.0), name not in _HARD)
            for each in of_set
        ]
        for name, of_set in sets.items()
    }


def _names_the_trade(example: Example) -> bool:
    return any(seen.name.startswith(CUE) for seen in example.marks.seen)


def _milliseconds(content: Content, sets: Mapping[str, Sequence[Example]]) -> float:
    """How long 3,000 characters of job descriptions take, each read twice and the second time counted."""
    reader = Reader(content)
    of_set = [each.text for each in (sets["postings"] or sets["our postings"])]
    seconds = 0.0
    for text in of_set:
        reader.read(text.title, text.text)
        start = time.perf_counter()
        reader.read(text.title, text.text)
        seconds += time.perf_counter() - start
    return 1000 * seconds * 3000 / sum(len(text.text) for text in of_set)


def _is_within(text: Labelled, percent: int) -> bool:
    return hashlib.sha256(f"curve {text.group}".encode()).digest()[0] * 100 < percent * 256


if __name__ == "__main__":
    main()
