"""What a reading is worth: how often it is right, how often it asks, how well it sees an overload."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from bot.hiring.reading.belief import READINGS
from bot.hiring.reading.learned import learned_reading
from bot.hiring.reading.marks import LETTERS
from tests.judge.texts import Labelled

OVERLOAD = 3  # specialties in one role
_SURE = (0, 40, 50, 60, 70, 80, 90, 101)  # percent
_STRONGEST = 20


@dataclass(frozen=True, slots=True)
class Guess:
    """What a text was read as: the likeliest reading, whether that is an answer, and how sure, of 1."""

    first: str
    answered: bool
    specialties: frozenset[str]
    sure: float


def report(name: str, pairs: Sequence[tuple[Labelled, Guess]]) -> Iterator[str]:
    """Lines of Markdown about one set of texts."""
    clear = [(text, guess) for text, guess in pairs if text.primary and not text.vague]
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
    plain = [(text, guess) for text, guess in pairs if not text.vague]
    said = [len(guess.specialties) >= OVERLOAD for _, guess in plain]
    real = [len(text.specialties) >= OVERLOAD for text, _ in plain]
    both = [one and other for one, other in zip(said, real, strict=True)]
    yield f"| overload seen: precision | {sum(both)} of {sum(said)} |"
    yield f"| overload seen: recall | {sum(both)} of {sum(real)} |"
    yield ""
    yield from reliability(clear)
    yield from confusion(clear)


def first_right(pairs: Sequence[tuple[Labelled, Guess]]) -> float:
    """How often the first choice is right, of 1, where there is one."""
    clear = [_right(*pair) for pair in pairs if pair[0].primary and not pair[0].vague]
    return sum(clear) / max(len(clear), 1)


def reliability(pairs: Sequence[tuple[Labelled, Guess]]) -> Iterator[str]:
    """A table: how sure it was of the first choice, and how often that was right."""
    yield "| sure | texts | mean | right |"
    yield "|---|--:|--:|--:|"
    for low, high in pairwise(_SURE):
        within = [(text, guess) for text, guess in pairs if low <= guess.sure * 100 < high]
        if within:
            mean = sum(guess.sure for _, guess in within) / len(within)
            right = sum(_right(*pair) for pair in within) / len(within)
            yield f"| {low}–{min(high, 100)} % | {len(within)} | {mean:.2f} | {right:.2f} |"
    yield ""


def macro_f1(pairs: Sequence[tuple[Labelled, Guess]]) -> float:
    """The mean over the readings of how well each is found (F1); readings that do not occur are left out."""
    labelled = Counter(text.primary for text, _ in pairs)
    guessed = Counter(guess.first for _, guess in pairs)
    hits = Counter(text.primary for text, guess in pairs if _right(text, guess))
    found = [each for each in READINGS if labelled[each] + guessed[each]]
    return sum(2 * hits[each] / (labelled[each] + guessed[each]) for each in found) / max(len(found), 1)


def confusion(pairs: Sequence[tuple[Labelled, Guess]]) -> Iterator[str]:
    """A table: a row for each label, a column for what it was read as, and the share that was found."""
    counts = Counter((text.primary, guess.first) for text, guess in pairs)
    yield f"| label ↓ read as → | {' | '.join(READINGS)} | found |"
    yield f"|---|{'--:|' * (len(READINGS) + 1)}"
    for label in READINGS:
        row = [counts[label, guess] for guess in READINGS]
        found = counts[label, label] / max(sum(row), 1)
        yield f"| {label} | {' | '.join(str(each or '·') for each in row)} | {found:.2f} |"
    yield ""


def misread(pairs: Sequence[tuple[Labelled, Guess]]) -> Iterator[str]:
    """A line for each text whose first choice is wrong: by id, because others' texts are not repeated."""
    for text, guess in pairs:
        if not text.vague and not _near(text, guess):
            asks = "" if guess.answered else " (would ask)"
            yield f"{text.id}: {text.primary}, read as {guess.first}{asks}"


def strongest() -> Iterator[str]:
    """The features that speak most for each reading, of asks and of job descriptions."""
    learned = learned_reading()
    for name, kind in (("asks", learned.asks), ("job descriptions", learned.postings)):
        yield f"**{name}**\n"
        for column, reading in enumerate(READINGS):
            weights = {
                feature: kind.of(feature).get(column, 0.0)
                for feature in kind.weights
                if not feature.startswith(LETTERS)
            }
            top = sorted(weights, key=lambda each: -weights[each])[:_STRONGEST]
            yield f"- *{reading}*: {', '.join(top)}"
        yield ""


def _right(text: Labelled, guess: Guess) -> bool:
    return guess.first == text.primary


def _near(text: Labelled, guess: Guess) -> bool:
    return guess.first in (text.primary, text.also)


def _share(right: Sequence[bool]) -> str:
    return f"{sum(right) / len(right):.3f} ({sum(right)} of {len(right)})" if right else "–"
