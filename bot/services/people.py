"""What Slack says about people: name, time zone, rank, whether their account works. Good for half a day."""

from collections.abc import Callable
from datetime import datetime, timedelta

from bot.actors import Tenant
from bot.errors import MustWait
from bot.hiring.access import WorkspaceRank
from bot.hiring.reminders.wishes import Known
from bot.services import review_booking
from bot.services.reminders import person_changed
from bot.store import preferences, reminders, reviews
from bot.store.database import Database
from content import Content

_GOOD_FOR = timedelta(hours=12)
_MOST_AT_ONCE = 60  # Slack allows a hundred of these calls a minute


class People:
    """Keeps what Slack says about people who do something here, or whom reminders concern.

    `ask` gives that for one of them, or None when Slack does not say now; `now` is the clock.
    """

    def __init__(
        self,
        database: Database,
        ask: Callable[[Tenant, str], Known | None],
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
            known = self._ask(tenant, user)
            if known is None:
                return
            self._learn(tenant, user, known, now, patient=True)

    def rank_of(self, tenant: Tenant, user: str, *, may_wait: bool) -> WorkspaceRank | None:
        """What somebody is in the workspace: what Slack said last, when it does not say now, or None.

        Raises MustWait when Slack has to be asked, and this request may not wait.
        """
        now = self._now()
        with self._database.reading() as session:
            rank, at = preferences.rank_of(session, tenant, user)
        if rank and now - at < _GOOD_FOR:
            return rank
        if not may_wait:
            raise MustWait
        known = self._ask(tenant, user)
        if known is None:
            return rank
        self._learn(tenant, user, known, now, patient=False)
        return known.rank

    def _learn(self, tenant: Tenant, user: str, known: Known, now: datetime, *, patient: bool) -> None:
        with self._database.transaction(patient=patient) as session:
            preferences.ask_about(session, tenant, {user})  # two requests of one new person may come at once
            if preferences.learn(session, tenant, user, known, now):
                person_changed(session, tenant, user, now, self._content.ladders)
                review_booking.rebook_for(session, tenant, user, self._content.reviews)
