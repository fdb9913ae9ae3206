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


VERBS = (
    ("snooze {} until 9 January", "snooze", "until 9 January"),
    ("define {} as evaluation because they test", "define", "as evaluation because they test"),
    ("reassign {} to jonas", "reassign", "to jonas"),
    ("assign {} to <@U2>", "reassign", "to <@U2>"),
    ("close {}, the money is gone", "close", "because the money is gone"),
    ("stop reminding us about {}", "stop", ""),
    ("filled {} on 20 November", "filled", "on 20 November"),
    ("undo {}, I took the wrong one", "undo", "because I took the wrong one"),
    ("reopen {}", "reopen", ""),
    ("not-llm {} because they keep the books", "not-llm", "because they keep the books"),
    ("edit {} level staff", "edit", "level staff"),
    ("history {}", "log", ""),
    ("show {}", "show", ""),
    ("brief {}", "brief", ""),
)  # fmt: skip
"""A command, with a place for its number, and the one that it stands for."""


def test_a_number_is_said_once_below_a_card_and_in_a_conversation() -> None:
    for typed, verb, rest in VERBS:
        for number, said in ((7, "7"), (7, "#7"), (9, "9")):
            line = typed.format(said)
            wanted = f"req {verb} {number} {rest}".strip()
            below = ASKS.read_about(7, line, TODAY)
            assert isinstance(below, AboutRequisitions), line
            assert below.command == wanted, line
            told = ASKS.read_aside(7, line) or ASKS.read(line, "conversation", TODAY)
            assert isinstance(told, AboutRequisitions), line
            assert (told.read.verb, told.read.number) == (verb, number), line
        bare = " ".join(typed.format("").replace(" ,", ",").replace(" about", "").split())
        below = ASKS.read_about(7, bare, TODAY)
        assert isinstance(below, AboutRequisitions), bare
        assert below.command == f"req {verb} 7 {rest}".strip(), bare


@pytest.mark.parametrize(
    ("line", "command"),
    [
        ("snooze till after easter", "req snooze 7 till after easter"),
        ("not before the new year", "req snooze 7 until 1 January because not before the new year"),
        ("ping us again once the offer is out", "req snooze 7 until the offer is out because"),
        ("can you snooze this for a bit", "req snooze 7 for a bit"),
        ("hand this to priya, she runs it", "req reassign 7"),
        ("reassign it to priya", "req reassign 7"),
        ("assign it to me", "req reassign 7 me"),
        ("leave us alone until February", "req snooze 7 until February"),
        ("snooze 7 the council votes on Friday", "req snooze 7 until Friday because the council votes"),
        ("snooze until Friday, she is away", "req snooze 7 until Friday because she is away"),
        ("snooze 7 weeks", "req snooze 7 7 weeks"),
    ],
)  # fmt: skip
def test_what_is_put_off_or_handed_on_is_a_change_below_a_draft_too(line: str, command: str) -> None:
    for ask in (ASKS.read_about(7, line, TODAY), ASKS.read_below_brief(7, line, TODAY)):
        assert isinstance(ask, AboutRequisitions), line
        assert ask.command.startswith(command), line


def test_another_requisition_that_is_named_is_the_one_that_is_meant() -> None:
    for line, verb, number, told in (
        ("requisition 3 is not an LLM role", "not-llm", 3, ""),
        ("4 was filled on 20 November", "filled", 4, "on 20 November"),
        ("number 4 is filled", "filled", 4, ""),
        ("we don't need req 4 any more", "close", 4, "need"),
        ("ask me about requisition 12 again on Friday", "snooze", 12, "Friday"),
        ("#4 is a fine-tuning engineer", "define", 4, "fine tuning"),
        ("is 4 closed?", "show", 4, ""),
        ("is it signed?", "show", 7, ""),
        ("reopen 4 the new hire left", "reopen", 4, "because the new hire left"),
        ("rename 4 to Retrieval engineer", "edit", 4, "title Retrieval engineer"),
        ("rename it to Retrieval engineer", "edit", 7, "title Retrieval engineer"),
    ):
        ask = ASKS.read_about(7, line, TODAY)
        assert isinstance(ask, AboutRequisitions), line
        assert (ask.read.verb, ask.read.number) == (verb, number), line
        assert told in ask.command, line
    ask = ASKS.read_about(7, "req close 7 because it is off", TODAY)
    assert isinstance(ask, AboutRequisitions)
    assert not ask.in_own_words, "a command is one, wherever it is typed"


def test_what_is_said_of_the_work_or_asked_changes_nothing() -> None:
    for line in ("is that a statistician?", "ask us for the key", "give it to customers"):
        assert not isinstance(ASKS.read_about(7, line, TODAY), AboutRequisitions), line
    for line in ("staff then, Porto, max 110k", "it's more of an evaluation role", "from spring on"):
        assert ASKS.read_below_brief(7, line, TODAY) is None, line
    assert ASKS.read_aside(7, "not before the customer has signed") is None


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


@pytest.mark.parametrize("line", ["thanks", "hello", "what does infra pay?", "any news?"])
def test_anything_else_is_answered_as_anywhere(line: str) -> None:
    assert isinstance(ASKS.read_about(7, line, TODAY), Inquiry)
