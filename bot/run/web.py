"""The HTTP server: Granian with one worker process. This supervisor imports as little as it can."""

import multiprocessing

from granian import Granian
from granian.constants import HTTPModes, Interfaces
from granian.log import LogLevels

# Listeners do local work only and share one interpreter, so one thread would answer most. The others are for
# the day when something makes a few of them wait.
THREADS = 3


def serve(target: str, host: str, port: int) -> None:
    """Serve a WSGI factory ("module:function") until SIGTERM or SIGINT; SystemExit(1) if its worker fails."""
    # A spawned worker starts clean (no threads or sockets of the parent) and runs its atexit functions.
    multiprocessing.set_start_method("spawn", force=True)
    Granian(
        target,
        factory=True,
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=1,
        blocking_threads=THREADS,
        http=HTTPModes.http1,
        websockets=False,
        workers_kill_timeout=30,
        log_level=LogLevels.error,
    ).serve()
