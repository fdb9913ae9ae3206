"""Understands a message in a conversation: an answer by label, number or phrase, a wish, or neither."""

import re
from dataclasses import dataclass

from bot.hiring.scoping.option_words import number_in, read_options, spoken_of
from bot.hiring.scoping.places import by_label, by_place
from bot.hiring.scoping.wished import Wish, wish_in, wish_of
from bot.hiring.text.language import is_foreign, is_in_another_language
from content.schema.questions import Option, QuestionsFile, ScopingQuestion

_CORRECTION = re.compile(
    r"\s*(?:(?:hm+|um+|uh|oh|ah|well|ok(?:ay)?|hang on|hold on)\b[,.!…\s]*)*"
    r"(?:(?:(?:no|nope)(?=\W*$|\s*[,:.;!]|\s+(?:the|i|it|actually|sorry|wait|rather)\b)"
    r"|actually|sorry|wait|i meant?|rather)\b[,:.;!\s]*)+",
    re.IGNORECASE,
)
_OTHER = re.compile(r"the other(?: one)?[.!\s]*", re.IGNORECASE)
_CLAUSES = re.compile(r"[,.;:!?\n]+|\b(?:and|but|plus|also)\b", re.IGNORECASE)
_REPLY, _LONGEST_REPLY = 60, 600  # words, characters; what is longer is a text, and no reply to a question
_BRIEFLY = 8  # words of a correction that names nothing
_MOST_READ = 2_000  # characters of a message


@dataclass(frozen=True, slots=True)
class Said:
    """What was understood of a message: a wish, or for each question the option that it names.

    `pointed`: it names the answer by number or label. `corrects`: it takes an earlier answer back. `other`:
    it says "the other one". `between`: it names two options equally. `foreign`: it is not in English.
    `exactly`: it says the wish and nothing else. `denies`: the question and option that it rules out.
    `taken_back`: it says outright that an earlier answer was wrong. `put_off`: it speaks of later, or of what
    was tried and given up. `others`: all that it tells is what others do. `all_well`: it
    says that nothing hurts, and was not asked that.
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
    others: bool = False
    all_well: bool = False


def listen(  # noqa: PLR0911 - one for each way to be understood
    words: str, asked: ScopingQuestion | None, file: QuestionsFile
) -> Said:
    """Understand a message; `asked` is the open question, or the question that is corrected."""
    text = words.strip()[:_MOST_READ]
    if wish := wish_of(text):
        return Said(wish=wish, exactly=True)
    if asked and (exactly := _chosen(text, asked)):
        return Said(answers=exactly, pointed=True)
    correction = _CORRECTION.match(text)
    rest = text[correction.end() :] if correction else text
    if _OTHER.fullmatch(rest):
        return Said(corrects=True, other=True)
    chosen = _chosen(rest, asked) if asked else None
    if asked and chosen:
        return Said(answers=chosen, pointed=True, corrects=bool(correction))
    if len(text) > _LONGEST_REPLY or len(rest.split()) > _REPLY or is_in_another_language(text):
        return Said(wish=wish_in(text), foreign=is_foreign(text))
    if asked and correction and _meant(correction.group(), asked):
        correction, rest = None, text  # a question that “no” answers
    meant = _meant(rest, asked) if asked else ()
    found = {asked.id: meant[0].id} if asked and len(meant) == 1 else {}
    for clause in _CLAUSES.split(rest):  # each of them says one thing, so that no word counts twice
        others = () if asked and _meant(clause, asked) else read_options(clause, file)[:1]
        for each in others:
            found.setdefault(each.question, each.option)
    if not found and not meant and (wished := wish_in(text)):
        return Said(wish=wished)
    return Said(
        answers=tuple(found.items()),
        corrects=bool(correction),
        between=meant[:2] if len(meant) > 1 else (),
        foreign=not found and not meant and is_foreign(text),
    )


def not_understood(words: str, said: Said) -> str:  # noqa: PLR0911 - one for each reason
    """The reply to a message that answers no question."""
    if said.foreign:
        return "I read English only. Please press a button, or say it in English."
    if said.put_off:
        return "That is for later, or was tried, so I do not count it. What is it now?"
    if said.others:
        return "Others do that, so I do not count it for this role. What of it is theirs?"
    if said.corrects and len(words.split()) <= _BRIEFLY:
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


def _chosen(words: str, question: ScopingQuestion) -> tuple[tuple[str, str], ...]:
    """The options that a reply points at: by their place, or by their label."""
    placed = by_place(words, question.option)
    named = None if placed else by_label(words, question)
    return tuple((question.id, each.id) for each in placed or ([named] if named else []))


def _meant(reply: str, question: ScopingQuestion) -> tuple[Option, ...]:
    """The option that a reply to a question speaks of most; several when it is of two minds."""
    counted = [option for option in question.option if option.least is not None]
    if counted and (number := number_in(reply)) is not None:
        return (
            max((each for each in counted if (each.least or 0) <= number), key=lambda each: each.least or 0),
        )
    spoken = spoken_of(reply, question)
    most = max(spoken)
    return tuple(option for option, words in zip(question.option, spoken, strict=True) if words == most > 0)
