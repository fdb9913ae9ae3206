"""The forms and buttons of requisitions, through the front door, on both databases."""

from datetime import UTC, date, datetime, timedelta

import pytest

from bot.hiring.requisitions import State
from bot.local_slack import blockkit
from bot.slack.ids import Callback
from tests.handlers.conftest import House, words
from tests.handlers.requisitions import (
    fill,
    home_with,
    now,
    open_many,
    open_one,
    record,
    submit,
    tenant,
    user,
)


def test_what_is_wrong_is_said_beside_its_field_and_what_was_typed_stays(house: House) -> None:
    house.command("/req open")
    form = house.modal("Hiring channel")
    fill(house, form, title="   ", specialty="eval_safety", budget="20k/month", year="soon")
    assert "   " in str(form.state), "what was typed before More is still there"
    errors = submit(house, form)
    assert "Give it a title" in errors["title"]
    assert "not per year" in errors["budget"]
    assert "Type a year" in errors["year"]
    for half_read, told in (
        ("$97 hourly", "not per year"),
        ("401k", "a pension plan"),
        ("230k OTE", "one yearly amount"),
        ("240.00.0 EUR", "Type it like €240k"),
        ("€60k-$80k", "two currencies"),
    ):
        fill(house, form, budget=half_read)
        assert told in submit(house, form)["budget"]
    fill(house, form, title="Evals lead", budget="between 200.000,00 € and 240.000,00 €", year="")
    assert set(submit(house, form)) == {"year"}
    fill(house, form, year="2026", level="senior", location="Lisbon", specialty="eval_safety")
    assert submit(house, form) == {}
    house.modal("is open")
    requisition = now(house)
    assert (requisition.budget_low, requisition.budget_high, requisition.budget_currency) == (
        200_000,
        240_000,
        "EUR",
    )
    assert (requisition.state, requisition.level, requisition.location) == (State.DEFINED, "senior", "Lisbon")
    assert requisition.channel == house.slack.workspace.channel("#hiring").id


def test_the_menu_of_a_message_opens_the_form_filled_from_it(house: House) -> None:
    text = "We need an LLM engineer\nfor <b>search</b> & ranking"
    message = house.slack.run(house.person("sam").send("#hiring", text))
    house.slack.run(house.person("ada").shortcut(Callback.OPEN_REQUISITION, message))
    form = house.modal("Hiring channel")
    fill(house, form, owner="sam")
    assert submit(house, form) == {}
    house.modal("is open")
    requisition = now(house)
    assert (requisition.title, requisition.description) == ("We need an LLM engineer", text)
    assert (requisition.owner, requisition.opened_by) == (user(house, "sam"), user(house, "ada"))
    assert record(house)[0].surface == "shortcut"


def test_what_a_line_says_stands_in_the_form_it_opens(house: House) -> None:
    open_many(house, ["LLM engineer"])
    for line, parts in (
        ("/req edit 1 budget 150k level staff in Oslo", ('"150k"', '"staff"', '"Oslo"')),
        ("/req edit 1 title Retrieval engineer", ('"Retrieval engineer"',)),
        ("/req edit 1 colour blue", ("no field in “colour blue”",)),
        ("/req open staff eval engineer, owner noor", ('"staff eval engineer"', "who “noor” is")),
        (f"/req open eval engineer, owner <@{user(house, 'mei')}>", (f'"{user(house, "mei")}"',)),
    ):
        house.command(line)
        form = words(house.modal())
        assert [part for part in parts if part not in form] == [], line
        house.slack.run(house.person("ada").close(house.modal().id, all_views=True))


def test_every_form_keeps_slack_s_limits_and_does_what_it_says(house: House) -> None:
    open_one(house, "x" * 150, description="y" * 3000, sponsor="zoe")
    steps = [
        ("/req edit 1", {"title": "Shorter", "budget": "CHF 180k", "year": "2026"}),
        ("/req snooze 1", {"until": "2026-12-10"}),
        ("/req reassign 1", {"owner": "mei", "reason": "she asked"}),
        ("/req define 1", {"specialty": "prompt_engineer"}),
        ("/req not-llm 1", {"reason": "prompts only"}),
        ("/req close 1", {"reason": "done"}),
        ("/req undo 1", {"reason": "not yet"}),
    ]
    for line, values in steps:
        house.command(line)
        form = house.until(house.person("ada").modal)
        assert blockkit.check_view({key: form.content[key] for key in form.content}) == []
        fill(house, form, **values)
        assert submit(house, form) == {}, line
        house.modal("you ")
        house.slack.run(house.person("ada").close(house.modal().id, all_views=True))
    assert [each.action for each in record(house)] == [
        "open",
        "edit",
        "snooze",
        "reassign",
        "define",
        "not_llm",
        "close",
        "undo",
    ]
    assert now(house).state is State.NOT_LLM
    assert (now(house).title, now(house).budget_currency) == ("Shorter", "CHF")


@pytest.mark.parametrize("line", ["/req close 1", "/req not-llm 1", "/req undo 1"])
def test_what_ends_or_takes_back_needs_a_reason(house: House, line: str) -> None:
    open_one(house)
    house.answer("/req snooze 1 friday")
    house.command(line)
    form = house.modal("Why")
    fill(house, form, reason="   ")
    assert "Say why" in submit(house, form)["reason"]
    assert len(record(house)) == 2


def test_undo_is_offered_after_each_change_and_is_a_decision_of_its_own(house: House) -> None:
    open_one(house)
    message = house.answer("/req define 1 infra because GPUs")
    house.click(message, "Undo")
    form = house.modal("Both stay in the log")
    fill(house, form, reason="wrong number")
    assert submit(house, form) == {}
    house.modal("took the last decision back")
    requisition = now(house)
    assert (requisition.state, requisition.specialty, requisition.defined_at) == (State.UNDEFINED, None, None)
    _, defined, undone = record(house)
    assert (undone.action, undone.supersedes, undone.reason) == ("undo", defined.id, "wrong number")
    assert "took the last decision back (decision 2 by " in words(house.answer("/req log 1"))


def test_an_undo_that_is_out_of_date_takes_nothing_back(house: House) -> None:
    open_one(house)
    message = house.answer("/req define 1 infra")
    house.answer("/req reassign 1 @mei", by="mei")
    house.click(message, "Undo")
    told = house.modal("I did nothing")
    assert "gave it to" in words(told)
    assert now(house).specialty == "llm_infrastructure"


def test_an_old_button_says_what_has_changed_and_overwrites_nothing(house: House) -> None:
    open_one(house)
    shown = house.answer("/req show 1")
    house.answer("/req define 1 evals because of the audit", by="mei")
    house.pick(shown, "Snooze")
    told = house.modal("I did nothing")
    assert f"<@{user(house, 'mei')}> defined it as *Evaluation and safety engineer*" in words(told)
    house.slack.run(house.person("ada").close(told.id))
    house.click(shown, "Define")
    form = house.modal("It has changed since")
    assert "Evaluation and safety engineer" in words(form)
    assert len(record(house)) == 2


def test_a_double_click_has_one_effect(house: House) -> None:
    open_one(house)
    (shown,) = [each for each in house.from_bot("ada", "#hiring") if each.ephemeral_to is None]
    before = len(house.from_bot("ada", "#hiring"))
    for _ in range(2):
        house.pick(shown, "Stop reminding")
    house.until(lambda: len(house.from_bot("ada", "#hiring")) == before + 2)
    assert [each.action for each in record(house)] == ["open", "stop_reminding"]
    assert "I did nothing" in words(house.from_bot("ada", "#hiring")[-1])


def test_an_edit_by_two_keeps_what_each_of_them_typed(house: House) -> None:
    open_one(house, "LLM engineer", location="Lisbon")
    house.command("/req edit 1", by="sam")
    theirs = house.modal("Hiring channel", by="sam")
    house.command("/req edit 1")
    mine = house.modal("Hiring channel")
    fill(house, mine, title="Senior LLM engineer")
    assert submit(house, mine) == {}
    fill(house, theirs, by="sam", location="Berlin")
    assert submit(house, theirs, by="sam") == {}
    again = house.modal("nothing was overwritten", by="sam")
    assert now(house).location == "Lisbon"
    assert submit(house, again, by="sam") == {}
    house.modal("changed the location", by="sam")
    assert (now(house).title, now(house).location) == ("Senior LLM engineer", "Berlin")


def test_the_story_tells_a_budget_with_its_currency_and_year_to_those_who_may_know(house: House) -> None:
    open_one(house, budget="240k", year="2025")
    house.command("/req edit 1")
    form = house.modal("Hiring channel")
    fill(house, form, year="2026")
    assert submit(house, form) == {}
    assert "$240k" not in words(house.modal("changed the budget"))
    story = words(house.answer("/req log 1"))
    assert "changed the budget from $240k (set in 2025) to $240k (set in 2026)" in story


def test_a_button_of_another_release_is_refused_kindly(house: House) -> None:
    open_one(house)
    shown = house.answer("/req show 1")
    for block in shown.blocks:
        for element in block.get("elements", []):
            if element.get("action_id") == "req.define":
                element["value"] = '{"what": "ever"}'
    before = len(house.from_bot("ada", "#hiring"))
    house.click(shown, "Define")
    told = house.until(lambda: house.from_bot("ada", "#hiring")[before:])[0]
    assert "too old for me" in words(told)


def test_home_says_first_what_to_do_first(house: House) -> None:
    ada = house.person("ada")
    house.slack.run(ada.open_home())
    home = house.until(ada.home)
    assert "First: open a requisition." in words(home)
    assert "How to stop it" in words(home)
    house.slack.run(ada.open_home())
    home_with(house, "Know the role before you open it")
    house.until(lambda: "How to stop it" not in words(ada.home() or home))
    house.click(home, "Open a requisition")
    form = house.modal("Hiring channel")
    fill(house, form, title="From Home", channel="#hiring")
    assert submit(house, form) == {}
    home = home_with(house, "From Home")
    assert "waits since today" in words(home)
    assert record(house)[0].surface == "home"


def test_home_shows_clocks_snoozes_what_waits_and_the_numbers(house: House) -> None:
    open_many(house, ["Mine"])
    open_many(house, ["Later"])
    house.answer("/req snooze 2 until 2026-12-10")
    open_one(house, "Sponsored", owner="sam", sponsor="ada")
    open_many(house, ["Done"])
    house.slack.clock.advance(date(2026, 11, 30) - date(2026, 11, 24))
    house.answer("/req define 4 infra")
    ada = house.person("ada")
    house.slack.run(ada.open_home())
    shown = words(house.until(ada.home))
    for part in (
        "Waits for you: 3",
        "The oldest, *1 · Mine*, waits for 6 days",
        "1 · Mine ⌛ oldest",
        "snoozed until Thu 10 Dec 2026",
        "a specialty; you sponsor it",
        "*Open*\\n4",
        "*Without a specialty*\\n3",
        "*Median days to a definition*\\n6.0",
        "data_visualization",
    ):
        assert part in shown
    home = house.until(ada.home)
    assert [each["text"]["text"] for each in house.primary(home)] == ["Define"]
    house.click(home, "Define")
    form = house.modal("Which of the seven?")
    fill(house, form, specialty="applied_llm")
    assert submit(house, form) == {}
    home_with(house, "*Without a specialty*\\n2")
    assert record(house)[-1].surface == "home"


def test_on_home_a_snooze_that_has_ended_is_over(house: House) -> None:
    open_many(house, ["Put off"])
    house.answer("/req snooze 1 until 2026-11-26")
    ada = house.person("ada")
    house.slack.run(ada.open_home())
    home_with(house, "snoozed until Thu 26 Nov 2026")
    house.slack.clock.advance(date(2026, 11, 26) - date(2026, 11, 24))
    house.slack.run(ada.open_home())
    assert "snoozed" not in words(home_with(house, "waits for 2 days"))


def test_days_are_those_of_the_reader(house: House) -> None:
    house.slack.clock.advance(datetime(2026, 11, 24, 23, tzinfo=UTC) - house.slack.clock.now())
    open_many(house, ["Opened at eight in Tokyo"], owner="mei")
    house.deps.people.refresh(tenant(house))
    assert "since today" in words(house.answer("/req show 1", by="mei"))
    house.slack.clock.advance(timedelta(hours=2))
    assert "since today" in words(house.answer("/req show 1", by="mei"))
    assert "Wed 25 Nov 2026" in words(house.answer("/req show 1", by="mei"))
    assert "1 without a specialty." in words(house.answer("/req", by="mei"))
    house.slack.clock.advance(timedelta(hours=24))
    assert "waits 1 day." in words(house.answer("/req", by="mei"))


def test_home_has_one_table_however_many_wait_and_one_button_in_color(house: House) -> None:
    open_many(house, [f"{number:02} {'<long & odd>' * 20}"[:150] for number in range(60)])
    ada = house.person("ada")
    house.slack.run(ada.open_home())
    home = home_with(house, "Waits for you: 60")
    (table,) = [block for block in home.blocks if block["type"] == "data_table"]
    assert len(table["rows"]) == 51
    assert [each["text"]["text"] for each in house.primary(home)] == ["Define one after the other"]
    assert blockkit.check_view({"type": "home", "blocks": home.blocks}) == []


def test_several_are_defined_one_after_the_other_and_one_may_be_skipped(house: House) -> None:
    open_many(house, ["First", "Second", "Third", "Fourth"])
    listed = house.answer("/req")
    house.answer("/req define 2 applied", by="mei")
    house.click(listed, "Define one after the other")
    form = house.modal("1 · First")
    fill(house, form, specialty="llm_infrastructure", reason="our GPUs")
    assert submit(house, form) == {}
    form = house.modal("3 · Third")
    assert "LLM infrastructure engineer" in words(form), "what was just recorded stands above"
    assert "our GPUs" not in str(form.state)
    house.click(form, "Skip this one")
    form = house.modal("4 · Fourth")
    fill(house, form, specialty="applied_llm")
    assert submit(house, form) == {}
    house.modal("you defined it as")
    assert [now(house, number).specialty for number in (1, 2, 3, 4)] == [
        "llm_infrastructure",
        "applied_llm",
        None,
        "applied_llm",
    ]


def test_what_was_opened_is_in_its_channel_at_once_and_mentions_nobody(house: House) -> None:
    for _ in range(2):
        house.command("/req open Search engineer")
        form = house.modal("Hiring channel")
        assert submit(house, form) == {}
    (submission, _) = house.slack.journal.of_kind("view_submission")
    told = house.modal("Find out now")
    assert [each["text"]["text"] for each in house.primary(told)] == ["Find out now"]
    house.quiet()
    house.slack.redeliver(submission)
    house.quiet()
    house.restart()
    house.quiet()
    cards = [each for each in house.from_bot("mei", "#hiring") if each.ephemeral_to is None]
    assert ["1 · Search engineer" in words(cards[0]), "2 · Search engineer" in words(cards[1])] == [True] * 2
    assert len(cards) == 2
    assert "<@" not in words(cards[0])
    house.answer("/req define 1 applied")
    house.until(lambda: "is defined" in words(cards[0]))


def test_the_menu_of_everywhere_opens_the_form(house: House) -> None:
    house.slack.run(house.person("ada").shortcut(Callback.OPEN_ANY_REQUISITION))
    form = house.modal("What is the work?")
    fill(house, form, title="From anywhere", channel="#hiring")
    assert submit(house, form) == {}
    house.modal("is open")
    assert record(house)[0].surface == "shortcut"
    house.slack.run(house.person("ada").shortcut(Callback.OPEN_ANY_REQUISITION))
    assert now(house).channel in words(house.modal("What is the work?")), "the usual channel is proposed"


def test_the_menu_of_everywhere_scopes_a_role_each_time(house: House) -> None:
    for _ in range(2):
        house.slack.run(house.person("ada").shortcut(Callback.SCOPE))
        house.modal("The first question is in your messages with me.")
        house.slack.run(house.person("ada").close(house.modal().id))
        house.quiet()
    asked = [
        each for each in house.from_bot("ada", "@rolecall") if "What exists in six months" in words(each)
    ]
    assert len(asked) == 2


def test_a_channel_is_told_once_what_it_has_invited(house: House) -> None:
    house.slack.workspace.channel("founders").members.discard(house.slack.bot_user_id)
    house.slack.run(house.person("ada").type("#founders", "/invite @rolecall"))
    (hello,) = house.until(lambda: house.from_bot("ada", "#founders"))
    assert "How to stop it" in words(hello)
    (joined,) = house.slack.journal.events("member_joined_channel")
    house.slack.redeliver(joined)
    house.slack.workspace.channel("founders").members.discard(house.person("mei").member.id)
    house.slack.run(house.person("ada").type("#founders", "/invite @mei"))
    house.quiet()
    assert len(house.from_bot("ada", "#founders")) == 1
