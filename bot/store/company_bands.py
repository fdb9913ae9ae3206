"""The pay bands of a company, each version of them as somebody set it."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import date, datetime, timedelta

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from bot.actors import Tenant
from bot.errors import RolecallError
from bot.hiring.company_bands import CompanyBand, CompanyBands
from bot.store.database import Database
from bot.store.models import CompanyBandsRow
from bot.store.trouble import DatabaseTroubleError

_KEPT_FOR = timedelta(minutes=1)


class SetMeanwhile(RolecallError):  # noqa: N818 - it is an answer, not a fault
    """Somebody else has set the next version of the bands."""

    def __init__(self) -> None:
        super().__init__(
            "Somebody else has set the bands meanwhile. Open the form again; nothing was changed."
        )


class HeldBands:
    """Remembers for a minute which bands hold, so that answers about pay ask no database each time."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._held: dict[Tenant, tuple[CompanyBands | None, datetime]] = {}

    def of(self, tenant: Tenant, now: datetime) -> CompanyBands | None:
        """The version that holds; None when nobody has set any."""
        known = self._held.get(tenant)
        if known is None or now - known[1] >= _KEPT_FOR:
            try:
                with self._database.reading() as session:
                    held = current(session, tenant)
            except DatabaseTroubleError:
                held = known[0] if known else None  # pay is answered all the same, and nobody waits again
            known = self._held[tenant] = held, now
        return known[0]

    def forget(self, tenant: Tenant) -> None:
        """Look again next time: somebody has set some."""
        self._held.pop(tenant, None)


def current(session: Session, tenant: Tenant) -> CompanyBands | None:
    """The version that holds; None when nobody has set any."""
    row = session.scalars(
        select(CompanyBandsRow)
        .where(
            CompanyBandsRow.enterprise_id == tenant.enterprise_id, CompanyBandsRow.team_id == tenant.team_id
        )
        .order_by(CompanyBandsRow.version.desc())
        .limit(1)
    ).first()
    if row is None:
        return None
    return CompanyBands(row.version, tuple(map(_band, row.bands)), row.set_by, row.set_at)


def add(
    session: Session, tenant: Tenant, version: int, bands: Sequence[CompanyBand], *, by: str, at: datetime
) -> None:
    """Keep the next version. SetMeanwhile when somebody else has set that one."""
    rows = [
        asdict(each)
        | {"since": each.since.isoformat(), "until": each.until.isoformat() if each.until else None}
        for each in bands
    ]
    session.add(
        CompanyBandsRow(
            enterprise_id=tenant.enterprise_id,
            team_id=tenant.team_id,
            version=version,
            bands=rows,
            set_by=by,
            set_at=at,
        )
    )
    try:
        session.flush()
    except IntegrityError as error:
        raise SetMeanwhile from error


def _band(row: dict[str, str | int | None]) -> CompanyBand:
    until = row["until"]
    return CompanyBand(
        str(row["role"]),
        str(row["level"]),
        str(row["place"]),
        str(row["currency"]),
        int(row["low"] or 0),
        int(row["high"] or 0),
        date.fromisoformat(str(row["since"])),
        date.fromisoformat(str(until)) if until else None,
    )
