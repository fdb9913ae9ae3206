"""Slash commands: one listener for all, since the line says which it was."""

from slack_bolt import BoltResponse

from bot.slack.blocks import Message
from handlers.lines import answer, answer_in_time
from handlers.replies import CommandReply, MustWait
from handlers.requisitions.forms import open_form


def handle_command(reply: CommandReply) -> BoltResponse | None:
    """Answer on the ack itself, or a moment later when Slack must say first who reads the channel."""
    deps = reply.deps
    ask = deps.assistant.asks.read(reply.line, "command", deps.now().date(), reply.naming)
    try:
        answered = answer(reply, ask)
    except MustWait:
        reply.later(lambda patient: answer_in_time(patient, ask))
        return None
    if isinstance(answered, Message):
        return reply.now(answered)
    if answered is not None:
        form = open_form(deps, reply.actor(), answered)
        reply.later(lambda patient: patient.show(form))
    return None
