"""Settings of reminders in Slack: the ladder in force, the days ahead, and a person's preferences."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.hiring.reminders.calendar import QUIET_FROM, QUIET_TO, Calendar
from bot.hiring.reminders.kinds import KINDS
from bot.hiring.reminders.wishes import Wishes
from bot.hiring.requisitions import Requisition
from bot.hiring.text.dates import write_day
from bot.slack.blocks import Block, Message, actions, ask_button, context, modal, section
from bot.slack.ids import Callback, Preference
from bot.slack.inputs import input_block, option, select, text_input
from bot.slack.tables import Cell, channel_cell, data_table, person_cell
from bot.slack.text import kind_of_id
from bot.views.buttons import preferences_button
from bot.views.common import moment
from bot.views.requisitions.card import row_name
from content.schema.ladders import Ladder, LaddersFile

LISTED_DAYS = 14
_COLUMNS = {
    "Card": "card",
    "Owner": "owner",
    "Thread": "thread",
    "List": "digest",
    "Sponsor": "sponsor",
    "Last note": "last",
}


def build_settings(
    ladder: Ladder, ladders: LaddersFile, *, in_channel: bool, said: Wishes | None = None, note: str = ""
) -> Message:
    """Build the ladder of a channel or the workspace, with a button for every other ladder.

    `said` are the wishes that set the ladder; None for the default.
    """
    where = "this channel" if in_channel else "this workspace"
    told = f"{note}Reminders in {where}: *{ladder.name}*."
    scope = "" if in_channel else " everywhere"
    others = [each for each in ladders.ladder if each.name != ladder.name]
    buttons = [
        ask_button(f"Change to {each.name}", f"hiring reminders {each.name}{scope}") for each in others
    ]
    if said and said.set_by and said.set_at:
        told += f" Last changed by <@{said.set_by}>, {moment(said.set_at)}."
    rows: list[list[Cell]] = [
        [each.name, *(_when(each, kind) for kind in _COLUMNS.values())] for each in (ladder, *others)
    ]
    blocks = [
        section(told),
        data_table(
            "Business days after a role was opened without a specialty", ("Reminders", *_COLUMNS), rows
        ),
        actions(*buttons, ask_button("Preview", "hiring reminders preview"), preferences_button()),
        context(
            "`/hiring reminders zone Europe/Lisbon` sets the time zone; `/req edit` one role’s reminders."
        ),
    ]
    return Message(f"{note}Reminders in {where}: {ladder.name}.", blocks)


def _when(ladder: Ladder, kind: str) -> str:
    """On which days a ladder sends one kind of reminder, in a cell."""
    days = [
        f"{rung.day}, then every {rung.every}" if rung.every else str(rung.day)
        for rung in ladder.rung
        if rung.kind == kind
    ]
    return "; ".join(days) or "never"


def build_preview(
    ahead: Sequence[tuple[Requisition, str, str, datetime, ZoneInfo]], *, in_channel: bool
) -> Message:
    """Build the next 14 days: requisition, kind, recipient, moment and the recipient's time zone of each."""
    where = "this channel" if in_channel else "you"
    if not ahead:
        told = f"In the next {LISTED_DAYS} days no reminder is due for {where}."
        return Message(told, [section(told), actions(preferences_button())])
    count = f"{len(ahead)} reminder{'' if len(ahead) == 1 else 's'}"
    told = f"{count} in the next {LISTED_DAYS} days for {where}, if nobody does anything before."
    rows: list[list[Cell]] = [
        [
            f"{write_day(due.astimezone(zone).date())}, {due.astimezone(zone):%H:%M}",
            _to(recipient),
            KINDS[kind].ahead,
            row_name(requisition),
        ]
        for requisition, kind, recipient, due, zone in ahead
    ]
    blocks = [
        section(told),
        data_table("What will come", ("When", "To", "What", "About"), rows),
        context("Several for one reader on a day are one message."),
        actions(preferences_button()),
    ]
    return Message(told, blocks)


def build_preferences_form(wishes: Wishes, calendar: Calendar) -> Block:
    """Build a person's preferences; empty fields follow Slack and the workspace."""
    reminders = [option("Yes, at most one a day", "on"), option("Never: switched off for good", "off")]
    chosen = "off" if wishes.ladder == "off" else "on"
    from_hours = [option("09:30" if hour == 9 else f"{hour}:00", str(hour)) for hour in range(9, 12)]
    to_hours = [option(f"{hour}:00", str(hour)) for hour in range(12, 22)]
    opens = str(max(calendar.quiet_to, 9))
    zone = calendar.zone.key
    blocks = [
        input_block(
            Preference.REMINDERS,
            "Messages about requisitions without a specialty",
            select(Preference.REMINDERS, "Choose", reminders, chosen),
        ),
        input_block(
            Preference.QUIET_TO, "Not before", select(Preference.QUIET_TO, "Hour", from_hours, opens)
        ),
        input_block(
            Preference.QUIET_FROM,
            "Not after",
            select(Preference.QUIET_FROM, "Hour", to_hours, str(calendar.quiet_from)),
        ),
        input_block(
            Preference.TIME_ZONE,
            "Time zone",
            text_input(Preference.TIME_ZONE, zone, typed=wishes.time_zone or ""),
            hint=f"Leave it empty to follow your Slack profile. Now: {zone}.",
            optional=True,
        ),
        input_block(
            Preference.COUNTRY,
            "Country, for public holidays",
            text_input(Preference.COUNTRY, calendar.country or "PT", most=2, typed=wishes.country or ""),
            hint="Two letters, like PT or US. Leave it empty to follow the time zone.",
            optional=True,
        ),
    ]
    submit = {"type": "plain_text", "text": "Save"}
    return modal("Your reminders", blocks, callback_id=Callback.PREFERENCES, submit=submit)


def build_own_preferences(wishes: Wishes, calendar: Calendar) -> list[Block]:
    """Build the part of Home about a person's reminders."""
    opens = "09:30" if calendar.quiet_to <= 9 else f"{calendar.quiet_to}:00"
    zone = "your time zone" if calendar.zone.key == "UTC" and not wishes.time_zone else calendar.zone.key
    told = (
        "Switched off: you get no messages about requisitions."
        if wishes.ladder == "off"
        else f"At most one message a day, from {opens} to {calendar.quiet_from}:00, {zone}, "
        "never on a weekend or public holiday."
    )
    return [section(f"*Your reminders*\n{told}", preferences_button())]


def read_preferences(values: Mapping[Preference, str | None]) -> dict[str, str | int | None]:
    """Turn the form's fields, by Preference, into wishes; the default hours are no wish."""
    quiet_to, quiet_from = int(values[Preference.QUIET_TO] or 9), int(values[Preference.QUIET_FROM] or 18)
    return {
        "ladder": "off" if values[Preference.REMINDERS] == "off" else None,
        "quiet_to": None if quiet_to == QUIET_TO else quiet_to,
        "quiet_from": None if quiet_from == QUIET_FROM else quiet_from,
        "time_zone": (values[Preference.TIME_ZONE] or "").strip() or None,
        "country": (values[Preference.COUNTRY] or "").strip().upper() or None,
    }


def _to(recipient: str) -> Block:
    return person_cell(recipient) if kind_of_id(recipient) == "person" else channel_cell(recipient)
