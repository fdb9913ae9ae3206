"""Conversations that scope a role. Each turn is one transaction: claim, listen, keep, reply."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.actors import Actor, Tenant
from bot.errors import RolecallError
from bot.hiring.access import Act, NoSuchRequisition, Refused
from bot.hiring.adverts.mismatches import Mismatch, Stated, compare
from bot.hiring.requisitions import STATE_WORDS, State
from bot.hiring.scoping.conversation import REOPENS
from bot.hiring.scoping.scope import Move, Scope
from bot.services import briefs, reminders
from bot.services.access import Admitted, admit, admit_to, check_act, check_named, may_be_said_in
from bot.services.changes import claim_once
from bot.services.deps import Deps
from bot.services.turns import close_turn, turn_message
from bot.slack.blocks import Block, Message, section
from bot.slack.text import kind_of_id, shorten
from bot.store import Session, outbox, scopings
from bot.store.models import ScopingRow
from bot.views.adverts.reading import mismatch_notes
from bot.views.briefs.brief import build_brief, build_no_brief
from bot.views.common import count_words
from bot.views.requisitions.card import who_reads_all
from bot.views.scoping.turn import answers_note, build_turn, opening_note, with_reopening
from content.schema.base import Strict

_TITLE = 150
_ROOM = 35  # words above a brief that leave room for its mission
_LIVE = ("asking", "ranking")
_DIRECT = ("direct", "person")
"""Kinds of places that one person alone reads."""
_NOT_HERE = "Requisition {number} is of a private channel, so I scope it in direct messages."
_UNKNOWN = "I do not know this conversation. Type `role scope` to begin one."


class NoSuchScoping(RolecallError):  # noqa: N818 - it is an answer, not a fault
    """There is no such conversation, or it does not go on here."""


@dataclass(frozen=True, slots=True)
class ThreadPlace:
    """Where a conversation goes on: a channel, or a person for their direct messages, and its thread.

    Without `thread_ts` its first turn is a message of its own, and the thread hangs on that.
    """

    channel: str
    thread_ts: str | None = None

    @property
    def is_direct(self) -> bool:
        """Whether one person alone reads it."""
        return kind_of_id(self.channel) in _DIRECT


@dataclass(frozen=True, slots=True)
class Waiting:
    """A conversation that a message may answer: its id, whether it goes on, and the id of its question."""

    scoping: int
    goes_on: bool
    asking: str = ""


class ScopingState(Strict):
    """The state of a conversation: all that was said, and the outbox id of the turn that has the buttons."""

    scope: Scope
    shown: int | None = None


def start(
    deps: Deps,
    actor: Actor,
    subject: int | str,
    spot: ThreadPlace,
    *,
    key: str,
    notes: Sequence[str] = (),
    said: str = "",
) -> str:
    """Begin to scope a requisition (by number) or a role in somebody's words, and ask the first question.

    `notes` (mrkdwn) stand above it; `said` is what was said of the requisition to begin with. What only its
    private channel may know of goes on in direct messages; the answer says so, or is "". Raises what `admit`
    does, or DoneBefore for a `key` that began one. It may wait.
    """
    now, moved = deps.now(), ""
    admitted = None
    if isinstance(subject, int):
        admitted = admit(deps, actor, subject, Act.SCOPE)
        if not (spot.is_direct or may_be_said_in(deps, actor, admitted.requisition, spot.channel)):
            spot, moved = ThreadPlace(actor.user), _NOT_HERE.format(number=subject)
        scope, told = _of_requisition(deps, admitted, spot, said)
        notes = [*([moved] if moved else []), *notes, *told]
    else:
        check_act(deps, actor, Act.OPEN)
        first, _, rest = subject.strip().partition("\n")
        text = subject if len(first) > _TITLE else rest.strip()
        read = deps.assistant.read(first, now.date())
        scope = deps.assistant.conversation.begin(
            shorten(first, _TITLE), text, level=read.level, budget=read.base_budget, budget_year=read.year
        )
    with deps.database.transaction() as session:
        claim_once(session, deps, actor.tenant, key)
        begun = spot.thread_ts and scopings.at(session, actor.tenant, spot.channel, spot.thread_ts)
        row = scopings.add(
            session,
            actor.tenant,
            channel=spot.channel,
            thread_ts=None if begun else spot.thread_ts,  # one conversation a thread
            requisition_id=admitted.requisition.id if admitted else None,
            by=actor.user,
            now=now,
        )
        odd = mismatch_notes(_mismatches(deps, row, scope)) if scope.asking else []  # the end has its own
        notes = [*notes, opening_note(scope, _starter(row)), *odd]
        kept = ScopingState(scope=scope)
        messages = _say(session, deps, actor, row, kept, scope=scope, notes=notes)
    _send(deps, messages)
    return moved


def advance(deps: Deps, actor: Actor, scoping: int, move: Move, key: str, *, channel: str) -> None:
    """Take an answer, or whatever somebody did in a conversation, and say what comes next.

    `channel` is where it was done. DoneBefore for a `key` that had its effect; NoSuchScoping, with what to do
    instead, when nothing waits for an answer there; what `admit` raises.
    """
    _let_talk(deps, actor, scoping)
    with deps.database.transaction() as session:
        claim_once(session, deps, actor.tenant, key)
        row, kept = _load(session, actor.tenant, scoping, channel)
        if kept.scope.status not in _LIVE and not isinstance(move, REOPENS):
            raise NoSuchScoping("This conversation is over. Type `role scope` to begin another one.")
        step = deps.assistant.conversation.advance(kept.scope, move)
        notes = _closed_meanwhile(session, row)
        messages = _say(
            session,
            deps,
            actor,
            row,
            kept,
            scope=step.scope,
            heard=step.heard,
            notes=notes,
        )
    _send(deps, messages)


def hand_over(deps: Deps, actor: Actor, scoping: int, person: str, key: str, *, channel: str) -> None:
    """Ask somebody else to go on: in the same thread of a channel, or in their own direct messages.

    Raises what `advance` does, and RolecallError when what was said is not for this person.
    """
    admitted = _let_talk(deps, actor, scoping)
    check_named(deps, actor, person)
    if admitted and kind_of_id(channel) in _DIRECT:
        _check_reader(deps, replace(admitted.actor, user=person, channel="", team=None), admitted, scoping)
    with deps.database.transaction() as session:
        claim_once(session, deps, actor.tenant, key)
        row, kept = _load(session, actor.tenant, scoping, channel)
        if kept.scope.status not in _LIVE:
            raise NoSuchScoping("This conversation is over, so there is nothing to hand over.")
        told = f"<@{actor.user}> hands this over to <@{person}>."
        if kind_of_id(row.channel) in _DIRECT:
            row.channel, row.thread_ts = person, None
        messages = _say(
            session,
            deps,
            actor,
            row,
            kept,
            scope=kept.scope,
            notes=[told, opening_note(kept.scope, _starter(row))],
        )
    _send(deps, messages)


def scope_of(deps: Deps, tenant: Tenant, scoping: int) -> Scope:
    """What was said in a conversation; NoSuchScoping when there is none."""
    with deps.database.reading() as session:
        row = scopings.load(session, tenant, scoping)
        if row is None:
            raise NoSuchScoping(_UNKNOWN)
        return ScopingState.model_validate(row.state).scope


def talked_in(deps: Deps, tenant: Tenant, channel: str, thread_ts: str | None) -> Waiting | None:
    """The conversation in this thread; None when there is none."""
    if thread_ts is None:
        return None
    with deps.database.reading() as session:
        id_ = scopings.at(session, tenant, channel, thread_ts)
        row = scopings.load(session, tenant, id_) if id_ is not None else None
        if row is None:
            return None
        scope = ScopingState.model_validate(row.state).scope
    return Waiting(row.id, scope.status in _LIVE, scope.asking or "")


def unheard(deps: Deps, tenant: Tenant, channel: str, words: str) -> str:
    """The question of a channel's last conversation that these words would answer; "" when there is none."""
    with deps.database.reading() as session:
        row = scopings.last_in(session, tenant, channel)
        scope = ScopingState.model_validate(row.state).scope if row else None
    question = deps.assistant.conversation.question(scope.asking) if scope and scope.asking else None
    return question.ask if question and deps.assistant.conversation.hears(question, words) else ""


def _load(session: Session, tenant: Tenant, scoping: int, channel: str) -> tuple[ScopingRow, ScopingState]:
    row = scopings.load(session, tenant, scoping, for_change=True)
    if row is None:
        raise NoSuchScoping(_UNKNOWN)
    if row.channel != channel:
        raise NoSuchScoping("This conversation was handed over, and goes on elsewhere.")
    return row, ScopingState.model_validate(row.state)


def _let_talk(deps: Deps, actor: Actor, scoping: int) -> Admitted | None:
    """Let somebody go on in a conversation; None when it is about no requisition.

    Guests are refused, and who may not scope its requisition; NoSuchScoping where others read along.
    """
    check_act(deps, actor, Act.OPEN)
    with deps.database.reading() as session:
        row = scopings.load(session, actor.tenant, scoping)
        requisition = scopings.requisition_of(session, row) if row else None
    if row is None or requisition is None:
        return None
    admitted = admit_to(deps, actor, requisition, Act.SCOPE)
    if kind_of_id(row.channel) not in _DIRECT and not may_be_said_in(deps, actor, requisition, row.channel):
        raise NoSuchScoping(
            "What this is about is for those in a private channel by now, so it does not go on here."
        )
    return admitted


def _of_requisition(deps: Deps, admitted: Admitted, spot: ThreadPlace, said: str) -> tuple[Scope, list[str]]:
    """Begin with what a requisition says, and what was said of it before, to those who read along.

    A note says when that is not all.
    """
    conversation, requisition = deps.assistant.conversation, admitted.requisition
    reads = admitted.may(Act.READ) if spot.is_direct else spot.channel == requisition.channel
    if not reads:
        return conversation.begin(requisition.title, said), [who_reads_all(requisition)]
    with deps.database.reading() as session:
        row = scopings.last_about(session, admitted.actor.tenant, requisition.id)
        told_here = row is not None and (
            row.channel == spot.channel or kind_of_id(row.channel) not in _DIRECT
        )
        before = ScopingState.model_validate(row.state).scope if row and told_here else None
    if before is not None and before.status in _LIVE:
        return conversation.go_on(before, said), ["I begin with what was said of it before."]
    scope = conversation.begin(
        requisition.title,
        "\n".join(text for text in (requisition.description, said) if text),
        level=requisition.level,
        budget=requisition.budget,
        budget_year=requisition.budget_year,
    )
    return scope, []


def _check_reader(deps: Deps, person: Actor, admitted: Admitted, scoping: int) -> None:
    """Handing over shows a requisition's own words to one more person, who has to be one of its readers."""
    requisition = admitted.requisition
    said = scope_of(deps, person.tenant, scoping).text
    try:
        admit_to(deps, person, requisition, Act.READ if said else Act.SEE)
    except (NoSuchRequisition, Refused) as error:
        raise RolecallError(
            f"What requisition {requisition.number} says is for its own people. Give it to them first, with "
            f"`req reassign {requisition.number} @name`, or scope it in its hiring channel."
        ) from error


def _closed_meanwhile(session: Session, row: ScopingRow) -> list[str]:
    requisition = scopings.requisition_of(session, row)
    if requisition is None or requisition.state in (State.UNDEFINED, State.DEFINED):
        return []
    return [
        f"Requisition {requisition.number} is {STATE_WORDS[requisition.state]} by now, "
        "so nothing here changes it."
    ]


def _starter(row: ScopingRow) -> str | None:
    """Who began a conversation that others can read; None in direct messages."""
    return None if kind_of_id(row.channel) in _DIRECT else row.started_by


def _say(
    session: Session,
    deps: Deps,
    actor: Actor,
    row: ScopingRow,
    kept: ScopingState,
    *,
    scope: Scope,
    heard: Sequence[str] = (),
    notes: Sequence[str] = (),
) -> list[int]:
    """Keep what was said, write the next turn, and take the buttons off the one before; their outbox ids."""
    now, conversation, tenant = deps.now(), deps.assistant.conversation, actor.tenant
    messages = []
    if last := scopings.sent_turn(session, kept.shown):
        told = [answers_note(scope, kept.scope.asking, conversation)]
        if last[0].thread_ts is None and row.thread_ts is not None and kind_of_id(row.channel) not in _DIRECT:
            told.append("This goes on in the thread below.")
            notes = [*notes, f"<@{actor.user}>, it goes on here."]  # a mention brings the thread to them
        messages.append(outbox.add(session, tenant, close_turn(*last, *told), now))
    about = scopings.requisition_of(session, row)
    message = build_turn(
        row.id, scope, conversation, deps.assistant.content, heard=heard, notes=notes, requisition=about
    )
    if scope.status == "done":
        odd = mismatch_notes(_mismatches(deps, row, scope), briefly=True)
        above = [*message.blocks, *map(section, odd)]
        brief = _brief(session, deps, actor, row, scope, briefly=count_words(above) > _ROOM)
        message = Message(message.text, with_reopening([*above, *brief], row.id, scope))
    shown = outbox.add(session, tenant, turn_message(row, message), now)
    scopings.keep(row, ScopingState(scope=scope, shown=shown).model_dump(mode="json"), now)
    if row.requisition_id is not None:
        reminders.begin_again(session, row.requisition_id, now, deps.assistant.content.ladders)
    return [*messages, shown]


def _mismatches(deps: Deps, row: ScopingRow, scope: Scope) -> Sequence[Mismatch]:
    """What of a role does not go together: its title, text and pay, and what it turned out to be.

    What a requisition's budget says is left out where others read along: its card does not show it either.
    """
    conversation = deps.assistant.conversation
    stated = Stated(
        role=scope.kept or conversation.understanding(scope).belief.first if scope.status == "done" else None,
        level=scope.level,
        budget=scope.budget,
        budget_year=scope.budget_year,
    )
    found = compare(
        deps.assistant.content, conversation, scope.title, scope.text, deps.now().date(), stated=stated
    )
    is_hidden = row.requisition_id is not None and kind_of_id(row.channel) not in _DIRECT
    return [each for each in found if not (is_hidden and each.about_pay)]


def _brief(
    session: Session,
    deps: Deps,
    actor: Actor,
    row: ScopingRow,
    scope: Scope,
    *,
    briefly: bool,
) -> Sequence[Block]:
    """Draft the brief that a conversation led to, for those who read along; or say why there is none."""
    content = deps.assistant.content
    shown = briefs.draft(session, deps, actor, row, scope)
    if shown is None:
        about = scopings.requisition_of(session, row)
        return build_no_brief(about, deps.assistant.conversation.understanding(scope), content)
    return build_brief(shown, content, "market", briefly=briefly).blocks


def _send(deps: Deps, messages: Sequence[int]) -> None:
    for message_id in messages:
        deps.deliver_soon(message_id)
