"""Lines in people's own words, typed where people type: direct messages, mentions, slash commands."""

import pytest

from bot.hiring.requisitions import Requisition
from tests.handlers.conftest import House, button, words
from tests.handlers.requisitions import now, open_many, open_one, record


def asked(house: House) -> Requisition:
    """A requisition of Ada's, opened in the channel."""
    open_one(house, "Senior LLM engineer")
    return now(house)


@pytest.mark.parametrize(
    ("line", "part"),
    [
        ("what's the going rate for a prompt engineer?", "$140k"),
        ("$120k for a prompt engineer", "below"),
        ("what should i not ask in an interview", "What to leave unasked"),
        ("illegal interview questions?", "What to leave unasked"),
        ("questions i cant ask candidates", "What to leave unasked"),
        ("hi there", "Tell me what the hire will do"),
        ("who do i need for a customer support bot?", "Applied LLM engineer"),
        ("can you send me the interview kit for applied please", "interview kit"),
    ],
)
def test_a_direct_message_in_own_words_gets_its_answer(house: House, line: str, part: str) -> None:
    assert part in words(house.write(line))


def test_a_place_without_a_figure_is_said_before_the_nearest(house: House) -> None:
    told = words(house.write("what would a senior rag engineer cost us in germany?"))
    assert "No figure for senior in Germany." in told
    assert told.index("No figure") < told.index("€85k")
    assert "$260k" not in told
    assert "Not read" not in told


def test_a_question_it_cannot_place_gets_one_sentence_and_three_steps(house: House) -> None:
    told = house.write("left a bit, no, more to the left")
    assert told.text == "I'm not sure what you'd like to know."
    assert len([each for block in told.blocks for each in block.get("elements", [])]) <= 3


def test_a_change_in_own_words_is_shown_back_and_made_by_one_click(house: House) -> None:
    before = asked(house)
    proposed = house.write("please snooze requisition 1 for a week")
    assert "Shall I?" in words(proposed)
    assert now(house) == before
    house.click(proposed, "Yes, snooze 1")
    house.until(lambda: now(house).snoozed_until)
    assert [each.action for each in record(house)][-1] == "snooze"


def test_a_new_owner_without_an_at_is_chosen_before_anything_is_asked(house: House) -> None:
    open_many(house, ["LLM engineer"])
    for line in ("reassign 1 to bob", "hand requisition 1 over to Noor"):
        told = words(house.write(line))
        assert "Shall I?" not in told, line
        assert "Reassign" in told, line


def test_reminders_are_turned_off_by_a_click_and_not_by_a_sentence(house: House) -> None:
    asked(house)
    proposed = house.write("turn off the reminders")
    assert "Shall I turn the reminders off?" in words(proposed)


def test_what_is_open_is_listed_in_own_words(house: House) -> None:
    asked(house)
    assert "Senior LLM engineer" in words(house.write("show me all open roles"))


def test_remote_is_no_word_for_total_pay(house: House) -> None:
    told = words(house.write("remote india salary for applied llm engineer"))
    assert "First Bridge Consulting" in told
    assert "total pay" not in told


def test_two_wishes_in_one_message_get_both_answers_in_the_order_asked(house: House) -> None:
    answer = words(
        house.write("what does a senior infra engineer cost and what should I ask in the interview?")
    )
    assert answer.index("$280k") < answer.index("four questions")


def test_a_change_beside_another_wish_still_waits_for_a_click(house: House) -> None:
    open_one(house)
    answer = house.write("show me what's open and snooze requisition 1 for a week")
    assert "LLM engineer" in words(answer)
    assert "req snooze 1 for a week" in words(answer)
    assert [each.action for each in record(house)] == ["open"]


def test_a_question_behind_a_command_is_answered_and_no_part_of_the_change(house: House) -> None:
    open_one(house)
    answer = house.write("close 1, what does a senior infra engineer in London earn by the way?")
    assert button(answer, "Yes, close 1")
    assert "I read that as *req close 1*" in words(answer)
    assert "London" in words(answer)
    assert [each.action for each in record(house)] == ["open"]


def test_a_bare_number_that_is_said_to_be_a_role_is_proposed_as_its_requisition(house: House) -> None:
    assert "I read that as *req define 74 prompt engineer" in words(house.write("74's a prompt engineer"))


def test_a_change_of_reminders_in_own_words_is_proposed_or_told_why_not(house: House) -> None:
    weekdays = words(house.write("@rolecall send the reminders only on Fridays", channel="#hiring"))
    told = "I can set one of `standard`, `light`, `off` and the time zone, but no days"
    assert weekdays.index(told) < weekdays.index("Reminders in this channel")
    proposed = house.write("@rolecall set the reminders in this channel to light", channel="#hiring")
    assert "Shall I set the reminders in this channel to *light*?" in words(proposed)
    before = len(house.from_bot("ada", "#hiring"))
    house.click(proposed, "Yes, light")
    house.until(lambda: house.from_bot("ada", "#hiring")[before:])
    assert "*light*" in words(house.answer("/hiring reminders"))


@pytest.mark.parametrize("line", ["we filled requisition 1 last month", "filled 1 last month"])
def test_a_day_that_cannot_be_read_is_asked_for_and_not_taken_for_today(house: House, line: str) -> None:
    open_one(house)
    house.answer("/req define 1 applied")
    proposed = house.write(line)
    house.click(proposed, "Yes")
    house.quiet()
    assert [each.action for each in record(house)] == ["open", "define"]


def test_a_day_is_understood_in_the_form_the_bot_writes_it(house: House) -> None:
    open_one(house)
    for line in (
        "/req snooze 1 until Thu 10 Dec 2026 because we wait",
        "/req snooze 1 until end of next month",
    ):
        house.answer(line)
    assert [each.changes["snoozed_until"][1] for each in record(house)[1:]] == ["2026-12-10", "2026-12-31"]
    assert "may be 10 Dec or 12 Oct" in words(house.answer("/req snooze 1 until 10/12"))
    assert "has just passed" in words(house.answer("/req snooze 1 until 12 Nov"))
    assert len(record(house)) == 3
