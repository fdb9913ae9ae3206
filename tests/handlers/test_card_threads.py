"""A requisition's card and its owner's question are answered in their own threads, on both databases."""

from bot.hiring.requisitions import State
from tests.handlers.conftest import House, words
from tests.handlers.requisitions import now, open_many, open_one
from tests.handlers.test_reminders import card, next_day
from tests.handlers.test_scoping import rows, scope, with_text


def say(house: House, line: str, thread_ts: str | None) -> str:
    return words(house.write(f"@rolecall {line}", channel="#hiring", thread_ts=thread_ts))


def test_a_card_is_answered_in_its_own_thread(house: House) -> None:
    open_many(house, ["Senior LLM engineer"])
    next_day(house)
    thread = card(house).ts
    assert "req snooze 1 until Friday" in say(house, "snooze until Friday", thread)
    assert "req not-llm 1 because" in say(house, "this is not an LLM role", thread)
    assert "req define 1 applied because it is for the help pages" in say(
        house, "define applied because it is for the help pages", thread
    )
    named = house.write("@rolecall it's an infra engineer", channel="#hiring", thread_ts=thread)
    assert "req define 1 llm infrastructure because" in words(named)
    assert "base pay" in say(house, "what does infra pay?", thread)
    assert now(house).state is State.UNDEFINED, "nothing happens before somebody confirms it"
    house.write(
        "@rolecall it is for our help desk, to answer members from our handbooks, we call gpt via azure",
        channel="#hiring",
        thread_ts=thread,
    )
    turn = with_text(house, "Define 1 as Applied")
    assert turn.thread_ts == thread
    (row,) = rows(house)
    assert row.requisition_id is not None
    assert "handbooks" in scope(house).text
    house.click(turn, "Define 1 as Applied")
    house.quiet()
    assert (now(house).state, now(house).specialty) == (State.DEFINED, "applied_llm")


def test_the_owner_answers_the_question_in_its_thread_without_a_mention(house: House) -> None:
    open_many(house, ["Senior LLM engineer"])
    next_day(house, 3)
    (question,) = [each for each in house.from_bot("ada", "@rolecall") if "no specialty yet" in words(each)]
    told = house.write("I think it's infra", thread_ts=question.ts)
    assert "req define 1 llm infrastructure" in words(told)
    house.click(told, "Yes, define 1")
    house.until(lambda: now(house).state is State.DEFINED)


def test_what_was_said_is_carried_into_the_requisition_and_its_reminders(house: House) -> None:
    said = "A helper in our app that answers members from our handbooks. We have 190k a year, in Lisbon."
    first = house.write(f"scope {said}")
    house.write("skip to the brief", thread_ts=first.thread_ts)
    brief = with_text(house, "Brief:", "@rolecall")
    assert "answers members from our handbooks" in house.in_full(brief), "a brief speaks of this company"
    house.click(brief, "Open a requisition")
    form = words(house.modal("Hiring channel"))
    assert "190" in form
    assert "Lisbon" in form
    assert "Applied LLM engineer" in form
    assert "answers members from our handbooks" in form


def test_a_draft_that_waits_is_what_the_reminder_asks_for(house: House) -> None:
    open_one(house, "Senior LLM engineer", location="Berlin or remote")
    house.write("@rolecall scope 1", channel="#hiring", thread_ts=card(house).ts)
    turn = with_text(house, "What exists in six months")
    house.reply(turn, "A feature customers use")
    thread = with_text(house, "Question 2 of 9").thread_ts
    house.write("@rolecall skip", channel="#hiring", thread_ts=thread)
    assert "Place: Berlin or remote" in house.in_full(with_text(house, "Brief:"))
    next_day(house, 3)
    told = with_text(house, "A brief waits for a signature")
    assert "A brief waits for a signature" in words(house.answer("/req 1"))
    for line, answer in (
        ("snooze till after easter", "Until which day shall I snooze requisition 1?"),
        ("snooze 1 until 7 January", "req snooze 1 until 7 January"),
        ("hand this to priya, she runs it", "takes a little more"),
    ):
        assert answer in say(house, line, thread), line
        assert answer in say(house, line, card(house).ts), line
    tells = "it is for our help desk, to answer members from our handbooks, we call gpt via azure"
    question = with_text(house, "brief", "@rolecall")
    assert "say so below it" in words(house.write(tells, thread_ts=question.ts))
    say(house, tells, thread)
    assert "handbooks" in str(scope(house)), "below the brief it is taken into it"
    (row,) = rows(house)
    assert row.requisition_id is not None, "no other conversation begins"
    assert "Read and sign the brief" in words(told)
