"""Messages as one person sees them: who, when, blocks, threads, and what can be done with each."""

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from nicegui import ui

from bot.playground.page.blocks import render_blocks
from bot.playground.page.controls import render_menu_item
from bot.playground.page.kit import KeyedList, Row, app_mark, avatar, button, icon_button, tag
from bot.playground.page.text import mrkdwn
from bot.playground.workspace import Message

if TYPE_CHECKING:
    from bot.playground.page.desk import Desk

# Messages of one author within this many seconds read as one.
TOGETHER = 300


class MessageList:
    """The messages of a conversation, or of one thread, kept up to date in place."""

    def __init__(self, desk: "Desk", channel: str, thread_ts: str | None = None) -> None:
        self._desk = desk
        self._channel = channel
        self._thread_ts = thread_ts
        # Laid out from the bottom, so that the newest message stays in sight without a script.
        with tag("div", "messages", role="log", aria_label="Messages", tabindex=0):
            self._rows = KeyedList(tag("div", "message-column"))

    def messages(self) -> list[Message]:
        """Return what belongs in this list, oldest first."""
        seen = self._desk.person.sees(self._channel)
        if self._thread_ts is None:
            return [message for message in seen if message.thread_ts in (None, message.ts)]
        return [message for message in seen if self._thread_ts in (message.ts, message.thread_ts)]

    def refresh(self) -> None:
        """Show new, changed and deleted messages."""
        self._rows.show(self._all_rows(self.messages()))

    def _all_rows(self, messages: Sequence[Message]) -> list[Row]:
        rows: list[Row] = []
        before: Message | None = None
        for message in messages:
            day = f"{self._when(message):%A, %-d %B}"
            new_day = before is None or day != f"{self._when(before):%A, %-d %B}"
            if new_day and self._thread_ts is None:
                rows.append(Row(f"day-{day}", day, lambda day=day: self._draw_day(day)))
            joined = not new_day and before is not None and _together(before, message)
            content = (repr(message), joined)
            rows.append(
                Row(message.ts, content, lambda message=message, joined=joined: self._draw(message, joined))
            )
            before = message
        return rows

    def _when(self, message: Message) -> datetime:
        return self._desk.local_time(float(message.ts))

    def _draw_day(self, day: str) -> None:
        with tag("div", "day"):
            tag("span", "", day)

    def _draw(self, message: Message, joined: bool) -> None:
        ephemeral = message.ephemeral_to is not None
        name = self._desk.name_of_author(message)
        classes = f"message {'ephemeral' if ephemeral else ''} {'joined' if joined and not ephemeral else ''}"
        with tag("article", classes, aria_label=f"Message from {name}"):
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

    def _draw_author(self, message: Message, name: str) -> None:
        with tag("div", "message-author"):
            tag("strong", "", name)
            if message.bot_id:
                tag("span", "pill", "APP")
            tag("time", "muted", f"{self._when(message):%H:%M}", title=f"{self._when(message):%-d %B %Y, %H:%M:%S}")

    def _draw_content(self, message: Message) -> None:
        with tag("div", "blocks"):
            if message.blocks:
                render_blocks(self._desk.message_surface(message), message.blocks)
            elif message.text:
                mrkdwn(message.text, self._desk.names)
            if message.edited:
                tag("span", "muted edited", "(edited)")
            for file in message.files:
                with tag("div", "file"):
                    ui.icon("description")
                    tag("span", "", str(file.get("name", "file")))

    def _draw_replies(self, message: Message) -> None:
        count = message.reply_count
        text = f"{count} {'reply' if count == 1 else 'replies'}"
        button(text, lambda: self._desk.open_thread(message.ts), "replies")

    def _draw_toolbar(self, message: Message) -> None:
        with tag("div", "message-tools"):
            if self._thread_ts is None:
                icon_button("chat_bubble_outline", "Reply in thread", lambda: self._desk.open_thread(message.ts))
            shortcuts = self._desk.shortcuts("message")
            if not shortcuts:
                return
            with icon_button("more_vert", "Message shortcuts", lambda: None, aria_haspopup="menu"):
                with ui.menu().props("auto-close"):
                    for shortcut in shortcuts:
                        item = render_menu_item(shortcut["name"], shortcut.get("description", ""))
                        item.on(
                            "click",
                            lambda shortcut=shortcut: self._desk.use_shortcut(shortcut["callback_id"], message),
                            args=[],
                        )


def _together(before: Message, message: Message) -> bool:
    return (
        before.user == message.user
        and before.ephemeral_to is None
        and message.ephemeral_to is None
        and not before.reply_count
        and float(message.ts) - float(before.ts) < TOGETHER
    )
