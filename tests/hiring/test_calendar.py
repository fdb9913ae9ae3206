"""Working days and good hours at any moment: weekends, holidays, quiet hours, changed clocks, leap days."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.hiring.reminders.calendar import (
    Calendar,
    country_of,
    is_country,
    nearest_zones,
    read_typed_zone,
    read_zone,
)

ZONES = (
    "Europe/Lisbon", "Asia/Tokyo", "America/New_York", "Europe/Berlin", "Asia/Kolkata", "Australia/Lord_Howe",
    "Pacific/Chatham", "Pacific/Kiritimati", "America/St_Johns", "Africa/Cairo", "UTC",
)  # fmt: skip
moments = st.datetimes(datetime(2024, 1, 1), datetime(2032, 12, 31), timezones=st.just(UTC))  # noqa: DTZ001
calendars = st.builds(
    Calendar,
    zone=st.sampled_from([ZoneInfo(name) for name in ZONES]),
    country=st.sampled_from(["", "PT", "JP", "US", "DE", "IN", "EG", "ZZ"]),
    quiet_from=st.integers(12, 23),
    quiet_to=st.integers(0, 11),
)
LISBON = Calendar(ZoneInfo("Europe/Lisbon"), "PT")
NEW_YORK = Calendar(ZoneInfo("America/New_York"), "US")


@given(calendars, moments)
def test_a_good_moment_is_a_working_hour_of_a_working_day_and_not_in_the_past(
    calendar: Calendar, now: datetime
) -> None:
    moment = calendar.next_good_moment(now)
    local = moment.astimezone(calendar.zone)
    assert moment >= now
    assert calendar.is_working(local.date())
    assert local.weekday() < 5 or calendar.country == "EG"
    assert max(time(9, 30), time(calendar.quiet_to)) <= local.time() < time(calendar.quiet_from)


@given(calendars, moments)
def test_a_good_moment_stays_good_and_none_is_passed_over(calendar: Calendar, now: datetime) -> None:
    moment = calendar.next_good_moment(now)
    assert calendar.next_good_moment(moment) == moment
    between = now + (moment - now) / 2
    assert calendar.next_good_moment(between) in (moment, between)
    if moment > now:
        # It is a morning, so every working day before it was over or had quiet hours.
        assert moment == calendar.morning(calendar.day(moment))
        day = calendar.day(now)
        while day < calendar.day(moment):
            assert not calendar.is_working(day) or calendar.evening(day) <= now
            day += timedelta(days=1)


@given(calendars, st.dates(date(2024, 1, 1), date(2032, 1, 1)), st.integers(1, 45))
def test_working_days_add_up(calendar: Calendar, day: date, number: int) -> None:
    last = calendar.nth_working_day(day, number)
    passed = [day + timedelta(days=step) for step in range(1, (last - day).days + 1)]
    assert sum(map(calendar.is_working, passed)) == number
    assert calendar.is_working(last)
    assert calendar.nth_working_day(calendar.nth_working_day(day, number), 1) == calendar.nth_working_day(
        day, number + 1
    )


@pytest.mark.parametrize(
    ("calendar", "before", "after", "hours"),
    [
        (LISBON, date(2026, 3, 27), date(2026, 3, 30), 71),  # the clock goes forward on Sunday the 29th
        (LISBON, date(2026, 10, 23), date(2026, 10, 26), 73),  # and back on the 25th of October
        (NEW_YORK, date(2026, 3, 6), date(2026, 3, 9), 71),
        (NEW_YORK, date(2026, 10, 30), date(2026, 11, 2), 73),
    ],
)
def test_half_past_nine_stays_half_past_nine_over_a_change_of_the_clock(
    calendar: Calendar, before: date, after: date, hours: int
) -> None:
    assert calendar.nth_working_day(before, 1) == after
    assert calendar.morning(after) - calendar.morning(before) == timedelta(hours=hours)
    assert calendar.morning(after).astimezone(calendar.zone).time() == time(9, 30)


def test_the_29th_of_february_is_a_working_day_like_others() -> None:
    assert LISBON.nth_working_day(date(2028, 2, 28), 1) == date(2028, 2, 29)
    assert LISBON.nth_working_day(date(2028, 2, 29), 1) == date(2028, 3, 1)
    assert LISBON.nth_working_day(date(2027, 2, 26), 1) == date(2027, 3, 1)


def test_public_holidays_are_those_of_the_country() -> None:
    thanksgiving, restoration = date(2026, 11, 26), date(2026, 12, 1)
    assert not NEW_YORK.is_working(thanksgiving)
    assert LISBON.is_working(thanksgiving)
    assert not LISBON.is_working(restoration)
    assert NEW_YORK.is_working(restoration)
    assert Calendar(NEW_YORK.zone).is_working(thanksgiving)


@pytest.mark.parametrize(
    ("country", "saturday"), [("HU", date(2026, 1, 10)), ("CN", date(2026, 2, 14)), ("LV", date(2026, 6, 27))]
)
def test_a_saturday_that_makes_up_for_a_day_off_is_a_working_day(country: str, saturday: date) -> None:
    there, elsewhere = Calendar(LISBON.zone, country), Calendar(LISBON.zone)
    assert there.is_working(saturday)
    assert there.nth_working_day(saturday - timedelta(days=1), 1) == saturday
    assert there.nth_working_day(saturday, 0) == saturday
    assert not there.is_working(saturday + timedelta(days=21))
    assert not elsewhere.is_working(saturday)


@pytest.mark.parametrize(
    ("country", "weekend"), [("PT", {5, 6}), ("US", {5, 6}), ("IL", {4, 5}), ("ZZ", {5, 6})]
)
def test_weekends_are_those_of_the_country(country: str, weekend: set[int]) -> None:
    calendar = Calendar(LISBON.zone, country)
    november = [date(2026, 11, day) for day in range(2, 9)]
    assert {day.weekday() for day in november if not calendar.is_working(day)} == weekend


def test_quiet_hours_move_the_morning_and_end_the_day() -> None:
    calendar = Calendar(ZoneInfo("Europe/Lisbon"), quiet_from=15, quiet_to=11)
    tuesday = date(2026, 11, 24)
    assert calendar.morning(tuesday) == datetime(2026, 11, 24, 11, tzinfo=UTC)
    assert calendar.next_good_moment(datetime(2026, 11, 24, 14, 59, tzinfo=UTC)).hour == 14
    assert calendar.next_good_moment(datetime(2026, 11, 24, 15, tzinfo=UTC)) == calendar.morning(
        date(2026, 11, 25)
    )


@pytest.mark.parametrize(("quiet_from", "quiet_to"), [(9, 8), (20, 12), (24, 8), (20, -1)])
def test_quiet_hours_that_leave_no_time_are_refused(quiet_from: int, quiet_to: int) -> None:
    with pytest.raises(ValueError, match="quiet hours"):
        Calendar(LISBON.zone, quiet_from=quiet_from, quiet_to=quiet_to)


@pytest.mark.parametrize(
    ("zone", "country"),
    [
        ("Europe/Lisbon", "PT"),
        ("Europe/Copenhagen", "DK"),  # a link to Berlin in the database, but a country of its own
        ("US/Eastern", "US"),
        ("Asia/Calcutta", "IN"),
        ("UTC", ""),
        ("Etc/GMT+5", ""),
    ],
)
def test_the_country_is_guessed_from_the_time_zone(zone: str, country: str) -> None:
    assert country_of(ZoneInfo(zone)) == country


@pytest.mark.parametrize("name", [None, "", "Mars/Olympus", "../etc/passwd", "Europe", "a\0b"])
def test_what_is_no_time_zone_is_none(name: str | None) -> None:
    assert read_zone(name) is None


@pytest.mark.parametrize(
    ("typed", "zone"),
    [
        ("america/sao paulo", "America/Sao_Paulo"),
        ("los angeles", "America/Los_Angeles"),
        ("  Tokyo ", "Asia/Tokyo"),
        ("Asia/Kolkata", "Asia/Kolkata"),
        ("utc", "UTC"),
        ("us/pacific", "US/Pacific"),
        *(
            (fixed, None)
            for fixed in ("EST", "mst", "HST", "posixrules", "Factory", "Etc/GMT+5", "localtime")
        ),
        *((none, None) for none in ("", "..", "Europe", "PST", "Springfield")),
    ],
)
def test_a_time_zone_is_that_of_a_place(typed: str, zone: str | None) -> None:
    read = read_typed_zone(typed)
    assert (read.key if read else None) == zone


@pytest.mark.parametrize(
    ("typed", "near"),
    [
        ("EST", "America/New_York"),
        ("cest", "Europe/Berlin"),
        ("Hst", "Pacific/Honolulu"),
        ("ist", "Asia/Kolkata"),
        ("Amsterdm", "Europe/Amsterdam"),
        ("Madird", "Europe/Madrid"),
    ],
)
def test_the_right_name_of_a_time_zone_is_offered(typed: str, near: str) -> None:
    assert nearest_zones(typed)[0] == near


def test_countries_are_known_by_their_codes() -> None:
    assert is_country("PT")
    assert not is_country("ZZ")
