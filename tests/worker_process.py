"""A worker as a process of its own, with its clock set: `python -m tests.worker_process NOW`."""

import os
import sys
import threading
from datetime import UTC, datetime

from bot import logs
from bot.actors import Tenant
from bot.run.app import build_deps
from bot.run.worker import Worker
from bot.settings import Settings


def main() -> None:
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
