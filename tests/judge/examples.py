"""What is learned from: labelled texts with what was found in them, and how each kind is learned from."""

from dataclasses import dataclass

from bot.hiring.reading.marks import Marks
from tests.judge.texts import Labelled


@dataclass(frozen=True, slots=True)
class Kind:
    """How texts of one kind are learned from.

    `caution` holds weights near 0, `rare` says how much more a rare feature may say, `balance` how far rare
    readings count as much as frequent ones, `also` what the second role has of a label. A feature has to
    stand in texts of `fewest` companies: nobody's text can be put together from what several wrote. It
    answers where it is `right` so often, `near` with the second label, and where so many vague ones are
    `asked` back.
    """

    fewest: int
    titles: int
    caution: float
    rare: float
    balance: float
    also: float
    right: float
    near: float
    asked: float


ASKS = Kind(2, 2, caution=0.2, rare=0.6, balance=1.0, also=0.15, right=0.0, near=0.0, asked=0.9)
POSTINGS = Kind(6, 3, caution=0.1, rare=0.0, balance=0.5, also=0.15, right=0.92, near=0.97, asked=0.0)


@dataclass(frozen=True, slots=True)
class Example:
    """A labelled text, what was found in it, and what it counts in learning.

    `usual`: it is a sample of what comes, and not written to be hard, so that it says how sure to be.
    """

    text: Labelled
    marks: Marks
    counts: float
    usual: bool = True
