"""What people write to us: direct messages and mentions, the plain-text twins of the commands."""

from collections.abc import Callable
from typing import Any

from slack_bolt import BoltContext

from bot.actors import Tenant
from bot.errors import RolecallError
from bot.hiring.lines.hiring import is_about_insights, is_about_reminders, turns_off_reminders
from bot.hiring.text.resumes import looks_like_resume
from bot.services.deps import Deps
from bot.slack.blocks import Message
from bot.slack.text import escape, unescape
from bot.store.outbox import OutgoingMessage
from bot.views.answers.help import build_plain, confirm
from handlers.actors import acting
from handlers.adverts import answer_file
from handlers.insights import answer_about_insights
from handlers.lines import Place, compose_asking
from handlers.reminders import answer_about_reminders
from handlers.requisitions.lines import answer_event
from handlers.scoping.begin import answer_in_thread, point_to_thread


def handle_message(
    body: dict[str, Any], event: dict[str, Any], deps: Deps, tenant: Tenant, context: BoltContext
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
    _reply(deps, context, place, body, reply)


def handle_mention(
    body: dict[str, Any], event: dict[str, Any], deps: Deps, tenant: Tenant, context: BoltContext
) -> None:
    """Answer a mention for the eyes of the person who asked, in the thread where they asked."""
    if event.get("bot_id") or not event.get("user"):
        return
    place = Place(tenant, event["channel"])
    # Every event says whether its channel is shared, so nothing has to be asked.
    deps.channels.learn(tenant, place.channel, shared=bool(body.get("is_ext_shared_channel")))

    def reply(message: Message) -> OutgoingMessage:
        return OutgoingMessage(
            event["channel"],
            message.text,
            message.blocks,
            thread_ts=event.get("thread_ts"),
            ephemeral_to=event["user"],
        )

    _reply(deps, context, place, body, reply)


def _reply(
    deps: Deps,
    context: BoltContext,
    place: Place,
    body: dict[str, Any],
    reply: Callable[[Message], OutgoingMessage],
) -> None:
    """Answer what was written: a file, an answer in a conversation, a requisition, or a line by itself."""
    event, tenant = body["event"], place.tenant
    if answer_file(deps, place, body, reply=reply, otherwise=lambda: _answer(deps, context, place, event)):
        return
    message = None
    if not looks_like_resume(unescape(event.get("text", ""))):  # which no conversation may keep
        if answer_in_thread(deps, context, tenant, body, reply=reply):
            return
        if answer_event(deps, context, tenant, body, reply=reply):
            return
        message = point_to_thread(deps, tenant, event) if place.is_direct else None
    message = message or _answer(deps, context, place, event)
    deps.reply_once(tenant, body["event_id"], reply(message))


def _answer(deps: Deps, context: BoltContext, place: Place, event: dict[str, Any]) -> Message:
    line = unescape(event.get("text", ""))
    meant = deps.assistant.command_of(line)
    if meant is not None and turns_off_reminders(meant):
        return confirm("Shall I turn the reminders off?", "Yes, turn them off", meant)
    line = meant or line
    if not is_about_reminders(line) and not is_about_insights(line):
        return compose_asking(deps, place, line)
    try:
        team = event.get("user_team") or event.get("team")
        actor = acting(context, place.tenant, event["user"], team, "message")
    except RolecallError as error:
        return build_plain(escape(str(error)))
    if is_about_insights(line):
        return answer_about_insights(deps, actor, line)
    return answer_about_reminders(deps, place, actor, line)
