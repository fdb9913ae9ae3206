"""The local Slack apart from its server: the workspace, the app in it, and what goes between the two."""

from collections.abc import Mapping
from typing import Any

from bot.local_slack.delivery.dispatcher import Dispatcher
from bot.local_slack.delivery.signed_http import SignedHttp
from bot.local_slack.delivery.sockets import SocketMode
from bot.local_slack.state.attention import Attention
from bot.local_slack.state.clock import Clock
from bot.local_slack.state.faults import Faults
from bot.local_slack.state.hooks import Hooks
from bot.local_slack.state.installation import install
from bot.local_slack.state.journal import Journal
from bot.local_slack.state.rates import RateLimits
from bot.local_slack.state.workspace import Workspace


class Slack:
    """A workspace with one app installed from its manifest: what people, screens and the Web API work on.

    Everything happens on one event loop. `url` is where it is served, "http://127.0.0.1:PORT"; a port of 0
    means that it is not known before the start.
    """

    def __init__(self, manifest: Mapping[str, Any], clock: Clock, workspace: Workspace, url: str) -> None:
        self.clock = clock
        self.workspace = workspace
        self.url = url
        self.app = install(manifest, workspace)
        self.app_id = self.app.app_id
        self.bot_user_id = self.app.bot_user_id
        self.bot_id = self.app.bot_id
        self.bot_token = self.app.bot_token
        self.app_token = self.app.app_token
        self.signing_secret = self.app.signing_secret
        self.journal = Journal(workspace.changed)
        self.attention = Attention()
        self.faults = Faults()
        self.hooks = Hooks()
        self.rates = RateLimits()
        self.offered: dict[tuple[str, ...], list[dict[str, Any]]] = {}
        self.sockets = SocketMode(self.app, clock, workspace, self.faults)
        self.http = SignedHttp(self.app, self.faults)
        transport = self.sockets if self.app.socket_mode else self.http
        self.dispatcher = Dispatcher(self.app, clock, workspace, self.journal, transport)
