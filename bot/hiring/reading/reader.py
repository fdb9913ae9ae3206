"""Reads a text as a role: what speaks for and against each reading, and which specialties it asks for."""

import math
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from bot.hiring.reading.belief import READINGS, Belief, Evidence, weigh
from bot.hiring.reading.evidence import phrases
from bot.hiring.reading.learned import VAGUE, ZERO, Learned, LearnedReading, learned_reading
from bot.hiring.reading.marks import NOWHERE, Marks, TextMarker
from content import Content

Pulls = Mapping[tuple[int, int], Sequence[float]]
"""By sentence and word, what it says: a natural logarithm for each column of what was learned."""

MOST_READ = 12_000
"""The characters of a text that are read. What follows says no more of the role, and costs everybody time."""

WORDS, TOGETHER = "words", "together"
"""What evidence of a text is about: its own words, or no quote, but what many small things say together."""

TOO_MANY = 3
"""So many specialties are more than one role."""

_SURELY = 1.0  # more, as a logarithm of odds, than it takes to be asked for
_OF_MANY = 0.95  # the share from which on one of so many is an answer


@dataclass(frozen=True, slots=True)
class Reading:
    """What a text says about its role.

    `settled` when the first reading of the belief is an answer, else somebody has to be asked. `specialties`
    are those that the duties commit the hire to, `surely` those of them that nobody would argue about.
    """

    evidence: tuple[Evidence, ...]
    belief: Belief
    settled: bool
    specialties: tuple[str, ...]
    surely: tuple[str, ...]


class Reader:
    """Reads texts by what was learned from labelled ones. Keeps nothing between two texts."""

    def __init__(self, content: Content, learned: LearnedReading | None = None) -> None:
        self._learned = learned or learned_reading()
        self._marker = TextMarker(content.phrases)
        self._specialties = content.specialties
        beginners = (word for level in content.words.level if level.id == "junior" for word in level.words)
        words = "|".join(re.escape(word) for word in sorted(beginners, key=len, reverse=True))
        self._beginner = re.compile(rf"(?<!\w)(?:{words})s?(?!\w)", re.IGNORECASE)

    def read(self, title: str, text: str) -> Reading:
        """Read a text, with the title apart from it or "". Never fails, whatever the text is.

        Of a longer text, the first MOST_READ characters. That it is for an intern or a student says nothing
        of the work.
        """
        title = " ".join(self._beginner.sub(" ", title[:MOST_READ]).split())
        return self.weigh(self._marker.mark(title, text[:MOST_READ]))

    def weigh(self, marks: Marks) -> Reading:
        """Weigh what was found in a text."""
        learned = self._learned.asks if marks.short else self._learned.postings
        pulls = _pulls(learned, marks)
        scores = [sum(column) for column in zip(learned.start, *pulls.values(), strict=True)]
        evidence = tuple(_evidence(marks, pulls, scores[: VAGUE + 1]))
        belief = weigh(evidence)
        odds = dict(zip(self._specialties, scores[VAGUE + 1 :], strict=True)) if evidence else {}
        committed = tuple(each for each, said in odds.items() if said >= learned.commits_from)
        surely = tuple(each for each in committed if odds[each] >= learned.commits_from + _SURELY)
        least = max(learned.answers_from, _OF_MANY if len(committed) >= TOO_MANY else 0)
        settled = bool(evidence) and belief.shares[belief.first] >= least
        return Reading(evidence, belief, settled, committed, surely)


def _pulls(learned: Learned, marks: Marks) -> Pulls:
    """What is said at each word of each sentence."""
    columns = len(learned.start)
    codes: dict[tuple[int, int], list[float]] = defaultdict(lambda: [0.0] * columns)
    for seen in marks.seen:
        row = learned.weights.get(seen.name)
        if row is not None:
            pull, amount = codes[seen.sentence, seen.place], seen.amount
            for column, units in _units(row):
                pull[column] += amount * units
    return {
        where: [each * unit for each, unit in zip(pull, learned.unit, strict=True)]
        for where, pull in codes.items()
    }


@lru_cache(maxsize=20_000)  # texts use few words again and again
def _units(row: str) -> tuple[tuple[int, int], ...]:
    """The columns of a row of weights that say something, each with its units."""
    return tuple((column, code - ZERO) for column, code in enumerate(row.encode()) if code != ZERO)


def _evidence(marks: Marks, pulls: Pulls, scores: Sequence[float]) -> Iterator[Evidence]:
    """What moved the belief: a few words each, and everything that says little as one; nothing of nothing.

    The likelier it is that nobody could tell, the less all of it says.
    """
    highest = max(scores)
    parts = [math.exp(score - highest) for score in scores]
    *clear, vague = (part / sum(parts) for part in parts)
    rest = [math.log(share + vague / len(READINGS)) for share in clear]
    by_sentence: dict[int, dict[int, Sequence[float]]] = defaultdict(dict)
    for (number, place), pull in pulls.items():
        if number != NOWHERE:
            by_sentence[number][place] = [(1 - vague) * each for each in pull[:VAGUE]]
    told = False
    for number, of_sentence in by_sentence.items():
        for weights, quote in phrases(marks.sentences[number], of_sentence):
            yield Evidence(quote, WORDS, _levelled(weights))
            rest = [whole - weight for whole, weight in zip(rest, weights, strict=True)]
            told = True
    if told:
        yield Evidence("", TOGETHER, _levelled(rest))


def _levelled(weights: Sequence[float]) -> dict[str, float]:
    """Weights by reading, so that they speak against some as much as for others."""
    mean = sum(weights) / len(weights)
    return {reading: weight - mean for reading, weight in zip(READINGS, weights, strict=True)}
