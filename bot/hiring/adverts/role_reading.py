"""Reads which role a text describes: a few words that ask, or a whole job description."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from bot.hiring.adverts.mismatches import NOTHING_STATED, Mismatch, Stated, compare
from bot.hiring.adverts.title import find_title, roles_named
from bot.hiring.reading import needs
from bot.hiring.reading.reader import MOST_READ, TOO_MANY, Reading
from bot.hiring.scoping.conversation import Conversation
from bot.hiring.scoping.weighing import Understanding
from bot.hiring.text.language import is_foreign
from bot.hiring.text.vocabulary import Request
from content import Content

_BUILDS, _MEASURES = "applied_llm", "eval_safety"
_WORDS = 5
_LONG = 25  # words; nobody types a command as long as that


@dataclass(frozen=True, slots=True)
class RoleReading:
    """What a text describes. `settled`: Rolecall would answer; otherwise it would ask `question`.

    `title` may name a requisition; `title_guessed`: it is only the first line. `too_many` are the specialties
    of more than one person, the likeliest first, none of most texts. `mismatches` are statements that
    disagree.
    """

    text: str
    title: str
    title_guessed: bool
    understanding: Understanding
    settled: bool
    question: str
    too_many: tuple[str, ...]
    mismatches: tuple[Mismatch, ...]
    content: Content = field(repr=False)


def read_role(
    content: Content, conversation: Conversation, text: str, today: date, *, stated: Stated = NOTHING_STATED
) -> RoleReading:
    """Read a text, or the first MOST_READ characters of it. Never fails.

    `today` decides how many years of a technology are possible.
    """
    whole, text = text, text[:MOST_READ]
    title = find_title(text)
    # A company's name or a first duty is no title to hold against the rest.
    named, duties = ("", text) if title.guessed else (title.text, title.rest)
    scope = conversation.begin(named, duties)
    question = conversation.question(scope.asking) if scope.asking else None
    reading = conversation.read(named, duties)
    mismatches = compare(content, conversation, named, duties, today, stated=stated)
    return RoleReading(
        text=whole,
        title=title.text,
        title_guessed=title.guessed,
        understanding=conversation.understanding(scope),
        settled=reading.settled,
        question=question.ask if question else "",
        too_many=_too_many(content, named, duties, reading, mismatches),
        mismatches=mismatches,
        content=content,
    )


def _too_many(
    content: Content, title: str, duties: str, reading: Reading, mismatches: Sequence[Mismatch]
) -> tuple[str, ...]:
    """The specialties of more than one person, where the text asks for them beyond doubt.

    Whoever builds features keeps an evaluation set for them: a few lines below such a title may say so. Where
    the title is another job's, its own role is none of the duties'.
    """
    wanted = set(reading.surely)
    if _BUILDS in roles_named(title, content) and needs.is_ask(duties):
        wanted -= {_MEASURES}
    of_title = any(each.about == "title" for each in mismatches)
    if len(wanted) < TOO_MANY + of_title:
        return ()
    return tuple(sorted(wanted, key=reading.belief.ranked.index))


def is_long(text: str) -> bool:
    """Whether a text is longer than any command."""
    return len(text.split()) > _LONG


def is_foreign_text(text: str) -> bool:
    """Whether a text is not in English; a short one in Latin letters is taken for English."""
    return is_foreign(text, from_words=_LONG)


def is_ask(text: str, request: Request) -> bool:
    """Whether a text asks in somebody's own words, and does not only name a role."""
    return is_long(text) or (len(text.split()) >= _WORDS and bool(request.unread))
