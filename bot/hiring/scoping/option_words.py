"""Finds the words of options in what was said: which of them it has, and does not deny."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from content.schema.questions import QuestionsFile, ScopingQuestion

_WORDS = re.compile(r"[a-z0-9]+")
_PAUSES = re.compile(r"[,.;:!?\n]+")
_NUMBER = re.compile(
    r"(?<![\w.])(?P<number>\d{1,3}(?:[ ,.]\d{3})+|\d+(?:\.\d+)?)"
    r"\s*(?P<times>k|thousand|lakh|m|mio|million|crore|bn|billion)?"
    r"(?![a-z%\d])(?:\W+\w+){0,2}?\W*(?:(?:per|an?|each|every)\s+|/)?(?P<per>second|minute|hour|week|month|year)?",
    re.IGNORECASE,
)
_TIMES = {"k": 1_000, "t": 1_000, "l": 100_000, "m": 1_000_000, "c": 10_000_000, "b": 1_000_000_000}
_A_DAY = {"second": 86_400, "minute": 1_440, "hour": 24, "week": 1 / 7, "month": 1 / 30, "year": 1 / 365}
_STEM = 4  # letters from which on a hint may be the beginning of a word
_REACH = 60  # characters before a word in which a “not” still counts
_QUOTE = re.compile(r"[^.!?\n]*")
_NEGATED = re.compile(
    r"\b(?:no|not|never|without|don t|doesn t|instead of|rather than|nobody|no one|none of us|isn t|aren t"
    r"|won t|neither)(?: (?!but )\w+){0,2} $"
)


@dataclass(frozen=True, slots=True)
class Named:
    """An option that a text names, and the sentence that names it."""

    question: str
    option: str
    quote: str


def read_options(text: str, file: QuestionsFile) -> tuple[Named, ...]:
    """The options whose words a text has and does not deny, in the order of the file."""
    plain, starts = _plain(text)
    found = []
    for question in file.question:
        for option in question.option:
            for phrase in option.words:
                place = plain.find(f" {phrase} ")
                if place >= 0 and not _is_denied(plain, place):
                    found.append(Named(question.id, option.id, _sentence(text, starts[place + 1])))
                    break
    return tuple(found)


def _plain(text: str) -> tuple[str, list[int]]:
    """The text as words with single spaces around them, and where each character came from."""
    parts, starts = [" "], [0]
    for word in _WORDS.finditer(text.casefold()):
        parts.append(word.group() + " ")
        starts += range(word.start(), word.end() + 1)
    return "".join(parts), starts


def _sentence(text: str, place: int) -> str:
    """The sentence around a place in a text, as it was written."""
    begin = max(text.rfind(mark, 0, place) for mark in ".!?\n") + 1
    end = _QUOTE.match(text, place)
    return text[begin : end.end() if end else None].strip(" \t-*•")


def spoken_in(text: str, phrases: Iterable[str]) -> bool:
    """Whether a text has words that belong to one of the phrases, and does not deny them."""
    return bool(_spoken(_plain(text)[0], phrases))


def spoken_of(reply: str, question: ScopingQuestion) -> list[int]:
    """How many words of each option of a question a reply has and does not deny."""
    parts = [_plain(part)[0] for part in _PAUSES.split(reply)]  # a “not” ends where the speaker pauses
    return [
        sum(len(_spoken(part, (*option.words, *option.hints))) for part in parts)
        for option in question.option
    ]


def _spoken(plain: str, phrases: Iterable[str]) -> set[int]:
    """The places of words that belong to one of the phrases and are not denied."""
    places: set[int] = set()
    for phrase in phrases:
        for found in _pattern(phrase).finditer(plain):
            if not _is_denied(plain, found.start()):
                places |= {found.start() + space.start() for space in re.finditer(" ", found.group())}
    return places


def _is_denied(plain: str, place: int) -> bool:
    """Whether a “not” stands so shortly before a place in a text that it is meant."""
    return _NEGATED.search(plain[max(place - _REACH, 0) : place + 1]) is not None


@lru_cache(maxsize=1024)
def _pattern(phrase: str) -> re.Pattern[str]:
    ending = "[a-z0-9]*" if len(phrase) >= _STEM else ""
    return re.compile(f" {phrase}{ending}(?= )")


def number_in(reply: str) -> float | None:
    """The number of a reply that has one, a day: 5000 for “5k”, “5 thousand” and “35,000 a week”."""
    numbers = list(_NUMBER.finditer(reply))
    if len(numbers) != 1:
        return None
    (found,) = numbers
    times = _TIMES.get((found["times"] or "").casefold()[:1], 1)
    written = re.sub(
        r"[ ,.](?=\d{3})", "", found["number"]
    )  # 5.000 is as often five thousand as 5 to three places
    return float(written) * times * _A_DAY.get((found["per"] or "").casefold(), 1)
