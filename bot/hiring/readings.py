"""What role a text is about: an ask of a few words, or a whole job description."""

from dataclasses import dataclass, field

from bot.hiring.scoping.conversation import Mind
from bot.hiring.scoping.weighing import Picture
from bot.hiring.words import Request
from content import Content

_WORDS = 5
_LONG = 25  # words; nobody types a command as long as that
_TITLE = 150


@dataclass(frozen=True, slots=True)
class RoleReading:
    """What a text was read as: `settled` when that is an answer, else it would ask `question`.

    `title` is the first line, as somebody might name a requisition.
    """

    text: str
    title: str
    picture: Picture
    settled: bool
    question: str
    content: Content = field(repr=False)


def read_role(content: Content, mind: Mind, text: str) -> RoleReading:
    """Read a text. Never fails, whatever the text is."""
    scope = mind.begin("", text)
    question = mind.question(scope.asking) if scope.asking else None
    title = next((line.strip() for line in text.splitlines() if line.strip()), "")[:_TITLE]
    settled = mind.read("", text).settled
    return RoleReading(text, title, mind.picture(scope), settled, question.ask if question else "", content)


def is_long(text: str) -> bool:
    """Whether a text is longer than any command."""
    return len(text.split()) > _LONG


def is_ask(text: str, request: Request) -> bool:
    """Whether a text is rather an ask in somebody's own words than the name of a role."""
    return is_long(text) or (len(text.split()) >= _WORDS and bool(request.unread))
