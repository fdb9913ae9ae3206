"""Scoping a role in conversation: how it begins, and how people answer by message."""

import re
from collections.abc import Callable
from typing import Any

from slack_bolt import Ack, BoltContext, Respond
from slack_sdk import WebClient

from bot.actors import Actor, Tenant
from bot.errors import RolecallError
from bot.hiring.lines.adverts import asked_to_check
from bot.hiring.lines.hiring import is_about_insights, is_about_reminders
from bot.hiring.lines.requisitions import is_about_requisitions
from bot.hiring.lines.scoping import asks_to_scope, read_subject
from bot.hiring.scoping.scope import Resume, Write
from bot.services import scoping
from bot.services.changes import DoneBefore
from bot.services.deps import Deps
from bot.services.scoping import ThreadPlace
from bot.slack.blocks import Message
from bot.slack.text import escape, unescape
from bot.store.outbox import OutgoingMessage
from bot.views.answers.help import build_plain
from bot.views.requisitions.forms import build_result_view
from bot.views.targets import Subject, read_subject_of
from handlers.actors import acting, clicking
from handlers.adverts import words_of
from handlers.lines import respond_with
from handlers.requisitions.buttons import show_view

_GO_ON = re.compile(r"\s*(?:go on|carry on|continue|resume|(?:ask me )?more)[.!\s]*", re.IGNORECASE)
_SHORT = 8  # words of what may be an answer in the wrong place
_SHARED = "<#{channel}> is shared with another company, so I scope the role in direct messages."
_NOT_THERE = "I am not in <#{channel}>, so I scope the role in direct messages."


def begin_by_command(
    ack: Ack, command: dict[str, Any], line: str, respond: Respond, deps: Deps, actor: Actor
) -> None:
    """Begin where `/role scope …` was typed: the first question is a message for everybody there."""
    key, spot = f"command:{command['trigger_id']}", ThreadPlace(command["channel_id"])
    ack()

    def begin() -> None:
        try:
            why = _why_not(deps, actor.tenant, spot)
            told = _begin(deps, actor, read_subject(line), spot, key=key, why=why)
        except DoneBefore:
            return
        except RolecallError as error:
            told = escape(str(error))
        if told:
            respond_with(respond, build_plain(told))

    deps.background.submit(begin)


def handle_scope_button(
    ack: Ack,
    body: dict[str, Any],
    action: dict[str, Any],
    respond: Respond,
    client: WebClient,
    deps: Deps,
    tenant: Tenant,
    context: BoltContext,
) -> None:
    """Begin below the message that the button stands on; from a form or Home, where the button says."""
    actor = clicking(context, tenant, body)
    subject = read_subject_of(action.get("value") or "{}")
    ack()
    deps.background.submit(_begin_by_button, body, subject, respond, client, deps, actor)


def _begin_by_button(
    body: dict[str, Any],
    subject: Subject,
    respond: Respond,
    client: WebClient,
    deps: Deps,
    actor: Actor,
) -> None:
    container, view = body["container"], body.get("view")
    if view is not None:
        spot = ThreadPlace(subject.channel or actor.user)
        key = f"scope:{view['id']}:{view['hash']}:{actor.user}"
    else:
        channel, ts = container["channel_id"], container["message_ts"]
        spot = ThreadPlace(
            channel, None if container.get("is_ephemeral") else container.get("thread_ts") or ts
        )
        key = f"scope:{channel}:{ts}:{actor.user}"
    try:
        about = subject.requisition or words_of(client, deps, actor.tenant, subject)
        told = _begin(deps, actor, about, spot, key=key, why=_why_not(deps, actor.tenant, spot))
    except RolecallError as error:
        told = escape(str(error))
    if view is not None:
        where = f"<#{spot.channel}>" if not spot.is_direct else "your messages with me"
        show_view(client, body, build_result_view(build_plain(told or f"The first question is in {where}.")))
    elif told:
        respond_with(respond, build_plain(told), thread_ts=container.get("thread_ts"))


def answer_in_thread(
    deps: Deps,
    context: BoltContext,
    tenant: Tenant,
    body: dict[str, Any],
    *,
    reply: Callable[[Message], OutgoingMessage],
) -> bool:
    """Take a message or mention that asks to scope a role, or that answers in a thread where one is scoped.

    False when it is neither: commands work in such a thread too, and the question stays.
    """
    event = body["event"]
    text = unescape(event.get("text", ""))
    talked = scoping.talked_in(deps, tenant, event["channel"], event.get("thread_ts"))
    waiting, goes_on = talked or (None, False)
    if not goes_on and not _GO_ON.fullmatch(text):
        waiting = None
    subject = read_subject(text) if asks_to_scope(text) else None
    # Where a question waits, “scope would be small” is an answer to it.
    begins = subject is not None and (waiting is None or subject == "" or isinstance(subject, int))
    if not text or not (begins or (waiting is not None and not _is_command(deps, text))):
        return False
    told = None
    try:
        actor = acting(context, tenant, event["user"], event.get("user_team") or event.get("team"), "message")
        if waiting is not None and not begins:
            by, at = actor.user, deps.now()
            move = Write(words=text, by=by, at=at) if goes_on else Resume(by=by, at=at)
            scoping.advance(deps, actor, waiting, move, body["event_id"], channel=event["channel"])
        else:
            spot = ThreadPlace(event["channel"], event.get("thread_ts") or event["ts"])
            # A mention says that we are there, and has just said whether the channel is shared.
            why = _SHARED if deps.channels.is_shared(tenant, spot.channel) else ""
            told = _begin(deps, actor, subject or "", spot, key=body["event_id"], why=why)
    except DoneBefore:
        return True
    except RolecallError as error:
        told = escape(str(error))
    if told:
        deps.reply_once(tenant, f"{body['event_id']}:told", reply(build_plain(told)))
    return True


def point_to_thread(deps: Deps, tenant: Tenant, event: dict[str, Any]) -> Message | None:
    """What to say to a short direct message that would be an answer in the thread where a question waits."""
    text = unescape(event.get("text", ""))
    if event.get("thread_ts") or len(text.split()) > _SHORT or _is_command(deps, text):
        return None
    asked = scoping.unheard(deps, tenant, event["channel"], text)
    if not asked:
        return None
    told = f"If that answers “{asked}”, say it in the thread where I asked, and I take it from there."
    return build_plain(f"{escape(told)} If it is something new, begin with `role`.")


def _begin(deps: Deps, actor: Actor, subject: int | str, spot: ThreadPlace, *, key: str, why: str) -> str:
    """Begin a conversation; what to tell the person besides, in mrkdwn. `why` keeps it out of its channel."""
    notes = [why.format(channel=spot.channel)] if why else []
    if why:
        spot = ThreadPlace(actor.user)
    scoping.start(deps, actor, subject, spot, key=key, notes=notes)
    return notes[0] if notes else ""


def _why_not(deps: Deps, tenant: Tenant, spot: ThreadPlace) -> str:
    """What keeps a conversation out of a channel, "" for nothing. Asks Slack, so it may wait."""
    if spot.is_direct:
        return ""
    if deps.channels.ask(tenant, spot.channel):
        return _SHARED
    return "" if deps.channels.is_member(tenant, spot.channel) else _NOT_THERE


def _is_command(deps: Deps, text: str) -> bool:
    """Whether a message in a thread is a question of its own, with nothing in it that means nothing to us."""
    if (
        text.startswith("/")
        or asked_to_check(text) is not None
        or is_about_requisitions(text)
        or is_about_reminders(text)
        or is_about_insights(text)
    ):
        return True
    return deps.assistant.is_command(text, deps.now().date())
