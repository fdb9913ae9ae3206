"""Buttons about a requisition: each says what to do, to which one, and as it was when the button was made."""

from collections.abc import Callable
from dataclasses import replace

from bot.actors import Actor
from bot.errors import RolecallError
from bot.hiring.requisitions import Action, State
from bot.services import briefs, kits, requisitions
from bot.services.changes import StaleRequisition
from bot.services.deps import Deps
from bot.slack.blocks import Block, Message
from bot.slack.ids import ReqAction
from bot.slack.modals import answer_view
from bot.views.answers.help import build_plain
from bot.views.refusals import build_problem
from bot.views.requisitions.changed import build_changed, build_stale
from bot.views.requisitions.log import build_story
from bot.views.targets import Target, read_target
from handlers.home import publish_home
from handlers.replies import ClickReply
from handlers.requisitions.forms import next_of, open_form

_CHOOSE_FIRST = "Choose a role in the menu first, then press *That’s it*. If none fits, *Talk it through*."
_AT_ONCE = (Action.STOP_REMINDING, Action.SAME_WORK, Action.KIT)


def handle_requisition_button(reply: ClickReply) -> None:
    """Do it, or open the form that it takes. A button that is out of date changes nothing and says so."""
    reply.in_time(_do)


def handle_define_chosen(reply: ClickReply) -> None:
    """Define it as the role that is chosen beside the button; without a choice, say what is missing."""
    chosen = reply.picked.get(ReqAction.CHOSEN)
    if chosen is None:
        reply.ack()
        reply.later(lambda: reply.say(build_plain(_CHOOSE_FIRST), privately=True))
        return
    aim = read_target(reply.value).model_copy(update={"text": chosen})
    handle_requisition_button(replace(reply, value=aim.pack()))


def handle_review_chosen(reply: ClickReply) -> None:
    """Open the look back's form, with what was chosen above the button."""
    aim, held = read_target(reply.value), reply.picked.get(ReqAction.HELD)
    chosen = aim.model_copy(update={"text": f"{aim.text}:{held}"}) if held else aim
    handle_requisition_button(replace(reply, value=chosen.pack()))


def handle_story(reply: ClickReply) -> None:
    """Show what was decided in whole sentences."""
    reply.ack()
    reply.later(lambda: reply.show(_story(reply)))


def _story(reply: ClickReply) -> Block:
    try:
        show_budget = reply.is_shared() is False
        story = requisitions.story(reply.deps, reply.actor(), int(reply.value))
    except RolecallError as error:
        return answer_view(build_problem(error))
    content = reply.deps.assistant.content
    return build_story(
        story.requisition, story.decisions, content, show_budget=show_budget and story.reads_all
    )


def _do(reply: ClickReply) -> Callable[[], None]:
    try:
        aim = read_target(reply.value)
        aim = aim.model_copy(update={"channel": reply.channel or aim.channel})
        actor = reply.actor(channel=aim.channel)
        if aim.then and requisitions.get(reply.deps, actor, aim.number).state is not State.UNDEFINED:
            aim = next_of(reply.deps, actor, aim) or aim  # somebody has defined the first one meanwhile
        if aim.action in _AT_ONCE or (aim.action is Action.DEFINE and aim.text):
            answer: Message | Block = _at_once(reply.deps, actor, aim)
        else:
            answer = open_form(reply.deps, actor, aim)
    except RolecallError as error:
        answer = build_problem(error)

    def show() -> None:
        if not isinstance(answer, Message):
            reply.show(answer)
            return
        reply.say(answer)
        if reply.view_type == "home":
            publish_home(reply)

    return show


def _at_once(deps: Deps, actor: Actor, aim: Target) -> Message:
    content = deps.assistant.content
    try:
        if aim.action is Action.DEFINE:
            changed = requisitions.define(deps, actor, aim.number, aim.text, expected_version=aim.version)
        elif aim.action is Action.SAME_WORK:
            changed = briefs.same_work(deps, actor, aim.number, aim.version)
        elif aim.action is Action.KIT:
            changed = kits.choose(deps, actor, aim.number, aim.text)
        else:
            changed = requisitions.stop_reminding(deps, actor, aim.number, expected_version=aim.version)
    except StaleRequisition as stale:
        today = deps.today_of(actor.tenant, actor.user)
        return build_stale(stale.requisition, stale.since, content, today)
    return build_changed(changed.requisition, changed.decision, content)
