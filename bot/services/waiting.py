"""Which conversation waits where, and what was said in it."""

from dataclasses import dataclass

from bot.actors import Tenant
from bot.errors import RolecallError
from bot.hiring.lines.carried import what_is_new
from bot.hiring.scoping.scope import Remark, Scope
from bot.services.deps import Deps
from bot.slack.text import kind_of_id
from bot.store import Session, scopings
from bot.store.models import ScopingRow
from content.schema.base import Strict

LIVE = ("asking", "ranking")
"""The states in which a conversation goes on."""
DIRECT = ("direct", "person")
"""Kinds of places that one person alone reads."""
_EVEN = 0.5  # of all readings
_OPEN, _FEW = 0.1, 2  # of a reading that is still open; of them that are told
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
        return kind_of_id(self.channel) in DIRECT


@dataclass(frozen=True, slots=True)
class Waiting:
    """A conversation that a message may answer: its id, whether it goes on, and the id of its question.

    `requisition` is the number it is about, `role` the one that is likelier by now than all others together,
    `roles` are the likeliest one or two, `level` and `place` what was said of them. `is_done`: it led to a
    brief, or to none.
    """

    scoping: int
    goes_on: bool
    asking: str = ""
    requisition: int | None = None
    role: str = ""
    roles: tuple[str, ...] = ()
    level: str = ""
    place: str = ""
    is_done: bool = False


class ScopingState(Strict):
    """The state of a conversation: all that was said, and the outbox id of the turn that has the buttons."""

    scope: Scope
    shown: int | None = None


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
        about = scopings.requisition_of(session, row)
    belief = deps.assistant.conversation.understanding(scope).belief
    said = deps.assistant.carry(scope, deps.now().date())
    likely = [each for each in belief.ranked if each in deps.assistant.content.roles][:_FEW]
    return Waiting(
        scoping=row.id,
        goes_on=scope.status in LIVE,
        asking=scope.asking or "",
        requisition=about.number if about else None,
        role=belief.first if belief.shares[belief.first] > _EVEN else "",
        roles=tuple(each for each in likely if belief.shares[each] >= _OPEN) or tuple(likely[:1]),
        level=said.level or scope.level or "",
        place=said.place or "",
        is_done=scope.status == "done",
    )


def says_more(deps: Deps, tenant: Tenant, scoping: int, by: str, words: str) -> bool:
    """Whether words below a brief say a level, pay, place or day that it does not have."""
    now, scope = deps.now(), scope_of(deps, tenant, scoping)
    remark = Remark(words=words, by=by, at=now)
    after = scope.model_copy(update={"remarks": (*scope.remarks, remark)})
    before = deps.assistant.carry(scope, now.date())
    return bool(what_is_new(before, deps.assistant.carry(after, now.date())))


def unheard(deps: Deps, tenant: Tenant, channel: str, words: str) -> str:
    """The question of a channel's last conversation that these words would answer; "" when there is none."""
    with deps.database.reading() as session:
        row = scopings.last_in(session, tenant, channel)
        scope = ScopingState.model_validate(row.state).scope if row else None
    question = deps.assistant.conversation.question(scope.asking) if scope and scope.asking else None
    return question.ask if question and deps.assistant.conversation.hears(question, words) else ""


def load(session: Session, tenant: Tenant, scoping: int, channel: str) -> tuple[ScopingRow, ScopingState]:
    """A conversation to change, with what was said in it; NoSuchScoping when it does not go on here."""
    row = scopings.load(session, tenant, scoping, for_change=True)
    if row is None:
        raise NoSuchScoping(_UNKNOWN)
    if row.channel != channel:
        raise NoSuchScoping("This conversation was handed over, and goes on elsewhere.")
    return row, ScopingState.model_validate(row.state)
