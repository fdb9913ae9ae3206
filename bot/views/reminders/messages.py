"""Reminders: the owner's question, notes, digests, and reports of trouble."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.hiring.reminders.kinds import ASK, DIGEST, THREAD, TROUBLE, kind_of
from bot.hiring.requisitions import Requisition
from bot.hiring.text.dates import write_day
from bot.slack.blocks import Block, Message, actions, context, header, section
from bot.slack.text import escape
from bot.views.buttons import (
    define_as_button,
    draft_button,
    preferences_button,
    requisition_buttons,
    scope_button,
    show_button,
)
from bot.views.common import draft_note, name
from bot.views.targets import Subject
from content import Content

MOST_LISTED = 20
_WAITS = " A brief waits for a signature."

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

    `draft` is the title of its brief that waits for a signature, "" for none.
    """

    requisition: Requisition
    rung: str
    draft: str = ""


def build_reminder(
    about: Sequence[Reminded], likely: Sequence[str], content: Content, now: datetime
) -> Message:
    """Build a reminder: a list for several requisitions, the rung's own text for one.

    `likely` are the specialties to offer for a single requisition.
    """
    if len(about) > 1:
        return _build_digest(about, now)
    one = about[0]
    kind = kind_of(one.rung)
    if kind == DIGEST:
        return _build_digest(about, now)
    if kind == "owner":
        return _build_question(one, likely, content, now)
    return _build_note(one, _sentence(one, now))


def _build_question(one: Reminded, likely: Sequence[str], content: Content, now: datetime) -> Message:
    """Build the owner's message: one question that a single click answers, or the brief to sign."""
    requisition = one.requisition
    if one.draft:
        return _build_note(one, _sentence(one, now))
    text = f"{_name(requisition)} has no specialty yet{_age(requisition, now)}."
    roles = [content.roles[id_] for id_ in likely]
    meanings = "\n".join(f"• *{escape(role.short)}*: {escape(role.in_short)}" for role in roles)
    answers = [define_as_button(requisition, role.id, role.short) for role in roles]
    blocks = [
        section(text),
        section(f"*{escape(content.ladders.question)}*\n{meanings}"),
        actions(*answers, scope_button("Talk it through", Subject(requisition=requisition.number))),
        actions(*requisition_buttons(requisition), preferences_button()),
    ]
    return Message(f"{text} {escape(content.ladders.question)}", blocks)


def _build_note(one: Reminded, text: str) -> Message:
    brief = [draft_button(one.requisition)] if one.draft else []
    buttons = actions(*brief, *requisition_buttons(one.requisition), preferences_button())
    notes = [section(draft_note(one.draft))] if one.draft else []
    return Message(
        f"{text} {draft_note(one.draft) if one.draft else ''}".strip(), [section(text), *notes, buttons]
    )


def _build_digest(about: Sequence[Reminded], now: datetime) -> Message:
    title = (
        f"{len(about)} requisitions without a specialty" if len(about) > 1 else "Still without a specialty"
    )
    listed = [
        section(f"{_sentence(each, now)}{_WAITS if each.draft else ''}", show_button(each.requisition))
        for each in about[:MOST_LISTED]
    ]
    blocks: list[Block] = [header(title), *listed]
    if len(about) > MOST_LISTED:
        blocks.append(context(f"And {len(about) - MOST_LISTED} more: type `/req`."))
    blocks.append(actions(preferences_button()))
    names = ", ".join(_name(each.requisition) for each in about[:3])
    return Message(f"{title}: {names}{' …' if len(about) > 3 else ''}", blocks)


def _sentence(each: Reminded, now: datetime) -> str:
    requisition, kind = each.requisition, kind_of(each.rung)
    which, age = _name(requisition), _age(requisition, now)
    if kind == TROUBLE:
        reason = each.rung.removeprefix(f"{TROUBLE}-")
        what = _TROUBLES[reason].format(channel=requisition.channel, owner=requisition.owner)
        return f"{which} has no specialty yet, and {what}"
    if kind == ASK and requisition.snoozed_until is not None:
        return (
            f"{which} was snoozed {requisition.snoozes} times, now until "
            f"{write_day(requisition.snoozed_until)}. "
            f"Its owner is <@{requisition.owner}>. Is it still wanted?"
        )
    if kind == THREAD:
        return f"<@{requisition.owner}>, {which} still has no specialty{age}. Can you say what it is?"
    if kind == "sponsor":
        return (
            f"You sponsor {which}. It still has no specialty{age}. Its owner is <@{requisition.owner}>. "
            "You can define it, or give it to somebody who can. I will not ask you again."
        )
    if kind == "last":
        return (
            f"{which} still has no specialty{age}. This is my last note about it: from now on I stay silent. "
            f"`/req show {requisition.number}` brings it back whenever you like."
        )
    return f"{which} has no specialty yet{age}."


def _name(requisition: Requisition) -> str:
    return f"Requisition {name(requisition)}"


def _age(requisition: Requisition, now: datetime) -> str:
    days = requisition.days_undefined(now.date())
    return f" ({days} day{'s' if days != 1 else ''})" if days else ""
