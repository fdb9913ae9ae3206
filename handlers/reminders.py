"""Settings of reminders: what can be typed about them, and a person's own preferences."""

from typing import Any

from slack_bolt import Ack
from slack_sdk import WebClient

from bot.actors import Actor, Tenant
from bot.hiring.lines.hiring import ReminderLine, read_reminders
from bot.hiring.reminders.calendar import is_country, nearest_zones, read_zone
from bot.services import reminder_settings
from bot.services.deps import Deps
from bot.slack.blocks import Message, actions, ask_button, section
from bot.slack.ids import Preference
from bot.slack.text import escape, shorten
from bot.store.preferences import WORKSPACE
from bot.views.answers.help import build_plain
from bot.views.buttons import preferences_button
from bot.views.reminders.settings import (
    build_preferences_form,
    build_preview,
    build_settings,
    read_preferences,
)
from handlers.lines import Place


def answer_about_reminders(deps: Deps, place: Place, actor: Actor, line: str) -> Message:
    """Show or change the reminders of a channel or, with `everywhere`, of the whole workspace.

    In a message to us there is no channel, and whoever does not say `everywhere` may mean themselves alone.
    """
    read = read_reminders(line) or ReminderLine()
    word, everywhere = read.word.casefold(), read.everywhere
    channel = place.channel if place.is_channel and not everywhere else None
    tenant, ladders = place.tenant, deps.assistant.content.ladders
    subject = channel or WORKSPACE
    if word == "preview":
        return _preview(deps, place, actor.user)
    note = ""
    if word == "zone":
        zone = read_zone(read.value)
        if zone is None:
            return _which_zone(read.value, everywhere=channel is None)
        if channel is None and not everywhere:
            return _for_everybody(f"zone {zone.key}")
        reminder_settings.set_wishes(deps, tenant, subject, actor.user, time_zone=zone.key)
        note = f"The time zone is {zone.key} now. "
    elif word in {ladder.name for ladder in ladders.ladder}:
        if channel is None and not everywhere:
            return _for_everybody(word)
        reminder_settings.set_wishes(deps, tenant, subject, actor.user, ladder=word)
        note = "Changed. "
    elif word:
        names = ", ".join(f"`{ladder.name}`" for ladder in ladders.ladder)
        known = f"Type {names}, `preview` or `zone Europe/Lisbon` after `/hiring reminders`."
        return build_plain(f"I do not know “{escape(shorten(read.word, 60))}”. {known}")
    held = reminder_settings.in_force(deps, tenant, channel)
    in_channel = channel is not None
    return build_settings(held.ladder, ladders, in_channel=in_channel, said=held.wishes, note=note)


def handle_open_preferences(
    ack: Ack, body: dict[str, Any], client: WebClient, deps: Deps, tenant: Tenant
) -> None:
    """Open the form about a person's own reminders."""
    ack()
    own = reminder_settings.own(deps, tenant, body["user"]["id"])
    form = build_preferences_form(own.wishes, own.calendar)
    if body.get("view", {}).get("type") == "modal":
        deps.background.submit(lambda: client.views_push(trigger_id=body["trigger_id"], view=form))
    else:
        deps.background.submit(lambda: client.views_open(trigger_id=body["trigger_id"], view=form))


def handle_preferences(
    ack: Ack, body: dict[str, Any], view: dict[str, Any], deps: Deps, tenant: Tenant
) -> None:
    """Save a person's preferences, or say beside the field what to type instead."""
    state = view["state"]["values"]
    values = {field: _value(state[field][field]) for field in Preference}
    wanted = read_preferences(values)
    problems = {}
    if wanted["time_zone"] is not None and read_zone(str(wanted["time_zone"])) is None:
        near = nearest_zones(str(wanted["time_zone"])) or ["Europe/Lisbon", "America/New_York"]
        problems[Preference.TIME_ZONE.value] = f"Type it like {' or '.join(near[:2])}."
    if wanted["country"] is not None and not is_country(str(wanted["country"])):
        problems[Preference.COUNTRY.value] = "Type a country's two letters, like PT, US or JP."
    if problems:
        ack(response_action="errors", errors=problems)
        return
    user = body["user"]["id"]
    reminder_settings.set_wishes(deps, tenant, user, user, **wanted)
    ack()


def _preview(deps: Deps, place: Place, user: str) -> Message:
    channel = place.channel if place.is_channel else None
    ahead = reminder_settings.look_ahead(deps, place.tenant, channel, user)
    listed = [
        (
            each.requisition,
            each.step.kind,
            each.step.recipient.id,
            each.step.due,
            each.step.recipient.calendar.zone,
        )
        for each in ahead
    ]
    return build_preview(listed, in_channel=channel is not None)


def _for_everybody(wanted: str) -> Message:
    told = "Is that for everybody in this workspace? For yourself alone, use your preferences."
    sure = ask_button("For everybody", f"hiring reminders {wanted} everywhere")
    return Message(told, [section(told), actions(sure, preferences_button())])


def _which_zone(typed: str, *, everywhere: bool) -> Message:
    scope = " everywhere" if everywhere else ""
    near = [ask_button(zone, f"hiring reminders zone {zone}{scope}") for zone in nearest_zones(typed)]
    told = f"I do not know the time zone “{escape(shorten(typed, 60))}”. Type it like `Europe/Lisbon`."
    return Message(told, [section(told), *([actions(*near)] if near else [])])


def _value(field: dict[str, Any]) -> str | None:
    chosen = field.get("selected_option")
    return chosen["value"] if chosen else field.get("value")
