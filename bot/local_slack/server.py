"""The local Slack as one object: state, sockets and the thread they run in."""

import asyncio
import socket
import threading
from collections.abc import Callable, Coroutine, Mapping
from typing import Any, TypeVar

import uvicorn
from starlette.applications import Starlette
from starlette.routing import Route, WebSocketRoute
from uvicorn.protocols.http.h11_impl import H11Protocol

from bot.local_slack.messages.files import SIGN_IN, FileServer
from bot.local_slack.messages.response_url import ResponseUrls
from bot.local_slack.screens.person import Person
from bot.local_slack.slack import Slack
from bot.local_slack.state.clock import Clock
from bot.local_slack.state.company import default_workspace
from bot.local_slack.state.journal import AppDelivery
from bot.local_slack.state.workspace import Workspace
from bot.local_slack.webapi import WebApi

T = TypeVar("T")

START_SECONDS = 10.0


class LocalSlack(Slack):
    """A Slack workspace with one app installed from its manifest, served on a loopback port.

    Everything happens on one event loop in a background thread; from other threads use `run`. The manifest
    decides whether the app is reached by Socket Mode or at its request URLs. `asgi` may get further routes
    before `start`.
    """

    def __init__(
        self,
        manifest: Mapping[str, Any],
        *,
        clock: Clock | None = None,
        workspace: Workspace | None = None,
        host: str = "127.0.0.1",
        port: int = 0,
    ) -> None:
        super().__init__(
            manifest, clock or Clock(), workspace or default_workspace(), f"http://{host}:{port}"
        )
        files = FileServer(self)
        self.asgi = Starlette(
            routes=[
                Route("/api/{method}", WebApi(self).endpoint, methods=["GET", "POST"]),
                Route("/hooks/{rest:path}", ResponseUrls(self).endpoint, methods=["POST"]),
                Route("/files-pri/{file}/{rest:path}", files.endpoint, methods=["GET"]),
                Route("/upload/v1/{file}", files.upload, methods=["POST"]),
                Route(SIGN_IN, files.sign_in, methods=["GET"]),
                WebSocketRoute("/link/", self.sockets.endpoint),
            ]
        )
        self._host, self._port = host, port
        self._loop: asyncio.AbstractEventLoop | None = None
        self._server: _Server | None = None
        self._thread: threading.Thread | None = None

    @property
    def api_url(self) -> str:
        """Return the base URL for a WebClient."""
        return f"{self.url}/api/"

    def start(self) -> None:
        """Listen and serve in a background thread; OSError when the port is taken."""
        if self._thread is not None:
            raise RuntimeError("it is running already")
        listener = socket.create_server((self._host, self._port))
        self._port = listener.getsockname()[1]
        self.url = f"http://{self._host}:{self._port}"
        ready = threading.Event()
        self._thread = threading.Thread(
            target=lambda: asyncio.run(self._serve(listener, ready)), name="local-slack", daemon=True
        )
        self._thread.start()
        if not ready.wait(START_SECONDS):
            raise RuntimeError("the local Slack did not start")

    def stop(self) -> None:
        """Close all sockets and end the thread; the state stays, and `start` goes on with it."""
        if self._thread is None or self._server is None:
            return
        self._server.end()
        self._thread.join()
        self._thread = self._server = self._loop = None

    def __enter__(self) -> "LocalSlack":
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    def run(self, coroutine: Coroutine[Any, Any, T], timeout: float = 35.0) -> T:
        """Run a coroutine on the loop, from any other thread, and wait (real seconds) for its result."""
        if self._loop is None:
            coroutine.close()
            raise RuntimeError("the local Slack is not running")
        future = asyncio.run_coroutine_threadsafe(coroutine, self._loop)
        try:
            return future.result(timeout)
        finally:
            future.cancel()

    def person(self, name: str) -> Person:
        """Return the hands of a member, by name or id."""
        return Person(self, self.workspace.member(name))

    async def until(self, condition: Callable[[], T], timeout: float = 30.0) -> T:
        """Wait until the condition is truthy, looking again at every change (real seconds)."""
        changed = asyncio.Event()
        unsubscribe = self.workspace.subscribe(changed.set)
        try:
            async with asyncio.timeout(timeout):
                while not (found := condition()):
                    changed.clear()
                    await changed.wait()
                return found
        except TimeoutError:
            name = getattr(condition, "__qualname__", repr(condition))
            raise TimeoutError(f"waited {timeout} s in vain for {name}") from None
        finally:
            unsubscribe()

    async def settle(self, timeout: float = 30.0) -> None:
        """Wait until every delivery was acked or given up."""
        await self.until(lambda: all(each.done for each in self.journal.deliveries), timeout)

    async def verify_urls(self) -> list[AppDelivery]:
        """Check the request URLs as Slack does: a challenge for events, an ssl_check for each command."""
        challenge = self.workspace.new_id("challenge")
        token = self.app.verification_token
        checks = [AppDelivery("ssl_check", {"command": name, "token": token}) for name in self.app.commands]
        if self.app.events_url:
            payload = {"type": "url_verification", "token": token, "challenge": challenge}
            checks.append(AppDelivery("url_verification", payload))
        for check in checks:
            await self.dispatcher.deliver(check)
            said = check.response or {}
            echoed = challenge in (said.get("challenge"), said.get("text"))
            if check.kind == "url_verification" and not echoed:
                check.error = check.error or "challenge_failed"
        return checks

    def disconnect_sockets(self, reason: str | None = None) -> None:
        """Tell all connections to go ("warning", "refresh_requested", "link_disabled") or cut them (None)."""
        self._on_loop(self.sockets.disconnect(reason))

    def stall_sockets(self) -> None:
        """Let the open connections fall silent: nothing is read, sent or answered any more."""

        async def stall() -> None:
            self.sockets.stall()

        self._on_loop(stall())

    def redeliver(self, delivery: AppDelivery) -> AppDelivery:
        """Send an event once more with its event_id, as Slack sometimes does; returns the new delivery."""
        again = AppDelivery(delivery.kind, delivery.payload)

        async def send() -> None:
            self.dispatcher.send_event(again)

        self._on_loop(send())
        return again

    def hold_events(self) -> None:
        """Keep events back until `release_events`."""
        self.dispatcher.hold()

    def release_events(self, *, newest_first: bool = False) -> None:
        """Deliver the events kept back; with `newest_first` they arrive out of order."""

        async def release() -> None:
            self.dispatcher.release(newest_first=newest_first)

        self._on_loop(release())

    def _on_loop(self, work: Coroutine[Any, Any, None]) -> None:
        """Run something short, whether this is the loop's thread or another one."""
        if threading.current_thread() is self._thread:
            self.dispatcher.in_background(work)
        else:
            self.run(work)

    async def _serve(self, listener: socket.socket, ready: threading.Event) -> None:
        self._loop = asyncio.get_running_loop()
        self.clock.attach(self._loop)
        config = uvicorn.Config(
            self.asgi,
            http=_Http,
            log_config=None,
            log_level="warning",
            access_log=False,
            date_header=False,
            server_header=False,
            timeout_graceful_shutdown=1,
        )
        self._server = _Server(config, ready, lambda: self._before_shutdown(listener))
        await self._server.serve(sockets=[listener])
        self.clock.attach(None)

    async def _before_shutdown(self, listener: socket.socket) -> None:
        # asyncio forgets connections that were just accepted when a server closes: let them arrive first.
        asyncio.get_running_loop().remove_reader(listener)
        for _ in range(3):
            await asyncio.sleep(0)
        await self.dispatcher.cancel()
        await self.http.close()
        for connection in self.sockets.connections:
            connection.transport.abort()


class _Http(H11Protocol):
    """Gives endpoints the connection a request came by, which ASGI does not: to cut it or let it stall."""

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        self.app_state = {**self.app_state, "transport": transport}
        super().connection_made(transport)


class _Server(uvicorn.Server):
    """Says when it listens, ends at once, and lets others tidy up before connections are closed."""

    def __init__(
        self,
        config: uvicorn.Config,
        ready: threading.Event,
        before_shutdown: Callable[[], Coroutine[Any, Any, None]],
    ) -> None:
        super().__init__(config)
        self._ready = ready
        self._before_shutdown = before_shutdown
        self._loop = asyncio.get_running_loop()
        self._ended = asyncio.Event()

    def end(self) -> None:
        """Stop serving. May be called from any thread."""
        self._loop.call_soon_threadsafe(self._ended.set)

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        self._ready.set()

    async def main_loop(self) -> None:
        """Wait for the end instead of looking ten times a second whether it has come."""
        await self._ended.wait()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        await self._before_shutdown()
        await super().shutdown(sockets)
