"""Slash commands: one listener for all, since the line says which it was."""

from slack_bolt import BoltResponse

from bot.errors import MustWait, RolecallError
from bot.slack.blocks import Message
from bot.views.refusals import build_problem
from bot.views.targets import Target
from handlers.followups import follow_up
from handlers.lines import answer, answer_in_time
from handlers.replies import CommandReply
from handlers.requisitions.forms import open_form


def handle_command(reply: CommandReply) -> BoltResponse | None:
    """Answer on the ack itself, or a moment later when Slack must say first who asks, or who reads along."""
    deps = reply.deps
    asks, today = deps.assistant.asks, deps.now().date()
    ask = follow_up(reply) or asks.read(reply.line, "command", today, reply.naming)
    try:
        answered = answer(reply, ask)
        form = open_form(deps, reply.actor(), answered) if isinstance(answered, Target) else None
    except MustWait:
        reply.later(lambda patient: answer_in_time(patient, ask))
        return None
    except RolecallError as error:
        return reply.now(build_problem(error))
    if isinstance(answered, Message):
        return reply.now(answered)
    if form is not None:
        reply.later(lambda patient: patient.show(form))
    return None
