"""Reminders: the owner's question, notes, digests, and reports of trouble."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.hiring.reminders.kinds import ASK, THREAD, TROUBLE, kind_of
from bot.hiring.requisitions import Action, Requisition
from bot.hiring.text.dates import write_day
from bot.slack.blocks import Block, Message, actions, context, overflow, section
from bot.slack.ids import ReqAction
from bot.slack.inputs import select
from bot.slack.tables import Cell, data_table
from bot.slack.text import escape, shorten
from bot.views.buttons import (
    PREFERENCES,
    button_for,
    define_all_button,
    define_chosen_button,
    define_select,
    draft_button,
    requisition_buttons,
    talk_button,
)
from bot.views.common import draft_note, name, role_options, short_name
from content import Content

_WITH_BUTTONS = 3  # requisitions that have a button each; more stand in a table
_MOST_NAMED = 5  # people, and requisitions of one note
_MOST_NOTES = 2
_ROWS = 4
_OWNER = 25
_IN_ROW = 40  # characters of a title in a table
_WAITS = " A brief waits for a signature."
_NUMBERS = ("", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten")

_TROUBLES = {
    "is_archived": (
        "its channel <#{channel}> is archived, so nobody is reminded there. Edit the requisition to choose "
        "another channel."
    ),
    "not_in_channel": (
        "I am not in its channel <#{channel}>, so nobody is reminded there. Invite me with "
        "`/invite @Rolecall`, or edit the requisition to choose another channel."
    ),
    "channel_not_found": (
        "I cannot see its channel <#{channel}>, so nobody is reminded there. Invite me with "
        "`/invite @Rolecall`, or edit the requisition to choose another channel."
    ),
    "owner_gone": "its owner <@{owner}> cannot be reached any more. Please give it to somebody else.",
}


@dataclass(frozen=True, slots=True)
class Reminded:
    """A requisition in a reminder, and its rung of the ladder ("owner-2").

    `draft` is the title of its brief that waits for a signature, `owner` its owner's name; "" for none.
    """

    requisition: Requisition
    rung: str
    draft: str = ""
    owner: str = ""


def build_reminder(
    about: Sequence[Reminded], likely: Sequence[str], content: Content, now: datetime
) -> Message:
    """Build a reminder: a table for several requisitions, the rung's own text for one.

    `likely` are the specialties that its own words speak of, for a single requisition.
    """
    one = about[0]
    if len(about) > 1:
        return _build_several(about, now)
    if kind_of(one.rung) == "owner" and not one.draft:
        return _build_question(one.requisition, likely, content, now)
    return _build_note(one, now)


def _build_question(
    requisition: Requisition, likely: Sequence[str], content: Content, now: datetime
) -> Message:
    """Build the owner's message: one question with one answer to choose.

    When the requisition's own words speak of one specialty alone, that one is chosen already.
    """
    first = [*likely, *(each for each in content.roles if each not in likely)]
    offered = role_options(content.roles[each] for each in first)
    only = likely[0] if len(likely) == 1 else None
    *_, menu = requisition_buttons(requisition)
    talk = talk_button(requisition, "Not sure? Talk it through")
    first_half = f"has no specialty yet{_age(requisition, now)}."
    blocks = [
        section(f"Requisition {name(requisition)} {first_half}\n*{escape(content.ladders.question)}*"),
        actions(
            select(ReqAction.CHOSEN, "Choose a role", offered, only),
            define_chosen_button(requisition),
            talk,
            menu,
        ),
    ]
    return Message(f"{_in_text(requisition)} {first_half} Which one is it?", blocks)


def _build_note(one: Reminded, now: datetime) -> Message:
    requisition = one.requisition
    told, more = _sentence(one, now, f"Requisition {name(requisition)}")
    short, _ = _sentence(one, now, _in_text(requisition))
    draft = [section(draft_note(one.draft))] if one.draft else []
    buttons = actions(*requisition_buttons(requisition, one.draft))
    return Message(
        f"{short}{_WAITS if one.draft and '. ' not in short else ''}",
        [section(f"{told} {more}".strip()), *draft, buttons],
    )


def _build_several(about: Sequence[Reminded], now: datetime) -> Message:
    """Build one message about several: how many, since when, which ones, and the way through them."""
    found = sorted(about, key=lambda each: -_days(each, now))
    told = f"{_count(len(found))} roles have no specialty; {_oldest(found[0], now)}."
    blocks: list[Block] = [section(told)]
    if len(found) <= _WITH_BUTTONS:
        blocks += [section(_listed(each, now), _next(each)) for each in found]
        rest: list[Block] = []
    else:
        blocks.append(_table(found, now))
        rest = [define_select([each.requisition for each in found])]
    notes = _notes(found)
    if notes:
        blocks.append(context(*notes))
    through = define_all_button([each.requisition for each in found])
    blocks.append(actions(through, *rest, overflow(("What is open", "req"), PREFERENCES)))
    return Message(told, blocks)


def _listed(each: Reminded, now: datetime) -> str:
    owner = f" · {escape(shorten(each.owner, _OWNER))}" if each.owner else ""
    waits = " · a brief waits for a signature" if each.draft else ""
    return f"{name(each.requisition)}\n{_write_days(_days(each, now))}{owner}{waits}"


def _next(each: Reminded) -> Block:
    return draft_button(each.requisition) if each.draft else button_for(Action.DEFINE, each.requisition)


def _table(found: Sequence[Reminded], now: datetime) -> Block:
    owners = any(each.owner for each in found)
    rows: list[list[Cell]] = [
        [
            f"{each.requisition.number} · {shorten(each.requisition.title, _IN_ROW)}",
            *([shorten(each.owner, _OWNER)] if owners else []),
            _days(each, now),
        ]
        for each in found
    ]
    header = ["Role", *(["Owner"] if owners else []), "Days"]
    return data_table("Without a specialty", header, rows, page_size=_ROWS)


def _notes(found: Sequence[Reminded]) -> list[str]:
    """What is to be said of some of them besides; nobody is mentioned twice."""
    by_kind: dict[str, list[Requisition]] = {}
    for each in found:
        by_kind.setdefault(kind_of(each.rung), []).append(each.requisition)
    notes = []
    if asked := by_kind.get(THREAD):
        owners = [f"<@{owner}>" for owner in dict.fromkeys(each.owner for each in asked)]
        notes.append(f"{' '.join(owners[:_MOST_NAMED])}: can you say what they are?")
    if sponsored := by_kind.get("sponsor"):
        notes.append(f"You sponsor {_which(sponsored)}. I will not ask you again.")
    if last := by_kind.get("last"):
        notes.append(f"This is my last note about {_which(last)}: from now on I stay silent.")
    if snoozed := by_kind.get(ASK):
        notes.append(f"Snoozed three times or more: {_which(snoozed)}. Are they still wanted?")
    troubles: dict[str, list[Requisition]] = {}
    for each in found:
        if kind_of(each.rung) == TROUBLE:
            troubles.setdefault(_trouble(each), []).append(each.requisition)
    notes += [f"{_which(held)}: {what}" for what, held in troubles.items()]
    return notes[:_MOST_NOTES]


def _which(requisitions: Sequence[Requisition]) -> str:
    numbers = [str(each.number) for each in requisitions]
    more = f" and {len(numbers) - _MOST_NAMED} more" if len(numbers) > _MOST_NAMED else ""
    return ", ".join(numbers[:_MOST_NAMED]) + more


def _sentence(each: Reminded, now: datetime, which: str) -> tuple[str, str]:
    """What a reminder of one requisition says, which is also its notification; and what it adds."""
    requisition, kind = each.requisition, kind_of(each.rung)
    still = f"still has no specialty{_age(requisition, now)}"
    if kind == TROUBLE:
        told, _, more = _trouble(each).partition(". ")
        return f"{which} has no specialty yet, and {told}.", more
    if kind == ASK and requisition.snoozed_until is not None:
        until = write_day(requisition.snoozed_until)
        return (
            f"{which} was snoozed {requisition.snoozes} times. Is it still wanted?",
            f"It is snoozed until {until}, and its owner is <@{requisition.owner}>.",
        )
    if kind == THREAD:
        return f"<@{requisition.owner}>, {which} {still}. Can you say what it is?", ""
    if kind == "sponsor":
        return (
            f"You sponsor {which}, which {still}.",
            f"Its owner is <@{requisition.owner}>. You can define it, or give it to somebody who can. "
            "I will not ask you again.",
        )
    if kind == "last":
        return (
            f"This is my last note about {which}, which {still}.",
            f"From now on I stay silent; `/req show {requisition.number}` brings it back whenever you like.",
        )
    return f"{which} has no specialty yet{_age(requisition, now)}.", ""


def _trouble(each: Reminded) -> str:
    reason = each.rung.removeprefix(f"{TROUBLE}-")
    return _TROUBLES[reason].format(channel=each.requisition.channel, owner=each.requisition.owner)


def _in_text(requisition: Requisition) -> str:
    """A requisition in a notification, which has no room for long titles."""
    return f"Requisition {short_name(requisition)}"


def _count(number: int) -> str:
    return _NUMBERS[number] if number < len(_NUMBERS) else str(number)


def _oldest(each: Reminded, now: datetime) -> str:
    days = _days(each, now)
    return f"the oldest waits {_write_days(days)}" if days else "the oldest was opened today"


def _days(each: Reminded, now: datetime) -> int:
    return each.requisition.days_undefined(now.date()) or 0


def _write_days(days: int) -> str:
    return f"{days} day{'' if days == 1 else 's'}" if days else "since today"


def _age(requisition: Requisition, now: datetime) -> str:
    days = requisition.days_undefined(now.date())
    return f" ({_write_days(days)})" if days else ""
