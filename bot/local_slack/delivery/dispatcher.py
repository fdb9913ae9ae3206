"""Handing things to the app: one try with three seconds to answer, and Slack's retries for events."""

import asyncio
import logging
import time
from collections.abc import Coroutine
from dataclasses import dataclass
from typing import Any, Protocol

from bot.local_slack.state.clock import Clock
from bot.local_slack.state.installation import Installation
from bot.local_slack.state.journal import AppDelivery, Attempt, Journal
from bot.local_slack.state.workspace import Channel, Workspace, seconds

Json = dict[str, Any]

ACK_SECONDS = 3
RETRY_AFTER_SECONDS = (0, 60, 300)
EVENT_SCOPES = {
    "app_mention": "app_mentions:read",
    "message.channels": "channels:history",
    "message.groups": "groups:history",
    "message.im": "im:history",
    "member_joined_channel": "channels:read",
}
MESSAGE_EVENTS = {"channel": "message.channels", "group": "message.groups", "im": "message.im"}

_logger = logging.getLogger(__name__)


@dataclass
class AppAnswer:
    """What came back for one try. `error` is None for an ack, else a code such as "operation_timeout"."""

    status: int | None = None
    body: Json | None = None
    error: str | None = None
    retry_reason: str = "http_error"
    no_retry: bool = False


class Transport(Protocol):
    """A way to reach the app: Socket Mode or signed HTTP."""

    name: str
    timeout_reason: str

    async def send(self, delivery: AppDelivery, attempt: Attempt) -> AppAnswer:
        """Hand over a delivery and return what the app answered. Cancelled when time is up."""
        ...


class Dispatcher:
    """Sends deliveries by the app's transport and keeps the tasks that still run."""

    def __init__(
        self, app: Installation, clock: Clock, workspace: Workspace, journal: Journal, transport: Transport
    ) -> None:
        self._app = app
        self._clock = clock
        self._workspace = workspace
        self._journal = journal
        self._transport = transport
        self._tasks: set[asyncio.Task[None]] = set()
        self._held: list[AppDelivery] | None = None

    async def deliver(self, delivery: AppDelivery) -> AppDelivery:
        """Hand a command or interaction over, once; returns when it was acked or failed."""
        self._open(delivery)
        await self._try(delivery, 0, None)
        self._finish(delivery)
        return delivery

    def emit(self, event: Json, channel: Channel | None = None, name: str = "") -> AppDelivery | None:
        """Send an event in the background when the app subscribed to it and has the scope for it."""
        app, name = self._app, name or event["type"]
        scope = EVENT_SCOPES.get(name)
        if name not in app.events or (scope is not None and scope not in app.scopes):
            return None
        payload = {
            "token": app.verification_token,
            "team_id": self._workspace.team_id,
            "context_team_id": self._workspace.team_id,
            "context_enterprise_id": None,
            "api_app_id": app.app_id,
            "event": event,
            "type": "event_callback",
            "event_id": self._workspace.new_id("Ev"),
            "event_time": seconds(self._clock.now()),
            "authorizations": app.authorizations(self._workspace.team_id),
            "is_ext_shared_channel": channel is not None and channel.is_ext_shared,
        }
        delivery = AppDelivery("event", payload)
        if self._held is not None:
            self._held.append(delivery)
        else:
            self.send_event(delivery)
        return delivery

    def emit_message(self, event: Json, channel: Channel) -> None:
        """Send a message event, if the app is in the channel."""
        if self._app.bot_user_id in channel.members:
            self.emit(event, channel, MESSAGE_EVENTS[event["channel_type"]])

    def send_event(self, delivery: AppDelivery) -> None:
        """Deliver an event in the background, with retries."""
        self._open(delivery)
        self.in_background(self._deliver_event(delivery))

    def hold(self) -> None:
        """Keep events back until they are released."""
        self._held = self._held or []

    def release(self, *, newest_first: bool) -> None:
        """Deliver the events that were kept back, in or against their order."""
        held, self._held = self._held or [], None
        for delivery in reversed(held) if newest_first else held:
            self.send_event(delivery)

    def in_background(self, work: Coroutine[Any, Any, None]) -> None:
        """Run something that ends with the local Slack at the latest."""
        task = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._ended)

    async def cancel(self) -> None:
        """Give up everything that is still under way."""
        tasks = list(self._tasks)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    def _ended(self, task: asyncio.Task[None]) -> None:
        self._tasks.discard(task)
        if not task.cancelled() and task.exception() is not None:
            _logger.error("a delivery broke", exc_info=task.exception())

    def _open(self, delivery: AppDelivery) -> None:
        delivery.transport = self._transport.name
        delivery.delivered_at = self._clock.now()
        self._journal.open(delivery)

    def _finish(self, delivery: AppDelivery) -> None:
        delivery.done = True
        self._workspace.changed()

    async def _deliver_event(self, delivery: AppDelivery) -> None:
        answer = await self._try(delivery, 0, None)
        for number, wait in enumerate(RETRY_AFTER_SECONDS, start=1):
            if answer.error is None or answer.no_retry:
                break
            await self._clock.sleep(wait)
            answer = await self._try(delivery, number, answer.retry_reason)
        self._finish(delivery)

    async def _try(self, delivery: AppDelivery, number: int, reason: str | None) -> AppAnswer:
        attempt = Attempt(self._clock.now(), number, reason)
        delivery.attempts.append(attempt)
        self._workspace.changed()
        started = time.perf_counter()
        try:
            answer = await self._clock.within(ACK_SECONDS, self._transport.send(delivery, attempt))
        except TimeoutError:
            answer = AppAnswer(error="operation_timeout", retry_reason=self._transport.timeout_reason)
        attempt.status, attempt.error = answer.status, answer.error
        delivery.status, delivery.response, delivery.error = answer.status, answer.body, answer.error
        if answer.error is None:
            attempt.ack_ms = delivery.ack_ms = (time.perf_counter() - started) * 1000
        self._workspace.changed()
        return answer
