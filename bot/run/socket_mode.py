"""The bot by Socket Mode: the stock client, a clean end, and an exit when the connection stays dead."""

import logging
import signal
import threading
from time import monotonic

from slack_bolt.adapter.socket_mode import SocketModeHandler
from slack_sdk.errors import SlackApiError
from slack_sdk.socket_mode import SocketModeClient

from bot.errors import RolecallError
from bot.run import start
from bot.run.worker import Worker
from bot.settings import Settings
from bot.slack.refusals import why_not_accepted

DEAD_AFTER_S = 120.0
_CHECK_EVERY_S = 1.0
_PING_EVERY_S = 3.0  # the client notices a connection that was cut, and opens another, after five of these
_log = logging.getLogger(__name__)


def run(settings: Settings, *, with_worker: bool = False) -> None:
    """Answer until SIGTERM or SIGINT, and with `with_worker` send reminders too.

    RolecallError when the bot cannot start or loses Slack for good.
    """
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    serve(settings, stop, with_worker=with_worker)


def serve(
    settings: Settings,
    stop: threading.Event,
    dead_after_s: float = DEAD_AFTER_S,
    *,
    with_worker: bool = False,
) -> None:
    """Answer until `stop` is set.

    The stock client reconnects by itself. If it has not managed to for `dead_after_s` seconds, RolecallError:
    the process is to end, so that whatever supervises it starts a fresh one.
    """
    app, deps, delivery = start.start(settings)
    worker = Worker(deps, delivery, start.tenant_of(app), clock=deps.now)
    if with_worker:
        worker.start()
    handler = SocketModeHandler(app, settings.slack_app_token.get_secret_value(), ping_interval=_PING_EVERY_S)
    try:
        _connect(handler)
        _log.info("connected: %s", start.describe(deps))
        alive_at = monotonic()
        while not stop.wait(min(_CHECK_EVERY_S, dead_after_s)):
            if handler.client.is_connected():
                alive_at = monotonic()
            elif monotonic() - alive_at > dead_after_s:
                raise RolecallError(f"No connection to Slack for {dead_after_s:.0f} seconds; giving up.")
    finally:
        close(handler.client)
        deps.stop()
        worker.close()
        deps.close()
        _log.info("stopped")


def close(client: SocketModeClient) -> None:
    """Close a stock client and end its threads."""
    client.auto_reconnect_enabled = False
    reader = client.current_session_runner
    reader.event.set()
    while reader.is_alive():
        # A reader that was just starting forgets it was told to end, and `client.close` would wait for ever.
        client.current_session_state.terminated = True
        reader.thread.join(0.05)
    try:
        client.close()
    except AttributeError:
        # Its monitor was closing the same socket at the same moment; the second time there is none to close.
        client.close()


def _connect(handler: SocketModeHandler) -> None:
    try:
        handler.client.connect()
    except SlackApiError as error:
        raise RolecallError(why_not_accepted("ROLECALL_SLACK_APP_TOKEN", error)) from error
    except OSError as error:
        raise RolecallError(f"Slack cannot be reached by Socket Mode ({error}).") from error
