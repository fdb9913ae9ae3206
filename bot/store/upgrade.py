"""Bringing the tables up to date, or back, and telling whether they are what this release needs."""

import logging
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, func, inspect, select, table
from sqlalchemy.exc import SQLAlchemyError

import migrations
from bot.errors import RolecallError
from bot.store import guards
from bot.store.database import Database
from bot.store.trouble import DatabaseTroubleError

_KEPT = {
    "briefs": "0003",
    "company_bands": "0009",
    "decisions": "0003",
    "feedback": "0011",
    "requisitions": "0003",
    "scopings": "0003",
}
"""What no step back may delete, each with the first revision that has a place for all of it."""

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Unready:
    """Why the database cannot be used: `what` is for anybody, `advice` for who runs the bot."""

    what: str
    advice: str = ""

    def __str__(self) -> str:
        return f"{self.what.removesuffix('.')}: {self.advice}" if self.advice else self.what


@dataclass(frozen=True, slots=True)
class Migrated:
    """Between which revisions the tables went; `before` is None where there were none."""

    before: str | None
    now: str

    def __str__(self) -> str:
        if self.before is None:
            return f"created, at revision {self.now}"
        if self.before == self.now:
            return f"already at revision {self.now}"
        return f"migrated from revision {self.before} to {self.now}"


def migrate(database: Database, to: str | None = None) -> Migrated:
    """Create or change the tables, to the newest revision or to the one given; between which they went.

    RolecallError when there is no such database or revision, when a newer release made the tables, or when a
    step back would delete what they hold.
    """
    head = str(_script().get_current_head())
    try:
        with database.migrating() as connection:
            current = MigrationContext.configure(connection).get_current_revision()
            if _is_newer(current):
                raise RolecallError(str(_newer(current)))
            if to is not None and to not in _revisions():
                known = ", ".join(_revisions())
                raise RolecallError(f"There is no revision {to}. This release knows {known}.")
            if to is not None and current is not None and to < current:
                _refuse_to_delete(connection, to)
                command.downgrade(_config(connection), to)
            else:
                command.upgrade(_config(connection), to or head)
    except SQLAlchemyError as error:
        raise RolecallError(f"The database cannot be migrated: {_driver_words(error)}") from error
    return Migrated(current, to or head)


def put_back_triggers(database: Database) -> list[str]:
    """Make the triggers of the record that somebody dropped or switched off; their names.

    RolecallError when the database is not up to date.
    """
    if found := problem(database):
        raise RolecallError(str(found))
    kind, scripts = database.engine.dialect.name, reversed([*_script().walk_revisions()])
    made = [each for script in scripts for each in getattr(script.module, "GUARDS", {}).get(kind, ())]
    with database.migrating() as connection:
        return guards.put_back(connection, made)


def _refuse_to_delete(connection: Connection, to: str) -> None:
    """Raise RolecallError when a step back would drop what people have said or decided."""
    held = {
        name: connection.execute(select(func.count()).select_from(table(name))).scalar_one()
        for name in sorted(inspect(connection).get_table_names())
        if to < _KEPT.get(name, "")
    }
    if any(held.values()):
        told = ", ".join(f"{name} ({rows} rows)" for name, rows in held.items() if rows)
        raise RolecallError(
            f"At revision {to} there is no place for all that the database holds: {told}. Nothing was "
            "changed. Keep this database, and let that release begin with an empty one: see "
            "ROLECALL_DATABASE_URL."
        )


def problem(database: Database) -> Unready | None:
    """Say why the database cannot be used now; None when it is reachable and up to date."""
    try:
        with database.reading() as session:
            current = MigrationContext.configure(session.connection()).get_current_revision()
    except (DatabaseTroubleError, SQLAlchemyError) as error:
        # The driver's words name hosts and users: they are for the operator, not for a probe's answer.
        _log.warning("database_unreachable %s", _driver_words(error))
        lasting = isinstance(error, DatabaseTroubleError) and error.for_operator
        return _lasting(str(error)) if lasting else Unready("The database cannot be reached.")
    if trouble := database.lasting_trouble:
        return _lasting(str(trouble))
    if current is None:
        return Unready("The database has no tables yet.", "run `rolecall migrate`.")
    if _is_newer(current):
        return _newer(current)
    if current != _revisions()[-1]:
        advice = f"it is at revision {current}, not {_revisions()[-1]}. Run `rolecall migrate`."
        return Unready("The database is not up to date.", advice)
    return None


def _lasting(sentence: str) -> Unready:
    what, _, advice = sentence.partition("; ")
    return Unready(f"{what}.", advice)


def _newer(current: str | None) -> Unready:
    return Unready(
        "The database is from a newer release.",
        f"it is at revision {current}. Run that release, or go back with its "
        f"`rolecall migrate --to {_revisions()[-1]}`.",
    )


def _is_newer(current: str | None) -> bool:
    return current is not None and current > _revisions()[-1]


@cache
def _revisions() -> tuple[str, ...]:
    """What this release knows, oldest first. They are numbers of four digits, one after the other."""
    return tuple(sorted(script.revision for script in _script().walk_revisions()))


def _script() -> ScriptDirectory:
    return ScriptDirectory.from_config(_config())


def _config(connection: Connection | None = None) -> Config:
    config = Config()
    config.set_main_option("script_location", str(Path(migrations.__file__).parent).replace("%", "%%"))
    config.attributes["connection"] = connection
    return config


def _driver_words(error: Exception) -> str:
    cause = (error.__cause__ or error) if isinstance(error, DatabaseTroubleError) else error
    return str(getattr(cause, "orig", cause)).partition("\n")[0]
