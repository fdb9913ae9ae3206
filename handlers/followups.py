"""Lines that go on from the last one: “and staff?”. What was asked last is remembered for a day."""

import re

from bot.hiring.lines.ask import Inquiry, ToScope
from bot.hiring.lines.followups import Ground
from bot.slack.blocks import Message, section
from bot.slack.text import escape
from handlers.replies import CommandReply, EventReply, Reply

_COMMAND = re.compile(
    r"\w+\s+(?P<rest>(?:and|what about|how about|same for|or|but|then|for|in|is)\b.*)", re.IGNORECASE
)


def follow_up(
    reply: EventReply | CommandReply, *, here_alone: bool = False, otherwise: Ground | None = None
) -> Inquiry | None:
    """The whole line behind one that leaves something unsaid; None where nothing was asked before it.

    `here_alone`: nothing that was asked outside of this thread counts. `otherwise` is to stand on then.
    """
    deps, thread = reply.deps, None
    if isinstance(reply, EventReply):
        line, thread = reply.text, reply.asked_in
    else:
        typed = _COMMAND.fullmatch(reply.line)
        line = typed["rest"] if typed else ""
    if not deps.assistant.follow_ups.leaves_unsaid(line):
        return None
    ground = deps.last_asks.recall(
        reply.tenant, reply.user, channel=reply.channel, thread_ts=thread, here_alone=here_alone
    )
    ground = ground if ground and ground.roles else otherwise or ground
    whole = deps.assistant.follow_ups.complete(line, ground) if ground else None
    return Inquiry(whole.line, whole.told) if whole else None


def go_on_from_reading(reply: EventReply) -> ToScope | None:
    """The conversation that begins with what somebody tells of the work, below a reading of it."""
    deps = reply.deps
    if not (reply.is_direct_message and reply.asked_in and deps.assistant.asks.tells_of_work(reply.text)):
        return None
    ground = deps.last_asks.recall(
        reply.tenant, reply.user, channel=reply.channel, thread_ts=reply.asked_in, here_alone=True
    )
    if ground is None or ground.wish != "reading":
        return None
    return ToScope("", said=reply.text, below_reading=True)


def remember(reply: Reply, ground: Ground | None) -> None:
    """Keep what was asked and answered. A command's answer goes out first."""
    if ground is None or not reply.channel:
        return
    reply.deps.last_asks.keep(
        reply.tenant,
        reply.user,
        ground,
        channel=reply.channel,
        thread_ts=reply.thread_ts,
        soon=not reply.may_wait,
    )


def with_told(message: Message, told: str) -> Message:
    """Say above an answer what its line was taken for."""
    return Message(f"{told} {message.text}", [section(f"_{escape(told)}_"), *message.blocks])
