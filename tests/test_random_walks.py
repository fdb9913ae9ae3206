"""Random walks of people through Slack: commands, messages, clicks, forms, duplicates, jumps of the clock."""

import re
from collections import Counter
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from itertools import count
from zoneinfo import ZoneInfo

from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)
from pydantic import SecretStr
from slack_bolt.adapter.socket_mode import SocketModeHandler
from sqlalchemy import func, select, update

from bot.hiring.requisitions import State
from bot.local_slack.state.company import default_workspace
from bot.local_slack.state.journal import AppDelivery
from bot.local_slack.state.workspace import PlaygroundError, PostedMessage, View, Workspace
from bot.run.app import create_app
from bot.run.demo import hang_up
from bot.services.export import verify
from bot.settings import Settings
from bot.slack.ids import ActionId
from bot.store import decisions
from bot.store.database import Database
from bot.store.models import DecisionRow, RequisitionRow, ReviewRow, ScopingRow
from tests.handlers.conftest import House
from tests.handlers.requisitions import fill, markup
from tests.office import Office, opened

PEOPLE = ("ada", "zoe", "sam", "mei")
PLACES = ("#hiring", "#founders", "@rolecall")
# Every line that changes a requisition, and some that cannot be read.
LINES = (
    "req define {n} infra because <!channel> we serve it ourselves",
    "req define {n} evals",
    "req snooze {n} until 2 weeks because of the holidays",
    "req snooze {n} yesterday",
    "req reassign {n} @zoe",
    "req reassign {n} @sam because & <@U1>",
    "req stop {n}",
    "req filled {n} yesterday",
    "req filled {n} with <@U1>",
    "req review {n}",
    "req close {n} because it is over",
    "req not-llm {n} because it is sales",
    "req undo {n} because I was wrong",
    "req show {n}",
    "req snoze {n} friday",
    "req log {n}",
)
# What begins a conversation about a role.
SCOPES = ("role scope 1", "role scope 2", "role scope senior <!here> engineer", "help me scope a role")
# What somebody might answer to a question of a conversation.
REPLIES = (
    "the first",
    "not sure",
    "it answers customers",
    "no, the other one",
    "skip",
    "<!channel> & co",
    "back",
)
_NUMBER = re.compile(r"\*(\d+) · ")
_TURN = re.compile(rf"action_id\W+(?:{re.escape(ActionId.TURN)}|{re.escape(ActionId.BRIEF)})\.")
people = st.sampled_from(PEOPLE)
# Which of the things there are. No draw depends on what has arrived yet, so that walks can be walked again.
which = st.integers(0, 11)
_teams = count(1)


class Walk(RuleBasedStateMachine):
    """A company of its own on a database that others share; what happens comes through the real bot."""

    database: Database

    def __init__(self) -> None:
        super().__init__()
        self.opening = opened(self.database, company=_company(f"T{next(_teams):08d}"))
        self.office: Office = self.opening.__enter__()
        slack, deps = self.office.slack, self.office.deps
        app = create_app(
            Settings(slack_bot_token=SecretStr(slack.bot_token), slack_api_url=slack.api_url), deps
        )
        self.handler = SocketModeHandler(app, slack.app_token)
        self.handler.client.connect()
        self.house = House(slack, deps, self.office.delivery)
        self.last: AppDelivery | None = None
        self.seen: set[str] = set()
        self.came_of_forms: set[str] = set()

    def teardown(self) -> None:
        with self.database.transaction() as session:  # later walks sweep the same tables
            session.execute(update(RequisitionRow).values(next_due_at=None, next_rung=None))
            session.execute(update(ReviewRow).values(due_at=None))
        hang_up(self.office.slack, self.handler.client)
        self.opening.__exit__(None, None, None)

    # --- what people do

    @initialize()
    def somebody_has_opened_one(self) -> None:
        self.open_with_the_form("ada", "LLM engineer", None)

    @rule(by=people, title=st.sampled_from(["RAG <!here> & co", "*b* `x`"]), sponsor=st.none() | people)
    def open_with_the_form(self, by: str, title: str, sponsor: str | None) -> None:
        self.house.command("/req open", by=by)
        form = self.house.modal("Hiring channel", by=by)
        fill(self.house, form, by=by, title=title, **({"sponsor": sponsor} if sponsor else {}))
        self._submit(form, by)

    @rule(by=people, where=st.sampled_from(PLACES), line=st.sampled_from(LINES), n=st.integers(1, 4))
    def say(self, by: str, where: str, line: str, n: int) -> None:
        if where == "#founders" and by not in ("ada", "sam"):
            return
        text = line.format(n=n)
        before = len(self._deliveries())
        if where.startswith("#"):
            self.house.command(f"/{text}", by=by, channel=where)
        else:
            self.house.slack.run(self.house.person(by).send(where, text))
        self._settled(by, before)

    @rule(by=people, where=st.sampled_from(PLACES), which=which)
    def click_what_is_there(self, by: str, where: str, which: int) -> None:
        self._click(by, where, which, times=1)

    @rule(by=people, where=st.sampled_from(PLACES), which=which)
    def click_twice(self, by: str, where: str, which: int) -> None:
        self._click(by, where, which, times=2)

    @rule(by=people, where=st.sampled_from(PLACES), line=st.sampled_from(SCOPES))
    def begin_a_conversation(self, by: str, where: str, line: str) -> None:
        self.say(by, where if line.startswith("role") else "@rolecall", line, 1)

    @rule(by=people, reply=st.sampled_from(REPLIES), which=which)
    def reply_in_a_conversation(self, by: str, reply: str, which: int) -> None:
        channels = self.office.slack.workspace.channels
        mine = [each for each in self._threads() if self.office.id(by) in channels[each[0]].members]
        if not mine:
            return
        place, thread_ts = sorted(mine)[which % len(mine)]
        channel = channels[place]
        text = reply if channel.is_im else f"@rolecall {reply}"
        before = len(self._deliveries())
        self.house.slack.run(self.house.person(by).send(place, text, thread_ts=thread_ts))
        self._settled(by, before)

    @rule()
    def slack_delivers_the_last_thing_again(self) -> None:
        if self.last is None:
            return
        before = self._decided()
        self.house.slack.redeliver(self.last)
        self.house.quiet()
        assert self._decided() == before

    def _click(self, by: str, where: str, which: int, times: int) -> None:
        if where == "#founders" and by not in ("ada", "sam"):
            return
        buttons = [
            (message, element)
            for message in self.house.from_bot(by, where)[-4:]
            for block in message.blocks
            for element in [block.get("accessory"), *block.get("elements", [])]
            if element and element["type"] == "button" and element["action_id"] != "preferences.open"
        ]
        if not buttons:
            return
        message, element = buttons[which % len(buttons)]
        block_id = next(
            block["block_id"]
            for block in message.blocks
            if element in [block.get("accessory"), *block.get("elements", [])]
        )
        before, decided = len(self._deliveries()), self._decided()
        for _ in range(times):
            act = self.house.person(by).act(message, element["action_id"], block_id=block_id)
            with suppress(PlaygroundError):  # it went away under the finger: the message was just edited
                self.house.slack.run(act)
        self._settled(by, before)
        assert self._decided() <= decided + 1

    def _settled(self, by: str, before: int) -> None:
        """Wait for what came of it; a form that came up is sent as it is, with what it must have."""
        self.house.quiet()
        self.last = self._deliveries()[before] if len(self._deliveries()) > before else self.last
        form = self.house.person(by).modal()
        if form is not None:
            self._submit(form, by)

    def _submit(self, form: View, by: str) -> None:
        person = self.house.person(by)
        if "submit" in form.content:
            needed = {
                "req.reason": "because",
                "req.until": _in_a_week(self.office.slack.clock.now()),
                "req.owner": "zoe",
                "req.specialty": "fine_tuning",
                "review.held": "partly",
                "review.most": "eval_safety",
            }
            inputs = {element["action_id"] for block in form.blocks if (element := block.get("element"))}
            there = inputs & needed.keys()
            if "req.title" in inputs:
                there.discard("req.specialty")  # what is defined when it is opened has no reminders
            self.house.slack.run(person.fill(form.id, {name: needed[name] for name in there}))
            before, posted = len(self._deliveries()), {each.ts for each in self._reminders()}
            self.house.slack.run(person.submit(form.id))
            self.house.quiet()
            self.came_of_forms |= {each.ts for each in self._reminders()} - posted
            self.last = next(iter(self._deliveries()[before:]), self.last)
        top = person.modal()
        if top is not None:
            self.house.slack.run(person.close(top.id, all_views=True))

    # --- what time does

    @rule(hours=st.integers(1, 60))
    def time_passes_with_the_worker_awake(self, hours: int) -> None:
        self.office.go_to(self.office.deps.now() + timedelta(hours=hours))

    @rule(hours=st.integers(1, 300))
    def the_worker_sleeps(self, hours: int) -> None:
        self.office.sleep_until(self.office.deps.now() + timedelta(hours=hours))

    @rule()
    def three_months_pass(self) -> None:
        if any(row.due_at for row in self.office.reviews()):
            self.office.go_to(self.office.deps.now() + timedelta(days=95))

    @rule(by=people, line=st.sampled_from(LINES), n=st.integers(1, 4))
    def somebody_acts_between_claim_and_sending(self, by: str, line: str, n: int) -> None:
        coming = [row.next_due_at for row in self._rows() if row.next_due_at]
        first = min(coming, default=self.office.deps.now())
        self.office.slack.clock.advance(max(first - self.office.deps.now(), timedelta()))
        self.office.worker.sweep()
        self.say(by, "#hiring", line, n)
        self.office.worker.deliver()

    # --- what always holds

    @invariant()
    def every_change_is_one_decision_and_the_chain_verifies(self) -> None:
        rows = self._rows()
        assert verify(self.database, None)[1] == []
        with self.database.transaction() as session:
            for row in rows:
                story = decisions.story(session, row.id)
                assert len(story) == row.version
                assert all(each.changes for each in story)
                assert {each.actor for each in story} <= {self.office.id(name) for name in PEOPLE}

    @invariant()
    def nobody_gets_two_reminders_a_day(self) -> None:
        """Counted from what arrived: for a person, what is theirs alone and what mentions them."""
        arrived = Counter(key for message in self._reminders() for key in self._for_whom(message))
        assert set(arrived.values()) <= {1}, arrived

    @invariant()
    def a_reminder_is_about_something_undefined_or_filled_and_calls_nobody_in(self) -> None:
        rows = self._rows()
        undefined = {row.number for row in rows if row.state is State.UNDEFINED and not row.reminders_off}
        filled = {row.number for row in rows if row.state is State.FILLED}
        for message in self._reminders():
            if message.ts not in self.seen:
                self.seen.add(message.ts)
                text = f"{message.text} {message.blocks}"
                wanted = filled if "The look back after" in message.text else undefined
                assert {int(number) for number in _NUMBER.findall(text)} <= wanted
                assert "<!" not in message.text + markup(message), "Slack reads it as a call"

    def _reminders(self) -> list[PostedMessage]:
        """What the bot posted by itself: no answer to a message, click, command or form, no conversation.

        What comes of a form is the card of a requisition that it opened.
        """
        posted = {
            call.response.get("ts"): call.args
            for call in self.house.calls("chat.postMessage")
            if call.response.get("ok")
        }
        roots = {
            message.ts
            for channel in self.office.slack.workspace.channels.values()
            for message in channel.messages
            if not message.bot_id
        }
        return [
            message
            for channel in self.office.slack.workspace.channels.values()
            for message in channel.messages
            if message.ts in posted
            and message.ts not in self.came_of_forms
            and message.thread_ts not in roots
            and not _is_turn(posted[message.ts])
        ]

    def _for_whom(self, message: PostedMessage) -> list[tuple[str, object]]:
        """The channel or people a reminder reached, with their local day."""
        channel = self.office.slack.workspace.channel(message.channel)
        people = {self.office.id(name): name for name in PEOPLE}
        reached = [id_ for id_ in people if f"<@{id_}>" in message.text and not channel.is_im]
        if channel.is_im:
            reached += [id_ for id_ in people if id_ in channel.members]
        elif message.thread_ts in (None, message.ts):
            reached.append(channel.id)
        at = datetime.fromtimestamp(float(message.ts), UTC)
        zones = {id_: self.office.slack.workspace.member(name).tz for id_, name in people.items()}
        return [(id_, at.astimezone(ZoneInfo(zones.get(id_, "UTC"))).date()) for id_ in reached]

    def _rows(self) -> list[RequisitionRow]:
        return [row for row in self.office.rows() if row.team_id == self.office.tenant.team_id]

    def _threads(self) -> set[tuple[str, str]]:
        """Where conversations about roles are going on: channel and thread."""
        with self.database.transaction() as session:
            mine = ScopingRow.team_id == self.office.tenant.team_id
            places = session.execute(select(ScopingRow.channel, ScopingRow.thread_ts).where(mine))
            return {(channel, thread_ts) for channel, thread_ts in places if thread_ts}

    def _decided(self) -> int:
        with self.database.transaction() as session:
            mine = DecisionRow.team_id == self.office.tenant.team_id
            return session.scalar(select(func.count()).select_from(DecisionRow).where(mine)) or 0

    def _deliveries(self) -> list[AppDelivery]:
        return [each for each in self.house.slack.journal.deliveries if each.kind != "view_closed"]


def _is_turn(posted: object) -> bool:
    """Whether what was posted is a turn of a conversation or the brief at its end, by its buttons."""
    return _TURN.search(str(posted)) is not None


def _company(team_id: str) -> Workspace:
    company = default_workspace()
    for member in company.members.values():
        if member.team_id == company.team_id:
            member.team_id = team_id
    company.team_id = team_id
    return company


def _in_a_week(now: datetime) -> str:
    return (now + timedelta(days=7)).date().isoformat()


def test_whatever_people_do(database: Database) -> None:
    Walk.database = database
    run_state_machine_as_test(
        Walk,
        settings=settings(
            max_examples=12,
            stateful_step_count=20,
            phases=[Phase.explicit, Phase.reuse, Phase.generate],  # a step is too slow for shrinking
            suppress_health_check=list(HealthCheck),
        ),
    )
