"""Scoping a role in conversation, through the front door, on both databases."""

from sqlalchemy import select

from bot.hiring.scoping.scope import Scope
from bot.playground.workspace import Message
from bot.scoping import Kept
from bot.store.models import ScopingRow
from tests.handlers.conftest import House, words
from tests.handlers.requisitions import user

FIRST = "What exists in six months"


def rows(house: House) -> list[ScopingRow]:
    with house.services.database.transaction() as session:
        return list(session.scalars(select(ScopingRow).order_by(ScopingRow.id)))


def scope(house: House, place: int = 0) -> Scope:
    return Kept.model_validate(rows(house)[place].state).scope


def with_text(house: House, part: str, channel: str = "#hiring", by: str = "ada") -> Message:
    """Wait for the newest message that shows `part`."""

    def found() -> Message | None:
        shown = [each for each in house.from_bot(by, channel) if part in words(each)]
        return shown[-1] if shown else None

    message = house.until(found)
    house.quiet()
    return message


def begin(house: House, line: str = "/role scope senior LLM engineer", channel: str = "#hiring") -> Message:
    house.command(line, channel=channel)
    return with_text(house, FIRST, channel)


def turns(house: House, channel: str = "#hiring") -> list[Message]:
    house.quiet()
    return house.from_bot("ada", channel)


def has_buttons(message: Message) -> bool:
    return any(block["type"] == "actions" or "accessory" in block for block in message.blocks)


def choose(house: House, message: Message, does: str, *, by: str = "ada") -> None:
    """Choose in the menu under a question."""
    menus = [
        each
        for block in message.blocks
        if block["type"] == "actions"
        for each in block["elements"]
        if each["type"] == "overflow"
    ]
    (value,) = [each["value"] for each in menus[0]["options"] if each["text"]["text"] == does]
    house.slack.run(house.person(by).act(message, menus[0]["action_id"], value))


def test_a_command_asks_in_the_channel_and_each_answer_leads_on_in_its_thread(house: House) -> None:
    root = begin(house)
    assert root.thread_ts is None
    assert "senior LLM engineer" in words(root)
    house.click(root, "faster or cheaper", by="mei")
    following = with_text(house, "Question 2 of 9")
    assert following.thread_ts == root.ts
    assert "LLM infrastructure engineer" in words(following)
    answered = with_text(house, FIRST)
    assert not has_buttons(answered)
    assert f"<@{user(house, 'mei')}>: *The same product" in words(answered)
    (row,) = rows(house)
    assert (row.thread_ts, row.version, row.started_by) == (root.ts, 2, user(house, "ada"))
    assert scope(house).answers[0].by == user(house, "mei")
