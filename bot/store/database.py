"""Opening the database, and one transaction at a time. Nobody waits long for it, however it is."""

import logging
import sqlite3
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, make_url, text
from sqlalchemy.exc import ArgumentError, DBAPIError, OperationalError
from sqlalchemy.exc import TimeoutError as NoConnectionFree
from sqlalchemy.orm import Session, sessionmaker

from bot.errors import RolecallError
from bot.store import postgres
from bot.store.sqlite import SqliteFile
from bot.store.trouble import DatabaseTroubleError, file_is_another, reason_of, trouble_of

_WAIT_S = 2  # for a connection, an answer, or another writer: Slack waits 3 seconds for an answer
_PATIENT_WAIT_S = 60
_MIGRATING = 7_301_946_522  # the lock of whoever changes the tables; any number that nobody else takes
_WAIT = "rolecall_wait_s"  # how long a connection waits to write; None: it only reads
# More connections than threads, so that nobody waits for one.
_POOL: Mapping[str, Any] = {
    "pool_size": 10,
    "max_overflow": 20,
    "pool_timeout": _WAIT_S,
    "hide_parameters": True,
}
_FRESH_S = 60.0  # how long what only an operator can mend is held true, and how often it is told
_UNREADABLE = (
    "ROLECALL_DATABASE_URL cannot be read as a database address. "
    "An @ in its password has to be written as %40."
)
_log = logging.getLogger(__name__)


class Database:
    """A SQLite file or a PostgreSQL database. Safe to share between threads; close it when done.

    When it is `patient`, everything may take a minute; whoever `reads_only` may also read a copy that nobody
    can write. RolecallError when the address cannot be read; nothing is opened before it is used.
    """

    def __init__(self, url: str, *, patient: bool = False, reads_only: bool = False) -> None:
        self.engine: Engine = _engine(url)
        is_file = self.engine.dialect.name == "sqlite"
        self._file = SqliteFile(self.engine, reads_only=reads_only) if is_file else None
        self._session = sessionmaker(self.engine, expire_on_commit=False)
        self._patient = patient
        self._lasting: tuple[float, DatabaseTroubleError] | None = None

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
        self._lasting = None

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

    @contextmanager
    def migrating(self) -> Iterator[Connection]:
        """A connection in one transaction, to change the tables; of two, one waits."""
        with self.engine.execution_options(**{_WAIT: _PATIENT_WAIT_S}).begin() as connection:
            if self.engine.dialect.name == "postgresql":
                for limit in ("statement_timeout", "lock_timeout"):
                    connection.exec_driver_sql(f"SET LOCAL {limit} = '{_PATIENT_WAIT_S}s'")
                connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_MIGRATING})")
            yield connection

    @property
    def lasting_trouble(self) -> DatabaseTroubleError | None:
        """What stopped the last write, for a minute, when only an operator can mend it: a full disk."""
        if self._lasting is None or time.monotonic() - self._lasting[0] > _FRESH_S:
            return None
        return self._lasting[1]

    @property
    def missing_file(self) -> Path | None:
        """The file of a SQLite database that is not there yet; None for any other. To open it creates it."""
        file = self._file.path if self._file is not None else None
        return file if file is not None and not file.exists() else None

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
        if self._file is not None and self._file.is_another:
            raise self._told(file_is_another())
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
            _log.warning("database_trouble %s", reason_of(error), exc_info=error)
            raise self._told(trouble) from error

    def _told(self, trouble: DatabaseTroubleError) -> DatabaseTroubleError:
        """The trouble; what an operator has to mend is told in the log, once a minute, and kept in mind."""
        if trouble.for_operator and str(self.lasting_trouble) != str(trouble):
            _log.error("operator_needed %s", trouble)
            self._lasting = (time.monotonic(), trouble)
        return trouble


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
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _query_begin(url: str) -> str:
    return url.partition("?")[2].partition("=")[0]


def _connect_postgres(
    _dialect: object, _record: object, arguments: list[Any], parameters: dict[str, Any]
) -> Any:
    return postgres.connect(*arguments, **parameters)


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
