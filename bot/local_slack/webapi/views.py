"""views.*: modals and Home tabs."""

from typing import Any

from bot.local_slack.contracts import ApiError, Args, invalid_arguments
from bot.local_slack.messages.payloads import view_json
from bot.local_slack.screens import screens
from bot.local_slack.slack import Slack

Json = dict[str, Any]


def open_view(slack: Slack, args: Args) -> Json:
    """Open a modal for whoever caused the trigger."""
    content = screens.check_content(args.structure("view"), "modal")
    trigger = slack.hooks.exchange(args.text("trigger_id"), slack.clock.now())
    return {"view": view_json(slack, screens.open_modal(slack, trigger.user, content))}


def push(slack: Slack, args: Args) -> Json:
    """Lay a modal over the one whose trigger this is."""
    content = screens.check_content(args.structure("view"), "modal")
    trigger = slack.hooks.exchange(args.text("trigger_id"), slack.clock.now())
    if trigger.view_id is None:
        raise ApiError("not_found")
    return {"view": view_json(slack, screens.push_modal(slack, trigger.user, content))}


def update(slack: Slack, args: Args) -> Json:
    """Replace the content of a view, found by view_id or external_id."""
    view_id, external_id = args.text("view_id"), args.text("external_id")
    if not view_id and not external_id:
        raise invalid_arguments("missing required field: view_id or external_id")
    view = next(
        (
            each
            for each in slack.workspace.views.values()
            if each.id == view_id or (external_id and each.external_id == external_id)
        ),
        None,
    )
    if view is None:
        raise ApiError("not_found")
    content = screens.check_content(args.structure("view"), view.type)
    return {"view": view_json(slack, screens.update_view(slack, view, content, args.text("hash")))}


def publish(slack: Slack, args: Args) -> Json:
    """Put a view into a member's Home tab."""
    if not slack.app.home_tab:
        raise ApiError("not_enabled")
    content = screens.check_content(args.structure("view"), "home")
    user = args.text("user_id")
    if user not in slack.workspace.members:
        raise invalid_arguments("invalid value [json-pointer:/user_id]")
    return {"view": view_json(slack, screens.publish_home(slack, user, content, args.text("hash")))}


METHODS = {
    "views.open": open_view,
    "views.push": push,
    "views.update": update,
    "views.publish": publish,
}
