"""Finds the words of options in what was said: which of them it has, and does not deny."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from bot.hiring.reading.denial import NO, denied
from bot.hiring.reading.phrases import TOKEN, words_of
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
_SENTENCES = re.compile(r"[^.!?\n]+")
_CLAUSES = re.compile(
    r"[^.,;:!?\n]+?(?=[.,;:!?\n]|\b(?:but|so|though|tho|because|since|while|and)\b|$)[.,;:!?\n]*"
)
_QUOTE = re.compile(r"[^.!?\n]*")
_AROUND_A_NO = NO | frozenset(
    words_of(
        "a actually am an and any anybody anyone anything are as be been but by can could did do does for "
        "get has have her him honestly i if in is it it's its just like m may maybe might more must "
        "move moving need of off ok on or our people person prefer prefers rather re really s say "
        "said should so some somebody "
        "someone sorry t than that the their them there they this though tho thing to use using want wanted "
        "was we well were what where which who will with would yes you instead away from rid stop ll ve d"
    )
)
"""Words that say nothing by themselves where the rest of a clause is denied."""


@dataclass(frozen=True, slots=True)
class Named:
    """An option that a text names, and the sentence that names it."""

    question: str
    option: str
    quote: str


def read_options(text: str, file: QuestionsFile) -> tuple[Named, ...]:
    """The options whose words a text has and does not deny, in the order of the file."""
    plain, starts = _plain(text)
    no, found = _denied(text), []
    for question in file.question:
        for option in question.option:
            for phrase in option.words:
                place = plain.find(f" {phrase} ")
                if place >= 0 and starts[place + 1] not in no:
                    found.append(Named(question.id, option.id, _sentence(text, starts[place + 1])))
                    break
    return tuple(found)


def _plain(text: str) -> tuple[str, list[int]]:
    """The text as words with spaces around them, two at a pause, and where each character came from."""
    parts, starts, end = [" "], [0], 0
    plain = text.casefold()
    for word in _WORDS.finditer(plain):
        if _PAUSES.search(plain, end, word.start()):
            parts.append(" ")
            starts.append(end)
        parts.append(word.group() + " ")
        starts += range(word.start(), word.end() + 1)
        end = word.end()
    return "".join(parts), starts


@lru_cache(maxsize=256)
def _denied(text: str) -> frozenset[int]:
    """The places of the letters that a denial reaches, in the lower case of a text."""
    reached: set[int] = set()
    for sentence in _SENTENCES.finditer(text.casefold()):
        words = list(TOKEN.finditer(sentence.group()))
        for place in denied([word.group() for word in words]):
            reached.update(range(*(sentence.start() + at for at in words[place].span())))
    return frozenset(reached)


def _sentence(text: str, place: int) -> str:
    """The sentence around a place in a text, as it was written."""
    begin = max(text.rfind(mark, 0, place) for mark in ".!?\n") + 1
    end = _QUOTE.match(text, place)
    return text[begin : end.end() if end else None].strip(" \t-*•")


def spoken_in(text: str, phrases: Iterable[str]) -> bool:
    """Whether a text has words that belong to one of the phrases, and does not deny them."""
    return bool(_spoken(text, phrases))


def spoken_of(reply: str, question: ScopingQuestion) -> list[int]:
    """How many words of each option of a question a reply has and does not deny."""
    return [len(_spoken(reply, (*option.words, *option.hints))) for option in question.option]


def affirmed(text: str) -> str:
    """A text without what it denies, and without the words around that; all of one that denies nothing."""
    no, kept = _denied(text), []
    if not no:
        return text
    plain = text.casefold()
    for clause in _CLAUSES.finditer(plain):
        words = [word for word in _WORDS.finditer(clause.group()) if clause.start() + word.start() not in no]
        if not _AROUND_A_NO.issuperset(word.group() for word in words):
            places = range(*clause.span())
            kept.append("".join(plain[at] for at in places if at not in no))
    return " ".join(kept)


def denied_of(text: str) -> str:
    """The words of a text that it denies, "" for none."""
    no = _denied(text)
    return "".join(letter if at in no else " " for at, letter in enumerate(text.casefold())).strip()


def _spoken(text: str, phrases: Iterable[str]) -> set[int]:
    """The places of words that belong to one of the phrases and are not denied."""
    plain, starts = _plain(text)
    no = _denied(text)
    places: set[int] = set()
    for phrase in phrases:
        for found in _pattern(phrase).finditer(plain):
            if starts[found.start() + 1] not in no:
                places |= {found.start() + space.start() for space in re.finditer(" ", found.group())}
    return places


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
