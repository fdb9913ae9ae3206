"""The door: what Slack has signed goes to Bolt, in a thread; everybody else is answered on the event loop.

A stranger costs microseconds: nothing is parsed, and no thread works, before size and signature are right.
"""

import asyncio
import logging
from collections.abc import Callable, Mapping
from http import HTTPStatus
from time import monotonic
from typing import TypeVar

from granian.rsgi import HTTPProtocol, ProtocolClosed, Scope  # type: ignore[attr-defined] # it is not in __all__
from slack_bolt import App, BoltRequest, BoltResponse
from slack_sdk.signature import SignatureVerifier

from bot.background import Background
from bot.logs import report
from bot.slack.manifest import EVENTS_PATH

THREADS = 16
"""Listeners do local work only, one thread would answer most. The others are for the day when a database
makes some of them wait."""

MAX_BODY = 1_000_000
BODY_S = 3.0  # for all of it: after three seconds Slack has stopped waiting for the answer
LATE_S = 2.5  # what has waited so long for a thread is not begun: Slack is about to say that it failed
READY_S = 0.8
TELL_EVERY_S = 60.0
_TEXT = [("content-type", "text/plain; charset=utf-8")]
_CLOSE = [*_TEXT, ("connection", "close")]  # for a body that was not read to its end
_TIMESTAMP, _SIGNATURE = "x-slack-request-timestamp", "x-slack-signature"
_T = TypeVar("_T")
State = tuple[bool, str]
"""Whether the bot can do its work now, and what /readyz says of it."""

_log = logging.getLogger(__name__)


class Door:
    """An RSGI application. `state` says whether the bot can do its work now, and may take long to say it.

    `begin` and `end` are called before the first request and after the last answer.
    """

    def __init__(
        self,
        app: App,
        signing_secret: str,
        state: Callable[[], State],
        *,
        begin: Callable[[], object],
        end: Callable[[], object],
    ) -> None:
        self._app = app
        self._verifier = SignatureVerifier(signing_secret)
        self._threads = Background(THREADS)
        self._readiness = _Readiness(state)
        self._strangers = _Counted(
            "with a wrong signature in the last minute: check ROLECALL_SLACK_SIGNING_SECRET and this "
            "machine's clock"
        )
        self._late = _Counted(
            "refused in the last minute that had waited too long for a thread: is the database slow, or this "
            "machine?"
        )
        self._begin = begin
        self._end = end

    async def __rsgi__(self, scope: Scope, protocol: HTTPProtocol) -> None:
        """Answer one request."""
        if scope.path == "/healthz":
            protocol.response_str(200, _TEXT, "alive\n")
        elif scope.path == "/readyz":
            is_ready, told = await self._readiness.state()
            protocol.response_str(200 if is_ready else 503, _TEXT, f"{told}\n")
        elif scope.path == EVENTS_PATH and scope.method == "POST":
            await self._receive(scope, protocol)
        else:
            _refuse(protocol, HTTPStatus.NOT_FOUND)

    def __rsgi_init__(self, _loop: asyncio.AbstractEventLoop) -> None:
        """Say that requests are taken from now on."""
        self._begin()

    def __rsgi_del__(self, _loop: asyncio.AbstractEventLoop) -> None:
        """End what the application stands on, after the last answer."""
        self._end()

    async def _receive(self, scope: Scope, protocol: HTTPProtocol) -> None:
        began, loop = monotonic(), asyncio.get_running_loop()
        headers = dict(scope.headers.items())
        if not _may_be_signed(headers):
            self._strangers.count()
            _refuse(protocol, HTTPStatus.UNAUTHORIZED)
            return
        raw = await _read_body(headers, protocol)
        if raw is None:
            self._strangers.count()
            return
        if isinstance(raw, HTTPStatus):
            _refuse(protocol, raw)
            return
        body = self._signed_text(headers, raw)
        if body is None:
            self._strangers.count()
            _refuse(protocol, HTTPStatus.UNAUTHORIZED)
            return

        def answer() -> BoltResponse:
            if monotonic() - began > LATE_S:
                loop.call_soon_threadsafe(self._late.count)
                return BoltResponse(status=503)
            try:
                return self._app.dispatch(
                    BoltRequest(body=body, query=scope.query_string, headers={**headers})
                )
            except Exception as error:
                report(_log, error, "request_failed")
                return BoltResponse(status=500)

        response = await _in_thread(self._threads, answer)
        sent = [(name, value) for name, values in response.headers.items() for value in values]
        protocol.response_str(response.status, sent, response.body)

    def _signed_text(self, headers: Mapping[str, str], raw: bytes) -> str | None:
        """The body if Slack has signed it within five minutes, else None."""
        try:
            body = raw.decode()
        except UnicodeDecodeError:
            return None
        return body if self._verifier.is_valid(body, headers[_TIMESTAMP], headers[_SIGNATURE]) else None


class _Counted:
    """Counts requests of a kind, and tells the operator what they are, a line a minute."""

    def __init__(self, what: str) -> None:
        self._what = what
        self._number = 0
        self._pause: asyncio.TimerHandle | None = None

    def count(self) -> None:
        self._number += 1
        if self._pause is None:
            self._tell()

    def _tell(self) -> None:
        self._pause = None
        if not self._number:
            return
        _log.warning("%d request%s %s", self._number, "" if self._number == 1 else "s", self._what)
        self._number = 0
        self._pause = asyncio.get_running_loop().call_later(TELL_EVERY_S, self._tell)


class _Readiness:
    """Asks for the state in a thread of its own, once for all who want to know, and soon stops waiting."""

    def __init__(self, state: Callable[[], State]) -> None:
        self._state = state
        self._thread = Background(1)
        self._asked: asyncio.Future[State] | None = None

    async def state(self) -> State:
        if self._asked is None or self._asked.done():
            self._asked = _in_thread(self._thread, self._ask)
        done, _ = await asyncio.wait([self._asked], timeout=READY_S)
        return self._asked.result() if done else (False, "The database does not answer.")

    def _ask(self) -> State:
        try:
            return self._state()
        except Exception as error:
            return False, f"Something is wrong (reference {report(_log, error, 'readiness_failed')})."


def _may_be_signed(headers: Mapping[str, str]) -> bool:
    """Whether its body is worth reading. The verifier takes what int() takes, and raises at the rest."""
    timestamp, signature = headers.get(_TIMESTAMP, ""), headers.get(_SIGNATURE, "")
    return (
        timestamp.isascii()
        and timestamp.isdigit()
        and len(timestamp) < 16
        and signature.startswith("v0=")
        and signature.isascii()
    )


async def _read_body(headers: Mapping[str, str], protocol: HTTPProtocol) -> bytes | HTTPStatus | None:
    """The body as it was sent, or why it is not read: nobody may send as much as they like, or as slowly.

    None when whoever sent it has hung up.
    """
    announced = headers.get("content-length", "")
    body = bytearray()
    try:
        async with asyncio.timeout(BODY_S):
            if announced.isascii() and announced.isdigit():  # the server reads no more than that
                too_large = int(announced[:20]) > MAX_BODY
                return HTTPStatus.REQUEST_ENTITY_TOO_LARGE if too_large else await protocol()
            async for chunk in protocol:
                body += chunk
                if len(body) > MAX_BODY:
                    return HTTPStatus.REQUEST_ENTITY_TOO_LARGE
    except TimeoutError:
        return HTTPStatus.REQUEST_TIMEOUT
    except ProtocolClosed:
        return None
    return bytes(body)


def _in_thread(threads: Background, work: Callable[[], _T]) -> "asyncio.Future[_T]":
    """Run work that raises nothing in a thread; the event loop gets what it returns."""
    loop = asyncio.get_running_loop()
    future: asyncio.Future[_T] = loop.create_future()

    def settle(result: _T) -> None:
        if not future.done():  # the one who asked may have hung up
            future.set_result(result)

    threads.submit(lambda: loop.call_soon_threadsafe(settle, work()))
    return future


def _refuse(protocol: HTTPProtocol, status: HTTPStatus) -> None:
    protocol.response_str(status, _CLOSE, f"{status.phrase}\n")
