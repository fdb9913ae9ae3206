"""The local Slack as a whole: its clock, starting, stopping, starting again, and faithful composing."""

import socket
import threading
from datetime import UTC, datetime, timedelta
from queue import SimpleQueue
from typing import Any

import pytest
from slack_bolt import Ack, App
from slack_sdk import WebClient

from bot.local_slack.server import LocalSlack
from bot.local_slack.state.clock import Clock, next_morning
from bot.local_slack.state.company import default_workspace
from bot.local_slack.state.workspace import PlaygroundError
from bot.local_slack.text.composer import compose
from tests.local_slack.conftest import MANIFEST, NOW, Connect


def test_frozen_time_moves_only_when_told(slack: LocalSlack, client: WebClient) -> None:
    assert slack.clock.now() == NOW
    hiring = slack.workspace.channel("hiring").id
    first = client.chat_postMessage(channel=hiring, text="1")["ts"]
    assert first == f"{NOW.timestamp():.6f}"
    second = client.chat_postMessage(channel=hiring, text="2")["ts"]
    assert float(second) > float(first)
    slack.clock.advance(timedelta(days=120))
    third = client.chat_postMessage(channel=hiring, text="3")["ts"]
    assert third == f"{(NOW + timedelta(days=120)).timestamp():.6f}"
    with pytest.raises(ValueError, match="forward"):
        slack.clock.advance(timedelta(seconds=-1))


def test_timers_run_in_order_when_time_moves(slack: LocalSlack) -> None:
    ran: SimpleQueue[str] = SimpleQueue()

    async def plan() -> None:
        slack.clock.call_later(20, lambda: ran.put("later"))
        slack.clock.call_at(NOW + timedelta(seconds=10), lambda: ran.put("sooner"))
        slack.clock.call_later(5, lambda: ran.put("never")).cancel()

    slack.run(plan())
    slack.clock.advance(timedelta(hours=12))
    assert [ran.get(timeout=5), ran.get(timeout=5)] == ["sooner", "later"]
    assert ran.empty()


def test_running_time_can_be_moved_too() -> None:
    clock = Clock()
    before = clock.now()
    assert abs(before - datetime.now(UTC)) < timedelta(seconds=5)
    clock.advance(timedelta(hours=1))
    assert clock.now() - before >= timedelta(hours=1)
    with pytest.raises(ValueError, match="time zone"):
        Clock(frozen_at=datetime(2026, 1, 1))  # noqa: DTZ001 - that is what is refused
    with LocalSlack(MANIFEST, clock=clock) as slack:
        slack.run(slack.clock.sleep(0.01))  # real time wakes a timer by itself


def utc(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=UTC)  # type: ignore[misc,arg-type]


def test_who_watches_sees_time_pass_step_by_step(slack: LocalSlack) -> None:
    seen: list[datetime] = []
    unwatch = slack.clock.watch(lambda: seen.append(slack.clock.now()))
    slack.run(slack.clock.pass_until(NOW + timedelta(minutes=70)))
    assert seen == [NOW + timedelta(minutes=minutes) for minutes in (30, 60, 70)]
    unwatch()
    slack.run(slack.clock.pass_until(NOW + timedelta(minutes=80)))
    assert len(seen) == 3


@pytest.mark.parametrize(
    ("now", "zone", "morning"),
    [
        (
            datetime(2026, 11, 24, 9, 0, tzinfo=UTC),
            "Europe/Lisbon",
            datetime(2026, 11, 25, 9, 31, tzinfo=UTC),
        ),
        (
            datetime(2026, 11, 27, 9, 0, tzinfo=UTC),
            "Europe/Lisbon",
            datetime(2026, 11, 30, 9, 31, tzinfo=UTC),
        ),
        (utc(2026, 11, 24, 20, 0), "Asia/Tokyo", utc(2026, 11, 26, 0, 31)),
        (utc(2026, 3, 27, 9, 0), "Europe/Lisbon", utc(2026, 3, 30, 8, 31)),
    ],
)
def test_the_next_morning_is_of_a_weekday_where_the_person_is(
    now: datetime, zone: str, morning: datetime
) -> None:
    assert next_morning(now, zone) == morning


def test_starting_and_stopping_leaves_nothing() -> None:
    threads = set(threading.enumerate())
    slack = LocalSlack(MANIFEST)
    slack.start()
    slack.stop()
    slack.stop()
    assert set(threading.enumerate()) == threads
    with pytest.raises(RuntimeError, match="not running"):
        slack.run(slack.settle())


def test_taken_port_is_said() -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        slack = LocalSlack(MANIFEST, port=other.getsockname()[1])
        with pytest.raises(OSError, match="in use"):
            slack.start()


def test_restart_keeps_port_state_and_app(
    slack: LocalSlack, client: WebClient, app: App, connect: Connect
) -> None:
    seen: SimpleQueue[str] = SimpleQueue()

    def keep(ack: Ack, command: dict[str, Any]) -> None:
        ack()
        seen.put(command["text"])

    app.command("/salary")(keep)
    connect(app, ping_interval=0.2)
    hiring = slack.workspace.channel("hiring").id
    client.chat_postMessage(channel=hiring, text="before")
    url = slack.url
    slack.stop()
    slack.start()
    assert slack.url == url
    assert [each["text"] for each in client.conversations_history(channel=hiring)["messages"]] == ["before"]
    slack.run(slack.until(lambda: slack.sockets.connections, timeout=8))
    assert slack.run(slack.person("ada").command("#hiring", "/salary again")).error is None
    assert seen.get(timeout=5) == "again"


def test_waiting_in_vain_says_for_what(slack: LocalSlack) -> None:
    def pigs_fly() -> bool:
        return False

    with pytest.raises(TimeoutError, match="pigs_fly"):
        slack.run(slack.until(pigs_fly, timeout=0.01))


def test_composer_escapes_and_mentions() -> None:
    company = default_workspace()
    ada, hiring = company.member("ada").id, company.channel("hiring").id
    founders = company.channel("founders").id
    for typed, sent in {
        "<!channel> <@U1> R&D": "&lt;!channel&gt; &lt;@U1&gt; R&amp;D",
        "hi @ada, @ada.": f"hi <@{ada}>, <@{ada}>.",
        "mail ada@ada.example": "mail ada@ada.example",
        "see #hiring and #founders": f"see <#{hiring}|hiring> and <#{founders}|>",
        "@here @nobody #nowhere": "<!here> @nobody #nowhere",
        "https://example.com/?a=1&b=2#hiring": "<https://example.com/?a=1&amp;b=2#hiring>",
    }.items():
        assert compose(typed, company) == sent


def test_default_workspace() -> None:
    slack = LocalSlack(MANIFEST)
    bot = slack.bot_user_id
    places = {each.name: bot in each.members for each in slack.workspace.channels.values()}
    assert places == {
        "general": False,
        "hiring": True,
        "founders": True,
        "partner-search": True,
        "old-roles": False,
    }
    assert slack.workspace.channel("partner-search").is_ext_shared
    assert slack.workspace.channel("old-roles").is_archived
    assert [each.name for each in slack.workspace.members.values() if each.is_stranger] == ["priya"]
    for missing in (slack.workspace.member, slack.workspace.channel):
        with pytest.raises(PlaygroundError, match="there is no"):
            missing("nobody")
