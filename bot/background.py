"""Work that nobody waits for: a few threads, an error boundary, and an end that comes in time."""

import logging
import threading
from collections.abc import Callable
from contextlib import suppress
from queue import SimpleQueue
from time import monotonic
from typing import ParamSpec

from bot.logs import report

CLOSE_S = 3.5
"""How long an end waits for work: whoever stops a process kills it after ten seconds, and the socket client
takes four of them for itself."""

_P = ParamSpec("_P")
_Work = Callable[[], object]
_log = logging.getLogger(__name__)


class Background:
    """Runs work after the answer has gone out. An error in it is logged with a reference, and stops there.

    Its threads are daemons: one that never comes back does not keep the process from ending.
    """

    def __init__(self, threads: int = 8) -> None:
        self._most = threads
        self._threads: list[threading.Thread] = []
        self._idle = threading.Semaphore(0)
        self._queue: SimpleQueue[_Work | None] = SimpleQueue()
        self._timers: set[threading.Timer] = set()
        self._lock = threading.Lock()
        self._closed = False
        self._until = 0.0

    def submit(self, work: Callable[_P, object], *args: _P.args, **kwargs: _P.kwargs) -> None:
        """Run `work(*args, **kwargs)` soon, in another thread. RuntimeError after close()."""
        with self._lock:
            if self._closed:
                raise RuntimeError("The background is closed.")
            self._queue.put(lambda: work(*args, **kwargs))
            if not self._idle.acquire(blocking=False) and len(self._threads) < self._most:
                thread = threading.Thread(target=self._run, name="background", daemon=True)
                self._threads.append(thread)
                thread.start()

    def submit_later(
        self, seconds: float, work: Callable[_P, object], *args: _P.args, **kwargs: _P.kwargs
    ) -> None:
        """Run work after so many seconds, unless the process ends before: then it never runs."""

        def start() -> None:
            with self._lock:
                self._timers.discard(timer)
            with suppress(RuntimeError):  # closed meanwhile
                self.submit(work, *args, **kwargs)

        timer = threading.Timer(seconds, start)
        timer.daemon = True
        with self._lock:
            if not self._closed:
                self._timers.add(timer)
                timer.start()

    @property
    def is_closed(self) -> bool:
        """Whether the end has come: work that can as well be done by the next process leaves it to that."""
        return self._closed

    def stop(self) -> None:
        """Take nothing new, and drop what was put off."""
        with self._lock:
            if self._closed:
                return
            self._closed = True
            self._until = monotonic() + CLOSE_S
            for timer in self._timers:
                timer.cancel()
            for _ in self._threads:
                self._queue.put(None)

    def close(self) -> None:
        """Stop, and finish what was submitted; what takes longer than CLOSE_S since the stop is given up."""
        self.stop()
        for thread in self._threads:
            thread.join(max(0.0, self._until - monotonic()))
        given_up = sum(thread.is_alive() for thread in self._threads)
        if given_up:
            _log.warning("work_given_up by %d threads, and what waited for them", given_up)

    def _run(self) -> None:
        while (work := self._queue.get()) is not None:
            try:
                work()
            except Exception as error:
                report(_log, error, "background_work_failed")
            del work  # what it holds is not kept until the next one comes
            self._idle.release()
