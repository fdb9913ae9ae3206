"""assistant.threads.*: what an agent shows around a conversation: prompts, a status, a title."""

from typing import Any

from bot.local_slack.contracts import ApiError, Args, invalid_arguments
from bot.local_slack.slack import Slack
from bot.local_slack.state.workspace import Channel, ThreadStatus
from bot.local_slack.webapi.access import visible

Json = dict[str, Any]

STATUS_SECONDS = 120
MOST_PROMPTS = 4


def set_suggested_prompts(slack: Slack, args: Args) -> Json:
    """Offer up to four prompts in the app's Messages tab."""
    if not slack.app.is_agent:
        raise ApiError("not_agent_app")
    channel = visible(slack, args.text("channel_id"))
    if args.text("thread_ts"):
        _require_thread(channel, args)
    prompts = args.structure("prompts")
    if not isinstance(prompts, list) or not 0 < len(prompts) <= MOST_PROMPTS:
        raise invalid_arguments(f"must be 1 to {MOST_PROMPTS} prompts [json-pointer:/prompts]")
    if any(not each.get("title") or not each.get("message") for each in prompts):
        raise invalid_arguments("title and message are required [json-pointer:/prompts]")
    channel.suggested_prompts, channel.prompts_title = prompts, args.text("title")
    slack.workspace.changed()
    return {}


def set_status(slack: Slack, args: Args) -> Json:
    """Show what the app is doing; a message or two minutes take it away again, as does ""."""
    channel = visible(slack, args.text("channel_id"))
    root = _require_thread(channel, args)
    status = args.text("status")
    if not status:
        channel.thread_status.pop(root, None)
    else:
        shown = channel.thread_status[root] = ThreadStatus(status)

        def clear() -> None:
            if channel.thread_status.get(root) is shown:
                del channel.thread_status[root]
                slack.workspace.changed()

        slack.clock.call_later(STATUS_SECONDS, clear)
    slack.workspace.changed()
    return {}


def set_title(slack: Slack, args: Args) -> Json:
    """Give a conversation a title."""
    channel = visible(slack, args.text("channel_id"))
    channel.thread_titles[_require_thread(channel, args)] = args.text("title")
    slack.workspace.changed()
    return {}


def _require_thread(channel: Channel, args: Args) -> str:
    message = channel.message(args.text("thread_ts"))
    if message is None or message.is_reply:
        raise ApiError("invalid_thread_ts")
    return message.ts


METHODS = {
    "assistant.threads.setSuggestedPrompts": set_suggested_prompts,
    "assistant.threads.setStatus": set_status,
    "assistant.threads.setTitle": set_title,
}
