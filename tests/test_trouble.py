"""A database that is locked, hangs, is full or away: one sentence in time, and its name for it in the log."""

import io
import logging
import os
import shutil
import signal
import sqlite3
import tempfile
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from psycopg import errors
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError, OperationalError

from bot import logs
from bot.errors import RolecallError
from bot.store import database as opening
from bot.store import postgres
from bot.store.database import Database
from bot.store.trouble import DatabaseTroubleError, reason_of, trouble_of
from bot.store.upgrade import migrate, problem
from tests.postgres import Postgres

BUSY = "The database is busy; nothing was changed. Please try again in a minute."
AWAY = "The database cannot be reached; nothing was changed. Please try again in a minute."


def of_sqlite(name: str) -> sqlite3.OperationalError:
    error = sqlite3.OperationalError("a driver's words")
    error.sqlite_errorname = name
    return error


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (errors.LockNotAvailable(), BUSY),
        (errors.QueryCanceled(), BUSY),
        (errors.DeadlockDetected(), BUSY),
        (errors.TooManyConnections(), BUSY),
        (errors.AdminShutdown(), AWAY),
        (errors.ConnectionTimeout(), AWAY),
        (errors.DiskFull(), "The database has no room left; nothing was changed. Please tell"),
        (
            errors.ReadOnlySqlTransaction(),
            "The database cannot be written to; nothing was changed. Please tell",
        ),
        (of_sqlite("SQLITE_BUSY_SNAPSHOT"), BUSY),
        (of_sqlite("SQLITE_FULL"), "The database has no room left; nothing was changed. Please tell"),
        (of_sqlite("SQLITE_READONLY_DIRECTORY"), "The database cannot be written to; nothing was changed."),
        (of_sqlite("SQLITE_CANTOPEN"), AWAY),
        (of_sqlite("SQLITE_BUSY"), BUSY),
        (of_sqlite("SQLITE_BUSY_TIMEOUT"), BUSY),
        (of_sqlite("SQLITE_LOCKED_SHAREDCACHE"), BUSY),
        # A mistake of ours, which nobody should try again.
        (of_sqlite("SQLITE_ERROR"), None),
        (of_sqlite("SQLITE_CONSTRAINT_UNIQUE"), None),
        (of_sqlite("SQLITE_MISMATCH"), None),
        (of_sqlite("SQLITE_RANGE"), None),
        (errors.UndefinedColumn(), None),
        (errors.NotNullViolation(), None),
    ],
)
def test_what_an_error_means_for_a_person(error: Exception, said: str | None) -> None:
    trouble = trouble_of(OperationalError("", {}, error), committing=False)
    assert trouble is None if said is None else str(trouble).startswith(said)


def test_what_was_lost_while_it_was_kept_is_not_called_unchanged() -> None:
    lost = OperationalError("", {}, errors.AdminShutdown())
    assert "whether this was kept" in str(trouble_of(lost, committing=True))
    full = OperationalError("", {}, errors.DiskFull())
    assert "nothing was changed" in str(trouble_of(full, committing=True))
    assert trouble_of(IntegrityError("", {}, errors.UniqueViolation()), committing=True) is None


@pytest.fixture
def hasty(postgres_server: Postgres, monkeypatch: pytest.MonkeyPatch) -> Iterator[Database]:
    """PostgreSQL for people in a hurry."""
    monkeypatch.setattr(postgres, "SERVER_S", 0.2)
    monkeypatch.setattr(postgres, "_AT_LEAST_S", 0.1)
    monkeypatch.setattr(opening, "_WAIT_S", 0.4)
    with postgres_server.migrated() as url:
        database = Database(url)
        yield database
        database.close()


def test_a_locked_row_costs_one_person_a_moment_and_others_nothing(hasty: Database) -> None:
    take = text("INSERT INTO claimed_events VALUES ('', 'T1', 'Ev1', now())")
    with hasty.engine.begin() as operator:
        operator.execute(take)  # and goes for lunch
        began = time.monotonic()
        with pytest.raises(DatabaseTroubleError, match="is busy"), hasty.transaction() as session:
            session.execute(take)
        assert time.monotonic() - began < 2
        with hasty.reading() as session:
            assert session.execute(text("SELECT count(*) FROM claimed_events")).scalar() == 0
        with hasty.transaction(patient=True) as session:
            assert session.execute(text("SHOW lock_timeout")).scalar() == "1min"
        operator.rollback()
    with hasty.transaction() as session:
        session.execute(take)
        assert session.execute(text("SHOW lock_timeout")).scalar() == "200ms"


def test_a_statement_that_takes_too_long_is_given_up(hasty: Database) -> None:
    with pytest.raises(DatabaseTroubleError, match="is busy"), hasty.transaction() as session:
        session.execute(text("SELECT pg_sleep(5)"))


def test_a_server_that_stands_still_holds_nobody(hasty: Database, caplog: pytest.LogCaptureFixture) -> None:
    with hasty.reading() as session:
        backend = session.execute(text("SELECT pg_backend_pid()")).scalar_one()
    os.kill(backend, signal.SIGSTOP)
    try:
        began = time.monotonic()
        with (
            caplog.at_level(logging.WARNING),
            pytest.raises(DatabaseTroubleError, match="is busy"),
            hasty.transaction() as session,
        ):
            session.execute(text("SELECT 1"))
        assert time.monotonic() - began < 2
    finally:
        os.kill(backend, signal.SIGCONT)
    with hasty.transaction() as session:
        assert session.execute(text("SELECT 1")).scalar() == 1


def test_a_full_disk_is_named_in_the_log_and_to_the_operator(sqlite_url: str) -> None:
    database, stream = Database(sqlite_url), io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(logs.LineFormatter())
    logging.getLogger().addHandler(handler)
    try:
        with database.engine.connect() as connection:
            connection.exec_driver_sql("PRAGMA max_page_count = 1")
        fill = text("INSERT INTO claimed_events VALUES ('', 'T1', hex(randomblob(90000)), '2026-11-03')")
        with pytest.raises(DatabaseTroubleError, match="no room left"), database.transaction() as session:
            session.execute(fill)
    finally:
        logging.getLogger().removeHandler(handler)
        database.close()
    assert "(SQLITE_FULL)" in stream.getvalue()
    assert "operator_needed The database has no room left" in stream.getvalue()


def test_a_new_file_is_for_nobody_else(tmp_path: Path) -> None:
    before = os.umask(0o022)
    try:
        database = Database(f"sqlite:///{tmp_path}/new.db")
        migrate(database)
    finally:
        os.umask(before)
    with database.transaction() as session:
        session.execute(text("INSERT INTO claimed_events VALUES ('', 'T1', 'Ev1', '2026-11-03')"))
        assert {path.name: path.stat().st_mode & 0o077 for path in tmp_path.iterdir()} == {
            "new.db": 0,
            "new.db-wal": 0,
            "new.db-shm": 0,
        }
    database.close()


def test_a_release_is_rolled_back(empty_database: Database) -> None:
    newest = migrate(empty_database).now
    assert str(migrate(empty_database)) == f"already at revision {newest}"
    assert str(migrate(empty_database, "0005")) == f"migrated from revision {newest} to 0005"
    assert f"it is at revision 0005, not {newest}. Run `rolecall migrate`." in str(problem(empty_database))
    migrate(empty_database)
    assert problem(empty_database) is None
    with pytest.raises(RolecallError, match=rf"There is no revision 5\. .* 0005, .*{newest}"):
        migrate(empty_database, "5")


def test_a_database_is_told_by_its_place_and_never_by_its_password() -> None:
    for url, where in (
        ("postgres://ann:pa%40ss@db.example:6543/hire", "PostgreSQL db.example:6543/hire"),
        ("postgresql://ann:pa%40ss@db.example/hire", "PostgreSQL db.example/hire"),
        ("sqlite:////srv/team.db", "/srv/team.db"),
    ):
        assert Database(url).where == where


def test_a_database_of_a_newer_release_gets_the_right_advice(sqlite_url: str) -> None:
    database = Database(sqlite_url)
    newest = migrate(database).now
    with database.transaction() as session:
        session.execute(text("UPDATE alembic_version SET version_num = '9901'"))
    found = problem(database)
    assert found is not None
    assert (found.what, "9901" in found.what) == ("The database is from a newer release.", False)
    assert f"`rolecall migrate --to {newest}`" in found.advice
    for to in (None, newest):
        with pytest.raises(RolecallError, match="from a newer release"):
            migrate(database, to)
    database.close()


def test_threads_of_other_people_keep_their_own_time(hasty: Database) -> None:
    """A limit belongs to who set it."""
    seen: list[int] = []

    def work() -> None:
        with hasty.transaction(patient=True) as session:
            session.execute(text("SELECT pg_sleep(0.6)"))
            seen.append(1)

    thread = threading.Thread(target=work)
    thread.start()
    with hasty.transaction() as session:
        session.execute(text("SELECT 1"))
    thread.join(10)
    assert seen == [1]


@pytest.mark.parametrize("replaced", [False, True])
def test_a_file_that_was_removed_or_replaced_is_noticed(
    sqlite_url: str, sqlite_template: Path, replaced: bool, caplog: pytest.LogCaptureFixture
) -> None:
    database, path = Database(sqlite_url), Path(sqlite_url.removeprefix("sqlite:///"))
    assert problem(database) is None
    path.unlink()
    if replaced:
        shutil.copy(sqlite_template, path)
    for _ in range(2):
        with pytest.raises(DatabaseTroubleError, match="was removed or replaced"), database.transaction():
            pytest.fail("what is written now would be lost")
    found = problem(database)
    assert found is not None
    assert found.what == "The database's file was removed or replaced."
    assert path.exists() is replaced
    told = [record.getMessage() for record in caplog.records if record.levelno >= logging.ERROR]
    assert len(told) == 1  # and not each second
    assert told[0].startswith("operator_needed The database's file was removed or replaced")
    database.close()


def test_it_is_not_ready_while_its_last_write_found_no_room(sqlite_url: str) -> None:
    database = Database(sqlite_url)
    with database.engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA max_page_count = 1")
    fill = text("INSERT INTO claimed_events VALUES ('', 'T1', hex(randomblob(90000)), '2026-11-03')")
    with pytest.raises(DatabaseTroubleError, match="no room left"), database.transaction() as session:
        session.execute(fill)
    found = problem(database)
    assert found is not None
    assert found.what == "The database has no room left."
    with database.transaction() as session:
        session.execute(text("DELETE FROM claimed_events"))
    assert problem(database) is None
    database.close()


def test_a_copy_that_nobody_can_write_is_read(sqlite_template: Path) -> None:
    with tempfile.TemporaryDirectory() as folder:
        kept = Path(folder, "kept.db")
        kept.write_bytes(sqlite_template.read_bytes())
        kept.chmod(0o444)
        Path(folder).chmod(0o555)
        mine = os.geteuid()
        if mine == 0:  # who may write everything
            os.seteuid(65_534)
        try:
            database = Database(f"sqlite:///{kept}", reads_only=True)
            assert problem(database) is None
            database.close()
        finally:
            os.seteuid(mine)
            Path(folder).chmod(0o755)


def test_of_two_that_migrate_at_once_one_waits(postgres_server: Postgres) -> None:
    with postgres_server.empty() as url, ThreadPoolExecutor(2) as pool:
        databases = [Database(url) for _ in range(2)]
        done = [each.result() for each in [pool.submit(migrate, database) for database in databases]]
        for database in databases:
            database.close()
    newest = done[0].now
    assert sorted(map(str, done)) == [f"already at revision {newest}", f"created, at revision {newest}"]


def test_a_server_that_is_away_is_told_of_with_its_reason(caplog: pytest.LogCaptureFixture) -> None:
    database = Database("postgresql://ann:hunter2@127.0.0.1:1/hire")
    with pytest.raises(DatabaseTroubleError, match="cannot be reached"), database.transaction() as session:
        session.execute(text("SELECT 1"))
    (told,) = (record.getMessage() for record in caplog.records)
    assert "refused" in told
    assert "hunter2" not in told
    assert reason_of(OperationalError("", {}, errors.DiskFull("a row of somebody"))) == ""
    assert reason_of(OperationalError("", {}, of_sqlite("SQLITE_FULL"))) == ""
