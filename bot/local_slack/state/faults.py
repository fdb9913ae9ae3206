"""Trouble on purpose: what tests ask of the local Slack so that the app meets slow, failing or full APIs."""

from collections import deque
from dataclasses import dataclass, field
from datetime import timedelta


@dataclass
class Fault:
    """One planned misfortune of an API call; `seconds` are the workspace's."""

    method: str
    seconds: float = 0.0
    error: str | None = None
    status: int = 200
    reset: bool = False
    retry_after: int | None = None


@dataclass
class Faults:
    """Planned misfortunes, used up in the order they were asked for. A method of "*" means any."""

    token_error: str | None = None
    signature_skew: timedelta = timedelta()
    refused_connections: int = 0
    _planned: deque[Fault] = field(default_factory=deque)

    def delay(self, method: str, seconds: float, times: int = 1) -> None:
        """Let the next calls of a method take that many seconds of workspace time."""
        self._planned.extend(Fault(method, seconds=seconds) for _ in range(times))

    def fail(
        self, method: str, *, error: str | None = None, status: int = 200, reset: bool = False, times: int = 1
    ) -> None:
        """Let the next calls answer an error code or an HTTP status; they have no effect.

        With `reset` a call takes effect, but the connection is cut instead of an answer.
        """
        self._planned.extend(Fault(method, error=error, status=status, reset=reset) for _ in range(times))

    def rate_limit(self, method: str, retry_after: int, times: int = 1) -> None:
        """Let the next calls answer 429 with this Retry-After, in seconds."""
        self._planned.extend(Fault(method, retry_after=retry_after) for _ in range(times))

    def refuse_connections(self, times: int = 1) -> None:
        """Refuse the next Socket Mode connections at the handshake."""
        self.refused_connections += times

    def left(self, method: str) -> int:
        """How many misfortunes planned for this method are still to come."""
        return sum(fault.method == method for fault in self._planned)

    def take(self, method: str) -> Fault | None:
        """Return and use up the first misfortune planned for this method."""
        for fault in self._planned:
            if fault.method in (method, "*"):
                self._planned.remove(fault)
                return fault
        return None
