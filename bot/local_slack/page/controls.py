"""Buttons, overflow menus and the confirm dialog: elements that act at once when they are pressed."""

from functools import partial
from typing import Any

from nicegui import ui

from bot.local_slack.page.surface import Json, Surface
from bot.local_slack.page.text import plain
from bot.local_slack.page.widgets import Handler, button, icon_button, tag
from bot.local_slack.text.shown import is_safe_link

BUTTON_STYLES = {"primary": "primary", "danger": "danger"}


async def confirmed(confirm: Json | None) -> bool:
    """Ask the question of a confirm object; True when there is none or the person agrees."""
    if not confirm:
        return True
    with (
        ui.dialog() as dialog,
        tag("div", "dialog confirm", tabindex=-1),
    ):
        dialog.props["role"] = "alertdialog"
        dialog.props["aria-label"] = plain(confirm, "title")
        tag("h2", "dialog-title", plain(confirm, "title"))
        tag("p", "", plain(confirm, "text"))
        with tag("div", "dialog-actions"):
            button(plain(confirm, "deny") or "Cancel", lambda: dialog.submit(False))
            style = "danger" if confirm.get("style") == "danger" else "primary"
            button(plain(confirm, "confirm") or "Confirm", lambda: dialog.submit(True), style, autofocus=True)
    agreed = await dialog
    dialog.delete()
    return bool(agreed)


async def press(surface: Surface, block_id: str, element: Json, value: Any = None) -> None:
    """Act on an element after its confirm dialog, if it has one, was agreed to."""
    if await confirmed(element.get("confirm")):
        await surface.act(block_id, element, value)


def render_button(surface: Surface, block_id: str, element: Json) -> None:
    """Show a button; one with a web address opens it in a new tab and still tells the app."""
    style = BUTTON_STYLES.get(element.get("style", ""), "")
    label = plain(element, "text")
    aria_label = element.get("accessibility_label")

    async def pressed() -> None:
        await press(surface, block_id, element)

    if is_safe_link(element.get("url") or ""):
        attributes = {"href": element["url"], "target": "_blank", "rel": "noopener noreferrer"}
        link = tag("a", f"button {style}", label, aria_label=aria_label, **attributes)
        link.on("click", pressed, args=[])
        with link:
            ui.icon("open_in_new").classes("trailing")
    else:
        button(label, pressed, style, aria_label=aria_label)


def render_icon_button(surface: Surface, block_id: str, element: Json) -> None:
    """Show an icon button of a context_actions block; the only icon Slack has is a bin."""
    label = element.get("accessibility_label") or plain(element, "text") or "Delete"

    async def pressed() -> None:
        await press(surface, block_id, element)

    icon_button("delete_outline", label, pressed, "quiet")


def render_feedback(surface: Surface, block_id: str, element: Json) -> None:
    """Show the pair of thumbs of a feedback_buttons element."""
    for key, icon in (("positive_button", "thumb_up_off_alt"), ("negative_button", "thumb_down_off_alt")):
        choice = element.get(key) or {}

        async def pressed(choice: Json = choice) -> None:
            await surface.act(block_id, element, choice.get("value"))

        label = choice.get("accessibility_label") or plain(choice, "text")
        icon_button(icon, label, pressed, "quiet")


def render_overflow(surface: Surface, block_id: str, element: Json) -> None:
    """Show the three dots with a menu of options."""
    with menu_button("more_horiz", "More options", "bordered"):
        for option in element.get("options", []):
            choose = partial(press, surface, block_id, element, option["value"])
            render_menu_item(choose, plain(option, "text"), plain(option, "description"))


def menu_button(icon: str, label: str, classes: str = "") -> ui.menu:
    """Show an icon button that opens a menu; use the result with `with` to put items into the menu."""
    with icon_button(icon, label, lambda: None, classes, aria_haspopup="menu"):
        return ui.menu().props("auto-close")


def render_menu_item(on_click: Handler, label: str, detail: str = "") -> None:
    """Show one line of a menu."""
    with tag("button", "menu-item", type="button", role="menuitem").on("click", on_click, args=[]):
        tag("span", "menu-label", label)
        if detail:
            tag("span", "menu-detail", detail)
