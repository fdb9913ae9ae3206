"""What was sent to the app and which API calls it made: the record behind the inspector."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal

Json = dict[str, Any]
Kind = Literal[
    "command",
    "block_actions",
    "block_suggestion",
    "view_submission",
    "view_closed",
    "shortcut",
    "message_action",
    "event",
    "url_verification",
    "ssl_check",
]


@dataclass
class ApiCall:
    """One call of the app: a Web API method, or "response_url". Tokens are left out of `args`."""

    method: str
    args: Json
    response: Json
    status: int
    at: datetime


@dataclass
class Attempt:
    """One try to hand a delivery to the app. `retry_reason` says why it was not the first."""

    at: datetime
    number: int = 0
    retry_reason: str | None = None
    status: int | None = None
    ack_ms: float | None = None
    error: str | None = None


@dataclass
class AppDelivery:
    """Something Slack sent to the app, what came back at once, and the API calls it caused.

    `ack_ms` is measured in real milliseconds. `error` is the sentence the person reads when it went wrong
    (for events: the reason code of the last attempt). `errors` are a modal's sentences by block_id.
    """

    kind: Kind
    payload: Json
    n: int = 0
    transport: str = ""
    delivered_at: datetime | None = None
    attempts: list[Attempt] = field(default_factory=list)
    ack_ms: float | None = None
    status: int | None = None
    response: Json | None = None
    error: str | None = None
    errors: dict[str, str] = field(default_factory=dict)
    calls: list[ApiCall] = field(default_factory=list)
    done: bool = False


class Journal:
    """All deliveries of this workspace, oldest first, and the calls that belong to none."""

    def __init__(self, changed: Callable[[], None]) -> None:
        self.deliveries: list[AppDelivery] = []
        self.calls: list[ApiCall] = []
        self._changed = changed

    def open(self, delivery: AppDelivery) -> None:
        """Give the delivery its number and keep it."""
        delivery.n = len(self.deliveries) + 1
        self.deliveries.append(delivery)
        self._changed()

    def record_call(self, call: ApiCall, delivery: AppDelivery | None = None) -> None:
        """Keep a call under the delivery that is known to have caused it, else under the latest one."""
        self.calls.append(call)
        if delivery is None and self.deliveries:
            delivery = self.deliveries[-1]
        if delivery is not None:
            delivery.calls.append(call)
        self._changed()

    def of_kind(self, kind: Kind) -> list[AppDelivery]:
        """Return the deliveries of one kind, oldest first."""
        return [delivery for delivery in self.deliveries if delivery.kind == kind]

    def events(self, type: str) -> list[AppDelivery]:
        """Return the deliveries of events of this type, oldest first."""
        return [each for each in self.of_kind("event") if each.payload["event"]["type"] == type]
