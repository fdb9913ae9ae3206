"""Sending outbox messages to Slack, each at most once. No transaction is open while Slack is asked."""

import logging
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from typing import Any

from pydantic import ValidationError

from bot.actors import Tenant
from bot.background import Background
from bot.delivery.cards import Cards
from bot.delivery.ready import Kind, Later, Posted, Ready
from bot.delivery.reminders import Reminders
from bot.delivery.reviews import Reviews
from bot.delivery.turns import Turns
from bot.logs import tell_operator
from bot.slack.blocks import Message
from bot.slack.clients import ClientFor
from bot.slack.posting import FULL, Address, Outcome, post
from bot.slack.refusals import why_refused
from bot.store import Session, outbox
from bot.store.database import Database
from bot.store.models import OutboxRow, OutboxState, tenant_of
from bot.store.outbox import OutgoingMessage
from bot.store.payloads import Card, Payload, Reminder, ReviewQuestions, Turn
from content import Content

MAX_ATTEMPTS = 6
REFUSED_FOR = timedelta(hours=1)
UNREADABLE_FOR = timedelta(hours=1)

NOT_ALLOWED = frozenset(
    {"missing_scope", "token_revoked", "token_expired", "account_inactive", "invalid_auth", "not_authed"}
)
"""Refusals that say that the app itself may not post, which only its operator can mend."""
_HELD = "not allowed to post"

_NEVER = datetime.min.replace(tzinfo=UTC)
_log = logging.getLogger(__name__)


class Delivery:
    """Posts what waits in the outbox. `client_for` a tenant sends nothing twice; `now` is the clock."""

    def __init__(
        self,
        database: Database,
        client_for: ClientFor,
        background: Background,
        now: Callable[[], datetime],
        content: Content,
    ) -> None:
        self._database = database
        cards = Cards(content)
        self._kinds: Mapping[type[Payload], Kind[Any]] = {
            Card: cards,
            Reminder: Reminders(content, cards),
            ReviewQuestions: Reviews(content),
            Turn: Turns(),
        }
        self._refused_until = self._full_until = _NEVER
        self._background = background
        self._now = now
        self._client_for = client_for

    def deliver_soon(self, message_id: int) -> None:
        """Send a message from a background thread; call it after the transaction that added it."""
        with suppress(RuntimeError):  # the process ends; it waits for another one
            self._background.submit(self.deliver, message_id)

    def deliver_waiting(self, tenant: Tenant) -> None:
        """Send, from background threads, what an earlier process left behind, or could not post."""
        with self._database.transaction(patient=True) as session:
            outbox.release(session, tenant, NOT_ALLOWED | {_HELD}, self._now())
        for message_id in self._waiting(tenant):
            self.deliver_soon(message_id)

    def deliver_due(self, tenant: Tenant) -> None:
        """Send what waits, one after the other: what a worker does again and again."""
        for message_id in self._waiting(tenant):
            self.deliver(message_id)

    def deliver(self, message_id: int) -> Outcome | None:
        """Send a message now; None when it is not due, not wanted any more, or taken by somebody else.

        At the end of a process nothing more is sent: it waits for another process, or for the next start.
        """
        taken = None if self._background.is_closed else self._take(message_id)
        if taken is None:
            return None
        row, ready = taken
        if self._background.is_closed:
            with self._database.transaction(patient=True) as session:
                outbox.put_back(session, message_id, self._now(), "the process ends", tried=False)
            return None
        outcome = post(self._client_for(tenant_of(row)), ready.message, ready.to, row.attempts)
        with self._database.transaction(patient=True) as session:
            row = session.get_one(OutboxRow, message_id)
            outcome, follow_up = self._concluded(session, row, ready, outcome)
            released = self._released(session, row) if outcome.state is OutboxState.SENT else ()
        for each in released:
            self.deliver_soon(each)
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
            back = outbox.back_to_now(session, tenant, now)
            lost = outbox.give_up_lost(session, tenant, now)
            ids = outbox.waiting(session, tenant, now)
        if back:
            _log.warning("messages_planned_ahead %s", back, extra={"team": tenant.team_id})
        for message_id in lost:
            _log.warning("message_unknown", extra={"team": tenant.team_id, "message_id": message_id})
        return ids

    def _take(self, message_id: int) -> tuple[OutboxRow, Ready] | None:
        """Take a message, and word it if it has a payload: its time may have passed, or not have come yet."""
        now = self._now()
        with self._database.transaction(patient=True) as session:
            row = _readable(session, message_id, now)
            if row is None:
                return None
            if row.payload is None:
                to = Address(row.channel, row.thread_ts, row.update_ts, row.ephemeral_to)
                return row, Ready(Message(row.text, row.blocks or []), to)
            if row.detail == outbox.RELEASED:  # another process could post
                self._refused_until = _NEVER
            until, why = max((self._refused_until, _HELD), (self._full_until, "Slack is full"))
            if now < until:
                outbox.put_back(session, message_id, until, why, tried=False)
                return None
            ready = self._kinds[type(row.payload)].prepare(session, row, row.payload, now)
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
        not_allowed = outcome.state is OutboxState.FAILED and outcome.detail in NOT_ALLOWED
        if not_allowed:
            outcome = self._wait_for_operator(row, outcome, now)
        if outcome.detail in FULL and outcome.retry_in is not None:
            self._full_until = now + outcome.retry_in  # Slack means the app; a reminder has time
        if row.payload is not None:
            if outcome.state is OutboxState.SENT:
                posted = Posted(ready, outcome.channel, outcome.detail)
                follow_up = self._kinds[type(row.payload)].sent(session, row, row.payload, posted, now)
            elif outcome.state is OutboxState.FAILED:
                outcome = self._refused(session, row, row.payload, outcome, now)
        elif outcome.retry_in is not None and not not_allowed and row.attempts >= MAX_ATTEMPTS:
            outcome = Outcome(OutboxState.FAILED, f"gave up: {outcome.detail}")
        elif outcome.state is OutboxState.FAILED and row.ephemeral_to is not None:
            told = OutgoingMessage(row.ephemeral_to, _not_answered(row.channel, outcome.detail))
            follow_up = outbox.add(session, tenant_of(row), told, now)
        if outcome.retry_in is None:
            outbox.finish(session, row.id, outcome.state, now, outcome.detail)
        else:
            outbox.put_back(session, row.id, now + outcome.retry_in, outcome.detail, tried=not not_allowed)
        return outcome, follow_up

    def _released(self, session: Session, row: OutboxRow) -> Sequence[int]:
        """A message went out: the app may post, and so may all that waits for that, whoever held it."""
        self._refused_until = _NEVER
        return outbox.release(session, tenant_of(row), NOT_ALLOWED | {_HELD}, self._now())

    def _refused(
        self, session: Session, row: OutboxRow, payload: Payload, outcome: Outcome, now: datetime
    ) -> Outcome:
        """What a refused message leads to."""
        retry_in = self._kinds[type(payload)].refused(session, row, payload, outcome.detail, now)
        return outcome if retry_in is None else Outcome(OutboxState.WAITING, outcome.detail, retry_in)

    def _wait_for_operator(self, row: OutboxRow, outcome: Outcome, now: datetime) -> Outcome:
        """When the app may not post at all, all messages wait, and its operator is told."""
        if now >= self._refused_until:
            reason = f"Slack does not let Rolecall post ({outcome.detail}); messages wait"
            tell_operator(reason, tenant_of(row), channel=row.channel)
            self._refused_until = now + REFUSED_FOR
        return Outcome(OutboxState.WAITING, outcome.detail, self._refused_until - now)


def _not_answered(channel: str, code: str) -> str:
    """What somebody is told in a direct message whose answer a channel refused; nothing of the answer."""
    why = why_refused(code) or f"Slack refused it there ({code}). Ask me again here."
    return f"I had an answer for you in <#{channel}> and could not post it. {why}"


def _readable(session: Session, message_id: int, now: datetime) -> OutboxRow | None:
    """Take a message for sending; one of another release waits for a process that can read it."""
    try:
        return outbox.take(session, message_id, now)
    except ValidationError:
        outbox.put_back(session, message_id, now + UNREADABLE_FOR, "cannot be read", tried=False)
        _log.error("message_unreadable", extra={"message_id": message_id})
        return None


def _ids(row: OutboxRow) -> dict[str, Any]:
    return {"team": row.team_id, "channel": row.channel, "message_id": row.id}
