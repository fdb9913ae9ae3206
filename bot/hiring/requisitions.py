"""A requisition, its states, and the moves between them. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from datetime import date, datetime, tzinfo
from enum import StrEnum
from typing import Annotated, Any, Literal, Self, get_type_hints

from bot.actors import Tenant
from bot.errors import RolecallError
from bot.hiring.text.money import Budget, join_budget


class State(StrEnum):
    """Where a requisition stands."""

    UNDEFINED = "undefined"
    DEFINED = "defined"
    FILLED = "filled"
    CLOSED = "closed"
    NOT_LLM = "not_llm"


class Action(StrEnum):
    """What a person can do to a requisition. Each action becomes a decision."""

    OPEN = "open"
    EDIT = "edit"
    DEFINE = "define"
    SIGN = "sign"
    SAME_WORK = "same_work"
    KIT = "kit"
    SNOOZE = "snooze"
    REASSIGN = "reassign"
    STOP_REMINDING = "stop_reminding"
    NOT_LLM = "not_llm"
    FILL = "fill"
    REVIEW = "review"
    CLOSE = "close"
    UNDO = "undo"


# Every allowed move: what can be done in which state, and the state it leads to. Undoing is not here: it
# leads back to where the last decision came from.
MOVES: Mapping[Action, Mapping[State, State]] = {
    Action.EDIT: {State.UNDEFINED: State.UNDEFINED, State.DEFINED: State.DEFINED},
    Action.DEFINE: {State.UNDEFINED: State.DEFINED, State.DEFINED: State.DEFINED},
    Action.SIGN: {State.UNDEFINED: State.DEFINED, State.DEFINED: State.DEFINED},
    Action.SAME_WORK: {State.DEFINED: State.DEFINED},
    Action.KIT: {State.DEFINED: State.DEFINED},
    Action.SNOOZE: {State.UNDEFINED: State.UNDEFINED},
    Action.REASSIGN: {
        State.UNDEFINED: State.UNDEFINED,
        State.DEFINED: State.DEFINED,
        State.FILLED: State.FILLED,
    },
    Action.STOP_REMINDING: {State.UNDEFINED: State.UNDEFINED},
    Action.NOT_LLM: {State.UNDEFINED: State.NOT_LLM, State.DEFINED: State.NOT_LLM},
    Action.FILL: {State.DEFINED: State.FILLED, State.FILLED: State.FILLED},
    Action.REVIEW: {State.FILLED: State.FILLED},
    Action.CLOSE: {
        State.UNDEFINED: State.CLOSED,
        State.DEFINED: State.CLOSED,
        State.FILLED: State.CLOSED,
        State.NOT_LLM: State.CLOSED,
    },
}

STATE_WORDS: Mapping[State, str] = {
    State.UNDEFINED: "not defined yet",
    State.DEFINED: "defined",
    State.FILLED: "filled",
    State.CLOSED: "closed",
    State.NOT_LLM: "not an LLM role",
}
_CHANGES_NOTHING = (Action.SAME_WORK, Action.KIT, Action.REVIEW)  # decisions that leave every field as it is
_DONE_WORDS: Mapping[Action, str] = {
    Action.EDIT: "edited",
    Action.DEFINE: "defined",
    Action.SIGN: "signed for",
    Action.SAME_WORK: "kept in scope",
    Action.KIT: "given an interview kit",
    Action.SNOOZE: "snoozed",
    Action.REASSIGN: "given to somebody else",
    Action.STOP_REMINDING: "made silent: nobody is reminded of it",
    Action.NOT_LLM: "marked as not an LLM role",
    Action.FILL: "filled",
    Action.REVIEW: "looked back at",
    Action.CLOSE: "closed",
}


class IllegalMove(RolecallError):  # noqa: N818 - it is a refusal, not a fault
    """An action that the state of a requisition does not allow."""


Kind = Literal[
    "text", "person", "channel", "budget", "role", "version", "day", "state", "count", "switch", "ladder"
]


@dataclass(frozen=True, slots=True)
class Recorded:
    """Marks a field that decisions record: what the log calls it, "" for nothing, and of which kind it is."""

    called: str = ""
    kind: Kind = "text"


@dataclass(frozen=True, slots=True)
class Requisition:
    """A requisition as it is now. People and channels are Slack ids; the budget is a year's pay.

    `next_rung` is the reminder that was planned, `card_*` where its card is: no decision is about these.
    """

    id: int
    number: int
    title: Annotated[str, Recorded("the title")]
    description: Annotated[str, Recorded("the description")]
    owner: Annotated[str, Recorded("the owner", "person")]
    opened_by: str
    channel: Annotated[str, Recorded("the hiring channel", "channel")]
    sponsor: Annotated[str | None, Recorded("the sponsor", "person")]
    level: Annotated[str | None, Recorded("the level")]
    budget_low: Annotated[int | None, Recorded(kind="budget")]
    budget_high: Annotated[int | None, Recorded(kind="budget")]
    budget_currency: Annotated[str | None, Recorded(kind="budget")]
    budget_year: Annotated[int | None, Recorded(kind="budget")]
    location: Annotated[str | None, Recorded("the location")]
    specialty: Annotated[str | None, Recorded("the specialty", "role")]
    secondary: Annotated[str | None, Recorded("the second specialty", "role")]
    brief: Annotated[int | None, Recorded("the signed brief", "version")]
    filled_on: Annotated[date | None, Recorded("the day it was filled", "day")]
    state: Annotated[State, Recorded("the state", "state")]
    version: int
    opened_at: datetime
    undefined_at: datetime | None
    undefined_since: datetime | None
    defined_at: datetime | None
    snoozed_until: Annotated[date | None, Recorded("the snooze", "day")]
    snoozes: Annotated[int, Recorded(kind="count")]
    reminders_off: Annotated[bool, Recorded("the reminders", "switch")]
    ladder: Annotated[str | None, Recorded("the reminders", "ladder")]
    tenant: Tenant
    next_rung: str | None = field(default=None, compare=False)
    card_channel: str | None = field(default=None, compare=False)
    card_ts: str | None = field(default=None, compare=False)

    @property
    def budget(self) -> Budget | None:
        """The budget, or None."""
        return join_budget(self.budget_low, self.budget_high, self.budget_currency)

    def in_zone(self, zone: tzinfo) -> Self:
        """The same with its moments in that time zone: their days are those of its reader."""
        moments: dict[str, Any] = {
            name: value.astimezone(zone)
            for name in FIELDS
            if isinstance(value := getattr(self, name), datetime)
        }
        return replace(self, **moments)

    def days_undefined(self, today: date) -> int | None:
        """The days without a definition so far; None when it has one, or needs none."""
        if self.state is not State.UNDEFINED or self.undefined_at is None:
            return None
        return max((today - self.undefined_at.date()).days, 0)

    def can(self, action: Action) -> bool:
        """Whether the state of the requisition allows an action."""
        return self.state in MOVES.get(action, {})


@dataclass(frozen=True, slots=True)
class Decision:
    """Who changed what on a requisition, where, and why. `changes` has before and after by field.

    `supersedes` is the id of the decision that this one takes back.
    """

    id: int
    sequence: int
    at: datetime
    actor: str
    action: str
    from_state: str | None
    to_state: str
    changes: Mapping[str, Sequence[Any]]
    reason: str | None
    surface: str
    content_version: str
    supersedes: int | None


def has_another_description(story: Iterable[Decision]) -> bool:
    """Whether a requisition's description changed since its brief was signed or last confirmed."""
    story = tuple(story)
    taken_back = {each.supersedes for each in story}
    changed = False
    for each in story:
        if each.action in (Action.SIGN, Action.SAME_WORK):
            changed = False
        elif each.action == Action.EDIT and "description" in each.changes and each.id not in taken_back:
            changed = True
    return changed


FIELDS = tuple(each.name for each in fields(Requisition) if each.name != "tenant")
RECORDED: Mapping[str, Recorded] = {
    name: mark
    for name, hint in get_type_hints(Requisition, include_extras=True).items()
    for mark in getattr(hint, "__metadata__", ())
}
"""What a decision records of a change. The other fields follow from these, or never change."""
BUDGET = tuple(name for name, each in RECORDED.items() if each.kind == "budget")


def check(requisition: Requisition, action: Action) -> None:
    """Raise IllegalMove when the state of a requisition does not allow an action."""
    if not requisition.can(action):
        if requisition.state in MOVES[action].values():
            raise IllegalMove(
                f"Requisition {requisition.number} is {STATE_WORDS[requisition.state]} already."
            )
        told = (
            f"Requisition {requisition.number} is {STATE_WORDS[requisition.state]}, "
            f"so it cannot be {_DONE_WORDS[action]}."
        )
        if action is Action.FILL and requisition.state is State.UNDEFINED:
            told += f" Say first which role it is: req define {requisition.number}"
        raise IllegalMove(told)


def as_it_was(requisition: Requisition, since: Sequence[Mapping[str, Any]]) -> Requisition:
    """The requisition before the recorded changes `since`, which come oldest first."""
    before: dict[str, Any] = {}
    for changes in reversed(since):
        before |= _before(changes)
    return replace(requisition, **before)


def change(requisition: Requisition, action: Action, now: datetime, **wanted: Any) -> Requisition:
    """Do something to a requisition: check the move, then set the `wanted` fields and those that follow.

    IllegalMove when the state does not allow the action, or when nothing would change.
    """
    check(requisition, action)
    to_state = MOVES[action][requisition.state]
    if action is Action.REASSIGN or to_state is not State.UNDEFINED:
        wanted["snoozed_until"] = None  # it was put off by somebody, for a question that has gone
    changed = _settle(requisition, replace(requisition, state=to_state, **wanted), now)
    if not differences(requisition, changed) and action not in _CHANGES_NOTHING:
        raise IllegalMove(f"Requisition {requisition.number} is like that already. Nothing was changed.")
    return changed


def restore(requisition: Requisition, changes: Mapping[str, Any], now: datetime) -> Requisition:
    """Take back a decision's recorded `changes`."""
    return _settle(requisition, replace(requisition, **_before(changes)), now)


def differences(before: Requisition | None, after: Requisition) -> dict[str, list[Any]]:
    """What a decision records: before and after of each field that differs; a budget differs as a whole.

    A new requisition records each field that is not empty.
    """
    if before is None:
        values = {name: _to_record(getattr(after, name)) for name in RECORDED}
        return {name: [None, value] for name, value in values.items() if value not in (None, "", 0, False)}
    differ = {name for name in RECORDED if getattr(before, name) != getattr(after, name)}
    if differ & set(BUDGET):
        differ |= set(BUDGET)
    return {
        name: [_to_record(getattr(before, name)), _to_record(getattr(after, name))]
        for name in RECORDED
        if name in differ
    }


def _before(changes: Mapping[str, Any]) -> dict[str, Any]:
    """The fields before recorded changes; what is recorded beside them, such as hashes, is no field."""
    return {name: from_record(name, values[0]) for name, values in changes.items() if name in RECORDED}


def from_record(name: str, value: Any) -> Any:
    """Turn the recorded value of a field into the field's value."""
    kind = RECORDED[name].kind
    if kind == "state":
        return State(value)
    return date.fromisoformat(value) if kind == "day" and value is not None else value


def _to_record(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value


def _settle(before: Requisition, after: Requisition, now: datetime) -> Requisition:
    """Set the clocks that follow from a change. Every change starts the ladder of reminders again."""
    undefined = after.state is State.UNDEFINED
    defined_at = None if undefined else after.defined_at
    if after.state is State.DEFINED and defined_at is None:
        defined_at = now
    return replace(
        after,
        version=before.version + 1,
        undefined_at=(after.undefined_at or now) if undefined else after.undefined_at,
        undefined_since=now if undefined else None,
        defined_at=defined_at,
    )
