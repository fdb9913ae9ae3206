"""The local Slack in a browser: `mount` puts the page on the same server and event loop."""

from pathlib import Path
from typing import Any, cast

from nicegui import Client, app, ui
from nicegui.translations import translations

from bot.local_slack.page.layout import Layout
from bot.local_slack.page.seat import Seat
from bot.local_slack.server import LocalSlack

STYLE = Path(__file__).with_name("style.css")
SCRIPT = Path(__file__).with_name("browser.js")
# A tab that was asleep or busy for so long goes on; after that it is loaded anew.
RECONNECT_SECONDS = 30.0
# What the page says when its server is gone: the toolkit has one text, about a connection.
STOPPED = {
    "connection_lost": "The local Slack has stopped",
    "trying_to_reconnect": "Start it again, as with “make demo”, and this page goes on by itself. "
    "What was written is kept in memory only: a new start begins with an empty Slack.",
}


def _forget_tabs() -> None:
    """Make browsers load the page anew after a restart: what they show belongs to the old event loop."""
    for client in list(Client.instances.values()):
        client.delete()


def mount(slack: LocalSlack) -> None:
    """Serve the page at "/" of the local Slack; call it before `slack.start()`.

    NiceGUI exists once in a process, so only the local Slack that was mounted last may be running.
    """

    def page(who: str = "", where: str = "", thread: str = "") -> None:
        ui.add_css(STYLE)
        ui.add_body_html(f"<script>{SCRIPT.read_text(encoding='utf-8')}</script>")
        ui.colors(primary="#2d6a4f")
        Layout(slack, Seat.find(slack, who, where, thread))

    translations["en-GB"] = {**translations["en-US"], **STOPPED}
    ui.page("/", title=f"Local Slack — {slack.workspace.team_name}")(page)
    app.on_shutdown(_forget_tabs)
    # Middleware cannot be added to a stack that was built for an earlier local Slack.
    app.middleware_stack = None
    app.user_middleware.clear()
    ui.run_with(
        cast(Any, slack.asgi),
        title="Local Slack",
        language="en-GB",
        dark=None,
        tailwind=False,
        show_welcome_message=False,
        reconnect_timeout=RECONNECT_SECONDS,
    )
