"""What a line asks for below a requisition's card: a change of it, its conversation, or anything else."""

from datetime import date

import pytest

from bot.hiring.answers.assistant import Assistant
from bot.hiring.lines.ask import AboutRequisitions, Inquiry, ToScope
from content.loading import load_content

ASKS = Assistant(load_content()).asks
TODAY = date(2026, 11, 24)


@pytest.mark.parametrize(
    ("line", "command"),
    [
        ("snooze until Thursday", "req snooze 7 until Thursday"),
        ("this is no LLM role", "req not-llm 7 because this is no LLM role"),
        ("I'd say infra", "req define 7 llm infrastructure because I'd say infra"),
        ("define prompt because it is all wording", "req define 7 prompt because it is all wording"),
        ("give it to <@U2>", "req reassign 7 <@U2>"),
    ],
)
def test_a_change_is_one_of_this_requisition(line: str, command: str) -> None:
    ask = ASKS.read_about(7, line, TODAY)
    assert isinstance(ask, AboutRequisitions)
    assert (ask.command, ask.in_own_words) == (command, True)


def test_what_tells_of_the_role_begins_its_conversation() -> None:
    line = "it is for our booking app, guests should ask it about their stay, we call openai"
    assert ASKS.read_about(7, line, TODAY) == ToScope(7, said=line)


@pytest.mark.parametrize("line", ["thanks", "hello", "what does infra pay?", "any news?"])
def test_anything_else_is_answered_as_anywhere(line: str) -> None:
    assert isinstance(ASKS.read_about(7, line, TODAY), Inquiry)
