"""The Home tab: shown when it is opened, turned to another page, or changed from within."""

from dataclasses import replace

from bot.errors import RolecallError
from bot.services import home, reminder_settings
from bot.views.home import build_home, build_refused
from bot.views.refusals import write_problem
from bot.views.reminders.settings import build_own_preferences
from handlers.replies import ClickReply, EventReply, FormReply


def handle_app_home_opened(reply: EventReply) -> None:
    """Show the Home tab when it is opened; publishing the same view twice does no harm."""
    if reply.tab == "home":
        reply.deps.background.submit(publish_home, reply)


def handle_home_page(reply: ClickReply) -> None:
    """Turn the page of one's undefined requisitions."""
    reply.ack()
    reply.later(lambda: publish_home(reply, int(reply.value)))


def publish_home(reply: EventReply | ClickReply | FormReply, page: int = 1) -> None:
    """Build the Home tab of whoever asked from what is true now, and publish it."""
    deps, tenant, user = reply.deps, reply.tenant, reply.user
    try:
        found = home.dashboard(deps, replace(reply.actor(), may_wait=True), page)
    except RolecallError as error:
        reply.client.views_publish(user_id=user, view=build_refused(write_problem(error)))
        return
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
    reply.client.views_publish(user_id=user, view=view)
