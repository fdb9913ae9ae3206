"""conversations.*: which channels there are, who is in them and what was said."""

from typing import Any

from bot.local_slack.contracts import ApiError, Args
from bot.local_slack.messages.payloads import channel_json, message_json
from bot.local_slack.slack import Slack
from bot.local_slack.state.workspace import Channel, PostedMessage
from bot.local_slack.webapi.access import kind_of, readable, require_scope
from bot.local_slack.webapi.paging import page, paged

Json = dict[str, Any]

TYPES = {"public_channel": "channels", "private_channel": "groups", "im": "im", "mpim": "mpim"}
DEFAULT_HISTORY = 100


def info(slack: Slack, args: Args) -> Json:
    """Describe one conversation."""
    channel = readable(slack, args.text("channel"))
    shown = channel_json(channel, slack.bot_user_id)
    if not args.flag("include_num_members"):
        shown.pop("num_members", None)
    return {"channel": shown}


def of_types(slack: Slack, args: Args) -> list[Channel]:
    """Return the conversations of the asked `types` that the app may see, or refuse."""
    types = args.text("types").split(",") if args.text("types") else ["public_channel"]
    if unknown := [each for each in types if each.strip() not in TYPES]:
        raise ApiError("invalid_types", provided=",".join(unknown))
    kinds = [TYPES[each.strip()] for each in types]
    for kind in kinds:
        require_scope(slack, f"{kind}:read")
    return [
        channel
        for channel in slack.workspace.channels.values()
        if kind_of(channel) in kinds
        and (slack.bot_user_id in channel.members or kind_of(channel) == "channels")
        and not (channel.is_archived and args.flag("exclude_archived"))
    ]


def list_all(slack: Slack, args: Args) -> Json:
    """List conversations, a page at a time."""
    channels, cursor = page(of_types(slack, args), args)
    return paged("channels", [channel_json(each, slack.bot_user_id) for each in channels], cursor)


def members(slack: Slack, args: Args) -> Json:
    """List the ids of a conversation's members, a page at a time."""
    channel = readable(slack, args.text("channel"))
    ids, cursor = page(sorted(channel.members), args)
    return paged("members", ids, cursor)


def open_im(slack: Slack, args: Args) -> Json:
    """Open the direct message with one member."""
    require_scope(slack, "im:write")
    users = [each for each in args.text("users").split(",") if each]
    if args.text("channel"):
        channel = readable(slack, args.text("channel"), "write")
        if not channel.is_im:
            raise ApiError("method_not_supported_for_channel_type")
        return {"channel": {"id": channel.id}, "no_op": True, "already_open": True}
    if not users:
        raise ApiError("users_list_not_supplied")
    if len(users) > 1:
        raise ApiError("not_implemented_by_local_slack")
    if users[0] not in slack.workspace.members or users[0] == slack.bot_user_id:
        raise ApiError("user_not_found")
    known = slack.workspace.find_im(users[0], slack.bot_user_id)
    channel = slack.workspace.im(users[0], slack.bot_user_id)
    if args.flag("return_im"):
        return {"channel": channel_json(channel, slack.bot_user_id)}
    return {"channel": {"id": channel.id}} | ({"no_op": True, "already_open": True} if known else {})


def history(slack: Slack, args: Args) -> Json:
    """Return top-level messages, newest first."""
    channel = readable(slack, args.text("channel"), "history")
    if slack.bot_user_id not in channel.members:
        raise ApiError("not_in_channel")
    shown = [each for each in channel.history() if not each.is_reply or each.broadcast]
    return _messages(slack, args, list(reversed(_between(shown, args))))


def replies(slack: Slack, args: Args) -> Json:
    """Return a thread, root first."""
    channel = readable(slack, args.text("channel"), "history")
    message = channel.message(args.text("ts"))
    if message is None or message.ephemeral_to is not None:
        raise ApiError("thread_not_found")
    thread = channel.thread(message.thread_ts or message.ts)
    return _messages(slack, args, [thread[0], *_between(thread[1:], args)])


def _messages(slack: Slack, args: Args, found: list[PostedMessage]) -> Json:
    messages, cursor = page(found, args, DEFAULT_HISTORY)
    answer: Json = {"messages": [message_json(slack, each) for each in messages], "has_more": bool(cursor)}
    if cursor:
        answer["response_metadata"] = {"next_cursor": cursor}
    return answer


def _between(messages: list[PostedMessage], args: Args) -> list[PostedMessage]:
    try:
        oldest = float(args.text("oldest") or 0)
    except ValueError as problem:
        raise ApiError("invalid_ts_oldest") from problem
    try:
        latest = float(args.text("latest") or "inf")
    except ValueError as problem:
        raise ApiError("invalid_ts_latest") from problem
    inclusive = args.flag("inclusive")
    return [
        each
        for each in messages
        if oldest < float(each.ts) < latest or (inclusive and float(each.ts) in (oldest, latest))
    ]


METHODS = {
    "conversations.info": info,
    "conversations.list": list_all,
    "conversations.members": members,
    "conversations.open": open_im,
    "conversations.history": history,
    "conversations.replies": replies,
}
