"""`/hiring insights` through the front door: in a channel, in messages, from Home, on both databases."""

from datetime import date, timedelta
from typing import Any

import pytest

from bot.actors import Actor
from bot.run.worker import Worker
from bot.services import requisitions, reviews
from bot.services.changes import Once
from bot.services.requisitions import Opening
from tests.handlers.conftest import House, words
from tests.handlers.requisitions import home_with, known, open_many, tenant, user


def looked_back(house: House, held: str, most: str) -> None:
    """One more requisition of Ada's, defined after two days, filled, and looked back at."""
    ada = Actor(tenant(house), user(house, "ada"), "modal")
    opening = Opening("LLM engineer", "", ada.user, house.slack.workspace.channel("#hiring").id)
    number = requisitions.open_requisition(house.deps, ada, opening).requisition.number
    house.slack.clock.advance(timedelta(days=2))
    requisitions.define(house.deps, ada, number, "applied_llm")
    requisitions.fill(house.deps, ada, number, date(2026, 11, 24))
    answers = {"kind": "90_days", "held": held, "most": most, "now": "Robin would know"}
    once = Once(f"answer:{number}")
    reviews.answer(house.deps, ada, number, answers, expected_version=3, once=once)


def charts(where: Any) -> list[dict[str, Any]]:
    return [block for block in where.blocks if block["type"] == "data_visualization"]


def test_with_nothing_to_count_it_says_so_and_what_to_do(house: House) -> None:
    shown = house.answer("/hiring insights")
    assert charts(shown) == []
    for part in ("No answers yet", "`/req filled`", "No reminder is old enough", "No definitions yet"):
        assert part in words(shown)


def test_too_few_are_said_and_not_drawn(house: House) -> None:
    looked_back(house, "yes", "applied_llm")
    looked_back(house, "no", "eval_safety")
    shown = house.answer("/hiring insights")
    assert charts(shown) == []
    assert "█" not in words(shown)
    told = house.in_full(shown)
    for part in ("Too few to draw, under 3: 90 days (2)", "Applied (2)", "2 definitions"):
        assert part in told
    assert "median" not in told
    assert "not as scoped" not in told


def test_enough_are_drawn_with_their_numbers(house: House) -> None:
    for held, most in (("yes", "applied_llm"), ("no", "eval_safety"), ("yes", "eval_safety")):
        looked_back(house, held, most)
    shown = house.answer("/hiring insights")
    scopes, drift = charts(shown)
    assert [series["name"] for series in scopes["chart"]["series"]] == ["as scoped", "not as scoped"]
    assert [series["data"] for series in drift["chart"]["series"]] == [
        [{"label": "Applied", "value": 1}],
        [{"label": "Applied", "value": 2}],
    ]
    for part in ("2 as scoped, 1 not as scoped (of 3)", "The median is 2.0 days"):
        assert part in words(shown)
    assert "1–3 days" in house.in_full(shown)
    for kept_out in ("Robin", user(house, "ada"), "LLM engineer"):
        assert kept_out not in words(shown)


def test_it_says_what_reminders_achieved(house: House) -> None:
    open_many(house, ["One", "Two", "Three"])
    worker = Worker(house.deps, house.delivery, tenant(house))
    worker.tick()
    for _ in range(2):
        house.slack.clock.advance(timedelta(days=1, minutes=31))
        worker.tick()
    house.quiet()
    house.answer("/req define 1 applied")
    house.answer("/req snooze 2 until 1 Feb")
    house.slack.clock.advance(timedelta(days=20))
    rows = house.in_full(house.answer("/hiring insights csv"), "Open")
    for row in (
        "reminders,owner,defined,1,3",
        "reminders,owner,dismissed,1,3",
        "reminders,owner,nothing,1,3",
    ):
        assert row in rows
    assert "reminders,card,nothing,3,3" in rows
    house.answer("/req undo 1 because too early")
    assert "reminders,owner,defined,0,3" in house.in_full(house.answer("/hiring insights csv"), "Open")


def test_the_same_can_be_written_mentioned_and_clicked(house: House) -> None:
    looked_back(house, "yes", "applied_llm")
    assert "How roles turned out" in words(house.write("hiring insights"))
    mentioned = house.write("@rolecall hiring insights", channel="#hiring")
    assert mentioned.ephemeral_to == user(house, "ada")
    given = house.in_full(mentioned, "As CSV")
    assert "figure,group,outcome,count,n,note\\nscope_held,90_days,,,1,too few: under 3" in given


def test_from_home_it_opens_where_no_charts_are_allowed(house: House) -> None:
    for _ in range(3):
        looked_back(house, "partly", "eval_safety")
    house.slack.run(house.person("ada").open_home())
    house.pick(home_with(house, "How roles turned out"), "How roles turned out")
    shown = house.modal("How often the work was as scoped")
    assert charts(shown) == []
    assert "90 days: 3 partly as scoped (of 3)" in words(shown)
    house.click(shown, "As CSV")
    assert "scope_held,90_days,partly,3,3," in words(house.modal("figure,group"))


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("/hiring insights pdf", "I do not know “pdf”"),
        ("/hiring insights <!channel>", "I do not know"),
        ("/hiring insight CSV", "The numbers as CSV"),
    ],
)
def test_a_slip_gets_the_nearest_right_thing(house: House, line: str, told: str) -> None:
    known(house, "ada")
    response = str(house.command(line).response)
    assert told in response
    assert "<!channel>" not in response


def test_people_of_another_company_are_not_shown_any_of_it(house: House) -> None:
    looked_back(house, "yes", "applied_llm")
    answer = house.write("@rolecall hiring insights", by="priya", channel="#partner-search")
    assert "for the people of the company" in words(answer)
    assert "90 days" not in words(answer)
