"""Running `rolecall` as a process of its own, as people and supervisors do."""

import io
import logging
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, redirect_stderr, redirect_stdout, suppress

import httpx
import pytest

from bot.cli import main

TIMEOUT_S = 30.0
COMES_UP_S = 60.0  # on a machine where everything else runs, too
HIJACKERS = {
    "SLACK_CLIENT_ID": "1.2",
    "SLACK_CLIENT_SECRET": "of another app",
    "SLACK_BOT_TOKEN": "xoxb-of-another-app",
    "SLACK_SIGNING_SECRET": "of another app",
}
"""Variables that Bolt reads by itself; with them in the environment it becomes another app."""


def environment(variables: Mapping[str, str]) -> dict[str, str]:
    """The environment of this process without Slack and Rolecall settings, and with these variables."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("SLACK_", "ROLECALL_"))}
    return kept | dict(variables)


def run(*arguments: str, stdin: str = "", **variables: str) -> subprocess.CompletedProcess[str]:
    """Run a command to its end."""
    return subprocess.run(
        [sys.executable, "-m", "bot", *arguments],
        env=environment(variables),
        input=stdin,
        capture_output=True,
        text=True,
        timeout=TIMEOUT_S,
        check=False,
    )


def run_here(*arguments: str, stdin: str = "", **variables: str) -> subprocess.CompletedProcess[str]:
    """Run a command to its end in this process, which has loaded everything already."""
    out, err, code = io.StringIO(), io.StringIO(), 0
    logging_before = logging.root.handlers[:], logging.root.level
    signals_before = {number: signal.getsignal(number) for number in (signal.SIGTERM, signal.SIGINT)}
    with pytest.MonkeyPatch.context() as here, redirect_stdout(out), redirect_stderr(err):
        here.setattr(os, "environ", environment(variables))
        here.setattr(sys, "argv", ["rolecall", *arguments])
        here.setattr(sys, "stdin", io.StringIO(stdin))
        try:
            main()
        except SystemExit as ended_with:
            code = int(ended_with.code or 0)
        finally:
            logging.root.handlers[:], logging.root.level = logging_before
            for number, handler in signals_before.items():
                signal.signal(number, handler)
    return subprocess.CompletedProcess(arguments, code, out.getvalue(), err.getvalue())


@contextmanager
def running(*arguments: str, **variables: str) -> Iterator[subprocess.Popen[str]]:
    """A command that runs on; it is killed at the end of the block if it is still there."""
    process = subprocess.Popen(
        [sys.executable, "-m", "bot", *arguments],
        env=environment(variables),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    try:
        yield process
    finally:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)  # with whatever it has started
        process.communicate()


def ended(process: subprocess.Popen[str], number: signal.Signals = signal.SIGTERM) -> tuple[int, str, str]:
    """Ask the process to end; its exit code, and the rest of what it wrote to stdout and stderr."""
    process.send_signal(number)
    out, err = process.communicate(timeout=TIMEOUT_S)
    return process.returncode, out, err


def free_port() -> int:
    """A port on this machine that nobody listens on."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return int(listener.getsockname()[1])


def get(url: str) -> httpx.Response:
    """Ask for a page, and wait for the server to come up if it has not yet."""
    until = time.monotonic() + COMES_UP_S
    with httpx.Client(trust_env=False) as client:
        while True:
            try:
                return client.get(url, timeout=TIMEOUT_S)
            except httpx.ConnectError:
                if time.monotonic() > until:
                    raise
                time.sleep(0.05)
