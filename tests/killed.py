"""Two web and three worker processes, killed at random while people type: `python -m tests.killed [SECONDS]`.

A local Slack sends signed requests through a proxy to whichever web process is there, and repeats events that
nobody acknowledged. On PostgreSQL. Not a test of the suite: it takes as long as it is told to (two minutes).
"""

import asyncio
import faulthandler
import os
import random
import signal
import socket
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import Future
from contextlib import ExitStack, contextmanager, suppress

from pydantic import SecretStr
from sqlalchemy import func, select

from bot.actors import Actor, Tenant
from bot.local_slack.server import LocalSlack
from bot.run.app import build_deps
from bot.services import requisitions
from bot.services.export import verify
from bot.services.requisitions import Opening
from bot.settings import Settings
from bot.slack.manifest import build_manifest
from bot.store.database import Database
from bot.store.models import DecisionRow, OutboxRow, OutboxState, RequisitionRow
from content.loading import load_content
from tests import postgres
from tests.processes import environment, free_port
from tests.test_processes import settings_of

WEBS, WORKERS = 2, 3
ENDS_S = 120  # for the end of everything, on a busy machine
EVERY_S = (0.5, 4.0)  # between two kills
PEOPLE = ("ada", "mei", "sam")
_REFUSED = "othing was changed"  # an answer that says so promises nothing
DICE = random.Random()  # noqa: S311 - it only chooses who dies when


class Crew:
    """Processes of which each is started again when it was killed."""

    def __init__(self, commands: list[list[str]], variables: dict[str, str]) -> None:
        self._commands = commands
        self._environment = environment(variables) | {"COVERAGE_PROCESS_CONFIG": ""}
        self.processes = [self._begin(each) for each in commands]

    def kill(self, number: int) -> None:
        """Kill one with all it has started, and begin it anew."""
        self._end(self.processes[number])
        self.processes[number] = self._begin(self._commands[number])

    def close(self) -> None:
        """Kill them all."""
        for process in self.processes:
            self._end(process)

    def _begin(self, command: list[str]) -> subprocess.Popen[bytes]:
        return subprocess.Popen(
            [sys.executable, "-m", "bot", *command],
            env=self._environment,
            start_new_session=True,
            stderr=subprocess.DEVNULL,
        )

    @staticmethod
    def _end(process: subprocess.Popen[bytes]) -> None:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()


@contextmanager
def proxy(port: int, behind: list[int]) -> Iterator[None]:
    """Pass connections on to whichever of the ports takes one."""

    async def passed_on(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        for target in DICE.sample(behind, len(behind)):
            with suppress(OSError):
                there = await asyncio.open_connection("127.0.0.1", target)
                await asyncio.gather(_copy(reader, there[1]), _copy(there[0], writer))
                return
        writer.close()

    async def serve() -> None:
        server = await asyncio.start_server(passed_on, "127.0.0.1", port)
        ended = asyncio.Event()
        begun.set_result((asyncio.get_running_loop(), ended))
        await ended.wait()
        server.close()  # and `asyncio.run` cancels whatever still passes something on

    begun: Future[tuple[asyncio.AbstractEventLoop, asyncio.Event]] = Future()
    thread = threading.Thread(target=lambda: asyncio.run(serve()), daemon=True)
    thread.start()
    loop, ended = begun.result()
    try:
        yield
    finally:
        loop.call_soon_threadsafe(ended.set)
        thread.join(ENDS_S)


async def _copy(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    try:
        with suppress(OSError):
            while data := await reader.read(65_536):
                writer.write(data)
                await writer.drain()
    finally:
        writer.close()


class Talk:
    """What people type meanwhile: changes by command, questions by mention; each with a number of its own."""

    def __init__(self, slack: LocalSlack, database: Database) -> None:
        self._slack = slack
        self._database = database
        self.acknowledged: dict[str, str] = {}
        self.promised: set[str] = set()
        self.asked: list[str] = []

    def change(self, number: int) -> None:
        """Give the requisition to somebody else, for a reason that is told apart.

        Acknowledged with an answer it is done; with none it is promised, and done once Slack was asked.
        """
        with self._database.reading() as session:
            owner = session.scalar(select(RequisitionRow.owner))
        others = [each for each in PEOPLE if self._slack.workspace.member(each).id != owner]
        reason, person = f"reason {number}", DICE.choice(others)
        line = f"/req reassign 1 @{person} because {reason}"
        done = self._slack.run(self._slack.person("ada").command("#hiring", line))
        if done.error is None:
            if done.response:
                self.acknowledged[reason] = str(done.response.get("text", ""))
            else:
                self.promised.add(reason)

    def ask(self, number: int) -> None:
        """Ask what somebody earns, with a budget that is told apart."""
        self.asked.append(f"${200_000 + number:,}")
        line = f"@rolecall salary infrastructure senior {200_000 + number}"
        self._slack.run(self._slack.person("ada").type("#hiring", line))


def main() -> None:
    """Kill for so many seconds; then say what was lost and what came twice. Exits with 1 for either."""
    seconds = float(sys.argv[1]) if len(sys.argv) > 1 else 120.0
    port, behind = free_port(), [free_port() for _ in range(WEBS)]
    manifest = build_manifest(load_content().commands, f"http://127.0.0.1:{port}")
    with ExitStack() as stack:
        url = stack.enter_context(stack.enter_context(postgres.started()).migrated())
        slack = stack.enter_context(LocalSlack(manifest))
        stack.enter_context(proxy(port, behind))
        webs = [["web", "--port", str(each)] for each in behind]
        crew = Crew([*webs, *(["worker"] for _ in range(WORKERS))], settings_of(slack, url))
        stack.callback(crew.close)
        database = Database(url)
        stack.callback(database.close)
        talk = Talk(slack, database)
        _open(slack, url)
        _wait_until_there(behind)
        until, kill_at, number, kills = time.monotonic() + seconds, 0.0, 0, 0
        while time.monotonic() < until:
            number += 1
            talk.change(number)
            talk.ask(number)
            if time.monotonic() > kill_at and any(map(_listens, behind)):  # else nobody would ever come up
                crew.kill(DICE.randrange(WEBS + WORKERS))
                kills += 1
                kill_at = time.monotonic() + DICE.uniform(*EVERY_S)
        _wait_until_sent(database)
        failed = _report(slack, database, talk, kills)
        faulthandler.dump_traceback_later(ENDS_S, exit=True)  # rather say where it hangs than hang
    faulthandler.cancel_dump_traceback_later()
    sys.exit(failed)


def _wait_until_there(ports: list[int]) -> None:
    """Wait until somebody answers: the seconds count from then on."""
    until = time.monotonic() + ENDS_S
    while not any(map(_listens, ports)):
        if time.monotonic() > until:
            sys.exit(f"No process listens after {ENDS_S} seconds.")
        time.sleep(0.1)


def _listens(port: int) -> bool:
    with suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
        return True
    return False


def _open(slack: LocalSlack, url: str) -> None:
    """Open requisition 1."""
    token = SecretStr(slack.bot_token)
    settings = Settings(database_url=url, slack_bot_token=token, slack_api_url=slack.api_url)
    deps, _ = build_deps(settings)
    ada, channel = slack.workspace.member("ada").id, slack.workspace.channel("#hiring").id
    actor = Actor(Tenant("", slack.workspace.team_id), ada, "command", channel)
    requisitions.open_requisition(deps, actor, Opening("LLM engineer", "", ada, channel))
    deps.close()


def _wait_until_sent(database: Database) -> None:
    """Wait until no message waits; those that a killed process was posting stay as they are."""
    until = time.monotonic() + 60
    while time.monotonic() < until:
        with database.reading() as session:
            waiting = select(func.count()).where(OutboxRow.state == OutboxState.WAITING)
            if not session.scalar(waiting):
                return
        time.sleep(0.5)


def _told(row: OutboxRow) -> str:
    """What became of a message, and why."""
    return f"{row.state.value} ({row.detail})" if row.detail else row.state.value


def _report(slack: LocalSlack, database: Database, talk: Talk, kills: int) -> int:
    with database.reading() as session:
        decided = Counter(session.scalars(select(DecisionRow.reason)))
        unsent = [row for row in session.scalars(select(OutboxRow)) if row.state is not OutboxState.SENT]
    posts = [call for call in slack.journal.calls if call.method == "chat.postEphemeral"]
    said = [str(call.args) for call in posts if call.response.get("ok")]
    answers = Counter(amount for amount in talk.asked for each in said if amount in each)
    heard = {each for each in talk.asked if answers[each]}
    problems = [
        *(
            f"{each}: not decided, but told “{told}”"
            for each, told in talk.acknowledged.items()
            if not decided[each] and _REFUSED not in told
        ),
        *(f"{each}: decided {times} times" for each, times in decided.items() if each and times > 1),
        *(f"{each}: answered {times} times" for each, times in answers.items() if times > 1),
        *verify(database, None)[1],
    ]
    lost = [each for each in talk.asked if each not in heard and not any(each in row.text for row in unsent)]
    broken = [each for each in talk.promised if not decided[each]]
    print(
        f"{len(talk.promised)} promised while Slack was asked, {len(broken)} of them lost with their process;"
    )
    print(
        f"{kills} kills; {len(talk.acknowledged)} changes acknowledged, {sum(decided.values()) - 1} decided;"
    )
    left = ", ".join(f"{many} {state}" for state, many in Counter(map(_told, unsent)).items())
    print(f"{len(talk.asked)} questions, {len(heard)} answered, in the outbox: {left or 'nothing'};")
    print(f"{len(lost)} that no process took in three tries.")
    print("\n".join(problems) or "Nothing else was lost, and nothing came twice.")
    return 1 if problems else 0


if __name__ == "__main__":
    main()
