"""Which reminder comes next: the ladder as written, and its promises for every situation."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from typing import get_args
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.hiring.reminders.calendar import Calendar
from bot.hiring.reminders.kinds import KINDS, Role
from bot.hiring.reminders.ladder import Claimed, Recipient, ReminderStep, Situation, next_step, steps_ahead
from content.loading import load_content
from content.schema.ladders import Rung
from tests.hiring.test_calendar import calendars, moments

LADDERS = load_content().ladders
UTC_DAYS = Calendar(ZoneInfo("UTC"))
TUESDAY = datetime(2026, 11, 3, 10, tzinfo=UTC)
YEAR = timedelta(days=366)


def everybody(calendar: Calendar = UTC_DAYS) -> dict[Role, Recipient]:
    return {
        "channel": Recipient("C1", calendar),
        "owner": Recipient("U1", calendar),
        "sponsor": Recipient("U2", calendar),
        "asked": Recipient("U2", calendar),
    }


def situation(name: str = "standard", since: datetime = TUESDAY) -> Situation:
    return Situation(LADDERS.named(name), everybody(), since)


def days(steps: Sequence[ReminderStep]) -> list[tuple[str, str]]:
    return [(step.rung, f"{step.day:%a %d %b}") for step in steps]


def test_every_rung_is_a_kind_of_reminder_that_insights_count() -> None:
    rungs = get_args(Rung.model_fields["kind"].annotation)
    assert set(rungs) == {name for name, kind in KINDS.items() if kind.counted}


def test_the_standard_ladder() -> None:
    steps = list(steps_ahead(situation(), TUESDAY, TUESDAY + YEAR))
    assert days(steps) == [
        ("card-1", "Wed 04 Nov"),
        ("owner-2", "Thu 05 Nov"),
        ("thread-5", "Tue 10 Nov"),
        ("digest-10", "Tue 17 Nov"),
        ("sponsor-15", "Tue 24 Nov"),
        ("digest-20", "Tue 01 Dec"),
        ("digest-25", "Tue 08 Dec"),
        ("digest-30", "Tue 15 Dec"),
        ("digest-35", "Tue 22 Dec"),
        ("last-40", "Tue 29 Dec"),
    ]
    assert [step.recipient.id for step in steps[:5]] == ["C1", "U1", "U1", "C1", "U2"]
    assert {f"{step.due:%H:%M}" for step in steps} == {"09:30"}


def test_without_a_sponsor_the_list_comes_in_that_week_too() -> None:
    alone = replace(situation(), recipients={r: p for r, p in everybody().items() if r != "sponsor"})
    assert "digest-15" in [step.rung for step in steps_ahead(alone, TUESDAY, TUESDAY + YEAR)]


def test_light_is_less_and_off_is_nothing() -> None:
    light = list(steps_ahead(situation("light"), TUESDAY, TUESDAY + YEAR))
    assert [step.rung for step in light] == ["card-2", "owner-5", "digest-20", "last-40"]
    assert next_step(situation("off"), TUESDAY) is None


def test_after_a_long_sleep_nobody_has_to_catch_up() -> None:
    late = TUESDAY + timedelta(days=7)
    first = next_step(situation(), late)
    assert first is not None
    assert (first.rung, first.due) == ("card-1", late)
    steps = list(steps_ahead(situation(), late, TUESDAY + YEAR))
    assert days(steps[:3]) == [
        ("card-1", "Tue 10 Nov"),
        ("owner-2", "Wed 11 Nov"),
        ("thread-5", "Mon 16 Nov"),
    ]


@pytest.mark.parametrize("has_card", [False, True])
def test_a_snooze_ends_with_a_reminder_on_its_day(has_card: bool) -> None:
    until = date(2026, 11, 20)
    snoozed = replace(situation(), snoozed_until=until, snoozes=1, has_card=has_card)
    steps = list(steps_ahead(snoozed, TUESDAY, TUESDAY + YEAR))
    assert steps[0].day == until
    assert steps[0].rung == ("owner-2" if has_card else "card-1")
    assert steps[1].day > until


def test_a_snooze_that_ends_on_a_weekend_ends_on_the_monday() -> None:
    snoozed = replace(situation(), snoozed_until=date(2026, 11, 21))
    step = next_step(snoozed, TUESDAY)
    assert step is not None
    assert step.day == date(2026, 11, 23)


def test_the_third_snooze_asks_the_sponsor_once() -> None:
    snoozed = replace(situation(), snoozed_until=date(2026, 11, 20), snoozes=3, has_card=True)
    steps = list(steps_ahead(snoozed, TUESDAY, TUESDAY + YEAR))
    assert days(steps[:2]) == [("snoozed-3", "Wed 04 Nov"), ("owner-2", "Fri 20 Nov")]
    assert steps[0].recipient.id == "U2"
    assert [step.rung for step in steps].count("snoozed-3") == 1
    second = replace(snoozed, snoozes=2)
    assert next_step(second, TUESDAY) == replace(steps[1])


def test_once_somebody_was_told_of_trouble_the_ladder_stands_still() -> None:
    told = replace(situation(), claimed=(Claimed("trouble-is_archived", date(2026, 11, 4)),))
    assert next_step(told, TUESDAY + timedelta(days=5)) is None


def test_another_ladder_goes_on_where_the_first_one_was() -> None:
    moved = replace(situation("light"), claimed=(Claimed("owner-2", date(2026, 11, 5)),))
    step = next_step(moved, TUESDAY + timedelta(days=2))
    assert step is not None
    assert (step.rung, step.day) == ("owner-5", date(2026, 11, 10))


@st.composite
def situations(draw: st.DrawFn) -> tuple[Situation, datetime]:
    now = draw(moments)
    recipients = {role: Recipient(f"U{role}", draw(calendars)) for role in everybody() if draw(st.booleans())}
    snoozed = draw(st.none() | st.integers(1, 30))
    return (
        Situation(
            ladder=draw(st.sampled_from(LADDERS.ladder)),
            recipients=recipients,
            undefined_since=now - timedelta(hours=draw(st.integers(0, 400))),
            snoozed_until=None if snoozed is None else now.date() + timedelta(days=snoozed),
            snoozes=draw(st.integers(0, 5)),
            has_card=draw(st.booleans()),
        ),
        now,
    )


@given(situations())
def test_every_ladder_climbs_day_by_day_and_ends(given_: tuple[Situation, datetime]) -> None:
    situation, now = given_
    steps = list(steps_ahead(situation, now, now + 2 * YEAR))
    assert len(steps) <= 12
    assert next_step(replace(situation, claimed=[Claimed(s.rung, s.day) for s in steps]), now + YEAR) is None
    assert len({step.rung for step in steps}) == len(steps)
    for one, other in pairwise(steps):
        assert one.day < other.day
    for step in steps:
        calendar = step.recipient.calendar
        assert step.due >= now
        assert calendar.day(step.due) == step.day
        assert calendar.next_good_moment(step.due) == step.due
        if situation.snoozed_until and step.kind != "snoozed":
            assert step.day >= situation.snoozed_until
