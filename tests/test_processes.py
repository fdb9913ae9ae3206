"""The real processes against a local Slack: they start, answer, end cleanly, and come back after a crash."""

import logging
import re
import signal
import socket
import subprocess
import threading
import time
from collections.abc import Callable
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any

import httpx
import psutil
import pytest
from pydantic import SecretStr
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError
from slack_sdk.socket_mode import SocketModeClient

from bot.errors import RolecallError
from bot.local_slack.server import LocalSlack
from bot.local_slack.state.clock import Clock
from bot.run import socket_mode, start
from bot.run.demo import hang_up
from bot.run.door import THREADS
from bot.settings import Settings
from bot.slack import clients
from bot.slack.ids import Callback
from bot.slack.manifest import build_manifest
from bot.slack.refusals import why_not_accepted
from bot.store.database import Database
from content.loading import load_content
from tests.processes import HIJACKERS, ended, free_port, get, run, run_here, running

COMMANDS = load_content().commands
LINE = "/salary infrastructure senior 240k"


def settings_of(slack: LocalSlack, database_url: str) -> dict[str, str]:
    """The variables that a process needs to work with this local Slack."""
    return {
        "ROLECALL_SLACK_BOT_TOKEN": slack.bot_token,
        "ROLECALL_SLACK_APP_TOKEN": slack.app_token,
        "ROLECALL_SLACK_SIGNING_SECRET": slack.signing_secret,
        "ROLECALL_SLACK_API_URL": slack.api_url,
        "ROLECALL_DATABASE_URL": database_url,
    }


def ask(slack: LocalSlack, by: str = "ada") -> str:
    """Type the command and wait for the answer."""
    before = len(slack.person(by).sees("#hiring"))
    interaction = slack.run(slack.person(by).command("#hiring", LINE))
    assert interaction.error is None
    slack.run(slack.until(lambda: len(slack.person(by).sees("#hiring")) > before))
    return slack.person(by).sees("#hiring")[-1].text


def wait_for_connections(slack: LocalSlack, number: int) -> None:
    slack.run(slack.until(lambda: len(slack.sockets.connections) == number, 30), 31)


def test_socket_answers_and_ends_cleanly(sqlite_url: str) -> None:
    with (
        LocalSlack(build_manifest(COMMANDS)) as slack,
        running("socket", **settings_of(slack, sqlite_url), **HIJACKERS) as process,
    ):
        wait_for_connections(slack, 1)
        assert "$280k" in ask(slack)
        code, _, log = ended(process)
    assert code == 0
    assert "connected" in log
    assert log.rstrip().endswith("stopped")
    assert "Traceback" not in log
    for secret in (slack.bot_token, slack.app_token, "240k", "infrastructure"):
        assert secret not in log


def test_socket_killed_and_started_again_answers_again(sqlite_url: str) -> None:
    with LocalSlack(build_manifest(COMMANDS)) as slack:
        variables = settings_of(slack, sqlite_url)
        with running("socket", **variables) as process:
            wait_for_connections(slack, 1)
            process.send_signal(signal.SIGKILL)
            process.wait()
        wait_for_connections(slack, 0)
        with running("socket", **variables):
            wait_for_connections(slack, 1)
            assert "$280k" in ask(slack)


def test_socket_comes_back_when_slack_does(sqlite_url: str) -> None:
    with LocalSlack(build_manifest(COMMANDS)) as slack:
        with running("socket", **settings_of(slack, sqlite_url)) as process:
            wait_for_connections(slack, 1)
            ask(slack)
            slack.stop()
            slack.start()
            wait_for_connections(slack, 1)
            assert "$280k" in ask(slack)
            code, _, log = ended(process)
        assert code == 0
        assert "Traceback" not in log


@pytest.mark.filterwarnings(
    "ignore::pytest.PytestUnraisableExceptionWarning"
)  # the SDK drops refused sockets
def test_socket_gives_up_when_the_connection_stays_dead(sqlite_url: str) -> None:
    with LocalSlack(build_manifest(COMMANDS)) as slack:
        slack.faults.refuse_connections(times=1_000)
        settings = Settings(
            database_url=sqlite_url,
            slack_bot_token=SecretStr(slack.bot_token),
            slack_app_token=SecretStr(slack.app_token),
            slack_api_url=slack.api_url,
        )
        with pytest.raises(RolecallError, match="No connection to Slack for 0 seconds; giving up"):
            socket_mode.serve(settings, threading.Event(), dead_after_s=0.2)


def test_a_client_is_closed_while_its_reader_is_just_starting() -> None:
    with LocalSlack(build_manifest(COMMANDS)) as slack:
        log = logging.getLogger("a client that is closed at once")
        log.setLevel(logging.INFO)
        client = SocketModeClient(
            slack.app_token, logger=log, web_client=WebClient(base_url=slack.api_url, logger=log)
        )

        starting = threading.Event()

        def hold_back(record: logging.LogRecord) -> bool:
            if "Starting to receive" in record.msg:
                starting.set()  # it saw its connection, and is about to forget that it was told to end
                until = time.monotonic() + 1
                while client.is_connected() and time.monotonic() < until:
                    time.sleep(0.001)
            return True

        log.addFilter(hold_back)
        client.connect()
        wait_for_connections(slack, 1)
        assert starting.wait(10)
        closing = threading.Thread(target=hang_up, args=[slack, client], daemon=True)
        closing.start()
        closing.join(10)
        assert not closing.is_alive()


def test_web_answers_signed_requests_and_ends_cleanly(sqlite_url: str) -> None:
    port = free_port()
    with (
        LocalSlack(build_manifest(COMMANDS, f"http://127.0.0.1:{port}")) as slack,
        running("web", "--port", str(port), **settings_of(slack, sqlite_url), **HIJACKERS) as process,
    ):
        url = f"http://127.0.0.1:{port}"
        assert (get(f"{url}/readyz").text, get(f"{url}/healthz").text) == ("ready\n", "alive\n")
        assert "$280k" in ask(slack)
        assert all(check.error is None for check in slack.run(slack.verify_urls()))
        unsigned = httpx.post(f"{url}/slack/events", data={"command": "/salary"}, trust_env=False)
        assert unsigned.status_code == 401
        assert get(f"{url}/elsewhere").status_code == 404
        code, _, log = ended(process)
    assert code == 0
    assert f"listening at {url}: rolecall {version('rolecall')}, content " in log
    assert f"database {sqlite_url.removeprefix('sqlite:///')}" in log
    assert log.rstrip().endswith("stopped")
    assert "Traceback" not in log
    for secret in (slack.bot_token, slack.signing_secret, "240k", "infrastructure"):
        assert secret not in log


def test_web_leaves_nothing_behind_when_it_is_killed(sqlite_url: str) -> None:
    port = free_port()
    with (
        LocalSlack(build_manifest(COMMANDS, f"http://127.0.0.1:{port}")) as slack,
        running("web", "--port", str(port), **settings_of(slack, sqlite_url)) as process,
    ):
        get(f"http://127.0.0.1:{port}/healthz")
        workers = psutil.Process(process.pid).children(recursive=True)
        assert workers
        process.send_signal(signal.SIGKILL)
        _, alive = psutil.wait_procs(workers, timeout=10)
        assert not alive
        with running("web", "--port", str(port), **settings_of(slack, sqlite_url)):
            get(f"http://127.0.0.1:{port}/healthz")
            assert "$280k" in ask(slack)


def test_a_slow_slack_does_not_keep_others_from_their_answers(sqlite_url: str) -> None:
    port, clock = free_port(), Clock(frozen_at=datetime.now(UTC))
    with (
        LocalSlack(build_manifest(COMMANDS, f"http://127.0.0.1:{port}"), clock=clock) as slack,
        running("web", "--port", str(port), **settings_of(slack, sqlite_url)),
    ):
        assert get(f"http://127.0.0.1:{port}/readyz").status_code == 200
        ask(slack)  # now it knows who reads #hiring
        for method in ("views.open", "conversations.info"):
            slack.faults.delay(method, 2.0, times=100)  # and time stands still: these never end
        for _ in range(3 * THREADS):
            assert slack.run(slack.person("mei").shortcut(Callback.CHECK_BUDGET)).error is None
        for channel in ("#founders", "#partner-search"):
            person = slack.person("ada")
            assert slack.run(person.command(channel, LINE)).error is None
        assert "$280k" in ask(slack, "zoe")


def test_web_says_when_it_is_not_ready(sqlite_url: str) -> None:
    port = free_port()
    with (
        LocalSlack(build_manifest(COMMANDS)) as slack,
        running("web", "--port", str(port), **settings_of(slack, sqlite_url)) as process,
    ):
        assert get(f"http://127.0.0.1:{port}/readyz").status_code == 200
        database = Database(sqlite_url)
        with database.engine.begin() as connection:
            connection.exec_driver_sql("UPDATE alembic_version SET version_num = '0000'")
        database.close()
        answer = get(f"http://127.0.0.1:{port}/readyz")
        assert answer.status_code == 503
        assert answer.text == "The database is not up to date.\n"
        assert get(f"http://127.0.0.1:{port}/healthz").status_code == 200
        assert ended(process, signal.SIGINT)[0] == 0


@pytest.mark.parametrize(("mode", "start_it"), [("socket", run_here), ("web", run)])
def test_every_reason_not_to_start_is_given_at_once(
    mode: str, start_it: Callable[..., subprocess.CompletedProcess[str]], tmp_path: Path
) -> None:
    with LocalSlack(build_manifest(COMMANDS)) as slack:
        variables = settings_of(slack, f"sqlite:///{tmp_path}/new.db")
        variables["ROLECALL_SLACK_BOT_TOKEN"] = "xoxb-nobody-knows"
        done = start_it(mode, **variables, PORT=str(free_port()))
    assert done.returncode == 1
    assert "The database has no tables yet: run `rolecall migrate`." in done.stderr
    assert "Slack does not accept ROLECALL_SLACK_BOT_TOKEN" in done.stderr
    assert "Traceback" not in done.stderr
    assert "nobody-knows" not in done.stderr


def test_a_refused_app_token_is_named(sqlite_url: str) -> None:
    with LocalSlack(build_manifest(COMMANDS)) as slack:
        done = run_here(
            "socket", **settings_of(slack, sqlite_url) | {"ROLECALL_SLACK_APP_TOKEN": "xapp-wrong"}
        )
    assert done.returncode == 1
    assert done.stderr.splitlines()[-1].startswith("Slack does not accept ROLECALL_SLACK_APP_TOKEN (")
    assert "Traceback" not in done.stderr


def test_a_slack_that_cannot_be_reached_is_named(sqlite_url: str) -> None:
    settings = Settings(
        database_url=sqlite_url,
        slack_bot_token=SecretStr("xoxb-1"),
        slack_api_url=f"http://127.0.0.1:{free_port()}/api/",
    )
    with pytest.raises(RolecallError, match=r"cannot start:\n  Slack cannot be reached \(.*refused"):
        start.start(settings)


def test_a_slack_that_hangs_is_named_in_time(sqlite_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    assert 2 * clients._ASKING_S + 3 <= 15  # seconds, with the pause between two tries
    monkeypatch.setattr(clients, "_ASKING_S", 0.2)
    with socket.create_server(("127.0.0.1", 0)) as server:  # the system takes the connection, nobody answers
        settings = Settings(
            database_url=sqlite_url,
            slack_bot_token=SecretStr("xoxb-1"),
            slack_api_url=f"http://127.0.0.1:{server.getsockname()[1]}/api/",
        )
        with pytest.raises(RolecallError, match=r"cannot start:\n  Slack cannot be reached \(.*timed out"):
            start.start(settings)


def test_only_a_refused_token_is_blamed(sqlite_url: str) -> None:
    tries: list[tuple[dict[str, Any], str]] = [
        ({"error": "account_inactive"}, "Slack does not accept ROLECALL_SLACK_BOT_TOKEN (account_inactive)."),
        (
            {"error": "internal_error"},
            "Slack does not answer as it should just now (internal_error). Try again later.",
        ),
        (
            {"error": "service_unavailable"},
            "Slack does not answer as it should just now (service_unavailable). Try again later.",
        ),
        ({"status": 503}, "Slack does not answer as it should just now (HTTP 503). Try again later."),
    ]
    with LocalSlack(build_manifest(COMMANDS)) as slack:
        settings = Settings(
            database_url=sqlite_url,
            slack_bot_token=SecretStr(slack.bot_token),
            slack_api_url=slack.api_url,
        )
        for fault, told in tries:
            slack.faults.fail("auth.test", **fault)
            with pytest.raises(RolecallError, match=rf"cannot start:\n  {re.escape(told)}"):
                start.start(settings)
    page = {"status": 200, "headers": {}, "error": "Received a response in a non-JSON format: <html>"}
    told = why_not_accepted("ROLECALL_SLACK_APP_TOKEN", SlackApiError("", page))  # type: ignore[no-untyped-call]
    assert told == "Slack does not answer as it should just now (HTTP 200). Try again later."
