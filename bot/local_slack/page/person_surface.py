"""Messages and views as places where one person clicks, chooses and types."""

from base64 import b64encode
from collections.abc import Mapping, Sequence
from typing import Any

from bot.local_slack.page.desk import Desk
from bot.local_slack.page.surface import Json
from bot.local_slack.state.workspace import PostedMessage, View
from bot.local_slack.text.shown import Names


class PersonSurface:
    """A message or a view in front of the person at a desk."""

    def __init__(self, desk: Desk, where: PostedMessage | View) -> None:
        self._desk = desk
        self._seat = desk.seat
        self._where = where

    @property
    def names(self) -> Names:
        """Return what turns ids into names."""
        return self._seat.name_of

    @property
    def folds(self) -> bool:
        """Return whether this is a message."""
        return isinstance(self._where, PostedMessage)

    @property
    def timezone(self) -> str:
        """Return the person's time zone."""
        return self._seat.person.member.tz

    def picture(self, file: str) -> str:
        """Return the bytes in the URL itself: a browser has no token to fetch them with."""
        held = self._seat.slack.workspace.files.get(file)
        return f"data:{held.mimetype};base64,{b64encode(held.data).decode()}" if held else ""

    async def act(self, block_id: str, element: Json, value: Any) -> None:
        """Click or choose; what went wrong is told to the person."""
        acting = self._seat.person.act(self._where, element["action_id"], value, block_id=block_id)
        await self._desk.attempt(acting)

    async def change(self, block_id: str, element: Json, value: Any) -> None:
        """Keep what was typed or chosen in a view until it is submitted."""
        del element
        if isinstance(self._where, View):
            await self._desk.attempt(self._seat.person.fill(self._where.id, {block_id: value}))

    async def suggest(self, element: Json, typed: str) -> Sequence[Json]:
        """Ask the app for options; those of groups come one after another."""
        suggesting = self._seat.person.suggest(self._where, element["action_id"], typed)
        found = await self._desk.attempt(suggesting) or []
        return [option for each in found for option in each.get("options", [each])]

    def state(self, block_id: str, action_id: str) -> Json:
        """Return what the view or the message keeps for an element, for this person."""
        where = self._where
        values = where.state if isinstance(where, View) else where.state.get(self._seat.person.member.id, {})
        return values.get(block_id, {}).get(action_id, {})

    def people(self) -> Mapping[str, str]:
        """Return the members a person can choose."""
        return {each.id: each.real_name for each in [self._seat.person.member, *self._seat.others()]}

    def conversations(self, kinds: Sequence[str]) -> Mapping[str, str]:
        """Return the conversations a person can choose."""
        channels = {
            channel.id: f"#{channel.name}"
            for channel in self._seat.channels()
            if not channel.is_archived and ("private" if channel.is_private else "public") in kinds
        }
        direct = {
            channel.id: self._seat.at(channel.id).title
            for channel in self._seat.person.channels()
            if channel.is_im and "im" in kinds
        }
        return {**channels, **direct}
