"""How each block and element reads in a terminal."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.rule import Rule
from rich.text import Text

from bot.local_slack.terminal.render.pieces import (
    Flow,
    Json,
    clean,
    columns,
    emoji_of,
    grid_table,
    initial_options,
    initial_texts,
    line,
    offered_options,
    rich_words,
    stretches,
)
from bot.local_slack.text.shown import Names, to_text

_TASKS = {"pending": "○", "in_progress": "◐", "complete": "✓", "error": "✗"}
_ALERTS = {"warning": "⚠ ", "error": "✗ ", "success": "✓ "}
_WITH_OPTIONS = ("static_select", "multi_static_select", "radio_buttons", "checkboxes", "overflow")
_TIGHT_AFTER = ("header", "divider")
_TIGHT_BEFORE = ("divider", "context", "context_actions")
_PROMPTS = {
    "users_select": "choose a person",
    "channels_select": "choose a channel",
    "conversations_select": "choose a conversation",
    "external_select": "search and choose",
    "datepicker": "pick a date, YYYY-MM-DD",
    "timepicker": "pick a time, HH:MM",
    "datetimepicker": "pick a date and time, YYYY-MM-DD HH:MM",
    "rich_text_input": "write a text",
}


@dataclass(frozen=True)
class Choice:
    """Something one can choose by its number; `value` is None when the element still has to ask for it."""

    number: int
    label: str
    action_id: str
    block_id: str
    kind: str
    value: str | None = None
    url: str | None = None
    confirm: Json | None = None

    @property
    def multiple(self) -> bool:
        """Whether several values of this element can be chosen together."""
        return self.kind == "checkboxes" or self.kind.startswith("multi_")

    @property
    def asks(self) -> bool:
        """Whether the person has to type what is chosen: a name, a date, a search."""
        return self.kind.removeprefix("multi_") in _PROMPTS


class Page:
    """Turns blocks into what Rich can print, and collects what can be chosen on the way."""

    def __init__(self, names: Names, first: int = 1) -> None:
        self.names = names
        self.first = first
        self.choices: list[Choice] = []
        self._block_id = ""

    def blocks(self, blocks: Iterable[Json]) -> Iterator[RenderableType]:
        """The blocks in their order; a kind that is not known here is named."""
        before = None
        for block in blocks:
            if before and before not in _TIGHT_AFTER and block["type"] not in _TIGHT_BEFORE:
                yield Text()
            before = block["type"]
            self._block_id = block.get("block_id", "")
            yield from getattr(self, f"_show_{before}", self._show_other)(block)

    def _show_other(self, block: Json) -> Iterator[RenderableType]:
        yield Text(f"[{clean(block['type'])}]", "dim")

    # --- text

    def _plain(self, text: Json) -> str:
        """A text object as one string."""
        if text["type"] == "mrkdwn":
            return clean(to_text(text["text"], self.names, verbatim=text.get("verbatim", False))).rstrip("\n")
        return clean(re.sub(r":([a-z0-9_+'-]+):", emoji_of, text["text"]))

    def paragraphs(self, text: str, *, narrow: bool = False) -> Iterator[RenderableType]:
        """Mrkdwn with wrapped paragraphs, hanging list items, and code and bars kept on their lines."""
        for span_text, kept in stretches(text, self.names):
            for row in span_text.rstrip("\n").split("\n"):
                yield line(clean(row), kept=kept, narrow=narrow)

    def _text(self, text: Json, *, narrow: bool = False) -> Iterator[RenderableType]:
        if text["type"] == "mrkdwn":
            yield from self.paragraphs(text["text"], narrow=narrow)
        else:
            yield from (line(row, narrow=narrow) for row in self._plain(text).split("\n"))

    # --- things to choose

    def _choose(self, element: Json, label: str, value: str | None = None, **more: Any) -> str:
        choice = Choice(
            number=self.first + len(self.choices),
            label=label,
            action_id=element.get("action_id", ""),
            block_id=self._block_id,
            kind=element["type"],
            value=value,
            confirm=element.get("confirm"),
            **more,
        )
        self.choices.append(choice)
        return f"[{choice.number}] {label}"

    def _element(self, element: Json) -> str:
        """An interactive element on one line."""
        kind = element["type"]
        if kind == "image":
            return f"[image: {clean(element['alt_text'])}]"
        if kind in ("button", "workflow_button", "icon_button"):
            url = element.get("url")
            shown = self._choose(element, self._plain(element["text"]), element.get("value"), url=url)
            return f"{shown} ({clean(url)})" if url else shown
        if kind == "feedback_buttons":
            sides = (element["positive_button"], element["negative_button"])
            return "  ".join(
                self._choose(element, self._plain(side["text"]), side["value"]) for side in sides
            )
        if kind in _WITH_OPTIONS:
            return self._options(element)
        placeholder = self._plain(element["placeholder"]) if "placeholder" in element else ""
        return self._choose(element, placeholder or _PROMPTS[kind.removeprefix("multi_")])

    def _options(self, element: Json) -> str:
        shown = []
        chosen = [option["value"] for option in initial_options(element)]
        for option in offered_options(element):
            mark = " ✓" if option["value"] in chosen else ""
            label = self._plain(option["text"])
            shown.append(self._choose(element, label, option["value"], url=option.get("url")) + mark)
        lead = f"{self._plain(element['placeholder'])}: " if "placeholder" in element else ""
        return lead + "  ".join(shown)

    # --- blocks

    def _show_header(self, block: Json) -> Iterator[RenderableType]:
        yield Text(self._plain(block["text"]), "bold")

    def _show_section(self, block: Json) -> Iterator[RenderableType]:
        if "text" in block:
            yield from self._text(block["text"])
        if "fields" in block:
            yield columns([Group(*self._text(field, narrow=True)) for field in block["fields"]])
        if "accessory" in block:
            yield Text(self._element(block["accessory"]), "cyan")

    def _show_divider(self, _: Json) -> Iterator[RenderableType]:
        yield Rule(characters="─", style="dim")

    def _show_context(self, block: Json) -> Iterator[RenderableType]:
        parts = [
            self._element(part) if part["type"] == "image" else self._plain(part)
            for part in block["elements"]
        ]
        yield Flow(parts, "dim")

    def _show_actions(self, block: Json) -> Iterator[RenderableType]:
        yield Flow([self._element(element) for element in block["elements"]], "cyan")

    _show_context_actions = _show_actions

    def _show_image(self, block: Json) -> Iterator[RenderableType]:
        if "title" in block:
            yield Text(self._plain(block["title"]), "bold")
        yield Text(f"[image: {clean(block['alt_text'])}]")

    def _show_input(self, block: Json) -> Iterator[RenderableType]:
        optional = " (optional)" if block.get("optional") else ""
        given = ", ".join(initial_texts(block["element"], self.names))
        yield Text(f"{self._plain(block['label'])}{optional}: {clean(given)}")
        if "hint" in block:
            yield Padding(Text(self._plain(block["hint"]), "dim"), (0, 0, 0, 2))

    def _show_markdown(self, block: Json) -> Iterator[RenderableType]:
        yield from (line(clean(row)) for row in block["text"].split("\n"))

    def _show_video(self, block: Json) -> Iterator[RenderableType]:
        yield Text(
            f"[video: {self._plain(block['title'])}] {clean(block.get('title_url') or block['video_url'])}"
        )

    def _show_file(self, block: Json) -> Iterator[RenderableType]:
        yield Text(f"[file: {clean(block['external_id'])}]")

    def _show_alert(self, block: Json) -> Iterator[RenderableType]:
        yield Text(_ALERTS.get(block.get("level", ""), "") + self._plain(block["text"]), "bold")

    def _show_rich_text(self, block: Json) -> Iterator[RenderableType]:
        for part in block["elements"]:
            yield from self._rich_part(part)

    def _rich_part(self, part: Json) -> Iterator[RenderableType]:
        match part["type"]:
            case "rich_text_list":
                indent = "  " * part.get("indent", 0)
                for number, item in enumerate(part["elements"], part.get("offset", 0) + 1):
                    mark = f"{number}. " if part["style"] == "ordered" else "• "
                    yield line(f"{indent}{mark}{rich_words(item['elements'], self.names)}")
            case "rich_text_preformatted":
                yield from (
                    line(row, kept=True) for row in rich_words(part["elements"], self.names).split("\n")
                )
            case "rich_text_quote":
                yield from (line(f"│ {row}") for row in rich_words(part["elements"], self.names).split("\n"))
            case _:
                yield from (
                    line(row) for row in rich_words(part["elements"], self.names).rstrip("\n").split("\n")
                )

    def _show_table(self, block: Json) -> Iterator[RenderableType]:
        if "caption" in block:
            yield Text(clean(block["caption"]), "bold")
        settings = block.get("column_settings", [])
        rows = [[self._cell(cell) for cell in row] for row in block["rows"]]
        yield grid_table(rows, [(column or {}).get("align", "left") for column in settings])

    _show_data_table = _show_table

    def _cell(self, cell: Json) -> str:
        if cell["type"] == "rich_text":
            return "\n".join(rich_words(part["elements"], self.names) for part in cell["elements"])
        return clean(str(cell.get("text") or cell.get("value", "")))

    def _show_data_visualization(self, block: Json) -> Iterator[RenderableType]:
        yield Text(clean(block["title"]), "bold")
        chart = block["chart"]
        if chart["type"] == "pie":
            rows = [["", "value"], *([part["label"], f"{part['value']:g}"] for part in chart["segments"])]
        else:
            points = [{point["label"]: point["value"] for point in one["data"]} for one in chart["series"]]
            rows = [["", *(one["name"] for one in chart["series"])]]
            for category in chart["axis_config"]["categories"]:
                rows.append([category, *(f"{series[category]:g}" for series in points)])
        yield grid_table(
            [[clean(cell) for cell in row] for row in rows], ["left", *["right"] * (len(rows[0]) - 1)]
        )

    def _show_card(self, block: Json) -> Iterator[RenderableType]:
        for name, style in (("title", "bold"), ("subtitle", "dim"), ("body", ""), ("subtext", "dim")):
            if name in block:
                yield Text(self._plain(block[name]), style)
        if block.get("actions"):
            yield Flow([self._element(button) for button in block["actions"]], "cyan")

    def _show_carousel(self, block: Json) -> Iterator[RenderableType]:
        for card in block["elements"]:
            yield from self.blocks([{**card, "block_id": card.get("block_id", block.get("block_id", ""))}])

    def _show_container(self, block: Json) -> Iterator[RenderableType]:
        if "title" in block:
            yield Text(self._plain(block["title"]), "bold")
        for name in ("rich_text_title", "subtitle"):
            if name in block:
                yield from (
                    self._show_rich_text(block[name])
                    if name == "rich_text_title"
                    else self._text(block[name])
                )
        yield from (Padding(part, (0, 0, 0, 2)) for part in self.blocks(block["child_blocks"]))

    def _show_plan(self, block: Json) -> Iterator[RenderableType]:
        yield Text(clean(block["title"]), "bold")
        for task in block["tasks"]:
            yield from (Padding(part, (0, 0, 0, 2)) for part in self._show_task_card(task))

    def _show_task_card(self, block: Json) -> Iterator[RenderableType]:
        yield Text(f"{_TASKS[block['status']]} {clean(block['title'])}")
        for name in ("details", "output"):
            if name in block:
                yield from (Padding(part, (0, 0, 0, 2)) for part in self._show_rich_text(block[name]))
        for source in block.get("sources", ()):
            yield Text(f"  {clean(source['text'])} ({clean(source['url'])})", "dim")
