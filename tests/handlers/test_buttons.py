"""Buttons, the budget form, Home and what happens when something breaks, through the front door."""

import logging
import re
import threading
from datetime import timedelta
from functools import partial

import pytest
from sqlalchemy import text

from bot.local_slack.state.journal import AppDelivery
from tests.handlers.conftest import House, button, words


def test_share_posts_for_everybody_and_removes_the_private_copy(house: House) -> None:
    message = house.answer("/salary infra senior 240k")
    assert button(message, "Share in channel")["confirm"]
    house.click(message, "Share in channel")
    shared = house.until(lambda: house.from_bot("mei", "#hiring"))[0]
    assert shared.ephemeral_to is None
    assert f"Shared by <@{house.person('ada').member.id}>" in words(shared)
    assert "Share in channel" not in words(shared)
    house.until(lambda: house.from_bot("ada", "#hiring") == [shared])


def test_who_shared_it_can_take_it_away_and_nobody_else(house: House) -> None:
    house.click(house.answer("/role applied"), "Share in channel")
    shared = house.until(lambda: house.from_bot("mei", "#hiring"))[0]
    house.restart()
    house.pick(shared, "Remove", by="mei")
    refused = house.until(lambda: house.from_bot("mei", "#hiring")[1:])[0]
    assert "Nothing was removed" in words(refused)
    assert refused.ephemeral_to == house.person("mei").member.id
    house.slack.redeliver(house.pick(shared, "Remove"))
    house.until(lambda: shared not in house.from_bot("mei", "#hiring"))
    house.quiet()
    assert len(house.from_bot("ada", "#hiring")) == 0


def test_two_clicks_share_once(house: House) -> None:
    message = house.answer("/role applied")
    house.click(message, "Share in channel")
    house.until(lambda: house.from_bot("mei", "#hiring"))
    message.deleted = False  # the second click was made before the private copy had gone
    house.click(message, "Share in channel")
    house.quiet()
    assert len(house.from_bot("mei", "#hiring")) == 1


def test_sharing_is_refused_when_the_channel_has_become_shared(house: House) -> None:
    message = house.answer("/salary infra")
    house.slack.workspace.channel("#hiring").is_ext_shared = True
    house.slack.clock.advance(timedelta(seconds=61))
    house.click(message, "Share in channel")
    house.until(
        lambda: any("shared with another company" in words(seen) for seen in house.from_bot("ada", "#hiring"))
    )
    assert not house.from_bot("mei", "#hiring")


def test_a_share_that_slack_refuses_can_be_tried_again(house: House) -> None:
    message = house.answer("/role applied")
    house.slack.faults.fail("response_url", status=500)
    house.click(message, "Share in channel")
    house.quiet()
    assert not house.from_bot("mei", "#hiring")
    house.click(message, "Share in channel")
    assert house.until(lambda: house.from_bot("mei", "#hiring"))


def test_the_next_question_is_one_click_away(house: House) -> None:
    message = house.answer("/salary infra senior 240k")
    house.click(message, "Interview questions")
    answer = house.until(lambda: house.from_bot("ada", "#hiring")[1:])[0]
    assert "four questions" in words(answer)
    assert answer.ephemeral_to == house.person("ada").member.id


def test_a_click_in_a_direct_message_is_answered_in_the_thread(house: House) -> None:
    message = house.write("salary infra")
    house.click(message, "What the role does")
    answer = house.until(lambda: house.from_bot("ada", "@rolecall")[1:])[0]
    assert answer.thread_ts == message.thread_ts
    assert answer.ephemeral_to is None


def test_all_sources_open_in_a_modal_and_not_where_another_company_reads_along(house: House) -> None:
    message = house.answer("/salary evals london")
    house.click(message, "All sources")
    told = words(house.modal("All sources"))
    assert "UK AI Security Institute" in told
    assert "8 adverts of 8 companies" in told
    house.slack.workspace.channel("#hiring").is_ext_shared = True
    house.slack.clock.advance(timedelta(seconds=61))
    house.click(message, "All sources")
    assert house.modal("shared with another company")


def test_did_you_mean_is_a_button(house: House) -> None:
    message = house.answer("/role promt")
    house.click(message, "prompt")
    answer = house.until(lambda: house.from_bot("ada", "#hiring")[1:])[0]
    assert "Prompt engineer" in words(answer)


def test_the_budget_form_answers_in_its_place(house: House) -> None:
    message = house.answer("/salary infra")
    house.click(message, "Check a budget")
    form = house.modal()
    ada = house.person("ada")
    house.slack.run(ada.fill(form.id, {"budget.amount": "$220-260k", "budget.year": "2022"}))
    sent = house.slack.run(ada.submit(form.id))
    assert not sent.errors
    answer = house.modal("is *$60k (21.4%) below*")
    assert [block["level"] for block in answer.blocks if block["type"] == "alert"] == ["warning"]
    assert "Share in channel" not in words(answer)


def test_the_budget_form_keeps_what_was_typed_and_says_what_to_type(house: House) -> None:
    ada = house.person("ada")
    house.slack.run(ada.shortcut("budget.shortcut"))
    form = house.modal()
    house.slack.run(
        ada.fill(form.id, {"budget.role": "fine_tuning", "budget.amount": "20k/month", "budget.year": "x"})
    )
    sent = house.slack.run(ada.submit(form.id))
    assert "not per year" in sent.errors["budget.amount"]
    assert "Type a year" in sent.errors["budget.year"]
    house.slack.run(ada.fill(form.id, {"budget.amount": "€200k", "budget.year": ""}))
    assert not house.slack.run(ada.submit(form.id)).errors
    assert house.modal("I do not convert currencies")


def test_from_an_answer_in_the_modal_the_form_comes_back(house: House) -> None:
    ada = house.person("ada")
    house.slack.run(ada.shortcut("budget.shortcut"))
    form = house.modal()
    house.slack.run(ada.fill(form.id, {"budget.role": "applied_llm", "budget.amount": "300k"}))
    house.slack.run(ada.submit(form.id))
    house.click(house.modal("inside the band"), "Interview questions")
    house.click(house.modal("four questions"), "What it pays")
    house.click(house.modal("$260k"), "Check a budget")
    assert house.modal("Yearly budget").content["callback_id"] == "budget.check"


def test_home_leads_everywhere(house: House) -> None:
    ada = house.person("ada")
    house.slack.run(ada.open_home())
    home = house.until(ada.home)
    assert "/salary" in house.in_full(home, "What can I type?")
    house.pick(home, "The seven roles")
    assert house.modal("Two neighbours")


def break_clock(house: House) -> None:
    """Let every listener fail in a way that nobody expected."""

    def broken() -> None:
        raise RuntimeError("the clock fell off the wall")

    object.__setattr__(house.deps, "now", broken)


def reference(caplog: pytest.LogCaptureFixture) -> str:
    (found,) = {str(record.ref) for record in caplog.records if hasattr(record, "ref")}
    return f"reference {found}"


def test_an_unexpected_error_shows_a_reference_that_is_in_the_log(
    house: House, caplog: pytest.LogCaptureFixture
) -> None:
    break_clock(house)
    told = str(house.command("/role applied").response)
    assert reference(caplog) in told
    assert "wall" not in told


def test_a_form_that_slack_refuses_ends_in_a_sentence_with_the_way_to_try_again(house: House) -> None:
    ada = house.person("ada")
    house.slack.faults.fail("views.open", error="expired_trigger_id")
    house.slack.run(ada.shortcut("budget.shortcut"))
    house.until(lambda: [seen for seen in house.from_bot("ada", "@rolecall") if "came too late" in seen.text])


def test_an_unexpected_error_in_a_form_keeps_what_was_typed(
    house: House, caplog: pytest.LogCaptureFixture
) -> None:
    ada = house.person("ada")
    house.slack.run(ada.shortcut("budget.shortcut"))
    form = house.modal()
    house.slack.run(ada.fill(form.id, {"budget.role": "applied_llm", "budget.amount": "300k"}))
    break_clock(house)
    sent = house.slack.run(ada.submit(form.id))
    assert reference(caplog) in str(sent.errors)
    assert house.modal().id == form.id


def test_an_unexpected_error_behind_a_button_is_told(house: House, caplog: pytest.LogCaptureFixture) -> None:
    message = house.answer("/role applied")
    object.__setattr__(house.deps, "assistant", None)
    house.click(message, "What it pays")
    house.quiet()
    (reference,) = re.findall(r"reference (\w+)", house.from_bot("ada", "#hiring")[-1].text)
    (logged,) = (each for each in caplog.records if each.message == "request_failed")
    assert logged.__dict__["ref"] == reference


def error_of(delivery: AppDelivery, attempt: int) -> str | None:
    return delivery.attempts[attempt].error


def test_after_the_last_retry_the_person_is_told(house: House) -> None:
    tries = threading.Semaphore(0)

    def broken() -> None:
        tries.release()
        raise RuntimeError("the clock fell off the wall")

    object.__setattr__(house.deps, "now", broken)
    ada = house.person("ada")
    house.slack.run(ada.send("@rolecall", "role applied"))
    (delivery,) = house.slack.journal.events("message")
    for number, wait in enumerate((0, 60, 300)):
        # Slack waits 3 s for an answer, then asks again: at once, after 1 and after 5 minutes.
        assert tries.acquire(timeout=5)
        house.slack.clock.advance(timedelta(seconds=3, milliseconds=1))
        house.until(partial(error_of, delivery, number))
        house.slack.clock.advance(timedelta(seconds=wait, milliseconds=1))
    told = house.until(
        lambda: [seen for seen in house.from_bot("ada", "@rolecall") if "reference" in seen.text]
    )
    assert told[-1].ephemeral_to == ada.member.id


def test_an_event_that_failed_is_answered_when_slack_sends_it_again(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    failed = threading.Event()
    log = logging.getLogger("handlers.errors")
    monkeypatch.setattr(log, "error", lambda *_, **__: failed.set())
    with house.deps.database.transaction() as session:
        session.execute(text("ALTER TABLE outbox RENAME TO outbox_away"))
    house.slack.run(house.person("ada").send("@rolecall", "role applied"))
    (delivery,) = house.slack.journal.events("message")
    assert failed.wait(5)
    with house.deps.database.transaction() as session:
        session.execute(text("ALTER TABLE outbox_away RENAME TO outbox"))
    house.slack.clock.advance(timedelta(seconds=3, milliseconds=1))  # the time Slack waits for an answer
    assert "Mistaken for" in words(house.until(lambda: house.from_bot("ada", "@rolecall"))[0])
    (delivery,) = (
        each for each in house.slack.journal.events("message") if "bot_id" not in each.payload["event"]
    )
    assert len(delivery.attempts) == 2
