"""Buttons under an answer: ask the next thing, or share this one."""

from typing import Any

from slack_bolt import Ack, BoltContext, Respond
from slack_sdk import WebClient

from bot.actors import Actor, Tenant
from bot.hiring.lines.hiring import is_about_insights, is_about_reminders
from bot.services.deps import Deps
from bot.slack.blocks import Message, context
from bot.slack.text import kind_of_id
from bot.store import events
from bot.views.answers import build_answer
from bot.views.answers.budget_form import build_answer_view
from bot.views.requisitions.forms import build_result_view
from bot.views.targets import Target
from handlers.actors import clicking
from handlers.insights import answer_about_insights
from handlers.lines import Place, compose_asking, refusal, respond_with
from handlers.reminders import answer_about_reminders
from handlers.requisitions.buttons import show_view
from handlers.requisitions.forms import open_form
from handlers.requisitions.lines import answer_asked, is_about_requisitions


def handle_ask(
    ack: Ack,
    body: dict[str, Any],
    action: dict[str, Any],
    respond: Respond,
    client: WebClient,
    deps: Deps,
    tenant: Tenant,
    context: BoltContext,
) -> None:
    """Ask the line that the button carries, and answer where the button stands (from Home: in a modal)."""
    if is_about_requisitions(action["value"]):
        actor = clicking(context, tenant, body)
        ack()
        deps.background.submit(_answer_requisition, body, action, respond, client, deps, context, actor)
        return
    if is_about_reminders(action["value"]):
        actor = clicking(context, tenant, body)
        ack()
        deps.background.submit(_set_reminders, body, action["value"], respond, deps, actor)
        return
    if is_about_insights(action["value"]):
        actor = clicking(context, tenant, body)
        ack()
        deps.background.submit(_show_insights, body, action["value"], respond, client, deps, actor)
        return
    ack()
    work = _answer_in_view if "view" in body else _answer_in_place
    deps.background.submit(work, body, action["value"], respond, client, deps, tenant)


def _answer_requisition(
    body: dict[str, Any],
    action: dict[str, Any],
    respond: Respond,
    client: WebClient,
    deps: Deps,
    context: BoltContext,
    actor: Actor,
) -> None:
    place = _place(actor.tenant, body)
    key = f"ask:{actor.user}:{action['action_ts']}"
    answer = answer_asked(deps, context, actor, action["value"], place, key)
    if isinstance(answer, Target):
        show_view(client, body, open_form(deps, actor, answer))
    elif "view" in body:
        show_view(client, body, build_result_view(answer))
    else:
        _show(answer, body, respond)


def _place(tenant: Tenant, body: dict[str, Any]) -> Place:
    return Place(tenant, body.get("container", {}).get("channel_id", ""))


def _show(answer: Message, body: dict[str, Any], respond: Respond) -> None:
    """Answer below what was clicked: for everybody in a direct message, else for the one who clicked."""
    container = body["container"]
    in_direct = kind_of_id(container["channel_id"]) == "direct"
    respond_with(respond, answer, in_channel=in_direct, thread_ts=container.get("thread_ts"))


def _set_reminders(body: dict[str, Any], line: str, respond: Respond, deps: Deps, actor: Actor) -> None:
    _show(answer_about_reminders(deps, _place(actor.tenant, body), actor, line), body, respond)


def _show_insights(
    body: dict[str, Any], line: str, respond: Respond, client: WebClient, deps: Deps, actor: Actor
) -> None:
    in_view = "view" in body
    answer = answer_about_insights(deps, actor, line, charts=not in_view)
    if in_view:
        show_view(client, body, build_answer_view(answer))
    else:
        _show(answer, body, respond)


def _answer_in_place(
    body: dict[str, Any], line: str, respond: Respond, _client: WebClient, deps: Deps, tenant: Tenant
) -> None:
    _show(compose_asking(deps, _place(tenant, body), line), body, respond)


def _answer_in_view(
    body: dict[str, Any], line: str, _respond: Respond, client: WebClient, deps: Deps, tenant: Tenant
) -> None:
    shown = build_answer_view(compose_asking(deps, Place(tenant), line))
    if body["view"]["type"] == "modal":
        client.views_update(view_id=body["view"]["id"], view=shown)
    else:
        client.views_open(trigger_id=body["trigger_id"], view=shown)


def handle_share(
    ack: Ack,
    body: dict[str, Any],
    action: dict[str, Any],
    respond: Respond,
    deps: Deps,
    tenant: Tenant,
) -> None:
    """Post the answer for everybody, and take the private copy away."""
    ack()
    deps.background.submit(_share, body, action["value"], respond, deps, tenant)


def _share(body: dict[str, Any], line: str, respond: Respond, deps: Deps, tenant: Tenant) -> None:
    container = body["container"]
    answer = deps.assistant.answer(line, deps.now().date())
    refused = refusal(deps, Place(tenant, container["channel_id"]), answer)
    if refused:
        respond_with(respond, refused)
        return
    claim = f"share:{container['channel_id']}:{container['message_ts']}"
    with deps.database.transaction() as session:
        if not events.claim(session, tenant, claim, deps.now()):
            return  # a second click
    message = build_answer(answer, line, can_share=False)
    blocks = [*message.blocks, context(f"Shared by <@{body['user']['id']}>")]
    posted = respond_with(
        respond, Message(message.text, blocks), in_channel=True, thread_ts=container.get("thread_ts")
    )
    if posted:
        respond(delete_original=True)
        return
    with deps.database.transaction() as session:
        events.release(session, tenant, claim)
