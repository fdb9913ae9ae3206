"""The list on the left: the app with its tabs, channels and direct messages."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from nicegui import ui

from bot.playground.page.kit import TextElement, app_mark, avatar, tag
from bot.playground.workspace import Channel

if TYPE_CHECKING:
    from bot.playground.page.desk import Desk

HOME = "home"


class Sidebar:
    """Where a person can go; redrawn when the list or the place changes."""

    def __init__(self, desk: "Desk") -> None:
        self._desk = desk
        self._drawn: object = None
        self._nav = tag("nav", "sidebar", aria_label="Conversations")

    def refresh(self) -> None:
        """Redraw if something in it changed."""
        channels, direct = self._desk.channels(), self._desk.direct_messages()
        state = (repr([(c.id, c.name, c.is_archived) for c in channels]), repr(direct), self._desk.place, self._desk.person.member.id)
        if state == self._drawn:
            return
        self._drawn = state
        self._nav.clear()
        with self._nav:
            self._section("App", self._app())
            self._section("Channels", ((channel.id, channel) for channel in channels))
