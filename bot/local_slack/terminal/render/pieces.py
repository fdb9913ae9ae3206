"""The small pieces readable text is made of: lines that wrap well, columns, tables, rich text as words."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from rich import box
from rich.cells import cell_len
from rich.console import Console, ConsoleOptions, RenderableType
from rich.table import Table
from rich.text import Text

from bot.local_slack.text import mrkdwn
from bot.local_slack.text.shown import Names, text_of

Json = dict[str, Any]

_BAR = re.compile(r"[─-╿▀-◿]{3}")
_LIST_ITEM = re.compile(r"(\s*(?:[•◦▪▸│-]|\d{1,2}[.)])\s+)(?=\S)")
_CONTROLS = {code: None for code in (*range(32), *range(127, 160)) if chr(code) not in "\n\t"}
_ALIGNS: dict[str, Any] = {"left": "left", "center": "center", "right": "right"}


def clean(text: str) -> str:
    """Text without the control characters that a terminal would obey."""
    return text.translate(_CONTROLS)


def emoji_of(found: re.Match[str]) -> str:
    """For `re.sub`: the character for an emoji's name, or what stood there."""
    return mrkdwn.emoji(found[1]) or found[0]


def line(text: str, style: str = "", *, kept: bool = False, narrow: bool = False) -> RenderableType:
    """One line that wraps at words, list items under their text; bars, code and addresses stay in one piece.

    In a `narrow` place, where what is too long would be cut off, everything wraps.
    """
    if narrow or not (kept or _BAR.search(text)):
        if item := _LIST_ITEM.match(text):
            return _hanging(item[1], text[item.end() :])
        return Words(text, style) if "://" in text and not narrow else Text(text, style, overflow="fold")
    return Text(text, style, no_wrap=True, overflow="ignore")


def _hanging(mark: str, text: str) -> RenderableType:
    grid = Table.grid()
    grid.add_column(no_wrap=True)
    grid.add_column(overflow="fold")
    grid.add_row(Text(mark), Text(text))
    return grid


def stretches(text: str, names: Names) -> Iterator[tuple[str, bool]]:
    """Mrkdwn as text in stretches; True for code blocks, whose lines are kept as they are."""
    running = ""
    for span in mrkdwn.parse(text):
        if span.kind != "pre":
            running += text_of(span, names)
            continue
        if running.strip("\n"):
            yield running, False
        running = ""
        yield text_of(span, names), True
    if running.strip("\n"):
        yield running, False


@dataclass(frozen=True)
class Words:
    """A line that wraps between words only, so that an address can be copied."""

    text: str
    style: str = ""

    def __rich_console__(self, _: Console, options: ConsoleOptions) -> Iterator[Text]:
        for row in _rows(self.text.split(" "), " ", options.max_width):
            yield Text(row, self.style, no_wrap=True, overflow="ignore")


@dataclass(frozen=True)
class Flow:
    """Short pieces side by side; one that does not fit starts the next line."""

    pieces: Sequence[str]
    style: str

    def __rich_console__(self, _: Console, options: ConsoleOptions) -> Iterator[RenderableType]:
        for row in _rows(self.pieces, "  ", options.max_width):
            yield line(row, self.style)


def _rows(pieces: Sequence[str], gap: str, width: int) -> Iterator[str]:
    row = ""
    for piece in pieces:
        longer = f"{row}{gap}{piece}" if row else piece
        if row and cell_len(longer) > width:
            yield row
            longer = piece
        row = longer
    yield row


def columns(cells: Sequence[RenderableType]) -> RenderableType:
    """Two columns of equal width, filled row by row."""
    grid = Table.grid(padding=(0, 2, 0, 0), expand=True)
    grid.add_column(ratio=1, overflow="fold")
    grid.add_column(ratio=1, overflow="fold")
    for left in range(0, len(cells), 2):
        grid.add_row(*cells[left : left + 2])
    return grid


def grid_table(rows: Sequence[Sequence[str]], aligns: Sequence[str]) -> Table:
    """A table whose first row is its head; columns without an alignment are left-aligned."""
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False)
    for index in range(max(map(len, rows))):
        head = rows[0][index] if index < len(rows[0]) else ""
        table.add_column(Text(head), justify=_ALIGNS[aligns[index]] if index < len(aligns) else "left")
    for row in rows[1:]:
        table.add_row(*map(Text, row))
    return table


def offered_options(element: Json) -> list[Json]:
    """Every option of a menu, with or without groups."""
    groups = element.get("option_groups", [])
    return [*element.get("options", []), *(option for group in groups for option in group["options"])]


def initial_options(element: Json) -> list[Json]:
    """The options that are chosen from the start."""
    one = element.get("initial_option")
    return [one] if one else element.get("initial_options", [])


def initial_texts(element: Json, names: Names) -> list[str]:
    """What an input holds from the start, as a person reads it."""
    texts = [option["text"]["text"] for option in initial_options(element)]
    for name in ("user", "channel", "conversation"):
        ids = (
            [element[f"initial_{name}"]]
            if f"initial_{name}" in element
            else element.get(f"initial_{name}s", [])
        )
        texts += [names(given) or given for given in ids]
    texts += [element[key] for key in ("initial_date", "initial_time") if key in element]
    if "initial_date_time" in element:
        texts.append(f"{datetime.fromtimestamp(element['initial_date_time'], UTC):%Y-%m-%d %H:%M}")
    if "initial_value" in element:
        value = element["initial_value"]
        texts.append(value if isinstance(value, str) else rich_text_words(value, names))
    return texts


def rich_text_words(block: Json, names: Names) -> str:
    """A whole rich_text block as text, without layout."""
    parts = []
    for part in block["elements"]:
        items = (
            [item["elements"] for item in part["elements"]]
            if part["type"] == "rich_text_list"
            else [part["elements"]]
        )
        parts += [rich_words(item, names) for item in items]
    return "\n".join(parts)


def rich_words(elements: Sequence[Json], names: Names) -> str:
    """The inline elements of rich text as one string."""
    return "".join(clean(_rich_word(element, names)) for element in elements)


def _rich_word(element: Json, names: Names) -> str:
    kind = element["type"]
    if kind == "text":
        return str(element["text"])
    if kind == "emoji":
        return mrkdwn.emoji(element["name"]) or f":{element['name']}:"
    if kind == "date":
        span = mrkdwn.Span("date", element.get("fallback", ""), f"{element['timestamp']}^{element['format']}")
    elif kind == "link":
        span = mrkdwn.Span("link", element.get("text", ""), element["url"])
    elif kind == "channel":
        span = mrkdwn.Span("channel", target=element["channel_id"])
    elif kind == "broadcast":
        span = mrkdwn.Span("here", element["range"])
    else:
        target = element.get("user_id") or element.get("usergroup_id") or element.get("team_id")
        span = mrkdwn.Span("user", target=target) if target else mrkdwn.Span("text", element.get("value", ""))
    return text_of(span, names)
