"""Connections to PostgreSQL on which nobody waits without end, for a lock or for a server that hangs."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from time import monotonic
from typing import Any, TypeVar

from psycopg import Connection, OperationalError
from psycopg.abc import PQGen
from psycopg.errors import QueryCanceled

SERVER_S = 1.5
"""How long the server lets a statement run, or wait for a lock, for somebody who waits for an answer."""

_AT_LEAST_S = 0.5  # whatever we have done since: a server that is well answers sooner
_T = TypeVar("_T")


class _Mine(threading.local):
    until: float | None = None


_mine = _Mine()


@contextmanager
def waiting_at_most(seconds: float) -> Iterator[None]:
    """Whatever this thread asks of a server inside, it waits so long for all of it."""
    before, _mine.until = _mine.until, monotonic() + seconds
    try:
        yield
    finally:
        _mine.until = before


def connect(*arguments: Any, **parameters: Any) -> Connection[Any]:
    """Open a connection that keeps to the limits; it is an error when this thread's time is up."""
    if _mine.until is not None and monotonic() > _mine.until:
        raise QueryCanceled("no time left to connect")
    connection = _Punctual.connect(*arguments, **parameters)
    limit = f"{SERVER_S * 1000:.0f}"
    # Not as an option of the connection, which PgBouncer would refuse.
    connection.execute(f"SET statement_timeout = {limit}")
    connection.execute(f"SET lock_timeout = {limit}")
    connection.commit()
    return connection


class _Punctual(Connection[Any]):
    """Waits no longer than its thread may; then it is closed, for nobody knows what the server still does.

    A server's own limits, and those of TCP, are no help when the server stands still.
    """

    def wait(self, gen: PQGen[_T], interval: float = 0.1, timeout: float | None = None) -> _T:
        until = _mine.until
        if until is None or timeout is not None:
            return super().wait(gen, interval, timeout)
        left = max(until - monotonic(), _AT_LEAST_S)
        late = monotonic() + left
        try:
            return super().wait(gen, interval, left)
        except OperationalError as error:
            if error.sqlstate is not None or monotonic() < late:
                raise
            self.close()
            raise QueryCanceled("no answer in time") from error
