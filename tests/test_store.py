"""What the store promises, on both databases, with real threads where promises are about them."""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import UTC, datetime, timedelta, timezone
from typing import TypeVar

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import IntegrityError, StatementError

from bot.actors import Tenant
from bot.hiring.reminders.wishes import Known
from bot.services import retention
from bot.store import asks, events, outbox, preferences, reminders
from bot.store.asks import Asked
from bot.store.clock import WrongClock, check_clock
from bot.store.database import Database
from bot.store.models import Base, ClaimedEvent, LastAsk, OutboxRow, OutboxState
from bot.store.outbox import OutgoingMessage
from bot.store.payloads import Card, Reminder
from bot.store.trouble import DatabaseTroubleError

ACME = Tenant("", "T1")
NOW = datetime(2026, 11, 24, 9, 30, 15, 123456, tzinfo=UTC)

_T = TypeVar("_T")


def at_once(number: int, work: Callable[[], _T]) -> list[_T]:
    """Run the same work in so many threads that start together."""
    barrier = threading.Barrier(number)

    def run() -> _T:
        barrier.wait()
        while True:
            with suppress(DatabaseTroubleError):  # on a slow machine, and it says to try again
                return work()

    with ThreadPoolExecutor(number) as pool:
        return [future.result() for future in [pool.submit(run) for _ in range(number)]]


def add(database: Database, message: OutgoingMessage, tenant: Tenant = ACME, now: datetime = NOW) -> int:
    with database.transaction() as session:
        return outbox.add(session, tenant, message, now)


def row(database: Database, message_id: int) -> OutboxRow:
    with database.transaction() as session:
        return session.get_one(OutboxRow, message_id)


def test_every_table_carries_the_tenant() -> None:
    for table in Base.metadata.tables.values():
        assert {"enterprise_id", "team_id"} <= set(table.columns.keys()), table.name


def test_an_event_is_claimed_once(database: Database) -> None:
    with database.transaction() as session:
        assert events.claim(session, ACME, "Ev1", NOW)
    with database.transaction() as session:
        assert not events.claim(session, ACME, "Ev1", NOW + timedelta(minutes=5))


def test_tenants_do_not_take_each_others_events(database: Database) -> None:
    with database.transaction() as session:
        assert events.claim(session, ACME, "Ev1", NOW)
        assert events.claim(session, Tenant("", "T2"), "Ev1", NOW)
        assert events.claim(session, Tenant("E1", "T1"), "Ev1", NOW)


def test_a_claim_is_undone_with_the_effect_that_failed(database: Database) -> None:
    def fail_after_the_claim() -> None:
        with database.transaction() as session:
            assert events.claim(session, ACME, "Ev1", NOW)
            raise RuntimeError("the effect failed")

    with pytest.raises(RuntimeError, match="the effect failed"):
        fail_after_the_claim()
    with database.transaction() as session:
        assert events.claim(session, ACME, "Ev1", NOW)


def test_twenty_deliveries_of_one_event_have_one_effect(database: Database) -> None:
    def receive() -> bool:
        with database.transaction() as session:
            claimed = events.claim(session, ACME, "Ev1", NOW)
            if claimed:
                outbox.add(session, ACME, OutgoingMessage("C1", "once"), NOW)
            return claimed

    assert sorted(at_once(20, receive)) == [False] * 19 + [True]
    with database.transaction() as session:
        assert len(session.scalars(select(OutboxRow)).all()) == 1


def test_twenty_processes_may_open_a_new_database_at_once(empty_database: Database) -> None:
    url = empty_database.engine.url.render_as_string(hide_password=False)

    def open_and_ask() -> int:
        database = Database(url)
        with database.transaction() as session:
            answer = session.scalar(text("SELECT 1"))
        database.close()
        return int(answer or 0)

    assert at_once(20, open_and_ask) == [1] * 20


def test_a_moment_comes_back_as_the_same_moment_in_utc(database: Database) -> None:
    tokyo = timezone(timedelta(hours=9))
    with database.transaction() as session:
        events.claim(session, ACME, "Ev1", NOW.astimezone(tokyo))
    with database.transaction() as session:
        claimed_at = session.scalars(select(ClaimedEvent.claimed_at)).one()
    assert claimed_at == NOW
    assert claimed_at.utcoffset() == timedelta(0)


def test_a_moment_without_a_time_zone_is_refused(database: Database) -> None:
    with pytest.raises(StatementError, match="has no time zone"), database.transaction() as session:
        events.claim(session, ACME, "Ev1", NOW.replace(tzinfo=None))


def test_a_message_waits_is_taken_and_is_sent(database: Database) -> None:
    blocks = [{"type": "section", "text": {"type": "mrkdwn", "text": "Zoë & 田中"}}]
    message_id = add(database, OutgoingMessage("C1", "hello", blocks, thread_ts="1.2", ephemeral_to="U1"))
    with database.transaction() as session:
        assert outbox.waiting(session, ACME, NOW) == [message_id]
        taken = outbox.take(session, message_id, NOW)
    assert taken is not None
    assert (taken.channel, taken.text, taken.blocks) == ("C1", "hello", blocks)
    assert (taken.thread_ts, taken.ephemeral_to, taken.attempts) == ("1.2", "U1", 1)
    with database.transaction() as session:
        assert outbox.waiting(session, ACME, NOW) == []
        outbox.finish(session, message_id, OutboxState.SENT, NOW, "1764.0001")
    sent = row(database, message_id)
    assert (sent.state, sent.finished_at, sent.detail) == (OutboxState.SENT, NOW, "1764.0001")


def test_a_message_is_taken_by_one_of_many(database: Database) -> None:
    message_id = add(database, OutgoingMessage("C1", "hello"))

    def take() -> bool:
        with database.transaction() as session:
            return outbox.take(session, message_id, NOW) is not None

    assert sum(at_once(10, take)) == 1


def test_messages_wait_in_order_by_tenant_until_they_are_due(database: Database) -> None:
    first, second = (add(database, OutgoingMessage("C1", word)) for word in ("one", "two"))
    add(database, OutgoingMessage("C1", "theirs"), Tenant("", "T2"))
    add(database, OutgoingMessage("C1", "later"), now=NOW + timedelta(seconds=1))
    with database.transaction() as session:
        assert outbox.waiting(session, ACME, NOW) == [first, second]
        assert outbox.waiting(session, ACME, NOW, limit=1) == [first]


def test_reminders_for_one_channel_hold_up_no_other(database: Database) -> None:
    note = Reminder(kind="thread", requisitions=(1,), rungs=("thread-5",), audience="U1")
    crowd = [add(database, OutgoingMessage("C1", "", payload=note)) for _ in range(150)]
    other = add(database, OutgoingMessage("C2", "", payload=note))
    answers = [add(database, OutgoingMessage("C1", "an answer")) for _ in range(2)]
    edit = add(database, OutgoingMessage("C1", "", payload=note, update_ts="1.2"))
    with database.transaction() as session:
        assert outbox.waiting(session, ACME, NOW) == [crowd[0], other, *answers, edit]
        assert reminders.claim_turn(session, ACME, "C1", NOW) is None
    with database.transaction() as session:
        assert outbox.waiting(session, ACME, NOW) == [other, *answers, edit]
        assert outbox.waiting(session, ACME, NOW + reminders.PACE) == [crowd[0], other, *answers, edit]


def test_what_a_clock_ahead_has_planned_goes_when_the_clock_is_right(database: Database) -> None:
    wrong = NOW + timedelta(days=12)
    note = Reminder(kind="thread", requisitions=(1,), rungs=("thread-5",), audience="U1")
    planned, put_back, later = (
        add(database, OutgoingMessage("C1", "", payload=note), now=each) for each in (wrong, NOW, NOW)
    )
    with database.transaction() as session:
        reminders.claim_turn(session, ACME, "C1", wrong)
        outbox.take(session, put_back, wrong)
        outbox.put_back(session, put_back, wrong, "one message a second")
        outbox.take(session, later, NOW)
        outbox.put_back(session, later, NOW + timedelta(days=1), "quiet hours")
    with database.transaction() as session:
        assert outbox.waiting(session, ACME, NOW) == []
        assert outbox.back_to_now(session, ACME, NOW) == 2
        assert outbox.back_to_now(session, ACME, NOW) == 0
        assert outbox.waiting(session, ACME, NOW) == [planned]
        assert outbox.take(session, put_back, NOW) is not None
        assert outbox.take(session, later, NOW) is None
    assert row(database, planned).created_at == NOW


def test_people_for_whom_a_message_waits_are_asked_about_first(database: Database) -> None:
    with database.transaction() as session:
        preferences.ask_about(session, ACME, {"U1", "U2", "U3"})
        preferences.learn(session, ACME, "U4", Known("Europe/Berlin"), NOW - timedelta(days=1))
        asked = preferences.to_ask_about(
            session, ACME, NOW, due={"U3", "U4"}, good_for=timedelta(hours=12), limit=3
        )
        assert asked[:2] == ["U3", "U4"]
        assert preferences.is_to_be_asked_about(session, ACME, "U3")
        assert not preferences.is_to_be_asked_about(session, ACME, "U4")


def test_a_clock_that_differs_from_the_databases_is_not_trusted(database: Database) -> None:
    right = datetime.now(UTC)
    check_clock(database, right)
    if database.engine.dialect.name == "sqlite":
        check_clock(database, right + timedelta(days=12))  # the file has no clock of its own
        return
    for minutes, told in ((12 * 24 * 60, "17,280 minutes ahead of"), (-60, "60 minutes behind")):
        with pytest.raises(WrongClock, match=f"This machine's clock is {told} the database's"):
            check_clock(database, right + timedelta(minutes=minutes))


def test_a_message_put_back_is_not_taken_before_its_time(database: Database) -> None:
    message_id = add(database, OutgoingMessage("C1", "hello"))
    later = NOW + timedelta(seconds=30)
    with database.transaction() as session:
        outbox.take(session, message_id, NOW)
        outbox.put_back(session, message_id, later, "ratelimited")
    with database.transaction() as session:
        assert outbox.take(session, message_id, NOW) is None
        taken = outbox.take(session, message_id, later)
    assert taken is not None
    assert taken.attempts == 2


def test_a_finished_message_stays_as_it_is(database: Database) -> None:
    message_id = add(database, OutgoingMessage("C1", "hello"))
    with database.transaction() as session:
        outbox.take(session, message_id, NOW)
        outbox.finish(session, message_id, OutboxState.SENT, NOW)
    with database.transaction() as session:
        outbox.put_back(session, message_id, NOW, "late news")
        outbox.finish(session, message_id, OutboxState.FAILED, NOW)
    assert row(database, message_id).state is OutboxState.SENT


def test_what_a_dead_process_was_sending_is_unknown_and_not_sent_again(database: Database) -> None:
    message_id = add(database, OutgoingMessage("C1", "hello"))
    with database.transaction() as session:
        outbox.take(session, message_id, NOW)
    with database.transaction() as session:
        assert outbox.give_up_lost(session, ACME, NOW + timedelta(minutes=4)) == []
        assert outbox.give_up_lost(session, ACME, NOW + timedelta(minutes=6)) == [message_id]
        assert outbox.waiting(session, ACME, NOW + timedelta(minutes=6)) == []
    assert row(database, message_id).state is OutboxState.UNKNOWN


def test_it_is_known_how_late_messages_are(database: Database) -> None:
    with database.reading() as session:
        assert outbox.lag(session, ACME, NOW) == timedelta()
    first = add(database, OutgoingMessage("C1", "hello"))
    add(database, OutgoingMessage("C1", "hello"), now=NOW + timedelta(minutes=5))
    with database.transaction() as session:
        assert outbox.lag(session, ACME, NOW + timedelta(minutes=20)) == timedelta(minutes=20)
        assert outbox.lag(session, ACME, NOW - timedelta(minutes=1)) == timedelta()  # none is due
        outbox.take(session, first, NOW)
        assert outbox.lag(session, ACME, NOW + timedelta(minutes=20)) == timedelta(minutes=15)


def test_what_ended_long_ago_is_forgotten_and_what_waits_is_kept(database: Database) -> None:
    later = NOW + retention.KEPT
    kept = OutgoingMessage("C1", "", payload=Card(requisitions=(1,)))
    old, new, waiting, reminder = (
        add(database, message) for message in (*[OutgoingMessage("C1", "what was said")] * 3, kept)
    )
    with database.transaction() as session:
        for each, ended in ((old, NOW), (new, later), (reminder, NOW)):
            outbox.take(session, each, NOW)
            outbox.finish(session, each, OutboxState.SENT, ended)
        events.claim(session, ACME, "Ev1", NOW)
        events.claim(session, ACME, "Ev2", later)
        asked = (("U1", later - asks.KEPT), ("U2", later - asks.KEPT), ("U2", later))
        asks.keep(session, [Asked(ACME, user, "C1", "", {}, at) for user, at in asked])
    retention.forget_old(database, later + timedelta(seconds=1))
    with database.reading() as session:
        assert set(session.scalars(select(OutboxRow.id))) == {new, waiting, reminder}
        assert session.scalars(select(ClaimedEvent.event_id)).all() == ["Ev2"]
        assert session.scalars(select(LastAsk.user)).all() == ["U2"]


def test_the_database_itself_refuses_a_state_that_does_not_exist(database: Database) -> None:
    message_id = add(database, OutgoingMessage("C1", "hello"))
    with pytest.raises(IntegrityError), database.transaction() as session:
        session.execute(text("UPDATE outbox SET state = 'lost' WHERE id = :id"), {"id": message_id})


def test_sqlite_lets_readers_work_while_it_writes(sqlite_url: str) -> None:
    database = Database(sqlite_url)
    with database.engine.connect() as connection:
        assert connection.execute(text("PRAGMA journal_mode")).scalar() == "wal"
        assert connection.execute(text("PRAGMA foreign_keys")).scalar() == 1
    database.close()


def test_whoever_only_reads_waits_for_no_writer(database: Database) -> None:
    with database.transaction() as writing:
        events.claim(writing, ACME, "Ev1", NOW)
        with database.reading() as session:
            assert session.scalars(select(ClaimedEvent)).all() == []
    with database.reading() as session:
        assert len(session.scalars(select(ClaimedEvent)).all()) == 1


def test_whoever_only_reads_sees_one_moment(database: Database) -> None:
    add(database, OutgoingMessage("C1", "hello"))
    with database.reading() as session:
        before = session.scalars(select(OutboxRow.id)).all()
        add(database, OutgoingMessage("C1", "hello"))
        assert session.scalars(select(OutboxRow.id)).all() == before
    with database.reading() as session:
        assert len(session.scalars(select(OutboxRow.id)).all()) == 2


def test_a_writer_that_never_gets_its_turn_gives_up(sqlite_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.store.database._WAIT_S", 0.1)
    database = Database(sqlite_url)
    with database.transaction() as writing:
        events.claim(writing, ACME, "Ev1", NOW)
        with (
            pytest.raises(DatabaseTroubleError, match="is busy; nothing was changed"),
            database.transaction() as session,
        ):
            events.claim(session, ACME, "Ev2", NOW)
    database.close()


def test_a_patient_writer_waits_longer(sqlite_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.store.database._WAIT_S", 0.0)
    database = Database(sqlite_url)

    def write() -> bool:
        with database.transaction(patient=True) as session:
            return events.claim(session, ACME, "Ev2", NOW)

    with ThreadPoolExecutor(1) as pool:
        with database.transaction() as session:
            events.claim(session, ACME, "Ev1", NOW)
            waiting = pool.submit(write)
            with suppress(TimeoutError):
                waiting.result(timeout=0.3)  # longer than somebody who is impatient would wait
        assert waiting.result(timeout=10)
    database.close()
