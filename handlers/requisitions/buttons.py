"""Buttons about a requisition: each says what to do, to which one, and as it was when the button was made."""

from collections.abc import Callable

from bot.actors import Actor
from bot.errors import RolecallError
from bot.hiring.requisitions import Action
from bot.services import briefs, kits, requisitions
from bot.services.changes import StaleRequisition
from bot.services.deps import Deps
from bot.slack.blocks import Block, Message
from bot.views.refusals import build_problem
from bot.views.requisitions.log import build_changed, build_stale
from bot.views.targets import Target, read_target
from handlers.home import publish_home
from handlers.replies import ClickReply
from handlers.requisitions.forms import open_form

_AT_ONCE = (Action.STOP_REMINDING, Action.SAME_WORK, Action.KIT)


def handle_requisition_button(reply: ClickReply) -> None:
    """Do it, or open the form that it takes. A button that is out of date changes nothing and says so."""
    reply.in_time(_do)


def _do(reply: ClickReply) -> Callable[[], None]:
    try:
        aim = read_target(reply.value)
        aim = aim.model_copy(update={"channel": reply.channel or aim.channel})
        actor = reply.actor(channel=aim.channel)
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
