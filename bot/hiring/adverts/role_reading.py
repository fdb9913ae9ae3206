"""Reads which role a text describes: a few words that ask, or a whole job description."""

from dataclasses import dataclass, field
from datetime import date

from bot.hiring.adverts.mismatches import NOTHING_STATED, Mismatch, Stated, compare
from bot.hiring.adverts.title import find_title
from bot.hiring.reading.reader import MOST_READ
from bot.hiring.scoping.conversation import Conversation
from bot.hiring.scoping.weighing import Understanding
from bot.hiring.text.language import is_foreign
from bot.hiring.text.vocabulary import Request
from content import Content

_WORDS = 5
_LONG = 25  # words; nobody types a command as long as that


@dataclass(frozen=True, slots=True)
class RoleReading:
    """What a text describes. `settled`: Rolecall would answer; otherwise it would ask `question`.

    `title` may name a requisition; `title_guessed`: it is only the first line. `mismatches` are statements
    that disagree.
    """

    text: str
    title: str
    title_guessed: bool
    understanding: Understanding
    settled: bool
    question: str
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
    return RoleReading(
        text=whole,
        title=title.text,
        title_guessed=title.guessed,
        understanding=conversation.understanding(scope),
        settled=conversation.read(named, duties).settled,
        question=question.ask if question else "",
        mismatches=compare(content, conversation, named, duties, today, stated=stated),
        content=content,
    )


def is_long(text: str) -> bool:
    """Whether a text is longer than any command."""
    return len(text.split()) > _LONG


def is_foreign_text(text: str) -> bool:
    """Whether a text is not in English; a short one in Latin letters is taken for English."""
    return is_foreign(text, from_words=_LONG)


def is_ask(text: str, request: Request) -> bool:
    """Whether a text asks in somebody's own words, and does not only name a role."""
    return is_long(text) or (len(text.split()) >= _WORDS and bool(request.unread))
