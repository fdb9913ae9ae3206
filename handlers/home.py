"""The Home tab: shown when it is opened, turned to another page, or changed from within."""

from typing import Any

from slack_bolt import Ack
from slack_sdk import WebClient

from bot import overview, reminder_settings
from bot.domain import Tenant
from bot.services import Services
from bot.slack.views.home import build_home
from bot.slack.views.reminder_settings import build_own_preferences


def handle_app_home_opened(
    event: dict[str, Any], client: WebClient, services: Services, tenant: Tenant
) -> None:
    """Show the Home tab when it is opened; publishing the same view twice does no harm."""
    if event.get("tab") == "home":
        services.background.submit(publish_home, services, client, tenant, event["user"])


def handle_home_page(
    ack: Ack,
    body: dict[str, Any],
    action: dict[str, Any],
    client: WebClient,
    services: Services,
    tenant: Tenant,
) -> None:
    """Turn the page of one's undefined requisitions."""
    ack()
    services.background.submit(
        publish_home, services, client, tenant, body["user"]["id"], int(action["value"])
    )


def publish_home(services: Services, client: WebClient, tenant: Tenant, user: str, page: int = 1) -> None:
    """Build a person's Home tab from what is true now, and publish it."""
    found = overview.dashboard(services, tenant, user, page)
    own = reminder_settings.own(services, tenant, user)
    view = build_home(
        services.assistant.content,
        found.today,
        undefined=found.undefined,
        snoozed=found.snoozed,
        waiting=found.waiting,
        looking_back=found.looking_back,
        numbers=found.numbers,
        preferences=build_own_preferences(own.wishes, own.calendar),
    )
    client.views_publish(user_id=user, view=view)
