"""The process that answers behind `rolecall web`: the bot, and the door in front of it."""

import logging
import multiprocessing
import os
import signal
import sys
import threading
from functools import partial

from bot import logs
from bot.actors import Tenant
from bot.delivery.outbox import NOT_ALLOWED
from bot.errors import RolecallError
from bot.run import start
from bot.run.door import Door, State
from bot.run.web import ADDRESS
from bot.services.deps import Deps
from bot.settings import Settings
from bot.store import outbox, upgrade
from bot.store.database import Database

_log = logging.getLogger(__name__)


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
    return Door(
        app,
        settings.slack_signing_secret.get_secret_value(),
        partial(state_of, deps.database, start.tenant_of(app)),
        begin=lambda: _log.info("listening at %s: %s", os.environ.get(ADDRESS), start.describe(deps)),
        end=lambda: _end(deps),
    )


def _end(deps: Deps) -> None:
    deps.close()
    _log.info("stopped")


def state_of(database: Database, tenant: Tenant) -> State:
    """What anybody may know: not how to mend it, nor at which revision the database is.

    Whoever may not post can still answer commands, and keeps messages until it may: that is no reason to
    send nothing to it.
    """
    if problem := upgrade.problem(database):
        return False, problem.what
    with database.reading() as session:
        refusal = outbox.waits_for(session, tenant, NOT_ALLOWED)
    return True, f"ready, but Slack refuses its messages ({refusal}): they wait" if refusal else "ready"


def _end_with_supervisor() -> None:
    """Without its supervisor nobody could stop this process any more, and its port would stay taken."""
    supervisor = multiprocessing.parent_process()
    if supervisor is not None:
        supervisor.join()
        os.kill(os.getpid(), signal.SIGTERM)
