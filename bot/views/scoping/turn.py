"""How a conversation about a role looks: one message a turn, with what was understood and what is asked."""

from collections.abc import Sequence
from typing import Any

from bot.hiring.reading.belief import NO_LLM_ROLE
from bot.hiring.requisitions import Action, Requisition, State
from bot.hiring.scoping.conversation import Conversation
from bot.hiring.scoping.ranking import RANK
from bot.hiring.scoping.scope import Answered, Scope
from bot.hiring.scoping.weighing import Understanding
from bot.slack import ids
from bot.slack.blocks import (
    Block,
    Message,
    actions,
    button,
    context,
    section,
)
from bot.slack.inputs import dots, option
from bot.slack.text import escape, shorten
from bot.views.buttons import action_button, define_as_button
from bot.views.common import count_words
from bot.views.scoping.question import build_input, build_menu
from bot.views.scoping.readings import EVEN, name_of, so_far
from bot.views.targets import TurnTarget, target
from content import Content
from content.schema.questions import ScopingQuestion

NOW = "now."
"""Begins the block_id of what is true of the latest turn only."""

_QUOTE = 40  # of a text that answers a question already
_KNOWN = 3  # such answers that are shown
_ROOM = 118  # words of a message
_HEARD, _HEARD_LAST = 420, 90  # characters; the last message has a brief to tell
_NAMED = 60
_WORDS = 100  # of an answer in somebody's own words, below its question
_VOICES = 3  # whose answers are shown there
_ENDS = {
    "settled": "I know enough to say which role it is.",
    "nine": "I have asked enough, and say what I know by now.",
    "skipped": "You asked for the brief, so this is what I know by now.",
}


def build_turn(
    scoping: int,
    scope: Scope,
    conversation: Conversation,
    content: Content,
    *,
    heard: Sequence[str] = (),
    notes: Sequence[str] = (),
    requisition: Requisition | None = None,
    again: bool = False,
) -> Message:
    """Build the next message of a conversation; `heard` is plain text, `notes` above it are mrkdwn.

    `again`: it was over, and what it led to is told shortly.
    Where the likeliest reading is likelier than all others, one click defines the requisition as that.
    """
    understanding = conversation.understanding(scope)
    blocks: list[Block] = [section(note) for note in notes]
    if heard:
        most = _HEARD_LAST if scope.status == "done" else _HEARD
        blocks.append(section(escape(shorten("\n".join(heard), most))))
    question = conversation.question(scope.asking) if scope.asking else None
    if scope.status == "asking" and question is not None:
        told = f"*{escape(question.ask)}*"
        if scope.answers:
            blocks += _now(so_far(understanding, content), "so_far")
        blocks += _now(_define(understanding, requisition, content), "define")
        if not scope.answers:
            blocks += _now(_known(scoping, understanding, conversation), "known")
        blocks.append(section(told))
        progress = context(_progress(understanding))
        blocks += build_input(scoping, question, _room_below([*blocks, progress]))
        blocks += _now([progress], "progress")
    elif scope.status == "ranking":
        told, asked = _too_many(scoping, scope, conversation, content)
        blocks += asked
    elif scope.status == "cancelled":
        told = "Stopped. Everything that was said is kept."
        blocks += [section(told), actions(_button("Go on", TurnTarget(scoping=scoping, does="resume")))]
    else:
        told, summed = _summary(scope, understanding, conversation, content)
        blocks += summed[:1] if again else summed
    lead = notes[0].split(". ")[0].rstrip(".") if notes else escape(shorten(scope.title, _NAMED))
    return Message(f"{lead}: {told}" if lead else told, blocks)


def _room_below(blocks: Sequence[Block]) -> int:
    """How many words may still be said where these blocks, small print included, say something already."""
    small = [
        section(each["text"]) for block in blocks if block["type"] == "context" for each in block["elements"]
    ]
    return _ROOM - count_words([*blocks, *small])


def opening_note(scope: Scope, starter: str | None) -> str:
    """The first lines of a conversation: its subject and, where others read it, its owner."""
    named = f"“{escape(shorten(scope.title, _NAMED))}”" if scope.title else "a new role"
    if starter is None:
        return f"Let us find out what {named} is."
    told = f"<@{starter}> wants to find out what {named} is."
    return f"{told} Anybody may answer: below, or in the thread by mentioning me." if scope.asking else told


def answers_note(scope: Scope, asked: str | None, conversation: Conversation) -> str:
    """Say who answered what, below a question that has its next message."""
    question = conversation.question(asked) if asked else None
    if question is None:
        return "This went on below."
    latest = {each.by: each for each in scope.answers if each.question == question.id}
    if not latest:
        return "Asked again below." if scope.asking == asked else "Not answered."
    voices = [f"<@{by}>: {_said(each, question)}" for by, each in latest.items()]
    more = [f"and {len(voices) - _VOICES} more"] if len(voices) > _VOICES else []
    return " · ".join([*voices[-_VOICES:], *more])


def _define(understanding: Understanding, requisition: Requisition | None, content: Content) -> list[Block]:
    first = understanding.belief.first
    likely = understanding.evidence and understanding.belief.shares[first] >= EVEN
    if requisition is None or not likely or requisition.state is not State.UNDEFINED:
        return []
    if first == NO_LLM_ROLE:
        return [actions(action_button(target(Action.NOT_LLM, requisition)))]
    label = f"Define {requisition.number} as {content.roles[first].short}"
    return [actions(define_as_button(requisition, first, shorten(label, 75)))]


def _now(blocks: Sequence[Block], name: str) -> list[Block]:
    """Mark blocks that go when the conversation goes on."""
    return [block | {"block_id": f"{NOW}{name}.{place}"} for place, block in enumerate(blocks)]


def _said(answer: Answered, question: ScopingQuestion) -> str:
    labels = [each.label for each in question.option if each.id in answer.choices]
    said = f"*{escape(' and '.join(labels))}*" if labels else "not sure"
    return f"{said}, in their words “{escape(shorten(answer.words, _WORDS))}”" if answer.words else said


def _known(scoping: int, understanding: Understanding, conversation: Conversation) -> list[Block]:
    """What the text answers already, with a menu to say that it does not."""
    told, menu = [], []
    for known in understanding.known[:_KNOWN]:
        question = conversation.question(known.question)
        labels = [each.label for each in question.option if each.id == known.option] if question else []
        if question and labels:
            no = TurnTarget(scoping=scoping, does="not_so", question=known.question)
            told.append(f"*{escape(labels[0])}* (“{escape(shorten(known.quote.rstrip('.'), _QUOTE))}”)")
            menu.append(option(f"Not so: {labels[0]}", no.pack()))
    if not menu:
        return []
    listed = f"The text says already: {' · '.join(told)}. Where that is wrong, say so in its menu."
    return [section(listed, dots(f"{ids.ActionId.TURN}.not_so", menu))]


def _too_many(
    scoping: int, scope: Scope, conversation: Conversation, content: Content
) -> tuple[str, list[Block]]:
    """Say that it is too much for one person, what we would do, and what we understood stays."""
    understanding = conversation.understanding(scope)
    wanted = sorted(understanding.specialties, key=understanding.belief.ranked.index)
    names = [escape(content.roles[each].name) for each in wanted]
    first, why = conversation.advised(scope)
    told = (
        f"That is more than one person: {', '.join(names[:-1])} and {names[-1]}. One person does one or two "
        f"of these well. I would begin with {escape(content.roles[first].name)}. {escape(why)}\n*{RANK}*"
    )
    rank = _button("Choose", TurnTarget(scoping=scoping, does="rank"))
    unsure = _button("Not sure", TurnTarget(scoping=scoping, does="not_sure"))
    menu = build_menu(scoping)
    if scope.proposed:
        stays = " and ".join(content.roles[each].short for each in scope.proposed)
        yes = TurnTarget(scoping=scoping, does="keep", choice=",".join(scope.proposed))
        return told, [
            section(told),
            actions(_button(f"Yes, keep {stays}", yes, style="primary"), rank, unsure, menu),
        ]
    keep = TurnTarget(scoping=scoping, does="keep", choice=first)
    only = _button(f"Keep {content.roles[first].short}", keep, style="primary")
    return told, [section(told), actions(only, rank, unsure, menu)]


def _summary(
    scope: Scope, understanding: Understanding, conversation: Conversation, content: Content
) -> tuple[str, list[Block]]:
    first = understanding.belief.first
    known = bool(understanding.quotes(first)[0])
    verdict = f"It is most likely *{name_of(first, content)}*." if known else "I cannot say which role it is."
    told = f"{_ENDS[scope.ended or 'nine']} {verdict}"
    if known and understanding.belief.shares[first] < EVEN:
        told = f":warning: {_less_than_even(understanding)} {told}"
    if scope.kept and scope.second is not None:
        told = f"It is *{name_of(scope.kept, content)}*, because one of you decided so."
        known = False
    blocks = [section(told)]
    if known and not understanding.settled:
        second = name_of(understanding.belief.second, content)
        blocks.append(section(f"What I could not tell: whether it is {name_of(first, content)} or {second}."))
    asks = [question.ask for id_ in understanding.open if (question := conversation.question(id_))]
    asks += [RANK] if scope.kept == "" else []
    if asks and (not known or first == NO_LLM_ROLE):  # else they stand in the brief below
        listed = "\n".join(f"• {escape(ask)}" for ask in asks)
        blocks.append(section(f"*Open questions*\n{listed}"))
    return told, blocks


def _less_than_even(understanding: Understanding) -> str:
    percent = understanding.belief.percent(understanding.belief.first)
    told = f"The chance that this is right is {percent}%, less than even."
    return f"{told} Answer a question or two before you sign it."


def with_reopening(blocks: Sequence[Block], scoping: int, scope: Scope) -> list[Block]:
    """Put the menu that reopens a finished conversation into the last row of what it led to."""
    turns = [
        *([("Ask me more", "resume")] if scope.ended != "nine" else []),
        *([("Change my last answer", "back")] if scope.answers else []),
        ("It is another role", "decide"),
    ]
    entries = [
        option(label, TurnTarget.model_validate({"scoping": scoping, "does": does}).pack())
        for label, does in turns
    ]
    menu = dots(f"{ids.ActionId.TURN}.more", entries)
    *others, last = blocks
    if last["type"] == "actions":
        return [*others, actions(*last["elements"], menu)]
    return [*blocks, actions(menu)]


def _progress(understanding: Understanding) -> str:
    return f"Question {understanding.number} of {understanding.most} at most."


def _button(label: str, turn: TurnTarget, **extra: Any) -> Block:
    return button(label, f"{ids.ActionId.TURN}.{turn.does}", turn.pack(), **extra)
