"""Opening the database, and one transaction at a time. Nobody waits long for it, however it is."""

import logging
import os
import sqlite3
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, make_url, text
from sqlalchemy.exc import ArgumentError, DBAPIError, OperationalError
from sqlalchemy.exc import TimeoutError as NoConnectionFree
from sqlalchemy.orm import Session, sessionmaker

from bot.errors import RolecallError
from bot.store import postgres
from bot.store.trouble import trouble_of

_WAIT_S = 2  # for a connection, an answer, or another writer: Slack waits 3 seconds for an answer
_PATIENT_WAIT_S = 60
_ANEW_MS = 100  # SQLite asks for a lock less and less often; after this long we begin to ask anew
_WAIT = "rolecall_wait_s"  # how long a connection waits to write; None: it only reads
# More connections than threads, so that nobody waits for one.
_POOL: Mapping[str, Any] = {
    "pool_size": 10,
    "max_overflow": 20,
    "pool_timeout": _WAIT_S,
    "hide_parameters": True,
}
_UNREADABLE = (
    "ROLECALL_DATABASE_URL cannot be read as a database address. "
    "An @ in its password has to be written as %40."
)
_log = logging.getLogger(__name__)


class Database:
    """A SQLite file or a PostgreSQL database. Safe to share between threads; close it when done.

    When it is `patient`, everything may take a minute. RolecallError when the address cannot be read;
    nothing is opened before it is used.
    """

    def __init__(self, url: str, *, patient: bool = False) -> None:
        self.engine: Engine = _engine(url)
        self._session = sessionmaker(self.engine, expire_on_commit=False)
        self._patient = patient

    @contextmanager
    def transaction(self, *, patient: bool = False) -> Iterator[Session]:
        """Everything inside is committed together, or not at all when an exception leaves the block.

        On SQLite the write lock is taken at once: two writers queue up instead of failing half-way. They wait
        for two seconds, or for a minute when they are `patient`, because nobody waits for them.
        DatabaseTroubleError when the database is busy, full or away.
        """
        patient = patient or self._patient
        with self._begun({_WAIT: _PATIENT_WAIT_S} if patient else {}, patient=patient) as session:
            yield session

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """Only for reading: it waits for no writer, and sees what was there at its beginning.

        DatabaseTroubleError when the database is busy or away.
        """
        options: dict[str, Any] = {_WAIT: None}
        if self.engine.dialect.name == "postgresql":  # where each statement sees what was there at its own
            options["isolation_level"] = "REPEATABLE READ"
        with self._begun(options, patient=self._patient) as session:
            yield session

    @property
    def missing_file(self) -> Path | None:
        """The file of a SQLite database that is not there yet; None for any other. To open it creates it."""
        name = self.engine.url.database or ""
        is_file = self.engine.dialect.name == "sqlite" and name not in ("", ":memory:")
        file = Path(name).absolute()
        return file if is_file and not name.startswith("file:") and not file.exists() else None

    @property
    def where(self) -> str:
        """The file of a SQLite database, or host and name of another; no user, no password."""
        url = self.engine.url
        if self.engine.dialect.name == "sqlite":
            return str(Path(url.database or "").absolute())
        port = f":{url.port}" if url.port else ""
        return f"PostgreSQL {url.host or url.query.get('host', 'localhost')}{port}/{url.database or ''}"

    def close(self) -> None:
        """Give back every connection."""
        self.engine.dispose()

    @contextmanager
    def _begun(self, options: dict[str, Any], *, patient: bool) -> Iterator[Session]:
        committing = False
        wait_s = _PATIENT_WAIT_S if patient else _WAIT_S
        try:
            with postgres.waiting_at_most(wait_s), self._session.begin() as session:
                if options:
                    session.connection(execution_options=options)
                if patient and self.engine.dialect.name == "postgresql":
                    for limit in ("statement_timeout", "lock_timeout"):
                        session.execute(text(f"SET LOCAL {limit} = '{wait_s}s'"))
                yield session
                session.flush()
                committing = True
        except (DBAPIError, NoConnectionFree) as error:
            trouble = trouble_of(error, committing=committing)
            if trouble is None:
                raise
            _log.warning("database_trouble", exc_info=error)
            if trouble.for_operator:
                _log.error("operator_needed %s", trouble)
            raise trouble from error


def _engine(url: str) -> Engine:
    try:
        parsed = make_url(url)
    except (ArgumentError, ValueError):
        raise RolecallError(_UNREADABLE) from None
    if parsed.get_backend_name() in {"postgres", "postgresql"}:
        # Behind an unescaped @ a part of the password would be taken for the host, and shown as such.
        if any("@" in part for part in (parsed.host or "", parsed.database or "", _query_begin(url))):
            raise RolecallError(_UNREADABLE)
        # Hosting services hand out postgres:// and postgresql://; psycopg 3 is the driver that is installed.
        engine = create_engine(
            parsed.set(drivername="postgresql+psycopg"),
            # Without tcp_user_timeout (ms) a server that vanished from the network is waited for for ever.
            connect_args={"connect_timeout": _WAIT_S, "tcp_user_timeout": _WAIT_S * 1000},
            pool_pre_ping=True,
            **_POOL,
        )
        event.listen(engine, "do_connect", _connect_postgres)
        return engine
    if parsed.database in (None, "", ":memory:"):
        raise RolecallError("ROLECALL_DATABASE_URL has to name a file, as in sqlite:///rolecall.db.")
    engine = create_engine(parsed, connect_args={"timeout": _WAIT_S}, **_POOL)
    event.listen(engine, "do_connect", _make_private)
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _query_begin(url: str) -> str:
    return url.partition("?")[2].partition("=")[0]


def _connect_postgres(
    _dialect: object, _record: object, arguments: list[Any], parameters: dict[str, Any]
) -> Any:
    return postgres.connect(*arguments, **parameters)


def _make_private(_dialect: object, _record: object, arguments: list[Any], _parameters: object) -> None:
    """Make the file before SQLite does, so that nobody else on the machine reads what is said in it.

    It gets its name when it is closed: whoever closes a SQLite file takes its locks from the whole process.
    """
    path = Path(arguments[0])
    if path.exists() or not path.parent.is_dir():
        return
    with suppress(OSError):  # SQLite will say why it cannot be
        handle, private = tempfile.mkstemp(dir=path.parent)
        os.close(handle)
        with suppress(OSError):  # another was quicker
            os.link(private, path)
        os.unlink(private)


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
