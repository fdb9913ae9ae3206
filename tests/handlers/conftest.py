"""The real bot joined to a local Slack by Socket Mode, on both databases, with a clock that stands still."""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, TypeVar

import pytest
from pydantic import SecretStr
from slack_bolt.adapter.socket_mode import SocketModeHandler

from bot.delivery.outbox import Delivery
from bot.local_slack.screens.person import Interaction, Person
from bot.local_slack.server import LocalSlack
from bot.local_slack.state.clock import Clock
from bot.local_slack.state.workspace import PostedMessage, View
from bot.run.app import build_deps, create_app
from bot.run.demo import hang_up
from bot.services.deps import Deps
from bot.settings import Settings
from bot.slack.manifest import build_manifest
from bot.store.database import Database
from content.loading import load_content
from tests.budgets import keep_budgets

NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
T = TypeVar("T")


@dataclass
class House:
    """A local Slack with the bot in it. Methods act for a person and wait for what they then see.

    `restart` ends the bot and begins a new one on the same database, as a deployment does.
    """

    slack: LocalSlack
    deps: Deps
    delivery: Delivery
    restart: Callable[[], None] = lambda: None

    def person(self, name: str) -> Person:
        return self.slack.person(name)

    def command(self, line: str, *, by: str = "ada", channel: str = "#hiring") -> Interaction:
        return self.slack.run(self.person(by).command(channel, line))

    def answer(self, line: str, *, by: str = "ada", channel: str = "#hiring") -> PostedMessage:
        """Send a command and wait for the newest message that the person sees from the bot."""
        before = len(self.from_bot(by, channel))
        self.command(line, by=by, channel=channel)
        return self.until(lambda: self.from_bot(by, channel)[before:])[-1]

    def write(
        self, text: str, *, by: str = "ada", channel: str = "@rolecall", thread_ts: str | None = None
    ) -> PostedMessage:
        """Write a message and wait for the bot's answer to it."""
        before = len(self.from_bot(by, channel))
        self.slack.run(self.person(by).send(channel, text, thread_ts=thread_ts))
        return self.until(lambda: self.from_bot(by, channel)[before:])[-1]

    def click(self, where: PostedMessage | View, label: str, *, by: str = "ada") -> Interaction:
        """Press the button with this label."""
        return self.slack.run(
            self.person(by).act(where, button(where, label)["action_id"], block_id=block_of(where, label))
        )

    def pick(self, where: PostedMessage | View, label: str, *, by: str = "ada") -> Interaction:
        """Choose in an input or a menu of a message: the one entry with this label."""
        found = [
            (block, element, each["value"])
            for block in where.blocks
            for element in [block.get("accessory"), *block.get("elements", [])]
            for each in (element or {}).get("options", [])
            if label in each["text"]["text"]
        ]
        assert len(found) == 1, f"{len(found)} entries {label!r} in {words(where)}"
        ((block, element, value),) = found
        act = self.person(by).act(where, element["action_id"], value, block_id=block["block_id"])
        return self.slack.run(act)

    def reply(self, where: PostedMessage, label: str, *, by: str = "ada") -> Interaction:
        """Choose an answer to a question, and send it."""
        self.pick(where, label, by=by)
        return self.click(where, "Answer", by=by)

    def in_full(self, where: PostedMessage | View, label: str = "Show all", *, by: str = "ada") -> str:
        """Open all of an answer, and close it: everything that stands there as one text."""
        before = self.person(by).modal()
        self.click(where, label, by=by)
        view = self.until(lambda: None if self.person(by).modal() is before else self.person(by).modal())
        self.until(lambda: "Reading it again" not in words(self.person(by).modal() or view))
        told = words(self.person(by).modal() or view)
        self.slack.run(self.person(by).close((self.person(by).modal() or view).id, all_views=True))
        return told

    def primary(self, where: PostedMessage | View) -> list[dict[str, Any]]:
        """The buttons in color."""
        elements = [each for block in where.blocks for each in block.get("elements", [])]
        return [each for each in elements if each.get("style") == "primary"]

    def from_bot(self, by: str, channel: str) -> list[PostedMessage]:
        return [message for message in self.person(by).sees(channel) if message.bot_id == self.slack.bot_id]

    def modal(self, part: str = "", *, by: str = "ada") -> View:
        """Wait for a modal that shows `part`."""

        def on_top() -> View | None:
            view = self.person(by).modal()
            return view if view and part in words(view) else None

        return self.until(on_top)

    def until(self, condition: Callable[[], T | None]) -> T:
        found = self.slack.run(self.slack.until(condition))
        assert found is not None
        return found

    def calls(self, method: str) -> list[Any]:
        return [call for call in self.slack.journal.calls if call.method == method]

    def quiet(self) -> None:
        """Wait until everything that was handed to the bot's background is done."""
        self.slack.run(self.slack.settle())
        drain(self.deps)


def drain(deps: Deps) -> None:
    """Wait for the bot's background: as many tasks as it has threads, each waiting for the others."""
    import threading

    barrier = threading.Barrier(9, timeout=10)
    for _ in range(8):
        deps.background.submit(barrier.wait)
    barrier.wait()


def button(where: PostedMessage | View, label: str) -> dict[str, Any]:
    for block in where.blocks:
        for element in [block.get("accessory"), *block.get("elements", [])]:
            if element and element["type"] == "button" and label in element["text"]["text"]:
                return dict(element)
    raise AssertionError(f"no button {label!r} in {words(where)}")


def block_of(where: PostedMessage | View, label: str) -> str:
    for block in where.blocks:
        for element in [block.get("accessory"), *block.get("elements", [])]:
            if element and element["type"] == "button" and label in element["text"]["text"]:
                return str(block["block_id"])
    raise AssertionError(label)


def words(where: PostedMessage | View) -> str:
    """Everything that stands there, as one text."""
    return json.dumps(where.blocks, ensure_ascii=False)


@pytest.fixture
def house(database: Database) -> Iterator[House]:
    """The bot in a local Slack whose clock stands still at a Tuesday morning; once on each database."""
    with LocalSlack(build_manifest(load_content().commands), clock=Clock(frozen_at=NOW)) as slack:
        settings = Settings(
            database_url=database.engine.url.render_as_string(hide_password=False),
            slack_bot_token=SecretStr(slack.bot_token),
            slack_app_token=SecretStr(slack.app_token),
            slack_api_url=slack.api_url,
        )

        def start() -> tuple[Deps, Delivery, SocketModeHandler]:
            deps, delivery = build_deps(settings, now=slack.clock.now)
            handler = SocketModeHandler(create_app(settings, deps), slack.app_token)
            handler.client.connect()
            return deps, delivery, handler

        running = start()

        def stop() -> None:
            deps, _, handler = running
            hang_up(slack, handler.client)
            deps.close()

        def restart() -> None:
            nonlocal running
            stop()
            running = start()
            built.deps, built.delivery, _ = running

        built = House(slack, running[0], running[1], restart)
        try:
            yield built
        finally:
            stop()
        keep_budgets(slack)
