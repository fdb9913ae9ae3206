"""Messages, modals and Home tabs as readable terminal text; what can be chosen has a number."""

import io
from collections.abc import Iterable, Sequence

from rich.console import Console, Group, RenderableType
from rich.text import Text

from bot.local_slack.terminal.render.blocks import Choice, Page
from bot.local_slack.terminal.render.pieces import Json, clean
from bot.local_slack.text.shown import Names

__all__ = ["Choice", "choices", "message", "view"]


def message(
    blocks: Sequence[Json] | None,
    text: str,
    names: Names,
    *,
    width: int = 80,
    styled: bool = False,
    first: int = 1,
) -> str:
    """A whole message: its blocks, or its text when it has none.

    `styled` adds terminal colours; `first` is the number of the first thing that can be chosen.
    """
    page = Page(names, first)
    return _print(page.blocks(blocks) if blocks else page.paragraphs(text), width, styled)


def view(content: Json, names: Names, *, width: int = 80, styled: bool = False, first: int = 1) -> str:
    """A modal or a Home tab, with the modal's title above."""
    page = Page(names, first)
    title = [Text(clean(content["title"]["text"]), "bold")] if content.get("title") else []
    return _print([*title, *page.blocks(content["blocks"])], width, styled)


def choices(blocks: Iterable[Json] | None, *, first: int = 1) -> list[Choice]:
    """What can be chosen in these blocks, numbered as the text shows it."""
    page = Page(lambda _: None, first)
    list(page.blocks(blocks or ()))
    return page.choices


def _print(parts: Iterable[RenderableType], width: int, styled: bool) -> str:
    out = io.StringIO()
    console = Console(
        file=out,
        width=width,
        color_system="standard" if styled else None,
        force_terminal=styled,
        no_color=False,
        legacy_windows=False,
    )
    console.print(Group(*parts), crop=False)
    return "\n".join(line.rstrip() for line in out.getvalue().rstrip("\n").split("\n"))
