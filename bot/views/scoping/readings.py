"""What was understood of a role: so far, in one line; at the end the likeliest, each with its reasons."""

from collections.abc import Sequence

from bot.hiring.reading.belief import NO_LLM_ROLE
from bot.hiring.scoping.weighing import Understanding
from bot.slack.blocks import Block, context, section
from bot.slack.text import escape, shorten
from content import Content

EVEN = 0.5
"""A share from which a reading is likelier than all others."""

_READINGS = 3
_LEAST = 0.05  # a third reading that is hardly likely is not named
_QUOTE = 60


def so_far(understanding: Understanding, content: Content) -> list[Block]:
    """Build the one line that says what the answers point to by now; nothing before any says something."""
    first, second = understanding.belief.ranked[:2]
    quotes = understanding.quotes(first)[0]
    if not quotes:
        return []
    likely = understanding.belief.shares[first] >= EVEN
    named = [first] if likely else [first, second]
    told = " or ".join(name_of(each, content) for each in named)
    return [context(f"So far: *{told}*, because {_quoted(quotes[:1])}.")]


def build_readings(understanding: Understanding, content: Content) -> list[Block]:
    """Build the likeliest readings, a line each: how likely, and the words for and against it."""
    if not understanding.evidence:
        return []
    shares, ranked = understanding.belief.shares, understanding.belief.ranked[:_READINGS]
    shown = [*ranked[:2], *(reading for reading in ranked[2:] if shares[reading] >= _LEAST)]
    lines = [
        _line(understanding, reading, content, most=2 - (place > 0)) for place, reading in enumerate(shown)
    ]
    return [section("\n".join(lines))]


def name_of(reading: str, content: Content) -> str:
    """The name of a reading, escaped."""
    return "not an LLM role" if reading == NO_LLM_ROLE else escape(content.roles[reading].name)


def _line(understanding: Understanding, reading: str, content: Content, most: int) -> str:
    for_it, against = understanding.quotes(reading)
    against = tuple(quote for quote in against if quote not in for_it)  # one line may say both
    parts = [f"for {_quoted(for_it[:most])}"] if for_it else []
    parts += [f"against {_quoted(against[:1])}"] if against else []
    told = f"*{name_of(reading, content)}*, {understanding.belief.percent(reading)}%"
    return f"{told}: {'; '.join(parts)}" if parts else told


def _quoted(quotes: Sequence[str]) -> str:
    return " and ".join(f"“{escape(shorten(quote.rstrip('.'), _QUOTE))}”" for quote in quotes)
