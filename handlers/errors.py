"""What a person sees when something goes wrong: a known sentence, or a reference that is also in the log."""

import logging
from typing import Any

from slack_bolt import BoltRequest, BoltResponse

from bot.errors import RolecallError
from bot.logs import report
from bot.slack.blocks import Message
from bot.slack.text import escape
from bot.slack.views.help import build_plain

_log = logging.getLogger(__name__)


def handle_error(error: Exception, request: BoltRequest, body: dict[str, Any]) -> BoltResponse:
    """Answer a failed request as its kind allows; an event gets a 500, so that Slack sends it again."""
    if isinstance(error, RolecallError):
        sentence = str(error)
    else:
        team = str(request.context.team_id or "")
        reference = report(_log, error, "request_failed", team=team, event_id=str(body.get("event_id", "")))
        sentence = (
            f"Something went wrong on my side (reference {reference}). Nothing was changed. Please try again."
        )
    if "event" in body:
        return BoltResponse(status=500, body="")
    if body.get("type") == "view_submission":
        first = next(iter(body["view"]["state"]["values"]))
        return BoltResponse(status=200, body={"response_action": "errors", "errors": {first: sentence}})
    message: Message = build_plain(escape(sentence))
    if "command" in body:
        return BoltResponse(status=200, body={"response_type": "ephemeral", "text": message.text})
    respond = request.context.respond
    if respond and body.get("response_url"):
        respond(text=message.text, replace_original=False)
    return BoltResponse(status=200, body="")
