"""Reminders from the first to the last, on both databases: who is reminded when, and who is left in peace."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import update

from bot.hiring.reminders.wishes import Wishes
from bot.hiring.requisitions import State
from bot.local_slack.state.workspace import PostedMessage
from bot.run.worker import Worker
from bot.services import requisitions
from bot.services.reminders import sweep
from bot.store import preferences, reminders
from bot.store.database import Database
from bot.store.models import OutboxState, PersonRow, RequisitionRow
from content.loading import load_content
from tests.handlers.requisitions import markup
from tests.office import TUESDAY, Office, moment, opened
from tests.test_store import at_once

CHANNELS = ("hiring", "founders", "partner-search")
LADDERS = load_content().ladders


@pytest.fixture
def office(database: Database, caplog: pytest.LogCaptureFixture) -> Iterator[Office]:
    """On a Tuesday morning, once on each database. Whatever fails on the way fails the test."""
    with opened(database) as office:
        yield office
    assert [record.getMessage() for record in caplog.records if record.exc_info] == []


def words(message: PostedMessage) -> str:
    return f"{message.text} {message.blocks}"


def test_the_ladder_from_the_first_card_to_the_last_note(office: Office) -> None:
    office.open("Platform engineer", sponsor="sam")
    office.go_to(moment(4, 9, 29))
    assert office.posts() == []
    office.go_to(moment(4))
    (card,) = office.posts()
    assert f"{datetime.fromtimestamp(float(card.ts), UTC):%a %H:%M}" == "Wed 09:30"
    assert "Platform engineer" in words(card)
    office.go_to(moment(5))
    (question,) = office.direct()
    assert LADDERS.question in words(question)
    office.go_to(moment(10))
    note = office.posts()[-1]
    assert note.thread_ts == card.ts
    assert f"<@{office.id('ada')}>" in note.text
    office.go_to(moment(25, 23))  # the 11th is a holiday for Sam
    assert [post.thread_ts for post in office.posts()[2:]] == [None]  # a list a week
    (to_sponsor,) = office.direct("sam")
    assert "You sponsor" in to_sponsor.text
    office.go_to(datetime(2027, 1, 10, tzinfo=UTC))
    everything = office.posts()
    assert "last note" in everything[-1].text
    office.go_to(datetime(2027, 3, 1, tzinfo=UTC))
    assert office.posts() == everything
    assert len(office.direct()) == 1
    assert len(office.direct("sam")) == 1
    assert office.rows()[0].next_due_at is None


def test_opening_sends_nothing_at_once_and_nothing_for_older_ones(office: Office) -> None:
    office.open("First")
    office.go_to(moment(4))
    office.slack.clock.advance(timedelta(hours=1))
    office.open("Second")
    office.worker.tick()
    assert [words(post).count("First") > 0 for post in office.posts()] == [True]


def test_several_on_one_day_are_one_message(office: Office) -> None:
    for number in range(3):
        office.open(f"Role {number}")
    office.go_to(moment(4, 12))
    (in_channel,) = office.posts()
    assert all(f"Role {number}" in words(in_channel) for number in range(3))
    office.go_to(moment(5, 12))
    (to_owner,) = office.direct()
    assert all(f"Role {number}" in words(to_owner) for number in range(3))


def test_a_worker_that_slept_for_three_days_sends_one_list(office: Office) -> None:
    for number in range(5):
        office.open(f"Role {number}")
    office.worker.tick()
    office.sleep_until(moment(6, 10, 15))
    assert len(office.posts()) == 1
    assert office.direct() == []
    office.go_to(moment(6, 23))
    assert len(office.posts()) == 1
    assert office.direct() == []


def test_a_worker_that_wakes_at_night_waits_for_the_morning(office: Office) -> None:
    office.open()
    office.worker.tick()
    office.sleep_until(moment(4, 22))
    assert office.posts() == []
    office.go_to(moment(5, 9, 29))
    assert office.posts() == []
    office.go_to(moment(5))
    assert len(office.posts()) == 1


def test_weekends_and_holidays_are_left_out(office: Office) -> None:
    office.slack.clock.advance(moment(27, 12) - TUESDAY)  # a Friday; the first is a holiday
    office.open()
    office.go_to(moment(30, 9, 29))
    assert office.posts() == []
    office.go_to(moment(30))
    assert len(office.posts()) == 1
    office.go_to(moment(1, 23, month=12))
    assert office.direct() == []
    office.go_to(moment(2, month=12))
    assert len(office.direct()) == 1


def test_everybody_is_written_to_at_half_past_nine_where_they_are(office: Office) -> None:
    office.open(owner="mei")  # Tokyo is nine hours ahead
    office.go_to(moment(4, 0, 29))
    assert office.posts() == []
    office.go_to(moment(4, 0, 30))
    assert len(office.posts()) == 1
    office.go_to(moment(5, 0, 30))
    assert len(office.direct("mei")) == 1


def test_somebody_who_moves_gets_the_morning_of_the_new_place(office: Office) -> None:
    office.open()
    office.go_to(moment(4, 12))
    office.slack.workspace.member("ada").tz = "America/New_York"  # five hours behind
    office.go_to(moment(5, 14, 29))
    assert office.direct() == []
    office.go_to(moment(5, 14, 30))
    assert len(office.direct()) == 1


def test_definition_between_claim_and_sending_cancels(office: Office) -> None:
    requisition = office.open()
    office.worker.tick()
    office.slack.clock.advance(moment(4) - TUESDAY)
    office.worker.sweep()
    requisitions.define(office.deps, office.actor(), requisition.number, "applied_llm")
    office.worker.deliver()
    assert office.posts() == []
    (row,) = office.outbox()
    assert row.state is OutboxState.CANCELLED
    assert office.rows()[0].next_due_at is None


def test_of_a_list_only_what_is_still_undefined_is_said(office: Office) -> None:
    first, _ = office.open("First"), office.open("Second")
    office.worker.tick()
    office.slack.clock.advance(moment(4) - TUESDAY)
    office.worker.sweep()
    requisitions.define(office.deps, office.actor(), first.number, "applied_llm")
    office.worker.deliver()
    (post,) = office.posts()
    assert "Second" in words(post)
    assert "First" not in words(post)


def test_a_new_owner_gets_no_message_that_was_meant_for_the_old_one(office: Office) -> None:
    requisition = office.open()
    office.go_to(moment(5, 9, 29))
    office.slack.clock.advance(timedelta(minutes=2))
    office.worker.sweep()
    requisitions.reassign(office.deps, office.actor(), requisition.number, office.id("zoe"))
    office.worker.deliver()
    assert office.direct() == []
    office.go_to(moment(9, 12))  # Friday the card, Monday the question
    assert office.direct() == []
    assert len(office.direct("zoe")) == 1


def test_the_card_names_a_new_owner_once_slack_has_told_who_it_is(office: Office) -> None:
    requisition = office.open()
    office.go_to(moment(4, 12))
    requisitions.reassign(office.deps, office.actor(), requisition.number, office.id("zoe"))
    office.worker.tick()
    office.slack.clock.advance(timedelta(seconds=1))
    office.worker.tick()
    (card,) = office.posts()
    assert "Owner: Zoë" in words(card)


def test_activity_starts_the_ladder_again_and_edits_the_card(office: Office) -> None:
    requisition = office.open()
    office.go_to(moment(4, 12))
    requisitions.edit(office.deps, office.actor(), requisition.number, {"title": "Better title"})
    office.go_to(moment(5, 23))
    (card,) = office.posts()
    assert card.edited
    assert "Better title" in words(card)
    assert office.direct() == []
    office.go_to(moment(6))
    assert len(office.direct()) == 1


@pytest.mark.parametrize("found_out_by_an_edit", [False, True])
def test_a_card_that_was_deleted_is_posted_again(office: Office, found_out_by_an_edit: bool) -> None:
    requisition = office.open()
    office.go_to(moment(4, 12))
    (card,) = office.posts()
    if not found_out_by_an_edit:
        requisitions.edit(office.deps, office.actor(), requisition.number, {"title": "Better title"})
        office.worker.deliver()

    async def delete() -> None:
        office.slack.workspace.remove(card)

    office.slack.run(delete())
    if found_out_by_an_edit:
        requisitions.edit(office.deps, office.actor(), requisition.number, {"title": "Better title"})
    office.go_to(moment(9, 12))
    (again,) = office.posts()
    assert "Better title" in words(again)
    assert office.rows()[0].card_ts == again.ts


def test_a_card_found_deleted_while_its_next_edit_waits_is_posted_again(office: Office) -> None:
    requisition = office.open()
    office.go_to(moment(4, 12))
    requisitions.edit(office.deps, office.actor(), requisition.number, {"title": "Better title"})
    office.worker.deliver()
    office.slack.clock.advance(moment(9, 12) - office.slack.clock.now())
    office.worker.sweep()
    with office.deps.database.transaction() as session:
        row = session.get_one(RequisitionRow, requisition.id)
        row.card_channel = row.card_ts = None  # as an edit that Slack refused leaves it
    office.worker.deliver()
    assert len(office.posts()) == 2
    assert office.rows()[0].card_ts == office.posts()[-1].ts


def test_a_defined_requisition_has_its_card_edited_and_nobody_hears_more(office: Office) -> None:
    requisition = office.open()
    office.go_to(moment(4, 12))
    requisitions.define(office.deps, office.actor(), requisition.number, "applied_llm")
    office.go_to(moment(30))
    (card,) = office.posts()
    assert card.edited
    assert office.direct() == []


def test_a_snooze_is_kept_and_ends_with_a_reminder(office: Office) -> None:
    requisition = office.open()
    office.go_to(moment(4, 12))
    requisitions.snooze(office.deps, office.actor(), requisition.number, date(2026, 11, 20))
    office.go_to(moment(19, 23))
    assert office.direct() == []
    office.go_to(moment(20))
    assert len(office.direct()) == 1


def test_the_third_snooze_asks_the_sponsor_once(office: Office) -> None:
    requisition = office.open(sponsor="sam")
    for days in (7, 8, 9):
        until = date(2026, 11, 3) + timedelta(days=days)
        requisitions.snooze(office.deps, office.actor(), requisition.number, until)
    office.go_to(moment(11, 23))
    (asked,) = office.direct("sam")
    assert "snoozed 3 times" in asked.text
    assert office.direct() == []


@pytest.mark.parametrize("how", ["requisition", "channel", "workspace"])
def test_reminders_can_be_switched_off_for_good(office: Office, how: str) -> None:
    requisition = office.open()
    if how == "requisition":
        requisitions.stop_reminding(office.deps, office.actor(), requisition.number)
    else:
        subject = office.channel("hiring") if how == "channel" else preferences.WORKSPACE
        with office.deps.database.transaction() as session:
            preferences.wish(session, office.tenant, subject, Wishes(ladder="off"))
    office.go_to(moment(30))
    assert office.posts() == []
    assert office.direct() == []


def test_somebody_who_wants_no_messages_gets_none_and_the_others_do(office: Office) -> None:
    office.open(sponsor="sam")
    with office.deps.database.transaction() as session:
        preferences.wish(session, office.tenant, office.id("ada"), Wishes(ladder="off"))
    office.go_to(moment(25, 23))
    assert office.direct() == []
    assert [post.thread_ts for post in office.posts()] == [None, None]
    assert len(office.direct("sam")) == 1


def test_nobody_gets_two_messages_a_day(office: Office) -> None:
    office.open("Monday’s")
    office.go_to(moment(4, 12))
    office.open("Wednesday’s", sponsor="ada", owner="zoe")
    office.open("Another")
    for day in range(5, 30):
        before = {name: len(office.direct(name)) for name in ("ada", "zoe")}
        in_channel = len(office.posts())
        office.go_to(moment(day, 23))
        assert all(len(office.direct(name)) - before[name] <= 1 for name in before)
        assert len(office.posts()) - in_channel <= 2  # a list, and a note below a card
    assert len(office.direct()) > 2


def test_sweepers_that_meet_write_each_message_once(office: Office) -> None:
    for number in range(6):
        office.open(f"Role {number}", owner=("ada", "zoe")[number % 2])
    with office.deps.database.transaction() as session:
        preferences.wish(session, office.tenant, preferences.WORKSPACE, Wishes(time_zone="Europe/Lisbon"))
    office.worker.tick()
    office.slack.workspace.member("zoe").tz = "Europe/Lisbon"
    office.go_to(moment(4, 12))
    office.slack.clock.advance(moment(5, 9, 31) - office.slack.clock.now())
    office.deps.people.refresh(office.tenant)
    now = office.deps.now()
    written = at_once(5, lambda: sweep(office.deps.database, now, LADDERS))
    assert sum(written) == 2
    assert len([row for row in office.outbox() if row.state is OutboxState.WAITING]) == 2
    at_once(5, office.worker.deliver)
    assert (len(office.direct()), len(office.direct("zoe"))) == (1, 1)


def test_a_sweeper_waits_for_somebody_who_is_changing_one_of_several(office: Office) -> None:
    changed = [office.open(f"Role {number}") for number in range(2)][1]
    office.worker.tick()
    office.slack.clock.advance(moment(4) - TUESDAY)
    database, now = office.deps.database, office.deps.now()
    with ThreadPoolExecutor(1) as pool:
        with database.transaction() as session:
            reminders.lock(session, [changed.id])
            swept = pool.submit(sweep, database, now, LADDERS)
            with suppress(TimeoutError):
                swept.result(timeout=0.3)  # without waiting, it would remind of the other one alone
        assert swept.result(timeout=10) == 1
    office.worker.deliver()
    (post,) = office.posts()
    assert all(f"Role {number}" in words(post) for number in range(2))


def test_messages_to_one_channel_go_out_a_second_apart(office: Office) -> None:
    now = office.deps.now()
    database = office.deps.database
    channel = office.channel("hiring")

    def turn(moment_: datetime) -> datetime | None:
        with database.transaction() as session:
            return reminders.claim_turn(session, office.tenant, channel, moment_)

    assert sorted(each is None for each in at_once(5, lambda: turn(now))) == [False] * 4 + [True]
    assert turn(now) == now + timedelta(seconds=1)
    assert turn(now + timedelta(seconds=1)) is None


def test_a_message_that_comes_late_takes_the_day_it_comes_on(office: Office) -> None:
    office.open()
    office.go_to(moment(5, 9, 29))
    office.slack.clock.advance(timedelta(minutes=2))
    office.worker.sweep()
    office.slack.clock.advance(moment(6, 10) - office.deps.now())
    office.worker.deliver()
    assert len(office.direct()) == 1
    with office.deps.database.transaction() as session:
        assert not reminders.claim_day(session, office.tenant, office.id("ada"), date(2026, 11, 6))


@pytest.mark.parametrize("trouble", ["is_archived", "not_in_channel", "channel_not_found"])
def test_of_a_channel_that_is_closed_the_owner_hears_once(office: Office, trouble: str) -> None:
    for number in range(3):
        office.open(f"Role {number}", channel="founders")
    channel = office.slack.workspace.channel("founders")
    if trouble == "is_archived":
        channel.is_archived = True
    else:
        channel.members.remove(office.slack.bot_user_id)
        channel.is_private = trouble == "channel_not_found"
    office.go_to(moment(20))
    (told,) = office.direct()
    assert f"<#{channel.id}>" in words(told)
    assert all(f"Role {number}" in words(told) for number in range(3))
    tries = [call for call in office.slack.journal.calls if call.args.get("channel") == channel.id]
    assert len(tries) == 1


def test_a_channel_that_is_open_again_is_used_after_somebody_acts(office: Office) -> None:
    requisition = office.open(channel="founders")
    channel = office.slack.workspace.channel("founders")
    channel.is_archived = True
    office.go_to(moment(6))
    channel.is_archived = False
    requisitions.edit(office.deps, office.actor(), requisition.number, {"title": "Again"})
    office.go_to(moment(9, 23))
    assert len(office.posts(where="#founders")) == 1


def test_when_the_owner_has_left_somebody_else_hears_once(office: Office) -> None:
    office.open(sponsor="sam")
    office.worker.tick()
    office.slack.workspace.member("ada").deleted = True
    office.go_to(moment(24, 23))
    (told,) = office.direct("sam")
    assert "cannot be reached any more" in told.text
    assert office.direct() == []


def test_when_nobody_can_be_told_the_operator_is(office: Office, caplog: pytest.LogCaptureFixture) -> None:
    office.open(channel="founders")
    office.worker.tick()
    with office.deps.database.transaction() as session:
        preferences.wish(session, office.tenant, office.id("ada"), Wishes(ladder="off"))
    office.slack.workspace.channel("founders").is_archived = True
    office.go_to(moment(20))
    assert [r.getMessage() for r in caplog.records].count("operator_needed is_archived") == 1
    assert office.direct() == []


@pytest.mark.parametrize("error", ["missing_scope", "token_revoked", "account_inactive", "invalid_auth"])
def test_an_app_that_may_not_post_waits_and_tells_the_operator(
    office: Office, error: str, caplog: pytest.LogCaptureFixture
) -> None:
    for name in CHANNELS:
        office.open(channel=name)
    office.worker.tick()
    office.slack.faults.fail("chat.postMessage", error=error, times=2)
    office.go_to(moment(4, 10, 0))
    assert [r.getMessage() for r in caplog.records].count(
        f"operator_needed Slack does not let Rolecall post ({error}); messages wait"
    ) == 1
    tries = [call for call in office.slack.journal.calls if call.method == "chat.postMessage"]
    assert len(tries) == 1
    office.go_to(moment(4, 13))
    office.slack.clock.advance(timedelta(hours=1))
    office.worker.tick()
    assert [len(office.posts(where=f"#{name}")) for name in ("hiring", "founders", "partner-search")] == [
        1
    ] * 3


def test_a_question_waits_until_it_is_known_what_time_it_is_for_its_reader(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    ask = office.deps.people._ask
    office.open()
    with office.deps.database.transaction() as session:  # as for people of the release before
        session.execute(update(PersonRow).values(time_zone=None, fetched_at=preferences.NEVER))
    monkeypatch.setattr(office.deps.people, "_ask", lambda *_: None)  # Slack does not say now
    for day in (4, 5):
        office.sleep_until(moment(day, 9, 30))
    assert len(office.posts()) == 1
    assert office.direct() == []
    (question,) = (row for row in office.outbox() if row.state is OutboxState.WAITING)
    assert question.detail == "time zone not known yet"
    monkeypatch.setattr(office.deps.people, "_ask", ask)
    office.go_to(moment(5, 9, 35))
    assert len(office.direct()) == 1


def test_a_worker_with_a_wrong_clock_sends_nothing_and_says_so_once(
    office: Office, caplog: pytest.LogCaptureFixture
) -> None:
    off = timedelta(days=12)
    worker = Worker(office.deps, office.delivery, office.tenant, clock=lambda: datetime.now(UTC) + off)
    office.open()
    office.slack.clock.advance(moment(4) - office.slack.clock.now())
    worker.tick()
    told = [each.getMessage() for each in caplog.records if "operator_needed" in each.getMessage()]
    if office.deps.database.engine.dialect.name == "sqlite":
        assert told == []  # a file has no clock of its own
        return
    assert len(told) == 1
    assert "This machine's clock is 17,280 minutes ahead of the database's" in told[0]
    assert office.posts() == []
    off = timedelta()
    worker.tick()
    assert len(office.posts()) == 1


def test_a_full_slack_delays_a_reminder_and_loses_none(office: Office) -> None:
    office.open()
    office.worker.tick()
    office.slack.faults.rate_limit("chat.postMessage", retry_after=1800, times=8)
    office.go_to(moment(4, 17))
    assert len(office.posts()) == 1


def test_while_slack_asks_for_a_pause_no_other_reminder_is_tried(office: Office) -> None:
    for name in CHANNELS:
        office.open(channel=name)
    office.worker.tick()
    office.slack.faults.rate_limit("chat.postMessage", retry_after=1800)
    office.go_to(moment(4, 9, 59))
    tries = [call for call in office.slack.journal.calls if call.method == "chat.postMessage"]
    assert len(tries) == 1
    office.go_to(moment(4, 10, 5))
    assert [len(office.posts(where=f"#{name}")) for name in CHANNELS] == [1, 1, 1]


def test_a_lost_answer_is_unknown_and_never_sent_again(office: Office) -> None:
    office.open()
    office.worker.tick()
    office.slack.faults.fail("chat.postMessage", reset=True)
    office.go_to(moment(4, 17))
    assert len(office.posts()) == 1
    assert [row.state for row in office.outbox()] == [OutboxState.UNKNOWN]
    assert office.rows()[0].next_rung == "owner-2"


def test_titles_cannot_call_anybody(office: Office) -> None:
    office.open("<!channel> <@U1> *bold*")
    office.open("Other <!here>")
    office.go_to(moment(5, 12))
    for message in (*office.posts(), *office.direct()):
        assert "<!" not in markup(message)
        assert "<@U1>" not in markup(message)


def test_no_reminder_closes_or_changes_anything(office: Office) -> None:
    office.open(sponsor="sam")
    office.go_to(datetime(2027, 2, 1, tzinfo=UTC))
    (row,) = office.rows()
    assert (row.state, row.version) == (State.UNDEFINED, 1)


def test_the_queries_behind_it_use_their_indexes(database: Database) -> None:
    plan: list[Any]
    with database.transaction() as session:
        compiled = reminders.due_query(TUESDAY).compile(
            dialect=database.engine.dialect, compile_kwargs={"literal_binds": True}
        )
        sqlite = database.engine.dialect.name == "sqlite"
        if not sqlite:
            session.connection().exec_driver_sql("SET LOCAL enable_seqscan = off")  # it is an empty table
        explain = "EXPLAIN QUERY PLAN" if sqlite else "EXPLAIN"
        plan = list(session.connection().exec_driver_sql(f"{explain} {compiled}"))
    assert "ix_requisitions_next_due_at" in str(plan)
