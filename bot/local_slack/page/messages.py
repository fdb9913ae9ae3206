"""Messages as one person sees them: who, when, blocks, threads, and what can be done with each."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from functools import partial

from nicegui import ui

from bot.local_slack.page.blocks import render_blocks
from bot.local_slack.page.controls import menu_button, render_menu_item
from bot.local_slack.page.desk import Desk
from bot.local_slack.page.person_surface import PersonSurface
from bot.local_slack.page.text import mrkdwn
from bot.local_slack.page.widgets import KeyedList, KeyedRow, app_mark, avatar, button, icon_button, tag
from bot.local_slack.state.workspace import PostedMessage

# Messages of one author within this many seconds read as one.
TOGETHER = 300
# As many are shown at first, and with every step back.
STEP = 50


class MessageList:
    """The messages of a conversation, or of one thread, kept up to date in place."""

    def __init__(self, desk: Desk, thread_ts: str | None = None) -> None:
        self._desk = desk
        self._seat = desk.seat
        self._thread_ts = thread_ts
        self._most = STEP
        # Laid out from the bottom, so that the newest message stays in sight without a script.
        with tag("div", "messages", role="log", aria_label="Messages", tabindex=0):
            self._rows = KeyedList(tag("div", "message-column"))

    def messages(self) -> list[PostedMessage]:
        """Return what belongs in this list, oldest first."""
        seen = self._seat.person.sees(self._seat.channel.id)
        if self._thread_ts is None:
            return [message for message in seen if not message.is_reply or message.broadcast]
        return [message for message in seen if self._thread_ts in (message.ts, message.thread_ts)]

    def refresh(self) -> None:
        """Show new, changed and deleted messages."""
        messages = self.messages()
        rows = self._all_rows(messages[-self._most :])
        earlier = len(messages) - self._most
        if earlier > 0:
            rows.insert(0, KeyedRow("older", earlier, partial(self._draw_older, earlier)))
        working = self._seat.channel.thread_status.get(self._thread_ts or "")
        if working:
            rows.append(KeyedRow("working", working.text, partial(self._draw_working, working.text)))
        self._rows.show(rows)

    def _all_rows(self, messages: Sequence[PostedMessage]) -> list[KeyedRow]:
        rows: list[KeyedRow] = []
        before: PostedMessage | None = None
        for message in messages:
            day = f"{self._when(message):%A, %-d %B}"
            new_day = before is None or day != f"{self._when(before):%A, %-d %B}"
            if new_day and self._thread_ts is None:
                rows.append(KeyedRow(f"day-{day}", day, partial(self._draw_day, day)))
            joined = not new_day and before is not None and _together(before, message)
            # A choice made in a message is on the screen already; drawing it anew would lose the focus.
            content = (repr(replace(message, state={})), joined)
            rows.append(KeyedRow(message.ts, content, partial(self._draw, message, joined)))
            before = message
        return rows

    def _show_older(self) -> None:
        self._most += STEP
        self.refresh()

    def _draw_older(self, earlier: int) -> None:
        with tag("div", "older"):
            button(f"Show older messages ({earlier})", self._show_older)

    def _when(self, message: PostedMessage) -> datetime:
        return self._seat.local_time(float(message.ts))

    def _draw_working(self, status: str) -> None:
        tag("p", "working", f"{self._seat.app.name} {status}", role="status")

    def _draw_day(self, day: str) -> None:
        with tag("div", "day"):
            tag("span", "", day)

    def _draw(self, message: PostedMessage, joined: bool) -> None:
        ephemeral = message.ephemeral_to is not None
        name = self._seat.author_of(message)
        classes = f"message {'ephemeral' if ephemeral else ''} {'joined' if joined and not ephemeral else ''}"
        label = f"{name}, {self._when(message):%H:%M}{', only visible to you' if ephemeral else ''}"
        with tag("article", classes, aria_label=label, tabindex=-1, data_ts=message.ts):
            if joined and not ephemeral:
                tag("span", "message-gutter", f"{self._when(message):%H:%M}", aria_hidden="true")
            elif message.bot_id:
                app_mark()
            else:
                avatar(name, message.user)
            with tag("div", "message-body"):
                if ephemeral:
                    with tag("div", "only-you"):
                        ui.icon("visibility")
                        tag("span", "", "Only visible to you")
                if not joined or ephemeral:
                    self._draw_author(message, name)
                self._draw_content(message)
                if message.reply_count and self._thread_ts is None:
                    self._draw_replies(message)
            if not ephemeral:
                self._draw_toolbar(message)

    def _draw_author(self, message: PostedMessage, name: str) -> None:
        with tag("div", "message-author"):
            tag("strong", "", name)
            if message.bot_id:
                tag("span", "pill", "APP")
            tag(
                "time",
                "muted",
                f"{self._when(message):%H:%M}",
                title=f"{self._when(message):%-d %B %Y, %H:%M:%S}",
            )

    def _draw_content(self, message: PostedMessage) -> None:
        with tag("div", "blocks"):
            if message.blocks:
                render_blocks(PersonSurface(self._desk, message), message.blocks)
            elif message.text:
                mrkdwn(message.text, self._seat.name_of)
            for attachment in message.attachments:
                with tag("div", "attachment"):
                    render_blocks(PersonSurface(self._desk, message), attachment.get("blocks", []))
                    mrkdwn(attachment.get("text") or attachment.get("fallback") or "", self._seat.name_of)
            if message.edited:
                tag("span", "muted edited", "(edited)")
            for file in message.files:
                with tag("div", "file"):
                    ui.icon("description")
                    tag("span", "", self._seat.slack.workspace.files[file].name)

    def _draw_replies(self, message: PostedMessage) -> None:
        count = message.reply_count
        text = f"{count} {'reply' if count == 1 else 'replies'}"
        button(text, lambda: self._desk.open_thread(message.ts), "replies")

    def _draw_toolbar(self, message: PostedMessage) -> None:
        with tag("div", "message-tools"):
            if self._thread_ts is None:
                icon_button(
                    "chat_bubble_outline", "Reply in thread", lambda: self._desk.open_thread(message.ts)
                )
            shortcuts = self._seat.shortcuts("message")
            if not shortcuts:
                return
            with menu_button("more_vert", "Message shortcuts"):
                for shortcut in shortcuts:
                    use = partial(self._desk.use_shortcut, shortcut["callback_id"], message)
                    render_menu_item(use, shortcut["name"], shortcut.get("description", ""))


def _together(before: PostedMessage, message: PostedMessage) -> bool:
    return (
        before.user == message.user
        and before.ephemeral_to is None
        and message.ephemeral_to is None
        and not before.reply_count
        and float(message.ts) - float(before.ts) < TOGETHER
    )
