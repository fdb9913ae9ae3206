"""A company's own pay bands: rows that are read and refused, and the one that holds."""

from datetime import date

import pytest

from bot.hiring.company_bands import UnreadableBandsError, find_band, read_bands, write_bands
from content import Content

ROWS = """role,level,place,currency,low,high,from,to
infrastructure,senior,USA,USD,210000,260000,2026-01-01,
llm_infrastructure,senior,San Francisco,usd,"240,000",300k,2026-01-01,2026-12-31
applied,mid,Berlin,EUR,80k,100k,2026-07-01,
"""


def test_rows_are_read_and_written_as_they_were(content: Content) -> None:
    bands = read_bands(content, ROWS)
    assert [(each.role, each.low, each.high) for each in bands] == [
        ("llm_infrastructure", 210_000, 260_000),
        ("llm_infrastructure", 240_000, 300_000),
        ("applied_llm", 80_000, 100_000),
    ]
    assert read_bands(content, write_bands(bands)) == bands


@pytest.mark.parametrize(
    ("row", "told"),
    [
        ("gardener,senior,US,USD,1000,2000,2026-01-01,", "“gardener” is no role"),
        ("infra,boss,US,USD,210000,260000,2026-01-01,", "“boss” is no level"),
        ("infra,senior,Atlantis,USD,210000,260000,2026-01-01,", "I do not know the place “Atlantis”"),
        ("infra,senior,US,dollars,210000,260000,2026-01-01,", "“dollars” is no currency"),
        ("infra,senior,US,USD,260000,210000,2026-01-01,", "low below high"),
        ("infra,senior,US,USD,210000,260000,January,", "days like 2026-01-01"),
        ("infra,senior,US,USD,210000,260000,2026-03-01,2026-02-01", "ends before it begins"),
        ("infra,senior", "it has 2 cells"),
    ],
)
def test_a_row_that_is_no_band_is_named_with_what_to_type(content: Content, row: str, told: str) -> None:
    with pytest.raises(UnreadableBandsError) as refused:
        read_bands(content, f"applied,mid,Berlin,EUR,80k,100k,2026-07-01,\n{row}")
    assert "Row 2" in str(refused.value)
    assert told in str(refused.value)


def test_more_than_the_form_has_room_for_is_refused(content: Content) -> None:
    rows = "\n".join(
        f"infra,senior,San Francisco,USD,210000,260000,{2000 + n}-01-01,{2000 + n}-12-31" for n in range(60)
    )
    with pytest.raises(UnreadableBandsError, match="room for about 40"):
        read_bands(content, rows)


def test_two_bands_for_the_same_days_are_refused(content: Content) -> None:
    with pytest.raises(UnreadableBandsError, match="Row 2 is for the same"):
        read_bands(content, ROWS.splitlines()[1] + "\n" + ROWS.splitlines()[1])


@pytest.mark.parametrize(
    ("role", "level", "place", "day", "low"),
    [
        ("llm_infrastructure", "senior", "", date(2026, 11, 29), 210_000),
        ("llm_infrastructure", "senior", "Austin", date(2026, 11, 29), 210_000),
        ("llm_infrastructure", "senior", "Palo Alto", date(2026, 11, 29), 240_000),
        ("llm_infrastructure", "senior", "San Francisco", date(2027, 1, 2), 210_000),
        ("llm_infrastructure", "senior", "London", date(2026, 11, 29), None),
        ("llm_infrastructure", "staff", "", date(2026, 11, 29), None),
        ("applied_llm", "mid", "Berlin", date(2026, 11, 29), 80_000),
        ("applied_llm", "mid", "Munich", date(2026, 11, 29), None),
        ("applied_llm", "mid", "Berlin", date(2026, 6, 30), None),
    ],
)
def test_the_band_of_the_place_its_market_or_its_country_holds(
    content: Content, role: str, level: str, place: str, day: date, low: int | None
) -> None:
    band = find_band(content, read_bands(content, ROWS), role, level, place=place, day=day)
    assert (band.low if band else None) == low
