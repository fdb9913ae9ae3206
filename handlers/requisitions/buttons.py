"""Buttons about a requisition: each says what to do, to which one, and as it was when the button was made."""

from bot.actors import Actor
from bot.errors import RolecallError
from bot.hiring.requisitions import Action
from bot.services import briefs, kits, requisitions
from bot.services.changes import StaleRequisition
from bot.services.deps import Deps
from bot.slack.blocks import Block, Message
from bot.slack.text import escape
from bot.views.answers.help import build_plain
from bot.views.requisitions.log import build_changed, build_stale
from bot.views.targets import Target, read_target
from handlers.home import publish_home
from handlers.replies import ClickReply
from handlers.requisitions.forms import open_form

_AT_ONCE = (Action.STOP_REMINDING, Action.SAME_WORK, Action.KIT)


def handle_requisition_button(reply: ClickReply) -> None:
    """Do it, or open the form that it takes. A button that is out of date changes nothing and says so."""
    try:
        actor = reply.actor()
        aim = read_target(reply.value)
        if aim.action in _AT_ONCE or (aim.action is Action.DEFINE and aim.text):
            answer: Message | Block = _at_once(reply.deps, actor, aim)
        else:
            aim = aim.model_copy(update={"channel": aim.channel or reply.channel})
            answer = open_form(reply.deps, actor, aim)
    except RolecallError as error:
        answer = build_plain(escape(str(error)))
    reply.ack()
    if isinstance(answer, Message):
        reply.later(lambda: reply.say(answer))
        if reply.view_type == "home":
            reply.later(lambda: publish_home(reply))
    else:
        reply.later(lambda: reply.show(answer))


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
