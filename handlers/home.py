"""The Home tab, and the first word in a channel: what this is, when it writes, and how to stop it."""

from dataclasses import replace

from bot.errors import RolecallError
from bot.services import home, reminder_settings
from bot.views.briefs.brief import build_unsigned
from bot.views.home import build_home, build_refused
from bot.views.refusals import write_problem
from bot.views.reminders.settings import build_own_preferences
from bot.views.welcome import build_arrival, build_welcome
from handlers.replies import ClickReply, EventReply, FormReply


def handle_app_home_opened(reply: EventReply) -> None:
    """Show the Home tab when it is opened; publishing the same view twice does no harm."""
    if reply.tab == "home":
        reply.deps.background.submit(publish_home, reply, first=reply.is_first_look)


def handle_joined(reply: EventReply) -> None:
    """Say once in a channel that we were invited to what we do there. Who else joins is not our business."""
    if reply.user == reply.bot:
        reply.post(build_arrival(reply.deps.assistant.content.ladders))


def publish_home(reply: EventReply | ClickReply | FormReply, *, first: bool = False) -> None:
    """Build the Home tab of whoever asked from what is true now, and publish it; the `first` one explains."""
    deps, tenant, user = reply.deps, reply.tenant, reply.user
    try:
        found = home.dashboard(deps, replace(reply.actor(), may_wait=True))
    except RolecallError as error:
        reply.client.views_publish(user_id=user, view=build_refused(write_problem(error)))
        return
    own = reminder_settings.own(deps, tenant, user)
    view = build_home(
        found.today,
        undefined=found.undefined,
        snoozed=found.snoozed,
        waiting=found.waiting,
        to_review=found.to_review,
        numbers=found.numbers,
        unsigned=[build_unsigned(each) for each in found.unsigned],
        preferences=build_own_preferences(own.wishes, own.calendar),
        welcome=build_welcome() if first else (),
    )
    reply.client.views_publish(user_id=user, view=view)
