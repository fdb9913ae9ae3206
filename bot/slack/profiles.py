"""Asking Slack about a member: name, time zone, and whether the account still works."""

import logging
from collections.abc import Iterable
from typing import Any

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.actors import Tenant
from bot.hiring.reminders.wishes import Known
from bot.logs import tell_operator
from bot.slack.clients import ClientFor

_NAME = 80
_GONE = frozenset({"user_not_found", "user_not_visible"})
_log = logging.getLogger(__name__)


def ask_about(client_for: ClientFor, tenant: Tenant, user: str) -> Known | None:
    """What Slack says about a member; None when it does not say now. Not for a listener.

    Without the right to ask nothing is known, and time zones are those of the workspace's preferences.
    """
    try:
        found = client_for(tenant).users_info(user=user)["user"]
    except (SlackApiError, OSError) as error:
        code = error.response.get("error") if isinstance(error, SlackApiError) else None
        if code in _GONE:
            return Known(deactivated=True)
        if code == "missing_scope":
            tell_operator("missing_scope users:read", tenant)
            return Known()
        _log.warning("people_not_asked %s", type(error).__name__, extra={"team": tenant.team_id})
        return None
    return Known(found.get("tz"), deactivated=bool(found.get("deleted")), name=_name(found) or None)


def names_of(client: WebClient, users: Iterable[str]) -> dict[str, str]:
    """The names of some people, of those whom Slack lets us see. Not for a listener."""
    names = {}
    for user in users:
        try:
            names[user] = _name(client.users_info(user=user)["user"])
        except (SlackApiError, OSError) as error:
            _log.warning("people_not_asked %s", type(error).__name__)
            break
    return names


def _name(user: dict[str, Any]) -> str:
    profile = user.get("profile", {})
    name = profile.get("display_name") or profile.get("real_name") or user.get("real_name") or ""
    return str(name)[:_NAME]
