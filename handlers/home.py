"""The Home tab."""

from typing import Any

from slack_sdk import WebClient

from bot.services import Services
from bot.slack.views.help import build_home


def handle_app_home_opened(event: dict[str, Any], client: WebClient, services: Services) -> None:
    """Show the Home tab when it is opened; publishing the same view twice does no harm."""
    if event.get("tab") != "home":
        return
    view = build_home(services.assistant.content.commands)
    services.background.submit(lambda: client.views_publish(user_id=event["user"], view=view))
