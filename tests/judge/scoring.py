"""What a reading is worth: how often it is right, how often it asks, how well it sees an overload."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.hiring.reading.belief import READINGS
from tests.judge.texts import Labelled

OVERLOAD = 3  # specialties in one role


@dataclass(frozen=True, slots=True)
class Guess:
    """What a text was read as: the likeliest reading, and whether that was an answer or only a tendency."""

    first: str
    answered: bool
    specialties: frozenset[str]


def report(name: str, pairs: Sequence[tuple[Labelled, Guess]]) -> Iterator[str]:
    """Lines of Markdown about one set of texts."""
    clear = [(text, guess) for text, guess in pairs if not text.vague]
    vague = [guess for text, guess in pairs if text.vague]
    answered = [(text, guess) for text, guess in clear if guess.answered]
    at_once = [guess.answered and _right(text, guess) for text, guess in clear]
    yield f"### {name}: {len(pairs)} texts"
    yield ""
    yield f"| measure ({len(clear)} clear texts) | |"
    yield "|---|---|"
    yield f"| first choice right | {_share([_right(*pair) for pair in clear])} |"
    yield f"| … or the second label | {_share([_near(*pair) for pair in clear])} |"
    yield f"| macro-F1 of the first choice | {macro_f1(clear):.3f} |"
    yield f"| answers instead of asking | {_share([guess.answered for _, guess in clear])} |"
    yield f"| right where it answers | {_share([_right(*pair) for pair in answered])} |"
    yield f"| … or the second label | {_share([_near(*pair) for pair in answered])} |"
    yield f"| right straight away, of all | {_share(at_once)} |"
    if vague:
        yield f"| asks where nobody could tell | {_share([not guess.answered for guess in vague])} |"
    said = [len(guess.specialties) >= OVERLOAD for _, guess in clear]
    real = [len(text.specialties) >= OVERLOAD for text, _ in clear]
    both = [one and other for one, other in zip(said, real, strict=True)]
    yield f"| overload seen: precision | {sum(both)} of {sum(said)} |"
    yield f"| overload seen: recall | {sum(both)} of {sum(real)} |"
    yield ""
    yield from confusion(clear)


def macro_f1(pairs: Sequence[tuple[Labelled, Guess]]) -> float:
    """The mean over the readings of how well each is found (F1); readings that do not occur are left out."""
    labelled = Counter(text.primary for text, _ in pairs)
    guessed = Counter(guess.first for _, guess in pairs)
    hits = Counter(text.primary for text, guess in pairs if _right(text, guess))
    found = [each for each in READINGS if labelled[each] + guessed[each]]
    return sum(2 * hits[each] / (labelled[each] + guessed[each]) for each in found) / max(len(found), 1)


def confusion(pairs: Sequence[tuple[Labelled, Guess]]) -> Iterator[str]:
    """A table: a row for each label, a column for what it was read as."""
    counts = Counter((text.primary, guess.first) for text, guess in pairs)
    yield f"| label ↓ read as → | {' | '.join(READINGS)} |"
    yield f"|---|{'--:|' * len(READINGS)}"
    for label in READINGS:
        cells = (str(counts[label, guess] or "·") for guess in READINGS)
        yield f"| {label} | {' | '.join(cells)} |"
    yield ""


def misread(pairs: Sequence[tuple[Labelled, Guess]]) -> Iterator[str]:
    """A line for each text whose first choice is wrong: by id, because others' texts are not repeated."""
    for text, guess in pairs:
        if not text.vague and not _near(text, guess):
            asks = "" if guess.answered else " (would ask)"
            yield f"{text.id}: {text.primary}, read as {guess.first}{asks}"


def _right(text: Labelled, guess: Guess) -> bool:
    return guess.first == text.primary


def _near(text: Labelled, guess: Guess) -> bool:
    return guess.first in (text.primary, text.also)


def _share(right: Sequence[bool]) -> str:
    return f"{sum(right) / len(right):.3f} ({sum(right)} of {len(right)})" if right else "–"
