"""The JSON in which Slack shows members, channels, messages and views to an app."""

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from bot.local_slack.messages.files import shown_in
from bot.local_slack.slack import Slack
from bot.local_slack.state.workspace import Channel, Member, PostedMessage, View, seconds

Json = dict[str, Any]


def user_json(member: Member, now: datetime) -> Json:
    """Return a member as users.info does; without an e-mail address, which needs another scope."""
    zone = now.astimezone(ZoneInfo(member.tz))
    offset = zone.utcoffset()
    return {
        "id": member.id,
        "team_id": member.team_id,
        "name": member.name,
        "deleted": member.deleted,
        "real_name": member.real_name,
        "tz": member.tz,
        "tz_label": zone.tzname(),
        "tz_offset": int(offset.total_seconds()) if offset else 0,
        "profile": {
            "title": member.title,
            "real_name": member.real_name,
            "display_name": member.display_name,
            "team": member.team_id,
            **({"bot_id": member.bot_id} if member.bot_id else {}),
        },
        "is_admin": member.role in ("admin", "owner"),
        "is_owner": member.role == "owner",
        "is_restricted": member.role in ("guest", "single-channel guest"),
        "is_ultra_restricted": member.role == "single-channel guest",
        "is_bot": member.is_bot,
        "is_app_user": False,
        "is_stranger": member.is_stranger,
        "updated": seconds(now),
        **({"enterprise_user": member.enterprise_user} if member.enterprise_user else {}),
    }


def channel_json(channel: Channel, bot_user_id: str) -> Json:
    """Return a conversation as conversations.info does, seen by the bot."""
    common: Json = {
        "id": channel.id,
        "created": seconds(channel.created),
        "is_archived": channel.is_archived,
        "is_im": channel.is_im,
        "is_org_shared": False,
        "is_ext_shared": channel.is_ext_shared,
        "is_shared": channel.is_ext_shared,
    }
    if channel.is_im:
        return {**common, "user": channel.im_user, "is_user_deleted": False, "is_open": True}
    return {
        **common,
        "name": channel.name,
        "name_normalized": channel.name,
        "is_channel": not channel.is_private,
        "is_group": channel.is_private,
        "is_mpim": False,
        "is_private": channel.is_private,
        "is_general": channel.name == "general",
        "is_pending_ext_shared": False,
        "is_member": bot_user_id in channel.members,
        "topic": {"value": channel.topic, "creator": "", "last_set": 0},
        "purpose": {"value": channel.purpose, "creator": "", "last_set": 0},
        "num_members": len(channel.members),
    }


def payload_channel_name(channel: Channel) -> str:
    """Return the name a channel has in commands and interactions, where only public ones show theirs."""
    if channel.is_im:
        return "directmessage"
    return "privategroup" if channel.is_private else channel.name


def message_json(slack: Slack, message: PostedMessage) -> Json:
    """Return a message as conversations.history and events show it."""
    author = slack.workspace.members[message.user]
    shown: Json = {
        "type": "message",
        "user": message.user,
        "ts": message.ts,
        "text": message.text,
        "team": author.team_id,
    }
    if message.bot_id:
        shown |= {"bot_id": message.bot_id, "app_id": message.app_id or ""}
    if message.bot_id == slack.bot_id:
        shown["bot_profile"] = {
            "id": slack.bot_id,
            "app_id": slack.app_id,
            "user_id": slack.bot_user_id,
            "name": slack.app.name,
            "deleted": False,
            "team_id": slack.workspace.team_id,
        }
    for name in ("subtype", "thread_ts", "edited", "metadata", "blocks", "attachments"):
        if getattr(message, name):
            shown[name] = getattr(message, name)
    if message.files:
        channel = slack.workspace.channels[message.channel]
        shown["files"] = [shown_in(slack, slack.workspace.files[each], channel) for each in message.files]
    if message.is_reply:
        root = slack.workspace.channels[message.channel].message(str(message.thread_ts))
        if root is not None:
            shown["parent_user_id"] = root.user
    if message.reply_count:
        shown |= {
            "reply_count": message.reply_count,
            "reply_users_count": len(message.reply_users),
            "reply_users": message.reply_users,
            "latest_reply": message.latest_reply,
        }
    return shown


def view_json(slack: Slack, view: View) -> Json:
    """Return a view as views.open and interactions show it."""
    content = view.content
    return {
        "id": view.id,
        "team_id": view.team_id,
        "type": view.type,
        "blocks": content["blocks"],
        "private_metadata": content.get("private_metadata", ""),
        "callback_id": content.get("callback_id", ""),
        "state": {"values": view.state},
        "hash": view.hash,
        "title": content.get("title") or {"type": "plain_text", "text": "View Title", "emoji": True},
        "clear_on_close": content.get("clear_on_close", False),
        "notify_on_close": content.get("notify_on_close", False),
        "close": content.get("close"),
        "submit": content.get("submit"),
        "previous_view_id": view.previous_view_id,
        "root_view_id": view.root_view_id,
        "app_id": slack.app_id,
        "external_id": view.external_id,
        "app_installed_team_id": view.team_id,
        "bot_id": slack.bot_id,
    }
