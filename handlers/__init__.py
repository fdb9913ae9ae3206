"""Slack in, Slack out. The one table of listeners, in the order in which Bolt tries them."""

import re

from slack_bolt import App

from bot.slack.ids import PICKED, ActionId, Callback, ReqAction
from content.schema.commands import Command
from handlers.adverts import handle_check_all, handle_check_button, handle_feedback, handle_read_message
from handlers.answer_buttons import (
    handle_all,
    handle_ask,
    handle_more,
    handle_picked,
    handle_share,
    handle_shared,
    handle_sources,
)
from handlers.bands import handle_bands_form, handle_open_bands
from handlers.briefs import handle_brief_button, handle_brief_form
from handlers.budget import handle_budget_form, handle_open_budget
from handlers.commands import handle_command
from handlers.errors import handle_error
from handlers.home import handle_app_home_opened, handle_joined
from handlers.messages import handle_mention, handle_message
from handlers.reminders import handle_open_preferences, handle_preferences
from handlers.requisitions.buttons import (
    handle_define_chosen,
    handle_requisition_button,
    handle_review_chosen,
    handle_story,
)
from handlers.requisitions.forms import (
    handle_more_fields,
    handle_open_from_message,
    handle_open_shortcut,
    handle_requisition_form,
    handle_skip,
)
from handlers.reviews import handle_review_form
from handlers.scoping.begin import handle_scope_button
from handlers.scoping.turns import handle_turn_button, handle_turn_form


def register(app: App, commands: tuple[Command, ...]) -> None:
    """Register every listener. One listener an event: Bolt runs only the first that matches."""
    for command in commands:
        app.command(f"/{command.name}")(handle_command)
    app.action(re.compile(rf"\.{PICKED}$"))(handle_picked)
    app.action(re.compile(rf"{re.escape(ActionId.ASK)}(\.\d+)?$"))(handle_ask)
    app.action(re.compile(rf"{re.escape(ActionId.SHOW_ALL)}(\.\d+)?$"))(handle_all)
    app.action(ActionId.CHECK_ALL)(handle_check_all)
    app.action(ActionId.FEEDBACK)(handle_feedback)
    app.action(ActionId.MORE)(handle_more)
    app.action(ActionId.SHARE)(handle_share)
    app.action(ActionId.SHARED)(handle_shared)
    app.action(ActionId.OPEN_BUDGET)(handle_open_budget)
    app.action(ActionId.SOURCES)(handle_sources)
    app.action(ActionId.BANDS)(handle_open_bands)
    app.action(ReqAction.DEFINE_CHOSEN)(handle_define_chosen)
    app.action(ReqAction.REVIEW_CHOSEN)(handle_review_chosen)
    app.action(ReqAction.MORE_FIELDS)(handle_more_fields)
    app.action(ReqAction.SKIP)(handle_skip)
    app.action(ReqAction.STORY)(handle_story)
    app.action(re.compile(rf"{re.escape(ActionId.REQUISITION)}\."))(handle_requisition_button)
    app.action(ActionId.PREFERENCES)(handle_open_preferences)
    app.action(ActionId.SCOPE)(handle_scope_button)
    app.action(re.compile(rf"{re.escape(ActionId.TURN)}\."))(handle_turn_button)
    app.action(ActionId.CHECK)(handle_check_button)
    app.action(re.compile(rf"{re.escape(ActionId.BRIEF)}\."))(handle_brief_button)
    app.view(Callback.BRIEF)(handle_brief_form)
    app.view(Callback.BUDGET)(handle_budget_form)
    app.view(Callback.BANDS)(handle_bands_form)
    app.view(Callback.REVIEW)(handle_review_form)
    app.view(Callback.REQUISITION)(handle_requisition_form)
    app.view(Callback.PREFERENCES)(handle_preferences)
    app.view(Callback.TURN)(handle_turn_form)
    app.shortcut(Callback.CHECK_BUDGET)(handle_open_budget)
    app.shortcut(Callback.SCOPE)(handle_scope_button)
    app.shortcut(Callback.OPEN_ANY_REQUISITION)(handle_open_shortcut)
    app.shortcut(Callback.READ_MESSAGE)(handle_read_message)
    app.shortcut(Callback.OPEN_REQUISITION)(handle_open_from_message)
    app.event("message")(handle_message)
    app.event("app_mention")(handle_mention)
    app.event("member_joined_channel")(handle_joined)
    app.event("app_home_opened")(handle_app_home_opened)
    app.error(handle_error)
