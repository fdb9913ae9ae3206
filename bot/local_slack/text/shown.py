"""Mrkdwn as a person reads it: as safe HTML on the page, as text in the terminal."""

import html
import re
from collections.abc import Callable
from datetime import UTC, datetime

from bot.local_slack.text.mrkdwn import Span, parse

Names = Callable[[str], str | None]
"""Gives the name behind a member's, channel's or group's id, without @ or #; None when it is unknown."""

_LINK = re.compile(r"(?:https?://|mailto:)[^\s]+", re.IGNORECASE)


def is_safe_link(url: str) -> bool:
    """Whether a page may make this address clickable: web and mail only."""
    return bool(_LINK.fullmatch(url))


def to_html(text: str, names: Names, *, verbatim: bool = False) -> str:
    """Mrkdwn as HTML in which everything a person wrote is escaped."""
    return "".join(_html(span, names) for span in parse(text, verbatim=verbatim))


def to_text(text: str, names: Names, *, verbatim: bool = False) -> str:
    """Mrkdwn as readable text: names instead of ids, addresses after their labels, no marks for weight."""
    return "".join(text_of(span, names) for span in parse(text, verbatim=verbatim))


_TAGS = {"bold": "b", "italic": "i", "strike": "s", "quote": "blockquote", "code": "code", "pre": "pre"}


def _html(span: Span, names: Names) -> str:
    if tag := _TAGS.get(span.kind):
        inside = "".join(_html(part, names) for part in span.inside)
        return f"<{tag}>{inside or html.escape(span.text)}</{tag}>"
    if span.kind == "link" and is_safe_link(span.target):
        label = html.escape(span.text or span.target.removeprefix("mailto:"))
        return f'<a href="{html.escape(span.target)}" target="_blank" rel="noopener noreferrer">{label}</a>'
    shown = html.escape(_label(span, names)).replace("\n", "<br>")
    return (
        f'<span class="mention">{shown}</span>'
        if span.kind in ("user", "channel", "group", "here")
        else shown
    )


def text_of(span: Span, names: Names) -> str:
    """One parsed piece as readable text; quotes and code blocks end with a line break."""
    inside = "".join(text_of(part, names) for part in span.inside) or span.text
    match span.kind:
        case "bold" | "italic":
            shown = inside
        case "strike":
            shown = f"~{inside}~"
        case "code":
            shown = f"`{inside}`"
        case "pre":
            shown = f"{inside}\n"
        case "quote":
            shown = "".join(f"│ {line}\n" for line in inside.split("\n"))
        case "link":
            address = span.target.removeprefix("mailto:")
            shown = f"{span.text} ({address})" if span.text and span.text != address else address
        case _:
            shown = _label(span, names)
    return shown


def _label(span: Span, names: Names) -> str:
    """What a person reads instead of an id, a date or an unsafe link."""
    match span.kind:
        case "user" | "group":
            return f"@{(names(span.target) or span.text or span.target).removeprefix('@')}"
        case "channel":
            return f"#{names(span.target) or span.text or span.target}"
        case "here":
            return f"@{span.text}"
        case "date":
            return _date(span.target) or span.text
        case "link":
            return span.text or span.target
    return span.text


_DATES = {
    "date_num": "%Y-%m-%d",
    "date_slash": "%m/%d/%Y",
    "date_short": "%b %-d, %Y",
    "date_short_pretty": "%b %-d, %Y",
    "date": "%B %-d, %Y",
    "date_pretty": "%B %-d, %Y",
    "date_long": "%A, %B %-d, %Y",
    "date_long_pretty": "%A, %B %-d, %Y",
    "time": "%H:%M",
    "time_secs": "%H:%M:%S",
}


def _date(detail: str) -> str | None:
    """A date as its format asks, in UTC; None when it cannot be read, so that the fallback is shown."""
    stamp, _, pattern = detail.partition("^")
    pattern = pattern.partition("^")[0]
    try:
        when = datetime.fromtimestamp(int(stamp), UTC)
        return re.sub(r"\{(\w+)\}", lambda found: when.strftime(_DATES[found[1]]), pattern) or None
    except (KeyError, ValueError, OverflowError, OSError):
        return None
