"""Who acts: always a person of the workspace, never the bot, never somebody of another company."""

from typing import Any

from slack_bolt import BoltContext

from bot.actors import Actor, Surface, Tenant
from bot.errors import RolecallError

_NOBODY = ("USLACKBOT", "")


def acting(context: BoltContext, tenant: Tenant, user: str, team: str | None, surface: Surface) -> Actor:
    """The person who acts. RolecallError for the bot itself, and for people of another company."""
    if not is_person(context, user):
        raise RolecallError("Only a person can do that.")
    if team and team not in (tenant.team_id, tenant.enterprise_id) and not tenant.enterprise_id:
        raise RolecallError("Requisitions and reminders are for the people of the company they belong to.")
    return Actor(tenant, user, surface)


def clicking(context: BoltContext, tenant: Tenant, body: dict[str, Any]) -> Actor:
    """The person who pressed a button, and where it stood."""
    kind = body.get("view", {}).get("type", "")
    surface: Surface = "home" if kind == "home" else "modal" if kind == "modal" else "button"
    return acting(context, tenant, body["user"]["id"], body["user"].get("team_id"), surface)


def is_person(context: BoltContext, user: str) -> bool:
    """Whether this may be a person: neither the bot nor Slackbot."""
    return user not in (*_NOBODY, context.bot_user_id)
