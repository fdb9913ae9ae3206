"""What a line asks for below a requisition's card: a change of it, its conversation, or anything else."""

from datetime import date

import pytest

from bot.hiring.answers.assistant import Assistant
from bot.hiring.lines.ask import AboutRequisitions, AnswerInThread, Inquiry, ToScope
from bot.hiring.lines.requisitions import Verb
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
        ("define 7 as prompt because it is wording", "req define 7 as prompt because it is wording"),
        ("snooze 7 the board meets on the 12th", "req snooze 7 the board meets on the 12th"),
        ("snooze 2 weeks", "req snooze 7 2 weeks"),
        ("close 4, no budget left", "req close 4, no budget left"),
        ("requisition 4 is no LLM role", "req not-llm 4"),
        ("undo 4", "req undo 4"),
        ("reopen 7", "req reopen 7"),
        ("leave us alone until February", "req snooze 7 until February"),
        ("snooze it till after easter", "req snooze 7 till after easter"),
        (
            "not now, remind me in two weeks",
            "req snooze 7 in two weeks because not now, remind me in two weeks",
        ),
        ("busy, ask me on Friday", "req snooze 7 until Friday because busy, ask me on Friday"),
        ("we don't need them any more", "req close 7 because we don't need them any more"),
        ("not really an AI job, a web dev", "req not-llm 7 because not really an AI job, a web dev"),
    ],
)
def test_a_change_is_one_of_this_requisition(line: str, command: str) -> None:
    ask = ASKS.read_about(7, line, TODAY)
    assert isinstance(ask, AboutRequisitions)
    assert (ask.command, ask.in_own_words) == (command, True)


def test_what_tells_of_the_role_begins_its_conversation() -> None:
    line = "it is for our booking app, guests should ask it about their stay, we call openai"
    assert ASKS.read_about(7, line, TODAY) == ToScope(7, said=line)


def test_a_requisition_that_is_named_is_changed_in_the_middle_of_a_conversation() -> None:
    for line in ("snooze the requisition for the web shop until Friday", "give requisition 2 to <@U2>"):
        assert isinstance(ASKS.read(line, "conversation", TODAY), AboutRequisitions), line
    line = "they handle two requests a day and hand them to the back office"
    assert isinstance(ASKS.read(line, "conversation", TODAY), AnswerInThread)


def test_what_a_requisition_is_defines_it() -> None:
    ask = ASKS.read("req 2 is a prompt engineer, because it is all wording", "message", TODAY)
    assert isinstance(ask, AboutRequisitions)
    assert (ask.read.verb, ask.read.number, ask.read.reason) == (Verb.DEFINE, 2, "it is all wording")
    ask = ASKS.read("requisition 2 is not an LLM role because they write Java", "message", TODAY)
    assert isinstance(ask, AboutRequisitions)
    assert (ask.read.verb, ask.read.number) == (Verb.NOT_LLM, 2)


@pytest.mark.parametrize(
    "line", ["thanks", "hello", "what does infra pay?", "any news?", "is it a statistician?"]
)
def test_anything_else_is_answered_as_anywhere(line: str) -> None:
    assert isinstance(ASKS.read_about(7, line, TODAY), Inquiry)
