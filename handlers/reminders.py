"""Settings of reminders: what can be typed about them, and a person's own preferences."""

from collections.abc import Sequence
from typing import Any

from bot.errors import RolecallError
from bot.hiring.lines.ask import AboutReminders
from bot.hiring.lines.hiring import ReminderChange
from bot.hiring.reminders.calendar import is_country, nearest_zones, read_typed_zone, read_zone
from bot.services import reminder_settings
from bot.slack.blocks import Message, actions, ask_button, section
from bot.slack.ids import Preference
from bot.slack.text import escape, shorten
from bot.store.preferences import WORKSPACE
from bot.views.answers.help import build_plain, confirm
from bot.views.buttons import preferences_button
from bot.views.refusals import build_problem
from bot.views.reminders.settings import (
    build_preferences_form,
    build_preview,
    build_settings,
    read_preferences,
)
from content.schema.ladders import Ladder
from handlers.replies import ClickReply, FormReply, Reply


def answer_about_reminders(  # noqa: PLR0911 - one for each thing to say
    reply: Reply, ask: AboutReminders
) -> Message:
    """Show or change the reminders of a channel or, with `everywhere`, of the whole workspace.

    In a message to us there is no channel, and whoever does not say `everywhere` may mean themselves alone.
    What would end all reminders is asked once more when it was said in own words.
    """
    if ask.change:
        return _propose(reply, ask.change)
    actor, deps, read = reply.actor(), reply.deps, ask.read
    word, everywhere = read.word.casefold(), read.everywhere
    if ask.in_own_words and word == "off":
        return confirm("Shall I turn the reminders off?", "Yes, turn them off", "hiring reminders off")
    channel = reply.channel if reply.is_channel and not everywhere else None
    ladders = deps.assistant.content.ladders
    subject = channel or WORKSPACE
    if word == "preview":
        return _preview(reply)
    note = ""
    if word == "zone":
        zone = read_typed_zone(read.value)
        if zone is None:
            return _which_zone(read.value, everywhere=channel is None)
        if channel is None and not everywhere:
            return _for_everybody(f"zone {zone.key}")
        reminder_settings.set_wishes(deps, actor, subject, time_zone=zone.key)
        note = f"The time zone is {zone.key} now. "
    elif word in {ladder.name for ladder in ladders.ladder}:
        if channel is None and not everywhere:
            return _for_everybody(word)
        reminder_settings.set_wishes(deps, actor, subject, ladder=word)
        note = "Changed. "
    elif word:
        names = ", ".join(f"`{ladder.name}`" for ladder in ladders.ladder)
        known = f"Type {names}, `preview` or `zone Europe/Lisbon` after `/hiring reminders`."
        return build_plain(f"I do not know “{escape(shorten(read.word, 60))}”. {known}")
    held = reminder_settings.in_force(deps, actor, channel)
    in_channel = channel is not None
    return build_settings(held.ladder, ladders, in_channel=in_channel, said=held.wishes, note=note)


def _propose(reply: Reply, change: ReminderChange) -> Message:
    """Show a change back that was asked for in own words, or say what can't be set and what can."""
    deps, here = reply.deps, reply.channel if reply.is_channel else None
    if change.channel and (here is None or here not in change.channel):
        typed = f"hiring reminders {change.ladder}".strip()
        return build_plain(f"A channel’s reminders are changed in that channel: type `/{typed}` there.")
    place = None if change.everywhere else here
    ladders = deps.assistant.content.ladders
    held = reminder_settings.in_force(deps, reply.actor(), place)
    wanted = change.ladder or _nearby(ladders.ladder, held.ladder, change.often)
    if wanted and wanted != held.ladder.name:
        if place is None:
            return _for_everybody(wanted)
        told = f"Shall I set the reminders in this channel to *{wanted}*?"
        return confirm(told, f"Yes, {wanted}", f"hiring reminders {wanted}")
    note = "That is so already. " if wanted else ""
    if change.rhythm or (change.often and not wanted):
        names = ", ".join(f"`{ladder.name}`" for ladder in ladders.ladder)
        note = f"I can set one of {names} and the time zone, but no days, hours or intervals of your own. "
    in_channel = place is not None
    return build_settings(held.ladder, ladders, in_channel=in_channel, said=held.wishes, note=note)


def _nearby(ladders: Sequence[Ladder], held: Ladder, often: str) -> str:
    """The name of the ladder with fewer or more reminders than the one in force, "" for none."""
    if not often:
        return ""
    place = [each.name for each in ladders].index(held.name) + (1 if often == "less" else -1)
    return ladders[place].name if 0 <= place < len(ladders) and ladders[place].rung else ""


def handle_open_preferences(reply: ClickReply) -> None:
    """Open the form about a person's own reminders."""
    reply.ack()
    own = reminder_settings.own(reply.deps, reply.tenant, reply.user)
    form = build_preferences_form(own.wishes, own.calendar)
    reply.later(lambda: reply.open(form))


def handle_preferences(reply: FormReply) -> None:
    """Save a person's preferences, or say beside the field what to type instead."""
    values = {field: _value(reply.fields[field]) for field in Preference}
    wanted = read_preferences(values)
    problems = {}
    if (typed := wanted["time_zone"]) is not None:
        if zone := read_typed_zone(str(typed)):
            wanted["time_zone"] = zone.key
        else:
            near = nearest_zones(str(typed)) or ["Europe/Lisbon", "America/New_York"]
            problems[Preference.TIME_ZONE.value] = f"Type it like {' or '.join(near[:2])}."
    if wanted["country"] is not None and not is_country(str(wanted["country"])):
        problems[Preference.COUNTRY.value] = "Type a country's two letters, like PT, US or JP."
    if problems:
        reply.refuse(problems)
        return
    try:
        reminder_settings.set_wishes(reply.deps, reply.actor(), reply.user, **wanted)
    except RolecallError as error:
        reply.say(build_problem(error))
        return
    reply.done()


def _preview(reply: Reply) -> Message:
    ahead = reminder_settings.look_ahead(reply.deps, reply.actor())
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
    return build_preview(listed, in_channel=reply.is_channel)


def _for_everybody(wanted: str) -> Message:
    told = "Is that for everybody in this workspace? For yourself alone, use your preferences."
    sure = ask_button("For everybody", f"hiring reminders {wanted} everywhere")
    return Message(told, [section(told), actions(sure, preferences_button())])


def _which_zone(typed: str, *, everywhere: bool) -> Message:
    scope = " everywhere" if everywhere else ""
    zones = nearest_zones(typed)
    near = [ask_button(zone, f"hiring reminders zone {zone}{scope}") for zone in zones]
    told = f"I do not know the time zone “{escape(shorten(typed, 60))}”. Type it like `Europe/Lisbon`."
    if read_zone(typed):  # of one hour all the year, or of no place
        like = zones[0] if zones else "Europe/Lisbon"
        told = f"“{escape(typed)}” is no place with a summer time. Name one with your time, like `{like}`."
    return Message(told, [section(told), *([actions(*near)] if near else [])])


def _value(field: dict[str, Any]) -> str | None:
    chosen = field.get("selected_option")
    return chosen["value"] if chosen else field.get("value")
