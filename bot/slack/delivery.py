"""Sending outbox messages to Slack, each at most once. No transaction is open while Slack is asked."""

import http.client
import logging
import socket
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from urllib.error import URLError

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError
from slack_sdk.web import SlackResponse

from bot.background import Background
from bot.domain import Tenant
from bot.store import outbox
from bot.store.database import Database
from bot.store.models import OutboxRow, OutboxState

MAX_ATTEMPTS = 6
TIMEOUT_S = 20

# Slack says that these may come after the message was posted.
_MAYBE_POSTED = frozenset({"fatal_error", "internal_error"})
_COME_BACK = frozenset({"ratelimited", "rate_limited", "service_unavailable", "team_added_to_org"})
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one attempt. `retry_in` is set when the message waits for another one."""

    state: OutboxState
    detail: str = ""
    retry_in: timedelta | None = None


class Delivery:
    """Posts what waits in the outbox. `client` says which Slack and which token; `now` is the clock."""

    def __init__(
        self, database: Database, client: WebClient, background: Background, now: Callable[[], datetime]
    ) -> None:
        self._database = database
        self._background = background
        self._now = now
        # Without retry handlers: the default one sends again after a lost answer, and so may post twice.
        self._client = WebClient(
            token=client.token, base_url=client.base_url, timeout=TIMEOUT_S, retry_handlers=[]
        )

    def deliver_soon(self, message_id: int) -> None:
        """Send a message from a background thread; call it after the transaction that added it."""
        self._background.submit(self.deliver, message_id)

    def deliver_waiting(self, tenant: Tenant) -> None:
        """Send what an earlier process left behind, and own up to what it may have sent."""
        now = self._now()
        with self._database.transaction() as session:
            lost = outbox.give_up_lost(session, tenant, now)
            ids = outbox.waiting(session, tenant, now)
        for message_id in lost:
            _log.warning("message_unknown", extra={"team": tenant.team_id, "message_id": message_id})
        for message_id in ids:
            self.deliver_soon(message_id)

    def deliver(self, message_id: int) -> Outcome | None:
        """Send a message now; None when it is not due or somebody else has taken it."""
        with self._database.transaction() as session:
            row = outbox.take(session, message_id, self._now())
        if row is None:
            return None
        outcome = self._post(row)
        if outcome.retry_in is not None and row.attempts >= MAX_ATTEMPTS:
            outcome = Outcome(OutboxState.FAILED, f"gave up: {outcome.detail}")
        now = self._now()
        with self._database.transaction() as session:
            if outcome.retry_in is None:
                outbox.finish(session, message_id, outcome.state, now, outcome.detail)
            else:
                outbox.put_back(session, message_id, now + outcome.retry_in, outcome.detail)
        if outcome.retry_in is not None:
            # A little late, so that the message is due whatever the two clocks make of a second.
            self._background.submit_later(outcome.retry_in.total_seconds() + 0.1, self.deliver, message_id)
        level = logging.INFO if outcome.state is OutboxState.SENT else logging.WARNING
        ids = {"team": row.team_id, "channel": row.channel, "message_id": message_id}
        _log.log(level, "message_%s %s", outcome.state.value, outcome.detail, extra=ids)
        return outcome

    def _post(self, row: OutboxRow) -> Outcome:
        try:
            if row.ephemeral_to is None:
                answer = self._client.chat_postMessage(
                    channel=row.channel, text=row.text, blocks=row.blocks, thread_ts=row.thread_ts
                )
            else:
                answer = self._client.chat_postEphemeral(
                    channel=row.channel,
                    user=row.ephemeral_to,
                    text=row.text,
                    blocks=row.blocks,
                    thread_ts=row.thread_ts,
                )
        except (SlackApiError, OSError, http.client.HTTPException) as error:
            return outcome_of(error, row.attempts)
        return Outcome(OutboxState.SENT, str(answer.get("ts") or answer.get("message_ts") or ""))


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
    if status == 429 or code in _COME_BACK:
        wait = headers.get("Retry-After", headers.get("retry-after"))
        retry_in = timedelta(seconds=int(wait)) if wait is not None else _back_off(attempts)
        return Outcome(OutboxState.WAITING, code or "ratelimited", retry_in)
    if status >= 500 or code in _MAYBE_POSTED or not code:
        return Outcome(OutboxState.UNKNOWN, code or f"HTTP {status}")
    return Outcome(OutboxState.FAILED, code)


def _back_off(attempts: int) -> timedelta:
    return timedelta(seconds=min(5 * 2**attempts, 300))
