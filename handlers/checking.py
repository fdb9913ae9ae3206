"""The button that checks a text as a job advert."""

from typing import Any

from slack_bolt import Ack, BoltContext, Respond
from slack_sdk import WebClient

from bot.actors import Tenant
from bot.errors import RolecallError
from bot.services.deps import Deps
from bot.slack.blocks import Message
from bot.slack.text import escape, kind_of_id
from bot.views.answers.help import build_plain
from bot.views.requisitions.forms import build_result_view
from bot.views.targets import Subject, read_subject_of
from handlers.actors import clicking
from handlers.adverts import check_text, words_of
from handlers.lines import respond_with
from handlers.requisitions.buttons import show_view


def handle_check_button(
    ack: Ack,
    body: dict[str, Any],
    action: dict[str, Any],
    respond: Respond,
    client: WebClient,
    deps: Deps,
    tenant: Tenant,
    context: BoltContext,
) -> None:
    """Check what the button is about, and answer where it stands. A file is read again for it."""
    clicking(context, tenant, body)
    subject = read_subject_of(action["value"])
    ack()

    def work() -> None:
        message = _checked(client, deps, tenant, subject)
        if "view" in body:
            show_view(client, body, build_result_view(message))
        else:
            in_direct = kind_of_id(body["container"]["channel_id"]) == "direct"
            thread_ts = body["container"].get("thread_ts")
            respond_with(respond, message, in_channel=in_direct, thread_ts=thread_ts)

    (deps.file_work if subject.message else deps.background).submit(work)


def _checked(client: WebClient, deps: Deps, tenant: Tenant, subject: Subject) -> Message:
    try:
        text = words_of(client, deps, tenant, subject)
    except RolecallError as error:
        return build_plain(escape(str(error)))
    return check_text(deps, text, subject.message)
