"""Work that nobody waits for: a few threads, an error boundary, and an end that finishes what was begun."""

import logging
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import ParamSpec

from bot.logs import report

_P = ParamSpec("_P")
_log = logging.getLogger(__name__)


class Background:
    """Runs work after the answer has gone out. An error in it is logged with a reference, and stops there."""

    def __init__(self, threads: int = 8) -> None:
        self._executor = ThreadPoolExecutor(threads, thread_name_prefix="background")
        self._timers: set[threading.Timer] = set()
        self._lock = threading.Lock()
        self._closed = False

    def submit(self, work: Callable[_P, object], *args: _P.args, **kwargs: _P.kwargs) -> None:
        """Run `work(*args, **kwargs)` soon, in another thread. RuntimeError after close()."""
        self._executor.submit(_guarded, work, args, kwargs)

    def submit_later(
        self, seconds: float, work: Callable[_P, object], *args: _P.args, **kwargs: _P.kwargs
    ) -> None:
        """Run work after so many seconds, unless the process ends before: then it never runs."""

        def start() -> None:
            with self._lock:
                self._timers.discard(timer)
                if not self._closed:
                    self.submit(work, *args, **kwargs)

        timer = threading.Timer(seconds, start)
        timer.daemon = True
        with self._lock:
            if not self._closed:
                self._timers.add(timer)
                timer.start()

    def close(self) -> None:
        """Drop what was put off, finish what was submitted, and take nothing new."""
        with self._lock:
            self._closed = True
            for timer in self._timers:
                timer.cancel()
        self._executor.shutdown(wait=True)


def _guarded(work: Callable[..., object], args: tuple[object, ...], kwargs: dict[str, object]) -> None:
    try:
        work(*args, **kwargs)
    except Exception as error:
        report(_log, error, "background_work_failed")
