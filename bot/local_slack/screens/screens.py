"""Modals and Home tabs on people's screens: opening, stacking, updating and closing them."""

import json
import secrets
from typing import Any, Literal

from bot.local_slack import blockkit
from bot.local_slack.contracts import ApiError, invalid_arguments
from bot.local_slack.slack import Slack
from bot.local_slack.state.elements import initial_state, with_ids
from bot.local_slack.state.workspace import View, seconds

Json = dict[str, Any]

MOST_BYTES = 250_000
MOST_STACKED = 3


def check_content(content: Any, type: Literal["modal", "home"]) -> Json:
    """Return the view's content when Slack would take it as a modal or Home; ApiError when not."""
    if not isinstance(content, dict):
        raise invalid_arguments("must provide an object [json-pointer:/view]")
    if len(json.dumps(content)) > MOST_BYTES:
        raise ApiError("view_too_large")
    problems = blockkit.check_view(content)
    if problems:
        raise invalid_arguments(*(f"{each.message} [json-pointer:{each.pointer}]" for each in problems))
    if content["type"] != type:
        raise invalid_arguments(f"must be a view of type {type} [json-pointer:/view/type]")
    return {**content, "blocks": with_ids(content["blocks"])}


def open_modal(slack: Slack, user: str, content: Json) -> View:
    """Show a modal; one that was open before is gone."""
    view = _new_view(slack, user, content)
    close_all(slack, user)
    return _show(slack, view)


def push_modal(slack: Slack, user: str, content: Json) -> View:
    """Lay a modal over the one that is open."""
    stack = slack.workspace.modals.get(user, [])
    if not stack:
        raise ApiError("not_found")
    if len(stack) >= MOST_STACKED:
        raise ApiError("push_limit_reached")
    view = _new_view(slack, user, content)
    view.root_view_id, view.previous_view_id = stack[0].id, stack[-1].id
    return _show(slack, view)


def update_view(slack: Slack, view: View, content: Json, hash: str = "") -> View:
    """Replace a view's content; what was filled in under the same ids stays."""
    if hash and hash != view.hash:
        raise ApiError("hash_conflict")
    external_id = content.get("external_id", "")
    if external_id != view.external_id:
        _check_external_id(slack, external_id)
    view.content, view.external_id, view.hash = content, external_id, _new_hash(slack)
    view.state = initial_state(view.blocks, view.state)
    view.errors = {}
    slack.workspace.changed()
    return view


def publish_home(slack: Slack, user: str, content: Json, hash: str = "") -> View:
    """Put a view into somebody's Home tab."""
    home = slack.workspace.homes.get(user)
    if home is not None:
        return update_view(slack, home, content, hash)
    home = _new_view(slack, user, content)
    slack.workspace.homes[user] = slack.workspace.views[home.id] = home
    slack.workspace.changed()
    return home


def close(slack: Slack, view: View) -> None:
    """Take a modal off the screen, if it is still there; the one below is seen again."""
    if slack.workspace.views.pop(view.id, None) is None:
        return
    stack = slack.workspace.modals[view.user]
    stack.remove(view)
    if not stack:
        del slack.workspace.modals[view.user]
    slack.workspace.changed()


def close_all(slack: Slack, user: str) -> None:
    """Take all modals off somebody's screen."""
    for view in list(slack.workspace.modals.get(user, [])):
        close(slack, view)


def _new_view(slack: Slack, user: str, content: Json) -> View:
    _check_external_id(slack, content.get("external_id", ""))
    id = slack.workspace.new_id("V")
    return View(
        id=id,
        team_id=slack.workspace.team_id,
        type=content["type"],
        user=user,
        content=content,
        hash=_new_hash(slack),
        root_view_id=id,
        external_id=content.get("external_id", ""),
        state=initial_state(content["blocks"]),
    )


def _show(slack: Slack, view: View) -> View:
    slack.workspace.modals.setdefault(view.user, []).append(view)
    slack.workspace.views[view.id] = view
    slack.workspace.changed()
    return view


def _check_external_id(slack: Slack, external_id: str) -> None:
    if external_id and any(each.external_id == external_id for each in slack.workspace.views.values()):
        raise ApiError("duplicate_external_id")


def _new_hash(slack: Slack) -> str:
    return f"{seconds(slack.clock.now())}.{secrets.token_hex(4)}"
