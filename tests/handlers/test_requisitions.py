"""Requisitions by command, message and mention, through the front door, on both databases."""

import logging
import threading
from datetime import date, timedelta

import pytest
from sqlalchemy import text

from bot.hiring.requisitions import State
from bot.store import outbox
from bot.store.outbox import OutgoingMessage
from bot.views.requisitions.card import build_card
from tests.handlers.conftest import House, button, words
from tests.handlers.requisitions import (
    fill,
    markup,
    now,
    open_many,
    open_one,
    record,
    submit,
    tenant,
    user,
    whole_story,
)


def test_a_requisition_is_opened_shown_defined_and_told_as_a_story(house: House) -> None:
    open_one(house, "Senior LLM engineer", budget="$220-260k", year="2026", location="Lisbon", sponsor="zoe")
    shown = words(house.answer("/req show 1"))
    for part in ("Senior LLM engineer", "Not defined yet, since today", "$220k–$260k a year (set in 2026)"):
        assert part in shown
    house.answer("/req define 1 infra because we serve our own models")
    assert (now(house).state, now(house).specialty) == (State.DEFINED, "llm_infrastructure")
    log = house.answer("/req log 1")
    assert "defined it as LLM infrastructure engineer" in words(log)
    assert "we serve our own models" in words(log)
    story = whole_story(house)
    ada = user(house, "ada")
    assert f"1. <@{ada}> opened “Senior LLM engineer” without a specialty" in story
    assert f"2. <@{ada}> defined it as *LLM infrastructure engineer*.\\n>we serve our own models" in story
    opened, defined = record(house)
    assert (opened.surface, opened.actor, opened.from_state) == ("modal", ada, None)
    assert (defined.surface, defined.from_state, defined.to_state) == ("command", "undefined", "defined")
    assert defined.content_version == house.deps.assistant.content.version
    assert defined.changes["specialty"] == [None, "llm_infrastructure"]


def test_the_list_has_mine_and_the_channel_s_with_age_and_state(house: House) -> None:
    assert "Nothing is open here" in words(house.answer("/req"))
    open_one(house, "Mine")
    open_one(house, "Sam's, here", by="ada", owner="sam")
    open_one(house, "Sam's, elsewhere", by="ada", owner="sam", channel="#founders")
    house.slack.clock.advance(timedelta(days=12))
    listed = words(house.answer("/req"))
    assert "the oldest waits 12 days" in listed
    assert "Sam's, here" in listed
    assert "elsewhere" not in listed
    assert "elsewhere" in words(house.answer("/req", by="sam", channel="#hiring"))


def test_many_requisitions_come_in_pages(house: House) -> None:
    open_many(house, [f"Role {number:02}" for number in range(53)])
    first = house.answer("/req")
    assert "Page 1 of 2" in words(first)
    assert button(first, "More")["value"] == "req list page 2"
    house.click(first, "More")
    second = house.until(lambda: [m for m in house.from_bot("ada", "#hiring") if "Page 2" in words(m)])[-1]
    assert "Role 50" in words(second)
    assert "Role 49" not in words(second)
    assert "Role 52" in words(house.answer("/req list page 99"))


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("/req snooze 1 until 2026-12-10", "until Thu 10 Dec 2026"),
        ("/req snooze 1 friday because we wait for budget", "until Fri 27 Nov 2026"),
        ("/req snooze 1 for 2 weeks", "until Tue 8 Dec 2026"),
        ("/req snooze 1 until a week from Monday", "until Mon 7 Dec 2026"),
        ("/req snooze 1 until next month because we wait", "until Tue 1 Dec 2026"),
        ("/req stop 1", "switched its reminders off"),
        ("/req close 1 because filled", "closed it"),
        ("/req not-llm 1 because it is plain backend work", "not an LLM role"),
        ("/req not an LLM role 1 because it is not", "not an LLM role"),
        ("/req 1 define applied", "Applied LLM engineer"),
        ("/requisition", "not a valid command"),
    ],
)
def test_each_thing_can_be_said_in_one_line(house: House, line: str, expected: str) -> None:
    open_one(house)
    sent = house.command(line)
    assert expected in str(sent.response) + str(sent.error)


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("/req undo 7", "There is no requisition 7 here."),
        ("/req define", "Which one?"),
        ("/req define three", "I see no number in “three”"),
        ("/req defien 1 infra", "Did you mean *define*"),
        ("/req xyzzy", "I do not know “xyzzy”"),
        ("/req snooze 1 until 10/12", "“10/12” may be 10 Dec or 12 Oct"),
        ("/req snooze 1 for a week or two", "“a week or two” is no one day"),
        ("/req filled 1 last month", "“last month” is no one day. Type it like 3 Nov"),
        ("/req snooze 1 until 2026-11-24", "Tue 24 Nov 2026 has passed already"),
        ("/req snooze 1 until 2031-01-01", "more than a year away"),
        ("/req define 1 llm engineer", "may mean five things"),
        ("/req define 1 infrastrcture", "Infrastructure"),
        ("/req define 1 infra and evals", "more than one role"),
        ("/req reassign 1 somebody", "Name one person"),
        ("/req define 99999999999999999999", "I see no number"),
        ("/req define 1 infra", None),
    ],
)
def test_a_slip_gets_the_nearest_right_thing_and_changes_nothing(
    house: House, line: str, told: str | None
) -> None:
    open_one(house)
    response = str(house.command(line).response)
    house.quiet()
    response += "".join(words(message) for message in house.from_bot("ada", "#hiring"))
    if told is None:
        assert len(record(house)) == 2
        return
    assert told in response
    assert len(record(house)) == 1


def test_did_you_mean_does_what_was_meant(house: House) -> None:
    open_one(house)
    message = house.answer("/req snoze 1 until 2026-12-10 because holidays")
    house.click(message, "snooze 1")
    house.until(lambda: len(record(house)) == 2)
    assert record(house)[1].reason == "holidays"
    assert record(house)[1].surface == "button"


def test_what_is_not_possible_is_a_clear_sentence(house: House) -> None:
    open_one(house)
    house.answer("/req close 1 because filled")
    told = str(house.command("/req define 1 infra").response)
    assert "Requisition 1 is closed, so it cannot be defined." in told
    assert "Requisition 1 is closed already." in str(house.command("/req close 1 because really").response)
    assert "cannot be edited" in str(house.command("/req edit 1").response)
    assert len(record(house)) == 2


def test_a_message_and_a_mention_do_what_the_command_does(house: House) -> None:
    open_one(house)
    answer = house.write("req snooze 1 until 2026-12-10 because we wait & see <b>")
    assert "until Thu 10 Dec 2026" in words(answer)
    assert record(house)[1].reason == "we wait & see <b>"
    assert record(house)[1].surface == "message"
    house.write("@rolecall req reassign 1 @mei because she knows", channel="#hiring")
    assert now(house).owner == user(house, "mei")
    assert now(house).snoozed_until is None
    assert "3 decisions" in house.write("req log 1").text


def test_a_message_that_needs_a_form_gets_the_button_that_opens_it(house: House) -> None:
    answer = house.write("req open Prompt wizard")
    house.click(answer, "Open a requisition")
    form = house.modal("Hiring channel")
    fill(house, form, channel="#hiring")
    assert submit(house, form) == {}
    house.modal("is open")
    assert now(house).title == "Prompt wizard"
    answer = house.write("req snooze 1")
    assert "req snooze 1 until" in words(answer)
    house.click(answer, "Snooze")
    form = house.modal("Nobody is reminded before")
    fill(house, form, until="2026-12-10", reason="holidays")
    assert submit(house, form) == {}
    house.modal("until Thu 10 Dec 2026")
    assert now(house).snoozed_until == date(2026, 12, 10)


def test_a_message_that_slack_sends_again_has_one_effect_and_one_answer(house: House) -> None:
    open_one(house)
    house.write("req snooze 1 until 2026-12-10")
    (delivery,) = [
        each for each in house.slack.journal.events("message") if "snooze" in each.payload["event"]["text"]
    ]
    house.slack.redeliver(delivery)
    house.quiet()
    assert now(house).snoozes == 1
    assert len(house.from_bot("ada", "@rolecall")) == 1


def test_a_command_that_slack_delivers_twice_has_one_effect(house: House) -> None:
    open_one(house)
    house.command("/req snooze 1 until 2026-12-10")
    (delivery,) = [
        each for each in house.slack.journal.of_kind("command") if "snooze" in str(each.payload.get("text"))
    ]
    house.slack.redeliver(delivery)
    house.quiet()
    assert now(house).snoozes == 1


def test_the_third_snooze_says_who_will_be_asked(house: House) -> None:
    open_one(house, sponsor="zoe")
    for day in ("2026-12-01", "2026-12-02"):
        assert "will be asked" not in words(house.answer(f"/req snooze 1 until {day}"))
    told = words(house.answer("/req snooze 1 until 2026-12-03"))
    assert f"the sponsor, <@{user(house, 'zoe')}>, will be asked" in told


def test_a_slip_in_a_message_s_first_word_is_understood(house: House) -> None:
    open_one(house)
    house.click(house.write("reqs: show 1"), "Log")
    house.until(
        lambda: [each for each in house.from_bot("ada", "@rolecall") if "What was decided" in words(each)]
    )


def test_a_message_whose_change_broke_off_is_done_when_slack_sends_it_again(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    open_one(house)
    failed = threading.Event()
    monkeypatch.setattr(logging.getLogger("handlers.errors"), "error", lambda *_, **__: failed.set())
    with house.deps.database.transaction() as session:
        session.execute(text("ALTER TABLE outbox RENAME TO outbox_away"))
    house.slack.run(house.person("ada").send("@rolecall", "req close 1 because filled"))
    assert failed.wait(5)
    with house.deps.database.transaction() as session:
        session.execute(text("ALTER TABLE outbox_away RENAME TO outbox"))
    assert [each.action for each in record(house)] == ["open"]
    house.slack.clock.advance(timedelta(seconds=3, milliseconds=1))
    house.until(lambda: house.from_bot("ada", "@rolecall"))
    assert [each.action for each in record(house)] == ["open", "close"]


def test_two_people_at_once_both_find_out_what_is_so(house: House) -> None:
    open_one(house)
    house.command("/req define 1", by="sam")
    theirs = house.modal("Role", by="sam")
    house.answer("/req define 1 evals because of the audit", by="mei")
    fill(house, theirs, by="sam", specialty="llm_infrastructure", reason="our GPUs")
    assert submit(house, theirs, by="sam") == {}
    again = house.modal("nothing was overwritten", by="sam")
    assert f"<@{user(house, 'mei')}> defined it as *Evaluation and safety engineer*" in words(again)
    assert "our GPUs" in words(again)
    assert now(house).specialty == "eval_safety"
    assert submit(house, again, by="sam") == {}
    house.modal("defined it as", by="sam")
    assert now(house).specialty == "llm_infrastructure"
    assert len(record(house)) == 3


def test_in_a_shared_channel_no_budget_is_shown(house: House) -> None:
    open_one(house, budget="240k", year="2026")
    for line in ("/req show 1", "/req log 1", "/req"):
        assert "240" not in words(house.answer(line, channel="#partner-search"))
    assert "240" in words(house.answer("/req show 1", channel="#hiring"))


def test_budget_and_description_are_for_its_people_and_its_channel(house: House) -> None:
    house.slack.workspace.channel("hiring").members.discard(user(house, "mei"))
    open_one(house, budget="240k", year="2026", description="Replaces the vendor", sponsor=user(house, "zoe"))
    for by, channel in (("ada", "#general"), ("zoe", "@rolecall"), ("sam", "#hiring"), ("sam", "@rolecall")):
        shown = words(house.answer("/req show 1", by=by, channel=channel))
        assert "240" in shown
        assert "Replaces the vendor" in shown
    for line in ("/req show 1", "/req log 1", "/req log 1 page 1"):
        shown = words(house.answer(line, by="mei", channel="#general"))
        assert "240" not in shown
        assert "vendor" not in shown
    assert "are for its owner" in words(house.answer("/req show 1", by="mei", channel="#general"))
    refused = words(house.answer("/req edit 1", by="mei", channel="#general"))
    assert "cannot be edited from here" in refused
    assert f"<@{user(house, 'zoe')}>" in refused
    house.answer("/req reassign 1 @mei", by="ada")
    house.command("/req edit 1", by="mei", channel="#general")
    assert "240" in words(house.modal("Yearly budget", by="mei"))


def test_people_of_another_company_cannot_touch_requisitions(house: House) -> None:
    open_one(house)
    answer = house.write("@rolecall req close 1 because I can", by="priya", channel="#partner-search")
    assert "for the people of the company" in words(answer)
    card = build_card(now(house), house.deps.assistant.content, house.deps.now())
    channel = house.slack.workspace.channel("#partner-search").id
    with house.deps.database.transaction() as session:
        message = OutgoingMessage(channel, card.text, card.blocks)
        message_id = outbox.add(session, tenant(house), message, house.deps.now())
    house.delivery.deliver(message_id)
    posted = house.from_bot("priya", "#partner-search")[-1]
    for label in ("Stop reminding", "Snooze"):
        house.pick(posted, label, by="priya")
        house.until(lambda: "for the people" in words(house.from_bot("priya", "#partner-search")[-1]))
    assert house.person("priya").modal() is None
    assert len(record(house)) == 1


def test_hostile_text_stays_text(house: House) -> None:
    nasty = "<!channel> <@U024BE7LH> & *bold* <https://x.test|click>"
    open_one(house, nasty, description=nasty * 10, location=nasty)
    for line in ("/req", "/req show 1", "/req log 1"):
        shown = markup(house.answer(line))
        assert "<!channel>" not in shown
        assert "<@U024BE7LH>" not in shown
        assert "<https://x.test" not in shown
    house.answer("/req close 1 because <!here> was typed")
    assert "<!here>" not in markup(house.answer("/req log 1"))


def test_every_decision_names_a_person_and_never_the_bot(house: House) -> None:
    open_one(house)
    house.command("/req open")
    form = house.modal("Hiring channel")
    fill(house, form, title="Owned by a bot", owner="rolecall")
    assert "Choose a person" in submit(house, form)["owner"]
    house.answer(f"/req reassign 1 <@{house.slack.bot_user_id}>")
    assert now(house).owner == user(house, "ada")
    assert {each.actor for each in record(house)} == {user(house, "ada")}


def test_the_help_names_every_word(house: House) -> None:
    told = words(house.answer("/req help"))
    for word in ("open", "show", "define", "snooze", "reassign", "close", "not-llm", "log", "undo"):
        assert word in told
