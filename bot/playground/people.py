"""What a member can do in Slack's own screens: type, click, choose, fill, submit."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from bot.playground.journal import Delivery, Json
from bot.playground.workspace import Channel, Member, Message, View

if TYPE_CHECKING:
    from bot.playground.server import LocalSlack

Interaction = Delivery


class Person:
    """A member at their screen. Coroutines run on the local Slack's loop: `slack.run(ada.send(…))`."""

    def __init__(self, slack: "LocalSlack", member: Member) -> None:
        self.slack = slack
        self.member = member

    def channels(self) -> list[Channel]:
        """Return the conversations this person is in, direct messages included."""
        raise NotImplementedError

    def sees(self, channel: str) -> list[Message]:
        """Return the messages this person can see, oldest first, thread replies included."""
        raise NotImplementedError

    def modal(self) -> View | None:
        """Return the modal on top of this person's screen."""
        raise NotImplementedError

    def home(self) -> View | None:
        """Return what the app published to this person's Home tab."""
        raise NotImplementedError

    async def send(
        self, channel: str, text: str, *, thread_ts: str | None = None, files: Sequence[str] = ()
    ) -> Message:
        """Send an ordinary message; "@rolecall" as channel is the app's direct message."""
        raise NotImplementedError

    async def edit(self, message: Message, text: str) -> Message:
        """Change the text of an own message."""
        raise NotImplementedError

    async def delete(self, message: Message) -> None:
        """Delete an own message."""
        raise NotImplementedError

    async def command(self, channel: str, line: str) -> Interaction:
        """Send a slash command such as "/salary infra 240k"; returns when it was acked or failed."""
        raise NotImplementedError

    async def type(self, channel: str, text: str, *, thread_ts: str | None = None) -> Message | Interaction:
        """Send what was typed into the composer: a command when it starts with "/"."""
        raise NotImplementedError

    async def act(
        self, where: Message | View, action_id: str, value: Any = None, *, block_id: str | None = None
    ) -> Interaction:
        """Click a button or choose in an element; PlaygroundError for what the element does not offer."""
        raise NotImplementedError

    async def suggest(self, where: Message | View, action_id: str, typed: str) -> list[Json]:
        """Type into an external select and return the options (or groups) the app offers."""
        raise NotImplementedError

    async def fill(self, view_id: str, values: dict[str, Any]) -> None:
        """Fill inputs of a modal, by action_id or block_id."""
        raise NotImplementedError

    async def submit(self, view_id: str) -> Interaction:
        """Press the modal's submit button; `errors` by block_id when it was refused."""
        raise NotImplementedError

    async def close(self, view_id: str, *, all_views: bool = False) -> None:
        """Close a modal, or with `all_views` the whole stack."""
        raise NotImplementedError

    async def open_home(self) -> View | None:
        """Open the app's Home tab; returns what is published there at that moment."""
        raise NotImplementedError

    async def open_messages_tab(self) -> None:
        """Open the app's Messages tab."""
        raise NotImplementedError

    async def shortcut(self, callback_id: str, message: Message | None = None) -> Interaction:
        """Use a global shortcut, or a message shortcut on a message."""
        raise NotImplementedError
