"""Ranges to post: read as they are typed, with both ends and a currency, and put against band and law."""

from datetime import date

import pytest

from bot.hiring.briefs.brief import Posting
from bot.hiring.briefs.fields import WrongLine, read_posting
from bot.hiring.briefs.posting import against_band, check_posting, under_law
from bot.hiring.company_bands import CompanyBand, place_in
from bot.hiring.laws import caution, pay_laws_in
from content import Content

READ = [
    ("New York: $240-280k", ("New York", 240_000, 280_000, "USD")),
    ("Texas: 180-200k", ("Texas", 180_000, 200_000, "USD")),
    ("Washington state: $200k to $240k", ("Washington state", 200_000, 240_000, "USD")),
    ("Remote (EU): EUR 90k-110k", ("Remote (EU)", 90_000, 110_000, "EUR")),
    ("Toronto: C$150-190k", ("Toronto", 150_000, 190_000, "CAD")),
    ("Toronto: $150-190k", "Say the currency"),
    ("London: 90-110k", "Say the currency"),
    ("San Francisco: $240k", "is one amount"),
    ("San Francisco: at least $240-280k", "cannot read"),
    ("San Francisco: up to $240k", "cannot read"),
    ("Denver: $20-24k per month", "not per year"),
    ("Atlantis: $240-280k", "I don't know “Atlantis”"),
    ("<@U1>: $240-280k", "I don't know “<@U1>”"),
    ("240k-280k", "Begin “240k-280k” with the place, like New York: 240k-280k"),
    ("Chicago $200k-240k", ("Chicago", 200_000, 240_000, "USD")),
    ("Oslo NOK 900k-1.1M", ("Oslo", 900_000, 1_100_000, "NOK")),
    ("Dallas: 180-210k, Madrid: 70-85k EUR", "Put each place on a line of its own"),
    ("Madrid", "behind the place, like Madrid: EUR 90k-110k"),
    ("Madrid 70-85k", "by its code, like Madrid: EUR 70-85k"),
]


@pytest.mark.parametrize(("line", "read"), READ)
def test_a_range_has_a_place_both_ends_and_its_currency(content: Content, line: str, read: object) -> None:
    if isinstance(read, str):
        with pytest.raises(WrongLine, match=read):
            read_posting(content, line)
    else:
        found = read_posting(content, line)
        assert (found.place, found.low, found.high, found.currency) == read


SAID = [  # place, low, high, currency; what is said of it, and what is not
    ("Palo Alto", 200, 240, "USD", ("California: a range is needed in the posting", "upon hire"), "wide"),
    ("Ottawa", 140, 195, "CAD", ("C$55k wide, which is too wide", "whether AI screens"), "allowed"),
    ("Ottawa", 140, 190, "CAD", ("The width of this range is allowed.",), "too wide"),
    ("Ottawa", 140, 205, "CAD", ("The width of this range is allowed.",), "too wide"),
    ("Ottawa", 140, 205, "USD", ("limit is in Canadian dollars, so I did not compare",), "allowed"),
    ("Leeds", 90, 110, "GBP", ("United Kingdom: no range is needed.",), "upon hire"),
    (
        "Graz",
        70,
        90,
        "EUR",
        ("before the interview, not in the posting", "neutral as to gender"),
        "upon hire",
    ),
    ("Denver", 200, 240, "USD", ("benefits and other pay in general", "how to apply"), "upon hire"),
]


@pytest.mark.parametrize(("place", "low", "high", "currency", "parts", "no_part"), SAID)
def test_the_law_of_its_place_says_whether_how_wide_and_what_beside(
    content: Content, place: str, low: int, high: int, currency: str, parts: tuple[str, ...], no_part: str
) -> None:
    posting = Posting(place=place, low=low * 1_000, high=high * 1_000, currency=currency)
    ((law, _),) = check_posting(content, posting, None).laws
    told = under_law(posting, law)
    assert all(part in told for part in parts), told
    assert no_part not in told


def test_a_place_without_a_law_that_we_know_has_none(content: Content) -> None:
    assert pay_laws_in(content, "Oslo") == ()


def test_the_company_s_band_is_another_figure_than_the_range() -> None:
    band = CompanyBand("applied_llm", "senior", "US", "USD", 210_000, 260_000, date(2026, 1, 1))
    for low, high, currency, said in (
        (220_000, 250_000, "USD", "It lies inside the company's band."),
        (200_000, 270_000, "USD", "It starts $10k below and ends $10k above the company's band."),
        (90_000, 110_000, "EUR", "It is in euros and the company's band in US dollars"),
    ):
        assert against_band(Posting(place="Boston", low=low, high=high, currency=currency), band).startswith(
            said
        )


@pytest.mark.parametrize(
    ("day", "is_old"), [(date(2026, 11, 29), False), (date(2027, 2, 21), False), (date(2027, 2, 22), True)]
)
def test_what_was_read_of_a_law_is_old_after_ninety_days(content: Content, day: date, is_old: bool) -> None:
    told = caution(content, [content.sources["california-pay"]], day)
    assert told.startswith("Not legal advice.")
    assert ("more than 90 days ago" in told) == is_old


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("NYC or remote", "nyc"),
        ("hybrid, München", "münchen"),
        ("San Francisco Bay Area", "san francisco bay area"),
        ("the moon", ""),
    ],
)
def test_a_text_names_a_place(content: Content, text: str, place: str) -> None:
    assert place_in(content, text) == place
