"""Opening the database, and one transaction at a time."""

import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError, OperationalError
from sqlalchemy.orm import Session, sessionmaker

from bot.errors import RolecallError

_WAIT_S = 2  # for a connection, or for another writer: Slack waits 3 seconds for an answer
_PATIENT_WAIT_S = 60
_ANEW_MS = 100  # SQLite asks for a lock less and less often; after this long we begin to ask anew
_WAIT = "rolecall_wait_s"  # how long a connection waits to write; None: it only reads


class Database:
    """A SQLite file or a PostgreSQL database. Safe to share between threads; close it when done.

    RolecallError when the address cannot be read; nothing is opened before it is used.
    """

    def __init__(self, url: str) -> None:
        self.engine: Engine = _engine(url)
        self._session = sessionmaker(self.engine, expire_on_commit=False)

    @contextmanager
    def transaction(self, *, patient: bool = False) -> Iterator[Session]:
        """Everything inside is committed together, or not at all when an exception leaves the block.

        On SQLite the write lock is taken at once: two writers queue up instead of failing half-way. They wait
        for two seconds, or for a minute when they are `patient`, because nobody waits for them.
        """
        with self._session.begin() as session:
            if patient:
                session.connection(execution_options={_WAIT: _PATIENT_WAIT_S})
            yield session

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """Only for reading: it waits for no writer, and sees what was there at its beginning."""
        options: dict[str, Any] = {_WAIT: None}
        if self.engine.dialect.name == "postgresql":  # where each statement sees what was there at its own
            options["isolation_level"] = "REPEATABLE READ"
        with self._session.begin() as session:
            session.connection(execution_options=options)
            yield session

    @property
    def missing_file(self) -> Path | None:
        """The file of a SQLite database that is not there yet; None for any other. To open it creates it."""
        name = self.engine.url.database or ""
        is_file = self.engine.dialect.name == "sqlite" and name not in ("", ":memory:")
        file = Path(name).absolute()
        return file if is_file and not name.startswith("file:") and not file.exists() else None

    def close(self) -> None:
        """Give back every connection."""
        self.engine.dispose()


def _engine(url: str) -> Engine:
    try:
        parsed = make_url(url)
    except (ArgumentError, ValueError):
        raise RolecallError("ROLECALL_DATABASE_URL cannot be read as a database address.") from None
    if parsed.get_backend_name() in {"postgres", "postgresql"}:
        # Hosting services hand out postgres:// and postgresql://; psycopg 3 is the driver that is installed.
        return create_engine(
            parsed.set(drivername="postgresql+psycopg"),
            # Without tcp_user_timeout (ms) a server that vanished from the network is waited for for ever.
            connect_args={"connect_timeout": _WAIT_S, "tcp_user_timeout": _WAIT_S * 1000},
            pool_pre_ping=True,
            hide_parameters=True,
        )
    engine = create_engine(parsed, connect_args={"timeout": _WAIT_S}, hide_parameters=True)
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _prepare_sqlite(connection: Any, _record: object) -> None:
    connection.isolation_level = None  # else sqlite3 opens transactions by itself, and later than it should
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute(f"PRAGMA busy_timeout = {_ANEW_MS}")


def _begin_sqlite(connection: Connection) -> None:
    """Begin, and wait for our turn to write by asking often.

    SQLite itself soon asks ten times a second only. Beside workers that write without a pause it may find the
    lock taken every time, until it gives up.
    """
    wait_s = connection.get_execution_options().get(_WAIT, _WAIT_S)
    if wait_s is None:
        connection.exec_driver_sql("BEGIN")
        return
    until = time.monotonic() + wait_s
    while True:
        try:
            connection.exec_driver_sql("BEGIN IMMEDIATE")
        except OperationalError as error:
            code = getattr(error.orig, "sqlite_errorcode", None)
            if code != sqlite3.SQLITE_BUSY or time.monotonic() >= until:
                raise
        else:
            return
