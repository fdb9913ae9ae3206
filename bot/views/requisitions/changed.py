"""What somebody is told who changed a requisition: what was recorded, or what others changed meanwhile."""

from collections.abc import Sequence
from datetime import date

from bot.hiring.reminders.ladder import SNOOZES_BEFORE_ASKING
from bot.hiring.requisitions import (
    Action,
    Decision,
    Requisition,
    State,
)
from bot.slack.blocks import Block, Message, actions, context, section
from bot.slack.text import shorten
from bot.views.buttons import (
    kit_button,
    log_button,
    scope_again_buttons,
    scope_button,
    show_button,
    undo_button,
)
from bot.views.common import name, short_name
from bot.views.requisitions.card import status, who_is_asked
from bot.views.requisitions.sentences import tell, worded
from bot.views.reviews import what_comes
from bot.views.targets import Subject
from content import Content

_MOST_SINCE = 3
_IN_TEXT = 150


def build_changed(
    requisition: Requisition, decision: Decision, content: Content, *, notes: Sequence[str] = ()
) -> Message:
    """Build the answer to a change: what was recorded, and the undo button."""
    told = tell(decision, content, show_budget=False).removeprefix(f"<@{decision.actor}> ")
    sentence = f"{name(requisition)}: you {told}"
    if decision.action == Action.SNOOZE and requisition.snoozes >= SNOOZES_BEFORE_ASKING:
        notes = [*notes, who_is_asked(requisition, requisition.snoozes)]
    if decision.action == Action.FILL:
        notes = [*notes, *what_comes(requisition, content, decision.at.date())]
    if decision.action == Action.CLOSE and requisition.specialty and not requisition.filled_on:
        notes = [*notes, f"Was somebody hired for it? Undo, and type `/req filled {requisition.number}`."]
    blocks = [section(f":white_check_mark: {sentence}"), *(context(note) for note in notes)]
    if decision.action == Action.EDIT and "description" in decision.changes and requisition.brief:
        blocks += build_scope_question(requisition)
    undo = [undo_button(requisition)] if decision.action != Action.OPEN else []
    buttons = actions(*undo, show_button(requisition), log_button(requisition))
    return Message(short_text(requisition, f"you {told}"), [*blocks, buttons])


def build_opened(requisition: Requisition, content: Content) -> Message:
    """Build the answer to whoever opened a requisition: that it is open, where, and the next step."""
    undefined = requisition.state is State.UNDEFINED
    role = worded("specialty", requisition.specialty, content)
    told = "is open, without a specialty" if undefined else f"is open, as {role}"
    notes = [f"Its card goes to <#{requisition.channel}> now, and notifies nobody."]
    if undefined:
        notes.append("Until somebody says which role it is, I remind that channel and its owner on workdays.")
    notes.append("If I am not in that channel yet, invite me: `/invite @Rolecall`.")
    subject = Subject(requisition=requisition.number, channel=requisition.channel)
    find_out = scope_button("Find out now", subject, style="primary")
    first = find_out if undefined else kit_button(requisition) | {"style": "primary"}
    return Message(
        short_text(requisition, told),
        [
            section(f":white_check_mark: {name(requisition)} {told}."),
            context(" ".join(notes)),
            actions(first, show_button(requisition), log_button(requisition)),
        ],
    )


def build_scope_question(requisition: Requisition) -> list[Block]:
    """Ask whether the work is another one, after the description of a signed brief changed."""
    told = "Its brief was signed for the description before. Is the work another one now?"
    return [section(told), actions(*scope_again_buttons(requisition))]


def build_stale(
    requisition: Requisition, since: Sequence[Decision], content: Content, today: date, *, refused: str = ""
) -> Message:
    """Build the answer to somebody who acted on an older state: what has changed, and the state now."""
    lead = refused or "It has changed since you looked at it, so I did nothing."
    blocks = [
        section(f":eyes: {name(requisition)}: {lead}"),
        *stale_lines(since, content),
        section(f"Now it {status(requisition, content, today)}."),
        actions(show_button(requisition), log_button(requisition)),
    ]
    return Message(short_text(requisition, lead), blocks)


def stale_lines(since: Sequence[Decision], content: Content) -> list[Block]:
    """Build lines for the newest few decisions since, without figures and reasons."""
    told = (tell(decision, content, show_budget=False, quoted=0) for decision in since[-_MOST_SINCE:])
    return [section(f"• {each}") for each in told]


def short_text(requisition: Requisition, told: str) -> str:
    """What a notification says, which has no room for all of it."""
    lead, _, _ = told.partition("\n")
    return shorten(f"{short_name(requisition)}: {lead}", _IN_TEXT)
