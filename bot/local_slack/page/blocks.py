"""Block Kit shown on the page: one small function for each kind of block."""

from collections.abc import Callable, Sequence
from typing import Any

from nicegui import ui

from bot.local_slack.page import choices, controls, fields
from bot.local_slack.page.richtext import rich_text_html
from bot.local_slack.page.surface import Json, Surface
from bot.local_slack.page.tables import DataTable, render_chart, render_table
from bot.local_slack.page.text import plain, rich
from bot.local_slack.page.widgets import button, tag
from bot.local_slack.text import markdown
from bot.local_slack.text.shown import is_safe_link

# Slack folds long texts of messages unless a block says `expand`, but not where; it is about here.
LONG_TEXT = 700
LONG_LINES = 10
ALERT_ICONS = {
    "info": "info",
    "warning": "warning_amber",
    "error": "error_outline",
    "success": "check_circle_outline",
}
TASK_ICONS = {
    "pending": "radio_button_unchecked",
    "in_progress": "autorenew",
    "complete": "check_circle",
    "error": "error_outline",
}


def render_blocks(surface: Surface, blocks: Sequence[Json]) -> None:
    """Show blocks one under another."""
    for block in blocks:
        render_block(surface, block)


def render_block(surface: Surface, block: Json, error: str = "") -> None:
    """Show one block; `error` is the sentence under an input that was refused."""
    if block["type"] == "input":
        _input(surface, block, error)
        return
    shown = RENDERERS.get(block["type"])
    with tag("div", f"bk bk-{block['type'].replace('_', '-')}"):
        if shown is None:
            tag("p", "muted", f"A block of the kind “{block['type']}” cannot be shown here yet.")
        else:
            shown(surface, block)
        if error:
            tag("p", "field-error", error, role="alert")


def render_element(surface: Surface, block: Json, element: Json, label: str = "") -> None:
    """Show an interactive element or image outside an input block: using it tells the app at once."""
    block_id = str(block.get("block_id", ""))
    kind = element["type"]
    name = label or plain(element, "placeholder") or plain(block, "text") or kind.replace("_", " ")
    naming = fields.Naming(name)
    state = surface.state(block_id, str(element.get("action_id", "")))

    async def act(value: Any) -> None:
        await controls.press(surface, block_id, element, value)

    async def remember(value: Any) -> None:
        await surface.change(block_id, element, value)

    if kind in ("button", "workflow_button"):
        controls.render_button(surface, block_id, element)
    elif kind == "icon_button":
        controls.render_icon_button(surface, block_id, element)
    elif kind == "feedback_buttons":
        controls.render_feedback(surface, block_id, element)
    elif kind == "overflow":
        controls.render_overflow(surface, block_id, element)
    elif kind == "image":
        _picture(surface, element, "thumbnail")
    elif kind.endswith("_select"):
        choices.render_select(surface, element, state, naming, act)
    elif kind in ("checkboxes", "radio_buttons"):
        choices.render_choices(surface, element, state, naming, act)
    elif kind in fields.PICKERS:
        fields.render_picker(surface, element, state, naming, act)
    elif kind in fields.TEXT_TYPES:
        fields.render_text(element, state, naming, change=remember, enter=act)
    else:
        tag("span", "muted", f"An element of the kind “{kind}” cannot be shown here yet.")


def _input(surface: Surface, block: Json, error: str) -> None:
    element, label = block["element"], plain(block, "label")
    block_id, kind = str(block.get("block_id", "")), element["type"]
    state = surface.state(block_id, str(element.get("action_id", "")))

    async def change(value: Any) -> None:
        await surface.change(block_id, element, value)
        if block.get("dispatch_action") and kind not in fields.TEXT_TYPES:
            await surface.act(block_id, element, value)

    async def enter(value: Any) -> None:
        if block.get("dispatch_action"):
            await surface.act(block_id, element, value)

    with tag("div", f"bk bk-input {'refused' if error else ''}") as place:
        said = {"error": error, "hint": plain(block, "hint")}
        ids = {name: f"{place.html_id}-{name}" for name, text in said.items() if text}
        is_required = not block.get("optional")
        naming = fields.Naming(label, " ".join(ids.values()), is_refused=bool(error), is_required=is_required)
        with tag("div", "field-label", label):
            if not is_required:
                tag("span", "muted", " (optional)")
        if kind.endswith("_select"):
            choices.render_select(surface, element, state, naming, change)
        elif kind in ("checkboxes", "radio_buttons"):
            choices.render_choices(surface, element, state, naming, change)
        elif kind in fields.PICKERS:
            fields.render_picker(surface, element, state, naming, change)
        elif kind == "file_input":
            fields.render_files(element, naming, change)
        else:
            fields.render_text(element, state, naming, change=change, enter=enter)
        if error:
            tag("p", "field-error", error, role="alert", id=ids["error"])
        if said["hint"]:
            tag("p", "field-hint", said["hint"], id=ids["hint"])


def _header(surface: Surface, block: Json) -> None:
    del surface
    tag("h3", "bk-heading", plain(block, "text"))


def _section(surface: Surface, block: Json) -> None:
    with tag("div", "section-text"):
        if block.get("text"):
            is_long = len(block["text"]["text"]) > LONG_TEXT or block["text"]["text"].count("\n") > LONG_LINES
            if surface.folds and is_long and not block.get("expand"):
                _folded(surface, block["text"])
            else:
                rich(block["text"], surface.names)
        if block.get("fields"):
            with tag("div", "section-fields"):
                for field in block["fields"]:
                    rich(field, surface.names)
    if block.get("accessory"):
        with tag("div", "section-accessory"):
            render_element(surface, block, block["accessory"])


def _folded(surface: Surface, text: Json) -> None:
    """Show the first lines of a text, and the rest when it is asked for."""
    with tag("div", "folded") as shown:
        rich(text, surface.names)

    def unfold() -> None:
        is_open = "folded" not in shown.classes
        shown.classes(toggle="folded")
        more.set_text("See more" if is_open else "See less")
        more.props["aria-expanded"] = str(not is_open).lower()

    more = button("See more", unfold, "see-more", aria_expanded="false")


def _context(surface: Surface, block: Json) -> None:
    for element in block.get("elements", []):
        if element["type"] == "image":
            _picture(surface, element, "inline-picture")
        else:
            rich(element, surface.names)


def _elements(surface: Surface, block: Json) -> None:
    for element in block.get("elements", []):
        render_element(surface, block, element)


def _divider(surface: Surface, block: Json) -> None:
    del surface, block
    tag("hr")


def _image(surface: Surface, block: Json) -> None:
    with tag("figure", "picture"):
        if block.get("title"):
            tag("figcaption", "", plain(block, "title"))
        _picture(surface, block, "")


def _picture(surface: Surface, image: Json, classes: str) -> None:
    file = image.get("slack_file") or {}
    url = image.get("image_url") or file.get("url") or surface.picture(str(file.get("id", "")))
    source = url if is_safe_link(url) or str(url).startswith("data:image/") else None
    tag(
        "img",
        classes,
        src=source,
        alt=image.get("alt_text", ""),
        loading="lazy",
        referrerpolicy="no-referrer",
    )


def _rich_text(surface: Surface, block: Json) -> None:
    ui.html(rich_text_html(block, surface.names), sanitize=False).classes("mrkdwn rich-text")


def _markdown(surface: Surface, block: Json) -> None:
    del surface
    # The converter escapes raw HTML, so the result is already safe.
    ui.html(markdown.to_html(block["text"]), sanitize=False).classes("markdown")


def _chart(surface: Surface, block: Json) -> None:
    del surface
    render_chart(block)


def _alert(surface: Surface, block: Json) -> None:
    level = block.get("level", "default")
    with tag("div", f"alert alert-{level if level in ALERT_ICONS else 'default'}", role="note"):
        ui.icon(ALERT_ICONS.get(level, "notifications_none"))
        rich(block["text"], surface.names)


def _card(surface: Surface, block: Json) -> None:
    with tag("article", "card"):
        if block.get("hero_image"):
            _picture(surface, block["hero_image"], "hero")
        for key, classes in (("title", "card-title"), ("subtitle", "muted"), ("body", "")):
            if block.get(key):
                rich(block[key], surface.names, classes)
        if block.get("actions"):
            with tag("div", "bk-actions"):
                for element in block["actions"]:
                    render_element(surface, block, element)


def _carousel(surface: Surface, block: Json) -> None:
    with tag("div", "carousel", tabindex=0, role="region", aria_label="Cards"):
        for card in block.get("elements", []):
            _card(surface, {**card, "block_id": card.get("block_id") or block.get("block_id", "")})


def _container(surface: Surface, block: Json) -> None:
    folded = block.get("is_collapsible") and block.get("default_collapsed")
    with tag("details", "container", open=None if folded else True):
        with tag("summary"):
            if block.get("rich_text_title"):
                _rich_text(surface, block["rich_text_title"])
            else:
                tag("strong", "", plain(block, "title"))
            if block.get("subtitle"):
                tag("span", "muted", plain(block, "subtitle"))
        render_blocks(surface, block.get("child_blocks", []))


def _task(surface: Surface, block: Json) -> None:
    status = block.get("status", "pending")
    with tag("div", f"task task-{status}"):
        ui.icon(TASK_ICONS.get(status, "help_outline"))
        with tag("div"):
            tag("strong", "", plain(block, "title"))
            tag("span", "screen-reader", f" ({status.replace('_', ' ')})")
            for key in ("details", "output"):
                if block.get(key):
                    _rich_text(surface, block[key])


def _plan(surface: Surface, block: Json) -> None:
    tag("h3", "bk-heading", plain(block, "title"))
    for task in block.get("tasks", []):
        _task(surface, task)


def _video(surface: Surface, block: Json) -> None:
    del surface
    url = block.get("title_url") or block.get("video_url") or ""
    with tag("article", "card"):
        link = {"href": url, "target": "_blank", "rel": "noopener noreferrer"} if is_safe_link(url) else {}
        tag("a" if link else "strong", "card-title", plain(block, "title"), **link)
        tag("span", "muted", plain(block, "description"))


RENDERERS: dict[str, Callable[[Surface, Json], object]] = {
    "header": _header,
    "section": _section,
    "context": _context,
    "actions": _elements,
    "context_actions": _elements,
    "divider": _divider,
    "image": _image,
    "rich_text": _rich_text,
    "markdown": _markdown,
    "table": render_table,
    "data_table": DataTable,
    "data_visualization": _chart,
    "alert": _alert,
    "card": _card,
    "carousel": _carousel,
    "container": _container,
    "task_card": _task,
    "plan": _plan,
    "video": _video,
}
