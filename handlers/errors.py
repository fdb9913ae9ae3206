"""What a person sees when something goes wrong: a known sentence, or a reference that is also in the log."""

import logging
from typing import Any

from slack_bolt import BoltRequest, BoltResponse
from slack_sdk.errors import SlackApiError

from bot.errors import RolecallError
from bot.logs import report
from bot.services.deps import Deps
from bot.slack.refusals import why_refused
from bot.slack.text import escape

_LAST_RETRY = "3"
_log = logging.getLogger(__name__)


def handle_error(error: Exception, request: BoltRequest, body: dict[str, Any]) -> BoltResponse:
    """Answer a failed request as its kind allows. An event gets a 500, so that Slack sends it again."""
    sentence = _sentence(error, request, body)
    text = escape(sentence)
    if body.get("type") == "view_submission":
        first = next(iter(body["view"]["state"]["values"]))
        return BoltResponse(status=200, body={"response_action": "errors", "errors": {first: sentence}})
    if "command" in body:
        return BoltResponse(status=200, body={"response_type": "ephemeral", "text": text})
    deps: Deps = request.context["deps"]
    if "event" in body:
        if request.headers.get("x-slack-retry-num", [""])[0] == _LAST_RETRY:
            deps.background.submit(_tell, request, body["event"], text)
        return BoltResponse(status=500, body="")
    if body.get("response_url") and request.context.respond:
        deps.background.submit(request.context.respond, text=text, replace_original=False)
    elif user := body.get("user", {}).get("id"):  # a view or a shortcut has no channel to answer in
        deps.background.submit(request.context.client.chat_postMessage, channel=user, text=text)
    return BoltResponse(status=200, body="")


def _sentence(error: Exception, request: BoltRequest, body: dict[str, Any]) -> str:
    """What the person is told: our own words, what Slack's refusal means, or else a reference."""
    if isinstance(error, RolecallError):
        return str(error)
    refusal = str(error.response.get("error", "")) if isinstance(error, SlackApiError) else ""
    if (told := why_refused(refusal)) is None:
        return _reference(error, request, body)
    _log.warning("slack_refused %s", refusal, extra={"team": str(request.context.team_id or "")})
    return told


def _reference(error: Exception, request: BoltRequest, body: dict[str, Any]) -> str:
    team = str(request.context.team_id or "")
    reference = report(_log, error, "request_failed", team=team, event_id=str(body.get("event_id", "")))
    return f"Something went wrong on my side (reference {reference}). Nothing was changed; please try again."


def _tell(request: BoltRequest, event: dict[str, Any], text: str) -> None:
    """Tell the person whose message could not be answered, now that Slack will not send it again."""
    if "channel" in event and "user" in event and event["type"] in ("message", "app_mention"):
        request.context.client.chat_postEphemeral(
            channel=event["channel"], user=event["user"], thread_ts=event.get("thread_ts"), text=text
        )
