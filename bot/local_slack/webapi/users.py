"""users.*: the people of the workspace."""

from typing import Any

from bot.local_slack.contracts import ApiError, Args
from bot.local_slack.messages.payloads import channel_json, user_json
from bot.local_slack.slack import Slack
from bot.local_slack.webapi.conversations import of_types
from bot.local_slack.webapi.paging import page, paged

Json = dict[str, Any]


def info(slack: Slack, args: Args) -> Json:
    """Describe one member."""
    member = slack.workspace.members.get(args.text("user"))
    if member is None:
        raise ApiError("user_not_found")
    return {"user": _shown(user_json(member, slack.clock.now()), args)}


def list_all(slack: Slack, args: Args) -> Json:
    """List the members, a page at a time."""
    found, cursor = page(list(slack.workspace.members.values()), args)
    shown = [_shown(user_json(each, slack.clock.now()), args) for each in found]
    return paged("members", shown, cursor) | {"cache_ts": int(slack.clock.now().timestamp())}


def conversations(slack: Slack, args: Args) -> Json:
    """List the conversations a member (by default the bot) is in."""
    user = args.text("user") or slack.bot_user_id
    channels, cursor = page([each for each in of_types(slack, args) if user in each.members], args)
    return paged("channels", [channel_json(each, slack.bot_user_id) for each in channels], cursor)


def _shown(user: Json, args: Args) -> Json:
    return {**user, "locale": "en-GB"} if args.flag("include_locale") else user


METHODS = {"users.info": info, "users.list": list_all, "users.conversations": conversations}
