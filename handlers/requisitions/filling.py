"""`req filled 3 on 12 Nov`: the day, and nothing that may be the name of whoever was hired."""

from datetime import date

from bot.actors import Actor
from bot.errors import RolecallError
from bot.hiring.access import Act
from bot.hiring.lines.requisitions import NO_NAME, Line, names_somebody
from bot.hiring.text.dates import read_past_day, write_day
from bot.hiring.text.day_meanings import UnclearDay
from bot.services import requisitions
from bot.services.changes import Changed, Once
from bot.services.deps import Deps


def fill_as_written(deps: Deps, actor: Actor, number: int, line: Line, once: Once) -> Changed:
    """Record the day that a line gives, today by default.

    RolecallError when it holds anything else. That may be a name, so it is not shown back: replies are kept.
    """
    today = deps.today_of(actor.tenant, actor.user)
    day = _day(line.rest, today)
    if day is None or names_somebody(line.reason):
        unread = "That is no day that I can read. " if day is None else ""
        raise RolecallError(
            f"{unread}{NO_NAME} Only the day is. Type it like 12 Nov, yesterday or 2026-11-12: "
            f"req filled {number} on 12 Nov"
        )
    filled_on = requisitions.get(deps, actor, number, Act.FILL).filled_on
    if filled_on is not None and not line.rest:
        raise RolecallError(
            f"Requisition {number} was filled on {write_day(filled_on)}. To correct the day, type it: "
            f"req filled {number} on 12 Nov"
        )
    return requisitions.fill(deps, actor, number, day, reason=line.reason, once=once)


def may_name_somebody(line: Line, today: date) -> bool:
    """Whether a line says more than a day and a reason without mentions."""
    try:
        day = _day(line.rest, today)
    except UnclearDay:
        return names_somebody(line.reason)
    return day is None or names_somebody(line.reason)


def _day(written: str, today: date) -> date | None:
    return read_past_day(written, today) if written.strip() else today
