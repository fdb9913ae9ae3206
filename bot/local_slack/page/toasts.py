"""Notifications: what was written elsewhere and calls for the person, in its notification text."""

import asyncio
from functools import partial

from nicegui import background_tasks, ui

from bot.local_slack.page.desk import Desk
from bot.local_slack.page.seat import HOME, MESSAGES
from bot.local_slack.page.widgets import KeyedList, KeyedRow, button, icon_button, tag
from bot.local_slack.state.attention import calls_for, newer
from bot.local_slack.state.workspace import Channel, PostedMessage
from bot.local_slack.text.shown import to_text

SECONDS = 12
MOST = 3


class Toasts:
    """The latest notifications in a corner, each for a few seconds; and their number in the tab's title."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._title = f"Local Slack — {desk.slack.workspace.team_name}"
        self._calls = 0
        self._since = self._latest()
        self._person = desk.seat.person.member
        self._shown: list[PostedMessage] = []
        self._place = tag("div", "toasts", role="status", aria_label="Notifications")
        self._rows = KeyedList(self._place)

    def refresh(self) -> None:
        """Show what came since the last time, and in the title how much is unread."""
        seat = self._desk.seat
        if seat.person.member != self._person:  # what came before, unread marks tell
            self._person, self._since, self._shown = seat.person.member, self._latest(), []
        conversations = seat.person.channels()
        for channel in conversations:
            for message in newer(self._person, channel, self._since):
                if calls_for(self._person, channel, message) and not self._is_open(channel):
                    self._shown = [*self._shown, message][-MOST:]
                    background_tasks.create(self._end_later(message), name="end a toast")
        self._since = self._latest()
        self._show()
        calls = sum(seat.unread(channel).calls for channel in conversations)
        if calls != self._calls:
            self._calls = calls
            ui.page_title(f"({calls}) {self._title}" if calls else self._title)

    def _show(self) -> None:
        self._rows.show(KeyedRow(each.ts, each.text, partial(self._draw, each)) for each in self._shown)

    async def _end_later(self, message: PostedMessage) -> None:
        await asyncio.sleep(SECONDS)
        if not self._place.is_deleted:
            self._end(message)

    def _latest(self) -> str:
        written = [
            each.messages[-1].ts for each in self._desk.slack.workspace.channels.values() if each.messages
        ]
        return max(written, default="")

    def _is_open(self, channel: Channel) -> bool:
        seat = self._desk.seat
        return self._desk.is_watched and seat.place != HOME and seat.channel.id == channel.id

    def _draw(self, message: PostedMessage) -> None:
        seat = self._desk.seat
        channel = seat.slack.workspace.channels[message.channel]
        where = "" if channel.is_im else f" in #{channel.name}"
        with tag("div", "toast"):
            tag("strong", "", f"{seat.author_of(message)}{where}")
            tag("p", "", to_text(message.text, seat.name_of) or "(no notification text)")
            button("Open", partial(self._open, message))
            icon_button("close", "Dismiss", partial(self._end, message))

    async def _open(self, message: PostedMessage) -> None:
        self._end(message)
        seat = self._desk.seat
        is_apps = message.channel == seat.at(MESSAGES).channel.id and seat.app.messages_tab
        await self._desk.go(MESSAGES if is_apps else message.channel)
        if message.is_reply:
            self._desk.open_thread(message.thread_ts)

    def _end(self, message: PostedMessage) -> None:
        self._shown = [each for each in self._shown if each is not message]
        self._show()
