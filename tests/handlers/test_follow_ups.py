"""What people type next: lines that stand on the last answer, asides in conversations, words below a card."""

from datetime import date, timedelta

import pytest

from bot.hiring.answers.assistant import Assistant
from bot.hiring.answers.salary import SalaryOverview, SalarySteps
from bot.hiring.lines.followups import Ground
from bot.hiring.requisitions import State
from content.loading import load_content
from tests.handlers.conftest import House, words
from tests.handlers.requisitions import now, open_many
from tests.handlers.test_reminders import card, next_day
from tests.handlers.test_scoping import rows, scope, with_text

ASSISTANT = Assistant(load_content())
FOLLOW_UPS = ASSISTANT.follow_ups
PAY = Ground(wish="pay", roles=("fine_tuning",), level="senior", budget="290k")


BELOW_A_CARD = [
    ("ask @sam", "req reassign 1 <@"),
    ("@sam owns this now", "req reassign 1 <@"),
    ("Sam owns this now", "req reassign 1 @name"),
    ("I'll know on Thursday", "req snooze 1 until Thursday"),
    ("we dropped that", "req close 1 because we dropped that"),
    ("we are not hiring for it any more", "req close 1 because"),
    ("already filled", "req filled 1 on 12 Nov"),
    ("we hired someone on 12 Nov", "req filled 1 on 12 Nov"),
]


def later(house: House) -> None:
    """Let a minute pass: nobody types faster, and Slack takes one message a second."""
    house.slack.clock.advance(timedelta(minutes=1))


@pytest.mark.parametrize(
    ("line", "whole"),
    [
        ("and principal?", "salary fine tuning principal 290k"),
        ("what about evals", "salary evaluation senior 290k"),
        ("in Warsaw then?", "salary fine tuning senior Warsaw 290k"),
        ("would £210k be ok?", "salary fine tuning senior £210k"),
        ("same for prompt engineers", "salary prompt senior 290k"),
        ("with equity?", "salary fine tuning senior 290k equity"),
        ("and per month?", "salary fine tuning senior 290k per month"),
        ("how about the interview?", "interview fine tuning"),
        ("what should we ask them", "interview fine tuning"),
        ("red flags for that one?", "redflags fine tuning"),
        ("and where do we look for them", "sourcing fine tuning"),
        ("compared to infra?", "role fine tuning vs infrastructure"),
        ("infra?", "salary infrastructure senior 290k"),
        ("what would it cost in Erewhon?", "salary fine tuning senior Erewhon 290k"),
    ],
)
def test_what_is_left_unsaid_is_taken_from_the_last_ask(line: str, whole: str) -> None:
    assert FOLLOW_UPS.leaves_unsaid(line)
    completed = FOLLOW_UPS.complete(line, PAY)
    assert completed is not None
    assert completed.line == whole


def test_every_place_of_a_line_reaches_its_answer() -> None:
    for line, places in (("salary Leeds", ("Leeds",)), ("salary evals nyc leeds", ("New York", "Leeds"))):
        answer = ASSISTANT.answer(line, date(2026, 11, 24))
        assert isinstance(answer, SalaryOverview | SalarySteps), line
        assert (answer.request.asked.places, answer.request.unread) == (places, ()), line
        assert ASSISTANT.ground(answer, line), line


@pytest.mark.parametrize(
    "line",
    [
        "what does a senior applied engineer earn?",
        "infra",
        "what is fine-tuning?",
        "who can I hire for 180k",
        "we need someone for agents",
        "interview questions",
        "hello",
        "and our customers want answers in Polish",
        "close it",
        "what can i get for 210k",
    ],
)
def test_a_line_that_says_all_by_itself_stands_alone(line: str) -> None:
    assert not FOLLOW_UPS.leaves_unsaid(line)


def test_the_next_line_stands_on_the_last_answer_also_after_a_restart(house: House) -> None:
    first = house.write("what does a senior infra engineer earn?")
    later(house)
    staff = house.write("and staff?", thread_ts=first.thread_ts)
    assert staff.text.startswith("I take that as: pay, LLM infrastructure engineer, staff, United States.")
    house.restart()
    later(house)
    abroad = words(house.write("in Madrid?"))
    assert "pay, LLM infrastructure engineer, staff, Madrid" in abroad
    assert "No figure for staff in Madrid" in abroad
    house.answer("/salary applied 240k")
    house.quiet()
    told = house.answer("/salary what about fine-tuning")
    assert "pay, Fine-tuning and model-adaptation engineer, United States, 240k" in told.text
    assert "I take that as" not in house.answer("/salary and staff?", by="sam").text, "sam has asked nothing"
    later(house)
    house.write("@rolecall what does a prompt engineer earn", channel="#hiring")
    later(house)
    mentioned = house.write("@rolecall for a junior?", channel="#hiring")
    assert "pay, Prompt engineer, junior, United States" in mentioned.text
    house.slack.clock.advance(timedelta(days=1, hours=1))
    assert "I take that as" not in house.write("and principal?").text, "yesterday's ask is forgotten"


def test_asides_in_a_conversation_leave_it_where_it_is(house: House) -> None:
    thread = house.write("scope llm engineer").thread_ts

    def say(line: str) -> str:
        later(house)
        return words(house.write(line, thread_ts=thread))

    assert "Noted: senior, 205k a year (no currency named), Porto, in February" in say(
        "it is a senior position, the budget is 205k, in Porto, start in February"
    )
    assert (scope(house).level, scope(house).budget_low) == ("senior", None), "nobody named a currency"
    assert "Which one? Type its number, like `req snooze 3`" in say("snooze until Friday")
    say("we host the models ourselves and need lower latency")
    paid = say("and what does that pay?")
    assert "pay, LLM infrastructure engineer, senior, Porto" in paid, "as it was said"
    assert "Still open here" in paid
    assert "“A feature customers use”" in say("hm, no, the chatbot comes first")
    assert "We begin again" in say("let's start over")
    assert (scope(house).answers, scope(house).title) == ((), "llm engineer")
    assert "Name them with an @" in say("Mei should answer this")
    assert "from now on, in their messages with me" in say("ask @sam")
    asked = house.until(lambda: house.from_bot("sam", "@rolecall"))
    assert "hands this over" in words(asked[-1])


def test_a_conversation_about_a_requisition_takes_commands_without_its_number(house: House) -> None:
    open_many(house, ["Senior LLM engineer"])
    house.command("/role scope 1")
    turn = with_text(house, "What exists in six months")
    told = house.write("@rolecall snooze it until Friday", channel="#hiring", thread_ts=turn.ts)
    assert "req snooze 1 until Friday" in words(told)
    assert "Still open here" in words(told)
    assert len(rows(house)) == 1


def test_below_a_card_each_change_is_a_proposal(house: House) -> None:
    open_many(house, ["Senior LLM engineer"])
    next_day(house)
    thread = card(house).ts
    for line, part in BELOW_A_CARD:
        later(house)
        told = words(house.write(f"@rolecall {line}", channel="#hiring", thread_ts=thread))
        assert part in told, line
    assert now(house).state is State.UNDEFINED
    house.command("/req define 1 evals")
    house.until(lambda: now(house).state is State.DEFINED)
    for line, part in (
        ("what would staff cost?", "pay, Evaluation and safety engineer, staff"),
        ("and in Madrid?", "pay, Evaluation and safety engineer, staff, Madrid"),
    ):
        later(house)
        assert part in words(house.write(f"@rolecall {line}", channel="#hiring", thread_ts=thread)), line


def test_a_requisition_opened_in_own_words_has_them_in_its_form(house: House) -> None:
    asked = house.write("open a req for a senior evaluation engineer in Oslo at 150k, by April")
    house.click(asked, "Open a requisition")
    form = words(house.modal("Hiring channel"))
    for said in ("senior evaluation engineer", "Oslo", "150k", "When: by April", "Senior"):
        assert f'"{said}"' in form, said


def test_what_is_told_below_a_reading_begins_the_conversation_with_all_of_it(house: House) -> None:
    thread = house.write("we need somebody for the paperwork of our freight office. who is that?").thread_ts
    later(house)
    house.write("A screen that fills in the forms from a photo, and the clerk corrects it", thread_ts=thread)
    turn = with_text(house, "I take that as", "@rolecall")
    assert turn.thread_ts == thread
    assert "freight office" in scope(house).title
    assert [each.words for each in scope(house).answers] == [
        "A screen that fills in the forms from a photo, and the clerk corrects it"
    ]
