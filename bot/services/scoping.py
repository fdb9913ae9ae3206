"""Conversations that scope a role. Each turn is one transaction: claim, listen, keep, reply."""

from collections.abc import Sequence
from dataclasses import replace

from bot.actors import Actor
from bot.errors import RolecallError
from bot.hiring.access import Act, NoSuchRequisition, Refused
from bot.hiring.lines.carried import what_is_new
from bot.hiring.lines.opening import title_in
from bot.hiring.requisitions import STATE_WORDS, State
from bot.hiring.scoping.conversation import REOPENS
from bot.hiring.scoping.scope import Move, Scope, Write
from bot.hiring.text.currencies import read_currency
from bot.services.access import Admitted, admit, admit_to, check_act, check_named, may_be_said_in
from bot.services.changes import claim_once
from bot.services.deps import Deps
from bot.services.next_turn import mismatches, say
from bot.services.waiting import DIRECT, LIVE, NoSuchScoping, ScopingState, ThreadPlace, load, scope_of
from bot.slack.text import kind_of_id, shorten
from bot.store import Session, scopings
from bot.store.models import ScopingRow
from bot.views.adverts.reading import mismatch_notes
from bot.views.requisitions.card import who_reads_all
from bot.views.scoping.turn import opening_note

_TITLE = 150
_FACTS = 10  # words of a message that says where, when or how much, and no more
_NOT_HERE = "Requisition {number} is of a private channel, so I scope it in direct messages."


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

    `notes` (mrkdwn) stand above it; `said` is what was said of it to begin with. What only its
    private channel may know of goes on in direct messages; the answer says so, or is "". Raises what `admit`
    does, or DoneBefore for a `key` that began one. It may wait.
    """
    now, moved = deps.now(), ""
    admitted = None
    heard: Sequence[str] = ()
    if isinstance(subject, int):
        admitted = admit(deps, actor, subject, Act.SCOPE)
        if not (spot.is_direct or may_be_said_in(deps, actor, admitted.requisition, spot.channel)):
            spot, moved = ThreadPlace(actor.user), _NOT_HERE.format(number=subject)
        scope, told = _of_requisition(deps, admitted, spot, said)
        notes = [*([moved] if moved else []), *notes, *told]
    else:
        check_act(deps, actor, Act.OPEN)
        first, _, rest = subject.strip().partition("\n")
        title = title_in(first)
        text = rest.strip() if title == first and len(first) <= _TITLE else subject
        read = deps.assistant.read(first, now.date())
        budget = read.base_budget if read_currency(first) else None
        scope = deps.assistant.conversation.begin(
            shorten(title, _TITLE), text, level=read.level, budget=budget, budget_year=read.year
        )
        if said:
            answer = Write(words=said, by=actor.user, at=now)
            step = deps.assistant.conversation.advance(scope, answer)
            scope, heard = step.scope, step.heard
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
        odd = mismatch_notes(mismatches(deps, row, scope)) if scope.asking else []  # the end has its own
        notes = [*notes, opening_note(scope, _starter(row)), *odd]
        kept = ScopingState(scope=scope)
        messages = say(session, deps, actor, row, kept, scope=scope, heard=heard, notes=notes)
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
        row, kept = load(session, actor.tenant, scoping, channel)
        is_over = kept.scope.status not in (*LIVE, "done" if isinstance(move, Write) else "")
        if is_over and not isinstance(move, REOPENS):
            raise NoSuchScoping("This conversation is over. Type `role scope` to begin another one.")
        step = deps.assistant.conversation.advance(kept.scope, move)
        scope, noted = _noted(deps, kept.scope, step.scope)
        heard = step.heard
        if noted and (step.missed or (isinstance(move, Write) and len(move.words.split()) <= _FACTS)):
            chosen = [each for each in scope.answers if each not in kept.scope.answers and each.choices]
            if not chosen:  # facts answer nothing, and speak for no role
                told = {"answers": kept.scope.answers, "asking": kept.scope.asking, "asked": kept.scope.asked}
                told |= {"status": kept.scope.status, "ended": kept.scope.ended}
                scope, heard = scope.model_copy(update=told), ()
        heard = (noted, *heard) if noted else heard
        notes = _closed_meanwhile(session, row)
        messages = say(session, deps, actor, row, kept, scope=scope, heard=heard, notes=notes)
    _send(deps, messages)


def hand_over(deps: Deps, actor: Actor, scoping: int, person: str, key: str, *, channel: str) -> None:
    """Ask somebody else to go on: in the same thread of a channel, or in their own direct messages.

    Raises what `advance` does, and RolecallError when what was said is not for this person.
    """
    admitted = _let_talk(deps, actor, scoping)
    check_named(deps, actor, person)
    if admitted and kind_of_id(channel) in DIRECT:
        _check_reader(deps, replace(admitted.actor, user=person, channel="", team=None), admitted, scoping)
    with deps.database.transaction() as session:
        claim_once(session, deps, actor.tenant, key)
        row, kept = load(session, actor.tenant, scoping, channel)
        if kept.scope.status not in LIVE:
            raise NoSuchScoping("This conversation is over, so there is nothing to hand over.")
        told = f"<@{actor.user}> hands this over to <@{person}>."
        if kind_of_id(row.channel) in DIRECT:
            row.channel, row.thread_ts = person, None
        messages = say(
            session,
            deps,
            actor,
            row,
            kept,
            scope=kept.scope,
            notes=[told, opening_note(kept.scope, _starter(row))],
        )
    _send(deps, messages)


def _noted(deps: Deps, before: Scope, after: Scope) -> tuple[Scope, str]:
    """Keep the level and the pay that were said in between; and say what beside the work was heard."""
    if len(after.answers) + len(after.remarks) <= len(before.answers) + len(before.remarks):
        return after, ""
    today = deps.now().date()
    carried = deps.assistant.carry(after, today)
    new = what_is_new(deps.assistant.carry(before, today), carried)
    budget = carried.budget
    known = {
        "level": carried.level,
        "budget_low": budget.low if budget else None,
        "budget_high": budget.high if budget else None,
        "budget_currency": budget.currency if budget else None,
        "budget_year": carried.year,
    }
    return after.model_copy(update=known), f"Noted: {new}." if new else ""


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
    if kind_of_id(row.channel) not in DIRECT and not may_be_said_in(deps, actor, requisition, row.channel):
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
        told_here = row is not None and (row.channel == spot.channel or kind_of_id(row.channel) not in DIRECT)
        before = ScopingState.model_validate(row.state).scope if row and told_here else None
    if before is not None and before.status in LIVE:
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
    return None if kind_of_id(row.channel) in DIRECT else row.started_by


def _send(deps: Deps, messages: Sequence[int]) -> None:
    for message_id in messages:
        deps.deliver_soon(message_id)
