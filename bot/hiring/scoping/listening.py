"""Understands a message in a conversation: an answer by label, number or phrase, a wish, or neither."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from rapidfuzz import fuzz, process

from bot.hiring.text.language import is_foreign, is_in_another_language
from content.schema.questions import Option, QuestionsFile, ScopingQuestion

Wish = Literal[
    "back", "why", "explain", "skip", "cancel", "restart", "hand_over", "retract", "aside", "help",
    "not_sure", "thanks",
]  # fmt: skip

_SAID: tuple[tuple[Wish, str], ...] = (
    ("back", r"(?:go )?back|previous"),
    ("why", r"why(?: do you ask| is that)?"),
    ("skip", r"skip(?: (?:it|this|to the brief))?|enough|that'?s enough|to the brief"),
    ("cancel", r"cancel|stop|forget it|never ?mind"),
    ("explain", r"where (?:were|are) we(?: now)?"),
    ("help", r"help|what can i (?:say|type|do)"),
    (
        "not_sure",
        r"(?:i'?m |we'?re )?(?:not sure|unsure)(?: yet)?|(?:i |we )?(?:do not|don'?t) know(?: yet)?|idk|dunno"
        r"|no (?:idea|clue)|(?:it )?depends|hard to say|good question|pass",
    ),
    ("thanks", r"thanks?|thank you|thx|ok(?:ay)?|lol|haha|cool|great|nice|good|fine"),
)
_WISHES = [(wish, re.compile(rf"(?:{words})[.!?\s]*", re.IGNORECASE)) for wish, words in _SAID]
# The same in a sentence: read only where nothing in it answers the question, and only in a short one.
_IN_SENTENCES: tuple[tuple[Wish, str], ...] = (
    (
        "back",
        r"\b(?:go|step|take me|jump) back\b|^(?:hang on|oops|wait)\b.*\bback\b|\bprevious (?:one"
        r"|question)\b"
        r"|\b(?:the )?(?:last|earlier) question\b|^undo\b|\bone (?:step )?back\b",
    ),
    (
        "cancel",
        r"^(?:please |ok |sorry |no )*(?:cancel|abort|stop (?:here|this|it)|we stop|leave it|end it"
        r"|forget (?:it|this))\b"
        r"|\b(?:cancel|drop|end|stop) (?:this|it|the (?:whole )?(?:thing|conversation)"
        r"|all (?:of )?this)\b"
        r"|\bdrop this whole\b|^i give up\b(?=\W|$)(?! \w+ing)",
    ),
    (
        "skip",
        r"\bskip\b|\b(?:write|wrap) it up\b|\b(?:straight|jump|go|get) (?:on )?"
        r"to the (?:brief|summary|result|end)\b"
        r"|\b(?:just|please) (?:give|show|make|draft|write|finish)\b|\bdraft (?:it|please|now)\b"
        r"|\bshow me (?:what you have|the (?:result|role|brief))|\bno (?:more )?questions\b"
        r"|\benough questions\b",
    ),
    (
        "why",
        r"^\W*(?:but |and |so |sorry,? )?(?:why|what for|for what)\b|\b(?:reason|point|sense) (?:behind"
        r"|of) (?:this|that)\b"
        r"|\bto do with (?:the|my|a|this|finding|hiring)\b.*\?|\b(?:does|would|why would) (?:it|this"
        r"|that) matter\b"
        r"|\bdo you mean\b|\bwhat does .{1,40} mean\b|\bwhat difference (?:does|would)\b",
    ),
    (
        "not_sure",
        r"\b(?:ca|could|would)n.?t (?:really )?(?:say|tell|judge)\b|\b(?:cannot|can not) (?:say|tell"
        r"|judge)\b"
        r"|\bno (?:idea|clue)\b|\bhave to think\b|\bhaven.?t (?:discussed|talked about|decided)\b"
        r"|^(?:i |we )?(?:really |honestly )*(?:do not|don.?t) (?:really )?know\b|\byou tell me\b"
        r"|^i.?m not sure\b",
    ),
)
_RESTARTS = re.compile(
    r"\b(?:start (?:over|anew|new|fresh)|restart|begin again|new try|clean sheet|from the top)\b|^\W*reset\b"
    r"|^\W*(?:please |let.?s |can (?:we|i) |i want to )*start again\b"
    r"|\b(?:again|all|over|please|more) from (?:the )?(?:start|beginning|question one)\b"
    r"|\bdo (?:it|this|that) fresh\b",
    re.IGNORECASE,
)
_SENTENCES = [(wish, re.compile(words, re.IGNORECASE)) for wish, words in _IN_SENTENCES]
_SENTENCE = 14  # words
_CORRECTION = re.compile(
    r"\s*(?:(?:hm+|um+|uh|oh|ah|well|ok(?:ay)?|hang on|hold on)\b[,.!…\s]*)*"
    r"(?:(?:(?:no|nope)(?=\W*$|\s*[,:.;!]|\s+(?:the|i|it|actually|sorry|wait|rather)\b)"
    r"|actually|sorry|wait|i meant?|rather)\b[,:.;!\s]*)+",
    re.IGNORECASE,
)
_OTHER = re.compile(r"the other(?: one)?[.!\s]*", re.IGNORECASE)
_ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth")
_PLACE = re.compile(
    rf"(?:(?:the|number|option|no\.?|#)\s*)*(?P<place>[1-9]|{'|'.join(_ORDINALS)})(?:\s+one)?[.)!\s]*",
    re.IGNORECASE,
)
_CLAUSES = re.compile(r"[,.;:!?\n]+|\b(?:and|but|plus|also)\b", re.IGNORECASE)
_PAUSES = re.compile(r"[,.;:!?\n]+")
_WORDS = re.compile(r"[a-z0-9]+")
_NUMBER = re.compile(
    r"(?<![\w.])(?P<number>\d{1,3}(?:[ ,.]\d{3})+|\d+(?:\.\d+)?)"
    r"\s*(?P<times>k|thousand|lakh|m|mio|million|crore|bn|billion)?"
    r"(?![a-z%\d])(?:\W+\w+){0,2}?\W*(?:(?:per|an?|each|every)\s+|/)?(?P<per>second|minute|hour|week|month|year)?",
    re.IGNORECASE,
)
_TIMES = {"k": 1_000, "t": 1_000, "l": 100_000, "m": 1_000_000, "c": 10_000_000, "b": 1_000_000_000}
_A_DAY = {"second": 86_400, "minute": 1_440, "hour": 24, "week": 1 / 7, "month": 1 / 30, "year": 1 / 365}
_STEM = 4  # letters from which on a hint may be the beginning of a word
_REPLY, _LONGEST_REPLY = 60, 600  # words, characters; what is longer is a text, and no reply to a question
_MOST_READ = 2_000  # characters of a message
_CLOSE_ENOUGH = 88.0
_REACH = 60  # characters before a word in which a “not” still counts
_QUOTE = re.compile(r"[^.!?\n]*")
_NEGATED = re.compile(r"\b(?:no|not|never|without|don t|doesn t|instead of)(?: \w+){0,2} $")


@dataclass(frozen=True, slots=True)
class Said:
    """What was understood of a message: a wish, or for each question the option that it names.

    `pointed`: it names the answer by number or label. `corrects`: it takes an earlier answer back. `other`:
    it says "the other one". `between`: it names two options equally. `foreign`: it is not in English.
    `exactly`: it says the wish and nothing else. `denies`: the question and option that it rules out.
    `taken_back`: it says outright that an earlier answer was wrong. `put_off`: it speaks of later, or of what
    was tried and given up.
    """

    wish: Wish | None = None
    answers: tuple[tuple[str, str], ...] = ()
    pointed: bool = False
    corrects: bool = False
    other: bool = False
    between: tuple[Option, ...] = ()
    foreign: bool = False
    exactly: bool = False
    denies: tuple[tuple[str, str], ...] = ()
    taken_back: bool = False
    put_off: bool = False


@dataclass(frozen=True, slots=True)
class Named:
    """An option that a text names, and the sentence that names it."""

    question: str
    option: str
    quote: str


def which_of(words: str, options: Sequence[Option]) -> Option | None:
    """The option that a reply to "Do you mean A or B?" chooses by its place: "the first", "2"."""
    place = _PLACE.fullmatch(words.strip())
    number = _number_of(place["place"]) if place else len(options)
    return options[number] if number < len(options) else None


def listen(  # noqa: PLR0911 - one for each way to be understood
    words: str, asked: ScopingQuestion | None, file: QuestionsFile
) -> Said:
    """Understand a message; `asked` is the open question, or the question that is corrected."""
    text = words.strip()[:_MOST_READ]
    if len(text.split()) <= _SENTENCE and _RESTARTS.search(text):
        return Said(wish="restart", exactly=True)
    for wish, pattern in _WISHES:
        if pattern.fullmatch(text):
            return Said(wish=wish, exactly=True)
    if asked and (exactly := _chosen(text, asked)):
        return Said(answers=((asked.id, exactly.id),), pointed=True)
    correction = _CORRECTION.match(text)
    rest = text[correction.end() :] if correction else text
    if _OTHER.fullmatch(rest):
        return Said(corrects=True, other=True)
    chosen = _chosen(rest, asked) if asked else None
    if asked and chosen:
        return Said(answers=((asked.id, chosen.id),), pointed=True, corrects=bool(correction))
    if len(text) > _LONGEST_REPLY or len(rest.split()) > _REPLY or is_in_another_language(text):
        return Said(wish=_wished(text), foreign=is_foreign(text))
    if asked and correction and _meant(correction.group(), asked):
        correction, rest = None, text  # a question that “no” answers
    meant = _meant(rest, asked) if asked else ()
    found = {asked.id: meant[0].id} if asked and len(meant) == 1 else {}
    for clause in _CLAUSES.split(rest):  # each of them says one thing, so that no word counts twice
        others = () if asked and _meant(clause, asked) else read_options(clause, file)[:1]
        for each in others:
            found.setdefault(each.question, each.option)
    if not found and not meant and (wished := _wished(text)):
        return Said(wish=wished)
    return Said(
        answers=tuple(found.items()),
        corrects=bool(correction),
        between=meant[:2] if len(meant) > 1 else (),
        foreign=not found and not meant and is_foreign(text),
    )


def _wished(text: str) -> Wish | None:
    """What a sentence that answers nothing asks for, None when it is long or asks for nothing."""
    if len(text.split()) > _SENTENCE:
        return None
    return next((wish for wish, pattern in _SENTENCES if pattern.search(text)), None)


def not_understood(words: str, said: Said) -> str:  # noqa: PLR0911 - one for each reason
    """The reply to a message that answers no question."""
    if said.foreign:
        return "I read English only. Please press a button, or say it in English."
    if said.put_off:
        return "That is for later, or was tried, so I do not count it. What is it now?"
    if said.corrects:
        return "Which one do you mean? Press the button, or type its number. Back takes the last answer away."
    if said.between:
        first, second = said.between
        either = f"“{first.label}” or “{second.label}”"
        return f"Do you mean {either}? Say the first or the second, or press a button."
    if not any(char.isalnum() for char in words):
        return "I cannot read a picture. Choose an answer, type its number, or say it in words."
    if len(words.split()) > _REPLY:
        return "I read all of it and found nothing that answers a question of mine. It is kept."
    return "I kept that, but I see no answer to this question in it. Choose an answer, or say it another way."


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


def _chosen(words: str, question: ScopingQuestion) -> Option | None:
    place = _PLACE.fullmatch(words)
    if place:
        number = _number_of(place["place"])
        return question.option[number] if number < len(question.option) else None
    labels = [option.label.casefold() for option in question.option]
    near = process.extractOne(words.casefold(), labels, scorer=fuzz.ratio, score_cutoff=_CLOSE_ENOUGH)
    return question.option[near[2]] if near else None


def _meant(reply: str, question: ScopingQuestion) -> tuple[Option, ...]:
    """The option that a reply to a question speaks of most; several when it is of two minds."""
    counted = [option for option in question.option if option.least is not None]
    if counted and (number := _number(reply)) is not None:
        return (
            max((each for each in counted if (each.least or 0) <= number), key=lambda each: each.least or 0),
        )
    spoken = spoken_of(reply, question)
    most = max(spoken)
    return tuple(option for option, words in zip(question.option, spoken, strict=True) if words == most > 0)


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


def _number(reply: str) -> float | None:
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


def _number_of(place: str) -> int:
    """0 for "first" and "1"."""
    word = place.casefold()
    return _ORDINALS.index(word) if word in _ORDINALS else int(word) - 1
