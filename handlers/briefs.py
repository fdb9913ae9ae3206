"""Briefs: signing one, changing it, showing all of it, and opening a requisition for it."""

from collections.abc import Callable
from dataclasses import replace

from bot.actors import Actor
from bot.charts.chart import Chart
from bot.errors import RolecallError
from bot.hiring.access import Act
from bot.hiring.briefs.brief import COMPARED, BriefVersion
from bot.hiring.briefs.fields import read_fields, write_fields
from bot.hiring.briefs.lasting import say_the_skills
from bot.hiring.requisitions import Action
from bot.hiring.text.money import write_budget
from bot.hiring.text.resumes import looks_like_resume
from bot.services import briefs, waiting
from bot.services.access import may_be_said_in
from bot.services.briefs import AlreadySigned, StaleBrief
from bot.services.changes import Changed, DoneBefore, Once
from bot.services.deps import Deps
from bot.slack.blocks import Block, Message, alert, section
from bot.slack.ids import Req
from bot.slack.text import escape, kind_of_id, shorten
from bot.store.outbox import OutgoingMessage
from bot.views.answers.help import build_plain
from bot.views.briefs.brief import Pay, build_all, build_brief, build_export, build_signed
from bot.views.briefs.form import build_brief_form, by_field
from bot.views.charts import chart_of_brief
from bot.views.refusals import build_problem
from bot.views.requisitions.fields import Filled
from bot.views.requisitions.forms import build_form
from bot.views.targets import BriefTarget, Target, read_brief_target
from handlers.bands import beside_pay
from handlers.charts import show_with_chart
from handlers.replies import ClickReply, FormReply

_NAME_CURRENCY = (
    "You said “{amount}” and no currency. Please type the budget with its currency, like EUR 110k."
)
_EVEN = 50  # percent
_MEANWHILE = "It has changed since you looked at it, so nothing was signed. This is what it says now:"
_SKILLS = (
    "The must-haves say the skill now. The names of the tools stand under what can be "
    "learned on the job; edit it if that is not what you meant."
)
_SINCE = "It has changed since that message. This is how it is now."
_WHILE_WRITING = (
    "Nothing was overwritten: somebody changed {what} while you were writing. What you typed is still here: "
    "look at it, then save again."
)


def handle_brief_button(reply: ClickReply) -> None:
    """Sign it at once; everything else opens a form or a modal."""
    reply.in_time(_press)


def _press(reply: ClickReply) -> Callable[[], None] | None:
    try:
        aim = read_brief_target(reply.value)
        aim = aim.model_copy(update={"channel": reply.channel or aim.channel})
        actor = reply.actor(channel=aim.channel)
        if aim.does != "sign":
            return lambda: _open(reply, replace(actor, may_wait=True), aim)
        answer = _sign(reply, actor, aim)
    except RolecallError as error:
        answer = build_problem(error)
    return (lambda: reply.say(answer, privately=True)) if answer.blocks else None


def handle_brief_form(reply: FormReply) -> None:
    """Keep what was typed, and show the brief as it is now, to be signed.

    What is wrong is said beside its field. When somebody else was faster, the form comes back with what was
    typed; a field that was left alone follows the other's change.
    """
    deps, aim = reply.deps, read_brief_target(reply.metadata)
    actor = reply.actor(channel=aim.channel)
    typed, before, block_ids = by_field(reply.typed), by_field(reply.before), by_field(reply.block_ids)
    today = deps.today_of(reply.tenant, actor.user)
    pay: Pay = "all" if "company" in typed else "market"
    try:
        shown = briefs.get(deps, actor, aim.brief, Act.BRIEF)
        read, wrong = read_fields(deps.assistant.content, typed, shown.brief, today)
        resumes = [name for name, text in typed.items() if looks_like_resume(text)]
        wrong |= dict.fromkeys(resumes, deps.assistant.content.flags.in_a_form)
        if wrong:
            reply.refuse({block_ids[name]: told for name, told in wrong.items()})
            return
        shown = briefs.edit(deps, actor, aim.brief, aim.revision, read, once=reply.view_key)
    except StaleBrief as stale:
        reply.show(_again(stale.now, aim, typed, before, pay=pay))
    except RolecallError as error:
        reply.say(build_problem(error))
    else:
        beside = beside_pay(deps, actor, shown) if pay == "all" else None
        reply.show(build_all(shown, deps.assistant.content, pay, aim.channel, beside))


def pay_for(deps: Deps, shown: BriefVersion, actor: Actor, channel: str) -> Pay:
    """What of pay somebody sees who asks in a channel, a direct message or ("") in a modal. It may wait."""
    if kind_of_id(channel) == "channel" and deps.channels.ask(actor.tenant, channel) is not False:
        return "none"
    return "all" if briefs.reads_pay(deps, actor, shown) else "market"


def _sign(reply: ClickReply, actor: Actor, aim: BriefTarget) -> Message:
    """Sign it; the answer is empty where the whole thread reads it, since it comes by the outbox."""
    deps, content = reply.deps, reply.deps.assistant.content
    seen = briefs.get(deps, actor, aim.brief, Act.BRIEF)
    in_thread = not reply.is_in_view and not reply.is_ephemeral
    if in_thread and seen.requisition and not reply.is_direct:
        in_thread = may_be_said_in(deps, actor, seen.requisition, reply.channel)

    def signed(changed: Changed) -> OutgoingMessage:
        message = build_signed(changed.requisition, actor.user, content)
        return OutgoingMessage(
            channel=reply.channel,
            text=message.text,
            blocks=message.blocks,
            thread_ts=reply.thread_ts or reply.message_ts,
        )

    once = Once(f"brief:{reply.trigger_id}", signed if in_thread else None)
    try:
        changed = briefs.sign(deps, actor, aim.brief, aim.revision, once=once)
    except AlreadySigned as before:
        return build_plain(f"<@{before.by}> has signed it already. Nothing was changed.")
    except StaleBrief as stale:
        message = build_brief(stale.now, content, "none" if in_thread else "market")
        return Message(_MEANWHILE, [section(_MEANWHILE), *message.blocks])
    return Message("", []) if in_thread else build_signed(changed.requisition, actor.user, content)


def _open(reply: ClickReply, actor: Actor, aim: BriefTarget) -> None:
    """Open what a button opens, or say why not. It may wait."""
    deps = reply.deps
    try:
        act = Act.READ if aim.does in ("all", "export") else Act.BRIEF
        shown = briefs.get(deps, actor, aim.brief, act)
        notice: list[Block] = []
        if aim.does == "skill":
            shown, notice = _said(deps, actor, shown, aim, once=f"skill:{reply.trigger_id}")
        view, chart = _view(deps, shown, aim, actor)
        view |= {"blocks": [*notice, *view["blocks"]]}
        show_with_chart(reply, view, chart)
    except DoneBefore:
        return
    except RolecallError as error:
        reply.say(build_problem(error), privately=True)


def _said(
    deps: Deps, actor: Actor, shown: BriefVersion, aim: BriefTarget, *, once: str
) -> tuple[BriefVersion, list[Block]]:
    """Let the names of tools give way to the skills behind them; what to say above the brief."""
    wanted = say_the_skills(shown.brief, deps.assistant.content)
    try:
        shown = briefs.edit(deps, actor, aim.brief, aim.revision, wanted, once=once)
    except StaleBrief as stale:
        return stale.now, [alert(_SINCE, "info")]
    return shown, [alert(_SKILLS, "success")]


def _view(deps: Deps, shown: BriefVersion, aim: BriefTarget, actor: Actor) -> tuple[Block, Chart | None]:
    """What a button opens, and the chart of pay that all of a brief has."""
    content = deps.assistant.content
    pay = pay_for(deps, shown, actor, aim.channel)
    match aim.does:
        case "edit":
            changed = shown.revision != aim.revision
            notice = [alert(_SINCE, "info")] if changed else []
            return build_brief_form(shown, aim.channel, pay=pay == "all", notice=notice), None
        case "export":
            return build_export(shown, content, pay), None
        case "open" if shown.requisition is None:
            return _requisition_form(deps, shown, aim, actor), None
    beside = beside_pay(deps, actor, shown) if pay == "all" else None
    chart = None if pay == "none" else chart_of_brief(shown.brief, content, company=pay == "all")
    return build_all(shown, content, pay, aim.channel, beside), chart


def _requisition_form(deps: Deps, shown: BriefVersion, aim: BriefTarget, actor: Actor) -> Block:
    """The form for a new requisition, filled with what the brief and its conversation say."""
    channel = aim.channel if kind_of_id(aim.channel) == "channel" else ""
    today = deps.today_of(actor.tenant, actor.user)
    notice: list[Block] = []
    filled = {
        Req.TITLE: shorten(shown.brief.title, 150),
        Req.DESCRIPTION: shown.brief.mission,
        Req.OWNER: actor.user,
        Req.CHANNEL: channel,
        Req.LEVEL: shown.brief.level or "",
        Req.SPECIALTY: shown.brief.primary.role if shown.brief.primary.sure >= _EVEN else "",
    }
    if shown.scoping is not None:
        said = deps.assistant.carry(waiting.scope_of(deps, actor.tenant, shown.scoping), today)
        filled |= {
            Req.DESCRIPTION: shorten(said.text or shown.brief.mission, 3000),
            Req.LEVEL: shown.brief.level or said.level or "",
            Req.BUDGET: write_budget(said.budget) if said.budget else "",
            Req.YEAR: str(said.year or today.year) if said.budget else "",
            Req.LOCATION: said.place or "",
        }
        if said.amount:
            notice = [alert(_NAME_CURRENCY.format(amount=escape(said.amount)), "info")]
    opening = Target(action=Action.OPEN, number=0, version=0, brief=shown.id, channel=aim.channel)
    return build_form(opening, deps.assistant.content, today, filled=Filled(filled), notice=notice)


def _again(
    now: BriefVersion, aim: BriefTarget, typed: dict[str, str], before: dict[str, str], *, pay: Pay
) -> Block:
    live = write_fields(now.brief)
    kept = {name: text if text != before[name] else live[name] for name, text in typed.items()}
    moved = [COMPARED[name] for name in typed if live[name] != before[name]]
    notice = alert(_WHILE_WRITING.format(what=" and ".join(moved) or "it"), "warning")
    return build_brief_form(now, aim.channel, pay=pay == "all", typed=kept, notice=[notice])
