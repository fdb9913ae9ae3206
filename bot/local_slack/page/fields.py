"""Inputs that are typed or picked: text of every kind, dates, times and files."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from nicegui import events, ui

from bot.local_slack.page.surface import Json, Surface
from bot.local_slack.page.text import plain
from bot.local_slack.page.widgets import button, tag

Change = Callable[[Any], Awaitable[None]]


@dataclass(frozen=True)
class Naming:
    """What a screen reader says about an input: its label, the ids of what describes it, and its state."""

    label: str
    described_by: str = ""
    is_refused: bool = False
    is_required: bool = False

    @property
    def name(self) -> dict[str, str]:
        """Return the attributes that say what it is, which every element may have."""
        described = {"aria-describedby": self.described_by} if self.described_by else {}
        return {"aria-label": self.label, **described}

    @property
    def status(self) -> dict[str, str]:
        """Return the attributes that only a field or a group of radio buttons may have."""
        known = {"aria-invalid": self.is_refused, "aria-required": self.is_required}
        return {name: "true" for name, is_true in known.items() if is_true}


TEXT_TYPES = {
    "plain_text_input": "text",
    "email_text_input": "email",
    "url_text_input": "url",
    "number_input": "text",
    "rich_text_input": "text",
}
PICKERS = {
    "datepicker": ("date", "date"),
    "timepicker": ("time", "time"),
    "datetimepicker": ("datetime-local", "date_time"),
}


def render_text(element: Json, state: Json, naming: Naming, *, change: Change, enter: Change) -> None:
    """Show a text input; `change` gets every edit, `enter` the text when the person presses Enter."""
    kind = element["type"]
    multiline = bool(element.get("multiline")) or kind == "rich_text_input"
    initial = state["value"] if "value" in state else element.get("initial_value")
    if kind == "rich_text_input":
        initial = plain_of_rich_text(state.get("rich_text_value") or element.get("initial_value"))

    async def changed(event: events.ValueChangeEventArguments[str | None]) -> None:
        await change(event.value or None)

    field = (ui.textarea if multiline else ui.input)(value=initial or "", on_change=changed)
    field.classes("field-input").props("outlined dense hide-bottom-space")
    field.props["type"] = "textarea" if multiline else TEXT_TYPES[kind]
    field.props.update({**naming.name, **naming.status})
    field.props["placeholder"] = plain(element, "placeholder")
    if element.get("max_length"):
        field.props["maxlength"] = element["max_length"]
    if kind == "number_input":
        field.props["inputmode"] = "decimal" if element.get("is_decimal_allowed") else "numeric"
    if element.get("focus_on_load"):
        field.props("autofocus")
    if not multiline:
        field.on("keydown.enter.prevent", lambda: enter(field.value or None), args=[])


def plain_of_rich_text(block: Json | None) -> str:
    """Return the letters of a rich_text value, so that it can be edited text."""
    if not block:
        return ""
    return "\n".join(
        "".join(part.get("text", "") for part in section.get("elements", []))
        for section in block.get("elements", [])
    )


def render_picker(surface: Surface, element: Json, state: Json, naming: Naming, change: Change) -> None:
    """Show a date, time or moment picker with the browser's own control, in the person's time zone."""
    input_type, noun = PICKERS[element["type"]]
    key = f"selected_{noun}"
    value = state[key] if key in state else element.get(f"initial_{noun}")
    zone = ZoneInfo(surface.timezone)
    if element["type"] == "datetimepicker" and value:
        value = datetime.fromtimestamp(int(value), zone).strftime("%Y-%m-%dT%H:%M")

    async def changed(event: events.ValueChangeEventArguments[str | None]) -> None:
        picked: Any = event.value or None
        if picked and element["type"] == "datetimepicker":
            picked = int(datetime.fromisoformat(picked).replace(tzinfo=zone).timestamp())
        await change(picked)

    field = ui.input(value=value or "", on_change=changed).classes("picker")
    field.props("outlined dense hide-bottom-space")
    field.props["type"] = input_type
    field.props.update({**naming.name, **naming.status})


def render_files(element: Json, naming: Naming, change: Change) -> None:
    """Show a file input; the app is told the files' names, kinds and sizes, their content is not kept."""
    kept: list[dict[str, Any]] = []
    limit = int(element.get("max_files", 10))

    async def received(event: events.UploadEventArguments) -> None:
        kept.append({"name": event.file.name, "mimetype": event.file.content_type, "size": event.file.size()})
        del kept[:-limit]
        names.text = ", ".join(file["name"] for file in kept)
        await change(list(kept))

    upload = ui.upload(on_upload=received, multiple=limit > 1, auto_upload=True).classes("hidden-upload")
    if element.get("filetypes"):
        upload.props["accept"] = ",".join(f".{kind}" for kind in element["filetypes"])
    with tag("div", "files"):
        choose = button("Choose a file", lambda: upload.run_method("pickFiles"))
        choose.props.update(naming.name)
        names = tag("span", "muted", "No file chosen")
