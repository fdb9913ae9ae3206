"""Sending outbox messages to Slack, each at most once. No transaction is open while Slack is asked."""

import http.client
import logging
import socket
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.error import URLError

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError
from slack_sdk.web import SlackResponse

from bot.actors import Tenant
from bot.background import Background
from bot.delivery import turns
from bot.delivery.reminders import Later, Ready, Reminding
from bot.logs import tell_operator
from bot.slack.blocks import Message
from bot.store import Session, outbox
from bot.store.database import Database
from bot.store.models import OutboxRow, OutboxState, tenant_of

MAX_ATTEMPTS = 6
TIMEOUT_S = 20
REFUSED_FOR = timedelta(hours=1)

# Slack says that these may come after the message was posted.
_MAYBE_POSTED = frozenset({"fatal_error", "internal_error"})
_FULL = frozenset({"ratelimited", "rate_limited"})
_COME_BACK = _FULL | {"service_unavailable", "team_added_to_org"}
# The app itself is not allowed to post, which only its operator can mend.
_NOT_ALLOWED = frozenset(
    {"missing_scope", "token_revoked", "token_expired", "account_inactive", "invalid_auth", "not_authed"}
)
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one attempt. `retry_in` is set when the message waits for another one.

    When it was sent, `detail` is its ts, and `channel` where it is: who is written to has a channel, too.
    """

    state: OutboxState
    detail: str = ""
    retry_in: timedelta | None = None
    channel: str = ""


class Delivery:
    """Posts what waits in the outbox. `client` says which Slack and which token; `now` is the clock."""

    def __init__(
        self,
        database: Database,
        client: WebClient,
        background: Background,
        now: Callable[[], datetime],
        reminding: Reminding,
    ) -> None:
        self._database = database
        self._reminding = reminding
        self._refused_until = self._full_until = datetime.min.replace(tzinfo=UTC)
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
        """Send, from background threads, what an earlier process left behind."""
        for message_id in self._waiting(tenant):
            self.deliver_soon(message_id)

    def deliver_due(self, tenant: Tenant) -> None:
        """Send what waits, one after the other: what a worker does again and again."""
        for message_id in self._waiting(tenant):
            self.deliver(message_id)

    def deliver(self, message_id: int) -> Outcome | None:
        """Send a message now; None when it is not due, not wanted any more, or taken by somebody else."""
        taken = self._take(message_id)
        if taken is None:
            return None
        row, ready = taken
        outcome = self._post(row, ready)
        with self._database.transaction(patient=True) as session:
            row = session.get_one(OutboxRow, message_id)
            outcome, follow_up = self._concluded(session, row, ready, outcome)
        if follow_up is not None:
            self.deliver_soon(follow_up)
        if outcome.retry_in is not None:
            # A little late, so that the message is due whatever the two clocks make of a second.
            self._background.submit_later(outcome.retry_in.total_seconds() + 0.1, self.deliver, message_id)
        level = logging.INFO if outcome.state is OutboxState.SENT else logging.WARNING
        _log.log(level, "message_%s %s", outcome.state.value, outcome.detail, extra=_ids(row))
        return outcome

    def _waiting(self, tenant: Tenant) -> Sequence[int]:
        """The messages to send. Messages that a dead process may have sent are marked `unknown`."""
        now = self._now()
        with self._database.transaction(patient=True) as session:
            lost = outbox.give_up_lost(session, tenant, now)
            ids = outbox.waiting(session, tenant, now)
        for message_id in lost:
            _log.warning("message_unknown", extra={"team": tenant.team_id, "message_id": message_id})
        return ids

    def _take(self, message_id: int) -> tuple[OutboxRow, Ready] | None:
        """Take a message, and word it if it is a reminder, whose time may have passed or not come yet."""
        now = self._now()
        with self._database.transaction(patient=True) as session:
            row = outbox.take(session, message_id, now)
            if row is None:
                return None
            if row.reminder is None:
                return row, Ready(
                    Message(row.text, row.blocks or []), row.channel, row.thread_ts, row.update_ts
                )
            until, why = max(
                (self._refused_until, "not allowed to post"), (self._full_until, "Slack is full")
            )
            if now < until:
                outbox.put_back(session, message_id, until, why, tried=False)
                return None
            word = turns if turns.is_turn(row) else self._reminding
            ready = word.prepare(session, row, now)
            if isinstance(ready, Later):
                outbox.put_back(session, message_id, ready.when, ready.why, tried=False)
                return None
            if ready is None:
                outbox.finish(session, message_id, OutboxState.CANCELLED, now, "nothing left to say")
                return None
            return row, ready

    def _concluded(
        self, session: Session, row: OutboxRow, ready: Ready, outcome: Outcome
    ) -> tuple[Outcome, int | None]:
        """Record how it went; the outcome as it is meant, and the id of a message that has to follow."""
        now = self._now()
        follow_up = None
        if outcome.detail in _FULL and outcome.retry_in is not None:
            self._full_until = now + outcome.retry_in  # Slack means the app; a reminder has time
        if row.reminder is not None:
            if outcome.state is OutboxState.SENT and turns.is_turn(row):
                follow_up = turns.sent(session, row, outcome.channel, outcome.detail, now)
            elif outcome.state is OutboxState.SENT:
                follow_up = self._reminding.sent(session, row, ready, (outcome.channel, outcome.detail), now)
            elif outcome.state is OutboxState.FAILED:
                outcome = self._refused(session, row, outcome, now)
        elif outcome.retry_in is not None and row.attempts >= MAX_ATTEMPTS:
            outcome = Outcome(OutboxState.FAILED, f"gave up: {outcome.detail}")
        if outcome.retry_in is None:
            outbox.finish(session, row.id, outcome.state, now, outcome.detail)
        else:
            outbox.put_back(session, row.id, now + outcome.retry_in, outcome.detail)
        return outcome, follow_up

    def _refused(self, session: Session, row: OutboxRow, outcome: Outcome, now: datetime) -> Outcome:
        """What a refused reminder leads to. When the app may not post at all, all of them wait."""
        if outcome.detail not in _NOT_ALLOWED:
            if turns.is_turn(row):
                retry_in = turns.refused(session, row, outcome.detail)
            else:
                retry_in = self._reminding.refused(session, row, outcome.detail, now)
            return outcome if retry_in is None else Outcome(OutboxState.WAITING, outcome.detail, retry_in)
        if now >= self._refused_until:
            tell_operator(outcome.detail, tenant_of(row), channel=row.channel)
            self._refused_until = now + REFUSED_FOR
        return Outcome(OutboxState.WAITING, outcome.detail, self._refused_until - now)

    def _post(self, row: OutboxRow, ready: Ready) -> Outcome:
        text, blocks = ready.message.text, ready.message.blocks or None
        try:
            if ready.update_ts is not None:
                answer = self._client.chat_update(
                    channel=ready.channel, ts=ready.update_ts, text=text, blocks=blocks
                )
            elif row.ephemeral_to is None:
                answer = self._client.chat_postMessage(
                    channel=ready.channel, text=text, blocks=blocks, thread_ts=ready.thread_ts
                )
            else:
                answer = self._client.chat_postEphemeral(
                    channel=ready.channel,
                    user=row.ephemeral_to,
                    text=text,
                    blocks=blocks,
                    thread_ts=ready.thread_ts,
                )
        except (SlackApiError, OSError, http.client.HTTPException) as error:
            return outcome_of(error, row.attempts)
        ts = str(answer.get("ts") or answer.get("message_ts") or "")
        return Outcome(OutboxState.SENT, ts, channel=str(answer.get("channel") or ready.channel))


def _ids(row: OutboxRow) -> dict[str, Any]:
    return {"team": row.team_id, "channel": row.channel, "message_id": row.id}


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
