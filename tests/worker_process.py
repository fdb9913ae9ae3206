"""Workers as processes of their own, with their clock set: `python -m tests.worker_process NOW`.

For each line that this process reads it starts a worker, and writes its number. Workers begin as copies of a
process that has loaded everything: to load it takes longer than all that they do.
"""

import os
import signal
import sys
import threading
from datetime import UTC, datetime

from bot import logs
from bot.actors import Tenant
from bot.run.app import build_deps
from bot.run.worker import Worker
from bot.settings import Settings


def main() -> None:
    """Start workers; nobody waits for the number of one that has ended."""
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    for _ in sys.stdin:
        worker = os.fork()
        if worker == 0:
            work()
        print(worker, flush=True)


def work() -> None:
    """Work until killed, as if it had been that moment when the process began."""
    ahead = datetime.fromisoformat(sys.argv[1]) - datetime.now(UTC)
    settings = Settings.from_env(os.environ, "worker")
    logs.configure(settings.log_level)
    deps, delivery = build_deps(settings, now=lambda: datetime.now(UTC) + ahead)
    worker = Worker(deps, delivery, Tenant("", os.environ["TEAM"]))
    worker.tick()
    worker.start()
    threading.Event().wait()


if __name__ == "__main__":
    main()
