"""What a person asked last in a place, for a next line that stands on it. Other processes see it, too."""

import threading
from collections.abc import Callable
from datetime import datetime

from pydantic import ValidationError

from bot.actors import Tenant
from bot.background import Background
from bot.hiring.lines.followups import Ground
from bot.store import asks
from bot.store.asks import Asked
from bot.store.database import Database


class LastAsks:
    """Keeps what people asked and got an answer to, for a day. Thread-safe.

    Everybody asks, and a transaction for each question would cost more than its answer: what is asked while
    one is written waits for the next.
    """

    def __init__(self, database: Database, background: Background, now: Callable[[], datetime]) -> None:
        self._database = database
        self._background = background
        self._now = now
        self._waiting: list[Asked] = []
        self._lock = threading.Lock()

    def keep(
        self, tenant: Tenant, user: str, ground: Ground, *, channel: str, thread_ts: str | None, soon: bool
    ) -> None:
        """Keep what somebody asked; `soon`, in the background, it's lost if the process dies before."""
        said = ground.model_dump(mode="json")
        with self._lock:
            self._waiting.append(Asked(tenant, user, channel, thread_ts or "", said, self._now()))
            first = len(self._waiting) == 1
        if not soon:
            self._write()
        elif first:  # whoever writes it takes along what comes meanwhile
            self._background.submit(self._write)

    def recall(
        self, tenant: Tenant, user: str, *, channel: str, thread_ts: str | None, here_alone: bool = False
    ) -> Ground | None:
        """What somebody asked last: in this thread or outside of threads, or in the whole channel.

        `here_alone`: in this thread and nowhere else.
        """
        threads = (thread_ts,) if thread_ts and here_alone else (thread_ts, "") if thread_ts else ()
        with self._database.reading() as session:
            kept = asks.last(session, tenant, user, channel=channel, threads=threads, now=self._now())
        if kept is None:
            return None
        try:
            return Ground.model_validate(kept)
        except ValidationError:  # another release kept it: then nobody asked anything
            return None

    def _write(self) -> None:
        with self._lock:
            taken, self._waiting = self._waiting, []
        if taken:
            with self._database.transaction() as session:
                asks.keep(session, taken)
