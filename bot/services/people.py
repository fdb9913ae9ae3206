"""What Slack says about people: name, time zone, and whether their account still works. Kept for a day."""

import logging
from collections.abc import Callable
from datetime import datetime, timedelta

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.actors import Tenant
from bot.logs import tell_operator
from bot.services import review_booking
from bot.services.reminders import person_changed
from bot.store import preferences, reminders, reviews
from bot.store.database import Database
from bot.store.preferences import Known
from content import Content

_GOOD_FOR = timedelta(hours=12)
_MOST_AT_ONCE = 60  # Slack allows a hundred of these calls a minute
_UNKNOWN = frozenset({"user_not_found", "user_not_visible"})
_log = logging.getLogger(__name__)


class People:
    """Asks Slack about people whom reminders concern. `client` says which Slack; `now` is the clock."""

    def __init__(
        self, database: Database, client: WebClient, now: Callable[[], datetime], content: Content
    ) -> None:
        self._database = database
        self._client = client
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
            except (SlackApiError, OSError) as error:
                if isinstance(error, SlackApiError) and error.response.get("error") == "missing_scope":
                    tell_operator("missing_scope users:read", tenant)
                    known = Known()  # time zones are then those of the workspace's preferences
                else:
                    _log.warning("people_not_asked %s", type(error).__name__, extra={"team": tenant.team_id})
                    return
            with self._database.transaction(patient=True) as session:
                if preferences.learn(session, tenant, user, known, now):
                    person_changed(session, tenant, user, now, self._content.ladders)
                    review_booking.rebook_for(session, tenant, user, self._content.reviews)

    def _ask(self, user: str) -> Known:
        try:
            found = self._client.users_info(user=user)["user"]
        except SlackApiError as error:
            if error.response.get("error") in _UNKNOWN:
                return Known(deactivated=True)
            raise
        profile = found.get("profile", {})
        name = profile.get("display_name") or profile.get("real_name") or found.get("real_name")
        return Known(
            found.get("tz"), deactivated=bool(found.get("deleted")), name=name[:80] if name else None
        )
