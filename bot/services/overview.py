"""What requisitions there are: one of them, its story, lists, and what a person sees first on Home."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields
from datetime import UTC, date, tzinfo
from functools import partial

from bot.actors import Tenant
from bot.errors import RolecallError
from bot.hiring.reminders.calendar import read_zone
from bot.hiring.requisitions import Decision, Page, Requisition
from bot.services.deps import Deps
from bot.store import Session, decisions, preferences, requisitions, reviews
from bot.store.models import DecisionRow, RequisitionRow
from bot.store.requisitions import Numbers
from bot.store.rows import read_row

PAGE = 10


class NoSuchRequisition(RolecallError):  # noqa: N818 - it is an answer, not a fault
    """There is no requisition of that number in this workspace."""


@dataclass(frozen=True, slots=True)
class Dashboard:
    """What one person sees first: their undefined requisitions, what waits for them, and the numbers.

    `looking_back` are filled ones whose questions they have not answered.
    """

    today: date
    undefined: Page
    snoozed: Page
    waiting: Page
    looking_back: Page
    numbers: Numbers


def get(deps: Deps, tenant: Tenant, number: int, *, reader: str = "") -> Requisition:
    """The requisition of that number, its days those of the reader; NoSuchRequisition if there is none."""
    with deps.database.reading() as session:
        return read_row(load(session, tenant, number), _zone_of(session, tenant, reader))


def log(
    deps: Deps, tenant: Tenant, number: int, *, reader: str = ""
) -> tuple[Requisition, Sequence[Decision]]:
    """A requisition, its days those of the reader, with all decisions about it, the first one first."""
    with deps.database.reading() as session:
        row = load(session, tenant, number)
        zone = _zone_of(session, tenant, reader)
        return read_row(row, zone), told(decisions.story(session, row.id))


def list_for(deps: Deps, tenant: Tenant, user: str, channel: str | None, number: int = 1) -> Page:
    """Page `number` of what is open and belongs to a person or a channel."""
    with deps.database.reading() as session:
        found = partial(requisitions.listed, session, tenant, user=user, channel=channel)
        return _page(number, found, _zone_of(session, tenant, user))


def dashboard(deps: Deps, tenant: Tenant, user: str, number: int = 1) -> Dashboard:
    """Everything the Home tab shows a person; page `number` of their undefined requisitions."""
    now = deps.now()
    with deps.database.reading() as session:
        zone = _zone_of(session, tenant, user)
        today = now.astimezone(zone).date()
        mine = partial(requisitions.undefined_of, session, tenant, user, today)
        return Dashboard(
            today=today,
            undefined=_page(number, partial(mine, snoozed=False), zone),
            snoozed=_page(1, partial(mine, snoozed=True), zone),
            waiting=_page(1, partial(requisitions.waiting_for, session, tenant, user), zone),
            looking_back=_page(1, partial(reviews.waiting, session, tenant, user), zone),
            numbers=requisitions.numbers(session, tenant, now),
        )


def today_of(deps: Deps, tenant: Tenant, user: str) -> date:
    """Which day it is for a person: in their time zone when Slack has told it, else in UTC."""
    with deps.database.reading() as session:
        return deps.now().astimezone(_zone_of(session, tenant, user)).date()


def load(session: Session, tenant: Tenant, number: int, *, for_change: bool = False) -> RequisitionRow:
    """The row of that number; NoSuchRequisition if there is none. `for_change` keeps others away."""
    row = requisitions.load(session, tenant, number, for_change=for_change)
    if row is None:
        raise NoSuchRequisition(f"There is no requisition {number} here.")
    return row


def told(rows: Sequence[DecisionRow]) -> list[Decision]:
    """The decisions in rows, as they are told."""
    return [Decision(**{field.name: getattr(row, field.name) for field in fields(Decision)}) for row in rows]


def _zone_of(session: Session, tenant: Tenant, user: str) -> tzinfo:
    """The time zone that Slack has told of a person; UTC before it was asked."""
    known = preferences.known_people(session, tenant, {user})
    return (read_zone(known[user].time_zone) if user in known else None) or UTC


def _page(number: int, find: Callable[..., tuple[Sequence[RequisitionRow], int]], zone: tzinfo) -> Page:
    """Page `number` of what `find` finds, or the last one when there are fewer by now."""
    rows, total = find(offset=PAGE * (number - 1), limit=PAGE)
    if not rows and total:
        number = -(-total // PAGE)
        rows, total = find(offset=PAGE * (number - 1), limit=PAGE)
    return Page(tuple(read_row(row, zone) for row in rows), total, number, PAGE)
