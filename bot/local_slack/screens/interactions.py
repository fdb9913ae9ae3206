"""The payloads of commands and interactions, and what Slack's screens say when the app did not answer."""

from typing import Any

from bot.local_slack.messages.payloads import message_json, payload_channel_name, view_json
from bot.local_slack.slack import Slack
from bot.local_slack.state.journal import AppDelivery, Kind
from bot.local_slack.state.workspace import Channel, Member, PostedMessage, View
from bot.local_slack.text.composer import compose, escape

Json = dict[str, Any]


def command(slack: Slack, member: Member, channel: Channel, name: str, text: str) -> AppDelivery:
    """Return a slash command; its text is escaped and, if the manifest asks for it, has mentions."""
    should_escape = slack.app.commands[name].get("should_escape", False)
    sent = compose(text, slack.workspace, labelled=True) if should_escape else escape(text)
    payload = {
        "token": slack.app.verification_token,
        "team_id": slack.workspace.team_id,
        "team_domain": slack.workspace.domain,
        "channel_id": channel.id,
        "channel_name": payload_channel_name(channel),
        "user_id": member.id,
        "user_name": member.name,
        "command": name,
        "text": sent,
        "api_app_id": slack.app_id,
        "is_enterprise_install": "false",
    }
    return _hooked(slack, AppDelivery("command", payload), member, channel=channel)


def block_action(slack: Slack, member: Member, where: PostedMessage | View, action: Json) -> AppDelivery:
    """Return a click or choice in a message or view."""
    payload = {**_place(slack, where), "actions": [action]}
    if isinstance(where, View):
        return _hooked(slack, _interaction(slack, member, "block_actions", payload), member, view=where)
    payload["state"] = {"values": where.state.get(member.id, {})}
    delivery = _interaction(slack, member, "block_actions", payload)
    channel = slack.workspace.channels[where.channel]
    return _hooked(slack, delivery, member, channel=channel, message=where)


def suggestion(
    slack: Slack, member: Member, where: PostedMessage | View, ids: Json, typed: str
) -> AppDelivery:
    """Return the question for options of an external select; `ids` are its block_id and action_id."""
    payload = {**_place(slack, where), **ids, "value": typed}
    return _interaction(slack, member, "block_suggestion", payload)


def submission(slack: Slack, member: Member, view: View, response_urls: list[Json]) -> AppDelivery:
    """Return a modal that is sent."""
    payload = {"view": view_json(slack, view), "response_urls": response_urls}
    return _hooked(slack, _interaction(slack, member, "view_submission", payload), member, view=view)


def closing(slack: Slack, member: Member, view: View, *, is_cleared: bool) -> AppDelivery:
    """Return the news that a modal was closed."""
    payload = {"view": view_json(slack, view), "is_cleared": is_cleared}
    return _interaction(slack, member, "view_closed", payload)


def shortcut(slack: Slack, member: Member, callback_id: str, message: PostedMessage | None) -> AppDelivery:
    """Return a global shortcut or, with a message, a message shortcut."""
    payload: Json = {
        "callback_id": callback_id,
        "action_ts": slack.workspace.new_ts(slack.clock.now()),
    }
    if message is None:
        return _hooked(slack, _interaction(slack, member, "shortcut", payload), member)
    channel = slack.workspace.channels[message.channel]
    payload |= {
        "channel": _channel(channel),
        "message_ts": message.ts,
        "message": message_json(slack, message),
    }
    delivery = _interaction(slack, member, "message_action", payload)
    return _hooked(slack, delivery, member, channel=channel)


def failure(delivery: AppDelivery) -> str:
    """Return what the person reads when the app did not answer or answered nonsense."""
    code = delivery.error or "operation_timeout"
    if delivery.kind == "command":
        return f'{delivery.payload["command"]} failed with the error "{code}"'
    if delivery.kind == "view_submission":
        return f"The app did not take this in. Nothing is lost, please try again. ({code})"
    return f"The app did not answer. Please try again. ({code})"


def _interaction(slack: Slack, member: Member, kind: Kind, payload: Json) -> AppDelivery:
    user = {"id": member.id, "username": member.name, "name": member.name, "team_id": member.team_id}
    return AppDelivery(
        kind,
        {
            "type": kind,
            "user": user,
            "api_app_id": slack.app_id,
            "token": slack.app.verification_token,
            "team": {"id": slack.workspace.team_id, "domain": slack.workspace.domain},
            "enterprise": None,
            "is_enterprise_install": False,
            **payload,
        },
    )


def _hooked(
    slack: Slack,
    delivery: AppDelivery,
    member: Member,
    *,
    channel: Channel | None = None,
    message: PostedMessage | None = None,
    view: View | None = None,
) -> AppDelivery:
    """Add a trigger_id and, where there is a channel to answer in, a response_url."""
    now = slack.clock.now()
    trigger_id = slack.hooks.new_trigger(member.id, now, view.id if view else None)
    slack.hooks.triggers[trigger_id].delivery = delivery
    delivery.payload["trigger_id"] = trigger_id
    if channel is not None:
        path = slack.hooks.new_response_url(channel.id, member.id, now, message)
        slack.hooks.response_urls[path].delivery = delivery
        delivery.payload["response_url"] = slack.url + path
    return delivery


def _place(slack: Slack, where: PostedMessage | View) -> Json:
    """Return the container of an element, which differs between messages, ephemerals and views."""
    if isinstance(where, View):
        return {"container": {"type": "view", "view_id": where.id}, "view": view_json(slack, where)}
    container: Json = {
        "type": "message",
        "message_ts": where.ts,
        "channel_id": where.channel,
        "is_ephemeral": where.ephemeral_to is not None,
    }
    if where.thread_ts:
        container["thread_ts"] = where.thread_ts
    place = {"container": container, "channel": _channel(slack.workspace.channels[where.channel])}
    if where.ephemeral_to is None:  # an ephemeral message is not stored, so Slack cannot repeat it
        place["message"] = message_json(slack, where)
    return place


def _channel(channel: Channel) -> Json:
    return {"id": channel.id, "name": payload_channel_name(channel)}
