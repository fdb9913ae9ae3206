"""The middle of the page: a conversation or the app's Home tab, and a thread beside it."""

import asyncio
from functools import partial

from nicegui import background_tasks, ui

from bot.local_slack.page.blocks import render_block
from bot.local_slack.page.composer import Composer
from bot.local_slack.page.desk import Desk
from bot.local_slack.page.messages import MessageList
from bot.local_slack.page.person_surface import PersonSurface
from bot.local_slack.page.seat import HOME, MESSAGES
from bot.local_slack.page.sidebar import channel_mark
from bot.local_slack.page.widgets import KeyedList, KeyedRow, app_mark, avatar, button, icon_button, tag

# Long enough for the browser to get the heading and the composer before the messages are drawn.
HEADING_FIRST = 0.03


class ConversationPane:
    """What is open now: drawn anew when the place or the person changes, refreshed in place otherwise."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._shown: object = None
        self._list: MessageList | None = None
        self._home: Home | None = None
        self._prompts: ui.element | None = None
        self._composer: Composer | None = None
        self._main = tag("section", "conversation", aria_label="Conversation", tabindex=-1)

    def refresh(self) -> None:
        """Show the place the desk is at."""
        state = (self._desk.seat.person.member.id, self._desk.seat.place)
        if state != self._shown:
            is_first, self._shown = self._shown is None, state
            self._main.clear()
            self._list = self._home = self._prompts = self._composer = None
            with self._main:
                if self._desk.seat.place == HOME:
                    self._home = Home(self._desk)
                else:
                    self._draw()
            if not is_first:
                background_tasks.create(self._fill(state), name="show the messages")
                if self._composer is not None:
                    self._composer.focus()
                return
        self._refresh_content()

    async def _fill(self, state: object) -> None:
        """Draw what is in the place once the browser shows where the person is."""
        await asyncio.sleep(HEADING_FIRST)
        if state == self._shown and not self._main.is_deleted:
            self._refresh_content()

    def _refresh_content(self) -> None:
        if self._home is not None:
            self._home.refresh()
        if self._list is not None:
            self._list.refresh()
            if self._prompts is not None:
                self._prompts.set_visibility(not self._list.messages())

    def _draw(self) -> None:
        desk, seat = self._desk, self._desk.seat
        with tag("header", "conversation-head"):
            self._draw_title()
        if seat.place == MESSAGES and seat.prompts():
            with tag("section", "prompts", aria_label="Suggestions") as self._prompts:
                app_mark()
                tag("h3", "", f"Hello, {seat.person.member.real_name.split()[0]}")
                tag("p", "muted", seat.app.description)
                with tag("div", "prompt-chips"):
                    for prompt in seat.prompts():
                        button(prompt["title"], partial(desk.ask, prompt["message"]), "chip")
        self._list = MessageList(desk)
        if self._prompts is not None:
            self._prompts.set_visibility(not self._list.messages())
        if seat.silence:
            tag("p", "muted silent", seat.silence)
        else:
            self._composer = Composer(desk, f"Message {seat.title}")

    def _draw_title(self) -> None:
        seat = self._desk.seat
        channel = seat.channel
        if seat.place == MESSAGES:
            app_mark("small")
        elif seat.with_member is not None:
            avatar(seat.with_member.real_name, seat.with_member.id, "small")
        else:
            channel_mark(channel)
        tag("h2", "", seat.title.removeprefix("#"))
        if not channel.is_im:
            tag("span", "muted topic", channel.topic or f"{len(channel.members)} members")
            if channel.is_ext_shared:
                with tag("span", "pill shared"):
                    ui.icon("business")
                    tag("span", "", "Shared with another company")


class Home:
    """The app's Home tab, as it was last published for this person."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        with tag("header", "conversation-head"):
            app_mark("small")
            tag("h2", "", f"{desk.seat.app.name} · Home")
        with tag("div", "home-scroll"):
            self._empty = tag("p", "muted empty", f"{desk.seat.app.name} has not put anything here yet.")
            self._empty.set_visibility(False)
            self._blocks = KeyedList(tag("div", "blocks home-blocks"))

    def refresh(self) -> None:
        """Show the view that was published last."""
        view = self._desk.seat.person.home()
        blocks = view.blocks if view else []
        self._empty.set_visibility(not blocks)
        if view is None:
            self._blocks.show([])
            return
        surface = PersonSurface(self._desk, view)
        self._blocks.show(
            KeyedRow(block["block_id"], repr(block), partial(render_block, surface, block))
            for block in blocks
        )


class Thread:
    """The panel of one thread; empty and out of sight when none is open."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._shown: object = None
        self._list: MessageList | None = None
        self._panel = tag("aside", "panel thread", aria_label="Thread")

    def refresh(self) -> None:
        """Show the thread the desk has open."""
        seat = self._desk.seat
        state = (seat.person.member.id, seat.place, seat.thread)
        if state != self._shown:
            self._shown = state
            self._panel.clear()
            self._panel.set_visibility(seat.thread is not None)
            self._list = None
            if seat.thread is not None:
                with self._panel:
                    self._draw(seat.thread)
        if self._list is not None:
            self._list.refresh()

    def _draw(self, thread_ts: str) -> None:
        seat = self._desk.seat
        with tag("header", "panel-head"):
            with tag("div"):
                tag("h2", "", "Thread")
                tag("p", "muted", seat.title)
            icon_button("close", "Close the thread", lambda: self._desk.open_thread(None))
        self._list = MessageList(self._desk, thread_ts)
        if not seat.silence:
            Composer(self._desk, "Reply", thread_ts)
