"""Buttons under an answer: ask on, show all of this one or its sources, share it or take it away again."""

from bot.errors import RolecallError
from bot.hiring.lines.ask import AboutInsights
from bot.slack.ids import ActionId
from bot.slack.modals import answer_view
from bot.store import events
from bot.views.answers import build_shared
from bot.views.answers.help import build_plain
from bot.views.refusals import build_problem
from handlers.answers import refusal, show_in_full
from handlers.budget import handle_open_budget
from handlers.insights import answer_about_insights
from handlers.lines import answer_in_time
from handlers.reminders import handle_open_preferences
from handlers.replies import ClickReply, respond_with
from handlers.requisitions.buttons import handle_requisition_button


def handle_ask(reply: ClickReply) -> None:
    """Ask the line that the button carries, and answer where the button stands (from Home: in a modal)."""
    reply.ack()
    reply.later(lambda: _answer(reply))


def _answer(reply: ClickReply) -> None:
    answer_in_time(reply, reply.deps.assistant.asks.read(reply.value, "button", reply.deps.now().date()))


def handle_sources(reply: ClickReply) -> None:
    """Open every source of pay for what was asked, in a modal."""
    reply.ack()
    reply.later(lambda: show_in_full(reply, reply.value))


def handle_picked(reply: ClickReply) -> None:
    """Take note that something was chosen in a message; the button below it says what for."""
    reply.ack()


def handle_all(reply: ClickReply) -> None:
    """Show all of an answer in a modal, for the eyes of whoever pressed."""
    reply.ack()
    reply.later(lambda: _show_all(reply))


def _show_all(reply: ClickReply) -> None:
    ask = reply.deps.assistant.asks.read(reply.value, "button", reply.deps.now().date())
    try:
        if isinstance(ask, AboutInsights):
            reply.show(answer_view(answer_about_insights(reply, ask.rest, in_full=True)))
        else:
            show_in_full(reply, reply.value)
    except RolecallError as error:
        reply.show(answer_view(build_problem(error)))


def handle_more(reply: ClickReply) -> None:
    """Do what was chosen in the menu behind three dots: what a button of that value does."""
    if reply.value == ActionId.PREFERENCES:
        handle_open_preferences(reply)
    elif reply.value == ActionId.OPEN_BUDGET:
        handle_open_budget(reply)
    elif reply.value.startswith("{"):
        handle_requisition_button(reply)
    else:
        handle_ask(reply)


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
    shared = build_shared(answered, line, reply.user)
    if respond_with(reply.respond, shared, in_channel=True, thread_ts=reply.thread_ts):
        reply.respond(delete_original=True)
        return
    with deps.database.transaction() as session:
        events.release(session, reply.tenant, claim)


def handle_shared(reply: ClickReply) -> None:
    """Take away what was shared, for whoever shared it."""
    reply.ack()
    reply.later(lambda: _remove(reply))


def _remove(reply: ClickReply) -> None:
    if reply.user == reply.value:
        reply.respond(delete_original=True)
        return
    told = f"<@{reply.value}> shared it, and can remove it. Nothing was removed."
    reply.say(build_plain(told), privately=True)
