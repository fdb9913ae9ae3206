"""Lines about requisitions, read in one place however they came: typed, written, or carried by a button."""

from collections.abc import Callable
from datetime import date
from typing import Any

from slack_bolt import Ack, BoltContext, BoltResponse, Respond
from slack_sdk import WebClient

from bot.actors import Actor, Tenant
from bot.errors import RolecallError
from bot.hiring.lines.requisitions import NEEDS_NUMBER, Line, Verb, is_about_requisitions, read_line
from bot.hiring.requisitions import Action, has_another_description
from bot.hiring.text.resumes import looks_like_resume
from bot.services import briefs, requisitions
from bot.services.briefs import NoSuchBrief
from bot.services.changes import Changed, Once
from bot.services.deps import Deps
from bot.slack.blocks import Message, actions, ask_button, section
from bot.slack.text import escape, shorten, unescape_keeping_people
from bot.store.outbox import OutgoingMessage
from bot.views.answers import build_answer
from bot.views.answers.help import build_plain, confirm
from bot.views.briefs.brief import Pay, build_brief
from bot.views.buttons import action_button, open_button, scope_button
from bot.views.common import name
from bot.views.requisitions.card import build_detail, build_list, who_reads_all
from bot.views.requisitions.log import build_log, build_scope_question
from bot.views.targets import Subject, Target
from handlers.actors import acting
from handlers.filling import may_name_somebody
from handlers.lines import Place, respond_with
from handlers.requisitions.changes import Asked, change, tell
from handlers.requisitions.forms import open_form

__all__ = ["answer_asked", "answer_event", "handle_requisition_command", "is_about_requisitions"]

_ONLY_SHOWS = (Verb.OPEN, Verb.LIST, Verb.SHOW, Verb.LOG, Verb.BRIEF, Verb.REVIEW, Verb.HELP)
_SHOWS_BUDGET = (Verb.SHOW, Verb.LOG, Verb.BRIEF)


def handle_requisition_command(
    ack: Ack,
    command: dict[str, Any],
    respond: Respond,
    client: WebClient,
    deps: Deps,
    tenant: Tenant,
    context: BoltContext,
) -> BoltResponse | None:
    """Answer `/req` on the ack itself, or a moment later when it takes a form or a look at the channel."""
    text = unescape_keeping_people(command.get("text", ""))
    if looks_like_resume(text):
        refused = deps.assistant.read_role(text, deps.now().date())
        return BoltResponse(status=200, body=build_answer(refused, "", can_share=False).body)
    line = read_line(f"req {text}")
    actor = acting(context, tenant, command["user_id"], command["team_id"], "command")
    place = Place(tenant, command["channel_id"])
    shared = deps.channels.is_shared(tenant, place.channel) if place.is_channel else False
    once, bot = Once(f"command:{command['trigger_id']}"), context.bot_user_id or ""
    if line.verb in _SHOWS_BUDGET and shared is None:
        ack()
        deps.background.submit(
            lambda: respond_with(respond, _message(deps, _seen(deps, line, actor, place, once, bot)))
        )
        return None
    answer = _answer(deps, Asked(line, actor, place, once, bot, show_budget=shared is False))
    if isinstance(answer, Message):
        return BoltResponse(status=200, body=answer.body)
    form = open_form(deps, actor, answer)
    ack()
    deps.background.submit(lambda: client.views_open(trigger_id=command["trigger_id"], view=form))
    return None


def answer_event(
    deps: Deps,
    context: BoltContext,
    tenant: Tenant,
    body: dict[str, Any],
    *,
    reply: Callable[[Message], OutgoingMessage],
) -> bool:
    """Answer a message or mention about requisitions; False when it is about something else.

    A change, the claim of the event and the reply are one transaction: a message that Slack sends again, or
    that was being answered when the process ended, has one effect.
    """
    event = body["event"]
    text = unescape_keeping_people(event.get("text", "")).removeprefix(f"<@{context.bot_user_id}>")
    meant = text if is_about_requisitions(text) else deps.assistant.command_of(text)
    if meant is None or not is_about_requisitions(meant):
        return False
    line = read_line(meant)

    def replied(changed: Changed) -> OutgoingMessage:
        return reply(tell(deps, changed))

    once = Once(body["event_id"], replied)
    try:
        actor = acting(context, tenant, event["user"], event.get("user_team") or event.get("team"), "message")
        place, bot = Place(tenant, event["channel"]), context.bot_user_id or ""
        if meant is not text and line.verb not in _ONLY_SHOWS and line.number is not None:
            message = _proposed(line, meant)
        else:
            message = _message(deps, _seen(deps, line, actor, place, once, bot))
    except RolecallError as error:
        message = build_plain(escape(str(error)))
    deps.reply_once(tenant, body["event_id"], reply(message))
    return True


def answer_asked(
    deps: Deps, context: BoltContext, actor: Actor, line: str, place: Place, key: str
) -> Message | Target:
    """Answer a line that a button carried; a Target when it takes a form. Not for a listener: it may wait."""
    bot = context.bot_user_id or ""
    return _answer(deps, _seen(deps, read_line(line), actor, place, Once(key), bot))


def _seen(deps: Deps, line: Line, actor: Actor, place: Place, once: Once, bot: str) -> Asked:
    """Ask Slack who reads along, if that matters. It may wait."""
    matters = line.verb in _SHOWS_BUDGET and place.is_channel
    show_budget = not matters or deps.channels.ask(place.tenant, place.channel) is False
    return Asked(line, actor, place, once, bot, show_budget)


def _message(deps: Deps, asked: Asked) -> Message:
    """The answer as a message: where a form is needed, a button that opens it."""
    answer = _answer(deps, asked)
    if isinstance(answer, Message):
        return answer
    if answer.action is Action.OPEN:
        told = "That takes a form with a few fields."
        return Message(told, [section(told), actions(open_button(answer.text, primary=True))])
    hint = _HINTS.get(answer.action, "")
    told = f"That takes a little more.{hint.format(number=answer.number)}"
    return Message(told, [section(told), actions(action_button(answer))])


_HINTS = {
    Action.DEFINE: " Press the button, or write it in words: `req define {number} infra because …`",
    Action.SNOOZE: " Press the button, or write it in words: `req snooze {number} until 10 Dec because …`",
    Action.REASSIGN: " Press the button, or write it in words: `req reassign {number} @name`",
    Action.CLOSE: " Press the button, or say why: `req close {number} because …`",
    Action.NOT_LLM: " Press the button, or say why: `req not-llm {number} because …`",
    Action.UNDO: " Press the button, or say why: `req undo {number} because …`",
}


def _answer(deps: Deps, asked: Asked) -> Message | Target:
    try:
        return _read_or_change(deps, asked)
    except RolecallError as error:
        told = escape(str(error))
        return Message(told, [section(told), actions(ask_button("What is open", "req"), open_button())])


def _read_or_change(deps: Deps, asked: Asked) -> Message | Target:  # noqa: PLR0911 - one for each verb
    line, tenant, user = asked.line, asked.actor.tenant, asked.actor.user
    content = deps.assistant.content
    if line.verb is None:
        return _not_understood(line, deps.now().date())
    if line.verb is Verb.HELP:
        return _help(deps)
    if line.verb is Verb.OPEN:
        return Target(
            action=Action.OPEN, number=0, version=0, text=shorten(line.rest, 150), channel=asked.place.channel
        )
    today = deps.today_of(tenant, user)
    if line.verb is Verb.LIST:
        channel = asked.place.channel if asked.place.is_channel else None
        page = requisitions.list_for(deps, tenant, user, channel, max(line.page or 1, 1))
        return build_list(page, content, today, in_channel=channel is not None)
    if line.number is None:
        return _which(line)
    if line.verb is Verb.SHOW:
        requisition, story = requisitions.log(deps, tenant, line.number, reader=user)
        concerned = requisition.concerns(user, asked.place.channel)
        show_budget = asked.show_budget
        shown = build_detail(requisition, content, today, show_budget=show_budget, concerned=concerned)
        moved = concerned and requisition.can(Action.SAME_WORK) and has_another_description(story)
        asks = build_scope_question(requisition) if moved and requisition.brief else []
        return Message(shown.text, [*shown.blocks, *asks])
    if line.verb is Verb.LOG:
        requisition, story = requisitions.log(deps, tenant, line.number, reader=user)
        show_budget = asked.show_budget and requisition.concerns(user, asked.place.channel)
        return build_log(requisition, story, content, today, page=line.page, show_budget=show_budget)
    if line.verb is Verb.BRIEF:
        return _brief(deps, asked, line.number)
    return change(deps, asked, line.verb, line.number)


def _brief(deps: Deps, asked: Asked, number: int) -> Message:
    actor, channel = asked.actor, asked.place.channel
    try:
        shown = briefs.of_requisition(deps, actor.tenant, number)
    except NoSuchBrief as none:
        told = f"{escape(str(none))} Talk the role through, and I draft one."
        talk = scope_button("Talk it through", Subject(requisition=number))
        return Message(told, [section(told), actions(talk)])
    if not shown.may_read(actor.user, channel):
        requisition = requisitions.get(deps, actor.tenant, number)
        told = f"The brief of {name(requisition)} is not for reading here. {who_reads_all(requisition)}"
        return Message(told, [section(told)])
    pay: Pay = "market" if not shown.may_read_pay(actor.user, channel) else "all"
    return build_brief(shown, deps.assistant.content, pay if asked.show_budget else "none")


def _proposed(line: Line, meant: str) -> Message:
    """A change that was asked for in own words: shown back, and made by one click of whoever asked."""
    told = f"I read that as `{escape(meant)}`. Shall I?"
    return confirm(told, f"Yes, {line.verb} {line.number}", meant)


def _help(deps: Deps) -> Message:
    (command,) = (each for each in deps.assistant.content.commands if each.name == "req")
    examples = "\n".join(f"`/{example}`" for example in command.examples)
    told = f"*/req* {escape(command.explains)}\n{examples}"
    return Message(told, [section(told), actions(ask_button("What is open", "req"), open_button())])


def _which(line: Line) -> Message:
    told = f"Which one? Type its number, like `req {line.verb} 3`."
    if line.rest and line.verb is not Verb.FILL:  # after that word it may be a name
        told = f"I see no number in “{escape(shorten(line.rest, 80))}”. {told}"
    return Message(told, [section(told), actions(ask_button("What is open", "req"))])


def _not_understood(line: Line, today: date) -> Message:
    told = f"I do not know “{escape(shorten(line.unknown, 80))}”."
    number = f" {line.number}" if line.number is not None else ""
    because = f" because {line.reason}" if line.reason else ""
    buttons = []
    for verb in line.meant:
        if verb is Verb.FILL and may_name_somebody(line, today):
            continue  # a button and a reply are kept, and what it would say may be a name
        rest = f" {line.rest}" if line.rest and verb in NEEDS_NUMBER else ""
        buttons.append(ask_button(f"{verb}{number}", f"req {verb}{number}{rest}{because}"))
    if line.meant:
        told += f" Did you mean {' or '.join(f'*{verb}*' for verb in line.meant)}?"
    return Message(told, [section(told), actions(*buttons, ask_button("What can I type?", "req help"))])
