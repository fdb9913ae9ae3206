"""Bringing the tables up to date, and telling whether they are."""

import logging
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection
from sqlalchemy.exc import SQLAlchemyError

import migrations
from bot.errors import RolecallError
from bot.store.database import Database

_log = logging.getLogger(__name__)


def migrate(database: Database) -> None:
    """Create or change the tables, up to the newest migration. RolecallError if there is no such database."""
    try:
        with database.engine.begin() as connection:
            command.upgrade(_config(connection), "head")
    except SQLAlchemyError as error:
        raise RolecallError(f"The database cannot be migrated: {_driver_words(error)}") from error


def problem(database: Database) -> str | None:
    """Say why the database cannot be used now; None when it is reachable and up to date."""
    try:
        with database.engine.connect() as connection:
            current = MigrationContext.configure(connection).get_current_revision()
    except SQLAlchemyError as error:
        # The driver's words name hosts and users: they are for the operator, not for a probe's answer.
        _log.warning("database_unreachable %s", _driver_words(error))
        return "The database cannot be reached."
    head = ScriptDirectory.from_config(_config()).get_current_head()
    if current is None:
        return "The database has no tables yet: run `rolecall migrate`."
    if current != head:
        return f"The database is at revision {current}, not {head}: run `rolecall migrate`."
    return None


def _config(connection: Connection | None = None) -> Config:
    config = Config()
    config.set_main_option("script_location", str(Path(migrations.__file__).parent).replace("%", "%%"))
    config.attributes["connection"] = connection
    return config


def _driver_words(error: SQLAlchemyError) -> str:
    return str(getattr(error, "orig", error)).partition("\n")[0]
