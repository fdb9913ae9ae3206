"""Buttons under an answer: ask the next thing, or share this one."""

from typing import Any

from slack_bolt import Ack, BoltContext, Respond
from slack_sdk import WebClient

from bot.domain import Actor, Tenant
from bot.services import Services
from bot.slack.blocks import Message, context
from bot.slack.targets import Target
from bot.slack.views import build_answer
from bot.slack.views.budget import build_answer_view
from bot.slack.views.requisition_forms import build_result_view
from bot.store import events
from handlers.acting import clicking
from handlers.answering import Place, compose_asking, refusal, respond_with
from handlers.insights import answer_about_insights, is_about_insights
from handlers.reminders import answer_about_reminders, is_about_reminders
from handlers.requisition_buttons import show_view
from handlers.requisition_forms import open_form
from handlers.requisitions import answer_asked, is_about_requisitions


def handle_ask(
    ack: Ack,
    body: dict[str, Any],
    action: dict[str, Any],
    respond: Respond,
    client: WebClient,
    services: Services,
    tenant: Tenant,
    context: BoltContext,
) -> None:
    """Ask the line that the button carries, and answer where the button stands (from Home: in a modal)."""
    if is_about_requisitions(action["value"]):
        actor = clicking(context, tenant, body)
        ack()
        services.background.submit(
            _answer_requisition, body, action, respond, client, services, context, actor
        )
        return
    if is_about_reminders(action["value"]):
        actor = clicking(context, tenant, body)
        ack()
        services.background.submit(_set_reminders, body, action["value"], respond, services, actor)
        return
    if is_about_insights(action["value"]):
        actor = clicking(context, tenant, body)
        ack()
        services.background.submit(_show_insights, body, action["value"], respond, client, services, actor)
        return
    ack()
    work = _answer_in_view if "view" in body else _answer_in_place
    services.background.submit(work, body, action["value"], respond, client, services, tenant)


def _answer_requisition(
    body: dict[str, Any],
    action: dict[str, Any],
    respond: Respond,
    client: WebClient,
    services: Services,
    context: BoltContext,
    actor: Actor,
) -> None:
    place = _place(actor.tenant, body)
    key = f"ask:{actor.user}:{action['action_ts']}"
    answer = answer_asked(services, context, actor, action["value"], place, key)
    if isinstance(answer, Target):
        show_view(client, body, open_form(services, actor, answer))
    elif "view" in body:
        show_view(client, body, build_result_view(answer))
    else:
        _show(answer, body, respond)


def _place(tenant: Tenant, body: dict[str, Any]) -> Place:
    return Place(tenant, body.get("container", {}).get("channel_id", ""))


def _show(answer: Message, body: dict[str, Any], respond: Respond) -> None:
    """Answer below what was clicked: for everybody in a direct message, else for the one who clicked."""
    container = body["container"]
    in_channel = container["channel_id"].startswith("D")
    respond_with(respond, answer, in_channel=in_channel, thread_ts=container.get("thread_ts"))


def _set_reminders(
    body: dict[str, Any], line: str, respond: Respond, services: Services, actor: Actor
) -> None:
    _show(answer_about_reminders(services, _place(actor.tenant, body), actor, line), body, respond)


def _show_insights(
    body: dict[str, Any], line: str, respond: Respond, client: WebClient, services: Services, actor: Actor
) -> None:
    in_view = "view" in body
    answer = answer_about_insights(services, actor, line, charts=not in_view)
    if in_view:
        show_view(client, body, build_answer_view(answer))
    else:
        _show(answer, body, respond)


def _answer_in_place(
    body: dict[str, Any], line: str, respond: Respond, _client: WebClient, services: Services, tenant: Tenant
) -> None:
    _show(compose_asking(services, _place(tenant, body), line), body, respond)


def _answer_in_view(
    body: dict[str, Any], line: str, _respond: Respond, client: WebClient, services: Services, tenant: Tenant
) -> None:
    shown = build_answer_view(compose_asking(services, Place(tenant), line))
    if body["view"]["type"] == "modal":
        client.views_update(view_id=body["view"]["id"], view=shown)
    else:
        client.views_open(trigger_id=body["trigger_id"], view=shown)


def handle_share(
    ack: Ack,
    body: dict[str, Any],
    action: dict[str, Any],
    respond: Respond,
    services: Services,
    tenant: Tenant,
) -> None:
    """Post the answer for everybody, and take the private copy away."""
    ack()
    services.background.submit(_share, body, action["value"], respond, services, tenant)


def _share(body: dict[str, Any], line: str, respond: Respond, services: Services, tenant: Tenant) -> None:
    container = body["container"]
    answer = services.assistant.answer(line, services.now().date())
    refused = refusal(services, Place(tenant, container["channel_id"]), answer)
    if refused:
        respond_with(respond, refused)
        return
    claim = f"share:{container['channel_id']}:{container['message_ts']}"
    with services.database.transaction() as session:
        if not events.claim(session, tenant, claim, services.now()):
            return  # a second click
    message = build_answer(answer, line, can_share=False)
    blocks = [*message.blocks, context(f"Shared by <@{body['user']['id']}>")]
    posted = respond_with(
        respond, Message(message.text, blocks), in_channel=True, thread_ts=container.get("thread_ts")
    )
    if posted:
        respond(delete_original=True)
        return
    with services.database.transaction() as session:
        events.release(session, tenant, claim)
