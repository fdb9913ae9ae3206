"""Five real workers at once, killed again and again: nothing is lost, and nothing comes twice."""

import contextlib
import os
import random
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import psutil
import pytest
from sqlalchemy import select

from bot.actors import Tenant
from bot.hiring.reminders.wishes import Known, Wishes
from bot.hiring.requisitions import State
from bot.local_slack.server import LocalSlack
from bot.local_slack.state.workspace import Workspace
from bot.slack.manifest import build_manifest
from bot.store import preferences
from bot.store.database import Database
from bot.store.models import OutboxRow, OutboxState, ReminderRow, RequisitionRow
from content.loading import load_content
from tests.processes import ended, environment, run_here, running

WORKERS = 5
CHANNELS = 40
OWNERS = 20  # each has two requisitions, so that their direct message is a list
KILLS = 10
MOST_SECONDS = 240.0  # only ends what hangs; a slow machine may need a minute
MONDAY = datetime(2026, 11, 2, 9, 0, tzinfo=UTC)
DUE = datetime(2026, 11, 3, 9, 30, tzinfo=UTC)
NOW = datetime(2026, 11, 3, 10, 0, tzinfo=UTC)


@pytest.fixture
def slack() -> Iterator[LocalSlack]:
    """A local Slack with many channels, in which every post takes its time."""
    company = Workspace("Fernhill Robotics", "fernhill")
    company.add_member("ada", "Ada Okafor", tz="Europe/Lisbon")
    for number in range(CHANNELS):
        company.add_channel(f"hiring{number}", ["ada"])
    for number in range(OWNERS):
        company.add_member(f"owner{number}", f"Owner {number}", tz="Europe/Lisbon")
    with LocalSlack(build_manifest(load_content().commands), workspace=company) as slack:
        for channel in company.channels.values():
            channel.members.add(slack.bot_user_id)
        slack.faults.delay("chat.postMessage", 0.15, times=1000)
        yield slack


class Crew:
    """Workers on one database; whoever is killed is replaced."""

    def __init__(self, slack: LocalSlack, database: Database) -> None:
        variables = {
            "ROLECALL_DATABASE_URL": database.engine.url.render_as_string(hide_password=False).replace(
                "+psycopg", ""
            ),
            "ROLECALL_SLACK_BOT_TOKEN": slack.bot_token,
            "ROLECALL_SLACK_API_URL": slack.api_url,
            "ROLECALL_LOG_LEVEL": "ERROR",
            "TEAM": slack.workspace.team_id,
        }
        of_workers = environment(variables) | {
            "PYTHONPATH": os.pathsep.join(sys.path),
            "COVERAGE_PROCESS_CONFIG": "",  # whoever is killed cannot say which lines it has run
        }
        command = [sys.executable, "-m", "tests.worker_process", NOW.isoformat()]
        self._begins = subprocess.Popen(
            command, env=of_workers, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        self._processes = [self._begin() for _ in range(WORKERS)]

    def kill(self, number: int) -> None:
        """Kill one without a warning, and let another begin."""
        self._end(self._processes[number])
        self._processes[number] = self._begin()

    def close(self) -> None:
        """Kill them all."""
        for process in self._processes:
            self._end(process)
        self._begins.communicate()

    def _begin(self) -> psutil.Process:
        assert self._begins.stdin is not None
        assert self._begins.stdout is not None
        self._begins.stdin.write("another\n")
        self._begins.stdin.flush()
        return psutil.Process(int(self._begins.stdout.readline()))

    @staticmethod
    def _end(process: psutil.Process) -> None:
        process.kill()
        process.wait()


@pytest.mark.parametrize("seed", [7])
def test_nothing_is_lost_and_nothing_comes_twice(slack: LocalSlack, database: Database, seed: int) -> None:
    _fill(slack, database)
    dice = random.Random(seed)  # noqa: S311 - it only chooses who dies when
    until = time.monotonic() + MOST_SECONDS
    crew = Crew(slack, database)
    kills = 0
    try:
        while _unfinished(database):
            assert time.monotonic() < until, _unfinished(database)
            _wait(slack, dice.uniform(0.05, 0.8))
            if kills < KILLS:
                crew.kill(dice.randrange(WORKERS))
                kills += 1
    finally:
        crew.close()
    received = Counter(
        channel.im_user or channel.id
        for channel in slack.workspace.channels.values()
        for message in channel.messages
        if message.bot_id
    )
    with database.reading() as session:
        rows = session.scalars(select(OutboxRow)).all()
        claims = session.scalars(select(ReminderRow)).all()
    assert set(received.values()) == {1}
    assert len(claims) == CHANNELS + 2 * OWNERS
    assert len(rows) == CHANNELS + OWNERS
    for row in rows:
        if row.state is OutboxState.SENT:
            assert received[row.channel] == 1
        else:  # its worker was killed while it waited for Slack's answer; nobody sends it again
            assert row.state is OutboxState.SENDING
    unsure = [row for row in rows if row.state is OutboxState.SENDING]
    assert len(unsure) <= kills + WORKERS
    assert len(received) >= CHANNELS + OWNERS - len(unsure)
    assert kills == KILLS


@pytest.mark.parametrize(
    ("job", "told"), [("sweep", "Swept: 0 messages to send.\n"), ("deliver", "Delivered what was waiting.")]
)
def test_one_job_by_hand(slack: LocalSlack, sqlite_url: str, job: str, told: str) -> None:
    done = run_here("worker", "--once", job, **_settings(slack, sqlite_url))
    assert (done.returncode, "Traceback" in done.stderr) == (0, False)
    assert done.stdout.startswith(told)


@pytest.mark.parametrize("mode", [("worker",), ("socket", "--with-worker")])
def test_a_worker_works_until_it_is_told_to_end(
    slack: LocalSlack, sqlite_url: str, mode: tuple[str, ...]
) -> None:
    with running(*mode, **_settings(slack, sqlite_url)) as process:
        assert process.stderr is not None
        seen = next(line for line in process.stderr if "working" in line or "connected" in line)
        code, _, log = ended(process)
    assert (code, "Traceback" in seen + log, "stopped" in log) == (0, False, True)


def test_a_worker_without_a_database_says_so(slack: LocalSlack, tmp_path: Path) -> None:
    done = run_here("worker", **_settings(slack, f"sqlite:///{tmp_path}/new.db"))
    assert done.returncode == 1
    assert "run `rolecall migrate`" in done.stderr


def _settings(slack: LocalSlack, database_url: str) -> dict[str, str]:
    return {
        "ROLECALL_DATABASE_URL": database_url,
        "ROLECALL_SLACK_BOT_TOKEN": slack.bot_token,
        "ROLECALL_SLACK_APP_TOKEN": slack.app_token,
        "ROLECALL_SLACK_API_URL": slack.api_url,
    }


def _fill(slack: LocalSlack, database: Database) -> None:
    """One requisition for each channel, whose card is due; and two for each owner, whose question is."""
    tenant = Tenant("", slack.workspace.team_id)
    ada = slack.workspace.member("ada").id
    channels = [channel.id for channel in slack.workspace.channels.values() if not channel.is_im]
    owners = [member.id for member in slack.workspace.members.values() if member.name.startswith("owner")]
    cards: list[dict[str, Any]] = [
        {"owner": ada, "channel": channel, "next_rung": "card-1", "next_audience": channel}
        for channel in channels
    ]
    # They were snoozed until today and have their card: the question to the owner comes next.
    snoozed = {"snoozed_until": DUE.date(), "card_channel": channels[0], "card_ts": "1.000000"}
    questions: list[dict[str, Any]] = [
        {"owner": owner, "channel": channels[0], "next_rung": "owner-2", "next_audience": owner, **snoozed}
        for owner in owners * 2
    ]
    with database.transaction() as session:
        preferences.wish(session, tenant, preferences.WORKSPACE, Wishes(time_zone="Europe/Lisbon"))
        for person in (ada, *owners):
            preferences.learn(session, tenant, person, Known("Europe/Lisbon"), NOW)
        session.add_all(
            RequisitionRow(
                enterprise_id="",
                team_id=tenant.team_id,
                number=number,
                title=f"Role {number}",
                description="",
                opened_by=ada,
                state=State.UNDEFINED,
                version=1,
                opened_at=MONDAY,
                undefined_at=MONDAY,
                undefined_since=MONDAY,
                snoozes=0,
                reminders_off=False,
                next_due_at=DUE,
                **due,
            )
            for number, due in enumerate([*cards, *questions], start=1)
        )


def _unfinished(database: Database) -> dict[str, int]:
    """What is still to be done; empty when every reminder was claimed and none waits."""
    with database.reading() as session:
        states = Counter(session.scalars(select(OutboxRow.state)).all())
    everything = CHANNELS + OWNERS
    done = sum(states.values()) == everything and not states[OutboxState.WAITING]
    return {} if done else {state.value: count for state, count in states.items()} | {"all": everything}


def _wait(slack: LocalSlack, seconds: float) -> None:
    """Wait until something new arrives, or so long: the moment at which somebody is killed."""

    def arrived() -> int:
        return sum(len(channel.messages) for channel in slack.workspace.channels.values())

    before = arrived()
    with contextlib.suppress(TimeoutError):
        slack.run(slack.until(lambda: arrived() > before, seconds))
