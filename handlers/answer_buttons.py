"""Buttons under an answer: ask the next thing, or share this one."""

from bot.errors import RolecallError
from bot.slack.blocks import Message, context
from bot.slack.text import escape
from bot.store import events
from bot.views.answers import build_answer
from bot.views.answers.help import build_plain
from bot.views.targets import Target
from handlers.answers import refusal
from handlers.lines import answer
from handlers.replies import ClickReply, respond_with
from handlers.requisitions.forms import open_form


def handle_ask(reply: ClickReply) -> None:
    """Ask the line that the button carries, and answer where the button stands (from Home: in a modal)."""
    reply.ack()
    reply.later(lambda: _answer(reply))


def _answer(reply: ClickReply) -> None:
    ask = reply.deps.assistant.asks.read(reply.value, "button", reply.deps.now().date())
    try:
        answered = answer(reply, ask)
        if isinstance(answered, Target):
            reply.show(open_form(reply.deps, reply.actor(), answered))
            return
    except RolecallError as error:
        answered = build_plain(escape(str(error)))
    if answered is not None:
        reply.say(answered)


def handle_share(reply: ClickReply) -> None:
    """Post the answer for everybody, and take the private copy away."""
    reply.ack()
    reply.later(lambda: _share(reply))


def _share(reply: ClickReply) -> None:
    deps, line = reply.deps, reply.value
    answered = deps.assistant.answer(line, deps.now().date())
    if refused := refusal(reply, answered):
        respond_with(reply.respond, refused)
        return
    claim = f"share:{reply.channel}:{reply.message_ts}"
    with deps.database.transaction() as session:
        if not events.claim(session, reply.tenant, claim, deps.now()):
            return  # a second click
    message = build_answer(answered, line, can_share=False)
    blocks = [*message.blocks, context(f"Shared by <@{reply.user}>")]
    shared = Message(message.text, blocks)
    if respond_with(reply.respond, shared, in_channel=True, thread_ts=reply.thread_ts):
        reply.respond(delete_original=True)
        return
    with deps.database.transaction() as session:
        events.release(session, reply.tenant, claim)
