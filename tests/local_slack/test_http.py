"""Signed HTTP delivery to a real Bolt app behind a WSGI server: signatures, bodies, retries and failures."""

import asyncio
import threading
from collections.abc import Callable, Iterator
from datetime import timedelta
from queue import SimpleQueue
from typing import Any
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

import pytest
from slack_bolt import Ack, App, BoltRequest
from slack_bolt.adapter.wsgi import SlackRequestHandler
from slack_sdk import WebClient

from bot.local_slack.server import LocalSlack
from bot.local_slack.state.clock import Clock
from tests.local_slack.conftest import NOW, Manifest

Json = dict[str, Any]
Environ = dict[str, Any]


class _Quiet(WSGIRequestHandler):
    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing about each request."""


class Site:
    """A WSGI server in a thread; `answer` is what it serves, Bolt or something that misbehaves."""

    def __init__(self) -> None:
        self.requests: list[Environ] = []
        self.answer: Callable[[Environ, Any], Any] | None = None
        self._server: WSGIServer = make_server("127.0.0.1", 0, self._serve, handler_class=_Quiet)
        self._thread = threading.Thread(target=lambda: self._server.serve_forever(poll_interval=0.01))
        self._thread.start()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._server.server_port}/slack/events"

    def _serve(self, environ: Environ, start_response: Any) -> Any:
        self.requests.append(dict(environ))
        assert self.answer is not None
        return self.answer(environ, start_response)

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()


@pytest.fixture
def site() -> Iterator[Site]:
    running = Site()
    yield running
    running.close()


@pytest.fixture
def slack(manifest: Manifest, site: Site) -> Iterator[LocalSlack]:
    """A local Slack that delivers by HTTP."""
    settings = manifest["settings"]
    settings["socket_mode_enabled"] = False
    settings["interactivity"]["request_url"] = site.url
    settings["event_subscriptions"]["request_url"] = site.url
    for command in manifest["features"]["slash_commands"]:
        command["url"] = site.url
    with LocalSlack(manifest, clock=Clock(frozen_at=NOW)) as running:
        yield running


@pytest.fixture
def app(slack: LocalSlack, site: Site) -> App:
    """A Bolt app that answers at the site, with the right signing secret."""
    client = WebClient(slack.bot_token, base_url=slack.api_url)
    app = App(
        name="app",
        client=client,
        signing_secret=slack.signing_secret,
        token_verification_enabled=False,
        process_before_response=True,
    )
    site.answer = SlackRequestHandler(app)
    return app


def keep_all(app: App) -> "SimpleQueue[BoltRequest]":
    """Let the app ack and keep commands, clicks, suggestions and messages."""
    seen: SimpleQueue[BoltRequest] = SimpleQueue()

    def keep(ack: Ack, request: BoltRequest) -> None:
        ack()
        seen.put(request)

    app.command("/salary")(keep)
    app.shortcut("scope_role")(keep)
    app.event("message")(keep)
    return seen


def answering(status: str, *headers: tuple[str, str]) -> Callable[[Environ, Any], list[bytes]]:
    """Return a WSGI app that always answers this."""

    def answer(_: Environ, start_response: Any) -> list[bytes]:
        start_response(status, [("Content-Length", "0"), *headers])
        return [b""]

    return answer


def test_signature_is_taken_by_the_stock_verifier(slack: LocalSlack, app: App) -> None:
    seen = keep_all(app)
    ada = slack.person("ada")
    assert slack.run(ada.command("#hiring", "/salary café & <b>")).error is None
    assert seen.get(timeout=5).body["text"] == "café &amp; &lt;b&gt;"
    slack.run(ada.send("#hiring", "hello"))
    slack.run(slack.settle())
    assert seen.get(timeout=5).body["event"]["text"] == "hello"


@pytest.mark.parametrize("minutes", [-6, 6])
def test_old_and_future_signatures_are_refused(slack: LocalSlack, app: App, minutes: int) -> None:
    seen = keep_all(app)
    slack.faults.signature_skew = timedelta(minutes=minutes)
    refused = slack.run(slack.person("ada").command("#hiring", "/salary"))
    assert refused.status == 401
    assert seen.empty()


def test_another_secret_is_refused(slack: LocalSlack, site: Site) -> None:
    other = App(client=WebClient("xoxb-x"), signing_secret="another", token_verification_enabled=False)
    seen = keep_all(other)
    site.answer = SlackRequestHandler(other)
    assert slack.run(slack.person("ada").command("#hiring", "/salary")).status == 401
    assert seen.empty()


def test_urls_are_verified(slack: LocalSlack, app: App, site: Site) -> None:
    assert app is not None
    checks = slack.run(slack.verify_urls())
    assert [each.kind for each in checks] == ["ssl_check", "ssl_check", "url_verification"]
    assert [each.error for each in checks] == [None] * 3
    site.answer = answering("200 OK")
    assert slack.run(slack.verify_urls())[-1].error == "challenge_failed"


def test_bodies(slack: LocalSlack, app: App, site: Site) -> None:
    keep_all(app)
    ada = slack.person("ada")
    slack.run(ada.command("#hiring", "/salary"))
    slack.run(ada.shortcut("scope_role"))
    slack.run(ada.send("#hiring", "hello"))
    slack.run(slack.settle())
    types = [each["CONTENT_TYPE"] for each in site.requests]
    assert types == ["application/x-www-form-urlencoded"] * 2 + ["application/json"]


def test_answer_in_the_body(slack: LocalSlack, app: App) -> None:
    def answer(ack: Ack, command: Json) -> None:
        ack("plain" if command["text"] == "plain" else {"text": "json", "response_type": "in_channel"})

    app.command("/salary")(answer)
    ada = slack.person("ada")
    slack.run(ada.command("#hiring", "/salary plain"))
    slack.run(ada.command("#hiring", "/salary json"))
    assert [(each.text, bool(each.ephemeral_to)) for each in ada.sees("#hiring")] == [
        ("plain", True),
        ("json", False),
    ]


def test_event_retries(slack: LocalSlack, app: App, site: Site) -> None:
    seen = keep_all(app)
    bolt, site.answer = site.answer, answering("500 Internal Server Error")
    slack.run(slack.person("ada").send("#hiring", "hello"))
    (delivery,) = slack.journal.deliveries

    def failed(times: int) -> bool:
        return len(delivery.attempts) == times and delivery.attempts[-1].error is not None

    slack.run(slack.until(lambda: failed(2)))
    slack.clock.advance(timedelta(seconds=59))
    slack.run(slack.person("ada").command("#hiring", "/salary"))
    assert len(delivery.attempts) == 2
    slack.clock.advance(timedelta(seconds=1))
    slack.run(slack.until(lambda: failed(3)))
    site.answer = bolt
    slack.clock.advance(timedelta(minutes=5))
    slack.run(slack.until(lambda: delivery.done))
    assert delivery.error is None
    request = seen.get(timeout=5)
    assert request.body["event_id"] == delivery.payload["event_id"]
    assert request.headers["x-slack-retry-num"] == ["3"]
    assert request.headers["x-slack-retry-reason"] == ["http_error"]
    assert "HTTP_X_SLACK_RETRY_NUM" not in site.requests[0]


def test_no_more_than_three_retries_and_fewer_when_asked(slack: LocalSlack, site: Site) -> None:
    site.answer = answering("503 Service Unavailable")
    slack.run(slack.person("ada").send("#hiring", "hello"))
    (first,) = slack.journal.deliveries
    for wait, tries in ((0, 2), (60, 3), (300, 4)):
        slack.clock.advance(timedelta(seconds=wait))
        slack.run(
            slack.until(lambda tries=tries: len(first.attempts) == tries and first.attempts[-1].error)  # type: ignore[misc]
        )
    slack.run(slack.until(lambda: first.done))
    site.answer = answering("503 Service Unavailable", ("X-Slack-No-Retry", "1"))
    slack.run(slack.person("ada").send("#hiring", "hello"))
    slack.run(slack.settle())
    assert [len(each.attempts) for each in slack.journal.deliveries] == [4, 1]


def test_slow_event_is_tried_again(slack: LocalSlack, app: App, site: Site) -> None:
    seen = keep_all(app)
    bolt, asked, go_on = site.answer, threading.Event(), threading.Event()

    def slow(environ: Environ, start_response: Any) -> list[bytes]:
        asked.set()
        go_on.wait(5)
        return answering("200 OK")(environ, start_response)

    site.answer = slow
    slack.run(slack.person("ada").send("#hiring", "hello"))
    assert asked.wait(5)
    site.answer = bolt
    slack.clock.advance(timedelta(seconds=3))
    (delivery,) = slack.journal.deliveries
    slack.run(slack.until(lambda: delivery.attempts[0].error))
    go_on.set()
    slack.run(slack.settle())
    assert seen.get(timeout=5).headers["x-slack-retry-reason"] == ["http_timeout"]
    assert delivery.attempts[0].error == "operation_timeout"


def test_commands_are_not_retried(slack: LocalSlack, site: Site) -> None:
    ada = slack.person("ada")
    site.answer = answering("500 Internal Server Error")
    broken = slack.run(ada.command("#hiring", "/salary"))
    assert broken.error == '/salary failed with the error "dispatch_failed"'
    asked, go_on = threading.Event(), threading.Event()

    def slow(environ: Environ, start_response: Any) -> list[bytes]:
        asked.set()
        go_on.wait(5)
        return answering("200 OK")(environ, start_response)

    site.answer = slow

    async def impatient() -> Any:
        waiting = asyncio.ensure_future(ada.command("#hiring", "/salary"))
        await asyncio.to_thread(asked.wait, 5)
        slack.clock.advance(timedelta(seconds=3))
        return await waiting

    timed_out = slack.run(impatient())
    go_on.set()
    assert timed_out.error == '/salary failed with the error "operation_timeout"'
    slack.clock.advance(timedelta(minutes=10))
    slack.run(slack.settle())
    assert [len(each.attempts) for each in slack.journal.deliveries] == [1, 1]
    assert len(site.requests) == 2


def test_nobody_listens(slack: LocalSlack, site: Site) -> None:
    site.close()
    said = slack.run(slack.person("ada").command("#hiring", "/salary"))
    assert said.error == '/salary failed with the error "dispatch_failed"'


def test_answer_that_is_no_json(slack: LocalSlack, site: Site) -> None:
    def nonsense(_: Environ, start_response: Any) -> list[bytes]:
        start_response("200 OK", [("Content-Type", "application/json"), ("Content-Length", "1")])
        return [b"{"]

    site.answer = nonsense
    said = slack.run(slack.person("ada").command("#hiring", "/salary"))
    assert said.error == '/salary failed with the error "invalid_response"'
