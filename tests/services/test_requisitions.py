"""Requisitions on both databases: every move, two people at once, one effect for each request."""

import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta
from typing import TypeVar

import pytest
from pydantic import SecretStr
from sqlalchemy import select

from bot.actors import Actor, Tenant
from bot.hiring.access import NoSuchRequisition, WorkspaceRank
from bot.hiring.reminders.wishes import Known
from bot.hiring.requisitions import MOVES, Action, IllegalMove, State
from bot.run.app import build_deps
from bot.services import home, requisitions
from bot.services.changes import Changed, DoneBefore, Once, StaleRequisition
from bot.services.deps import Deps
from bot.services.export import verify
from bot.services.requisitions import NotThatDay, Opening
from bot.settings import Settings
from bot.store import preferences
from bot.store.database import Database
from bot.store.models import OutboxRow, RequisitionRow
from bot.store.outbox import OutgoingMessage
from bot.store.payloads import Card
from bot.store.trouble import DatabaseTroubleError

ACME, OTHERS = Tenant("", "T1"), Tenant("", "T2")
ADA, MEI = Actor(ACME, "U1", "command", channel="C1"), Actor(ACME, "U2", "button", channel="C1")
OTHER = Actor(OTHERS, "U1", "command", channel="C1")
NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
SOON = date(2026, 12, 10)
DO: dict[Action, Callable[[Deps, Actor, int], Changed]] = {
    Action.EDIT: lambda deps, actor, number: requisitions.edit(deps, actor, number, {"title": "New"}),
    Action.DEFINE: lambda deps, actor, number: requisitions.define(deps, actor, number, "eval_safety"),
    Action.SNOOZE: lambda deps, actor, number: requisitions.snooze(deps, actor, number, SOON),
    Action.REASSIGN: lambda deps, actor, number: requisitions.reassign(deps, actor, number, "U9"),
    Action.STOP_REMINDING: requisitions.stop_reminding,
    Action.NOT_LLM: requisitions.not_llm,
    Action.FILL: lambda deps, actor, number: requisitions.fill(deps, actor, number, NOW.date()),
    Action.CLOSE: requisitions.close,
}
INTO: dict[State, tuple[Action, ...]] = {
    State.UNDEFINED: (),
    State.DEFINED: (Action.DEFINE,),
    State.FILLED: (Action.DEFINE, Action.FILL),
    State.NOT_LLM: (Action.NOT_LLM,),
    State.CLOSED: (Action.CLOSE,),
}
T = TypeVar("T")


class Time:
    """A clock that a test moves."""

    now = NOW


@pytest.fixture
def time() -> Time:
    return Time()


@pytest.fixture
def deps(database: Database, time: Time) -> Iterator[Deps]:
    """What the handlers work with; its Slack cannot be reached, which nothing here waits for."""
    settings = Settings(
        database_url=database.engine.url.render_as_string(hide_password=False),
        slack_bot_token=SecretStr("xoxb-none"),
        slack_api_url="http://127.0.0.1:9/api/",
    )
    built, _ = build_deps(settings, now=lambda: time.now)
    with database.transaction() as session:
        for tenant, user in ((OTHERS, "U1"), *((ACME, f"U{number}") for number in range(1, 20))):
            preferences.learn(session, tenant, user, Known(rank=WorkspaceRank.MEMBER), NOW)
    yield built
    built.close()


def opened(deps: Deps, actor: Actor = ADA, title: str = "LLM engineer", **more: object) -> int:
    opening = Opening(title, "", actor.user, "C1", **more)  # type: ignore[arg-type]
    return requisitions.open_requisition(deps, actor, opening).requisition.number


def at_once(works: list[Callable[[], T]]) -> list[T | Exception]:
    """Run works in threads that start together; what each returned or raised."""
    barrier = threading.Barrier(len(works))

    def run(work: Callable[[], T]) -> T | Exception:
        barrier.wait()
        while True:
            try:
                return work()
            except DatabaseTroubleError:  # on a slow machine; nothing was changed, and it says to try again
                continue
            except Exception as error:
                return error

    with ThreadPoolExecutor(len(works)) as pool:
        return list(pool.map(run, works))


def sound(deps: Deps) -> bool:
    _, problems = verify(deps.database, None)
    return problems == []


@pytest.mark.parametrize("action", list(DO))
@pytest.mark.parametrize("state", list(State))
def test_every_move_is_allowed_or_refused_by_the_table(deps: Deps, state: State, action: Action) -> None:
    number = opened(deps)
    for into in INTO[state]:
        DO[into](deps, ADA, number)
    before = requisitions.get(deps, ADA, number)
    assert before.state is state
    leads_to = MOVES[action].get(state)
    same = INTO[state][-1:] == (action,)  # defined as the same again, or filled on the same day
    if leads_to is None or same:
        with pytest.raises(IllegalMove, match=f"Requisition {number} is "):
            DO[action](deps, MEI, number)
        assert requisitions.get(deps, ADA, number) == before
    else:
        after = DO[action](deps, MEI, number)
        assert after.requisition.state is leads_to
        assert after.requisition.version == before.version + 1
        assert (after.decision.action, after.decision.actor) == (action, "U2")
    assert sound(deps)


@pytest.mark.parametrize(
    ("days", "told"), [(1, "has not come yet"), (-733, "more than two years ago"), (0, None), (-732, None)]
)
def test_a_day_on_which_it_cannot_have_been_filled_is_refused(
    deps: Deps, days: int, told: str | None
) -> None:
    number = opened(deps)
    DO[Action.DEFINE](deps, ADA, number)
    day = NOW.date() + timedelta(days=days)
    if told is None:
        assert requisitions.fill(deps, MEI, number, day).requisition.filled_on == day
    else:
        with pytest.raises(NotThatDay, match=told):
            requisitions.fill(deps, MEI, number, day)


def test_numbers_are_each_workspace_s_own(deps: Deps) -> None:
    assert [opened(deps), opened(deps)] == [1, 2]
    assert opened(deps, OTHER) == 1
    with pytest.raises(NoSuchRequisition, match=r"There is no requisition 2 here\."):
        requisitions.get(deps, OTHER, 2)


def test_twenty_people_who_open_at_once_get_twenty_numbers(deps: Deps) -> None:
    found = at_once([lambda: opened(deps)] * 20)
    assert sorted(str(number) for number in found) == sorted(str(number) for number in range(1, 21))


def test_of_two_who_saw_the_same_the_second_is_told_what_the_first_did(deps: Deps) -> None:
    number = opened(deps)
    done = at_once(
        [
            lambda: requisitions.define(deps, ADA, number, "eval_safety", expected_version=1),
            lambda: requisitions.reassign(deps, MEI, number, "U7", expected_version=1, reason="holiday"),
        ]
    )
    (stale,) = [each for each in done if isinstance(each, StaleRequisition)]
    (first,) = [each for each in done if isinstance(each, Changed)]
    assert stale.since == [first.decision]
    assert stale.requisition == first.requisition == requisitions.get(deps, ADA, number)
    assert len(requisitions.story(deps, ADA, number).decisions) == 2
    assert sound(deps)


def test_many_who_have_seen_nothing_queue_up_and_each_is_recorded(deps: Deps) -> None:
    number = opened(deps)
    done = at_once(
        [
            lambda owner=owner: requisitions.reassign(deps, ADA, number, owner)  # type: ignore[misc]
            for owner in ("U11", "U12", "U13", "U14", "U15")
        ]
    )
    assert all(isinstance(each, Changed) for each in done)
    story = requisitions.story(deps, ADA, number).decisions
    assert [each.sequence for each in story] == [1, 2, 3, 4, 5, 6]
    owners = [each.changes["owner"] for each in story[1:]]
    assert [before for before, _ in owners] == ["U1", *(after for _, after in owners[:-1])]
    assert sound(deps)


def test_one_request_has_one_effect_and_one_reply(deps: Deps) -> None:
    number = opened(deps)
    once = Once("Ev1", lambda changed: OutgoingMessage("D1", f"version {changed.requisition.version}"))
    done = at_once([lambda: requisitions.snooze(deps, ADA, number, SOON, once=once)] * 5)
    assert sum(isinstance(each, DoneBefore) for each in done) == 4
    assert requisitions.get(deps, ADA, number).snoozes == 1
    with deps.database.transaction() as session:
        assert [row.text for row in session.scalars(select(OutboxRow))] == ["version 2"]


def test_a_reply_that_cannot_be_written_undoes_the_change(deps: Deps) -> None:
    number = opened(deps)

    def broken(_: Changed) -> OutgoingMessage:
        raise RuntimeError("the process ended here")

    with pytest.raises(RuntimeError):
        requisitions.close(deps, ADA, number, once=Once("Ev1", broken))
    assert requisitions.get(deps, ADA, number).state is State.UNDEFINED
    requisitions.close(deps, ADA, number, once=Once("Ev1"))
    assert len(requisitions.story(deps, ADA, number).decisions) == 2


def test_undo_gives_back_what_was_and_can_be_undone(deps: Deps, time: Time) -> None:
    number = opened(deps)
    undefined_at = requisitions.get(deps, ADA, number).undefined_at
    requisitions.snooze(deps, ADA, number, SOON)
    snoozed = requisitions.get(deps, ADA, number)
    time.now += timedelta(days=3)
    defined = requisitions.define(deps, ADA, number, "eval_safety").requisition
    assert (defined.snoozed_until, defined.defined_at) == (None, time.now)
    undone = requisitions.undo(deps, MEI, number, "too early")
    after = undone.requisition
    assert (after.state, after.specialty, after.defined_at) == (State.UNDEFINED, None, None)
    assert (after.snoozed_until, after.snoozes) == (snoozed.snoozed_until, 1)
    assert after.undefined_at == undefined_at  # the clock that people see was never right to stop
    assert after.undefined_since == time.now  # the ladder begins again
    again = requisitions.undo(deps, ADA, number, "no, it was right")
    assert again.requisition.specialty == "eval_safety"
    assert again.decision.supersedes == undone.decision.id
    assert sound(deps)


def test_the_opening_itself_is_not_undone(deps: Deps) -> None:
    number = opened(deps)
    with pytest.raises(IllegalMove, match="close it"):
        requisitions.undo(deps, ADA, number, "oops")


@pytest.mark.parametrize("until", [NOW.date(), date(2026, 11, 1), date(2027, 11, 26)])
def test_a_snooze_needs_a_day_that_can_be_meant(deps: Deps, until: date) -> None:
    number = opened(deps)
    with pytest.raises(IllegalMove, match="Choose a day from tomorrow on, within a year"):
        requisitions.snooze(deps, ADA, number, until)


def test_a_new_owner_is_not_bound_by_the_old_one_s_snooze(deps: Deps) -> None:
    number = opened(deps)
    requisitions.snooze(deps, ADA, number, SOON)
    assert requisitions.reassign(deps, ADA, number, "U2").requisition.snoozed_until is None


def test_a_change_plans_reminders_and_edits_the_card_in_the_same_transaction(deps: Deps) -> None:
    number = opened(deps)
    with deps.database.transaction() as session:
        row = session.scalars(select(RequisitionRow)).one()
        assert row.next_due_at is not None
        row.card_channel, row.card_ts = "C1", "1.5"
    requisitions.define(deps, ADA, number, "eval_safety")
    with deps.database.transaction() as session:
        row = session.scalars(select(RequisitionRow)).one()
        assert (row.next_rung, row.next_due_at, row.next_audience) == (None, None, None)
        (edit,) = session.scalars(select(OutboxRow)).all()
        assert (edit.channel, edit.update_ts) == ("C1", "1.5")
        assert edit.payload == Card(requisitions=(row.id,))


def test_the_dashboard_counts_what_is_there(deps: Deps, time: Time) -> None:
    empty = home.dashboard(deps, ADA).numbers
    assert (empty.open, empty.undefined, empty.median_days) == (0, 0, None)
    for days in (2, 4, 9):
        number = opened(deps)
        time.now += timedelta(days=days)
        requisitions.define(deps, ADA, number, "eval_safety")
    requisitions.close(deps, ADA, 1)
    opened(deps, title="young")
    time.now += timedelta(days=30)
    opened(deps, title="new")
    opened(deps, OTHER)
    found = home.dashboard(deps, ADA)
    numbers = found.numbers
    assert (numbers.open, numbers.undefined, numbers.waiting) == (4, 2, (1, 0, 0, 1))
    assert (numbers.definitions, numbers.median_days) == (3, 4.0)
    assert [each.title for each in found.undefined.requisitions] == ["young", "new"]
