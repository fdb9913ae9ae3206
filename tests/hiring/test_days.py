"""Days as people write them: each kind of writing, and beside it what only looks like it."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.hiring.lines.marks import Marker
from bot.hiring.text.dates import find_days, read_day, read_past_day, write_day
from bot.hiring.text.day_meanings import UnclearDay
from content.loading import load_content

TODAY = date(2027, 3, 17)  # a Wednesday


@pytest.mark.parametrize(
    ("written", "month", "day"),
    [
        # the form that the bot writes, and others with the weekday in front
        ("Mon 5 Apr 2027", 4, 5),
        ("until Mon 5 Apr 2027", 4, 5),
        ("Tuesday 6 April", 4, 6),
        ("tues, 6 April", 4, 6),
        ("Friday the 19th", 3, 19),
        ("Sat. May 1", 5, 1),
        ("5 Apr 2027", 4, 5),
        # slips near a weekday
        ("thirsday", 3, 18),
        ("wensday", 3, 24),
        ("Saterday", 3, 20),
        ("tuseday", 3, 23),
        ("fridays", 3, 19),
        # this week, the next one, and what they are part of
        ("this sunday", 3, 21),
        ("Monday next week", 3, 22),
        ("next week on tuesday", 3, 23),
        ("next tuesday", 3, 23),
        ("next week", 3, 22),
        ("the week after next", 3, 29),
        ("next month", 4, 1),
        ("next quarter", 4, 1),
        ("end of the month", 3, 31),
        ("the end of next week", 3, 26),
        ("end of Feb 2028", 2, 29),
        ("end of May", 5, 31),
        ("end of month", 3, 31),
        ("EOW", 3, 19),
        ("mid next week", 3, 24),
        ("start of next month", 4, 1),
        ("mid-April", 4, 15),
        ("in May", 5, 3),  # 1 May is a Saturday
        ("until Q3", 7, 1),
        # counted from another day
        ("a week from Monday", 3, 29),
        ("two weeks after next Friday", 4, 2),
        ("Monday week", 3, 29),
        ("tomorrow fortnight", 4, 1),
        ("ten days from today", 3, 27),
        ("3 working days after 2 April", 4, 7),
        ("the Tuesday after next", 3, 30),
        ("this time next week", 3, 24),
        ("a week\u2019s time", 3, 24),
        ("w/c 14 April", 4, 12),
        ("KW 15", 4, 12),
        ("the first Monday of May", 5, 3),
        ("last working day of the month", 3, 31),
        ("2nd Thursday of next month", 4, 8),
        ("end of Q2", 6, 30),
        ("9 Sep 27", 9, 9),
        ("wed next wk", 3, 24),
        ("friday 3pm", 3, 19),
        # spans
        ("in a fortnight", 3, 31),
        ("5d", 3, 22),
        ("for 3w", 4, 7),
        ("6 wks", 4, 28),
        ("a couple of months", 5, 17),
        ("ten days from now", 3, 27),
        ("3 working days", 3, 22),
        ("half a year", 9, 17),
        # ordinals
        ("the 20th", 3, 20),
        ("the 3rd", 4, 3),
        ("31st", 3, 31),
        ("the 2nd of next month", 4, 2),
        ("22nd Apr", 4, 22),
        # numbers
        ("15.04.2027", 4, 15),
        ("8.4.", 4, 8),
        ("2027/06/30", 6, 30),
        ("30/6", 6, 30),
        ("4/4", 4, 4),
        ("9-Sep-27", 9, 9),
        ("9. Sep \u201927", 9, 9),
        # months in German
        ("6. Mai", 5, 6),
        ("11. Okt. 2027", 10, 11),
        ("3. Dezember", 12, 3),
        ("29. März", 3, 29),
        # parts of a day
        ("tomorrow morning", 3, 18),
        ("friday afternoon please", 3, 19),
        ("tommorow", 3, 18),
        ("the day after tomorrow", 3, 19),
    ],
)
def test_a_day_to_come_is_read(written: str, month: int, day: int) -> None:
    assert read_day(written, TODAY) == date(2028 if "2028" in written else 2027, month, day)


@given(
    st.dates(date(2027, 3, 18), date(2029, 3, 16)), st.sampled_from(["{}", "until {}", "{} at 9am", "{}."])
)
def test_every_day_that_we_print_is_read_back(day: date, where: str) -> None:
    written = write_day(day)
    assert read_day(where.format(written), TODAY) == day
    assert read_past_day(written, TODAY) == day
    assert read_day(day.isoformat(), TODAY) == day
    assert [each.written for each in find_days(f"it comes back {written}, says Ada")] == [written]


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("last friday", date(2027, 3, 12)),
        ("last wednesday", date(2027, 3, 10)),
        ("the last Friday of February", date(2027, 2, 26)),
        ("the first of this month", date(2027, 3, 1)),
        ("wednesday", TODAY),
        ("Friday last week", date(2027, 3, 12)),
        ("since monday", date(2027, 3, 15)),
        ("the 20th", date(2027, 2, 20)),
        ("this morning", TODAY),
        ("3w ago", date(2027, 2, 24)),
        ("a fortnight ago", date(2027, 3, 3)),
        ("the day before yesterday", date(2027, 3, 15)),
        ("28.02.", date(2027, 2, 28)),
        ("1 Feb", date(2027, 2, 1)),
    ],
)
def test_a_day_that_has_been_is_read(written: str, day: date) -> None:
    assert read_past_day(written, TODAY) == day


NO_DAYS = [
    *(
        "monster",
        "sundry",
        "sundae",
        "Monica",
        "Frida",
        "midday",
        "Wanda",
        "month",
        "mondial",
        "friedag",
        "Mainz",
        "dezent",
    ),
    *("5 april fools", "marching 5", "24/7", "30 Feb", "32.1.", "13/13/2027", "the 40th", "2027-02-29"),
    *("last month", "this quarter", "monthly", "3 members", "at noon"),
]


@pytest.mark.parametrize("written", NO_DAYS)
def test_what_only_looks_like_a_day_is_none(written: str) -> None:
    assert read_day(written, TODAY) is None
    assert not [each for each in find_days(f"we talked {written} over") if each.written == written]


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("10/12", "10 Dec or 12 Oct"),
        ("4/5/2027", "4 May or 5 Apr"),
        ("1 March", "type 1 Mar 2028"),
        ("01.03.", "type 1 Mar 2028"),
        ("17 March", "is today"),
        ("in February", "type 1 Feb 2028"),
        ("Friday 6 April", "6 Apr 2027 is a Tuesday"),
        ("after Easter", "no one day"),
        ("a few weeks", "no one day"),
        ("late June", "no one day"),
        ("early next week", "no one day"),
        ("a week or two", "no one day"),
        ("2-3 weeks", "no one day"),
        ("in two Mondays", "no one day"),
        ("over the weekend", "no one day"),
    ],
)
def test_a_day_that_would_be_a_guess_is_asked_for(written: str, told: str) -> None:
    with pytest.raises(UnclearDay, match=told):
        read_day(written, TODAY)
    assert find_days(f"wait till {written}")


@pytest.mark.parametrize(
    "written",
    [
        *(
            "next month",
            "end of April",
            "in May",
            "5/6",
            "some weeks ago",
            "until Q1",
            "last month",
            "this week",
        ),
        *("a week ago Monday", "the Friday before last", "last quarter", "a month or two ago"),
    ],
)
def test_what_is_recorded_is_one_day(written: str) -> None:
    with pytest.raises(UnclearDay):
        read_past_day(written, TODAY)


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("leave 4 alone until the end of next month", ["the end of next month"]),
        ("park 4 till 8.4, we wait for the board", ["8.4"]),
        ("4 was filled 2 weeks ago", ["2 weeks ago"]),
        ("snooze 3 until Mon 5 Apr 2027. Or Friday.", ["Mon 5 Apr 2027", "Friday"]),
        ("filled 3 on 2 Mar, offered 26 Feb", ["2 Mar", "26 Feb"]),
        ("tell me tomorrow morning", ["tomorrow"]),
        ("0.5% and 8.4 points of equity", []),
        ("leave 4 till a week from Friday", ["a week from Friday"]),
        ("4 filled 3 Friday", ["Friday"]),
        ("a 24/7 on-call, salary of the 75th percentile", []),
        ("a budget of March 2024", []),
        ("we sat in the sun and used vLLM 0.6.3", []),
    ],
)
def test_days_are_found_in_a_line(line: str, found: list[str]) -> None:
    marked = Marker(load_content()).mark(line)
    assert [each.value for each in marked.marks if each.kind == "day"] == found
