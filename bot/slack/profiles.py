"""Asking Slack about a member: name, time zone, rank, and whether the account still works."""

import logging
from collections.abc import Iterable
from typing import Any

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.actors import Tenant
from bot.hiring.access import WorkspaceRank
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
            return Known(deactivated=True, rank=WorkspaceRank.STRANGER)
        if code == "missing_scope":
            tell_operator("missing_scope users:read", tenant)
            return Known()
        _log.warning("people_not_asked %s", type(error).__name__, extra={"team": tenant.team_id})
        return None
    return Known(
        time_zone=found.get("tz"),
        deactivated=bool(found.get("deleted")),
        name=_name(found) or None,
        rank=rank_in(tenant, found),
    )


def rank_in(tenant: Tenant, user: dict[str, Any]) -> WorkspaceRank:
    """What a user of users.info is in a workspace.

    In an Enterprise Grid, a user of another workspace is a colleague if `enterprise_user` says that it is
    the same enterprise: a partner by Slack Connect may be of an enterprise, too. An admin of another
    workspace is none here. Apps are strangers: nobody can ask them anything.
    """
    grid = user.get("enterprise_user") or {}
    is_here = user.get("team_id") == tenant.team_id or tenant.team_id in grid.get("teams", ())
    is_colleague = bool(tenant.enterprise_id) and grid.get("enterprise_id") == tenant.enterprise_id
    if user.get("is_stranger") or user.get("is_bot") or not (is_here or is_colleague):
        return WorkspaceRank.STRANGER
    if user.get("is_restricted") or user.get("is_ultra_restricted"):
        return WorkspaceRank.GUEST
    leads = any(user.get(name) for name in ("is_admin", "is_owner", "is_primary_owner"))
    return WorkspaceRank.ADMIN if leads and is_here else WorkspaceRank.MEMBER


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
