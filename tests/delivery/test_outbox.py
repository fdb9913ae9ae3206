"""Delivery from the outbox to a Slack that is quick, slow, full, silent or gone. At most once, always."""

import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from http.client import RemoteDisconnected
from unittest.mock import PropertyMock
from urllib.error import URLError

import pytest
from pydantic import SecretStr
from pytest_mock import MockerFixture
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError
from sqlalchemy import select, text

from bot.actors import Tenant
from bot.background import Background
from bot.delivery.outbox import MAX_ATTEMPTS, REFUSED_FOR, Delivery
from bot.local_slack.server import LocalSlack
from bot.local_slack.state.workspace import PostedMessage
from bot.run.web_worker import state_of
from bot.settings import Settings
from bot.slack.clients import Clients
from bot.slack.manifest import build_manifest
from bot.slack.posting import outcome_of
from bot.store import outbox
from bot.store.database import Database
from bot.store.models import OutboxRow, OutboxState
from bot.store.outbox import OutgoingMessage
from bot.store.payloads import Card, Turn
from content.loading import load_content
from tests.test_store import at_once


@dataclass
class Post:
    """A local Slack, and a delivery that posts to it. `late` moves the delivery's clock."""

    slack: LocalSlack
    database: Database
    late: timedelta = timedelta()
    background: Background = field(default_factory=Background)

    def __post_init__(self) -> None:
        self.tenant = Tenant("", self.slack.workspace.team_id)
        self.hiring = self.slack.workspace.channel("hiring").id
        settings = Settings(slack_bot_token=SecretStr(self.slack.bot_token), slack_api_url=self.slack.api_url)
        client_for = Clients(settings).posting_client_for
        self.delivery = Delivery(self.database, client_for, self.background, self.now, load_content())

    def now(self) -> datetime:
        return datetime.now(UTC) + self.late

    def add(self, message: OutgoingMessage | None = None) -> int:
        with self.database.transaction() as session:
            message = message or OutgoingMessage(self.hiring, "hello")
            return outbox.add(session, self.tenant, message, self.now())

    def row(self, message_id: int) -> OutboxRow:
        with self.database.transaction() as session:
            return session.get_one(OutboxRow, message_id)

    def posted(self, name: str = "ada") -> list[PostedMessage]:
        return [message for message in self.slack.person(name).sees("#hiring") if message.bot_id]


@pytest.fixture
def post(database: Database) -> Iterator[Post]:
    """Delivery to a local Slack in real time; once on each database."""
    with LocalSlack(build_manifest(load_content().commands)) as slack:
        post = Post(slack, database)
        yield post
        post.background.close()


def test_a_message_is_posted_with_its_blocks_in_its_thread(post: Post) -> None:
    first = post.add(OutgoingMessage(post.hiring, "hello", [{"type": "divider"}]))
    assert post.delivery.deliver(first) is not None
    (root,) = post.posted()
    assert (root.text, root.blocks[0]["type"]) == ("hello", "divider")
    assert (post.row(first).state, post.row(first).detail) == (OutboxState.SENT, root.ts)
    post.delivery.deliver(post.add(OutgoingMessage(post.hiring, "more", thread_ts=root.ts)))
    assert [message.thread_ts for message in post.posted()][1] == root.ts


def test_a_message_for_one_person_is_seen_by_nobody_else(post: Post) -> None:
    ada = post.slack.workspace.member("ada").id
    message_id = post.add(OutgoingMessage(post.hiring, "psst", ephemeral_to=ada))
    post.delivery.deliver(message_id)
    assert [message.text for message in post.posted("ada")] == ["psst"]
    assert post.posted("mei") == []
    assert post.row(message_id).state is OutboxState.SENT


def test_five_deliverers_send_once(post: Post) -> None:
    message_id = post.add()
    outcomes = at_once(5, lambda: post.delivery.deliver(message_id))
    assert sorted(outcome is None for outcome in outcomes) == [False, True, True, True, True]
    assert len(post.posted()) == 1


def test_a_refusal_is_kept_with_its_reason(post: Post) -> None:
    message_id = post.add(OutgoingMessage("C0NOWHERE", "hello"))
    post.delivery.deliver(message_id)
    row = post.row(message_id)
    assert (row.state, row.detail) == (OutboxState.FAILED, "channel_not_found")


def test_an_answer_waits_while_the_app_may_not_post(post: Post, caplog: pytest.LogCaptureFixture) -> None:
    post.slack.faults.fail("chat.postMessage", error="token_revoked")
    message_id = post.add()
    post.delivery.deliver(message_id)
    assert post.row(message_id).state is OutboxState.WAITING
    assert (
        "operator_needed Slack does not let Rolecall post (token_revoked); messages wait" in caplog.messages
    )
    told = "ready, but Slack refuses its messages (token_revoked): they wait"
    assert state_of(post.database, post.tenant) == (True, told)
    post.late = REFUSED_FOR
    post.delivery.deliver(message_id)
    assert post.row(message_id).state is OutboxState.SENT
    assert state_of(post.database, post.tenant) == (True, "ready")


def test_at_the_end_nothing_more_is_taken(post: Post) -> None:
    message_id = post.add()
    post.background.stop()
    post.delivery.deliver_soon(message_id)
    post.delivery.deliver_due(post.tenant)
    assert (post.row(message_id).state, post.row(message_id).attempts) == (OutboxState.WAITING, 0)
    assert post.posted() == []


def test_what_was_taken_as_the_end_came_is_put_back(post: Post, mocker: MockerFixture) -> None:
    message_id = post.add()
    mocker.patch.object(Background, "is_closed", PropertyMock(side_effect=[False, True]))
    assert post.delivery.deliver(message_id) is None
    assert (post.row(message_id).state, post.row(message_id).attempts) == (OutboxState.WAITING, 0)
    assert post.posted() == []


def test_a_message_of_another_release_waits_and_lets_the_others_go(post: Post) -> None:
    strange, plain = post.add(OutgoingMessage(post.hiring, "", payload=Turn(scoping=1))), post.add()
    with post.database.transaction() as session:
        session.execute(
            text('UPDATE outbox SET payload = \'{"kind": "poem"}\' WHERE id = :id'), {"id": strange}
        )
    post.delivery.deliver_due(post.tenant)
    assert post.row(plain).state is OutboxState.SENT
    assert [message.text for message in post.posted()] == ["hello"]
    with post.database.transaction() as session:
        kept = session.execute(
            text("SELECT state, attempts, payload FROM outbox WHERE id = :id"), {"id": strange}
        )
        assert "poem" in str(row := kept.one())
        assert row[:2] == ("waiting", 0)


def test_a_full_slack_is_asked_again_when_it_said(post: Post) -> None:
    post.slack.faults.rate_limit("chat.postMessage", retry_after=1)
    message_id = post.add()
    outcome = post.delivery.deliver(message_id)
    assert outcome is not None
    assert outcome.retry_in == timedelta(seconds=1)
    assert post.delivery.deliver(message_id) is None
    post.slack.run(post.slack.until(post.posted))
    assert len(post.posted()) == 1


@pytest.mark.parametrize("broken", [{"reset": True}, {"status": 500}, {"error": "fatal_error"}])
def test_when_the_answer_is_lost_the_message_is_not_sent_again(post: Post, broken: dict[str, object]) -> None:
    post.slack.faults.fail("chat.postMessage", **broken)  # type: ignore[arg-type]
    message_id = post.add()
    post.delivery.deliver(message_id)
    assert post.row(message_id).state is OutboxState.UNKNOWN
    assert post.delivery.deliver(message_id) is None
    post.delivery.deliver_waiting(post.tenant)
    post.background.close()
    assert len(post.posted()) == (1 if "reset" in broken else 0)


def test_a_slack_that_is_away_gets_the_message_when_it_is_back(post: Post) -> None:
    message_id = post.add()
    post.slack.stop()
    outcome = post.delivery.deliver(message_id)
    assert outcome is not None
    assert outcome.state is OutboxState.WAITING
    post.slack.start()
    assert post.delivery.deliver(message_id) is None
    post.late = timedelta(minutes=1)
    post.delivery.deliver(message_id)
    assert post.row(message_id).state is OutboxState.SENT
    assert len(post.posted()) == 1


def test_answers_wait_for_a_token_that_works_and_the_operator_is_told_once(
    post: Post, caplog: pytest.LogCaptureFixture
) -> None:
    post.slack.faults.fail("chat.postMessage", error="token_revoked", times=2)
    first, second = post.add(), post.add()
    for each in (first, second):
        post.delivery.deliver(each)
        assert (post.row(each).state, post.row(each).attempts) == (OutboxState.WAITING, 0)
    assert [each.getMessage() for each in caplog.records if "operator" in each.getMessage()] == [
        "operator_needed Slack does not let Rolecall post (token_revoked); messages wait"
    ]
    third = post.add(OutgoingMessage(post.hiring, "it works again"))
    other = Post(post.slack, post.database)  # a process that was refused nothing
    other.delivery.deliver(third)
    post.slack.run(post.slack.until(lambda: len(post.posted()) == 3))
    other.background.close()
    assert [message.text for message in post.posted()] == ["it works again", "hello", "hello"]


def test_a_start_lets_go_what_was_refused_and_what_was_held(post: Post) -> None:
    post.slack.faults.fail("chat.postMessage", error="invalid_auth")
    refused = post.add()
    reminder = post.add(OutgoingMessage(post.hiring, "", payload=Card(requisitions=(1,))))
    with post.database.transaction() as session:  # one that is in another channel now: nothing is left to say
        session.execute(
            text(
                "INSERT INTO requisitions (id, enterprise_id, team_id, number, title, description, owner, "
                "opened_by, channel, state, version, opened_at, snoozes, reminders_off) VALUES (1, '', 'T1', "
                "1, 'Moved', '', 'U1', 'U1', 'C1', 'defined', 1, '2026-11-01 00:00:00+00:00', 0, FALSE)"
            )
        )
    for each in (refused, reminder):
        post.delivery.deliver(each)
    held = post.row(reminder)
    assert (held.state, held.detail) == (OutboxState.WAITING, "not allowed to post")
    restarted = Post(post.slack, post.database)
    restarted.background.close()  # so that this process finds both
    restarted.delivery.deliver_waiting(post.tenant)
    for each in (reminder, refused):
        post.delivery.deliver(each)
    assert post.row(reminder).state is OutboxState.CANCELLED
    assert post.row(refused).state is OutboxState.SENT


def test_whose_answer_is_refused_in_a_channel_hears_why_in_a_direct_message(post: Post) -> None:
    ada = post.slack.workspace.member("ada")
    post.slack.faults.fail("chat.postEphemeral", error="is_archived")
    refused = post.add(OutgoingMessage(post.hiring, "$240k", ephemeral_to=ada.id))
    post.delivery.deliver(refused)

    def sent() -> OutboxRow | None:
        to_ada = (OutboxRow.channel == ada.id) & (OutboxRow.state == OutboxState.SENT)
        with post.database.transaction() as session:
            return session.scalars(select(OutboxRow).where(to_ada)).one_or_none()

    told = post.slack.run(post.slack.until(sent))
    assert told is not None
    assert (post.row(refused).state, post.row(refused).detail) == (OutboxState.FAILED, "is_archived")
    assert told.text == (
        f"I had an answer for you in <#{post.hiring}> and could not post it. "
        "That channel is archived. Ask me in another one, or in a direct message."
    )


def test_it_gives_up_after_some_attempts(post: Post) -> None:
    post.slack.faults.rate_limit("chat.postMessage", retry_after=60, times=MAX_ATTEMPTS)
    message_id = post.add()
    for _ in range(MAX_ATTEMPTS):
        post.delivery.deliver(message_id)
        post.late += timedelta(minutes=2)
    row = post.row(message_id)
    assert (row.state, row.detail) == (OutboxState.FAILED, "gave up: ratelimited")


def test_the_database_is_free_while_slack_takes_its_time(post: Post) -> None:
    asked, answered = threading.Event(), threading.Event()

    class Slow(WebClient):
        def chat_postMessage(self, **_: object) -> dict[str, str]:  # type: ignore[override]  # noqa: N802
            asked.set()
            assert answered.wait(5)
            return {"ts": "1.2"}

    post.delivery._client_for = lambda _tenant: Slow()
    message_id = post.add()
    post.delivery.deliver_soon(message_id)
    assert asked.wait(5)
    other = post.add()  # would wait for the write lock, and fail, if a transaction were open
    answered.set()
    post.background.close()
    assert post.row(message_id).state is OutboxState.SENT
    assert post.row(other).state is OutboxState.WAITING


def test_what_an_earlier_process_left_behind_is_sent_and_what_it_may_have_sent_is_not(post: Post) -> None:
    left, lost = post.add(), post.add()
    with post.database.transaction() as session:
        outbox.take(session, lost, post.now() - timedelta(minutes=10))  # not due then
    post.late = timedelta(minutes=-10)
    early = post.add(OutgoingMessage(post.hiring, "may have gone out"))
    with post.database.transaction() as session:
        outbox.take(session, early, post.now())
    post.late = timedelta()
    post.delivery.deliver_waiting(post.tenant)
    post.slack.run(post.slack.until(lambda: len(post.posted()) == 2))
    post.background.close()
    assert post.row(early).state is OutboxState.UNKNOWN
    assert {post.row(left).state, post.row(lost).state} == {OutboxState.SENT}
    assert [message.text for message in post.posted()] == ["hello", "hello"]


def test_only_what_surely_was_not_posted_is_tried_again() -> None:
    refused = URLError(ConnectionRefusedError(111, "Connection refused"))
    assert outcome_of(refused, 1).retry_in == timedelta(seconds=10)
    assert outcome_of(refused, 99).retry_in == timedelta(minutes=5)
    for lost in (TimeoutError(), URLError(TimeoutError()), RemoteDisconnected(""), ConnectionResetError()):
        assert outcome_of(lost, 1).state is OutboxState.UNKNOWN
        assert outcome_of(lost, 1).retry_in is None
    no_json = SlackApiError("…", {"status": 429, "headers": {"Retry-After": "7"}})  # type: ignore[no-untyped-call]
    assert outcome_of(no_json, 1).retry_in == timedelta(seconds=7)
