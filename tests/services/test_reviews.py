"""Look-backs from the day a role is filled to the answers: who is asked, when, once, on both databases."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from bot.actors import Actor
from bot.hiring.access import Refused
from bot.hiring.requisitions import IllegalMove, State
from bot.local_slack.state.workspace import PostedMessage
from bot.services import (
    reminder_settings,
    requisitions,
    review_booking,
)
from bot.services.changes import Changed, Once, StaleRequisition
from bot.services.export import verify
from bot.services.reviews import answer
from bot.store import reviews
from bot.store.database import Database
from bot.store.models import OutboxState
from bot.store.payloads import ReviewQuestions
from content.loading import load_content
from content.schema.reviews import Review
from tests.office import TUESDAY, Office, moment, opened
from tests.test_store import at_once

FILE = load_content().reviews
FILLED = date(2026, 11, 3)
NINETY = datetime(2027, 2, 1, 9, 30, tzinfo=UTC)  # a Monday in Lisbon
EIGHTEEN_MONTHS = datetime(2028, 5, 3, 8, 30, tzinfo=UTC)  # 09:30 in Lisbon's summer


@pytest.fixture
def office(database: Database, caplog: pytest.LogCaptureFixture) -> Iterator[Office]:
    """On a Tuesday morning, once on each database. Whatever fails on the way fails the test."""
    with opened(database) as office:
        yield office
        assert verify(database, None)[1] == []
    assert [record.getMessage() for record in caplog.records if record.exc_info] == []


def filled(office: Office, title: str = "Platform engineer", *, day: date = FILLED, **more: Any) -> int:
    """A requisition that was defined and filled; its number. The people are known to the worker."""
    number = office.open(title, **more).number
    requisitions.define(office.deps, office.actor(), number, "applied_llm")
    requisitions.fill(office.deps, office.actor(), number, day)
    office.worker.tick()
    return number


def answered(
    office: Office,
    number: int = 1,
    *,
    by: str = "ada",
    held: str = "partly",
    **more: Any,
) -> Changed:
    answers = {"kind": "90_days", "held": held, "most": "eval_safety", "now": ""} | more
    version = next(row.version for row in office.rows() if row.number == number)
    once = Once(f"{by}:{version}:{held}:{more}")
    return answer(office.deps, office.actor(by), number, answers, expected_version=version, once=once)


def asked(office: Office, name: str = "ada") -> list[PostedMessage]:
    return [message for message in office.direct(name) if "look back" in message.text]


def when(message: PostedMessage) -> datetime:
    return datetime.fromtimestamp(float(message.ts), UTC).replace(second=0, microsecond=0)


def due(office: Office) -> list[datetime | None]:
    return [row.due_at for row in sorted(office.reviews(), key=lambda row: row.kind, reverse=True)]


def test_the_owner_is_asked_after_ninety_days_and_eighteen_months(office: Office) -> None:
    filled(office)
    assert due(office) == [NINETY, EIGHTEEN_MONTHS]
    office.go_to(datetime(2028, 12, 1, tzinfo=UTC))
    first, second = asked(office)
    assert [when(first), when(second)] == [NINETY, EIGHTEEN_MONTHS]
    assert FILE.held in str(first.blocks)
    assert "after 18 months" in second.text
    assert due(office) == [None, None]
    assert len(office.direct()) == 2


def test_a_day_off_moves_it_to_the_next_working_day(office: Office) -> None:
    filled(
        office, day=date(2026, 10, 10)
    )  # 90 days later is Friday 8 January, 18 months Monday 10 April 2028
    filled(office, "Other", day=date(2026, 9, 26))  # Christmas Day
    (friday, _), (christmas, _) = sorted(
        [(row.due_at, row.requisition_id) for row in office.reviews() if row.kind == "90_days"], reverse=True
    )
    assert friday == datetime(2027, 1, 8, 9, 30, tzinfo=UTC)
    assert christmas == datetime(2026, 12, 28, 9, 30, tzinfo=UTC)


def test_a_month_without_that_day_ends_on_its_last(office: Office) -> None:
    review = Review(id="x", name="x", months=18)
    assert review.day(date(2026, 8, 31)) == date(2028, 2, 29)
    assert review.day(date(2026, 11, 3)) == date(2028, 5, 3)
    filled(office, day=date(2026, 8, 31))
    assert due(office)[1] == datetime(2028, 2, 29, 9, 30, tzinfo=UTC)


def test_a_worker_that_slept_over_both_days_asks_once(office: Office) -> None:
    filled(office)
    office.sleep_until(datetime(2029, 1, 3, 11, 0, tzinfo=UTC))
    office.go_to(datetime(2029, 3, 1, tzinfo=UTC))
    (message,) = asked(office)
    assert "after 18 months" in message.text
    assert due(office) == [None, None]


def test_a_worker_that_woke_at_night_waits_for_the_morning(office: Office) -> None:
    filled(office)
    office.sleep_until(datetime(2027, 2, 5, 23, 0, tzinfo=UTC))  # a Friday
    assert asked(office) == []
    office.go_to(datetime(2027, 2, 10, tzinfo=UTC))
    (message,) = asked(office)
    assert when(message) == datetime(2027, 2, 8, 9, 30, tzinfo=UTC)


def test_undone_before_the_day_nobody_is_asked_and_done_again_books_anew(office: Office) -> None:
    filled(office)
    requisitions.undo(office.deps, office.actor(), 1, "she declined")
    (row,) = office.rows()
    assert (row.state, row.filled_on, office.reviews()) == (State.DEFINED, None, [])
    office.go_to(datetime(2027, 1, 15, 9, 0, tzinfo=UTC))
    requisitions.fill(office.deps, office.actor(), 1, date(2027, 1, 14))
    office.go_to(datetime(2027, 5, 1, tzinfo=UTC))
    assert [when(message).date() for message in asked(office)] == [date(2027, 4, 14)]


def test_a_corrected_day_moves_what_is_booked(office: Office) -> None:
    filled(office)
    requisitions.fill(office.deps, office.actor(), 1, date(2026, 10, 1))
    assert due(office)[0] == datetime(2026, 12, 30, 9, 30, tzinfo=UTC)
    with pytest.raises(IllegalMove, match="like that already"):
        requisitions.fill(office.deps, office.actor(), 1, date(2026, 10, 1))


def test_closed_nobody_is_asked(office: Office) -> None:
    filled(office)
    requisitions.close(office.deps, office.actor(), 1, reason="they left")
    office.go_to(datetime(2028, 12, 1, tzinfo=UTC))
    assert (asked(office), office.reviews()) == ([], [])


def test_closed_between_claim_and_sending_nobody_is_asked(office: Office) -> None:
    filled(office)
    office.slack.clock.advance(NINETY - TUESDAY)
    office.worker.sweep()
    requisitions.close(office.deps, office.actor(), 1, reason="they left")
    office.go_to(NINETY + timedelta(days=4))
    assert asked(office) == []
    assert [row.state for row in office.outbox() if isinstance(row.payload, ReviewQuestions)] == [
        OutboxState.CANCELLED
    ]


def test_a_new_owner_is_asked_instead_also_between_claim_and_sending(office: Office) -> None:
    filled(office)
    office.slack.clock.advance(NINETY - TUESDAY)
    office.worker.sweep()
    requisitions.reassign(office.deps, office.actor(), 1, office.id("mei"))
    office.go_to(NINETY + timedelta(days=4))
    assert asked(office) == []
    assert len(asked(office, "mei")) == 1


def test_a_new_owner_is_asked_again_what_the_old_one_left_open(office: Office) -> None:
    filled(office)
    office.go_to(NINETY + timedelta(days=1))
    requisitions.reassign(office.deps, office.actor(), 1, office.id("mei"))
    office.go_to(NINETY + timedelta(days=4))
    assert [len(asked(office, name)) for name in ("ada", "mei")] == [1, 1]
    answered(office, by="mei")
    requisitions.reassign(office.deps, office.actor(), 1, office.id("zoe"))
    office.go_to(NINETY + timedelta(days=14))
    assert asked(office, "zoe") == []


def test_the_owner_s_own_time_zone_counts_and_moves_with_them(office: Office) -> None:
    office.slack.workspace.member("ada").tz = "Asia/Tokyo"
    filled(office)
    assert due(office)[0] == datetime(2027, 2, 1, 0, 30, tzinfo=UTC)
    reminder_settings.set_wishes(office.deps, office.actor(), office.id("ada"), time_zone="America/New_York")
    assert due(office)[0] == datetime(2027, 2, 1, 14, 30, tzinfo=UTC)


def test_who_wants_no_messages_gets_none(office: Office) -> None:
    filled(office, sponsor="sam")
    ada = office.id("ada")
    reminder_settings.set_wishes(office.deps, office.actor(), ada, ladder="off")
    office.go_to(NINETY + timedelta(days=10))
    assert (office.direct(), office.direct("sam")) == ([], [])


def test_when_the_owner_has_left_the_sponsor_is_asked(office: Office) -> None:
    filled(office, sponsor="sam")
    office.slack.workspace.member("ada").deleted = True
    office.go_to(NINETY + timedelta(days=4))
    assert asked(office) == []
    assert len(asked(office, "sam")) == 1


def test_it_counts_as_the_one_message_of_the_day(office: Office) -> None:
    filled(office)
    filled(office, "Second")
    office.go_to(NINETY + timedelta(days=4))
    assert [when(message).day for message in asked(office)] == [1, 2]
    office.open("Undefined")
    office.go_to(NINETY + timedelta(days=12))
    days = [when(message).date() for message in office.direct()]
    assert len(days) == len(set(days)) > 2


def test_five_workers_at_once_ask_once(office: Office) -> None:
    filled(office)
    office.slack.clock.advance(NINETY - TUESDAY)
    now = office.deps.now()
    written = at_once(5, lambda: review_booking.sweep(office.deps.database, now, FILE))
    assert sum(written) == 1
    office.worker.tick()
    office.worker.tick()
    assert len(asked(office)) == 1


def test_a_lost_answer_of_slack_s_is_never_asked_again(office: Office) -> None:
    filled(office)
    office.slack.clock.advance(NINETY - TUESDAY)
    office.slack.faults.fail("chat.postMessage", reset=True)
    office.worker.tick()
    office.go_to(NINETY + timedelta(days=5))
    assert len(asked(office)) == 1
    assert OutboxState.UNKNOWN in [row.state for row in office.outbox()]


def test_answered_early_it_is_not_asked(office: Office) -> None:
    filled(office)
    answered(office)
    office.go_to(NINETY + timedelta(days=10))
    assert asked(office) == []
    assert due(office) == [None, EIGHTEEN_MONTHS]
    requisitions.undo(office.deps, office.actor(), 1, "too early")
    assert [row.answers for row in office.reviews()] == [None, None]
    office.go_to(NINETY + timedelta(days=20))
    assert len(asked(office)) == 1


def test_answers_are_decisions_and_a_correction_is_another_one(office: Office) -> None:
    filled(office, sponsor="sam")
    first = answered(office, now="It would name the on-call weeks")
    assert first.decision.changes["review"][0] is None
    with pytest.raises(IllegalMove, match="before"):
        answered(office, now="It would name the on-call weeks")
    second = answered(office, by="sam", held="no")
    before, after = second.decision.changes["review"]
    assert (before["held"], after["held"]) == ("partly", "no")
    (row,) = [each for each in office.reviews() if each.answers]
    assert (row.answered_by, row.answers) == (office.id("sam"), after)
    requisitions.undo(office.deps, office.actor(), 1, "he meant another one")
    (row,) = [each for each in office.reviews() if each.answers]
    assert row.answers == before


def test_only_its_own_people_answer_and_only_what_they_saw(office: Office) -> None:
    filled(office, sponsor="sam")
    with pytest.raises(Refused, match="its owner, its sponsor, or whoever opened it"):
        answered(office, by="mei")
    answers = {"kind": "90_days", "held": "yes", "most": "else", "now": ""}
    with pytest.raises(StaleRequisition):
        answer(office.deps, office.actor(), 1, answers, expected_version=2, once=Once("stale"))
    requisitions.close(office.deps, office.actor(), 1, reason="over")
    with pytest.raises(IllegalMove, match="is not filled"):
        answered(office)


def test_two_answers_at_once_are_one_decision_and_one_who_is_told(office: Office) -> None:
    filled(office, sponsor="sam")

    def try_it(by: str) -> str:
        answers = {"kind": "90_days", "held": "yes", "most": "else", "now": by}
        actor = Actor(office.tenant, office.id(by), "modal")
        try:
            answer(office.deps, actor, 1, answers, expected_version=3, once=Once(f"by:{by}"))
        except StaleRequisition:
            return "told"
        return "done"

    names = iter(("ada", "sam"))
    found = at_once(2, lambda: try_it(next(names)))
    assert sorted(found) == ["done", "told"]


def test_tampering_with_an_answer_shows(office: Office) -> None:
    filled(office)
    answered(office)
    (row,) = [each for each in office.reviews() if each.answers]
    told = row.answers
    with office.deps.database.transaction() as session:
        session.merge(row).answers = {"kind": "90_days", "held": "yes"}
    _, (problem,) = verify(office.deps.database, None)
    assert "the look back '90_days' is not what was decided" in problem
    with office.deps.database.transaction() as session:
        session.merge(row).answers = told


def test_a_later_answer_leaves_no_question_about_the_first_months(office: Office) -> None:
    filled(office)
    answered(office, kind="18_months")
    office.go_to(moment(1, month=12) + timedelta(days=400))
    assert asked(office) == []


def test_what_is_due_is_read_from_its_index(database: Database) -> None:
    with database.transaction() as session:
        compiled = reviews.due_query(TUESDAY).compile(
            dialect=database.engine.dialect, compile_kwargs={"literal_binds": True}
        )
        sqlite = database.engine.dialect.name == "sqlite"
        if not sqlite:
            session.connection().exec_driver_sql("SET LOCAL enable_seqscan = off")  # it is an empty table
        explain = "EXPLAIN QUERY PLAN" if sqlite else "EXPLAIN"
        plan = list(session.connection().exec_driver_sql(f"{explain} {compiled}"))
    assert "ix_reviews_due_at" in str(plan)
