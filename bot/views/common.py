"""Pieces that several answers share: a source, a moment, a requisition's name, roles to choose from."""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime

from bot.hiring.requisitions import Requisition
from bot.hiring.text.dates import write_day
from bot.hiring.text.vocabulary import Request
from bot.slack.blocks import Block
from bot.slack.inputs import option
from bot.slack.text import escape, isolate, shorten
from content.schema.roles import Role
from content.schema.sources import Source

TITLE = 60  # characters of a requisition's title; its header and form have all of it
_ECHO = 80  # characters of a person's own words that we show back


def source_line(source: Source, *, cautious: bool = True) -> str:
    """Name a source: who, when, what kind of evidence, how many data points, and what to be careful with."""
    who = linked(source)
    points = f"{source.data_points} data points" if source.data_points else "number of data points not stated"
    caution = f" {escape(source.caution)}" if cautious else ""
    return f"*Source:* {who}, {source.as_of} · {source.kind} · {points}.{caution}"


def wording_line(source: Source) -> str:
    """Name the source of text that holds no figures."""
    return f"*Source:* {linked(source)}, {source.as_of} · {source.kind}."


def sources_line(sources: Sequence[Source]) -> str:
    """Name all sources of text on one line."""
    return "*Source:* " + "; ".join(f"{linked(each)}, {each.as_of} · {each.kind}" for each in sources) + "."


def linked(source: Source) -> str:
    """The publisher, as a link when the source has an address."""
    publisher = escape(source.publisher)
    return f"<{source.url}|{publisher}>" if source.url else publisher


def moment(at: datetime) -> str:
    """A moment, which Slack shows in each reader's time zone."""
    utc = at.astimezone(UTC)
    return f"<!date^{int(utc.timestamp())}^{{date_short}}, {{time}}|{write_day(utc.date())}, {utc:%H:%M} UTC>"


def name(requisition: Requisition) -> str:
    """Write number and title: "*3 · Senior LLM engineer*"."""
    return f"*{short_name(requisition)}*"


def short_name(requisition: Requisition) -> str:
    """Write number and title for a notification, which has little room and no bold letters."""
    return f"{requisition.number} · {isolate(escape(shorten(requisition.title, TITLE)))}"


def unread_lines(request: Request) -> list[str]:
    """Name the words that were left out, as written."""
    if not request.unread:
        return []
    words = ", ".join(f"“{escape(shorten(guess.written, _ECHO))}”" for guess in request.unread[:5])
    return [f"Not read: {words}."]


def count_words(blocks: Sequence[Block]) -> int:
    """Count the words of paragraphs, to see how much room they leave."""
    texts = [
        text
        for each in blocks
        if each["type"] == "section"
        for text in (each.get("text"), *each.get("fields", ()))
    ]
    return sum(len(text["text"].split()) for text in texts if text)


def draft_note(title: str) -> str:
    """Say that a brief with this title waits for a signature."""
    return (
        f"A brief waits for a signature: *{escape(shorten(title, TITLE))}*. Signing it says which role it is."
    )


def role_options(roles: Iterable[Role]) -> list[Block]:
    """Build a choice for each role, with what it means below."""
    return [option(role.name, role.id, role.meaning) for role in roles]
