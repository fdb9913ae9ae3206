"""What a person sees when something goes wrong: a known sentence, or a reference that is also in the log."""

import logging
from http.client import HTTPException
from typing import Any
from urllib.error import URLError

from slack_bolt import BoltRequest, BoltResponse
from slack_sdk.errors import SlackApiError

from bot.errors import RolecallError
from bot.logs import report
from bot.services.deps import Deps
from bot.slack.refusals import why_refused
from bot.slack.text import escape

_LAST_RETRY = "3"
_UNCHANGED = "Nothing was changed; please try again."
_CUT_OFF = (URLError, TimeoutError, ConnectionError, HTTPException)
_SILENT = "Slack does not answer me just now. Please try again in a minute."
_log = logging.getLogger(__name__)


def handle_error(error: Exception, request: BoltRequest, body: dict[str, Any]) -> BoltResponse:
    """Answer a failed request as its kind allows. An event gets a 500, so that Slack sends it again."""
    team, event_id = str(request.context.team_id or ""), str(body.get("event_id", ""))
    sentence = sentence_for(error, team=team, event_id=event_id)
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


def sentence_for(error: Exception, *, or_else: str = _UNCHANGED, **ids: str) -> str:
    """What a person is told: our own words, what Slack's refusal or silence means, or else a reference.

    `or_else` is what stands behind the reference; `ids` go to the log.
    """
    if isinstance(error, RolecallError):
        return str(error)
    if isinstance(error, SlackApiError):
        refusal = str(error.response.get("error", ""))
        if told := why_refused(refusal):
            _log.warning("slack_refused %s", refusal, extra=ids)
            return told
    if isinstance(error, _CUT_OFF):
        _log.warning("slack_silent %s", type(error).__name__, extra=ids)
        return _SILENT
    reference = report(_log, error, "request_failed", **ids)
    return f"Something went wrong on my side (reference {reference}). {or_else}"


def _tell(request: BoltRequest, event: dict[str, Any], text: str) -> None:
    """Tell the person whose message could not be answered, now that Slack will not send it again."""
    if "channel" in event and "user" in event and event["type"] in ("message", "app_mention"):
        request.context.client.chat_postEphemeral(
            channel=event["channel"], user=event["user"], thread_ts=event.get("thread_ts"), text=text
        )
