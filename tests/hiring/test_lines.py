"""Understanding one line: commands by grammar, other words by what was learned, and never an exception."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.hiring.answers.answer import Told
from bot.hiring.answers.assistant import Assistant
from bot.hiring.answers.salary import SalarySteps
from bot.hiring.lines.ask import AboutRequisitions
from bot.hiring.lines.ask_reader import AskReader
from bot.hiring.lines.fields import take_owner
from bot.hiring.lines.hiring import ReminderChange, read_reminder_change
from bot.hiring.lines.read import LineReader
from bot.hiring.text.amounts import find_amounts
from bot.hiring.text.vocabulary import Vocabulary
from content.loading import load_content

CONTENT = load_content()
READER = LineReader(CONTENT)
ASKS = AskReader(CONTENT, READER, Vocabulary(CONTENT))
ASSISTANT = Assistant(CONTENT)
TODAY = date(2026, 11, 29)


@pytest.mark.parametrize(
    ("line", "intent"),
    [
        ("/salary infra 240k", "pay"),
        ("req define 3 infra because we serve our own models", "req_define"),
        ("/req", "req_list"),
        ("hiring reminders preview", "reminders_preview"),
        ("hiring reminders off", "reminders_off"),
        ("hiring insights csv", "insights"),
        ("interview --requisition 3", "interview"),
        ("redflags applied", "redflags"),
        ("role scope senior LLM engineer", "scope"),
        ("role check LLM ninja wanted", "check_advert"),
        ("/hiring", "help"),
        ("help", "help"),
        ("/role", "role"),
        ("/role llm engineer", "role"),
        ("/role applied", "role"),
        ("/role prompt engineer vs llm engineer", "compare"),
        ("/role somebody who runs our GPUs and serves models", "which_role"),
    ],
)
def test_a_command_is_read_with_certainty(line: str, intent: str) -> None:
    understood = ASKS.understand(line, TODAY)
    assert understood.intent == intent
    assert understood.sure == 1


@pytest.mark.parametrize(
    ("line", "intent"),
    [
        ("what should i not ask in an interview", "interview"),
        ("$120k for a prompt engineer", "pay"),
        ("what does evals pay in pounds", "pay"),
        ("120k for prompt engineer in london", "pay"),
        ("who do i need for a customer support bot?", "which_role"),
        ("who do i need for a customer support bot", "which_role"),
    ],
)
def test_own_words_are_read(line: str, intent: str) -> None:
    assert ASKS.understand(line, TODAY).intent == intent


def test_what_is_said_beside_the_wish_is_read() -> None:
    slots = READER.understand("is £130k for a senior infra engineer in london ok?").slots
    assert slots["role"] == "llm_infrastructure"
    assert (slots["level"], slots["place"], slots["currency"]) == ("senior", "London", "GBP")
    assert slots["budget"] == 130_000


def test_two_wishes_are_read_in_the_order_asked_each_with_what_was_said_for_both() -> None:
    understood = READER.understand("comp and red flags for infra")
    assert understood.intent == "two_at_once"
    assert [part.intent for part in understood.parts] == ["pay", "redflags"]
    assert all(part.slots["role"] == "llm_infrastructure" for part in understood.parts)


def test_two_requisitions_in_one_line_keep_their_own_numbers() -> None:
    close, hand = READER.understand("close 4 and give 5 to @maria").parts
    assert (close.intent, close.slots["number"]) == ("req_close", 4)
    assert (hand.intent, hand.slots["number"], hand.slots["who"]) == ("req_reassign", 5, "@maria")


@pytest.mark.parametrize("line", ["what does infra pay", "what is the market for infra and fine tuning"])
def test_one_wish_has_no_parts(line: str) -> None:
    assert not READER.understand(line).parts


@pytest.mark.parametrize(
    ("line", "parts"),
    [
        ("close 8, who earns more by the way, infra or evals?", ["req_close", "compare"]),
        ("snooze 8 until Friday, 11 Dec, and show me 9", ["req_snooze", "req_show"]),
        ("define 8 as infra and reassign it to @lena", ["req_define", "req_reassign"]),
        ("please close 8 because it was frozen; what does an eval engineer earn?", ["req_close", "pay"]),
    ],
)
def test_a_wish_behind_a_command_is_understood_too(line: str, parts: list[str]) -> None:
    understood = ASKS.understand(line, TODAY)
    assert understood.intent == "two_at_once"
    assert [part.intent for part in understood.parts] == parts


@pytest.mark.parametrize(
    "line",
    [
        "close 8, the salary was too high",
        "close 8, we hired somebody",
        "close 8, can be opened again in May",
        "close 8, what we need is a data engineer",
        "snooze 8 for a week because the client asked what infra costs",
        "/req close 8, what does infra pay?",
    ],
)
def test_what_is_no_wish_stays_with_its_command(line: str) -> None:
    understood = ASKS.understand(line, TODAY)
    assert (understood.intent, understood.parts) in (("req_close", ()), ("req_snooze", ()))


@pytest.mark.parametrize(
    ("line", "number"),
    [
        ("74's a prompt engineer", 74),
        ("150 is infra", 150),
        ("96 = evaluation", 96),
        ("mark 310 down as fine tuning", 310),
        ("confirmed: 82 should be a senior applied llm engineer", 82),
    ],
)
def test_a_number_that_is_said_to_be_a_role_is_a_requisition(line: str, number: int) -> None:
    understood = ASKS.understand(line, TODAY)
    assert understood.intent == "req_define"
    assert understood.slots["number"] == number
    assert "budget" not in understood.slots


@pytest.mark.parametrize("line", ["is 260 ok for evals?", "is 190 infra money", "infra 260, is that fair?"])
def test_a_number_that_is_asked_about_stays_an_amount(line: str) -> None:
    assert READER.understand(line).slots["budget"] in (190_000, 260_000)


@pytest.mark.parametrize(
    ("line", "change"),
    [
        ("put the reminders in here on light", ReminderChange("light")),
        ("change the reminders back to standard instead of light", ReminderChange("standard")),
        ("move the reminders from standard to the lighter ones", ReminderChange("light")),
        ("every day is too much for reminders, make them rarer", ReminderChange(often="less")),
        ("the reminders should come more often", ReminderChange(often="more")),
        ("remind us each Tuesday instead", ReminderChange(rhythm=True)),
        ("send the reminders every 4 days and not every day", ReminderChange(rhythm=True)),
        ("reminders at 8:30 please", ReminderChange(rhythm=True)),
        ("set the reminders of #people to light", ReminderChange("light", channel="#people")),
    ],
)
def test_a_change_of_reminders_is_read(line: str, change: ReminderChange) -> None:
    assert read_reminder_change(line, ("standard", "light"), change.channel) == change
    assert ASKS.understand(line, TODAY).intent == "reminders_change"


@pytest.mark.parametrize(
    ("line", "command"),
    [
        (
            "set the budget of 3 to 90-110k GBP and the level to mid",
            "req edit 3 budget 90-110k GBP level mid",
        ),
        ("edit 8 level principal", "req edit 8 level principal"),
        ("change the budget of requisition 12 to 95k", "req edit 12 budget 95k"),
        ("requisition 5 moved to Vienna", "req edit 5 in Vienna"),
        ("we closed that one", "req close"),
        ("6 was filled on 3 November", "req filled 6 on 3 November"),
    ],
)
def test_own_words_become_a_command_with_all_that_they_say(line: str, command: str) -> None:
    ask = ASKS.read(line, "message", TODAY)
    assert isinstance(ask, AboutRequisitions)
    assert ask.command == command


@pytest.mark.parametrize(
    ("text", "rest", "owner"),
    [
        ("staff eval engineer, owner noor", "staff eval engineer", "noor"),
        ("infra engineer (owned by <@U02ABC>) in Oslo", "infra engineer in Oslo", "<@U02ABC>"),
        ("prompt engineer; the owner is @lee, 120k", "prompt engineer, 120k", "@lee"),
        ("product owner for our assistants", "product owner for our assistants", ""),
    ],
)
def test_an_owner_is_no_part_of_a_title(text: str, rest: str, owner: str) -> None:
    assert take_owner(text) == (rest, owner)


@pytest.mark.parametrize(
    "line",
    [
        "what do mid and staff eval engineers earn",
        "salary prompt junior or senior",
        "pay for a mid/principal infra engineer?",
    ],
)
def test_several_levels_of_one_question_are_all_answered(line: str) -> None:
    answer = ASSISTANT.answer(line, TODAY)
    assert isinstance(answer, SalarySteps)
    assert len(answer.lines) == 2


@pytest.mark.parametrize(
    ("line", "part"),
    [
        ("Yes please!", "press the button you mean"),
        ("ok", "press the button you mean"),
        ("the second one", "press the button you mean"),
        ("no, thanks", "leave everything as it is"),
        ("not now", "leave everything as it is"),
        ("thank you", "You're welcome"),
    ],
)
def test_a_yes_or_no_alone_is_not_taken_for_a_question(line: str, part: str) -> None:
    answer = ASSISTANT.answer(line, TODAY)
    assert isinstance(answer, Told)
    assert part in answer.says


def test_an_unsure_reading_offers_at_most_three() -> None:
    understood = READER.understand("and what about that one then")
    assert understood.intent is None
    assert 1 <= len(understood.offers) <= 3


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("65-80k quid", 65_000, 80_000),
        ("between 190 and 215 base", 190_000, 215_000),
        ("€7.500 per month", 7_500, 7_500),
        ("₹60 LPA", 6_000_000, 6_000_000),
        ("1.2 Cr", 12_000_000, 12_000_000),
        ("240k plus 0.5% equity", 240_000, 240_000),
        ("two hundred and ten thousand", 210_000, 210_000),
    ],
)
def test_amounts(text: str, low: int, high: int) -> None:
    (amount,) = (each for each in find_amounts(text) if each.is_pay)
    assert (amount.low, amount.high) == (low, high)


@pytest.mark.parametrize(
    "text", ["#4", "401k match", "5 years of experience", "12 CVs", "requisition 300", "20%"]
)
def test_other_numbers_are_no_pay(text: str) -> None:
    assert not any(each.is_pay for each in find_amounts(text))


@pytest.mark.parametrize(
    "text",
    ["1" * 40_000, "1,1 " * 10_000, "£" * 40_000, "and a " * 8_000, "k 1k " * 8_000, "1 - " * 10_000],
)
def test_a_long_text_of_nothing_is_understood_as_something_or_asked_back(text: str) -> None:
    assert READER.understand(text) == READER.understand(text)


@given(st.text(alphabet="0123456789.,-$£€%k /#", max_size=400))
def test_any_digits_are_amounts_or_none(text: str) -> None:
    assert all(0 <= each.low <= each.high for each in find_amounts(text))


@given(st.text(max_size=300))
def test_any_text_is_understood_the_same_way_twice(text: str) -> None:
    assert READER.understand(text) == READER.understand(text)
