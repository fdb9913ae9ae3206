"""One run on one machine, one table: `make bench`."""

import os
import platform
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import count, islice
from multiprocessing import get_context
from pathlib import Path

import psutil

from bot.local_slack.server import LocalSlack
from bot.run.demo import new_slack, started
from bot.slack.ids import Callback
from bot.store.database import Database
from bot.store.upgrade import migrate
from tests.bench import turns
from tests.bench.load import Timing, asks, commands, postings, run, salary_lines, signed

SECRET = "bench-signing-secret"
ROUNDS = ((1, 2_000), (16, 8_000), (64, 8_000))
TEXTS = ((1, 500), (16, 1_500))
TURNS = ((1, 500), (16, 1_500))
WARM_UP = 500
WARM_UP_TURNS = 100
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

    def told(self, timing: Timing) -> str:
        """The end of a row: kB of an answer, and what the server needs."""
        return f"{timing.size / 1000:6.1f}{self.memory:6.0f}{self.start_up:9.2f}"


@dataclass(frozen=True)
class Bench:
    """What every server under test gets: its environment, and commands from one channel of one team."""

    environment: Mapping[str, str]
    channel: str
    team: str
    numbers: Iterator[int] = field(default_factory=count)  # so that nothing is asked in two rounds

    def salary(self, many: int) -> list[bytes]:
        return self._commands("/salary", salary_lines(islice(self.numbers, many)))

    def repeated(self, many: int) -> list[bytes]:
        return self._commands("/salary", salary_lines(range(many), different=False))

    def asks(self, many: int) -> list[bytes]:
        return self._commands("/role", asks(islice(self.numbers, many)))

    def postings(self, many: int) -> list[bytes]:
        return self._commands("/role", postings(islice(self.numbers, many)))

    def _commands(self, name: str, lines: Sequence[str]) -> list[bytes]:
        return commands(SECRET, name, lines, self.channel, self.team)

    def measure(
        self,
        name: str,
        command: Sequence[str],
        load: Callable[[int], list[bytes]] | None = None,
        rounds: Sequence[tuple[int, int]] = ROUNDS,
    ) -> None:
        """Print a row for each number of connections; `load` makes so many requests."""
        load = load or self.salary
        with self.serving(command) as served:
            run(served.port, load(WARM_UP), 4)
            for connections, many in rounds:
                timing = run(served.port, load(many), connections)
                print(_row(name, connections, timing, served.told(timing)), flush=True)
                name = ""

    def measure_turns(self, name: str, command: Sequence[str], slack: LocalSlack) -> None:
        """Print the same for clicks in conversations, whose next turns go out to the local Slack meanwhile.

        The load has a process of its own: the local Slack in this one would slow it down.
        """
        rounds = ((4, WARM_UP_TURNS), *TURNS)
        everything = sum(many for _, many in rounds)
        questions = turns.begin(self.environment, slack, self.channel, everything)
        clicked = 0
        with self.serving(command) as served, ProcessPoolExecutor(1, get_context("spawn")) as load:
            for connections, many in rounds:
                asked = questions[clicked : clicked + many]
                clicks = [turns.click(slack, SECRET, each, place) for place, each in enumerate(asked)]
                timing = load.submit(run, served.port, clicks, connections).result()
                clicked += many
                turns.settle(self.environment["ROLECALL_DATABASE_URL"], clicked)
                if clicked > WARM_UP_TURNS:
                    print(_row(name, connections, timing, served.told(timing)), flush=True)
                    name = ""

    def measure_slow_slack(self, command: Sequence[str], slack: LocalSlack) -> None:
        """Print what people wait for while other people's requests make the bot ask a slow Slack."""
        others = self.salary(8_000)
        with self.serving(command) as served:
            run(served.port, self.salary(WARM_UP), 4)
            print(_row("others, while Slack is quick", 16, run(served.port, others, 16)), flush=True)
            for method in ("conversations.info", "views.open"):
                slack.faults.delay(method, 2.0, times=1_000)
            loads = {
                "  opening forms": [_shortcut(self.team, number) for number in range(SLOW_REQUESTS)],
                "  in unknown channels": [
                    commands(SECRET, "/salary", salary_lines([0]), f"C0ELSE{number:04}", self.team)[0]
                    for number in range(SLOW_REQUESTS)
                ],
            }
            with ThreadPoolExecutor() as pool:
                slow = {name: pool.submit(run, served.port, load, 8) for name, load in loads.items()}
                print(_row("others, while Slack takes 2 s", 16, run(served.port, others, 16)))
            for name, timing in slow.items():
                print(_row(name, 8, timing.result()))

    @contextmanager
    def serving(self, command: Sequence[str]) -> Iterator[Served]:
        """Start a server, wait for its first right answer, and stop it in the end."""
        with socket.create_server(("127.0.0.1", 0)) as free:
            port = free.getsockname()[1]
        began = time.perf_counter()
        with tempfile.TemporaryFile() as log:  # full of what made-up trigger ids and response URLs lead to
            process = subprocess.Popen([*command, str(port)], env=self.environment, stderr=log)
        try:
            while not self._answers(port):
                if process.poll() is not None:
                    raise RuntimeError(f"{command} ended with {process.returncode}")
                time.sleep(0.005)
            yield Served(port, time.perf_counter() - began, psutil.Process(process.pid))
        finally:
            process.terminate()
            process.wait(60)

    def _answers(self, port: int) -> bool:
        try:
            return run(port, self.salary(1), 1).wrong == 0
        except OSError:
            return False


def main() -> None:
    """Print the table, then what a slow Slack API does to other people's answers."""
    print(f"{platform.platform()}, {os.cpu_count()} cores, Python {platform.python_version()}\n")
    print(f"{'':36}{'conns':>6}{'p50 ms':>9}{'p99 ms':>9}{'req/s':>8}{'kB':>6}{'MB':>6}{'start s':>9}")
    with tempfile.TemporaryDirectory() as folder, started(new_slack()) as slack:
        workspace = slack.workspace
        bench = Bench(_environment(Path(folder), slack), workspace.channel("hiring").id, workspace.team_id)
        rolecall = [sys.executable, "-m", "bot", "web", "--port"]
        hello = [sys.executable, "-m", "tests.bench.hello"]
        bench.measure("rolecall web, every question new", rolecall)
        bench.measure("rolecall web, eight questions again", rolecall, bench.repeated)
        bench.measure("rolecall web, asks in own words", rolecall, bench.asks, TEXTS)
        bench.measure("rolecall web, 3,000-letter postings", rolecall, bench.postings, TEXTS)
        bench.measure_turns("rolecall web, turns of conversations", rolecall, slack)
        bench.measure("bare Bolt, process_before_response", [*hello, "before_response"])
        bench.measure("bare Bolt, as it comes", [*hello, "default"])
        bench.measure("no Bolt: server and load alone", [*hello, "no_bolt"])
        script = _bolt_for_javascript(Path(folder))
        if script is not None:
            bench.measure("Bolt for JavaScript", ["node", str(script)])
        print()
        bench.measure_slow_slack(rolecall, slack)
    print(flush=True)
    subprocess.run([sys.executable, "-m", "tests.bench.reading"], check=True)


def _row(name: str, connections: int, timing: Timing, rest: str = "") -> str:
    numbers = f"{timing.percentile(0.5):9.2f}{timing.percentile(0.99):9.2f}{timing.per_second:8.0f}"
    wrong = f"  {timing.wrong} WRONG ANSWERS" if timing.wrong else ""
    return f"{name:36}{connections:6}{numbers}{rest}{wrong}"


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


def _shortcut(team: str, number: int) -> bytes:
    payload = (
        f'{{"type":"shortcut","callback_id":"{Callback.CHECK_BUDGET}","trigger_id":"{number}.1.slow",'
        f'"team":{{"id":"{team}","domain":"bench"}},"user":{{"id":"U1","team_id":"{team}"}},"token":"t"}}'
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
