"""Reads which options a reply chooses by their place or their label: "the second", "b", "1 and 3", "both"."""

import re
from collections.abc import Sequence

from rapidfuzz import fuzz, process

from bot.hiring.reading.phrases import words_of
from content.schema.questions import Option, ScopingQuestion

_ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth")
_NUMBERS = ("one", "two", "three", "four", "five", "six", "seven", "eight")
_SHORT = ("1st", "2nd", "3rd", "4th", "5th", "6th", "7th", "8th")
_SAID = "|".join((*_ORDINALS, *_SHORT, "former", "latter", "last"))
_TWO = 2
_WORD = (
    rf"(?:the\s+)?(?:very\s+)?(?:{_SAID})"
    r"(?:\s+(?:one|option|answer|choice|of (?:them|these|those|the two)))?"
)
_NOUN = r"(?:number|option|answer|choice|letter|no\.|nr\.?|#)"
_CALLED = rf"(?:the\s+)?{_NOUN}\s*(?:[1-8]|[a-h]|{'|'.join(_NUMBERS)})"
_LEAD = (
    r"\W*(?:(?:i.?d|i would|i|let.?s|let us|we|we.?d|please|ok(?:ay)?|well|yes|hm+|rather|probably|mostly"
    r"|more|definitely|clearly|surely|certainly|think|guess|say|pick|choose|take|mean|meant|said"
    r"|go (?:for|with)|have said(?: it)?|that would be|that.?s|it.?s|it is|like|so)\b\W*)*"
)
_PLAINLY = re.compile(
    rf"{_LEAD}(?P<place>[1-8]|[a-h]|{_WORD}|{_CALLED})(?:\s*,?\s*(?:please|pls|thanks))?[.)!\s]*",
    re.IGNORECASE,
)
_THEN = re.compile(
    rf"{_LEAD}(?P<place>(?=the\s|\w+\s+one\b){_WORD}|{_CALLED})"
    r"(?:\s+(?:please|certainly|of course|i think|rather|mostly|i guess|definitely|clearly|for sure))*"
    r"\s*[,.;:!–-]",
    re.IGNORECASE,
)
_SEVERAL = re.compile(
    rf"{_LEAD}(?P<places>(?:[1-8]|[a-h]|{_WORD}|{_CALLED})"
    rf"(?:\s*(?:,|/|&|\+|and|,\s*and)\s*(?:[1-8]|[a-h]|{_WORD}|{_CALLED}))+)[.)!\s]*",
    re.IGNORECASE,
)
_CALLS = re.compile(rf"^(?:the\s+)?(?:very\s+)?(?:{_NOUN}\s*)?")
_PARTS = re.compile(r"\s*(?:,\s*and\b|,|/|&|\+|\band\b)\s*", re.IGNORECASE)
_FIRST_TWO = re.compile(rf"{_LEAD}(?:the\s+)?first\s+(?:two|2)\b[.!\s]*", re.IGNORECASE)
_BOTH = re.compile(
    rf"{_LEAD}(?:(?:a )?(?:bit|little|mix|part|piece|share) of (?:each|both|either)"
    r"|both(?: of (?:them|these|those))?|half (?:and half|of each)|fifty.fifty|50.50|each of them"
    r"|the two of them|some of both|equally|as much (?:one|this) as (?:the other|that))\b"
    r"(?=\s*(?:[,.;:!–-]|$|(?:please|really|i think)\b))",
    re.IGNORECASE,
)
_NEITHER = re.compile(
    r"\W*(?:(?:no|well|hm+|sorry|honestly|actually|i mean)\W+)*(?:neither|none of (?:the (?:two|above)|these"
    r"|those|them|both|your (?:\w+ )?(?:answers|options))|not (?:either|one or the other)|no,? not (?:this"
    r"|that) (?:n?or|or) (?:this|that))\b(?: one| of (?:them|these|those|the two|both))?[\s,.;:!–-]*",
    re.IGNORECASE,
)
_LISTED = re.compile(r"\s*1[.)]\s+(?=.*\b2[.)]\s)", re.DOTALL)
_WORDS = re.compile(r"[a-z0-9]+")
_DENIES = re.compile(r"\b(?:no|not|never)\b|n.t\b", re.IGNORECASE)
_CLOSE_ENOUGH = 88.0
_TYPO, _STEM = 84.0, 5  # of two words that are one; letters by which two words are alike
_SHORT_REPLY = 6  # words
_MOST_READ = 200  # characters of a reply that points
_HALF = 0.5  # of a label's words
_SAYS_NOTHING = frozenset(
    words_of(
        "a an the of and or to for in on at by is are be it its that this they them their there we our us "
        "i my as so please with who which what one would will can could do does most more not no only just "
        "from person somebody someone still today nothing yes"
    )
)


def by_place(words: str, options: Sequence[Option]) -> tuple[Option, ...] | None:
    """The options that a reply chooses by their place; () when it says neither of two, None for no place."""
    text = _LISTED.sub("", words.strip()[:_MOST_READ], count=1)
    if _FIRST_TWO.fullmatch(text):
        return tuple(options[:_TWO])
    several = _SEVERAL.fullmatch(text)
    if several:
        places = [_place_of(each, len(options)) for each in _PARTS.split(several["places"])]
        return tuple(options[at] for at in dict.fromkeys(places)) if max(places) < len(options) else None
    if len(options) == _TWO and _BOTH.match(text):
        return tuple(options)
    if len(options) == _TWO and _NEITHER.match(text):
        return ()
    found = _PLAINLY.fullmatch(text) or _THEN.match(text)
    at = _place_of(found["place"], len(options)) if found else len(options)
    return (options[at],) if at < len(options) else None


def says_none(words: str) -> str | None:
    """What somebody says beside "none of these", "" for nothing; None when they do not say so."""
    denied = _NEITHER.match(words[:_MOST_READ])
    return words[denied.end() :].strip() if denied else None


def by_label(words: str, question: ScopingQuestion) -> Option | None:
    """The option whose label a reply says: nearly, or half of its words and hardly another."""
    labels = [option.label.casefold() for option in question.option]
    near = process.extractOne(words.casefold(), labels, scorer=fuzz.ratio, score_cutoff=_CLOSE_ENOUGH)
    if near:
        return question.option[near[2]]
    said = _content(words)
    if (
        not said
        or len(words.split()) > _SHORT_REPLY
        or re.search(r"\b(?:no|not|never|n.t)\b", words.casefold())
    ):
        return None
    shares = [_shared(said, _content(label)) for label in labels]
    best = max(shares)
    if best < _HALF or shares.count(best) > 1:
        return None
    return question.option[shares.index(best)]


def _shared(said: Sequence[str], label: Sequence[str]) -> float:
    """How much of a label a reply says, 0 when the reply says anything else."""
    if not all(any(_alike(word, each) for each in label) for word in said):
        return 0.0
    heard = [each for each in label if any(_alike(word, each) for word in said)]
    return len(heard) / len(label) if len(heard) > 1 or len(label) <= _TWO else 0.0


def _alike(word: str, other: str) -> bool:
    if word == other or (min(len(word), len(other)) >= _STEM and word[:_STEM] == other[:_STEM]):
        return True
    return min(len(word), len(other)) >= _STEM - 1 and fuzz.ratio(word, other) >= _TYPO


def _content(text: str) -> list[str]:
    return [word for word in _WORDS.findall(text.casefold()) if word not in _SAYS_NOTHING]


def _place_of(said: str, many: int) -> int:
    """0 for "first", "1", "a" and "option one"; the number of options for what is no place."""
    word = _CALLS.sub("", said.casefold())
    word = word.split()[0] if word.split() else ""
    for names in (_ORDINALS, _SHORT, _NUMBERS, tuple("abcdefgh")):
        if word in names:
            return names.index(word)
    if word == "former":
        return 0 if many == _TWO else many
    if word in ("latter", "last"):
        return many - 1 if many == _TWO or word == "last" else many
    return int(word) - 1 if word.isdigit() else many
