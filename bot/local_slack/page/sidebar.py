"""The list on the left: the app with its tabs, channels and direct messages."""

from collections.abc import Callable
from functools import partial

from nicegui import ui

from bot.local_slack.page.desk import Desk
from bot.local_slack.page.seat import HOME, MESSAGES
from bot.local_slack.page.widgets import app_mark, avatar, tag
from bot.local_slack.state.workspace import Channel, Member


class Sidebar:
    """Where a person can go; redrawn when the list or the place changes, out of sight on narrow screens."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._drawn: object = None
        self._nav = tag("nav", "sidebar", aria_label="Conversations")
        scrim = tag("button", "scrim", type="button", aria_label="Hide conversations")
        scrim.on("click", self.toggle, args=[])

    def refresh(self) -> None:
        """Redraw if something in it changed."""
        desk = self._desk
        seat = desk.seat
        channels = seat.channels()
        state = (seat.person.member.id, seat.place, repr([(c.id, c.name, c.is_archived) for c in channels]))
        if state == self._drawn:
            return
        self._drawn = state
        self._nav.clear()
        with self._nav:
            tag("h2", "sidebar-head", "App")
            self._app()
            tag("h2", "sidebar-head", "Channels")
            for channel in channels:
                self._entry(channel.id, channel.name, partial(channel_mark, channel), _notes(channel))
            tag("h2", "sidebar-head", "Direct messages")
            for member in seat.others():
                self._member(member)

    def toggle(self) -> None:
        """Show or hide the list on a narrow screen."""
        self._nav.classes(toggle="open")

    async def _go(self, place: str) -> None:
        self._nav.classes(remove="open")
        await self._desk.go(place)

    async def _go_to_member(self, member: Member) -> None:
        desk = self._desk
        await self._go(desk.slack.workspace.im(desk.seat.person.member.id, member.id).id)

    def _app(self) -> None:
        app = self._desk.seat.app
        with tag("div", "sidebar-app"):
            app_mark("small")
            tag("strong", "", app.name)
        if app.home_tab:
            self._entry(HOME, "Home", lambda: ui.icon("space_dashboard"))
        if app.messages_tab:
            self._entry(MESSAGES, "Messages", lambda: ui.icon("forum"))

    def _member(self, member: Member) -> None:
        current = self._desk.seat.with_member
        with tag(
            "button", "place", type="button", aria_current="page" if member == current else None
        ) as entry:
            avatar(member.real_name, member.id, "small")
            tag("span", "place-name", member.real_name)
        entry.on("click", lambda: self._go_to_member(member), args=[])

    def _entry(self, place: str, label: str, mark: Callable[[], object], notes: str = "") -> None:
        current = self._desk.seat.place == place
        with tag("button", "place", type="button", aria_current="page" if current else None) as entry:
            mark()
            tag("span", "place-name", label)
            if notes:
                tag("span", "muted place-notes", notes)
        entry.on("click", lambda: self._go(place), args=[])


def channel_mark(channel: Channel) -> None:
    """Show what kind of channel it is: archived, private or open."""
    ui.icon("inventory_2" if channel.is_archived else "lock" if channel.is_private else "tag")


def _notes(channel: Channel) -> str:
    if channel.is_archived:
        return "archived"
    return "shared" if channel.is_ext_shared else ""
