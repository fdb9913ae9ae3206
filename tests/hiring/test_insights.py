"""What is counted, from plain facts: each number has its data points, and too few give none."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from bot.hiring.insights import (
    DEFINED,
    DISMISSED,
    NOTHING,
    AnsweredReview,
    Insights,
    ReminderEvent,
    gather,
    rows,
)
from bot.hiring.reminders.kinds import KINDS
from content import Content

NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
DAY = timedelta(days=1)


def counted(
    content: Content,
    looked_back: list[AnsweredReview] | None = None,
    days: list[float] | None = None,
    reminders: list[ReminderEvent] | None = None,
    done: list[ReminderEvent] | None = None,
) -> Insights:
    return gather(looked_back or [], days or [], reminders or [], done or [], file=content.reviews, now=NOW)


def look(
    requisition: int, held: str = "yes", most: str = "applied_llm", kind: str = "90_days"
) -> AnsweredReview:
    return AnsweredReview(requisition, kind, "applied_llm", held, most)


def test_scopes_are_counted_for_each_look_back(content: Content) -> None:
    found = counted(
        content,
        [look(1), look(2, "partly"), look(3), look(1, "no", kind="18_months"), look(2, kind="18_months")],
    )
    ninety, months = found.held
    assert (ninety.counts, ninety.n, ninety.enough) == ({"yes": 2, "partly": 1, "no": 0}, 3, True)
    assert (months.n, months.enough) == (2, False)


def test_drift_takes_the_latest_answer_of_each_role(content: Content) -> None:
    found = counted(
        content,
        [look(1, most="eval_safety", kind="18_months"), look(1), look(2), look(3, most="else")],
    )
    (drift,) = found.drift
    assert drift.group == "applied_llm"
    assert dict(drift.counts) == {"applied_llm": 1, "eval_safety": 1, "else": 1}


def test_the_median_needs_three_definitions(content: Content) -> None:
    assert counted(content, days=[1.0, 9.0]).median_days is None
    found = counted(content, days=[0.5, 9.0, 30.0])
    assert found.median_days == 9.0
    assert list(found.days.counts.values()) == [1, 0, 0, 1, 1]


def test_a_reminder_has_achieved_what_came_next_and_soon(content: Content) -> None:
    start = NOW - 60 * DAY
    sent = [
        ReminderEvent(1, "card", start),
        ReminderEvent(1, "owner", start + DAY),
        ReminderEvent(2, "card", start),
        ReminderEvent(3, "card", start),
        ReminderEvent(4, "card", NOW - DAY),  # its time is not over
        ReminderEvent(5, "card", NOW - DAY),
    ]
    done = [
        ReminderEvent(1, DEFINED, start + 2 * DAY),
        ReminderEvent(2, DISMISSED, start + DAY),
        ReminderEvent(2, DEFINED, start + 2 * DAY),
        ReminderEvent(3, DEFINED, start + 6 * DAY),
        ReminderEvent(5, DEFINED, NOW - DAY / 2),
        ReminderEvent(6, DEFINED, NOW - DAY),
    ]
    card, owner = counted(content, reminders=sent, done=done).reminders
    assert (card.group, owner.group) == ("card", "owner")
    assert dict(card.counts) == {DEFINED: 1, DISMISSED: 1, NOTHING: 2}
    assert dict(owner.counts) == {DEFINED: 1, DISMISSED: 0, NOTHING: 0}


def test_too_few_give_their_number_and_no_count(content: Content) -> None:
    assert rows(counted(content)) == [
        ("scope_held", "90_days", "", "", "0", "too few: under 3"),
        ("scope_held", "18_months", "", "", "0", "too few: under 3"),
        ("drift", "", "", "", "0", "too few: under 3"),
        ("days_to_definition", "all", "", "", "0", "too few: under 3"),
        ("reminders", "", "", "", "0", "too few: under 3"),
        ("readings", "", "", "", "0", "too few: under 3"),
    ]


COUNTED = sorted(name for name, kind in KINDS.items() if kind.counted)
moments = st.integers(0, 100 * 24).map(lambda hours: NOW - timedelta(hours=hours))
happened = st.builds(ReminderEvent, st.integers(1, 4), st.sampled_from(COUNTED), moments)
acts = st.builds(ReminderEvent, st.integers(1, 4), st.sampled_from([DEFINED, DISMISSED]), moments)


@given(st.lists(happened, max_size=20), st.lists(acts, max_size=20))
def test_no_act_is_credited_to_two_reminders(
    content: Content, reminders: list[ReminderEvent], done: list[ReminderEvent]
) -> None:
    found = counted(content, reminders=reminders, done=done).reminders
    assert sum(tally.counts[NOTHING] for tally in found) <= len(reminders)
    assert sum(tally.counts[DEFINED] for tally in found) <= sum(act.what == DEFINED for act in done)
    for tally in found:
        assert tally.n <= sum(each.what == tally.group for each in reminders)
