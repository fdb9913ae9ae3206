"""Random walks through changes, duplicates and jumps of the clock. Whatever happens, some things hold."""

import re
import shutil
import tempfile
from collections import Counter
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from bot import recruiting
from bot.domain import Actor, State
from bot.errors import RolecallError
from bot.playground.workspace import Message
from bot.recruiting import Once
from bot.store import decisions
from bot.store.database import Database
from bot.store.models import OutboxState
from content import load_content
from tests.office import Office, opened

PEOPLE = ("ada", "zoe", "sam", "mei")
SPECIALTIES = load_content().specialties
_NUMBER = re.compile(r"\*(\d+) · ")
people = st.sampled_from(PEOPLE)
which = st.integers(0, 5)


class Company(RuleBasedStateMachine):
    """People of one company do what they like; a worker runs, sleeps and wakes up."""

    template: Path

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp(prefix="rolecall-fuzz-"))
        shutil.copy(self.template, self.folder / "fuzz.db")
        self.database = Database(f"sqlite:///{self.folder / 'fuzz.db'}")
        self.opening = opened(self.database)
        self.office: Office = self.opening.__enter__()
        self.requests = 0
        self.changes: Counter[int] = Counter()
        self.last: tuple[Any, ...] | None = None
        self.seen: set[tuple[str, str]] = set()

    def teardown(self) -> None:
        self.opening.__exit__(None, None, None)
        self.database.close()
        shutil.rmtree(self.folder)

    # --- what people do

    @rule(
        owner=people, sponsor=st.none() | people, title=st.sampled_from(["LLM engineer", "<!channel> & co"])
    )
    def open(self, owner: str, sponsor: str | None, title: str) -> None:
        more = {"sponsor": sponsor} if sponsor else {}
        requisition = self.office.open(title, owner=owner, **more)
        self.changes[requisition.number] += 1

    @rule(number=which, by=people, specialty=st.sampled_from(SPECIALTIES))
    def define(self, number: int, by: str, specialty: str) -> None:
        self._do(recruiting.define, number, by, specialty)

    @rule(number=which, by=people, days=st.integers(0, 20))
    def snooze(self, number: int, by: str, days: int) -> None:
        self._do(recruiting.snooze, number, by, self.office.services.now().date() + timedelta(days=days))

    @rule(number=which, by=people, to=people)
    def reassign(self, number: int, by: str, to: str) -> None:
        self._do(recruiting.reassign, number, by, self.office.id(to))

    @rule(number=which, by=people, title=st.sampled_from(["One", "Two"]))
    def edit(self, number: int, by: str, title: str) -> None:
        self._do(recruiting.edit, number, by, {"title": title})

    @rule(number=which, by=people, how=st.sampled_from(["close", "not_llm", "stop_reminding"]))
    def end(self, number: int, by: str, how: str) -> None:
        self._do(getattr(recruiting, how), number, by)

    @rule(number=which, by=people)
    def undo(self, number: int, by: str) -> None:
        self._do(recruiting.undo, number, by, "a mistake")

    @precondition(lambda self: self.last is not None)
    @rule()
    def do_the_last_thing_again(self) -> None:
        """Slack delivers it twice, or somebody clicks twice."""
        assert self.last is not None
        work, arguments, how = self.last
        with pytest.raises(RolecallError):
            work(self.office.services, *arguments, **how)

    def _do(self, work: Any, number: int, by: str, *arguments: Any) -> None:
        actor = Actor(self.office.tenant, self.office.id(by), "command")
        self.requests += 1
        how = {"once": Once(f"request {self.requests}")}
        try:
            work(self.office.services, actor, number, *arguments, **how)
        except RolecallError:
            return
        self.changes[number] += 1
        self.last = (work, (actor, number, *arguments), how)

    # --- what time does

    @rule(hours=st.integers(1, 60))
    def time_passes_with_the_worker_awake(self, hours: int) -> None:
        self.office.go_to(self.office.services.now() + timedelta(hours=hours))

    @rule(hours=st.integers(1, 200))
    def the_worker_sleeps(self, hours: int) -> None:
        self.office.sleep_until(self.office.services.now() + timedelta(hours=hours))

    @precondition(lambda self: any(row.next_due_at for row in self.office.rows()))
    @rule(by=people, how=st.sampled_from(["define", "stop_reminding", "close", "nothing"]))
    def the_worker_dies_between_claim_and_sending(self, by: str, how: str) -> None:
        """And before the next one comes, somebody acts on what was claimed."""
        rows = [row for row in self.office.rows() if row.next_due_at]
        first = min(rows, key=lambda row: str(row.next_due_at))
        assert first.next_due_at is not None
        self.office.slack.clock.advance(max(first.next_due_at - self.office.services.now(), timedelta()))
        self.office.worker.sweep()
        if how != "nothing":
            arguments = (SPECIALTIES[0],) if how == "define" else ()
            self._do(getattr(recruiting, how), first.number, by, *arguments)
        self.office.worker.deliver()

    @rule(name=people, zone=st.sampled_from(["Asia/Tokyo", "America/New_York", "Europe/Lisbon"]))
    def somebody_moves(self, name: str, zone: str) -> None:
        self.office.slack.workspace.member(name).tz = zone

    # --- what always holds

    @invariant()
    def every_change_is_one_decision_and_the_chain_verifies(self) -> None:
        rows = self.office.rows()
        with self.database.transaction() as session:
            assert decisions.verify(session, self.office.tenant) == []
            for row in rows:
                assert len(decisions.story(session, row.id)) == self.changes[row.number]

    @invariant()
    def only_undefined_requisitions_have_a_reminder_to_come(self) -> None:
        for row in self.office.rows():
            if row.state is not State.UNDEFINED or row.reminders_off:
                assert row.next_due_at is None

    @invariant()
    def nobody_gets_two_messages_a_day(self) -> None:
        sent = [row for row in self.office.outbox() if row.state is OutboxState.SENT and not row.update_ts]
        days = Counter((row.reminder["audience"], row.reminder["day"]) for row in sent if row.reminder)
        assert set(days.values()) <= {1}
        assert sum(days.values()) == len(self._posted())

    @invariant()
    def what_is_posted_is_about_undefined_requisitions_and_calls_nobody(self) -> None:
        wanted = {row.number for row in self.office.rows() if row.state is State.UNDEFINED}
        silent = {row.number for row in self.office.rows() if row.reminders_off}
        for message in self._posted():
            if (message.channel, message.ts) not in self.seen:
                self.seen.add((message.channel, message.ts))
                text = f"{message.text} {message.blocks}"
                assert {int(number) for number in _NUMBER.findall(text)} <= wanted - silent
                assert "<!" not in text

    def _posted(self) -> list[Message]:
        channels = self.office.slack.workspace.channels.values()
        return [message for channel in channels for message in channel.messages if message.bot_id]


def test_whatever_people_do(sqlite_template: Path) -> None:
    Company.template = sqlite_template
    run_state_machine_as_test(
        Company,
        settings=settings(
            max_examples=30,
            stateful_step_count=25,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
