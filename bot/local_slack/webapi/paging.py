"""Lists a page at a time: `limit`, `cursor` and the `next_cursor` that is empty at the end."""

import base64
import binascii
from collections.abc import Sequence
from typing import Any, TypeVar

from bot.local_slack.contracts import ApiError, Args

T = TypeVar("T")

MOST_ITEMS = 1000


def page(items: Sequence[T], args: Args, default: int = 100) -> tuple[list[T], str]:
    """Return the page that was asked for and the cursor of the next one ("" when there is none)."""
    limit = args.number("limit", default)
    if not 0 < limit <= MOST_ITEMS:
        raise ApiError("invalid_limit")
    start = _position(args.text("cursor"))
    following = start + limit
    return list(items[start:following]), _cursor(following) if following < len(items) else ""


def paged(name: str, items: Sequence[Any], cursor: str) -> dict[str, Any]:
    """Return the answer for one page."""
    return {name: items, "response_metadata": {"next_cursor": cursor}}


def _cursor(position: int) -> str:
    return base64.b64encode(f"next:{position}".encode()).decode()


def _position(cursor: str) -> int:
    if not cursor:
        return 0
    try:
        word, _, position = base64.b64decode(cursor, validate=True).decode().partition(":")
        if word != "next":
            raise ApiError("invalid_cursor")
        return int(position)
    except (binascii.Error, UnicodeDecodeError, ValueError) as problem:
        raise ApiError("invalid_cursor") from problem
