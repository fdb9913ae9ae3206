"""Slash commands: one listener for all, since the line says which it was."""

from slack_bolt import BoltResponse

from bot.errors import RolecallError
from bot.hiring.lines.ask import Ask
from bot.slack.blocks import Message
from bot.slack.text import escape
from bot.views.answers.help import build_plain
from bot.views.targets import Target
from handlers.lines import answer
from handlers.replies import CommandReply, MustWait
from handlers.requisitions.forms import open_form


def handle_command(reply: CommandReply) -> BoltResponse | None:
    """Answer on the ack itself, or a moment later when Slack must say first who reads the channel."""
    deps = reply.deps
    ask = deps.assistant.asks.read(reply.line, "command", deps.now().date(), reply.naming)
    try:
        answered = answer(reply, ask)
    except MustWait:
        reply.later(lambda patient: _answer_later(patient, ask))
        return None
    if isinstance(answered, Message):
        return reply.now(answered)
    if answered is not None:
        form = open_form(deps, reply.actor(), answered)
        reply.later(lambda patient: patient.show(form))
    return None


def _answer_later(reply: CommandReply, ask: Ask) -> None:
    try:
        answered = answer(reply, ask)
        if isinstance(answered, Target):
            reply.show(open_form(reply.deps, reply.actor(), answered))
            return
    except RolecallError as error:
        answered = build_plain(escape(str(error)))
    if answered is not None:
        reply.say(answered)
