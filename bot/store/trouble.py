"""What is wrong with the database, in words for the person whose request it stopped."""

from sqlalchemy.exc import DBAPIError, OperationalError
from sqlalchemy.exc import TimeoutError as NoConnectionFree

from bot.errors import RolecallError

_BUSY = "The database is busy"
_AWAY = "The database cannot be reached"
_FULL = "The database has no room left"
_READ_ONLY = "The database cannot be written to"
_UNCERTAIN = (
    "The database did not say whether this was kept. Please look whether it was, before you try again."
)
# SQLSTATE or its first two characters; https://www.postgresql.org/docs/current/errcodes-appendix.html
_STATES = {
    "08": _AWAY,  # connection exception
    "57P": _AWAY,  # somebody shuts it down
    "55P03": _BUSY,  # waited for a lock for too long
    "57014": _BUSY,  # took too long
    "40": _BUSY,  # lost against another transaction
    "53300": _BUSY,  # too many connections
    "53100": _FULL,
    "25006": _READ_ONLY,
}
_SQLITE = {
    "SQLITE_BUSY": _BUSY,
    "SQLITE_LOCKED": _BUSY,
    "SQLITE_CANTOPEN": _AWAY,
    "SQLITE_FULL": _FULL,
    "SQLITE_READONLY": _READ_ONLY,
}


class DatabaseTroubleError(RolecallError):
    """The database could not do what it was asked; `for_operator`: it will not by itself."""

    def __init__(self, sentence: str, *, for_operator: bool = False) -> None:
        super().__init__(sentence)
        self.for_operator = for_operator


def trouble_of(error: Exception, *, committing: bool) -> DatabaseTroubleError | None:
    """Say what an error of the database means; None when it is a mistake in what was asked."""
    what = _BUSY if isinstance(error, NoConnectionFree) else None
    if isinstance(error, DBAPIError):
        what = _what(error)
    if what is None:
        return None
    if committing and what in (_AWAY, _BUSY):
        return DatabaseTroubleError(_UNCERTAIN)
    if what in (_FULL, _READ_ONLY):
        help_ = "Please tell whoever runs Rolecall here."
        return DatabaseTroubleError(f"{what}; nothing was changed. {help_}", for_operator=True)
    return DatabaseTroubleError(f"{what}; nothing was changed. Please try again in a minute.")


def file_is_another() -> DatabaseTroubleError:
    """What to say when a SQLite file was removed or replaced while a process has the old one open."""
    return DatabaseTroubleError(
        "The database's file was removed or replaced; nothing was changed. Whoever runs Rolecall here has to "
        "put it back, if need be, and start Rolecall again.",
        for_operator=True,
    )


def reason_of(error: Exception) -> str:
    """Why there was no answer, in the driver's words; "" once a server answered, whose words quote rows."""
    said = getattr(error, "orig", None)
    answered = getattr(said, "sqlstate", None) or getattr(said, "sqlite_errorname", None)
    return (
        ""
        if said is None or answered
        else f"({str(said).strip().splitlines()[0]})"
        if str(said).strip()
        else ""
    )


def _what(error: DBAPIError) -> str | None:
    name = getattr(error.orig, "sqlite_errorname", None)
    if name is not None:
        return next((what for start, what in _SQLITE.items() if name.startswith(start)), None)
    state = getattr(error.orig, "sqlstate", None)
    if state is not None:
        return next((what for start, what in _STATES.items() if state.startswith(start)), None)
    return _AWAY if isinstance(error, OperationalError) else None  # no server has answered
