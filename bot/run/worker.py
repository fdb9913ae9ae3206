"""The clock that reminders run by: what a worker does again and again, and by hand."""

import logging
import signal
import threading
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Literal, get_args

from apscheduler.schedulers.background import BackgroundScheduler

from bot.actors import Tenant
from bot.background import Background
from bot.delivery.outbox import Delivery
from bot.logs import report, tell_operator
from bot.run.start import describe, start, tenant_of
from bot.services import reminders, retention, review_booking
from bot.services.deps import Deps
from bot.settings import Settings
from bot.store import outbox
from bot.store.clock import WrongClock, check_clock
from bot.store.trouble import DatabaseTroubleError

Job = Literal["sweep", "deliver"]

SWEEP_EVERY_S = 60
DELIVER_EVERY_S = 1
_TOLD_EVERY = timedelta(hours=1)
_FORGETS_EVERY = timedelta(hours=6)
_LATE = timedelta(minutes=10)  # for a message that is due
_log = logging.getLogger(__name__)


class Worker:
    """Sweeps and delivers for one workspace. Any number of workers may do so at the same time."""

    def __init__(
        self, deps: Deps, delivery: Delivery, tenant: Tenant, *, clock: Callable[[], datetime] | None = None
    ) -> None:
        """Work for a tenant; this machine's `clock`, if given, has to agree with the database's."""
        self._clock = clock
        self._told_at = self._forgot_at = datetime.min.replace(tzinfo=UTC)
        self._deps = deps
        self._delivery = delivery
        self._tenant = tenant
        self._threads = Background(len(get_args(Job)))
        self._busy: set[str] = set()
        self._scheduler: BackgroundScheduler | None = None

    def sweep(self) -> int:
        """Turn reminders and look-backs that are due into messages, after asking Slack about people.

        How many messages there are. WrongClock when this machine's cannot be trusted.
        """
        self._check_clock()
        deps = self._deps
        deps.people.refresh(self._tenant)
        content = deps.assistant.content
        if deps.now() - self._forgot_at > _FORGETS_EVERY:
            self._forgot_at = deps.now()
            retention.forget_old(deps.database, deps.now())
        self._tell_of_lag()
        reminded = reminders.sweep(deps.database, deps.now(), content.ladders)
        return reminded + review_booking.sweep(deps.database, deps.now(), content.reviews)

    def deliver(self) -> None:
        """Send the messages that wait. WrongClock when this machine's clock cannot be trusted."""
        self._check_clock()
        self._delivery.deliver_due(self._tenant)

    def tick(self) -> None:
        """Sweep and deliver now. An error is logged with a reference, and stops there."""
        self._guarded(self.sweep)
        self._guarded(self.deliver)

    def start(self) -> None:
        """Do both now and again and again, in threads of their own, until the worker is closed."""
        self._scheduler = BackgroundScheduler(
            timezone=UTC, job_defaults={"coalesce": True, "misfire_grace_time": None}
        )
        for job, seconds in ((self.sweep, SWEEP_EVERY_S), (self.deliver, DELIVER_EVERY_S)):
            self._begin(job)
            self._scheduler.add_job(self._begin, "interval", [job], seconds=seconds)
        self._scheduler.start()

    def close(self) -> None:
        """End, but not in the middle of what can be finished in time; call it after `Deps.stop`."""
        if self._scheduler is not None:
            self._scheduler.shutdown()
        self._threads.close()

    def _begin(self, job: Callable[[], object]) -> None:
        """Begin a job, unless it is still at it: the clock itself never waits."""
        if job.__name__ not in self._busy:
            self._busy.add(job.__name__)
            self._threads.submit(self._guarded, job)

    def _guarded(self, job: Callable[[], object]) -> None:
        try:
            job()
        except DatabaseTroubleError:
            pass  # it has told the log itself, and the next time may be better
        except WrongClock as error:
            if abs(self._deps.now() - self._told_at) > _TOLD_EVERY:
                self._told_at = self._deps.now()
                tell_operator(str(error), self._tenant)
        except Exception as error:
            report(_log, error, f"{job.__name__}_failed", team=self._tenant.team_id)
        finally:
            self._busy.discard(job.__name__)

    def _tell_of_lag(self) -> None:
        with self._deps.database.reading() as session:
            lag = outbox.lag(session, self._tenant, self._deps.now())
        if lag > _LATE:
            _log.warning("messages are late: one has waited for %d minutes", lag // timedelta(minutes=1))

    def _check_clock(self) -> None:
        if self._clock is not None:
            check_clock(self._deps.database, self._clock())


def _do(worker: Worker, job: Job) -> None:
    if job == "sweep":
        written = worker.sweep()
        print(f"Swept: {written} message{'' if written == 1 else 's'} to send.")
    else:
        worker.deliver()
        print("Delivered what was waiting. The log says how it went.")


def run(settings: Settings, once: Job | None = None) -> None:
    """Work until SIGTERM or SIGINT, or do one job ("sweep" or "deliver") once.

    RolecallError when the worker cannot start.
    """
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    app, deps, delivery = start(settings)
    try:
        worker = Worker(deps, delivery, tenant_of(app), clock=deps.now)
        if once is not None:
            _do(worker, once)
            return
        worker.start()
        _log.info("working: %s", describe(deps))
        stop.wait()
        deps.stop()
        worker.close()
    finally:
        deps.close()
        _log.info("stopped")
