"""The app as it is installed in the workspace: what its manifest allows, its ids and its secrets."""

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bot.local_slack.state.company import APP_CHANNELS
from bot.local_slack.state.workspace import Member, Workspace

Json = dict[str, Any]


@dataclass(frozen=True)
class Installation:
    """One app in one workspace."""

    name: str
    description: str
    app_id: str
    bot_user_id: str
    bot_id: str
    bot_token: str
    app_token: str
    signing_secret: str
    verification_token: str
    scopes: frozenset[str]
    events: frozenset[str]
    commands: Mapping[str, Json]
    shortcuts: Mapping[str, Json]
    home_tab: bool
    messages_tab: bool
    is_agent: bool
    suggested_prompts: Sequence[Json]
    socket_mode: bool
    events_url: str
    interactivity_url: str
    options_url: str

    def authorizations(self, team_id: str) -> list[Json]:
        """Return the single entry that event envelopes carry."""
        return [
            {
                "enterprise_id": None,
                "team_id": team_id,
                "user_id": self.bot_user_id,
                "is_bot": True,
                "is_enterprise_install": False,
            }
        ]


def install(manifest: Mapping[str, Any], workspace: Workspace) -> Installation:
    """Install the app: its bot joins the workspace and the channels that are meant for it."""
    features = manifest.get("features", {})
    settings = manifest.get("settings", {})
    home = features.get("app_home", {})
    scopes = manifest.get("oauth_config", {}).get("scopes", {})
    subscriptions = settings.get("event_subscriptions", {})
    interactivity = settings.get("interactivity", {})
    name = features.get("bot_user", {}).get("display_name") or manifest["display_information"]["name"]
    bot = _bot_member(name, workspace)
    return Installation(
        name=name,
        description=manifest["display_information"].get("description", ""),
        app_id=workspace.new_id("A"),
        bot_user_id=bot.id,
        bot_id=str(bot.bot_id),
        bot_token=f"xoxb-{secrets.token_hex(16)}",
        app_token=f"xapp-1-{secrets.token_hex(16)}",
        signing_secret=secrets.token_hex(16),
        verification_token=secrets.token_hex(12),
        scopes=frozenset(scopes.get("bot", [])) | frozenset(scopes.get("bot_optional", [])),
        events=frozenset(subscriptions.get("bot_events", [])),
        commands={entry["command"]: entry for entry in features.get("slash_commands", [])},
        shortcuts={entry["callback_id"]: entry for entry in features.get("shortcuts", [])},
        home_tab=home.get("home_tab_enabled", False),
        messages_tab=home.get("messages_tab_enabled", True),
        is_agent="agent_view" in features,
        suggested_prompts=features.get("agent_view", {}).get("suggested_prompts", []),
        socket_mode=settings.get("socket_mode_enabled", False),
        events_url=subscriptions.get("request_url", ""),
        interactivity_url=interactivity.get("request_url", ""),
        options_url=interactivity.get("message_menu_options_url", "") or interactivity.get("request_url", ""),
    )


def _bot_member(name: str, workspace: Workspace) -> Member:
    short = name.lower().replace(" ", "-")
    bot = workspace.add_member(short, name, display_name=name, is_bot=True, bot_id=workspace.new_id("B"))
    for channel in workspace.channels.values():
        if channel.name in APP_CHANNELS:
            channel.members.add(bot.id)
    return bot
