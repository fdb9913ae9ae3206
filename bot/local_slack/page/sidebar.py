"""The list on the left: the app with its tabs, channels and direct messages, and what is unread in each."""

from collections.abc import Callable, Mapping
from functools import partial

from nicegui import ui

from bot.local_slack.page.desk import Desk
from bot.local_slack.page.seat import HOME, MESSAGES
from bot.local_slack.page.widgets import Handler, app_mark, avatar, tag
from bot.local_slack.state.attention import Unread
from bot.local_slack.state.workspace import Channel, Member

# What is on the screen cannot be typed in once its place was left, even before the next place is drawn.
LEAVE = """() => {
  for (const part of document.querySelectorAll(".conversation > *")) part.inert = true;
  emit();
}"""


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
        unread = {channel.id: seat.unread(channel) for channel in seat.person.channels()}
        known = repr([(c.id, c.name, c.is_archived) for c in channels])
        state = (seat.person.member.id, seat.place, known, unread)
        if state == self._drawn:
            return
        self._drawn = state
        self._nav.clear()
        with self._nav:
            tag("h2", "sidebar-head", "App")
            self._app(unread)
            tag("h2", "sidebar-head", "Channels")
            for channel in channels:
                mark = partial(channel_mark, channel)
                go, is_here = partial(self._go, channel.id), seat.place == channel.id
                self._entry(
                    channel.name, mark, go, is_here=is_here, unread=unread[channel.id], notes=_notes(channel)
                )
            tag("h2", "sidebar-head", "Direct messages")
            for member in seat.others():
                im = seat.slack.workspace.find_im(seat.person.member.id, member.id)
                mark = partial(avatar, member.real_name, member.id, "small")
                go, is_here = partial(self._go_to_member, member), member == seat.with_member
                self._entry(member.real_name, mark, go, is_here=is_here, unread=unread[im.id] if im else None)

    def toggle(self) -> None:
        """Show or hide the list on a narrow screen."""
        self._nav.classes(toggle="open")

    async def _go(self, place: str) -> None:
        self._nav.classes(remove="open")
        await self._desk.go(place)

    async def _go_to_member(self, member: Member) -> None:
        desk = self._desk
        await self._go(desk.slack.workspace.im(desk.seat.person.member.id, member.id).id)

    def _app(self, unread: Mapping[str, Unread]) -> None:
        seat = self._desk.seat
        with tag("div", "sidebar-app"):
            app_mark("small")
            tag("strong", "", seat.app.name)
        if seat.app.home_tab:
            go, is_here = partial(self._go, HOME), seat.place == HOME
            self._entry("Home", lambda: ui.icon("space_dashboard"), go, is_here=is_here)
        if seat.app.messages_tab:
            new = unread.get(seat.at(MESSAGES).channel.id)
            is_here = seat.place == MESSAGES
            self._entry(
                "Messages", lambda: ui.icon("forum"), partial(self._go, MESSAGES), is_here=is_here, unread=new
            )

    def _entry(
        self,
        label: str,
        mark: Callable[[], object],
        go: Handler,
        *,
        is_here: bool,
        unread: Unread | None = None,
        notes: str = "",
    ) -> None:
        new = unread or Unread()
        classes = "place unread" if new.messages else "place"
        with tag("button", classes, type="button", aria_current="page" if is_here else None) as entry:
            mark()
            tag("span", "place-name", label)
            if notes:
                tag("span", "muted place-notes", notes)
            if new.messages:
                tag("span", "screen-reader", f"{new.messages} unread")
            if new.calls:
                tag("span", "badge", str(new.calls), aria_hidden="true")
        if is_here:
            entry.on("click", go, args=[])
        else:
            entry.on("click", go, args=[], js_handler=LEAVE)


def channel_mark(channel: Channel) -> None:
    """Show what kind of channel it is: archived, private or open."""
    ui.icon("inventory_2" if channel.is_archived else "lock" if channel.is_private else "tag")


def _notes(channel: Channel) -> str:
    if channel.is_archived:
        return "archived"
    return "shared" if channel.is_ext_shared else ""
