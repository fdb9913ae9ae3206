"""How often methods may be called: Slack's tiers a minute, and about one post a second in each channel."""

import math
from collections import deque
from datetime import datetime, timedelta

A_MINUTE = timedelta(minutes=1)
CALLS_A_MINUTE = {"t1": 1, "t2": 20, "t3": 50, "t4": 100}

# Slack promises one message a second and tolerates short bursts without saying how long they may be.
POSTS_IN_A_BURST = 30
POSTING = {"chat.postMessage", "chat.postEphemeral"}


class RateLimits:
    """Counts calls by method and posts by channel, in workspace time."""

    def __init__(self) -> None:
        self._calls: dict[str, deque[datetime]] = {}
        self._next_post: dict[str, datetime] = {}

    def retry_after(self, method: str, tier: str | None, channel: str, now: datetime) -> int | None:
        """Count a call; None when it may go on, else the seconds to wait before the next try."""
        most = CALLS_A_MINUTE.get(tier or "")
        if most is not None:
            calls = self._calls.setdefault(method, deque())
            while calls and calls[0] <= now - A_MINUTE:
                calls.popleft()
            if len(calls) >= most:
                return _whole_seconds(calls[0] + A_MINUTE - now)
            calls.append(now)
        if method in POSTING:
            # Every post books the next free second; the bookings may run ahead by one burst.
            booked = max(self._next_post.get(channel, now), now)
            ahead = booked - now - timedelta(seconds=POSTS_IN_A_BURST - 1)
            if ahead > timedelta():
                return _whole_seconds(ahead)
            self._next_post[channel] = booked + timedelta(seconds=1)
        return None


def _whole_seconds(wait: timedelta) -> int:
    return max(1, math.ceil(wait.total_seconds()))
