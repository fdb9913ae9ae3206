"""What is forgotten after a while: messages that went out, events that had their effect, what was asked."""

import logging
from datetime import datetime, timedelta

from bot.store import asks, events, outbox
from bot.store.database import Database

KEPT = timedelta(days=30)
"""Slack repeats an event for an hour, and a form that was left open is sent within days."""

_log = logging.getLogger(__name__)


def forget_old(database: Database, now: datetime) -> None:
    """Delete answers that ended, and claims, older than KEPT, and what was asked last more than a day ago.

    The record and what it stands on stay.
    """
    with database.transaction(patient=True) as session:
        claims = events.forget(session, now - KEPT)
        messages = outbox.forget(session, now - KEPT)
        asks.forget(session, now - asks.KEPT)
    if claims or messages:
        _log.info("forgot %d messages and %d claims of events", messages, claims)
