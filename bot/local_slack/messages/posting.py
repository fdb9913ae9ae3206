"""Putting messages of the app into channels: content checks, threads, edits, and the events that follow."""

from dataclasses import dataclass, field
from typing import Any

from bot.local_slack import blockkit
from bot.local_slack.contracts import ApiError, Args
from bot.local_slack.messages.payloads import message_json
from bot.local_slack.slack import Slack
from bot.local_slack.state.elements import with_ids
from bot.local_slack.state.workspace import Channel, PostedMessage, seconds

Json = dict[str, Any]

MOST_TEXT = 40_000
MOST_MARKDOWN = 12_000
MOST_METADATA = 8_000


@dataclass
class MessageContent:
    """What a message says. `warnings` are Slack's remarks about what it changed."""

    text: str = ""
    blocks: list[Json] = field(default_factory=list)
    attachments: list[Json] = field(default_factory=list)
    metadata: Json | None = None
    warnings: list[str] = field(default_factory=list)


def read_content(args: Args) -> MessageContent:
    """Return the content of a message in API arguments or a response_url body; ApiError when refused."""
    content = MessageContent(args.text("text"))
    blocks = args.structure("blocks", "invalid_blocks_format")
    markdown = args.text("markdown_text")
    if markdown:
        if content.text or blocks:
            raise ApiError("markdown_text_conflict")
        if len(markdown) > MOST_MARKDOWN:
            raise ApiError("msg_too_long")
        content.text, blocks = markdown, [{"type": "markdown", "text": markdown}]
    if blocks is not None and not isinstance(blocks, list):
        raise ApiError("invalid_blocks_format")
    if blocks:
        check_blocks(blocks, "message")
        content.blocks = with_ids(blocks)
    content.attachments = args.structure("attachments", "invalid_attachments") or []
    if not (content.text.strip() or content.blocks or content.attachments):
        raise ApiError("no_text")
    content.metadata = _read_metadata(args)
    if len(content.text) > MOST_TEXT:
        content.text = content.text[:MOST_TEXT]
        content.warnings.append("message_truncated")
    return content


def check_blocks(blocks: list[Json], surface: blockkit.Surface) -> None:
    """Refuse blocks that this surface does not take, with Slack's `invalid_blocks`."""
    problems = blockkit.check(blocks, surface)
    if problems:
        said = [f"{each.message} [json-pointer:{each.pointer}]" for each in problems]
        raise ApiError(
            "invalid_blocks",
            errors=said,
            response_metadata={"messages": [f"[ERROR] {each}" for each in said]},
        )


def _read_metadata(args: Args) -> Json | None:
    metadata = args.structure("metadata", "invalid_metadata_format")
    if metadata is None:
        return None
    if not isinstance(metadata, dict):
        raise ApiError("invalid_metadata_format")
    if not isinstance(metadata.get("event_type"), str) or not isinstance(metadata.get("event_payload"), dict):
        raise ApiError("invalid_metadata_schema")
    if len(str(metadata)) > MOST_METADATA:
        raise ApiError("metadata_too_large")
    return metadata


def root_of(channel: Channel, thread_ts: str) -> str | None:
    """Return the ts of the thread's root for an answer below `thread_ts`; None for no thread."""
    if not thread_ts:
        return None
    message = channel.message(thread_ts)
    if message is None or message.ephemeral_to is not None:
        raise ApiError("cannot_reply_to_message")
    return message.thread_ts or message.ts


def post(
    slack: Slack,
    channel: Channel,
    content: MessageContent,
    *,
    thread_ts: str | None = None,
    ephemeral_to: str | None = None,
    broadcast: bool = False,
) -> PostedMessage:
    """Post as the app. What everybody sees also comes back to the app as an event, when it subscribed."""
    message = PostedMessage(
        ts=slack.workspace.new_ts(slack.clock.now()),
        channel=channel.id,
        user=slack.bot_user_id,
        text=content.text,
        blocks=content.blocks,
        attachments=content.attachments,
        bot_id=slack.bot_id,
        app_id=slack.app_id,
        thread_ts=thread_ts,
        ephemeral_to=ephemeral_to,
        metadata=content.metadata,
        broadcast=broadcast,
        subtype="thread_broadcast" if broadcast else None,
    )
    slack.workspace.post(message)
    if ephemeral_to is None:
        if thread_ts:
            channel.thread_status.pop(thread_ts, None)
        announce(slack, channel, message)
    return message


def announce(slack: Slack, channel: Channel, message: PostedMessage) -> None:
    """Tell the app about a new message: twice, when it is mentioned and subscribed to both events."""
    event = {**message_json(slack, message), "channel": channel.id, "event_ts": message.ts}
    mentioned = f"<@{slack.bot_user_id}>" in message.text and message.user != slack.bot_user_id
    if mentioned and not channel.is_im and slack.bot_user_id in channel.members:
        slack.dispatcher.emit({**event, "type": "app_mention"}, channel)
    slack.dispatcher.emit_message({**event, "channel_type": channel_type(channel)}, channel)


def change(slack: Slack, message: PostedMessage, content: MessageContent) -> None:
    """Replace what a message says; blocks that are not given again are gone."""
    channel = slack.workspace.channels[message.channel]
    before = message_json(slack, message)
    message.text, message.blocks, message.attachments = content.text, content.blocks, content.attachments
    message.metadata = content.metadata or message.metadata
    message.state.clear()
    if message.ephemeral_to is None:
        message.edited = {"user": message.user, "ts": f"{seconds(slack.clock.now())}.000000"}
        _announce_change(slack, channel, "message_changed", message_json(slack, message), before)
    slack.workspace.changed()


def remove(slack: Slack, message: PostedMessage) -> None:
    """Delete a message."""
    channel = slack.workspace.channels[message.channel]
    before = message_json(slack, message)
    slack.workspace.remove(message)
    if message.ephemeral_to is None:
        _announce_change(slack, channel, "message_deleted", None, before)


def _announce_change(
    slack: Slack, channel: Channel, subtype: str, message: Json | None, before: Json
) -> None:
    ts = slack.workspace.new_ts(slack.clock.now())
    event: Json = {
        "type": "message",
        "subtype": subtype,
        "channel": channel.id,
        "hidden": True,
        "ts": ts,
        "event_ts": ts,
        "channel_type": channel_type(channel),
        "previous_message": before,
    }
    if message is None:
        event["deleted_ts"] = before["ts"]
    else:
        event["message"] = message
    slack.dispatcher.emit_message(event, channel)


def channel_type(channel: Channel) -> str:
    """Return the word events use for the kind of a conversation."""
    if channel.is_im:
        return "im"
    return "group" if channel.is_private else "channel"
