"""A local Slack with a small app in it, reached by Socket Mode or by HTTP."""

import ssl
import threading
from collections.abc import Callable, Iterator
from copy import deepcopy
from datetime import UTC, datetime
from typing import Any

import pytest
from slack_bolt import App
from slack_bolt.adapter.socket_mode import SocketModeHandler
from slack_sdk import WebClient

from bot.local_slack.server import LocalSlack
from bot.local_slack.state.clock import Clock
from bot.run.demo import hang_up

Manifest = dict[str, Any]
Connect = Callable[..., SocketModeHandler]

TRUSTED = ssl.create_default_context()  # else each connection reads the certificates, which takes 45 ms
NOW = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)

MANIFEST: Manifest = {
    "display_information": {"name": "Rolecall"},
    "features": {
        "app_home": {
            "home_tab_enabled": True,
            "messages_tab_enabled": True,
            "messages_tab_read_only_enabled": False,
        },
        "bot_user": {"display_name": "Rolecall", "always_online": False},
        "agent_view": {"agent_description": "Answers questions about roles."},
        "slash_commands": [
            {"command": "/salary", "description": "Pay bands", "should_escape": True},
            {"command": "/raw", "description": "Text as it was typed", "should_escape": False},
        ],
        "shortcuts": [
            {"name": "Scope a role", "type": "global", "callback_id": "scope_role", "description": "Start"},
            {"name": "Record", "type": "message", "callback_id": "record", "description": "Keep this"},
        ],
    },
    "oauth_config": {
        "scopes": {
            "bot": [
                "app_mentions:read",
                "assistant:write",
                "channels:history",
                "channels:read",
                "chat:write",
                "commands",
                "groups:read",
                "groups:history",
                "im:history",
                "im:read",
                "im:write",
            ],
            "bot_optional": ["users:read", "team:read"],
        }
    },
    "settings": {
        "event_subscriptions": {
            "bot_events": [
                "app_home_opened",
                "app_mention",
                "message.channels",
                "message.groups",
                "message.im",
            ]
        },
        "interactivity": {"is_enabled": True},
        "socket_mode_enabled": True,
    },
}


@pytest.fixture
def manifest() -> Manifest:
    """A manifest of this test's own, to change before the local Slack is started."""
    return deepcopy(MANIFEST)


@pytest.fixture
def slack(manifest: Manifest) -> Iterator[LocalSlack]:
    """A running local Slack whose time stands still."""
    with LocalSlack(manifest, clock=Clock(frozen_at=NOW)) as running:
        yield running


@pytest.fixture
def client(slack: LocalSlack) -> WebClient:
    """The stock Web API client with the bot's token."""
    return WebClient(slack.bot_token, base_url=slack.api_url, ssl=TRUSTED)


@pytest.fixture
def app(client: WebClient) -> App:
    """An app that does nothing yet."""
    return App(name="app", client=client, token_verification_enabled=False)


@pytest.fixture
def connect(slack: LocalSlack) -> Iterator[Connect]:
    """Join an app to the local Slack by Socket Mode, with the stock handler."""
    handlers: list[SocketModeHandler] = []

    def join(app: App, ping_interval: float = 10) -> SocketModeHandler:
        handler = SocketModeHandler(app, slack.app_token, ping_interval=ping_interval)
        before = len(slack.sockets.connections)
        handler.connect()  # type: ignore[no-untyped-call]
        handlers.append(handler)
        slack.run(slack.until(lambda: len(slack.sockets.connections) > before))
        return handler

    yield join
    for handler in handlers:
        hang_up(slack, handler.client)


@pytest.fixture(autouse=True)
def _no_threads_left() -> Iterator[None]:
    """Every test ends with the threads it began with: nothing keeps running behind it."""
    before = set(threading.enumerate())
    yield
    left = [each.name for each in threading.enumerate() if each not in before and not each.daemon]
    assert not left
