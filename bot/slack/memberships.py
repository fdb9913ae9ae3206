"""Which channels are private, and who is in which. Asked of Slack, and remembered for a minute."""

import logging
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Generic, TypeVar

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.actors import Tenant
from bot.errors import MustWait
from bot.slack.clients import ClientFor

_KEPT_FOR = timedelta(minutes=1)
_MOST_KEPT = 10_000
_PAGE = 999  # the most that Slack gives at once
_MOST_PAGES = 10
_T = TypeVar("_T")
_log = logging.getLogger(__name__)


class Memberships:
    """Remembers where people are. Safe to share between threads.

    All answers are None when Slack does not say: the app is not in that private channel, or Slack is away.
    Without `may_wait` they come from memory alone, and MustWait says that Slack has to be asked.
    """

    def __init__(self, client_for: ClientFor, now: Callable[[], datetime]) -> None:
        self._client_for = client_for
        self._private: _Memory[bool] = _Memory(now)
        self._places: _Memory[frozenset[str]] = _Memory(now)

    def is_private(
        self, tenant: Tenant, channel: str, *, may_wait: bool, good_for: timedelta = _KEPT_FOR
    ) -> bool | None:
        """Whether only its members may know of a channel."""

        def ask(client: WebClient) -> bool:
            found = client.conversations_info(channel=channel)["channel"]
            return bool(found.get("is_private") or found.get("is_mpim") or found.get("is_im"))

        return self._recall(self._private, tenant, channel, ask, may_wait=may_wait, good_for=good_for)

    def places_of(self, tenant: Tenant, user: str, *, may_wait: bool) -> frozenset[str] | None:
        """The channels that somebody is in; of the private ones, those that the app is in, too."""

        def ask(client: WebClient) -> frozenset[str]:
            found: set[str] = set()
            cursor = ""
            for _ in range(_MOST_PAGES):
                answer = client.users_conversations(
                    user=user, types="public_channel,private_channel", limit=_PAGE, cursor=cursor
                )
                found |= {channel["id"] for channel in answer["channels"]}
                cursor = (answer.get("response_metadata") or {}).get("next_cursor", "")
                if not cursor:
                    break
            return frozenset(found)

        return self._recall(self._places, tenant, user, ask, may_wait=may_wait, good_for=_KEPT_FOR)

    def _recall(
        self,
        memory: "_Memory[_T]",
        tenant: Tenant,
        about: str,
        ask: Callable[[WebClient], _T],
        *,
        may_wait: bool,
        good_for: timedelta,
    ) -> _T | None:
        """What is remembered about a channel or person, or what Slack says now."""
        known = memory.get((tenant, about), good_for)
        if known is not None:
            return known
        if not may_wait:
            raise MustWait
        try:
            said = ask(self._client_for(tenant))
        except (SlackApiError, OSError) as error:
            code = error.response.get("error") if isinstance(error, SlackApiError) else type(error).__name__
            _log.info("membership_not_told %s", code, extra={"team": tenant.team_id})
            return None
        memory.put((tenant, about), said)
        return said


class _Memory(Generic[_T]):
    """What was said, and when."""

    def __init__(self, now: Callable[[], datetime]) -> None:
        self._now = now
        self._kept: dict[tuple[Tenant, str], tuple[_T, datetime]] = {}

    def get(self, key: tuple[Tenant, str], good_for: timedelta) -> _T | None:
        said, at = self._kept.get(key, (None, None))
        return said if at and self._now() - at < good_for else None

    def put(self, key: tuple[Tenant, str], said: _T) -> None:
        if len(self._kept) >= _MOST_KEPT:
            self._kept.clear()
        self._kept[key] = (said, self._now())
