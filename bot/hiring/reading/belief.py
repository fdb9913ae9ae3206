"""One belief over eight readings of a role. Phrases and answers move it in the same way: as evidence."""

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

NO_LLM_ROLE = "none"
READINGS = (
    "applied_llm",
    "llm_infrastructure",
    "fine_tuning",
    "frontier_research",
    "eval_safety",
    "prompt_engineer",
    "applied_researcher",
    NO_LLM_ROLE,
)


@dataclass(frozen=True, slots=True)
class Evidence:
    """Something that speaks for or against readings: words that somebody wrote, or an answer they gave.

    `quote` is what they wrote or chose, `about` the id of the phrase or question behind it. `weights` are
    natural logarithms of likelihoods: 0.7 makes a reading twice as likely; a reading left out has 0.
    """

    quote: str
    about: str
    weights: Mapping[str, float]


@dataclass(frozen=True)
class Belief:
    """How likely each of the eight readings is: `shares` add up to 1."""

    shares: Mapping[str, float]

    @cached_property
    def ranked(self) -> tuple[str, ...]:
        """The readings, the likeliest first."""
        return tuple(sorted(READINGS, key=lambda reading: -self.shares[reading]))

    @property
    def first(self) -> str:
        """The likeliest reading."""
        return self.ranked[0]

    @property
    def second(self) -> str:
        """The next likeliest reading."""
        return self.ranked[1]

    def percent(self, reading: str) -> int:
        """How likely a reading is, to be shown: 99 at most, since nobody is surer of what others want."""
        return min(round(self.shares[reading] * 100), 99)

    @property
    def entropy(self) -> float:
        """How undecided it is, in bits: 0 when it knows, 3 when all eight are equally likely."""
        return -sum(share * math.log2(share) for share in self.shares.values() if share > 0)


def weigh(evidence: Iterable[Evidence]) -> Belief:
    """What evidence adds up to; of none, that everything is equally likely."""
    scores = dict.fromkeys(READINGS, 0.0)
    for each in evidence:
        for reading, weight in each.weights.items():
            scores[reading] += weight
    highest = max(scores.values())
    parts = {reading: math.exp(score - highest) for reading, score in scores.items()}
    whole = sum(parts.values())
    return Belief({reading: part / whole for reading, part in parts.items()})
