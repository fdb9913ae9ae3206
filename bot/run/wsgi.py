"""The bot as a WSGI application: Bolt on Slack's path, and two paths that tell how the process is."""

import atexit
import multiprocessing
import os
import signal
import sys
import threading
from collections.abc import Callable, Iterable
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

from slack_bolt.adapter.wsgi import SlackRequestHandler

from bot import logs
from bot.errors import RolecallError
from bot.run import start
from bot.settings import Settings
from bot.slack.manifest import EVENTS_PATH
from bot.store import upgrade


def application() -> WSGIApplication:
    """Build the application from the environment; a known problem is said once and ends the process."""
    try:
        settings = Settings.from_env(os.environ, "web")
        logs.configure(settings.log_level)
        app, deps, _ = start.start(settings)
    except RolecallError as error:
        print(error, file=sys.stderr)
        raise SystemExit(1) from None
    atexit.register(deps.close)
    threading.Thread(target=_end_with_supervisor, daemon=True).start()
    return route(SlackRequestHandler(app, EVENTS_PATH), lambda: upgrade.problem(deps.database))


def route(slack: WSGIApplication, problem: Callable[[], str | None]) -> WSGIApplication:
    """Put /healthz (the process answers) and /readyz (it can also do its work) beside Slack's path."""

    def routed(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        path = environ["PATH_INFO"]
        if path == "/healthz":
            return _say(start_response, "200 OK", "alive")
        if path == "/readyz":
            reason = problem()
            return _say(start_response, "503 Service Unavailable" if reason else "200 OK", reason or "ready")
        return slack(environ, start_response)

    return routed


def _end_with_supervisor() -> None:
    """Without its supervisor nobody could stop this process any more, and its port would stay taken."""
    supervisor = multiprocessing.parent_process()
    if supervisor is not None:
        supervisor.join()
        os.kill(os.getpid(), signal.SIGTERM)


def _say(start_response: StartResponse, status: str, text: str) -> Iterable[bytes]:
    start_response(status, [("content-type", "text/plain; charset=utf-8")])
    return [text.encode() + b"\n"]
