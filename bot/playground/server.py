"""The local Slack as one object: state, sockets and the thread they run in."""

from collections.abc import Callable, Coroutine, Mapping
from typing import Any, TypeVar

from starlette.applications import Starlette

from bot.playground.clock import Clock
from bot.playground.faults import Faults
from bot.playground.journal import Delivery, Journal
from bot.playground.people import Person
from bot.playground.workspace import Workspace, default_workspace

T = TypeVar("T")


class LocalSlack:
    """A Slack workspace with one app installed from its manifest, served on a loopback port."""

    bot_token: str
    app_token: str
    signing_secret: str
    app_id: str
    bot_user_id: str
    bot_id: str
    asgi: Starlette

    def __init__(
        self,
        manifest: Mapping[str, Any],
        *,
        clock: Clock | None = None,
        workspace: Workspace | None = None,
        host: str = "127.0.0.1",
        port: int = 0,
    ) -> None:
        self.manifest = manifest
        self.clock = clock or Clock()
        self.workspace = workspace or default_workspace()
        self.journal = Journal(self.workspace.changed)
        self.faults = Faults()
        self.asgi = Starlette()

    @property
    def url(self) -> str:
        """Return "http://127.0.0.1:PORT"."""
        raise NotImplementedError

    @property
    def api_url(self) -> str:
        """Return the base URL for a WebClient."""
        return f"{self.url}/api/"

    def start(self) -> None:
        """Listen and serve in a background thread; OSError when the port is taken."""
        raise NotImplementedError

    def stop(self) -> None:
        """Close all sockets and end the thread; the state stays, `start` goes on with it."""
        raise NotImplementedError

    def __enter__(self) -> "LocalSlack":
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    def run(self, coroutine: Coroutine[Any, Any, T], timeout: float = 10.0) -> T:
        """Run a coroutine on the loop, from any other thread, and wait (real seconds) for its result."""
        raise NotImplementedError

    def person(self, name: str) -> Person:
        """Return the hands of a member, by name or id."""
        return Person(self, self.workspace.member(name))

    async def until(self, condition: Callable[[], T], timeout: float = 5.0) -> T:
        """Wait until the condition is truthy, looking again at every change (real seconds)."""
        raise NotImplementedError

    async def settle(self) -> None:
        """Wait until every delivery was acked or given up."""
        raise NotImplementedError

    def disconnect_sockets(self, reason: str | None = None) -> None:
        """Tell all connections to go ("warning", "refresh_requested", "link_disabled") or cut them (None)."""
        raise NotImplementedError

    def stall_sockets(self) -> None:
        """Let the open connections fall silent: nothing is read, sent or answered any more."""
        raise NotImplementedError

    def redeliver(self, delivery: Delivery) -> None:
        """Send an event once more, with its event_id, as Slack sometimes does."""
        raise NotImplementedError
