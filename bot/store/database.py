"""Opening the database, and one transaction at a time."""

import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError, OperationalError
from sqlalchemy.orm import Session, sessionmaker

from bot.errors import RolecallError

_WAIT_S = 2  # for a connection, or for another writer: Slack waits 3 seconds for an answer
_ASK_AGAIN_MS = 10  # for SQLite's write lock


class Database:
    """A SQLite file or a PostgreSQL database. Safe to share between threads; close it when done.

    RolecallError when the address cannot be read; nothing is opened before it is used.
    """

    def __init__(self, url: str) -> None:
        self.engine: Engine = _engine(url)
        self._session = sessionmaker(self.engine, expire_on_commit=False)

    @contextmanager
    def transaction(self) -> Iterator[Session]:
        """Everything inside is committed together, or not at all when an exception leaves the block.

        On SQLite the write lock is taken at once: two writers queue up instead of failing half-way.
        """
        with self._session.begin() as session:
            yield session

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
    event.listen(engine, "begin", _begin_immediate)
    return engine


def _prepare_sqlite(connection: Any, _record: object) -> None:
    connection.isolation_level = None  # else sqlite3 opens transactions by itself, and later than it should
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute(f"PRAGMA busy_timeout = {_ASK_AGAIN_MS}")


def _begin_immediate(connection: Connection) -> None:
    """Wait for our turn by asking often.

    SQLite's own way to wait soon asks ten times a second only. Beside workers that write without a pause it
    may find the lock taken every time, until it gives up.
    """
    until = time.monotonic() + _WAIT_S
    while True:
        try:
            connection.exec_driver_sql("BEGIN IMMEDIATE")
        except OperationalError as error:
            busy = (
                isinstance(error.orig, sqlite3.Error) and error.orig.sqlite_errorcode == sqlite3.SQLITE_BUSY
            )
            if not busy or time.monotonic() >= until:
                raise
        else:
            return
