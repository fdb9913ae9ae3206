"""One run on one machine, one table: `make bench`."""

import os
import platform
import shutil
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psutil

from bot.local import new_slack, started
from bot.playground.server import LocalSlack
from bot.slack.ids import Callback
from bot.store.database import Database
from bot.store.schema import migrate
from tests.bench.load import Timing, run, salary_commands, signed

SECRET = "bench-signing-secret"
ROUNDS = ((1, 2_000), (16, 8_000), (64, 8_000))
WARM_UP = 500
SLOW_REQUESTS = 24
HERE = Path(__file__).parent
BOLT_FOR_JAVASCRIPT = "@slack/bolt@4"


@dataclass
class Served:
    """A server that answers: where, how long it took to, and how much memory it takes (MB)."""

    port: int
    start_up: float
    process: psutil.Process

    @property
    def memory(self) -> float:
        family = [self.process, *self.process.children(recursive=True)]
        return float(sum(member.memory_info().rss for member in family)) / 1_000_000


def main() -> None:
    """Print the table, then what a slow Slack API does to other people's answers."""
    print(f"{platform.platform()}, {os.cpu_count()} cores, Python {platform.python_version()}\n")
    print(f"{'':34}{'conns':>6}{'p50 ms':>9}{'p99 ms':>9}{'req/s':>8}{'MB':>6}{'start s':>9}")
    with tempfile.TemporaryDirectory() as folder, started(new_slack()) as slack:
        environment = _environment(Path(folder), slack)
        hello = [sys.executable, "-m", "tests.bench.hello"]
        channel = slack.workspace.channel("hiring").id
        rolecall = [sys.executable, "-m", "bot", "web", "--port"]
        _measure("rolecall web, the full answer", rolecall, environment, channel)
        _measure("bare Bolt, process_before_response", [*hello, "before_response"], environment, channel)
        _measure("bare Bolt, as it comes", [*hello, "default"], environment, channel)
        _measure("no Bolt: server and load alone", [*hello, "no_bolt"], environment, channel)
        script = _bolt_for_javascript(Path(folder))
        if script is not None:
            _measure("Bolt for JavaScript", ["node", str(script)], environment, channel)
        print()
        _measure_slow_slack(rolecall, environment, slack, channel)


def _measure(name: str, command: Sequence[str], environment: Mapping[str, str], channel: str) -> None:
    with _serving(command, environment, channel) as served:
        run(served.port, salary_commands(SECRET, WARM_UP, channel), 4)
        for connections, count in ROUNDS:
            timing = run(served.port, salary_commands(SECRET, count, channel), connections)
            print(_row(name, connections, timing, f"{served.memory:6.0f}{served.start_up:9.2f}"), flush=True)
            name = ""


def _measure_slow_slack(
    command: Sequence[str], environment: Mapping[str, str], slack: LocalSlack, channel: str
) -> None:
    with _serving(command, environment, channel) as served:
        run(served.port, salary_commands(SECRET, WARM_UP, channel), 4)
        commands = salary_commands(SECRET, 8_000, channel)
        print(_row("others, while Slack is quick", 16, run(served.port, commands, 16)))
        for method in ("conversations.info", "views.open"):
            slack.faults.delay(method, 2.0, times=1_000)
        shortcuts = [_shortcut(number) for number in range(SLOW_REQUESTS)]
        elsewhere = [salary_commands(SECRET, 1, f"C0ELSE{number:04}")[0] for number in range(SLOW_REQUESTS)]
        slow: list[Timing] = []
        together = [
            threading.Thread(target=lambda load=load: slow.append(run(served.port, load, 8)))
            for load in (shortcuts, elsewhere)
        ]
        for thread in together:
            thread.start()
        print(_row("others, while Slack takes 2 s", 16, run(served.port, commands, 16)))
        for thread in together:
            thread.join()
        for name, timing in zip(("forms and", "first-time channels"), slow, strict=True):
            print(_row(f"  {name}, acks", 8, timing))


def _row(name: str, connections: int, timing: Timing, rest: str = "") -> str:
    numbers = f"{timing.percentile(0.5):9.2f}{timing.percentile(0.99):9.2f}{timing.per_second:8.0f}"
    wrong = f"  {timing.wrong} WRONG ANSWERS" if timing.wrong else ""
    return f"{name:34}{connections:6}{numbers}{rest}{wrong}"


@contextmanager
def _serving(command: Sequence[str], environment: Mapping[str, str], channel: str) -> Iterator[Served]:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    began = time.perf_counter()
    with tempfile.TemporaryFile() as log:  # full of what the made-up trigger ids and response URLs lead to
        process = subprocess.Popen([*command, str(port)], env=environment, stderr=log)
    try:
        first = salary_commands(SECRET, 1, channel)
        while True:
            try:
                if run(port, first, 1).wrong == 0:
                    break
            except OSError:
                if process.poll() is not None:
                    raise RuntimeError(f"{command} ended with {process.returncode}") from None
                time.sleep(0.005)
        yield Served(port, time.perf_counter() - began, psutil.Process(process.pid))
    finally:
        process.terminate()
        process.wait(60)


def _environment(folder: Path, slack: LocalSlack) -> dict[str, str]:
    url = f"sqlite:///{folder / 'bench.db'}"
    database = Database(url)
    migrate(database)
    database.close()
    return os.environ | {
        "ROLECALL_DATABASE_URL": url,
        "ROLECALL_SLACK_BOT_TOKEN": slack.bot_token,
        "ROLECALL_SLACK_SIGNING_SECRET": SECRET,
        "ROLECALL_SLACK_API_URL": slack.api_url,
        "ROLECALL_LOG_LEVEL": "WARNING",
        "BENCH_BOT_TOKEN": slack.bot_token,
        "BENCH_SIGNING_SECRET": SECRET,
        "BENCH_SLACK_API_URL": slack.api_url,
    }


def _shortcut(number: int) -> bytes:
    payload = (
        f'{{"type":"shortcut","callback_id":"{Callback.CHECK_BUDGET}","trigger_id":"{number}.1.slow",'
        '"team":{"id":"T1","domain":"bench"},"user":{"id":"U1","team_id":"T1"},"token":"t"}'
    )
    return signed(SECRET, {"payload": payload})


def _bolt_for_javascript(folder: Path) -> Path | None:
    if shutil.which("node") is None or shutil.which("npm") is None:
        print("Bolt for JavaScript: skipped, because Node is not here.")
        return None
    script = Path(shutil.copy(HERE / "hello.mjs", folder))
    installing = subprocess.run(
        ["npm", "install", "--silent", "--no-audit", "--no-fund", BOLT_FOR_JAVASCRIPT],
        cwd=folder,
        check=False,
    )
    if installing.returncode:
        print("Bolt for JavaScript: skipped, because npm could not install it.")
        return None
    return script


if __name__ == "__main__":
    main()
