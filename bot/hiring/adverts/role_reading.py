"""Reads which role a text describes: a few words that ask, or a whole job description."""

from dataclasses import dataclass, field
from datetime import date

from bot.hiring.adverts.mismatches import NOTHING_STATED, Mismatch, Stated, compare
from bot.hiring.reading.reader import MOST_READ
from bot.hiring.scoping.conversation import Conversation
from bot.hiring.scoping.weighing import Understanding
from bot.hiring.text.language import is_foreign
from bot.hiring.text.vocabulary import Request
from content import Content

_WORDS = 5
_LONG = 25  # words; nobody types a command as long as that
_TITLE = 150
_TITLE_WORDS = 15  # a longer first line is no title but the beginning of the text


@dataclass(frozen=True, slots=True)
class RoleReading:
    """What a text describes. `settled`: Rolecall would answer; otherwise it would ask `question`.

    `title` is the first line, which may name a requisition. `mismatches` are statements that disagree.
    """

    text: str
    title: str
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
    scope = conversation.begin("", text)
    question = conversation.question(scope.asking) if scope.asking else None
    first, _, rest = text.strip().partition("\n")
    title, duties = (first, rest) if rest and len(first.split()) <= _TITLE_WORDS else ("", text)
    return RoleReading(
        text=whole,
        title=first.strip()[:_TITLE],
        understanding=conversation.understanding(scope),
        settled=conversation.read("", text).settled,
        question=question.ask if question else "",
        mismatches=compare(content, conversation, title, duties, today, stated=stated),
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
