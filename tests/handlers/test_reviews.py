"""Filled roles and the look back through the front door, on both databases."""

import json
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import select

from bot.hiring.requisitions import State
from bot.local_slack.state.workspace import PostedMessage, View
from bot.run.worker import Worker
from bot.store.models import OutboxRow
from tests.handlers.conftest import House, button, words
from tests.handlers.requisitions import (
    fill,
    home_with,
    leave,
    now,
    open_many,
    open_one,
    record,
    submit,
    tenant,
    user,
    whole_story,
)
from tests.hiring.test_flags import RESUME

NINETY = datetime(2027, 2, 10, 9, 31, tzinfo=UTC)  # after 12 November, a Wednesday


def filled(house: House, *, owner: str = "ada") -> None:
    """Requisition 1, filled on 12 November."""
    open_many(house, ["LLM engineer"], owner=owner)
    house.answer("/req define 1 applied", by=owner)
    house.answer("/req filled 1 on 12 Nov", by=owner)


def asked(house: House, *, by: str = "ada") -> PostedMessage:
    """Let the ninety days pass; the message that asks."""
    worker = Worker(house.deps, house.delivery, tenant(house))
    worker.tick()
    house.slack.clock.advance(NINETY - house.slack.clock.now())
    for _ in range(16):  # Mei has the next day off, and her mornings are at night
        worker.tick()
        house.slack.clock.advance(timedelta(hours=3))
    return house.until(lambda: [m for m in house.from_bot(by, "@rolecall") if "look back" in m.text])[-1]


def answer(house: House, form: View, *, by: str = "ada", **values: str) -> None:
    """Fill the look back's form in and send it."""
    named = {f"review.{name}": value for name, value in values.items()}
    house.slack.run(house.person(by).fill(form.id, named))
    assert submit(house, form, by=by) == {}


def choose(house: House, message: PostedMessage, label: str, *, by: str = "ada") -> None:
    """Answer the first question in the message, which opens the form."""
    house.pick(message, label, by=by)
    house.click(message, "Answer", by=by)


def outbox(house: House) -> str:
    with house.deps.database.transaction() as session:
        rows = session.scalars(select(OutboxRow)).all()
        return json.dumps([[row.text, row.blocks] for row in rows])


@pytest.mark.parametrize(
    ("line", "told", "day"),
    [
        ("/req filled 1", "filled on Tue 24 Nov 2026", date(2026, 11, 24)),
        ("/req filled 1 on 12 Nov because they start soon", "Thu 12 Nov 2026", date(2026, 11, 12)),
        ("/req fill 1 yesterday", "Mon 23 Nov 2026", date(2026, 11, 23)),
        ("/req 1 filled 2026-10-01", "Thu 1 Oct 2026", date(2026, 10, 1)),
        ("/req filled 1 last friday", "Fri 20 Nov 2026", date(2026, 11, 20)),
        ("/req filled 1 on 10 Dec", "Thu 10 Dec 2026 has not come yet", None),
        ("/req filled 1 on 2019-01-01", "more than two years ago", None),
        ("/req filled 1 on 12/11", "may be 12 Nov or 11 Dec", None),
        ("/req filled 1 Robin Example", "No name is kept of whoever was hired", None),
        ("/req filled 1 on 12 Nov by Robin", "No name is kept", None),
        ("/req filled 1 with @mei", "No name is kept", None),
        ("/req filled 1 on 12 Nov because @mei said yes", "No name is kept", None),
        ("/req filled Robin", "Which one?", None),
        ("/req filed 1 on 12 Nov", "Did you mean *filled*", None),
        ("/req filled 2", "There is no requisition 2", None),
    ],
)
def test_it_is_filled_by_a_day_and_by_nothing_else(
    house: House, line: str, told: str, day: date | None
) -> None:
    open_many(house, ["LLM engineer"])
    house.answer("/req define 1 applied")
    response = str(house.command(line).response)
    house.quiet()
    response += words(house.from_bot("ada", "#hiring")[-1])
    assert told in response
    assert "Robin" not in response
    assert now(house).filled_on == day
    assert now(house).state is (State.FILLED if day else State.DEFINED)
    assert len(record(house)) == (3 if day else 2)


def test_the_answer_says_who_will_be_asked_when_and_undo_takes_all_of_it_back(house: House) -> None:
    filled(house)
    shown = words(house.from_bot("ada", "#hiring")[-1])
    for part in ("after 90 days (Wed 10 Feb 2027)", "after 18 months (Fri 12 May 2028)", "never about the"):
        assert part in shown
    house.answer("/req undo 1 because she declined")
    assert (now(house).state, now(house).filled_on) == (State.DEFINED, None)
    assert "the day it was filled from Thu 12 Nov 2026 to nothing" in whole_story(house)
    assert "is not filled, so there is nothing to look back at" in str(
        house.command("/req review 1").response
    )


def test_filled_long_ago_it_is_looked_back_at_soon(house: House) -> None:
    filled(house)
    assert "after 90 days (soon, as they are over) and after 18" in words(
        house.answer("/req filled 1 on 1 Aug")
    )
    both = words(house.answer("/req filled 1 on 2025-01-15"))
    assert "after 18 months (soon, as they are over): about" in both
    assert "90 days" not in both


def test_what_cannot_be_filled_is_a_clear_sentence(house: House) -> None:
    open_many(house, ["LLM engineer"])
    told = str(house.command("/req filled 1").response)
    assert "is not defined yet, so it cannot be filled. Say first which role it is: req define 1" in told
    house.answer("/req define 1 applied")
    house.answer("/req filled 1 on 12 Nov")
    assert "was filled on Thu 12 Nov 2026. To correct the day" in str(house.command("/req filled 1").response)
    assert "it was *Thu" not in words(house.answer("/req filled 1 on 10 Nov"))
    assert now(house).filled_on == date(2026, 11, 10)
    for line, part in (("/req define 1 evals", "so it cannot be defined"), ("/req snooze 1 friday", "so it")):
        assert part in str(house.command(line).response)


def test_a_name_in_a_message_is_kept_nowhere(house: House) -> None:
    open_many(house, ["LLM engineer"])
    house.answer("/req define 1 applied")
    for line in ("req filled 1 Robin Example", "req filled Robin Example", "req filed 1 Robin Example"):
        assert "Robin" not in words(house.write(line))
    house.write("req filled 1 on 12 Nov <@U0PRIYA00>")
    assert "Robin" not in outbox(house)
    assert len(record(house)) == 2


def test_a_button_opens_a_form_for_the_day(house: House) -> None:
    open_one(house)
    house.answer("/req define 1 applied")
    house.click(house.answer("/req show 1"), "Filled on")
    form = house.modal("Only the day is kept")
    fill(house, form, filled_on="2026-12-10")
    assert "has not come yet" in submit(house, form)["filled_on"]
    fill(house, form, filled_on="2026-11-12", reason="@mei signed")
    assert "No name is kept" in submit(house, form)["reason"]
    fill(house, form, reason="the second offer")
    assert submit(house, form) == {}
    house.modal("filled on Thu 12 Nov 2026")
    assert record(house)[-1].reason == "the second offer"
    assert "Filled since Thu 12 Nov 2026: Applied" in words(house.answer("/req show 1"))


def test_a_message_and_a_mention_fill_it_once_however_often_slack_sends_them(house: House) -> None:
    open_many(house, ["LLM engineer"])
    house.answer("/req define 1 applied")
    house.write("@rolecall req filled 1 on 12 Nov", channel="#hiring")
    (delivery,) = [
        each
        for each in house.slack.journal.events("app_mention")
        if "filled" in each.payload["event"]["text"]
    ]
    house.slack.redeliver(delivery)
    house.quiet()
    assert [each.action for each in record(house)] == ["open", "define", "fill"]
    assert "Fri 13 Nov 2026; it was Thu 12 Nov 2026" in words(house.write("req filled 1 on 13 Nov"))


def test_the_owner_answers_from_the_message(house: House) -> None:
    filled(house)
    message = asked(house)
    for part in ("Was the work as scoped?", "Its brief" if now(house).brief else "Show", "about the person"):
        assert part in words(message)
    choose(house, message, "Partly")
    form = house.modal("Which specialty took most")
    assert '"value": "partly"' in words(form)
    answer(house, form, most="eval_safety", now="It would name <!channel> & the audits")
    house.modal("the work was *partly as scoped*")
    (decided,) = record(house)[3:]
    after = decided.changes["review"][1]
    assert after == {
        "kind": "90_days",
        "held": "partly",
        "most": "eval_safety",
        "now": "It would name <!channel> & the audits",
    }
    story = whole_story(house)
    assert "most of the time went to *Evaluation and safety engineer*" in story
    assert "It would name &lt;!channel&gt; &amp; the audits" in story
    assert "<!channel>" not in story


def test_its_form_keeps_no_resume(house: House) -> None:
    filled(house)
    house.command("/req review 1")
    form = house.modal("after 90 days")
    values = {"review.held": "yes", "review.most": "else", "review.now": RESUME}
    house.slack.run(house.person("ada").fill(form.id, values))
    assert "I keep none of it" in str(submit(house, form))
    assert len(record(house)) == 3


def test_the_message_that_asked_says_what_was_answered(house: House) -> None:
    filled(house)
    message = asked(house)
    choose(house, message, "Partly")
    answer(house, house.modal("Which specialty"), most="eval_safety", now="It would name the audits")
    (message,) = house.until(
        lambda: [m for m in house.from_bot("ada", "@rolecall") if "partly as scoped" in words(m)]
    )
    assert f"<@{user(house, 'ada')}> answered" in words(message)
    assert "audits" not in words(message)
    assert "No, another job" not in words(message)
    house.click(message, "Correct it")
    answer(house, house.modal("It was answered before"), held="no")
    house.until(lambda: [m for m in house.from_bot("ada", "@rolecall") if "*not as scoped*" in words(m)])
    house.answer("/req undo 1 because I mixed them up")
    house.until(lambda: [m for m in house.from_bot("ada", "@rolecall") if "partly as scoped" in words(m)])
    assert len([m for m in house.from_bot("ada", "@rolecall") if "look back" in m.text]) == 1


def test_answers_taken_back_are_asked_for_again_in_the_same_message(house: House) -> None:
    filled(house)
    choose(house, asked(house), "Partly")
    answer(house, house.modal("Which specialty"), most="eval_safety")
    house.until(lambda: [m for m in house.from_bot("ada", "@rolecall") if "partly as scoped" in words(m)])
    house.answer("/req undo 1 because it was another role")
    (message,) = house.until(
        lambda: [m for m in house.from_bot("ada", "@rolecall") if "No, another job" in words(m)]
    )
    assert "answered" not in words(message)


def test_its_words_are_for_its_people_and_its_channel(house: House) -> None:
    filled(house)
    house.command("/req review 1")
    answer(house, house.modal("90 days"), held="no", most="else", now="The vendor does it all")
    house.modal("not as scoped")
    assert "vendor" in whole_story(house)
    assert "vendor" in whole_story(house, by="sam", channel="#general")
    leave(house, "sam")
    assert "vendor" not in whole_story(house, by="sam", channel="#general")
    assert "vendor" not in whole_story(house, channel="#partner-search")


def test_it_can_be_answered_early_corrected_and_undone(house: House) -> None:
    filled(house)
    house.click(house.write("req review 1"), "Look back")
    form = house.modal("The look back after 90 days")
    answer(house, form, held="yes", most="applied_llm")
    shown = house.modal("as scoped")
    house.slack.run(house.person("ada").close(shown.id, all_views=True))
    house.command("/req review 1")
    form = house.modal("It was answered before")
    answer(house, form, held="yes", most="applied_llm")
    house.slack.run(house.person("ada").close(house.modal("Nothing was changed").id, all_views=True))
    house.command("/req look back 1")
    answer(house, house.modal("It was answered before"), held="no")
    house.modal("corrected the look back after 90 days")
    assert [each.action for each in record(house)[3:]] == ["review", "review"]
    house.answer("/req undo 1 because I was too harsh")
    assert "the answers to the look back after 90 days" in whole_story(house)
    assert record(house)[-1].changes["review"][1]["held"] == "yes"


def test_the_second_look_back_can_be_asked_for_by_name(house: House) -> None:
    filled(house)
    house.command("/req review 1 18 months")
    answer(house, house.modal("after 18 months"), held="yes", most="applied_llm")
    house.modal("as scoped")
    assert record(house)[-1].changes["review"][1]["kind"] == "18_months"
    assert "Type req review 1 90 days or req review 1 18 months" in str(
        house.command("/req review 1 a year").response
    )


def test_only_its_own_people_are_let_in(house: House) -> None:
    filled(house, owner="mei")
    told = "is for its owner, its sponsor, or whoever opened it"
    assert told in words(house.answer("/req review 1", by="sam"))
    message = asked(house, by="mei")
    choose(house, message, "Partly", by="mei")
    form = house.modal("Which specialty", by="mei")
    house.answer("/req reassign 1 @zoe", by="mei")
    answer(house, form, by="mei", most="else")
    house.modal("Somebody was faster", by="mei")  # whoever opened it may still answer
    assert len(record(house)) == 4


def test_two_people_at_once_the_second_is_shown_what_the_first_said(house: House) -> None:
    open_one(house, sponsor="sam")
    house.answer("/req define 1 applied")
    house.answer("/req filled 1 on 12 Nov")
    house.command("/req review 1", by="sam")
    theirs = house.modal("after 90 days", by="sam")
    house.command("/req review 1")
    answer(house, house.modal("after 90 days"), held="yes", most="applied_llm")
    house.modal("as scoped")
    answer(house, theirs, by="sam", held="no", most="eval_safety", now="Mine")
    again = house.modal("nothing was overwritten", by="sam")
    assert f"<@{user(house, 'ada')}> answered the look back after 90 days" in words(again)
    assert "Mine" in words(again)
    assert len(record(house)) == 4
    answer(house, again, by="sam")
    house.modal("corrected", by="sam")
    assert record(house)[-1].changes["review"][1]["now"] == "Mine"


def test_a_form_that_slack_sends_again_answers_once(house: House) -> None:
    filled(house)
    house.command("/req review 1")
    answer(house, house.modal("after 90 days"), held="yes", most="applied_llm")
    house.modal("as scoped")
    (delivery,) = house.slack.journal.of_kind("view_submission")[-1:]
    house.slack.redeliver(delivery)
    house.quiet()
    assert [each.action for each in record(house)[3:]] == ["review"]


def test_a_restart_loses_neither_the_booking_nor_an_open_form(house: House) -> None:
    filled(house)
    house.restart()
    message = asked(house)
    choose(house, message, "No, another job")
    form = house.modal("Which specialty")
    house.restart()
    answer(house, form, most="else")
    house.modal("not as scoped")
    assert button(message, "Answer")


def test_closing_what_was_defined_says_how_to_say_that_it_was_filled(house: House) -> None:
    open_many(house, ["LLM engineer"])
    house.answer("/req define 1 applied")
    assert "`/req filled 1`" in words(house.answer("/req close 1 because we hired"))


def test_home_lists_what_was_asked_until_it_is_answered(house: House) -> None:
    filled(house)
    asked(house)
    ada = house.person("ada")
    house.slack.run(ada.open_home())
    house.click(home_with(house, "your look back"), "Look back")
    answer(house, house.modal("after 90 days"), held="yes", most="applied_llm")
    house.modal("as scoped")
    assert record(house)[-1].surface == "home"
    house.until(lambda: (home := ada.home()) and "your look back" not in words(home))


def test_the_preview_says_when_the_questions_come(house: House) -> None:
    filled(house)
    assert "no reminder is due" in words(house.answer("/hiring reminders preview"))
    house.slack.clock.advance(NINETY - timedelta(days=7) - house.slack.clock.now())
    ada = user(house, "ada")
    for where in ("#hiring", "@rolecall"):
        shown = words(house.answer("/hiring reminders preview", channel=where))
        for part in ("Wed 10 Feb 2027, 09:30", ada, "three questions, looking back", "1 · LLM engineer"):
            assert part in shown
