"""The Home tab: shown when it is opened, turned to another page, or changed from within."""

from typing import Any

from slack_bolt import Ack
from slack_sdk import WebClient

from bot.actors import Tenant
from bot.services import home, reminder_settings
from bot.services.deps import Deps
from bot.views.home import build_home
from bot.views.reminders.settings import build_own_preferences


def handle_app_home_opened(event: dict[str, Any], client: WebClient, deps: Deps, tenant: Tenant) -> None:
    """Show the Home tab when it is opened; publishing the same view twice does no harm."""
    if event.get("tab") == "home":
        deps.background.submit(publish_home, deps, client, tenant, event["user"])


def handle_home_page(
    ack: Ack,
    body: dict[str, Any],
    action: dict[str, Any],
    client: WebClient,
    deps: Deps,
    tenant: Tenant,
) -> None:
    """Turn the page of one's undefined requisitions."""
    ack()
    deps.background.submit(publish_home, deps, client, tenant, body["user"]["id"], int(action["value"]))


def publish_home(deps: Deps, client: WebClient, tenant: Tenant, user: str, page: int = 1) -> None:
    """Build a person's Home tab from what is true now, and publish it."""
    found = home.dashboard(deps, tenant, user, page)
    own = reminder_settings.own(deps, tenant, user)
    view = build_home(
        deps.assistant.content,
        found.today,
        undefined=found.undefined,
        snoozed=found.snoozed,
        waiting=found.waiting,
        to_review=found.to_review,
        numbers=found.numbers,
        preferences=build_own_preferences(own.wishes, own.calendar),
    )
    client.views_publish(user_id=user, view=view)
