"""The door: who is let in, what a stranger costs, and that nothing stops it from saying that it is alive."""

import asyncio
import logging
import signal
import socket
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from threading import Event
from types import SimpleNamespace
from typing import Any
from urllib.parse import urlencode

import httpx
import psutil
import pytest
from granian.rsgi import ProtocolClosed  # type: ignore[attr-defined] # it is not in __all__
from slack_bolt import BoltRequest, BoltResponse
from slack_sdk.signature import SignatureVerifier
from sqlalchemy import func, select

from bot.actors import Tenant
from bot.local_slack.server import LocalSlack
from bot.local_slack.state.clock import Clock
from bot.run import door
from bot.run.door import THREADS, Door, State
from bot.run.web import CONNECTIONS
from bot.slack.manifest import EVENTS_PATH, build_manifest
from bot.store import outbox
from bot.store.database import Database
from bot.store.models import OutboxRow, OutboxState
from bot.store.outbox import OutgoingMessage
from bot.store.upgrade import migrate
from content.loading import load_content
from tests.processes import ended, free_port, get, run, running
from tests.test_processes import settings_of

SECRET = "of this app"
POSTS = 12


def signed(body: bytes, secret: str = SECRET, at: str | None = None) -> dict[str, str]:
    """The headers that Slack sends with a body."""
    at = at or str(int(time.time()))
    signature = SignatureVerifier(secret).generate_signature(timestamp=at, body=body)
    return {"x-slack-request-timestamp": at, "x-slack-signature": str(signature)}


@dataclass
class Wire:
    """What Granian hands over: one request, whose body comes in chunks, and the answer to it."""

    chunks: list[bytes]
    answers: list[tuple[int, str]] = field(default_factory=list)
    taken: int = 0

    async def __aiter__(self) -> Any:
        for chunk in self.chunks:
            self.taken += 1
            yield chunk

    async def __call__(self) -> bytes:
        return b"".join([chunk async for chunk in self])

    def response_str(self, status: int, _headers: list[tuple[str, str]], body: str) -> None:
        self.answers.append((status, body))


@dataclass
class Bolt:
    """An app that notes what it is asked."""

    asked: list[BoltRequest] = field(default_factory=list)
    work: Callable[[], object] = lambda: None

    def dispatch(self, request: BoltRequest) -> BoltResponse:
        self.asked.append(request)
        self.work()
        return BoltResponse(status=200, body="answered")


async def ask(
    at: Door, body: bytes | list[bytes] = b"", headers: dict[str, str] | None = None, path: str = EVENTS_PATH
) -> tuple[int, str]:
    """One request; without a content-length when the body is a list."""
    headers = dict(headers or {})
    if isinstance(body, bytes):
        headers["content-length"] = str(len(body))
    wire = Wire([body] if isinstance(body, bytes) else body)
    scope = SimpleNamespace(path=path, method="POST", query_string="", headers=headers)
    await at.__rsgi__(scope, wire)  # type: ignore[arg-type]
    (answer,) = wire.answers
    return answer


def new_door(bolt: Bolt, state: Callable[[], State] = lambda: (True, "ready")) -> Door:
    return Door(bolt, SECRET, state, begin=object, end=object)  # type: ignore[arg-type]


def test_who_hangs_up_is_counted_and_no_error() -> None:
    class Gone(Wire):
        async def __call__(self) -> bytes:
            raise ProtocolClosed

    at, wire = new_door(Bolt()), Gone([])
    headers = signed(b"x" * 100) | {"content-length": "100"}
    scope = SimpleNamespace(path=EVENTS_PATH, method="POST", query_string="", headers=headers)
    asyncio.run(at.__rsgi__(scope, wire))  # type: ignore[arg-type]
    assert wire.answers == []


BODY = b"command=%2Fsalary&text=infra"


@pytest.mark.parametrize(
    ("body", "headers", "expected"),
    [
        (BODY, lambda: signed(BODY), 200),
        ([BODY[:5], BODY[5:]], lambda: signed(BODY), 200),
        (BODY, dict, 401),
        (BODY, lambda: signed(BODY, "of another app"), 401),
        (BODY + b"x", lambda: signed(BODY), 401),
        (BODY, lambda: signed(BODY, at=str(int(time.time()) - 900)), 401),
        (BODY, lambda: signed(BODY) | {"x-slack-request-timestamp": "yesterday"}, 401),
        (BODY, lambda: signed(BODY) | {"x-slack-request-timestamp": ""}, 401),
        (BODY, lambda: signed(BODY) | {"x-slack-request-timestamp": "١٧٠٠"}, 401),
        (BODY, lambda: signed(BODY) | {"x-slack-request-timestamp": "9" * 5000}, 401),
        (BODY, lambda: signed(BODY) | {"x-slack-signature": "v0=é"}, 401),
        (b"\xff\xfe=1", lambda: signed(b"a"), 401),
        (b'{"payload": [[[', dict, 401),
        (b"a" * 1_000_001, lambda: signed(BODY), 413),
        ([b"a" * 600_000] * 9, lambda: signed(BODY), 413),
    ],
)
def test_only_what_slack_has_signed_is_looked_at(
    body: Any, headers: Callable[[], dict[str, str]], expected: int
) -> None:
    bolt = Bolt()
    status, _ = asyncio.run(ask(new_door(bolt), body, headers()))
    assert status == expected
    assert [request.raw_body for request in bolt.asked] == ([BODY.decode()] if expected == 200 else [])


def test_a_body_without_an_end_is_not_read_to_it() -> None:
    wire = Wire([b"a" * 500_000] * 100)
    scope = SimpleNamespace(path=EVENTS_PATH, method="POST", query_string="", headers=signed(BODY))
    asyncio.run(new_door(Bolt()).__rsgi__(scope, wire))  # type: ignore[arg-type]
    assert wire.taken == 3


def test_a_stranger_is_counted_and_told_of_once_a_minute(
    caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(door, "TELL_EVERY_S", 0.05)

    async def knock() -> None:
        at = new_door(Bolt())
        for _ in range(5):
            await ask(at, BODY)
        await asyncio.sleep(0.15)

    with caplog.at_level(logging.WARNING):
        asyncio.run(knock())
    told = [record.getMessage().split(" with ")[0] for record in caplog.records]
    assert told == ["1 request", "4 requests"]


def test_it_says_that_it_is_alive_while_every_thread_is_stuck(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    go_on = Event()
    bolt = Bolt(work=lambda: go_on.wait(10))
    monkeypatch.setattr(door, "LATE_S", 0.25)

    async def crowd() -> None:
        at = new_door(bolt)
        stuck = [asyncio.ensure_future(ask(at, BODY, signed(BODY))) for _ in range(THREADS + 2)]
        while len(bolt.asked) < THREADS:
            await asyncio.sleep(0.01)
        await asyncio.sleep(2 * door.LATE_S)
        assert await ask(at, path="/healthz") == (200, "alive\n")
        assert await ask(at, path="/readyz") == (200, "ready\n")
        go_on.set()
        # Who had to wait longer than Slack does hears no, and nothing is done behind their back.
        assert sorted(status for status, _ in await asyncio.gather(*stuck)) == [200] * THREADS + [503] * 2

    asyncio.run(crowd())
    assert len(bolt.asked) == THREADS
    assert "1 request refused in the last minute that had waited too long" in caplog.text


def test_it_is_not_ready_while_the_database_hangs(monkeypatch: pytest.MonkeyPatch) -> None:
    go_on, asked = Event(), []
    monkeypatch.setattr(door, "READY_S", 0.05)

    def state() -> State:
        asked.append(1)
        return go_on.wait(10), "ready"

    async def probe() -> None:
        at = new_door(Bolt(), state)
        for _ in range(3):
            assert await ask(at, path="/readyz") == (503, "The database does not answer.\n")
        assert asked == [1]  # nobody stands in line behind the one who hangs
        go_on.set()
        await asyncio.sleep(0.05)
        assert await ask(at, path="/readyz") == (200, "ready\n")

    asyncio.run(probe())


@dataclass(frozen=True)
class Served:
    """A server as people run it, and a Slack that takes for ever to post."""

    slack: LocalSlack
    port: int
    process: Any
    database: Database

    def post(self, content: Any, headers: dict[str, str] | None = None) -> httpx.Response:
        url = f"http://127.0.0.1:{self.port}{EVENTS_PATH}"
        form = {"content-type": "application/x-www-form-urlencoded"}
        return httpx.post(url, content=content, headers=form | (headers or {}), trust_env=False, timeout=30)

    def command(self) -> bytes:
        workspace = self.slack.workspace
        known = {"team_id": workspace.team_id, "user_id": "U1", "trigger_id": "1.2.3"}
        said = {
            "command": "/salary",
            "text": "infra\0structure senior",
            "channel_id": "D0",
            "channel_name": "",
        }
        return urlencode(known | said).encode()


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """One server for all that has to be seen on real sockets."""
    path: Path = tmp_path_factory.mktemp("door") / "rolecall.db"
    database = Database(f"sqlite:///{path}")
    migrate(database)
    assert path.stat().st_mode & 0o077 == 0  # it is for nobody else on this machine
    port = free_port()
    manifest = build_manifest(load_content().commands, f"http://127.0.0.1:{port}")
    with LocalSlack(manifest, clock=Clock(frozen_at=datetime.now(UTC))) as slack:
        slack.faults.delay("chat.postMessage", 60.0, times=100)  # and time stands still: these never end
        with database.transaction() as session:
            for number in range(POSTS):
                message = OutgoingMessage(slack.workspace.channel("hiring").id, str(number))
                outbox.add(session, Tenant("", slack.workspace.team_id), message, datetime.now(UTC))
        with running("web", "--port", str(port), **settings_of(slack, f"sqlite:///{path}")) as process:
            assert get(f"http://127.0.0.1:{port}/readyz").text == "ready\n"
            yield Served(slack, port, process, database)
    database.close()


def test_only_so_many_connections_are_open_at_a_time(served: Served) -> None:
    processes = psutil.Process(served.process.pid).children(recursive=True)

    def taken() -> int:
        opened = (each for process in processes for each in process.net_connections("tcp"))
        return sum(
            each.status == psutil.CONN_ESTABLISHED and each.laddr.port == served.port for each in opened
        )

    with ExitStack() as stack:
        for _ in range(CONNECTIONS + 40):
            stack.enter_context(socket.create_connection(("127.0.0.1", served.port)))
        until = time.monotonic() + 10
        while taken() < CONNECTIONS and time.monotonic() < until:
            time.sleep(0.02)
        assert taken() == CONNECTIONS
    assert get(f"http://127.0.0.1:{served.port}/healthz").text == "alive\n"


def test_half_sent_requests_stop_nobody(served: Served) -> None:
    half = (
        b"POST /slack/events HTTP/1.1\r\nhost: a\r\ncontent-length: 1000\r\n"
        b"x-slack-request-timestamp: %d\r\nx-slack-signature: v0=00\r\n\r\nab" % time.time()
    )
    waiting = [socket.create_connection(("127.0.0.1", served.port)) for _ in range(3 * THREADS)]
    for connection in waiting:
        connection.sendall(half)
    assert get(f"http://127.0.0.1:{served.port}/healthz").text == "alive\n"
    body = served.command()
    headers = signed(body, served.slack.signing_secret)
    assert "$280k" in served.post(body, headers).text
    assert "$280k" in served.post((part for part in (body[:20], body[20:])), headers).text  # in chunks
    assert served.post(body).status_code == 401
    assert served.post(b"a" * 1_100_000, headers).status_code == 413
    for connection in waiting:
        connection.settimeout(10)
        assert connection.recv(100).startswith(b"HTTP/1.1 408 ")
        connection.close()


def test_a_port_that_is_taken_is_said_in_a_sentence(served: Served) -> None:
    done = run("web", "--port", str(served.port), **settings_of(served.slack, "sqlite:///no.db"))
    assert done.returncode == 1
    assert done.stderr.startswith(f"Port {served.port} is taken by another program")
    assert done.stderr.count("\n") == 1


def test_it_ends_in_time_and_what_was_not_posted_waits(served: Served) -> None:
    """The last one: it ends the server."""
    served.slack.run(served.slack.until(lambda: _count(served, OutboxState.SENDING) > 0))
    began = time.monotonic()
    code, _, log = ended(served.process, signal.SIGTERM)
    assert code == 0
    assert time.monotonic() - began < 8
    sending = _count(served, OutboxState.SENDING)
    assert sending < POSTS  # these may have been posted, nobody knows
    assert _count(served, OutboxState.WAITING) == POSTS - sending
    assert log.count("with a wrong signature in the last minute") == 1
    assert "work_given_up" in log
    assert "Traceback" not in log


def _count(served: Served, state: OutboxState) -> int:
    with served.database.reading() as session:
        return session.scalar(select(func.count()).where(OutboxRow.state == state)) or 0
