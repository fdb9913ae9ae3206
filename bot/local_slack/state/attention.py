"""How far each person has read, what they typed but did not send, and which messages call for them."""

from dataclasses import dataclass

from bot.local_slack.state.workspace import Channel, Member, PostedMessage

EVERYBODY = ("<!here", "<!channel", "<!everyone")
Place = tuple[str, str, str]  # member, channel, thread ("" for the channel itself)


@dataclass(frozen=True)
class Unread:
    """What somebody has not read in a conversation: how many messages, and how many that call for them."""

    messages: int = 0
    calls: int = 0


class Attention:
    """People's places in what was said, as Slack keeps them for all their windows."""

    def __init__(self) -> None:
        self._read: dict[tuple[str, str], str] = {}
        self._drafts: dict[Place, str] = {}

    def read(self, member: Member, channel: Channel) -> None:
        """Take everything in a conversation for read."""
        if channel.messages:
            self._read[member.id, channel.id] = channel.messages[-1].ts

    def unread(self, member: Member, channel: Channel) -> Unread:
        """Return what somebody else wrote there since this person read; replies count when they call."""
        since = self._read.get((member.id, channel.id), "")
        new = newer(member, channel, since)
        calls = [message for message in new if calls_for(member, channel, message)]
        seen = [message for message in new if not message.is_reply or message.broadcast or message in calls]
        return Unread(len(seen), len(calls))

    def draft(self, place: Place) -> str:
        """Return what was typed there and not sent."""
        return self._drafts.get(place, "")

    def keep_draft(self, place: Place, text: str) -> None:
        """Keep what is being typed; an empty text is none."""
        self._drafts[place] = text
        if not text:
            del self._drafts[place]


def newer(member: Member, channel: Channel, since: str) -> list[PostedMessage]:
    """Return what others wrote to all in a conversation after this moment (a ts), oldest first."""
    found = []
    for message in reversed(channel.messages):
        if message.ts <= since:
            break
        if not message.deleted and message.ephemeral_to is None and message.user != member.id:
            found.append(message)
    return found[::-1]


def calls_for(member: Member, channel: Channel, message: PostedMessage) -> bool:
    """Whether Slack would notify: a direct message, a mention, or a reply where this person takes part."""
    if channel.is_im:
        return True
    written = f"{message.text} {message.blocks}"
    marks = (f"<@{member.id}", f"'user_id': '{member.id}'", *EVERYBODY)
    if any(mark in written for mark in marks):
        return True
    root = channel.message(str(message.thread_ts)) if message.is_reply else None
    return root is not None and member.id in (root.user, *root.reply_users)
