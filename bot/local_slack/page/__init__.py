"""The local Slack in a browser: `mount` puts the page on the same server and event loop."""

from pathlib import Path
from typing import Any, cast

from nicegui import Client, app, ui

from bot.local_slack.page.layout import Layout
from bot.local_slack.page.seat import Seat
from bot.local_slack.server import LocalSlack

STYLE = Path(__file__).with_name("style.css")


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
        ui.colors(primary="#2d6a4f")
        Layout(slack, Seat.find(slack, who, where, thread))

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
    )
