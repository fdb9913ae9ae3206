"""Submitting and closing modals: what is checked on the screen, and what the app's answer does."""

from typing import Any

from bot.local_slack.contracts import ApiError
from bot.local_slack.screens import interactions, screens
from bot.local_slack.slack import Slack
from bot.local_slack.state import elements
from bot.local_slack.state.journal import AppDelivery
from bot.local_slack.state.workspace import Member, PlaygroundError, View

Json = dict[str, Any]


async def submit(slack: Slack, member: Member, view: View) -> AppDelivery:
    """Send a modal to the app, if its inputs are complete, and do what the app answers."""
    if view.type != "modal" or view is not slack.workspace.modals[member.id][-1]:
        raise PlaygroundError("only the modal on top can be submitted")
    complaints = {
        block["block_id"]: said
        for block in view.blocks
        if block["type"] == "input" and (said := elements.complaint(block, view.state))
    }
    if complaints:
        return _refuse(slack, view, AppDelivery("view_submission", {}, errors=complaints, done=True))
    view.errors = {}
    delivery = interactions.submission(slack, member, view, _response_urls(slack, member, view))
    await slack.dispatcher.deliver(delivery)
    if delivery.error is None:
        try:
            _follow(slack, member, view, delivery)
        except ApiError as refusal:
            delivery.error = refusal.error
    if delivery.error is not None:
        delivery.error = interactions.failure(delivery)
        slack.workspace.changed()
    return delivery


def _follow(slack: Slack, member: Member, view: View, delivery: AppDelivery) -> None:
    """Do what the answer to a submission says; an empty one closes the modal."""
    answer = delivery.response or {}
    action = answer.get("response_action")
    if action == "errors":
        inputs = {block["block_id"] for block in view.blocks if block["type"] == "input"}
        said_by_block = answer.get("errors")
        if isinstance(said_by_block, dict):
            delivery.errors = {name: str(said) for name, said in said_by_block.items() if name in inputs}
        if not delivery.errors:
            raise ApiError("invalid_response_action")
        _refuse(slack, view, delivery)
    elif action == "update":
        screens.update_view(slack, view, screens.check_content(answer.get("view"), "modal"))
    elif action == "push":
        screens.push_modal(slack, member.id, screens.check_content(answer.get("view"), "modal"))
    elif action == "clear":
        screens.close_all(slack, member.id)
    elif action is not None:
        raise ApiError("invalid_response_action")
    else:
        screens.close(slack, view)


def _refuse(slack: Slack, view: View, delivery: AppDelivery) -> AppDelivery:
    view.errors = delivery.errors
    slack.workspace.changed()
    return delivery


def _response_urls(slack: Slack, member: Member, view: View) -> list[Json]:
    """Return a response_url for each chosen channel of inputs with `response_url_enabled`."""
    urls = []
    for block, element in elements.walk(view.blocks):
        if element.get("response_url_enabled"):
            held = view.state[block["block_id"]][element["action_id"]]
            channel_id = held.get("selected_conversation") or held.get("selected_channel")
            if channel_id is None:
                continue
            path = slack.hooks.new_response_url(channel_id, member.id, slack.clock.now())
            urls.append(
                {
                    "block_id": block["block_id"],
                    "action_id": element["action_id"],
                    "channel_id": channel_id,
                    "response_url": slack.url + path,
                }
            )
    return urls


async def close(slack: Slack, member: Member, *, all_views: bool) -> None:
    """Close the modal on top or all; the app hears of those that ask for it with `notify_on_close`."""
    stack = slack.workspace.modals[member.id]
    all_views = all_views or stack[-1].content.get("clear_on_close", False)
    closed = list(reversed(stack)) if all_views else [stack[-1]]
    for view in closed:
        screens.close(slack, view)
    for view in closed:
        if view.content.get("notify_on_close"):
            news = interactions.closing(slack, member, view, is_cleared=all_views)
            await slack.dispatcher.deliver(news)
