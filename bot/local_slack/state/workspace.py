"""The state of the workspace: members, channels, messages and views. Plain data, no I/O."""

import itertools
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, Literal

Json = dict[str, Any]
State = dict[str, dict[str, Json]]  # block_id -> action_id -> what an element holds, as in state.values


class PlaygroundError(AssertionError):
    """Somebody tried what is not possible in Slack's own screens; the text says what and why."""


@dataclass
class Member:
    """A person or a bot. `is_stranger`: of another company, seen only in shared channels.

    `enterprise_user` is what Slack adds about somebody in an Enterprise Grid; the workspace is in none.
    """

    id: str
    team_id: str
    name: str
    real_name: str
    display_name: str = ""
    tz: str = "UTC"
    title: str = ""
    is_bot: bool = False
    is_stranger: bool = False
    deleted: bool = False
    bot_id: str | None = None
    role: Literal["member", "admin", "owner", "guest", "single-channel guest"] = "member"
    enterprise_user: Json | None = None


@dataclass(frozen=True)
class File:
    """A file that somebody shared. `mimetype` and `filetype` follow its name, whatever is in it."""

    id: str
    name: str
    data: bytes = field(repr=False)
    user: str
    mimetype: str
    filetype: str
    created: datetime


@dataclass
class AnnouncedFile:
    """A file that the app wants to upload: its name and length, and its bytes once they have come."""

    name: str
    length: int
    data: bytes | None = field(default=None, repr=False)


@dataclass
class PostedMessage:
    """A message; `ephemeral_to` is the only member who sees it.

    `files` are ids; `state` holds choices by member id.
    """

    ts: str
    channel: str
    user: str
    text: str
    blocks: list[Json] = field(default_factory=list)
    attachments: list[Json] = field(default_factory=list)
    bot_id: str | None = None
    app_id: str | None = None
    thread_ts: str | None = None
    ephemeral_to: str | None = None
    subtype: str | None = None
    edited: Json | None = None
    deleted: bool = False
    metadata: Json | None = None
    files: list[str] = field(default_factory=list)
    reply_count: int = 0
    reply_users: list[str] = field(default_factory=list)
    latest_reply: str | None = None
    broadcast: bool = False
    state: dict[str, State] = field(default_factory=dict)

    @property
    def is_reply(self) -> bool:
        """Whether it stands in a thread below another message."""
        return self.thread_ts is not None and self.thread_ts != self.ts


@dataclass
class Channel:
    """A channel or direct message. `im_user` is the person on the other side of the app's direct message."""

    id: str
    name: str
    is_private: bool = False
    is_im: bool = False
    is_ext_shared: bool = False
    is_archived: bool = False
    members: set[str] = field(default_factory=set)
    messages: list[PostedMessage] = field(default_factory=list)
    im_user: str | None = None
    topic: str = ""
    purpose: str = ""
    created: datetime = datetime(2026, 1, 5, 9, 0, tzinfo=UTC)
    suggested_prompts: list[Json] = field(default_factory=list)
    prompts_title: str = ""
    thread_status: dict[str, "ThreadStatus"] = field(default_factory=dict)
    thread_titles: dict[str, str] = field(default_factory=dict)

    def message(self, ts: str) -> PostedMessage | None:
        """Return the message with that ts, unless it was deleted."""
        return next((each for each in self.messages if each.ts == ts and not each.deleted), None)

    def history(self) -> list[PostedMessage]:
        """Return what everybody in the channel can see: no ephemeral and no deleted messages."""
        return [each for each in self.messages if not each.deleted and each.ephemeral_to is None]

    def thread(self, root_ts: str) -> list[PostedMessage]:
        """Return the root (when it is still there) and its replies, oldest first."""
        return [each for each in self.history() if root_ts in (each.ts, each.thread_ts)]


@dataclass(frozen=True, eq=False)
class ThreadStatus:
    """What the app says it is doing in a thread just now."""

    text: str


@dataclass
class View:
    """A modal or Home view. `state` is what its inputs hold; `errors` are shown under blocks of a modal."""

    id: str
    team_id: str
    type: Literal["modal", "home"]
    user: str
    content: Json
    hash: str
    root_view_id: str
    previous_view_id: str | None = None
    external_id: str = ""
    state: State = field(default_factory=dict)
    errors: dict[str, str] = field(default_factory=dict)

    @property
    def blocks(self) -> list[Json]:
        """Return the view's blocks."""
        blocks: list[Json] = self.content["blocks"]
        return blocks


class Workspace:
    """A company's Slack. Everything that changes calls `changed`, which tells the subscribers."""

    def __init__(self, team_name: str, domain: str, team_id: str = "T0FERNHILL") -> None:
        self.team_id = team_id
        self.team_name = team_name
        self.domain = domain
        self.members: dict[str, Member] = {}
        self.channels: dict[str, Channel] = {}
        self.files: dict[str, File] = {}
        self.announced: dict[str, AnnouncedFile] = {}
        self.views: dict[str, View] = {}
        self.modals: dict[str, list[View]] = {}
        self.homes: dict[str, View] = {}
        self._numbers = itertools.count(1)
        self._last_ts = 0
        self._subscribers: list[Callable[[], None]] = []

    def subscribe(self, callback: Callable[[], None]) -> Callable[[], None]:
        """Call back on every change, on the loop; returns what ends the subscription."""
        self._subscribers.append(callback)
        return lambda: self._subscribers.remove(callback)

    def changed(self) -> None:
        """Tell the subscribers that something is different now."""
        for callback in list(self._subscribers):
            callback()

    def new_id(self, prefix: str) -> str:
        """Return an id nobody has yet, such as "C00000000B"."""
        return f"{prefix}{next(self._numbers):09X}"

    def new_ts(self, now: datetime) -> str:
        """Return the ts of a message posted now: seconds with six decimals, later than every one before."""
        micros = int(now.timestamp() * 1_000_000)
        self._last_ts = max(micros, self._last_ts + 1)
        return f"{self._last_ts // 1_000_000}.{self._last_ts % 1_000_000:06d}"

    def add_member(self, name: str, real_name: str, **details: Any) -> Member:
        """Let somebody join the company (or, with `is_stranger` and `team_id`, a shared channel)."""
        member = Member(self.new_id("U"), details.pop("team_id", self.team_id), name, real_name, **details)
        self.members[member.id] = member
        self.changed()
        return member

    def add_channel(self, name: str, members: list[str], **details: Any) -> Channel:
        """Create a channel with these members, given by name or id."""
        people = {self.member(each).id for each in members}
        channel = Channel(self.new_id("C"), name, members=people, **details)
        self.channels[channel.id] = channel
        self.changed()
        return channel

    def member(self, id_or_name: str) -> Member:
        """Return a member by id or name ("ada", "@ada"); PlaygroundError when there is none."""
        wanted = id_or_name.removeprefix("@")
        found = self.members.get(wanted) or next(
            (each for each in self.members.values() if each.name == wanted), None
        )
        if found is None:
            raise PlaygroundError(f"there is no member {id_or_name!r}")
        return found

    def channel(self, id_or_name: str) -> Channel:
        """Return a channel by id or name ("#hiring", "hiring"); PlaygroundError when there is none."""
        wanted = id_or_name.removeprefix("#")
        found = self.channels.get(wanted) or next(
            (each for each in self.channels.values() if each.name == wanted and not each.is_im), None
        )
        if found is None:
            raise PlaygroundError(f"there is no channel {id_or_name!r}")
        return found

    def find_im(self, one: str, other: str) -> Channel | None:
        """Return the direct message between two members, given by id, if it was opened before."""
        pair = {one, other}
        return next((each for each in self.channels.values() if each.is_im and each.members == pair), None)

    def im(self, one: str, other: str) -> Channel:
        """Return the direct message between two members, given by id; opened when it is not there yet."""
        found = self.find_im(one, other)
        if found is None:
            people = {one, other}
            human = next((each for each in (one, other) if not self.members[each].is_bot), one)
            found = Channel(self.new_id("D"), "", is_im=True, members=people, im_user=human)
            self.channels[found.id] = found
            self.changed()
        return found

    def post(self, message: PostedMessage) -> PostedMessage:
        """Put a message into its channel and, for a reply, keep its parent's counts."""
        channel = self.channels[message.channel]
        channel.messages.append(message)
        if message.is_reply and message.ephemeral_to is None:
            self._count_replies(channel, str(message.thread_ts))
        self.changed()
        return message

    def remove(self, message: PostedMessage) -> None:
        """Delete a message; a parent's counts follow."""
        message.deleted = True
        if message.is_reply and message.ephemeral_to is None:
            self._count_replies(self.channels[message.channel], str(message.thread_ts))
        self.changed()

    def _count_replies(self, channel: Channel, root_ts: str) -> None:
        root = channel.message(root_ts)
        if root is not None:
            replies = [each for each in channel.thread(root_ts) if each is not root]
            root.thread_ts = root.ts if replies else None
            root.reply_count = len(replies)
            root.reply_users = list(dict.fromkeys(each.user for each in replies))
            root.latest_reply = replies[-1].ts if replies else None


def seconds(moment: datetime) -> int:
    """Return a moment as Slack writes it: whole seconds since 1970."""
    return int(moment.timestamp())
