"""Reads what Slack sends, once: Bolt's arguments and the payload become the `reply` that listeners name."""

import re
from collections.abc import Callable
from typing import Any, cast

from slack_bolt import BoltContext, BoltRequest, BoltResponse, Respond
from slack_bolt.middleware import Middleware

from bot.actors import Surface, Tenant
from bot.errors import RolecallError
from bot.services.deps import Deps
from bot.slack.files import SharedFile
from bot.slack.incoming import forwarded, typed, words_in
from bot.slack.text import without_unseen
from handlers.replies import ClickReply, CommandReply, EventReply, FormReply, Held, Reply

_ID = re.compile(r"[\w.-]{0,32}", re.ASCII)
LONGEST_KEY = 110  # what handlers add to a key of their own has room
# Subtypes of what somebody says: nothing special, with a file, also to the channel of its thread, by /me.
_SAID = (None, "file_share", "thread_broadcast", "me_message")


class BringReply(Middleware):
    """Lets listeners name `reply` among their arguments."""

    def __init__(self, deps: Deps) -> None:
        self._deps = deps

    def process(
        self,
        *,
        req: BoltRequest,
        resp: BoltResponse,  # noqa: ARG002 - Bolt passes it
        next: Callable[[], BoltResponse],
    ) -> BoltResponse:
        """Read the request, and go on."""
        req.context["deps"] = self._deps
        _take_out_nul(req.body)
        reply = _read(self._deps, req.context, req.body)
        if reply is not None:
            _check_ids(reply)
        req.context["reply"] = reply
        return next()


def _take_out_nul(value: Any) -> None:
    """Nobody types it, and no database keeps it."""
    for key, item in value.items() if isinstance(value, dict) else enumerate(value):
        if isinstance(item, str):
            if "\0" in item:
                value[key] = item.replace("\0", "")
        elif isinstance(item, dict | list):
            _take_out_nul(item)


def _check_ids(reply: Reply) -> None:
    """Refuse ids that the database has no room for, or that no Slack writes: its own are short and plain."""
    places = (reply.tenant.enterprise_id, reply.tenant.team_id, reply.channel, reply.thread_ts or "")
    if not all(map(_ID.fullmatch, (reply.user, *places))) or len(reply.key) > LONGEST_KEY:
        raise RolecallError("This request has an id that is none of Slack's. Nothing was changed.")


def _read(deps: Deps, context: BoltContext, body: dict[str, Any]) -> Reply | None:
    """Read a payload of each kind that has a listener; None for the rest."""
    tenant = Tenant(context.enterprise_id or "", context.team_id or "")
    common: dict[str, Any] = {
        "deps": deps,
        "tenant": tenant,
        "bot": context.bot_user_id or "",
        "app": body.get("api_app_id", ""),
        "client": context.client,
    }
    if "command" in body:
        return _of_command(common, context, body)
    if "event" in body:
        return _of_event(common, body)
    if body.get("type") not in ("view_submission", "block_actions", "message_action", "shortcut"):
        return None
    common |= {"user": body["user"]["id"], "team": body["user"].get("team_id"), "ack": context.ack}
    if body["type"] != "view_submission":
        return _of_click(common, context, body)
    return _of_form(common, body["view"])


def _of_command(common: dict[str, Any], context: BoltContext, body: dict[str, Any]) -> CommandReply:
    name, text = body["command"].removeprefix("/"), body.get("text", "")
    return CommandReply(
        **common,
        user=body["user_id"],
        team=body["team_id"],
        surface="command",
        key=f"command:{body['trigger_id']}",
        channel=body["channel_id"],
        may_wait=False,
        line=f"{name} {typed(text)}".strip(),
        naming=f"{name} {typed(text, naming=True)}".strip(),
        trigger_id=body["trigger_id"],
        ack=context.ack,
        respond=cast("Respond", context.respond),
    )


def _of_form(common: dict[str, Any], view: dict[str, Any]) -> FormReply:
    elements = {
        block["element"]["action_id"]: (block["block_id"], block["element"])
        for block in view["blocks"]
        if block["type"] == "input"
    }
    filled = {name: held for block in view["state"]["values"].values() for name, held in block.items()}
    return FormReply(
        **common,
        surface="modal",
        key=f"view:{view['id']}",
        metadata=view["private_metadata"],
        view_key=f"view:{view['id']}:{view['hash']}",
        fields=_held(view),
        typed={name: held.get("value") or "" for name, held in filled.items()},
        block_ids={name: block_id for name, (block_id, _) in elements.items()},
        before={name: element.get("initial_value", "") for name, (_, element) in elements.items()},
    )


def _of_click(common: dict[str, Any], context: BoltContext, body: dict[str, Any]) -> ClickReply:
    container, view = body.get("container", {}), body.get("view") or {}
    action = body["actions"][0] if "actions" in body else {}
    chosen = action.get("selected_option") or {}
    kinds: dict[str, Surface] = {"home": "home", "modal": "modal"}
    surface: Surface = "shortcut" if "actions" not in body else kinds.get(view.get("type", ""), "button")
    user = common["user"]
    message = body.get("message", {}) if "actions" not in body else {}
    return ClickReply(
        **common,
        surface=surface,
        key=f"ask:{user}:{action.get('action_ts') or body['trigger_id']}",
        channel=container.get("channel_id", "") or body.get("channel", {}).get("id", ""),
        thread_ts=container.get("thread_ts"),
        has_charts=not view,
        value=action.get("value") or chosen.get("value", ""),
        fields=_held(view or body),
        metadata=view.get("private_metadata", ""),
        written=words_in(message),
        files=_files_in(message),
        view_type=view.get("type", ""),
        view_id=view.get("id", ""),
        view_key=f"{view['id']}:{view['hash']}" if view else "",
        message_ts=container.get("message_ts", ""),
        is_ephemeral=bool(container.get("is_ephemeral")),
        trigger_id=body["trigger_id"],
        respond=cast("Respond", context.respond),
    )


def _held(place: dict[str, Any]) -> Held:
    """What stands in the inputs of a view or message, by action id."""
    return {
        name: {**held, "value": without_unseen(held["value"])} if held.get("value") else held
        for block in place.get("state", {}).get("values", {}).values()
        for name, held in block.items()
    }


def _of_event(common: dict[str, Any], body: dict[str, Any]) -> EventReply:
    event = body["event"]
    user, ts = event.get("user") or "", event.get("ts", "")
    direct = event["type"] == "message"
    asked_in = event.get("thread_ts")
    thread_ts = asked_in or ts if direct else asked_in
    text, bot = words_in(event), common["bot"]
    return EventReply(
        **common,
        user=user,
        team=event.get("user_team") or event.get("team"),
        surface="message",
        key=body["event_id"],
        channel=event.get("channel", ""),
        thread_ts=thread_ts,
        message=f"{event.get('channel')}:{ts}" if direct and thread_ts == ts else "",
        text=typed(text, bot=bot),
        naming=typed(text, bot=bot, naming=True),
        is_forward=not typed(event.get("text") or "", bot=bot) and bool(forwarded(event)),
        files=_files_in(event),
        ts=ts,
        tab=event.get("tab", ""),
        is_first_look="view" not in event,
        asked_in=asked_in,
        is_direct_message=direct and event.get("channel_type") == "im",
        from_person=bool(user) and not event.get("bot_id") and event.get("subtype") in _SAID,
        among_strangers=bool(body.get("is_ext_shared_channel")),
    )


def _files_in(message: dict[str, Any]) -> list[SharedFile]:
    return [SharedFile.of(each) for each in message.get("files") or []]
