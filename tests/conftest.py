"""Fixtures for everybody: real databases, each test with its own, and ways to leave nothing behind."""

import gc
import os
import shutil
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

import bot.store.database
from bot.store.database import Database
from bot.store.upgrade import migrate
from tests import postgres
from tests.engines import quick_engine
from tests.postgres import Postgres

# Every run tries the same examples, and how fast a machine is decides nothing: `make bench` measures speed.
# `make test ARGS=--hypothesis-profile=new` looks for new examples.
_PATIENT = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("new", _PATIENT)
settings.register_profile("same", _PATIENT, derandomize=True)
settings.load_profile("same")

_WATCHED = pytest.StashKey[bool]()
_WATCH_CHILDREN = "COVERAGE_PROCESS_CONFIG"  # by which coverage is told to begin in a new process
_LONG = {"test_random_walks.py", "test_evil_texts.py"}


def pytest_collection_finish() -> None:
    """What was imported stays until the end: the garbage collector need not look through it in each test."""
    gc.collect()
    gc.freeze()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What a test covers is watched in its first row, on SQLite, and without a browser.

    The other rows take the same ways, and to watch them takes longer than to go them.
    """
    begun: set[str] = set()
    for item in items:
        name = item.nodeid.partition("[")[0]
        again = name in begun or "postgresql" in item.name
        item.stash[_WATCHED] = not (again or item.path.parent.name == "browser" or item.path.name in _LONG)
        if item.stash[_WATCHED]:
            begun.add(name)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Generator[None, object, object]:
    """Do not watch what a test covers, nor the processes that it starts, where that was watched already."""
    plugin = item.config.pluginmanager.get_plugin("_cov")
    controller = plugin.cov_controller if plugin and not item.stash[_WATCHED] else None
    if not controller:
        return (yield)
    controller.pause()
    inherited = os.environ.pop(_WATCH_CHILDREN, None)
    try:
        return (yield)
    finally:
        if inherited is not None:
            os.environ[_WATCH_CHILDREN] = inherited
        controller.resume()


@pytest.fixture(scope="session", autouse=True)
def _quick_engines() -> Iterator[None]:
    """No test compiles a statement that another has compiled."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(bot.store.database, "create_engine", quick_engine)
        yield


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[Postgres]:
    """A real PostgreSQL, started once for the whole run."""
    with postgres.started() as server:
        yield server


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
        server: Postgres = request.getfixturevalue("postgres_server")
        with server.empty() as url, _open(url) as database:
            yield database


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request: pytest.FixtureRequest) -> Iterator[Database]:
    """A migrated database; the test runs once on SQLite and once on PostgreSQL."""
    if request.param == "sqlite":
        with _open(request.getfixturevalue("sqlite_url")) as opened:
            yield opened
    else:
        server: Postgres = request.getfixturevalue("postgres_server")
        with server.migrated() as url, _open(url) as opened:
            yield opened


@contextmanager
def _open(url: str) -> Iterator[Database]:
    database = Database(url)
    try:
        yield database
    finally:
        database.close()
