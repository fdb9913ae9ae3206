"""Whether this machine's clock can be trusted: the database's is the one that all processes share."""

from datetime import datetime

from sqlalchemy import func, select

from bot.errors import RolecallError
from bot.store.database import Database
from bot.store.outbox import AHEAD


class WrongClock(RolecallError):  # noqa: N818 - a sentence for the operator
    """Two clocks differ, this machine's and the database's, so that reminders would go at the wrong time."""


def check_clock(database: Database, now: datetime) -> None:
    """Compare a moment of this machine with the database's. WrongClock when they are over a minute apart.

    A SQLite file is on this machine and has no clock of its own.
    """
    if database.engine.dialect.name == "sqlite":
        return
    with database.reading() as session:
        theirs = session.scalars(select(func.clock_timestamp())).one()
    apart = now - theirs
    if abs(apart) > AHEAD:
        way = "ahead of" if apart > AHEAD else "behind"
        minutes = round(abs(apart).total_seconds() / 60)
        raise WrongClock(
            f"This machine's clock is {minutes:,} minutes {way} the database's: "
            "nothing is swept or sent from here until both are right. Let both machines keep time by NTP."
        )
