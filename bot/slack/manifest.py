"""The app manifest that Slack is given: made from the content and the listeners' ids, so that they agree."""

from typing import Any

from bot.slack.ids import Callback
from content.schema.commands import Command

BOT_SCOPES = (
    "app_mentions:read",
    "assistant:write",  # comes with agent_view
    "channels:read",  # is this channel shared or private, and who is in it?
    "chat:write",
    "commands",
    "files:read",  # a job description in a file
    "files:write",  # the charts of pay
    "groups:read",  # the same for private channels
    "im:history",  # message.im
    "users:read",  # when is it half past nine for them, and are they guests?
)
BOT_EVENTS = ("app_home_opened", "app_mention", "member_joined_channel", "message.im")
EVENTS_PATH = "/slack/events"


def build_manifest(commands: tuple[Command, ...], http_url: str | None = None) -> dict[str, Any]:
    """Build the manifest for Socket Mode, or for HTTP when `http_url` (https://…, no path) is given."""
    request_url = {"request_url": http_url.rstrip("/") + EVENTS_PATH} if http_url else {}
    command_url = {"url": request_url["request_url"]} if request_url else {}
    return {
        "_metadata": {"major_version": 2, "minor_version": 1},
        "display_information": {
            "name": "Rolecall",
            "description": "What LLM roles do, what they pay, and what to ask: with the source",
            "background_color": "#1f3a34",
        },
        "features": {
            "app_home": {
                "home_tab_enabled": True,
                "messages_tab_enabled": True,
                "messages_tab_read_only_enabled": False,
            },
            "bot_user": {"display_name": "Rolecall", "always_online": True},
            "agent_view": {
                "agent_description": (
                    "Tells LLM roles apart, quotes pay with its source and suggests interview questions. "
                    "It may be wrong: check before you act."
                ),
                "suggested_prompts": [
                    {"title": prompt.title, "message": prompt.sends}
                    for command in commands
                    for prompt in command.prompt
                ],
            },
            "slash_commands": [
                {
                    "command": f"/{command.name}",
                    "description": command.description,
                    "usage_hint": command.usage,
                    "should_escape": True,
                    **command_url,
                }
                for command in commands
            ],
            "shortcuts": [
                {
                    "name": "Scope a role",
                    "type": "global",
                    "callback_id": Callback.SCOPE.value,
                    "description": "A few questions find out which role you need",
                },
                {
                    "name": "Open a requisition",
                    "type": "global",
                    "callback_id": Callback.OPEN_ANY_REQUISITION.value,
                    "description": "Say which role you hire for, or that you cannot say yet",
                },
                {
                    "name": "Check a budget",
                    "type": "global",
                    "callback_id": Callback.CHECK_BUDGET.value,
                    "description": "See where a budget stands in the market",
                },
                {
                    "name": "What role is this?",
                    "type": "message",
                    "callback_id": Callback.READ_MESSAGE.value,
                    "description": "Read a message, or the file in it, as a role",
                },
                {
                    "name": "Open a requisition",
                    "type": "message",
                    "callback_id": Callback.OPEN_REQUISITION.value,
                    "description": "Open a requisition from this message",
                },
            ],
        },
        "oauth_config": {"scopes": {"bot": list(BOT_SCOPES)}},
        "settings": {
            "event_subscriptions": {"bot_events": list(BOT_EVENTS), **request_url},
            "interactivity": {"is_enabled": True, **request_url},
            "org_deploy_enabled": False,
            "socket_mode_enabled": http_url is None,
            "token_rotation_enabled": False,
        },
    }
