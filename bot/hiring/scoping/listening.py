"""What somebody wrote in a conversation: an answer by label, number or phrase, or none that is understood."""

import re
from dataclasses import dataclass
from typing import Literal

from rapidfuzz import fuzz, process

from content.questions import Option, QuestionsFile, ScopingQuestion

Wish = Literal["back", "why", "skip", "cancel", "help", "not_sure", "thanks"]

_SAID: tuple[tuple[Wish, str], ...] = (
    ("back", r"(?:go )?back|previous"),
    ("why", r"why(?: do you ask| is that)?"),
    ("skip", r"skip(?: (?:it|this|to the brief))?|enough|that'?s enough|to the brief"),
    ("cancel", r"cancel|stop|forget it|never ?mind"),
    ("help", r"help|what can i (?:say|type|do)"),
    (
        "not_sure",
        r"(?:i'?m |we'?re )?not sure|(?:i |we )?(?:do not|don'?t) know|no idea|depends|it depends|pass",
    ),
    ("thanks", r"thanks?|thank you|thx|ok(?:ay)?|lol|haha|cool|great|nice|good|fine"),
)
_WISHES = [(wish, re.compile(rf"(?:{words})[.!?\s]*", re.IGNORECASE)) for wish, words in _SAID]
_CORRECTION = re.compile(r"\s*(?:(?:no|nope|actually|sorry|wait|i meant?|rather)\b[,:.\s]*)+", re.IGNORECASE)
_OTHER = re.compile(r"the other(?: one)?[.!\s]*", re.IGNORECASE)
_ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth")
_PLACE = re.compile(
    rf"(?:(?:the|number|option|no\.?|#)\s*)*(?P<place>[1-9]|{'|'.join(_ORDINALS)})(?:\s+one)?[.)!\s]*",
    re.IGNORECASE,
)
_WORDS = re.compile(r"[a-z0-9]+")
_ENGLISH = re.compile(
    r"\b(?:an?|and|are|as|at|be|but|by|can|do|for|from|have|if|in|is|it|more|most|need|not?|of|on|or|our|should|so|"
    r"than|that|the|their|they|this|to|we|what|who|will|with|would|yes)\b"
)
_CLOSE_ENOUGH = 88.0
_MANY_WORDS = 6
_QUOTE = re.compile(r"[^.!?\n]*")
_NEGATED = re.compile(r"\b(?:no|not|never|without|don t|doesn t|instead of)(?: \w+){0,2} $")


@dataclass(frozen=True, slots=True)
class Said:
    """What was understood: wishes, or for each question the options that were named.

    `corrects`: it takes an earlier answer back. `other`: "the other one". `foreign`: it is not in English.
    """

    wish: Wish | None = None
    answers: tuple[tuple[str, str], ...] = ()
    corrects: bool = False
    other: bool = False
    foreign: bool = False


@dataclass(frozen=True, slots=True)
class Named:
    """An option that a text speaks of, with the sentence that does."""

    question: str
    option: str
    quote: str


def listen(words: str, asked: ScopingQuestion | None, file: QuestionsFile) -> Said:
    """Understand a message; `asked` is the question that waits, or the one that is corrected."""
    text = words.strip()
    for wish, pattern in _WISHES:
        if pattern.fullmatch(text):
            return Said(wish=wish)
    if asked and (exactly := _chosen(text, asked)):
        return Said(answers=((asked.id, exactly.id),))
    correction = _CORRECTION.match(text)
    rest = text[correction.end() :] if correction else text
    if _OTHER.fullmatch(rest):
        return Said(corrects=True, other=True)
    chosen = _chosen(rest, asked) if asked else None
    if asked and chosen:
        return Said(answers=((asked.id, chosen.id),), corrects=bool(correction))
    named = read_options(rest, file)
    found: dict[str, str] = {}
    for each in sorted(named, key=lambda name: name.question != (asked.id if asked else "")):
        found.setdefault(each.question, each.option)
    if found:
        return Said(answers=tuple(found.items()), corrects=bool(correction))
    return Said(corrects=bool(correction), foreign=_is_foreign(text))


def read_options(text: str, file: QuestionsFile) -> tuple[Named, ...]:
    """Every option whose words stand in a text, not denied there, in the order of the file."""
    plain, starts = _plain(text)
    found = []
    for question in file.question:
        for option in question.option:
            for phrase in option.words:
                place = plain.find(f" {phrase} ")
                if place >= 0 and not _NEGATED.search(plain[: place + 1]):
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


def _chosen(words: str, question: ScopingQuestion) -> Option | None:
    place = _PLACE.fullmatch(words)
    if place:
        word = place["place"].casefold()
        number = _ORDINALS.index(word) if word in _ORDINALS else int(word) - 1
        return question.option[number] if number < len(question.option) else None
    labels = [option.label.casefold() for option in question.option]
    near = process.extractOne(words.casefold(), labels, scorer=fuzz.ratio, score_cutoff=_CLOSE_ENOUGH)
    return question.option[near[2]] if near else None


def _is_foreign(text: str) -> bool:
    """Whether a longer message has hardly an English word in it."""
    words = re.findall(r"[^\W\d_]+", text.casefold())
    known = len(_ENGLISH.findall(text.casefold()))
    letters = sum(char.isalpha() for char in text)
    latin = sum(char.isascii() and char.isalpha() for char in text)
    return bool(letters) and (latin * 2 < letters or (len(words) >= _MANY_WORDS and known * 10 < len(words)))
