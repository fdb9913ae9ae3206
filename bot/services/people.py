"""What Slack says about people: name, time zone, and whether their account still works. Kept for a day."""

import logging
from collections.abc import Callable
from datetime import datetime, timedelta

from bot.actors import Tenant
from bot.hiring.reminders.wishes import Known
from bot.logs import tell_operator
from bot.services import review_booking
from bot.services.reminders import person_changed
from bot.slack.profiles import ProfileError
from bot.store import preferences, reminders, reviews
from bot.store.database import Database
from content import Content

_GOOD_FOR = timedelta(hours=12)
_MOST_AT_ONCE = 60  # Slack allows a hundred of these calls a minute
_log = logging.getLogger(__name__)


class People:
    """Keeps what Slack says about people whom reminders concern. `ask` asks it; `now` is the clock."""

    def __init__(
        self,
        database: Database,
        ask: Callable[[str], Known],
        now: Callable[[], datetime],
        content: Content,
    ) -> None:
        self._database = database
        self._ask = ask
        self._now = now
        self._content = content

    def refresh(self, tenant: Tenant) -> None:
        """Ask about people who are new, or due for a message; plan anew for those with news. Waits."""
        now = self._now()
        with self._database.reading() as session:
            due = {audience for owner, audience in reminders.due(session, now) if owner == tenant}
            due |= reviews.people_due(session, tenant, now)
            users = preferences.to_ask_about(
                session, tenant, now, due=due, good_for=_GOOD_FOR, limit=_MOST_AT_ONCE
            )
        for user in users:
            try:
                known = self._ask(user)
            except ProfileError as error:
                if error.code == "missing_scope":
                    tell_operator("missing_scope users:read", tenant)
                    known = Known()  # time zones are then those of the workspace's preferences
                else:
                    _log.warning("people_not_asked %s", error.code, extra={"team": tenant.team_id})
                    return
            with self._database.transaction(patient=True) as session:
                if preferences.learn(session, tenant, user, known, now):
                    person_changed(session, tenant, user, now, self._content.ladders)
                    review_booking.rebook_for(session, tenant, user, self._content.reviews)
