"""One attempt to post a message, and what Slack's answer to it means for the message."""

import http.client
import socket
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from urllib.error import URLError

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError
from slack_sdk.web import SlackResponse

from bot.slack.blocks import Message
from bot.store.models import OutboxState

FULL = frozenset({"ratelimited", "rate_limited"})
# Slack says that these may come after the message was posted.
_MAYBE_POSTED = frozenset({"fatal_error", "internal_error"})
_COME_BACK = FULL | {"service_unavailable", "team_added_to_org"}


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one attempt. `retry_in` is set when the message waits for another one.

    When it was sent, `detail` is its ts, and `channel` where it is: who is written to has a channel, too.
    """

    state: OutboxState
    detail: str = ""
    retry_in: timedelta | None = None
    channel: str = ""

    @property
    def is_refused(self) -> bool:
        """Whether Slack has said no, and not only had trouble itself."""
        return self.state is OutboxState.FAILED


@dataclass(frozen=True, slots=True)
class Address:
    """Where a message goes: into a thread, in place of the message `update_ts`, or for one person's eyes."""

    channel: str
    thread_ts: str | None = None
    update_ts: str | None = None
    ephemeral_to: str | None = None


def post(client: WebClient, message: Message, to: Address, attempts: int) -> Outcome:
    """Post a message that was tried `attempts` times, this one included; what became of it.

    The client must not retry by itself: after a lost answer it would post twice.
    """
    content: dict[str, Any] = {"channel": to.channel, "text": message.text, "blocks": message.blocks or None}
    try:
        if to.update_ts is not None:
            answer = client.chat_update(ts=to.update_ts, **content)
        elif to.ephemeral_to is None:
            answer = client.chat_postMessage(thread_ts=to.thread_ts, **content)
        else:
            answer = client.chat_postEphemeral(user=to.ephemeral_to, thread_ts=to.thread_ts, **content)
    except (SlackApiError, OSError, http.client.HTTPException) as error:
        return outcome_of(error, attempts)
    ts = str(answer.get("ts") or answer.get("message_ts") or "")
    return Outcome(OutboxState.SENT, ts, channel=str(answer.get("channel") or to.channel))


def outcome_of(error: SlackApiError | OSError | http.client.HTTPException, attempts: int) -> Outcome:
    """Say what an error means for a message that was tried `attempts` times: pure, and careful.

    Only what surely did not post the message may be tried again; when in doubt the message is `unknown`.
    """
    if isinstance(error, SlackApiError):
        return _refusal(error.response, attempts)
    reason = error.reason if isinstance(error, URLError) else error
    if isinstance(reason, ConnectionRefusedError | socket.gaierror):
        return Outcome(OutboxState.WAITING, "Slack cannot be reached", _back_off(attempts))
    return Outcome(OutboxState.UNKNOWN, f"no answer: {type(reason).__name__}")


def _refusal(response: SlackResponse | dict[str, Any], attempts: int) -> Outcome:
    if isinstance(response, SlackResponse):
        status, headers = response.status_code, response.headers
    else:  # what the SDK passes on when the answer was not JSON
        status, headers = response["status"], response["headers"]
    code = str(response.get("error", ""))
    if " " in code:  # the SDK's words for a page that is no JSON, with the page
        code = ""
    if status == 429 or code in _COME_BACK:
        wait = headers.get("Retry-After", headers.get("retry-after"))
        retry_in = timedelta(seconds=int(wait)) if wait is not None else _back_off(attempts)
        return Outcome(OutboxState.WAITING, code or "ratelimited", retry_in)
    if status >= 500 or code in _MAYBE_POSTED or not code:
        return Outcome(OutboxState.UNKNOWN, code or f"HTTP {status}")
    return Outcome(OutboxState.FAILED, code)


def _back_off(attempts: int) -> timedelta:
    return timedelta(seconds=min(5 * 2**attempts, 300))
