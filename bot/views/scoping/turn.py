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
    divider,
    section,
)
from bot.slack.inputs import option
from bot.slack.text import escape, shorten
from bot.views.buttons import action_button, define_as_button
from bot.views.targets import TurnTarget, target
from content import Content
from content.schema.questions import ScopingQuestion

NOW = "now."
"""Begins the block_id of what is true of the latest turn only."""

_BAR = 12  # characters
_BARS = 3
_EVEN = 0.5
_LEAST = 0.05  # a third reading that is hardly likely has no bar
_QUOTE = 200
_WORDS = 100  # of an answer in somebody's own words, below its question
_VOICES = 3  # whose answers are shown there
_TEXT = 3000  # an edit of a message takes 4000
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
) -> Message:
    """Build the next message of a conversation; `heard` is plain text, `notes` above it are mrkdwn.

    Where the likeliest reading is likelier than all others, one click defines the requisition as that.
    """
    understanding = conversation.understanding(scope)
    blocks: list[Block] = [section(note) for note in notes]
    if heard:
        blocks.append(section("\n".join(escape(sentence) for sentence in heard)))
    question = conversation.question(scope.asking) if scope.asking else None
    if scope.status == "asking" and question is not None:
        told = f"*{escape(question.ask)}*"
        blocks += _now(build_understanding(understanding, content), "picture")
        blocks += _now(_define(understanding, requisition, content), "define")
        if not scope.answers:
            blocks += _now(_confirm(scoping, understanding, conversation), "known")
        blocks += [section(told), *_answers(scoping, question), _more(scoping, question.id)]
        blocks += _now([context(_progress(understanding))], "progress")
    elif scope.status == "ranking":
        told, asked = _too_many(scoping, scope, conversation, content)
        blocks += asked
    elif scope.status == "cancelled":
        told = "Stopped. Everything that was said is kept."
        blocks += [section(told), actions(_button("Go on", TurnTarget(scoping=scoping, does="resume")))]
    else:
        told, summed = _summary(scope, understanding, conversation, content)
        blocks += summed
    return Message(shorten("\n".join([told, *notes, *map(escape, heard)]), _TEXT), blocks)


def opening_note(scope: Scope, starter: str | None) -> str:
    """The first lines of a conversation: its subject and, where others read it, its owner."""
    named = f"“{escape(scope.title)}”" if scope.title else "a new role"
    if starter is None:
        return f"Let us find out what {named} is."
    return (
        f"<@{starter}> wants to find out what {named} is. Anybody here may answer: with the buttons, or in "
        "this thread by mentioning me."
    )


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
    likely = understanding.evidence and understanding.belief.shares[first] >= _EVEN
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


def build_understanding(understanding: Understanding, content: Content) -> list[Block]:
    """Build the likeliest readings as bars, their reasons, and what would change their order."""
    if not understanding.evidence:
        return []
    belief = understanding.belief
    ranked = belief.ranked[:_BARS]
    shown = [*ranked[:2], *(reading for reading in ranked[2:] if belief.shares[reading] >= _LEAST)]
    bars = [
        f"`{_bar(belief.shares[each])}` {belief.percent(each)}% {name_of(each, content)}" for each in shown
    ]
    blocks = [section("\n".join(bars))]
    reasons = [line for reading in shown[:2] if (line := _reasons(understanding, reading, content))]
    if understanding.would_change:
        answer, reading = understanding.would_change
        reasons.append(
            f"Hearing “{escape(answer.label)}” from you would make it {name_of(reading, content)}."
        )
    return [*blocks, context(*reasons)] if reasons else blocks


def _reasons(understanding: Understanding, reading: str, content: Content) -> str:
    for_it, against = understanding.quotes(reading)
    against = tuple(quote for quote in against if quote not in for_it)  # one line may say both
    parts = [f"for {_quoted(for_it)}"] if for_it else []
    parts += [f"against {_quoted(against)}"] if against else []
    return f"*{name_of(reading, content)}:* {'; '.join(parts)}." if parts else ""


def _quoted(quotes: Sequence[str]) -> str:
    return " and ".join(f"“{escape(shorten(quote.rstrip('.'), _QUOTE))}”" for quote in quotes[:2])


def _confirm(scoping: int, understanding: Understanding, conversation: Conversation) -> list[Block]:
    """What the text answers already, each with a way to say that it does not."""
    blocks = []
    for known in understanding.known[:5]:
        question = conversation.question(known.question)
        labels = [each.label for each in question.option if each.id == known.option] if question else []
        if question and labels:
            no = _button("Not so", TurnTarget(scoping=scoping, does="not_so", question=known.question))
            told = f"{escape(question.ask)} *{escape(labels[0])}* ({_quoted([known.quote])})"
            blocks.append(section(told, no))
    told = "I do not ask what the text says already. Tell me where I read it wrong:"
    return [section(told), *blocks] if blocks else []


def _answers(scoping: int, question: ScopingQuestion) -> list[Block]:
    def choose(place: int) -> Block:
        answer = question.option[place]
        turn = TurnTarget(scoping=scoping, does="choose", question=question.id, choice=answer.id)
        return _button(answer.label, turn, str(place))

    return [actions(*map(choose, range(len(question.option))))]


def _more(scoping: int, question: str) -> Block:
    def turn(does: Any) -> TurnTarget:
        return TurnTarget(scoping=scoping, does=does, question=question)

    menu = {
        "type": "overflow",
        "action_id": f"{ids.ActionId.TURN}.more",
        "options": [
            option("Back", turn("back").pack()),
            option("Skip to the brief", turn("skip").pack()),
            option("Hand over", turn("hand_over").pack()),
            option("Cancel", turn("cancel").pack()),
        ],
    }
    return {
        "type": "actions",
        "elements": [
            _button("Not sure", turn("not_sure")),
            _button("In my own words", turn("words")),
            _button("Why do you ask?", turn("why")),
            menu,
        ],
    }


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
    if scope.proposed:
        stays = " and ".join(content.roles[each].short for each in scope.proposed)
        yes = TurnTarget(scoping=scoping, does="keep", choice=",".join(scope.proposed))
        return told, [
            section(told),
            actions(_button(f"Yes, keep {stays}", yes, style="primary"), rank),
            _more(scoping, ""),
        ]
    keep = TurnTarget(scoping=scoping, does="keep", choice=first)
    only = _button(f"Keep {content.roles[first].short}", keep, style="primary")
    return told, [section(told), actions(only, rank), _more(scoping, "")]


def _summary(
    scope: Scope, understanding: Understanding, conversation: Conversation, content: Content
) -> tuple[str, list[Block]]:
    first = understanding.belief.first
    known = bool(understanding.quotes(first)[0])
    verdict = f"It is most likely *{name_of(first, content)}*." if known else "I cannot say which role it is."
    told = f"{_ENDS[scope.ended or 'nine']} {verdict}"
    if known and understanding.belief.shares[first] < _EVEN:
        told = f":warning: {_less_than_even(understanding)} {told}"
    if scope.kept and scope.second is not None:
        told = f"It is *{name_of(scope.kept, content)}*, because one of you decided so."
        known = False
    blocks = [section(told), *build_understanding(understanding, content)]
    if known and not understanding.settled:
        second = name_of(understanding.belief.second, content)
        blocks.append(section(f"What I could not tell: whether it is {name_of(first, content)} or {second}."))
    asks = [question.ask for id_ in understanding.open if (question := conversation.question(id_))]
    asks += [RANK] if scope.kept == "" else []
    if asks and (not known or first == NO_LLM_ROLE):  # else they stand in the brief below
        listed = "\n".join(f"• {escape(ask)}" for ask in asks)
        blocks.append(section(f"*Open questions*\n{listed}"))
    return told, [*blocks, divider()]


def _less_than_even(understanding: Understanding) -> str:
    percent = understanding.belief.percent(understanding.belief.first)
    told = f"The chance that this is right is {percent}%, less than even."
    return f"{told} Answer a question or two before you sign it."


def build_reopening(scoping: int, scope: Scope) -> list[Block]:
    """Build the buttons that reopen a finished conversation, below the brief that it led to."""
    more = (
        [_button("Ask me more", TurnTarget(scoping=scoping, does="resume"))] if scope.ended != "nine" else []
    )
    again = (
        [_button("Change my last answer", TurnTarget(scoping=scoping, does="back"))] if scope.answers else []
    )
    other = _button("It is another role", TurnTarget(scoping=scoping, does="decide"))
    return [actions(*more, *again, other)]


def _progress(understanding: Understanding) -> str:
    return f"Question {understanding.number} of {understanding.most} at most. Your own words are fine, too."


def _bar(share: float) -> str:
    full = round(share * _BAR)
    return "█" * full + "░" * (_BAR - full)


def name_of(reading: str, content: Content) -> str:
    """The name of a reading, escaped."""
    return "not an LLM role" if reading == NO_LLM_ROLE else escape(content.roles[reading].name)


def _button(label: str, turn: TurnTarget, mark: str = "", **extra: Any) -> Block:
    return button(label, f"{ids.ActionId.TURN}.{turn.does}{mark}", turn.pack(), **extra)
