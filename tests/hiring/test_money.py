"""Amounts as people type them, and as we write them back."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.hiring.text.amounts import find_amounts
from bot.hiring.text.currencies import CURRENCIES
from bot.hiring.text.money import UnreadablePayError, to_budget, write, write_budget


def read(text: str) -> tuple[int, int, str]:
    (found,) = find_amounts(text)
    budget = to_budget(found, text)
    return budget.low, budget.high, budget.currency


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("240k", (240_000, 240_000, "USD")),
        ("240K", (240_000, 240_000, "USD")),
        ("$240,000", (240_000, 240_000, "USD")),
        ("$ 240k", (240_000, 240_000, "USD")),
        ("240 000", (240_000, 240_000, "USD")),
        ("220-260k", (220_000, 260_000, "USD")),
        ("220k–260k", (220_000, 260_000, "USD")),
        ("260-220k", (220_000, 260_000, "USD")),
        ("$220-260,000", (220_000, 260_000, "USD")),
        ("220k to 260k", (220_000, 260_000, "USD")),
        ("€200k", (200_000, 200_000, "EUR")),
        ("€200.000", (200_000, 200_000, "EUR")),
        ("200k eur", (200_000, 200_000, "EUR")),
        ("£180k", (180_000, 180_000, "GBP")),
        ("CHF 210'000", (210_000, 210_000, "CHF")),
        ("C$300k", (300_000, 300_000, "CAD")),
        ("US$300k", (300_000, 300_000, "USD")),
        ("S$190k", (190_000, 190_000, "SGD")),
        ("R$ 180k", (180_000, 180_000, "BRL")),
        ("CZK 950 000", (950_000, 950_000, "CZK")),
        ("240 000 zł", (240_000, 240_000, "PLN")),
        ("65-80k quid", (65_000, 80_000, "GBP")),
        ("TRY 900k", (900_000, 900_000, "TRY")),
        ("try 240k", (240_000, 240_000, "USD")),
        ("we use php, 240k", (240_000, 240_000, "USD")),
        ("1.5m", (1_500_000, 1_500_000, "USD")),
        ("240k a year", (240_000, 240_000, "USD")),
        ("240", (240_000, 240_000, "USD")),
        ("two 240k or so", (240_000, 240_000, "USD")),
    ],
)
def test_amounts_are_read(text: str, expected: tuple[int, int, str]) -> None:
    assert read(text) == expected


@pytest.mark.parametrize(
    "text", ["20k/month", "$120/hr", "12-15k per month", "5", "0k", "99999999999k", "$9"]
)
def test_what_is_no_yearly_amount_is_refused_with_an_example(text: str) -> None:
    with pytest.raises(UnreadablePayError, match="240k"):
        read(text)


def test_nothing_that_people_write_means_two_currencies() -> None:
    written = [
        form.casefold()
        for each in CURRENCIES
        for form in {each.code, each.sign, *each.signs, *each.words}
        if form
    ]
    assert len(written) == len(set(written))


def test_two_currencies_in_one_range_are_refused() -> None:
    with pytest.raises(UnreadablePayError, match="two currencies"):
        read("$220k-€260k")


@pytest.mark.parametrize("text", ["l5", "gpt4", "20%", "q3", "v1.2.3"])
def test_other_numbers_are_no_budgets(text: str) -> None:
    assert not find_amounts(text)


def test_the_word_behind_an_amount_is_left_alone() -> None:
    (found,) = find_amounts("240k a senior")
    assert (found.start, found.end) == (0, 4)


@given(st.integers(1_000, 100_000_000), st.sampled_from([each.code for each in CURRENCIES]))
def test_what_we_write_we_can_read(amount: int, currency: str) -> None:
    assert read(write(amount, currency)) == (amount, amount, currency)


@given(st.integers(1_000, 9_000), st.integers(1_000, 9_000))
def test_a_range_is_written_low_to_high(one: int, other: int) -> None:
    text = f"${one:,}-{other:,}"
    (found,) = find_amounts(text)
    budget = to_budget(found, text)
    assert (budget.low, budget.high) == (min(one, other), max(one, other))
    assert write_budget(budget).startswith(write(min(one, other)))


@given(st.text(max_size=200))
def test_any_text_is_read_or_refused(text: str) -> None:
    for found in find_amounts(text):
        with suppress(UnreadablePayError):
            budget = to_budget(found, text)
            assert 1_000 <= budget.low <= budget.high
