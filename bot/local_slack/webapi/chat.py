"""chat.*: posting, changing and deleting messages."""

from typing import Any

from bot.local_slack.contracts import ApiError, Args
from bot.local_slack.messages import posting
from bot.local_slack.messages.payloads import message_json
from bot.local_slack.slack import Slack
from bot.local_slack.state.workspace import PostedMessage
from bot.local_slack.webapi.access import visible, writable

Json = dict[str, Any]

MOST_UPDATED_TEXT = 4_000


def post_message(slack: Slack, args: Args) -> Json:
    """Post a message that everybody in the conversation sees."""
    channel = writable(slack, args.text("channel"))
    content = posting.read_content(args)
    root = posting.root_of(channel, args.text("thread_ts"))
    broadcast = root is not None and args.flag("reply_broadcast")
    message = posting.post(slack, channel, content, thread_ts=root, broadcast=broadcast)
    shown = message_json(slack, message)
    return {"channel": channel.id, "ts": message.ts, "message": shown, **_warned(content)}


def post_ephemeral(slack: Slack, args: Args) -> Json:
    """Post a message that one member sees; it is in no history and cannot be changed by chat.update."""
    channel = writable(slack, args.text("channel"))
    addressee = args.text("user")
    if addressee not in channel.members:
        raise ApiError("user_not_in_channel")
    content = posting.read_content(args)
    if content.warnings:
        raise ApiError("msg_too_long")
    root = posting.root_of(channel, args.text("thread_ts"))
    message = posting.post(slack, channel, content, thread_ts=root, ephemeral_to=addressee)
    return {"message_ts": message.ts}


def update(slack: Slack, args: Args) -> Json:
    """Replace what an own message says. Without `blocks` its blocks are dropped."""
    message = _own_message(slack, args, "cant_update_message")
    if len(args.text("text")) > MOST_UPDATED_TEXT:
        raise ApiError("msg_too_long")
    content = posting.read_content(args)
    posting.change(slack, message, content)
    shown = message_json(slack, message)
    return {"channel": message.channel, "ts": message.ts, "text": message.text, "message": shown}


def delete(slack: Slack, args: Args) -> Json:
    """Delete an own message."""
    message = _own_message(slack, args, "cant_delete_message")
    posting.remove(slack, message)
    return {"channel": message.channel, "ts": message.ts}


def get_permalink(slack: Slack, args: Args) -> Json:
    """Return the address of a message."""
    channel = visible(slack, args.text("channel"))
    message = channel.message(args.text("message_ts"))
    if message is None or message.ephemeral_to is not None:
        raise ApiError("message_not_found")
    path = f"archives/{channel.id}/p{message.ts.replace('.', '')}"
    if message.is_reply:
        path += f"?thread_ts={message.thread_ts}&cid={channel.id}"
    return {
        "channel": channel.id,
        "permalink": f"https://{slack.workspace.domain}.slack.com/{path}",
    }


def _own_message(slack: Slack, args: Args, refusal: str) -> PostedMessage:
    channel = visible(slack, args.text("channel"))
    message = channel.message(args.text("ts"))
    if message is None or message.ephemeral_to is not None:
        raise ApiError("message_not_found")
    if message.bot_id != slack.bot_id:
        raise ApiError(refusal)
    return message


def _warned(content: posting.MessageContent) -> Json:
    if not content.warnings:
        return {}
    return {
        "warning": ",".join(content.warnings),
        "response_metadata": {"warnings": content.warnings},
    }


METHODS = {
    "chat.postMessage": post_message,
    "chat.postEphemeral": post_ephemeral,
    "chat.update": update,
    "chat.delete": delete,
    "chat.getPermalink": get_permalink,
}
