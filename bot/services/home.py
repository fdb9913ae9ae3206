"""What a person sees first on Home: their requisitions, what waits for them, and the workspace's numbers."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial

from bot.actors import Actor
from bot.hiring.briefs.brief import BriefVersion
from bot.hiring.lists import Numbers, RequisitionPage
from bot.services.access import hidden_channels
from bot.services.deps import Deps
from bot.services.requisitions import read_page
from bot.store import briefs, preferences, requisitions, reviews

_BRIEFS = 3  # that are shown


@dataclass(frozen=True, slots=True)
class Dashboard:
    """What one person sees first: their undefined requisitions, what waits for them, and the numbers.

    `to_review` are filled ones whose questions they have not answered, `unsigned` the newest briefs that
    wait for a signature.
    """

    today: date
    undefined: RequisitionPage
    snoozed: RequisitionPage
    waiting: RequisitionPage
    to_review: RequisitionPage
    numbers: Numbers
    unsigned: Sequence[BriefVersion]


def dashboard(deps: Deps, actor: Actor) -> Dashboard:
    """Everything the Home tab shows a person.

    The workspace's numbers count what they may know of. Refused for people of another company.
    """
    now, tenant, user = deps.now(), actor.tenant, actor.user
    hidden = hidden_channels(deps, actor)
    with deps.database.reading() as session:
        zone = preferences.zone_of(session, tenant, user)
        today = now.astimezone(zone).date()
        mine = partial(requisitions.undefined_of, session, tenant, user, today)
        return Dashboard(
            today=today,
            undefined=read_page(1, partial(mine, snoozed=False), zone),
            snoozed=read_page(1, partial(mine, snoozed=True), zone),
            waiting=read_page(1, partial(requisitions.waiting_for, session, tenant, user), zone),
            to_review=read_page(1, partial(reviews.waiting, session, tenant, user), zone),
            numbers=requisitions.numbers(session, tenant, now, requisitions.visible(user, hidden)),
            unsigned=briefs.unsigned_of(session, tenant, user, most=_BRIEFS),
        )
