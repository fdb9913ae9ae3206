"""Reads a text as a role: what speaks for and against each reading, and which specialties it asks for."""

import math
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from bot.hiring.reading.belief import NO_LLM_ROLE, Belief, Evidence, weigh
from bot.hiring.reading.parts import (
    DUTIES,
    FLAT,
    OPENING,
    ROLE,
    TITLE,
    WORK,
    Parts,
    Sentence,
    without_colleagues,
)
from bot.hiring.reading.phrases import Phrases, is_denied
from content import Content
from content.schema.phrases import DUTIES_TOGETHER, Weights

TOGETHER = "duties"
"""The subject of evidence that is no quote: the duties taken together."""

_LIKELY = 0.5  # a share that needs no words of the specialty itself
_HARDLY = 0.02  # a share so small that it says nothing more
_NEVER = 1e-4  # the same for two shares side by side
_MORE = 0.3  # what a second phrase of a cue adds in the same sentence
_MOST = 1.6  # what one sentence may say of a cue
_LEAST_DUTIES = 3
_LEAST_WORDS = 4  # of a duty
_FEW = 4  # times: a share of model work below a quarter is little
_COMMITS: Mapping[str, float] = {DUTIES: 1.0, FLAT: 1.0, ROLE: 1.0, OPENING: 0.5, TITLE: 0.7}
"""How much a sentence commits a hire to the specialty it names, by its part."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What a text says about its role.

    `settled` when the first reading of the belief is an answer, else somebody has to be asked. `specialties`
    are those that the duties commit the hire to.
    """

    evidence: tuple[Evidence, ...]
    belief: Belief
    settled: bool
    specialties: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Marks:
    """What was found in a text, before it is weighed.

    `strength` by cue: 1 for one duty, growing slowly with more, below 0 where it is denied. `quotes` by cue:
    the sentence that says it where it counts most. `demands` by specialty: how many duties name it.
    `short`: it is an ask and not a job description.
    """

    short: bool
    strength: Mapping[str, float]
    quotes: Mapping[str, str]
    demands: Mapping[str, float]


class Reader:
    """Reads texts by the phrases of the content. Keeps nothing between two texts."""

    def __init__(self, content: Content) -> None:
        file, learned = content.phrases, content.weights
        self._file, self._learned, self._specialties = file, learned, content.specialties
        self._counts = {part.id: part.counts for part in file.part}
        self._parts = Parts(file.part, short=file.short)
        self._phrases = Phrases((cue.id, words) for cue in file.cue for words in cue.words)
        self._specialty = {cue.id: cue.specialty for cue in file.cue if cue.specialty}
        self._models, self._others = frozenset(file.model_cues), frozenset(file.other_cues)
        self._weights = {cue.id: _sum(cue.leans, learned.learned.get(cue.id, {})) for cue in file.cue}
        self.start = _sum(file.start, learned.start)

    def read(self, title: str, text: str) -> Reading:
        """Read a text, with the title apart from it or "". Never fails, whatever the text is."""
        marks = self.mark(title, text)
        evidence = tuple(self._evidence(marks))
        belief = weigh(self.start, evidence)
        enough = self._file.ask_settled if marks.short else self._file.posting_settled
        settled = belief.shares[belief.first] >= enough
        return Reading(evidence, belief, settled, self._committed(marks.demands, belief))

    def mark(self, title: str, text: str) -> Marks:
        """Find everything in a text that says something about its role."""
        sentences = self._parts.split(title, text)
        amounts: dict[str, float] = defaultdict(float)
        named_in: dict[str, float] = defaultdict(float)
        quotes: dict[str, tuple[float, str]] = {}
        duties = models = others = 0
        for sentence in sentences:
            counts = self._counts[sentence.part]
            said = self._said(sentence) if counts else {}
            named = {cue for cue, amount in said.items() if amount > 0}
            if sentence.part in WORK and len(sentence.words) >= _LEAST_WORDS:
                duties += 1
                models += bool(named & self._models)
                others += not named & self._models and bool(said.keys() & self._others)
            for cue, amount in said.items():
                amounts[cue] += counts * amount
                if cue not in quotes or counts > quotes[cue][0]:
                    quotes[cue] = (counts, sentence.text)
            for specialty in {self._specialty[cue] for cue in named & self._specialty.keys()}:
                named_in[specialty] += _COMMITS.get(sentence.part, 0)
        short = sum(len(each.words) for each in sentences) < self._file.short
        emphasis = self._file.emphasis if short else 1
        strength = {cue: emphasis * _slowly(amount) for cue, amount in amounts.items()}
        demands = {each: emphasis * amount for each, amount in named_in.items()}
        shown = {cue: text for cue, (_, text) in quotes.items()}
        if not short and duties >= _LEAST_DUTIES:
            share = models / duties
            few = max(0, 1 - _FEW * share)
            strength |= dict(zip(DUTIES_TOGETHER, (1, few, share, others / duties), strict=True))
            shown[TOGETHER] = f"{models} of {duties} duties speak of language models"
        return Marks(short, strength, shown, demands)

    def _said(self, sentence: Sentence) -> dict[str, float]:
        """How much a sentence says of each cue, in the order in which it says it."""
        words = without_colleagues(sentence.words)
        phrases: dict[str, dict[str, bool]] = {}
        for place, cue, phrase in self._phrases.find(words):
            phrases.setdefault(cue, {})[phrase] = is_denied(words, place)
        said = {}
        for cue, found in phrases.items():
            meant = sum(not denied for denied in found.values())
            said[cue] = min(1 + _MORE * (meant - 1), _MOST) if meant else -1.0
        return said

    def _evidence(self, marks: Marks) -> Iterator[Evidence]:
        for cue, weights in self._weights.items():
            if strength := marks.strength.get(cue):
                weighed = {reading: strength * weight for reading, weight in weights.items()}
                yield Evidence(marks.quotes[cue], cue, weighed)
        if TOGETHER in marks.quotes:
            together: dict[str, float] = defaultdict(float)
            for part in DUTIES_TOGETHER:
                for reading, weight in self._learned.learned.get(part, {}).items():
                    together[reading] += marks.strength[part] * weight
            yield Evidence(marks.quotes[TOGETHER], TOGETHER, together)

    def _committed(self, demands: Mapping[str, float], belief: Belief) -> tuple[str, ...]:
        least = math.log(self._learned.commits_at / (1 - self._learned.commits_at))
        possible = (each for each in self._specialties if demands.get(each) or belief.shares[each] >= _LIKELY)
        return tuple(each for each in possible if self._odds(each, demands, belief) >= least)

    def _odds(self, specialty: str, demands: Mapping[str, float], belief: Belief) -> float:
        """The logarithm of the odds that the duties commit a hire to a specialty."""
        weights = self._learned.commitment[specialty]
        features = commitment_features(specialty, demands, belief)
        return sum(weight * feature for weight, feature in zip(weights.in_order, features, strict=True))


def commitment_features(
    specialty: str, demands: Mapping[str, float], belief: Belief
) -> tuple[float, float, float, float, float]:
    """What speaks for a specialty being asked for, in the order of Commitment.in_order."""
    others = sum(amount >= 1 for each, amount in demands.items() if each != specialty)
    said = math.log1p(demands.get(specialty, 0))
    share, none = belief.shares[specialty], belief.shares[NO_LLM_ROLE]
    likely = math.log(share + _HARDLY)
    beside = math.log((share + _NEVER) / (share + none + 10 * _NEVER))
    return 1, said, likely, beside, others


def _slowly(amount: float) -> float:
    """1 for 1, 2 for 3, 3 for 7; the same below 0."""
    return math.copysign(math.log2(1 + abs(amount)), amount)


def _sum(one: Weights, other: Weights) -> dict[str, float]:
    return {reading: one.get(reading, 0) + other.get(reading, 0) for reading in {*one, *other}}
