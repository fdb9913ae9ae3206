"""Opening the database, one transaction at a time, and bringing its tables up to date."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session, sessionmaker

import migrations

_WAIT_S = 5  # for a connection, or for another writer
_log = logging.getLogger(__name__)


class Database:
    """A SQLite file or a PostgreSQL database. Safe to share between threads; close it when done."""

    def __init__(self, url: str) -> None:
        self.engine: Engine = _engine(url)
        self._session = sessionmaker(self.engine, expire_on_commit=False)
        self._head = ScriptDirectory.from_config(_alembic_config()).get_current_head()

    @contextmanager
    def transaction(self) -> Iterator[Session]:
        """Everything inside is committed together, or not at all when an exception leaves the block.

        On SQLite the write lock is taken at once: two writers queue up instead of failing half-way.
        """
        with self._session.begin() as session:
            yield session

    def migrate(self) -> None:
        """Create or change the tables, up to the newest migration."""
        with self.engine.begin() as connection:
            command.upgrade(_alembic_config(connection), "head")

    def problem(self) -> str | None:
        """Say why the database cannot be used now; None when it is reachable and up to date."""
        try:
            with self.engine.connect() as connection:
                current = MigrationContext.configure(connection).get_current_revision()
        except SQLAlchemyError as error:
            # The driver's words name hosts and users: they are for the operator, not for a probe's answer.
            _log.warning("database_unreachable: %s", str(getattr(error, "orig", error)).partition("\n")[0])
            return "The database cannot be reached."
        if current is None:
            return "The database has no tables yet: run `rolecall migrate`."
        if current != self._head:
            return f"The database is at revision {current}, not {self._head}: run `rolecall migrate`."
        return None

    def close(self) -> None:
        """Give back every connection."""
        self.engine.dispose()


def _alembic_config(connection: Connection | None = None) -> Config:
    config = Config()
    config.set_main_option("script_location", str(Path(migrations.__file__).parent).replace("%", "%%"))
    config.attributes["connection"] = connection
    return config


def _engine(url: str) -> Engine:
    parsed = make_url(url)
    if parsed.get_backend_name() in {"postgres", "postgresql"}:
        # Hosting services hand out postgres:// and postgresql://; psycopg 3 is the driver that is installed.
        return create_engine(
            parsed.set(drivername="postgresql+psycopg"),
            connect_args={"connect_timeout": _WAIT_S},
            pool_pre_ping=True,
            hide_parameters=True,
        )
    engine = create_engine(parsed, connect_args={"timeout": _WAIT_S}, hide_parameters=True)
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_immediate)
    return engine


def _prepare_sqlite(connection: Any, _record: object) -> None:
    connection.isolation_level = None  # else sqlite3 opens transactions by itself, and later than it should
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA foreign_keys = ON")


def _begin_immediate(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN IMMEDIATE")
