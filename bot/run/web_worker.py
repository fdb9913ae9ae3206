"""The process that answers behind `rolecall web`: the bot, and the door in front of it."""

import multiprocessing
import os
import signal
import sys
import threading

from bot import logs
from bot.errors import RolecallError
from bot.run import start
from bot.run.door import Door
from bot.settings import Settings
from bot.store import upgrade
from bot.store.database import Database


def application() -> Door:
    """Build the application from the environment; a known problem is said once and ends the process."""
    try:
        settings = Settings.from_env(os.environ, "web")
        logs.configure(settings.log_level)
        app, deps, _ = start.start(settings)
    except RolecallError as error:
        print(error, file=sys.stderr)
        raise SystemExit(1) from None
    threading.Thread(target=_end_with_supervisor, daemon=True).start()
    secret = settings.slack_signing_secret.get_secret_value()
    return Door(app, secret, lambda: _what_is_wrong(deps.database), deps.close)


def _what_is_wrong(database: Database) -> str | None:
    """What anybody may know: not how to mend it, nor at which revision it is."""
    problem = upgrade.problem(database)
    return None if problem is None else problem.what


def _end_with_supervisor() -> None:
    """Without its supervisor nobody could stop this process any more, and its port would stay taken."""
    supervisor = multiprocessing.parent_process()
    if supervisor is not None:
        supervisor.join()
        os.kill(os.getpid(), signal.SIGTERM)
