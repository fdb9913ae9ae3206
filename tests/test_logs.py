"""Logging: one line per record, ids only, and nothing that Bolt or the SDK would tell about requests."""

import io
import logging
import time
from collections.abc import Iterator

import pytest
from slack_bolt import App
from slack_bolt.request import BoltRequest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot import logs


@pytest.fixture
def written() -> Iterator[io.StringIO]:
    """What the process logs at its most talkative."""
    root = logging.getLogger()
    before = root.handlers[:], root.level
    stream = io.StringIO()
    logs.configure("DEBUG", stream)
    yield stream
    root.handlers[:], root.level = before


def test_a_record_is_one_line_with_its_ids(written: io.StringIO) -> None:
    ids = {"team": "T1", "event_id": "Ev1", "salary": "240000", "text": "hello"}
    logging.getLogger("bot.somewhere").info("event_claimed\nin two lines", extra=ids)
    (line,) = written.getvalue().splitlines()
    moment, rest = line.split(" ", 1)
    assert moment.endswith("Z")
    assert rest == "INFO bot.somewhere event_claimed in two lines team=T1 event_id=Ev1"


def test_an_error_with_a_requisition_names_it(written: io.StringIO) -> None:
    logs.report(logging.getLogger("bot.services"), ValueError(), "review_sweep_failed", requisition_id="7")
    assert " requisition_id=7 " in written.getvalue()


def test_an_unknown_error_gives_a_reference_a_place_and_none_of_its_words(written: io.StringIO) -> None:
    def pay(amount: str) -> int:
        return int(amount)

    try:
        try:
            pay("240k for Zoë")
        except ValueError as error:
            raise KeyError("xoxb-secret") from error
    except KeyError as error:
        reference = logs.report(logging.getLogger("bot.run.app"), error, "listener_failed", team="T1")
    (line,) = written.getvalue().splitlines()
    assert f"ref={reference} team=T1 error=KeyError<test_logs.py:" in line
    assert "|ValueError<test_logs.py:" in line
    assert ":pay<" in line
    assert "240k" not in line
    assert "xoxb" not in line


def test_an_error_from_slack_is_named_by_its_code(written: io.StringIO) -> None:
    log = logging.getLogger("bot.run.app")
    for answer in ({"ok": False, "error": "channel_not_found"}, {"status": 500, "body": "<html>"}):
        logs.report(log, SlackApiError("…", answer), "post_failed")  # type: ignore[no-untyped-call]
    logs.report(log, ConnectionRefusedError(111, "Connection refused"), "post_failed")
    first, second, third = written.getvalue().splitlines()
    assert first.endswith("error=SlackApiError(channel_not_found)")
    assert second.endswith("error=SlackApiError(no_readable_answer)")
    assert third.endswith("error=ConnectionRefusedError(Connection_refused)")


def test_bolt_and_the_sdk_tell_nothing_about_requests(written: io.StringIO) -> None:
    client = WebClient("xoxb-secret-token", base_url="http://127.0.0.1:9/api/")
    with pytest.raises(OSError, match="refused"):
        client.chat_postMessage(channel="C1", text="Zoë earns 240k")
    app = App(token="xoxb-secret-token", signing_secret="sig", token_verification_enabled=False)
    body = "command=%2Fsalary&text=240k&response_url=https%3A%2F%2Fhooks.example%2F1"
    answer = app.dispatch(BoltRequest(body=body, headers={"x-slack-signature": ["v0=no"]}))
    assert answer.status == 401
    text = written.getvalue()
    assert "240k" not in text
    assert "hooks.example" not in text
    assert "secret-token" not in text
    assert "Failed to send a request to Slack API server" in text
    assert " INFO slack_" not in text
    assert " DEBUG slack_" not in text


@pytest.mark.parametrize(
    "message",
    [
        "Failed to decode: xoxb-12-secret",
        "wss://wss-primary.slack.com/link/?ticket=secret refused",
        'on_message invoked (message: {"payload": "secret"})',
        "Invalid request (signature: v0=secret, body: text=secret)",
        "Unknown block skipped ({'text': 'secret'})",
        "proxy http://me:secret@proxy:80",
        "auth: Basic secret, headers = {'Authorization': 'secret'}"[25:],
    ],
)
def test_library_warnings_lose_their_secrets(written: io.StringIO, message: str) -> None:
    logging.getLogger("slack_sdk.web").warning(message)
    line = written.getvalue()
    assert "WARNING slack_sdk.web" in line
    assert "secret" not in line


@pytest.mark.parametrize("begun", ["[", "{x", "body x", "a://"])
def test_a_warning_takes_time_in_proportion_to_its_length(written: io.StringIO, begun: str) -> None:
    message = begun * (60_000 // len(begun))
    before = time.thread_time()
    logging.getLogger("slack_sdk.web").warning(message)
    assert time.thread_time() - before < 1  # in the square of it, it took ten
    assert written.getvalue()
