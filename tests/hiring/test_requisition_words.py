"""Lines about requisitions and days as people write them."""

from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.hiring.lines.requisitions import Verb, is_about_requisitions, read_line
from bot.hiring.text.dates import find_days, read_day, read_past_day, write_day
from bot.hiring.text.day_meanings import UnclearDay

TODAY = date(2026, 11, 24)  # a Tuesday


@pytest.mark.parametrize(
    ("line", "verb", "number", "rest", "reason"),
    [
        ("req", Verb.LIST, None, "", ""),
        ("/req", Verb.LIST, None, "", ""),
        ("Req: list page 2", Verb.LIST, None, "page 2", ""),
        ("req 3", Verb.SHOW, 3, "", ""),
        ("requisition #3", Verb.SHOW, 3, "", ""),
        ("req open Senior LLM engineer", Verb.OPEN, None, "Senior LLM engineer", ""),
        ("req open 3 engineers", Verb.OPEN, None, "3 engineers", ""),
        ("req define 3 infra because we serve models", Verb.DEFINE, 3, "infra", "we serve models"),
        ("req 3 define infra", Verb.DEFINE, 3, "infra", ""),
        ("req snooze 3 until Friday Because: budget", Verb.SNOOZE, 3, "until Friday", "budget"),
        ("req reassign 3 <@U42>", Verb.REASSIGN, 3, "<@U42>", ""),
        ("req not llm 3 because it is plain backend", Verb.NOT_LLM, 3, "", "it is plain backend"),
        ("req not-llm 3", Verb.NOT_LLM, 3, "", ""),
        ("req close 3 because of a\nbecause b", Verb.CLOSE, 3, "", "of a\nbecause b"),
        ("req close 3, moved to Austin", Verb.CLOSE, 3, "", "moved to Austin"),
        ("req reopen 3 he left at once", Verb.REOPEN, 3, "", "he left at once"),
        ("req stop reminding 3", Verb.STOP, 3, "", ""),
        ("req filled 3 on 12 Nov because of luck", Verb.FILL, 3, "on 12 Nov", "of luck"),
        ("req fill 3", Verb.FILL, 3, "", ""),
        ("req look back 3 18 months", Verb.REVIEW, 3, "18 months", ""),
        ("req log 3 page 2", Verb.LOG, 3, "page 2", ""),
        ("req define infra", Verb.DEFINE, None, "infra", ""),
        # opening what was closed is no opening of a new one
        ("req reopen 4 because we have a budget", Verb.REOPEN, 4, "", "we have a budget"),
        ("req re-open 4", Verb.REOPEN, 4, "", ""),
        ("Req 4 reopen because it is back", Verb.REOPEN, 4, "", "it is back"),
        ("requisition re-opened #4", Verb.REOPEN, 4, "", ""),
        ("req reopened 4 because: a new quarter", Verb.REOPEN, 4, "", "a new quarter"),
        ("req reopen", Verb.REOPEN, None, "", ""),
        ("req open reopening lead", Verb.OPEN, None, "reopening lead", ""),
        ("req open 4", Verb.OPEN, None, "4", ""),
        ("req undo 4 because it is back", Verb.UNDO, 4, "", "it is back"),
        ("req close 4 because we may reopen it", Verb.CLOSE, 4, "", "we may reopen it"),
        (
            "req snooze 4 until Friday because they reopen it",
            Verb.SNOOZE,
            4,
            "until Friday",
            "they reopen it",
        ),
        ("req log 4", Verb.LOG, 4, "", ""),
    ],
)
def test_a_line_is_read(line: str, verb: Verb, number: int | None, rest: str, reason: str) -> None:
    read = read_line(line)
    assert (read.verb, read.number, read.rest, read.reason) == (verb, number, rest, reason)


@pytest.mark.parametrize(
    ("line", "unknown", "meant", "number"),
    [
        ("req defien 3 infra", "defien", Verb.DEFINE, 3),
        ("req 3 snoze until Friday", "snoze", Verb.SNOOZE, 3),
        ("req opne", "opne", Verb.OPEN, None),
    ],
)
def test_a_slip_is_guessed(line: str, unknown: str, meant: Verb, number: int | None) -> None:
    read = read_line(line)
    assert (read.verb, read.unknown, read.meant[0], read.number) == (None, unknown, meant, number)


@pytest.mark.parametrize("line", ["require 3", "reqs: 3", "request", "salary req", "", "req-3", "REQ show 3"])
def test_what_begins_with_the_word_is_ours(line: str) -> None:
    assert is_about_requisitions(line) == (line.casefold().startswith(("req ", "reqs", "req-")))


@pytest.mark.parametrize(("rest", "person"), [("to <@U42>", "U42"), ("<@U1> or <@U2>", None), ("@mei", None)])
def test_one_person_is_meant_or_nobody(rest: str, person: str | None) -> None:
    assert read_line(f"req reassign 3 {rest}").person == person


@given(st.text(max_size=200))
def test_no_line_breaks_the_reader(text: str) -> None:
    read = read_line(f"req {text}")
    assert (read.verb is None) == bool(read.unknown)


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("2026-12-10", date(2026, 12, 10)),
        ("10 Dec", date(2026, 12, 10)),
        ("10th of December 2027", date(2027, 12, 10)),
        ("Dec 10", date(2026, 12, 10)),
        ("February 29", date(2028, 2, 29)),
        ("tomorrow", date(2026, 11, 25)),
        ("Tuesday", date(2026, 12, 1)),
        ("on wed", date(2026, 11, 25)),
        ("next week", date(2026, 11, 30)),
        ("2 weeks", date(2026, 12, 8)),
        ("in a month", date(2026, 12, 24)),
        ("2026-02-30", None),
        ("31 Feb", None),
        ("soon", None),
        ("", None),
    ],
)
def test_a_day_is_read_or_not_guessed(written: str, day: date | None) -> None:
    assert read_day(written, TODAY) == day


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("12 Nov", date(2026, 11, 12)),
        ("24 November", TODAY),
        ("10 Dec", date(2026, 12, 10)),  # nearer than the one a year ago
        ("1 Jun", date(2026, 6, 1)),
        ("29 feb", date(2028, 2, 29)),
        ("12 Nov 2025", date(2025, 11, 12)),
        ("Friday", date(2026, 11, 20)),
        ("last Friday", date(2026, 11, 20)),
        ("next Friday", date(2026, 11, 27)),
        ("Tuesday", TODAY),
        ("yesterday", date(2026, 11, 23)),
        ("2 weeks ago", date(2026, 11, 10)),
        ("3 days ago", date(2026, 11, 21)),
        ("in 2 weeks", date(2026, 12, 8)),
        ("Robin", None),
        ("", None),
    ],
)
def test_a_day_that_has_been_is_read_or_not_guessed(written: str, day: date | None) -> None:
    assert read_past_day(written, TODAY) == day


@pytest.mark.parametrize(
    ("today", "later", "before"),
    [
        (date(2026, 1, 31), date(2026, 2, 28), date(2025, 12, 31)),
        (date(2028, 1, 31), date(2028, 2, 29), date(2027, 12, 31)),
        (date(2026, 3, 31), date(2026, 4, 30), date(2026, 2, 28)),
        (date(2026, 12, 15), date(2027, 1, 15), date(2026, 11, 15)),
    ],
)
def test_a_month_is_a_month_of_the_calendar(today: date, later: date, before: date) -> None:
    assert read_day("a month", today) == later
    assert read_past_day("a month ago", today) == before


def test_a_day_is_written_with_its_weekday() -> None:
    assert write_day(date(2026, 12, 10)) == "Thu 10 Dec 2026"


@given(st.dates(date(2000, 1, 1), date(2100, 12, 31)))
def test_what_was_written_can_be_read(day: date) -> None:
    for read in (read_day, read_past_day):
        assert read(write_day(day), TODAY) == read(write_day(day).partition(" ")[2], TODAY) == day
        assert [each.written for each in find_days(f"(until {write_day(day)})")] == [write_day(day)]


@given(st.text(max_size=60))
def test_no_text_breaks_the_reader_of_days(text: str) -> None:
    for read in (read_day, read_past_day):
        with suppress(UnclearDay):
            read(text, TODAY)
    find_days(text)
