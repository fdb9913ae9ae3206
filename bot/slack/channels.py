"""Which channels are shared with another company. Asked of Slack, and remembered for a minute."""

import logging
from collections.abc import Callable
from datetime import datetime, timedelta

from slack_sdk.errors import SlackApiError

from bot.actors import Tenant
from bot.slack.clients import ClientFor

_KEPT_FOR = timedelta(minutes=1)
_MOST_KEPT = 10_000
_UNSEEN = ("channel_not_found", "missing_scope")
_log = logging.getLogger(__name__)


class Channels:
    """Remembers what Slack said about channels. Safe to share between threads."""

    def __init__(self, client_for: ClientFor, now: Callable[[], datetime]) -> None:
        self._client_for = client_for
        self._now = now
        self._shared: dict[tuple[Tenant, str], tuple[bool, datetime]] = {}

    def is_shared(self, tenant: Tenant, channel: str) -> bool | None:
        """Whether the channel is shared, from memory alone; None when that is not known or too old."""
        shared, learned_at = self._shared.get((tenant, channel), (False, None))
        return shared if learned_at and self._now() - learned_at < _KEPT_FOR else None

    def learn(self, tenant: Tenant, channel: str, *, shared: bool) -> None:
        """Remember what Slack said in passing, as every event does."""
        if len(self._shared) >= _MOST_KEPT:
            self._shared.clear()
        self._shared[tenant, channel] = (shared, self._now())

    def ask(self, tenant: Tenant, channel: str) -> bool | None:
        """Ask Slack whether the channel is shared; None when the bot cannot see it. Not for a listener.

        Raises what Slack says of anything else, as of a token that was revoked.
        """
        known = self.is_shared(tenant, channel)
        if known is not None:
            return known
        try:
            found = self._client_for(tenant).conversations_info(channel=channel)["channel"]
        except SlackApiError as error:
            why = error.response.get("error", "")
            if why not in _UNSEEN:
                raise
            _log.info("channel_not_visible %s", why, extra={"team": tenant.team_id, "channel": channel})
            return None
        shared = bool(found.get("is_ext_shared") or found.get("is_pending_ext_shared"))
        self.learn(tenant, channel, shared=shared)
        return shared

    def is_member(self, tenant: Tenant, channel: str) -> bool:
        """Ask Slack whether the bot is in a channel, and so may post there. Not for a listener."""
        try:
            return bool(
                self._client_for(tenant).conversations_info(channel=channel)["channel"].get("is_member")
            )
        except SlackApiError as error:
            if error.response.get("error", "") not in _UNSEEN:
                raise
            return False
