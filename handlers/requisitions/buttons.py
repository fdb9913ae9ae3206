"""Buttons about a requisition: each says what to do, to which one, and as it was when the button was made."""

from typing import Any

from slack_bolt import Ack, BoltContext, Respond
from slack_sdk import WebClient

from bot.actors import Actor, Tenant
from bot.errors import RolecallError
from bot.hiring.requisitions import Action
from bot.services import briefs, kits, requisitions
from bot.services.changes import StaleRequisition
from bot.services.deps import Deps
from bot.slack.blocks import Block, Message
from bot.slack.text import escape
from bot.views.answers.help import build_plain
from bot.views.requisitions.forms import build_result_view
from bot.views.requisitions.log import build_changed, build_stale
from bot.views.targets import Target, read_target
from handlers.actors import clicking
from handlers.home import publish_home
from handlers.lines import Place, respond_with
from handlers.requisitions.forms import open_form


def handle_requisition_button(
    ack: Ack,
    body: dict[str, Any],
    action: dict[str, Any],
    respond: Respond,
    client: WebClient,
    deps: Deps,
    tenant: Tenant,
    context: BoltContext,
) -> None:
    """Do it, or open the form that it takes. A button that is out of date changes nothing and says so."""
    in_view = "view" in body
    try:
        actor = clicking(context, tenant, body)
        aim = read_target(action["value"])
        at_once = (Action.STOP_REMINDING, Action.SAME_WORK, Action.KIT)
        if aim.action in at_once or (aim.action is Action.DEFINE and aim.text):
            answer: Message | Block = _at_once(deps, actor, aim)
        else:
            channel = body.get("container", {}).get("channel_id", "")
            answer = open_form(deps, actor, aim.model_copy(update={"channel": aim.channel or channel}))
    except RolecallError as error:
        answer = build_plain(escape(str(error)))
        in_view = in_view or not body.get("response_url")
    ack()
    if isinstance(answer, Message) and not in_view:
        place = Place(tenant, body["container"]["channel_id"])
        thread_ts = body["container"].get("thread_ts")
        deps.background.submit(
            lambda: respond_with(respond, answer, in_channel=place.is_direct, thread_ts=thread_ts)
        )
    else:
        view = build_result_view(answer) if isinstance(answer, Message) else answer
        deps.background.submit(show_view, client, body, view)
    if body.get("view", {}).get("type") == "home" and isinstance(answer, Message):
        deps.background.submit(publish_home, deps, client, tenant, body["user"]["id"])


def show_view(client: WebClient, body: dict[str, Any], view: Block) -> None:
    """Show a view in the place of the modal that the click was made in, or as a new one."""
    if body.get("view", {}).get("type") == "modal":
        client.views_update(view_id=body["view"]["id"], view=view)
    else:
        client.views_open(trigger_id=body["trigger_id"], view=view)


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
