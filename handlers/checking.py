"""The button that checks a text as a job advert."""

from typing import Any

from slack_bolt import Ack, BoltContext, Respond
from slack_sdk import WebClient

from bot.domain import Tenant
from bot.errors import RolecallError
from bot.services import Services
from bot.slack.blocks import Message
from bot.slack.targets import Subject, read_subject_of
from bot.slack.text import escape
from bot.slack.views.help import build_plain
from bot.slack.views.requisition_forms import build_result_view
from handlers.acting import clicking
from handlers.answering import respond_with
from handlers.reading import check_text, words_of
from handlers.requisition_buttons import show_view


def handle_check_button(
    ack: Ack,
    body: dict[str, Any],
    action: dict[str, Any],
    respond: Respond,
    client: WebClient,
    services: Services,
    tenant: Tenant,
    context: BoltContext,
) -> None:
    """Check what the button is about, and answer where it stands. A file is read again for it."""
    clicking(context, tenant, body)
    subject = read_subject_of(action["value"])
    ack()

    def work() -> None:
        message = _checked(client, services, subject)
        if "view" in body:
            show_view(client, body, build_result_view(message))
        else:
            in_direct = body["container"]["channel_id"].startswith("D")
            thread_ts = body["container"].get("thread_ts")
            respond_with(respond, message, in_channel=in_direct, thread_ts=thread_ts)

    (services.file_work if subject.message else services.background).submit(work)


def _checked(client: WebClient, services: Services, subject: Subject) -> Message:
    try:
        text = words_of(client, services, subject)
    except RolecallError as error:
        return build_plain(escape(str(error)))
    return check_text(services, text, subject.message)
