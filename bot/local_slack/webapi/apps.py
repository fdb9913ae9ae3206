"""api.*, auth.*, apps.*, bots.*, team.* and blocks.*: who the app is and whether it is heard."""

import json
from typing import Any

from bot.local_slack import blockkit
from bot.local_slack.contracts import ApiError, Args, invalid_arguments
from bot.local_slack.slack import Slack
from bot.local_slack.state.workspace import seconds

Json = dict[str, Any]


def api_test(_: Slack, args: Args) -> Json:
    """Echo the arguments, or answer the error that was asked for."""
    if args.text("error"):
        raise ApiError(args.text("error"), args=dict(args.values))
    return {"args": dict(args.values)}


def auth_test(slack: Slack, _: Args) -> Json:
    """Say whose token this is."""
    return {
        "url": f"https://{slack.workspace.domain}.slack.com/",
        "team": slack.workspace.team_name,
        "user": slack.workspace.members[slack.bot_user_id].name,
        "team_id": slack.workspace.team_id,
        "user_id": slack.bot_user_id,
        "bot_id": slack.bot_id,
        "is_enterprise_install": False,
    }


def apps_connections_open(slack: Slack, _: Args) -> Json:
    """Hand out a ticket for one Socket Mode connection."""
    if not slack.app.socket_mode:
        raise ApiError("socket_mode_not_enabled")
    return {"url": slack.url.replace("http", "ws", 1) + slack.sockets.new_link()}


def bots_info(slack: Slack, args: Args) -> Json:
    """Describe a bot."""
    wanted = args.text("bot") or slack.bot_id
    member = next((each for each in slack.workspace.members.values() if each.bot_id == wanted), None)
    if member is None:
        raise ApiError("bot_not_found")
    return {
        "bot": {
            "id": wanted,
            "deleted": False,
            "name": member.real_name,
            "updated": seconds(slack.clock.now()),
            "app_id": slack.app_id if wanted == slack.bot_id else "",
            "user_id": member.id,
        }
    }


def team_info(slack: Slack, args: Args) -> Json:
    """Describe the workspace."""
    workspace = slack.workspace
    if args.text("team") not in ("", workspace.team_id):
        raise ApiError("team_not_found")
    return {
        "team": {
            "id": workspace.team_id,
            "name": workspace.team_name,
            "domain": workspace.domain,
            "url": f"https://{workspace.domain}.slack.com/",
            "email_domain": "",
        }
    }


def blocks_validate(_: Slack, args: Args) -> Json:
    """Check blocks, a message or a view; without a token."""
    given = [name for name in ("blocks", "message", "view") if args.values.get(name)]
    if len(given) != 1:
        raise invalid_arguments("provide exactly one of blocks, message, view")
    content = args.structure(given[0], f"invalid_{given[0]}")
    if len(json.dumps(content)) > 100_000:
        raise invalid_arguments("must be no more than 100000 characters")
    if given[0] == "view":
        problems = blockkit.check_view(content)
    else:
        problems = blockkit.check(content if given[0] == "blocks" else content.get("blocks"), "message")
    if problems:
        errors = [{"code": each.code, "message": each.message, "pointer": each.pointer} for each in problems]
        raise ApiError(f"invalid_{given[0]}", errors=errors)
    return {}


METHODS = {
    "api.test": api_test,
    "auth.test": auth_test,
    "apps.connections.open": apps_connections_open,
    "bots.info": bots_info,
    "team.info": team_info,
    "blocks.validate": blocks_validate,
}
