"""What the parts of the page ask of one browser tab: who is acting and where, and what they do next."""

from collections.abc import Awaitable, Callable, Sequence
from typing import TypeVar

from bot.local_slack.messages.files import Upload
from bot.local_slack.page.seat import HOME, MESSAGES, Seat
from bot.local_slack.server import LocalSlack
from bot.local_slack.state.journal import AppDelivery
from bot.local_slack.state.workspace import PlaygroundError, PostedMessage

T = TypeVar("T")


class Desk:
    """A person at work. `moved` hears that they are elsewhere, `told` what went wrong ("" when nothing)."""

    def __init__(
        self, slack: LocalSlack, seat: Seat, *, moved: Callable[[], None], told: Callable[[str], None]
    ) -> None:
        self.slack = slack
        self.seat = seat
        self.is_watched = True  # the tab is in front
        self._moved = moved
        self._told = told

    async def attempt(self, doing: Awaitable[T]) -> T | None:
        """Do something as the person; when it cannot be done, say why and return None."""
        try:
            outcome = await doing
        except PlaygroundError as impossible:
            self._told(str(impossible))
            return None
        if isinstance(outcome, AppDelivery) and outcome.error:
            self._told(outcome.error)
            return None
        self._told("")
        return outcome

    async def send(self, text: str, thread_ts: str | None, files: Sequence[Upload] = ()) -> bool:
        """Send what was typed where the person is; False when it did not go through."""
        sent = await self.attempt(
            self.seat.person.type(self.seat.channel.id, text, thread_ts=thread_ts, files=files)
        )
        answers_in_thread = self.seat.place == MESSAGES and self.seat.app.is_agent
        if isinstance(sent, PostedMessage) and thread_ts is None and answers_in_thread:
            self.open_thread(sent.ts)
        return sent is not None

    async def ask(self, question: str) -> None:
        """Send a suggested prompt."""
        await self.send(question, None)

    async def use_shortcut(self, callback_id: str, message: PostedMessage | None = None) -> None:
        """Use a global shortcut, or one on a message."""
        await self.attempt(self.seat.person.shortcut(callback_id, message))

    async def go(self, place: str) -> None:
        """Open a channel by id, the app's Home tab or its Messages tab."""
        self._move(self.seat.at(place))
        await self.enter()

    async def act_as(self, name: str) -> None:
        """Let somebody else act, in the same place if they can see it."""
        self._move(self.seat.taken_by(name))
        await self.enter()

    def read(self) -> None:
        """Take for read what is in front of the person."""
        if self.is_watched and self.seat.place != HOME:
            self.slack.attention.read(self.seat.person.member, self.seat.channel)

    async def enter(self) -> None:
        """Let the app know of the tab that the person is looking at now."""
        if self.seat.place == HOME:
            await self.attempt(self.seat.person.open_home())
        elif self.seat.place == MESSAGES:
            await self.attempt(self.seat.person.open_messages_tab())

    def open_thread(self, ts: str | None) -> None:
        """Show a thread beside the conversation; None closes it."""
        self._move(self.seat.reading(ts))

    def _move(self, seat: Seat) -> None:
        self.seat = seat
        self._told("")
        self._moved()
