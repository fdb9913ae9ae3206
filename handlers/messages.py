"""What people write to us: direct messages and mentions, the plain-text twins of the commands."""

from collections.abc import Callable
from typing import Any

from slack_bolt import BoltContext

from bot.domain import Tenant
from bot.errors import RolecallError
from bot.hiring.flags import looks_like_resume
from bot.services import Services
from bot.slack.blocks import Message
from bot.slack.text import escape, unescape
from bot.slack.views.help import build_plain
from bot.store.outbox import OutgoingMessage
from handlers.acting import acting
from handlers.answering import Place, compose_asking
from handlers.insights import answer_about_insights, is_about_insights
from handlers.reading import answer_file
from handlers.reminders import answer_about_reminders, is_about_reminders
from handlers.requisitions import answer_event
from handlers.scoping import answer_in_thread, point_to_thread


def handle_message(
    body: dict[str, Any], event: dict[str, Any], services: Services, tenant: Tenant, context: BoltContext
) -> None:
    """Answer a direct message in its own thread. Edits, joins, bots and channels are none of our business."""
    from_a_person = (
        event.get("user") and not event.get("bot_id") and event.get("subtype") in (None, "file_share")
    )
    if not from_a_person or event.get("channel_type") != "im":
        return
    thread_ts = event.get("thread_ts") or event["ts"]

    def reply(message: Message) -> OutgoingMessage:
        return OutgoingMessage(event["channel"], message.text, message.blocks, thread_ts=thread_ts)

    is_root = thread_ts == event["ts"]
    place = Place(tenant, event["channel"], f"{event['channel']}:{event['ts']}" if is_root else "")
    _reply(services, context, place, body, reply)


def handle_mention(
    body: dict[str, Any], event: dict[str, Any], services: Services, tenant: Tenant, context: BoltContext
) -> None:
    """Answer a mention for the eyes of the person who asked, in the thread where they asked."""
    if event.get("bot_id") or not event.get("user"):
        return
    place = Place(tenant, event["channel"])
    # Every event says whether its channel is shared, so nothing has to be asked.
    services.channels.learn(tenant, place.channel, shared=bool(body.get("is_ext_shared_channel")))

    def reply(message: Message) -> OutgoingMessage:
        return OutgoingMessage(
            event["channel"],
            message.text,
            message.blocks,
            thread_ts=event.get("thread_ts"),
            ephemeral_to=event["user"],
        )

    _reply(services, context, place, body, reply)


def _reply(
    services: Services,
    context: BoltContext,
    place: Place,
    body: dict[str, Any],
    reply: Callable[[Message], OutgoingMessage],
) -> None:
    """Answer what was written: a file, an answer in a conversation, a requisition, or a line by itself."""
    event, tenant = body["event"], place.tenant
    if answer_file(
        services, place, body, reply=reply, otherwise=lambda: _answer(services, context, place, event)
    ):
        return
    message = None
    if not looks_like_resume(unescape(event.get("text", ""))):  # which no conversation may keep
        if answer_in_thread(services, context, tenant, body, reply=reply):
            return
        if answer_event(services, context, tenant, body, reply=reply):
            return
        message = point_to_thread(services, tenant, event) if place.is_direct else None
    message = message or _answer(services, context, place, event)
    services.reply_once(tenant, body["event_id"], reply(message))


def _answer(services: Services, context: BoltContext, place: Place, event: dict[str, Any]) -> Message:
    line = unescape(event.get("text", ""))
    if not is_about_reminders(line) and not is_about_insights(line):
        return compose_asking(services, place, line)
    try:
        team = event.get("user_team") or event.get("team")
        actor = acting(context, place.tenant, event["user"], team, "message")
    except RolecallError as error:
        return build_plain(escape(str(error)))
    if is_about_insights(line):
        return answer_about_insights(services, actor, line)
    return answer_about_reminders(services, place, actor, line)
