"""The processes that stand behind a real Slack workspace, and the manifest of its app."""

import json
import re
from typing import Annotated, Literal

import typer

from bot.cli.environment import settings_of

_HOST = re.compile(r"https://[\w-]+(?:\.[\w-]+)+(?::\d+)?/?")


def socket_(
    with_worker: Annotated[
        bool, typer.Option("--with-worker", help="Send reminders too, in the same process.")
    ] = False,
) -> None:
    """Run in a real Slack workspace, by Socket Mode.

    Needs no public address, but a migrated database, ROLECALL_SLACK_BOT_TOKEN and ROLECALL_SLACK_APP_TOKEN.
    """
    from bot import logs
    from bot.run import socket_mode

    settings = settings_of("socket")
    logs.configure(settings.log_level)
    socket_mode.run(settings, with_worker=with_worker)


def web(
    host: Annotated[str, typer.Option(help="The address to listen on; 0.0.0.0 for all.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(envvar="PORT", min=0, max=65535, help="The port to listen on.")] = 3000,
) -> None:
    """Run in a real Slack workspace, by signed HTTP.

    Slack calls /slack/events; /healthz and /readyz tell how the process is.
    Needs a migrated database, ROLECALL_SLACK_BOT_TOKEN and ROLECALL_SLACK_SIGNING_SECRET.
    """
    from bot import logs
    from bot.run.web import serve

    logs.configure(settings_of("web").log_level)
    serve(host, port)


def worker(
    once: Annotated[
        Literal["sweep", "deliver"] | None,
        typer.Option(help="Do one job once: find what is due, or send what waits."),
    ] = None,
) -> None:
    """Send the reminders of a real Slack workspace.

    Any number of workers may run beside `socket` or `web`. Needs a migrated database and
    ROLECALL_SLACK_BOT_TOKEN.
    """
    from bot import logs
    from bot.run import worker

    settings = settings_of("worker")
    logs.configure(settings.log_level)
    worker.run(settings, once)


def manifest(
    http: Annotated[
        str | None, typer.Option(metavar="URL", help="For signed HTTP at this https:// address.")
    ] = None,
) -> None:
    """Print the manifest to create the Slack app from.

    For Socket Mode, or for signed HTTP with --http.

    \b
    rolecall manifest
    rolecall manifest --http https://rolecall.example.com
    """
    from bot.slack.manifest import build_manifest
    from content.loading import load_content

    if http is not None and not http.startswith("https://"):
        raise typer.BadParameter("Slack only calls addresses that start with https://", param_hint="--http")
    if http is not None and not _HOST.fullmatch(http):
        raise typer.BadParameter(
            "give the address without a path, like https://rolecall.example.com", param_hint="--http"
        )
    print(json.dumps(build_manifest(load_content().commands, http), indent=2, ensure_ascii=False))
