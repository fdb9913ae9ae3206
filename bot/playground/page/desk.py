"""One browser tab: who is acting, what they look at, and the parts of the page that show it."""

import asyncio
from collections.abc import Awaitable
from typing import TypeVar
from urllib.parse import urlencode

from nicegui import background_tasks, ui

from bot.playground.journal import Delivery
from bot.playground.page.conversation import Conversation, Thread
from bot.playground.page.header import Header
from bot.playground.page.inspector import Inspector
from bot.playground.page.kit import icon_button, tag
from bot.playground.page.modal import Modal
from bot.playground.page.seat import HOME, MESSAGES, Seat
from bot.playground.page.sidebar import Sidebar
from bot.playground.server import LocalSlack
from bot.playground.workspace import Message, PlaygroundError

T = TypeVar("T")

# Often enough for a clock that shows minutes.
CLOCK_SECONDS = 15


class Desk:
    """The page of one tab; every part of it refreshes in place when the workspace changes."""

    def __init__(self, slack: LocalSlack, seat: Seat) -> None:
        self.slack = slack
        self.seat = seat
        self._refresh_due = False
        self._client = ui.context.client
        with tag("div", "desk") as self._frame:
            self._header = Header(self)
            self._sidebar = Sidebar(self)
            tag("button", "scrim", type="button", aria_label="Hide conversations").on(
                "click", self.toggle_sidebar, args=[]
            )
            self._conversation = Conversation(self)
            self._thread = Thread(self)
            self._inspector = Inspector(self)
        with tag("div", "notice", role="alert") as self._notice:
            self._trouble = tag("span")
            icon_button("close", "Dismiss", lambda: self.tell(None))
        self._notice.set_visibility(False)
        self._modal = Modal(self)
        self._client.on_delete(slack.workspace.subscribe(self._refresh_soon))
        ui.timer(CLOCK_SECONDS, self._header.refresh)
        self.refresh()
        background_tasks.create(self._enter(), name="open the place", context=self._client)

    def _refresh_soon(self) -> None:
        """Refresh once after all the changes that are being made now."""
        if not self._refresh_due:
            self._refresh_due = True
            asyncio.get_running_loop().call_soon(self.refresh)

    def refresh(self) -> None:
        """Make every part show what is true now."""
        self._refresh_due = False
        if self._client.is_deleted:
            return
        with self._frame:
            for part in (self._header, self._sidebar, self._conversation, self._thread):
                part.refresh()
            self._inspector.refresh()
            self._modal.refresh()

    def tell(self, trouble: str | None) -> None:
        """Show a sentence about what went wrong, or with None take it away."""
        if not self._modal.tell(trouble or ""):
            self._trouble.set_text(trouble or "")
            self._notice.set_visibility(bool(trouble))

    async def attempt(self, doing: Awaitable[T]) -> T | None:
        """Do something as the person; when it cannot be done, say why and return None."""
        try:
            outcome = await doing
        except PlaygroundError as impossible:
            self.tell(str(impossible))
            return None
        if isinstance(outcome, Delivery) and outcome.error:
            self.tell(outcome.error)
            return None
        self.tell(None)
        return outcome

    async def send(self, text: str, thread_ts: str | None) -> bool:
        """Send what was typed where the person is; False when it did not go through."""
        sent = await self.attempt(self.seat.person.type(self.seat.channel.id, text, thread_ts=thread_ts))
        answers_in_thread = self.seat.place == MESSAGES and self.seat.app.is_agent
        if isinstance(sent, Message) and thread_ts is None and answers_in_thread:
            self.open_thread(sent.ts)
        return sent is not None

    async def ask(self, question: str) -> None:
        """Send a suggested prompt."""
        await self.send(question, None)

    async def use_shortcut(self, callback_id: str, message: Message | None = None) -> None:
        """Use a global shortcut, or one on a message."""
        await self.attempt(self.seat.person.shortcut(callback_id, message))

    async def go(self, place: str) -> None:
        """Open a channel by id, the app's Home tab or its Messages tab."""
        self._frame.classes(remove="sidebar-open")
        self._move(self.seat.at(place))
        await self._enter()

    async def go_to_member(self, member_id: str) -> None:
        """Open the direct message with another member."""
        await self.go(self.slack.workspace.im(self.seat.person.member.id, member_id).id)

    async def _enter(self) -> None:
        if self.seat.place == HOME:
            await self.attempt(self.seat.person.open_home())
        elif self.seat.place == MESSAGES:
            await self.attempt(self.seat.person.open_messages_tab())

    async def act_as(self, name: str) -> None:
        """Let somebody else act, in the same place if they can see it."""
        self._move(self.seat.taken_by(name))
        await self._enter()

    def open_thread(self, ts: str | None) -> None:
        """Show a thread beside the conversation; None closes it."""
        self._move(self.seat.reading(ts))

    def _move(self, seat: Seat) -> None:
        self.seat = seat
        self.tell(None)
        self.refresh()
        with self._frame:  # what was clicked may be gone by now
            # The address says who and where, so that a reload or a second tab shows the same.
            ui.navigate.history.replace(f"/?{urlencode(seat.address())}")

    def toggle_sidebar(self) -> None:
        """Show or hide the list of conversations on a narrow screen."""
        self._frame.classes(toggle="sidebar-open")

    def toggle_inspector(self) -> None:
        """Show or hide the inspector."""
        self._inspector.toggle()
