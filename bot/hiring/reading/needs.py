"""Reads what somebody needs now: a pain is no duty yet, and neither is what was tried or may come later."""

import re
from dataclasses import replace

from bot.hiring.reading.belief import Evidence, weigh
from bot.hiring.reading.reader import Reader, Reading
from bot.hiring.text.wording import compile_wording
from content import Content

_HARDLY = 4  # words
PAIN = "pain"
"""What evidence of a pain is about."""
_ASK, _LONGEST_ASK = 80, 2_000  # words, characters; a longer text is a job description, and lists no pains
_FITS = (0.7, 0.5, 0.35, 0.2)
"""What a pain says for the roles that may end it, the likeliest first: natural logarithms."""
_PARTS = re.compile(r"(?<=[,.;:!?\n])|(?=\b(?:but|though|while)\b)", re.IGNORECASE)
_CLAUSES = re.compile(r"(?<=[,.;:!?\n])|(?=\b(?:but|and|though|while)\b)", re.IGNORECASE)
_TRIED = re.compile(
    r"\b(?:tried|gave up|given up|abandoned|went nowhere|without success|in vain"
    r"|(?:did not|didn.?t|never) (?:work|help|pay)|(?:has|have|had|it|that|which) failed"
    r"|was a (?:waste|failure)|no longer|used to)\b",
    re.IGNORECASE,
)
_SURELY_LATER = re.compile(
    r"\b(?:later(?: on)?|some ?day|one day|eventually|next year|not now|at some point|in (?:the )?future)\b",
    re.IGNORECASE,
)
_LATER = re.compile(
    r"\b(?:later(?: on)?|maybe|perhaps|some ?day|one day|eventually|down the (?:road|line)|next year|not now"
    r"|at some point|in (?:the )?future|(?:year|phase) (?:two|2)|in (?:two|three|a few) years)\b",
    re.IGNORECASE,
)


def for_now(text: str) -> str:
    """A text without what was tried and given up, and what may come later; all of it when nothing is left."""
    kept = "".join(part for part in _PARTS.split(text) if not _TRIED.search(part))
    kept = "".join(part for part in _CLAUSES.split(kept) if not _LATER.search(part))
    return kept if any(map(str.isalpha, kept)) else text


def is_put_off(text: str) -> bool:
    """Whether all that a text says was tried and given up, or comes later."""
    said = [part for part in _CLAUSES.split(text) if any(map(str.isalpha, part))]
    return bool(said) and all(_TRIED.search(part) or _SURELY_LATER.search(part) for part in said)


def is_ask(text: str) -> bool:
    """Whether a text is as short as what somebody asks for in their own words."""
    return len(text) <= _LONGEST_ASK and len(text.split()) <= _ASK


class NeedReader:
    """Reads asks and job descriptions. Keeps nothing between two texts."""

    def __init__(self, content: Content) -> None:
        self._reader = Reader(content)
        self._pains = [(compile_wording(pain.words), pain.fits) for pain in content.questions.pain]

    def only_hurts(self, text: str) -> bool:
        """Whether a text names a pain and hardly anything else."""
        rest = text
        for pattern, _ in self._pains:
            rest = pattern.sub(" ", rest)
        return rest != text and len(rest.split()) <= _HARDLY

    def read(self, title: str, text: str) -> Reading:
        """Read a text, with the title apart from it or "". Never fails, whatever the text is.

        A pain speaks a little for each of the roles that may end it, and without a duty settles nothing.
        """
        if not is_ask(text):
            return self._reader.read(title, text)
        said, pains = for_now(text), []
        for pattern, fits in self._pains:
            for whose in (title, said):
                found = pattern.search(whose)
                if found:
                    pains.append(Evidence(found.group(), PAIN, _weights(fits)))
                    break
            title, said = pattern.sub(" ", title), pattern.sub(" ", said)
        reading = self._reader.read(title, said)
        if not pains:
            return reading
        evidence = (*reading.evidence, *pains)
        belief = weigh(evidence)
        settled = reading.settled and bool(reading.specialties) and belief.first == reading.belief.first
        return replace(reading, evidence=evidence, belief=belief, settled=settled)


def _weights(fits: tuple[str, ...]) -> dict[str, float]:
    return dict(zip(fits, _FITS, strict=False))
