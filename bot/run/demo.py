"""The real bot beside a local Slack, in one process: what `rolecall demo` and `rolecall try` run."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import urlsplit

from pydantic import SecretStr
from slack_bolt.adapter.socket_mode import SocketModeHandler
from slack_sdk.socket_mode import SocketModeClient

from bot.actors import Tenant
from bot.errors import RolecallError
from bot.local_slack.server import LocalSlack
from bot.run.app import build_deps, create_app
from bot.run.socket_mode import close
from bot.run.worker import Worker
from bot.settings import Settings
from bot.slack.manifest import build_manifest
from bot.store.upgrade import migrate
from content.loading import ContentError, load_content

_PROXIES = ("HTTP_PROXY", "HTTPS_PROXY", "http_proxy", "https_proxy")


def new_slack(port: int = 0) -> LocalSlack:
    """A local Slack with Rolecall installed, not started yet. RolecallError when the content is wrong."""
    try:
        commands = load_content().commands
    except ContentError as error:
        raise RolecallError(f"The content files need a look:\n{error}") from error
    return LocalSlack(build_manifest(commands), port=port)


@contextmanager
def started(slack: LocalSlack) -> Iterator[LocalSlack]:
    """The local Slack while it is listening. RolecallError when its port is taken."""
    try:
        slack.start()
    except OSError as error:
        port = urlsplit(slack.url).port or 0
        raise RolecallError(
            f"Port {port} is taken. Stop what uses it, or choose another: make demo PORT={port + 1}"
        ) from error
    try:
        yield slack
    finally:
        slack.stop()


@contextmanager
def bot_beside(slack: LocalSlack, *, takes_pictures: bool = True) -> Iterator[None]:
    """Rolecall, joined to a started local Slack by Socket Mode, with a database that is gone afterwards.

    Its reminders run by the local Slack's clock, and at once when that clock is let pass. A terminal
    `takes_pictures` not, so it gets them in characters.
    """
    for name in _PROXIES:
        os.environ.pop(name, None)  # the SDK would ask the company's proxy for an address on this machine
    with TemporaryDirectory(prefix="rolecall-") as folder:
        settings = Settings(
            database_url=f"sqlite:///{Path(folder, 'rolecall.db')}",
            slack_bot_token=SecretStr(slack.bot_token),
            slack_app_token=SecretStr(slack.app_token),
            slack_api_url=slack.api_url,
        )
        deps, delivery = build_deps(settings, slack.clock.now, takes_pictures=takes_pictures)
        migrate(deps.database)
        handler = SocketModeHandler(create_app(settings, deps), slack.app_token)
        worker = Worker(deps, delivery, Tenant("", slack.workspace.team_id))
        unwatch = slack.clock.watch(worker.tick)
        worker.start()
        try:
            handler.client.connect()
            yield
            slack.run(slack.settle())  # an ack may still be on its way
        finally:
            unwatch()
            hang_up(slack, handler.client)
            deps.stop()
            worker.close()
            deps.close()


def hang_up(slack: LocalSlack, client: SocketModeClient) -> None:
    """Close the client without its waits: 3 seconds for a last word from Slack, 1 for its own queue."""
    client.auto_reconnect_enabled = False
    slack.disconnect_sockets()
    client.closed = True  # before the word that wakes its queue, or the queue falls asleep again
    client.message_processor.event.set()
    client.enqueue_message("")
    close(client)
