"""The workspace's time: the real clock or one that stands still, both of which can be moved forward."""

import asyncio
import heapq
import itertools
from collections.abc import Callable, Coroutine
from datetime import UTC, datetime, time, timedelta
from threading import Lock
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

T = TypeVar("T")

# When time is let pass, those who watch it look this often, as they would if they had waited.
_STEP = timedelta(minutes=30)
_MORNING = time(9, 31)
_FRIDAY = 4


class Timer:
    """Something that will happen at a moment of the workspace's time, unless it is cancelled first."""

    def __init__(self, when: datetime, callback: Callable[[], object]) -> None:
        self.when = when
        self.callback = callback
        self.cancelled = False

    def cancel(self) -> None:
        """Make sure that the callback does not run (again)."""
        self.cancelled = True


def next_morning(now: datetime, zone: str) -> datetime:
    """09:31 of the next day from Monday to Friday in that time zone."""
    day = now.astimezone(ZoneInfo(zone)).date() + timedelta(days=1)
    while day.weekday() > _FRIDAY:
        day += timedelta(days=1)
    return datetime.combine(day, _MORNING, ZoneInfo(zone)).astimezone(UTC)


class Clock:
    """Runs with the real clock (`Clock()`) or stands still (`Clock(frozen_at=moment)`)."""

    def __init__(self, frozen_at: datetime | None = None) -> None:
        if frozen_at is not None and frozen_at.tzinfo is None:
            raise ValueError("frozen_at needs a time zone")
        self._frozen_at = frozen_at.astimezone(UTC) if frozen_at else None
        self._advanced = timedelta()
        self._lock = Lock()
        self._timers: list[tuple[datetime, int, Timer]] = []
        self._order = itertools.count()
        self._watchers: list[Callable[[], object]] = []
        self._loop: asyncio.AbstractEventLoop | None = None
        self._wake: asyncio.TimerHandle | None = None

    def now(self) -> datetime:
        """Return the moment it is in the workspace, in UTC. May be called from any thread."""
        with self._lock:
            return (self._frozen_at or datetime.now(UTC)) + self._advanced

    def advance(self, by: timedelta) -> None:
        """Move time forward; timers that became due run on the loop. May be called from any thread."""
        if by < timedelta():
            raise ValueError("time only moves forward")
        with self._lock:
            self._advanced += by
        if self._loop is not None:
            self._loop.call_soon_threadsafe(self._run_due)

    def watch(self, callback: Callable[[], object]) -> Callable[[], None]:
        """Call back, in another thread, again and again while time is let pass; returns what ends it."""
        self._watchers.append(callback)
        return lambda: self._watchers.remove(callback)

    async def pass_until(self, when: datetime) -> None:
        """Let time pass until then, in steps; at each, those who watch do their work. Only on the loop."""
        while (left := when - self.now()) > timedelta():
            self.advance(min(left, _STEP))
            for callback in list(self._watchers):
                await asyncio.to_thread(callback)

    def call_at(self, when: datetime, callback: Callable[[], object]) -> Timer:
        """Run the callback when that moment has come. Only on the loop."""
        timer = Timer(when, callback)
        heapq.heappush(self._timers, (when, next(self._order), timer))
        self._schedule()
        return timer

    def call_later(self, seconds: float, callback: Callable[[], object]) -> Timer:
        """Run the callback after that many seconds of workspace time. Only on the loop."""
        return self.call_at(self.now() + timedelta(seconds=seconds), callback)

    async def sleep(self, seconds: float) -> None:
        """Wait that many seconds of workspace time. Only on the loop."""
        done = asyncio.Event()
        timer = self.call_later(seconds, done.set)
        try:
            await done.wait()
        finally:
            timer.cancel()

    async def within(self, seconds: float, work: Coroutine[Any, Any, T]) -> T:
        """Return what the coroutine returns; after that much workspace time cancel it: TimeoutError."""
        task = asyncio.ensure_future(work)
        expired = False

        def expire() -> None:
            nonlocal expired
            expired = True
            task.cancel()

        timer = self.call_later(seconds, expire)
        try:
            return await task
        except asyncio.CancelledError:
            if expired:
                raise TimeoutError from None
            raise
        finally:
            timer.cancel()

    def attach(self, loop: asyncio.AbstractEventLoop | None) -> None:
        """Let timers run on this loop; None stops them (they are kept, and run when a loop is back)."""
        self._loop = loop
        if self._wake is not None:
            self._wake.cancel()
            self._wake = None
        if loop is not None:
            self._schedule()

    def _run_due(self) -> None:
        while self._timers and (self._timers[0][2].cancelled or self._timers[0][0] <= self.now()):
            timer = heapq.heappop(self._timers)[2]
            if not timer.cancelled:
                timer.callback()
        self._schedule()

    def _schedule(self) -> None:
        if self._wake is not None:
            self._wake.cancel()
            self._wake = None
        if self._loop is None or not self._timers:
            return
        wait = (self._timers[0][0] - self.now()).total_seconds()
        if wait <= 0:
            self._loop.call_soon(self._run_due)
        elif self._frozen_at is None:
            self._wake = self._loop.call_later(wait, self._run_due)
