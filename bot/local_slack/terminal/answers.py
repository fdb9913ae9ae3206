"""What a person sees after having said something, wherever the app chose to answer."""

import json
from dataclasses import dataclass

from bot.local_slack.screens.person import Person
from bot.local_slack.server import LocalSlack
from bot.local_slack.state.journal import AppDelivery
from bot.local_slack.state.workspace import Json, PlaygroundError, PostedMessage, View, Workspace
from bot.local_slack.terminal import render


@dataclass(frozen=True)
class Answer:
    """What the app answered: a message or, when it opened one, a modal. `readable` is the whole as text."""

    text: str
    blocks: list[Json]
    ephemeral: bool
    readable: str


def ask_once(
    slack: LocalSlack,
    line: str,
    as_name: str = "ada",
    channel: str | None = None,
    *,
    width: int = 80,
    styled: bool = False,
    timeout: float = 8.0,
) -> Answer | None:
    """Send a line as a person would and wait for what becomes visible; None when nothing does in time.

    A line that starts with "/" is a command, typed in #hiring unless a channel is given; any other is a
    message, to the app itself unless a channel is given. PlaygroundError carries the sentence that Slack
    shows when there is no such command, member or channel, or when the app failed to take the command.
    `timeout` is in real seconds, at most 8.
    """
    person = slack.person(as_name)
    place = channel or ("hiring" if line.startswith("/") else app_name(slack))

    async def ask() -> Answer | None:
        news = News(slack, person)
        sent = await person.type(place, line)
        if isinstance(sent, AppDelivery) and sent.error:
            raise PlaygroundError(sent.error)
        await news.wait(timeout)
        names = Names(slack.workspace)
        if messages := news.take():
            message = messages[-1]
            readable = render.message(message.blocks, message.text, names, width=width, styled=styled)
            return Answer(message.text, message.blocks, message.ephemeral_to is not None, readable)
        if modal := person.modal():
            readable = render.view(modal.content, names, width=width, styled=styled)
            return Answer(modal.content["title"]["text"], modal.blocks, True, readable)
        return None

    return slack.run(ask())


def app_name(slack: LocalSlack) -> str:
    """The app as it is written to: "@rolecall"."""
    return f"@{slack.workspace.member(slack.bot_user_id).name}"


class Names:
    """Gives the names of members and channels behind their ids."""

    def __init__(self, workspace: Workspace) -> None:
        self.workspace = workspace

    def __call__(self, id: str) -> str | None:
        """The name without @ or #; None when nobody and nothing has this id."""
        if member := self.workspace.members.get(id):
            return member.display_name or member.real_name
        channel = self.workspace.channels.get(id)
        return channel.name or None if channel else None


class News:
    """What of the app a person has not seen yet. To be used on the local Slack's loop."""

    def __init__(self, slack: LocalSlack, person: Person) -> None:
        self.slack = slack
        self.person = person
        self._seen: dict[tuple[str, str], str] = {}
        self._screens: list[tuple[str, str] | None] = []
        self.take()

    async def wait(self, timeout: float) -> bool:
        """Wait, in real seconds, until there is something new; False when nothing came."""
        try:
            return await self.slack.until(self._anything, timeout)
        except TimeoutError:
            return False

    def take(self) -> list[PostedMessage]:
        """The messages that are new or changed since the last time, oldest first."""
        visible = self._visible()
        fresh = [message for key, (mark, message) in visible.items() if self._seen.get(key) != mark]
        self._seen = {key: mark for key, (mark, _) in visible.items()}
        self._screens = self._views()
        return sorted(fresh, key=lambda message: message.ts)

    def _anything(self) -> bool:
        marks = {key: mark for key, (mark, _) in self._visible().items()}
        return marks != self._seen or self._views() != self._screens

    def _views(self) -> list[tuple[str, str] | None]:
        return [_mark(self.person.modal()), _mark(self.person.home())]

    def _visible(self) -> dict[tuple[str, str], tuple[str, PostedMessage]]:
        return {
            (message.channel, message.ts): (json.dumps([message.text, message.blocks]), message)
            for channel in self.person.channels()
            for message in self.person.sees(channel.id)
            if message.user == self.slack.bot_user_id
        }


def _mark(view: View | None) -> tuple[str, str] | None:
    return (view.id, view.hash) if view else None
