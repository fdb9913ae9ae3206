"""Who is acting and where they are: all that a tab needs to know to show the workspace through their eyes."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.local_slack.page.surface import Json
from bot.local_slack.screens.person import Person
from bot.local_slack.server import LocalSlack
from bot.local_slack.state.attention import Unread
from bot.local_slack.state.installation import Installation
from bot.local_slack.state.workspace import Channel, Member, PostedMessage

HOME = "home"
MESSAGES = "messages"


@dataclass(frozen=True)
class Seat:
    """A person at a place: the app's Home or Messages tab, or a conversation by its id."""

    slack: LocalSlack
    person: Person
    place: str
    thread: str | None = None

    @classmethod
    def find(cls, slack: LocalSlack, who: str, place: str, thread: str) -> "Seat":
        """Return the seat an address asks for, or the nearest there is."""
        people = humans(slack)
        member = next((each for each in people if each.name == who), people[0])
        seat = cls(slack, slack.person(member.id), place, thread or None)
        return seat if seat._exists() else seat._somewhere()

    def at(self, place: str) -> "Seat":
        """Return the same person at another place."""
        return replace(self, place=place, thread=None)

    def taken_by(self, name: str) -> "Seat":
        """Return another person at the same place, or where they can be if they cannot see it."""
        seat = replace(self, person=self.slack.person(name), thread=None)
        if seat._exists():
            return replace(seat, thread=None if self.place == MESSAGES else self.thread)
        return seat._somewhere()

    def reading(self, thread: str | None) -> "Seat":
        """Return the same seat with a thread open."""
        return replace(self, thread=thread)

    def address(self) -> dict[str, str]:
        """Return the query of the page's address for this seat."""
        query = {"who": self.person.member.name, "where": self.place}
        return {**query, "thread": self.thread} if self.thread else query

    def _exists(self) -> bool:
        if self.place in (HOME, MESSAGES):
            return self.app.home_tab if self.place == HOME else self.app.messages_tab
        return any(channel.id == self.place for channel in self.person.channels())

    def _somewhere(self) -> "Seat":
        channels = self.channels()
        favourite = next((channel for channel in channels if channel.name == "hiring"), None)
        first = favourite or next(iter(channels), None)
        return self.at(first.id if first else MESSAGES)

    @property
    def app(self) -> Installation:
        """The app as it is installed."""
        return self.slack.app

    def shortcuts(self, kind: str) -> list[Json]:
        """Return the app's shortcuts of a kind: global or message."""
        return [shortcut for shortcut in self.app.shortcuts.values() if shortcut["type"] == kind]

    @property
    def channel(self) -> Channel:
        """The conversation that is open; in the app's tabs the direct message with the app."""
        if self.place in (HOME, MESSAGES):
            return self.slack.workspace.im(self.person.member.id, self.slack.bot_user_id)
        return self.slack.workspace.channel(self.place)

    @property
    def with_member(self) -> Member | None:
        """The other side of a direct message between two people."""
        channel = self.channel
        if not channel.is_im or self.place in (HOME, MESSAGES):
            return None
        other = next(iter(channel.members - {self.person.member.id}), self.person.member.id)
        return self.slack.workspace.member(other)

    @property
    def title(self) -> str:
        """What the place is called: "#hiring", a person, or the app."""
        if self.place in (HOME, MESSAGES):
            return self.app.name
        return self.with_member.real_name if self.with_member else f"#{self.channel.name}"

    @property
    def silence(self) -> str:
        """Why nobody can write here; "" when they can."""
        return "This channel is archived. You can read it, but not write." if self.channel.is_archived else ""

    def unread(self, channel: Channel) -> Unread:
        """Return what this person has not read in a conversation."""
        return self.slack.attention.unread(self.person.member, channel)

    def prompts(self) -> Sequence[Json]:
        """Return what the app suggests to ask: what it pinned itself, else what its manifest says."""
        return self.channel.suggested_prompts or self.app.suggested_prompts

    def channels(self) -> list[Channel]:
        """Return the channels the person is in, in the order of their names, archived ones last."""
        channels = [channel for channel in self.person.channels() if not channel.is_im]
        return sorted(channels, key=lambda channel: (channel.is_archived, channel.name))

    def others(self) -> list[Member]:
        """Return the people this person can write to directly."""
        company = self.person.member.team_id
        return [
            each
            for each in humans(self.slack)
            if each.id != self.person.member.id and each.team_id == company
        ]

    def local_time(self, timestamp: float) -> datetime:
        """Return a moment (seconds since 1970) on the person's own clock."""
        return datetime.fromtimestamp(timestamp, ZoneInfo(self.person.member.tz))

    def name_of(self, id_: str) -> str | None:
        """Return the name behind a member's or channel's id."""
        member = self.slack.workspace.members.get(id_)
        if member is not None:
            return member.display_name or member.real_name
        channel = self.slack.workspace.channels.get(id_)
        return channel.name if channel else None

    def author_of(self, message: PostedMessage) -> str:
        """Return the full name of who wrote a message."""
        member = self.slack.workspace.members.get(message.user)
        return member.real_name if member else self.app.name


def humans(slack: LocalSlack) -> list[Member]:
    """Return everybody a person can act as."""
    return [member for member in slack.workspace.members.values() if not member.is_bot and not member.deleted]
