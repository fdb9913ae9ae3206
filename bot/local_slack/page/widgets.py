"""The small parts every corner of the page is made of: tags, buttons, icons, avatars and keyed lists."""

import re
import zlib
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass
from typing import Any

from nicegui import ui
from nicegui.elements.mixins.text_element import TextElement

Handler = Callable[[], Awaitable[None] | None]

AVATAR_COLOURS = ("#2f6f4f", "#8a4b2d", "#3d5a99", "#7b3f7e", "#8c3b4a", "#1f6b75", "#6b5b1e", "#4c4f8f")


def tag(tag_name: str, classes: str = "", text: str = "", /, **attributes: object) -> TextElement:
    """Make a plain HTML element; `text` is shown as text, attribute names use `_` for `-`."""
    element = TextElement(tag=tag_name, text=text)
    element.classes(classes)
    with element.props.suspend_updates():
        for key, value in attributes.items():
            if value is not None:
                element.props[key.rstrip("_").replace("_", "-")] = value
    return element


def button(text: str, on_click: Handler, classes: str = "", **attributes: object) -> TextElement:
    """Make a native button; while an asynchronous handler runs it is busy and further clicks are ignored."""
    element = tag("button", f"button {classes}", text, **{"type": "button", **attributes})
    busy = False

    async def pressed() -> None:
        nonlocal busy
        if busy:
            return
        busy = True
        try:
            outcome = on_click()
            if outcome is not None:
                element.classes("busy")
                await outcome
        finally:
            busy = False
            if not element.is_deleted:
                element.classes(remove="busy")

    return element.on("click", pressed, args=[])


def icon_button(
    icon: str, label: str, on_click: Handler, classes: str = "", **attributes: object
) -> TextElement:
    """Make a button that shows only an icon; the label is what a screen reader says and the tooltip shows."""
    element = button("", on_click, f"icon-button {classes}", aria_label=label, title=label, **attributes)
    with element:
        ui.icon(icon)
    return element


def initials(name: str) -> str:
    """Return one or two letters for an avatar: the first letters of the first and last Latin words."""
    words = re.findall(r"[^\W\d_]+", name)
    latin = [word for word in words if ord(word[0]) < 0x250] or words
    return "".join(word[0] for word in (latin[:1] + latin[1:][-1:])).upper() or "?"


def avatar(name: str, key: str, classes: str = "") -> None:
    """Show a person's initials on a colour that stays the same for the same key."""
    colour = AVATAR_COLOURS[zlib.crc32(key.encode()) % len(AVATAR_COLOURS)]
    tag("span", f"avatar {classes}", initials(name), aria_hidden="true").style(f"background:{colour}")


def app_mark(classes: str = "") -> None:
    """Show the avatar of the app, which has a picture where people have initials."""
    with tag("span", f"avatar app-mark {classes}", aria_hidden="true"):
        ui.icon("badge")


@dataclass(frozen=True)
class KeyedRow:
    """One child of a keyed list: rebuilt only when `content` differs from what was shown before."""

    key: str
    content: Any
    build: Callable[[], None]


class KeyedList:
    """Children of one element, kept by key, so that focus, typed text and open menus survive a refresh."""

    def __init__(self, container: ui.element, classes: str = "") -> None:
        self._container = container
        self._classes = classes
        self._shown: dict[str, tuple[Any, TextElement]] = {}

    def show(self, rows: Iterable[KeyedRow]) -> None:
        """Make the children match the rows, touching only what changed."""
        wanted = list(rows)
        keys = {row.key for row in wanted}
        for key in [key for key in self._shown if key not in keys]:
            self._shown.pop(key)[1].delete()
        for index, row in enumerate(wanted):
            content, holder = self._shown.get(row.key, (None, None))
            if holder is None:
                with self._container:
                    holder = tag("div", self._classes)
            elif content == row.content:
                self._place(holder, index)
                continue
            else:
                holder.clear()
            with holder:
                row.build()
            self._shown[row.key] = (row.content, holder)
            self._place(holder, index)

    def _place(self, holder: TextElement, index: int) -> None:
        children = self._container.default_slot.children
        if index >= len(children) or children[index] is not holder:
            holder.move(target_index=index)
