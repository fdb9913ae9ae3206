"""Money as people write it: one table for each kind, for what commands compare and what adverts state."""

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.hiring.adverts.check import AdvertCheck
from bot.hiring.adverts.finding import Finding
from bot.hiring.answers.assistant import Assistant
from bot.hiring.text.amounts import find_amounts
from bot.hiring.text.currencies import CURRENCIES, IN_MILLIONS
from bot.hiring.text.money import Budget, read_budget, read_said_pay, write_budget
from bot.hiring.text.posted_pay import find_posted_pay
from content.loading import load_content

ASSISTANT = Assistant(load_content())
TODAY = date(2026, 11, 29)
ADVERT = """Senior Applied LLM Engineer

You will build assistants on a vendor's API for our clinics, and measure every release on held-out questions.
In your first 90 days the assistant answers one question in three.
"""


@pytest.mark.parametrize(
    ("text", "low", "high", "currency"),
    [
        ("310.000,00 EUR", 310_000, 310_000, "EUR"),
        ("71.850,50 €", 71_850.5, 71_850.5, "EUR"),
        ("CHF 185’500.–", 185_500, 185_500, "CHF"),
        ("SFr. 160'000", 160_000, 160_000, "CHF"),
        ("88 500,00 zł", 88_500, 88_500, "PLN"),
        ("₹32,50,000", 3_250_000, 3_250_000, "INR"),
        ("Rs. 18,00,000", 1_800_000, 1_800_000, "INR"),
        ("27 LPA", 2_700_000, 2_700_000, "INR"),
        ("1.4 crore", 14_000_000, 14_000_000, "INR"),
        ("44,00,000", 4_400_000, 4_400_000, "INR"),
        ("85 T€", 85_000, 85_000, "EUR"),
        ("95kEUR", 95_000, 95_000, "EUR"),
        ("R 1,150,000", 1_150_000, 1_150_000, "ZAR"),
        ("¥14,000,000", 14_000_000, 14_000_000, "JPY"),
        ("KWD 36,000", 36_000, 36_000, "KWD"),
        ("900 000 UAH", 900_000, 900_000, "UAH"),
        ("$165,000 CAD", 165_000, 165_000, "CAD"),
        ("USD$142,500.00", 142_500, 142_500, "USD"),
        ("145k Australian dollars", 145_000, 145_000, "AUD"),
        ("95 mil euros", 95_000, 95_000, "EUR"),
        ("1350万円", 13_500_000, 13_500_000, "JPY"),
        ("650万～820万円", 6_500_000, 8_200_000, "JPY"),
        ("42万元", 420_000, 420_000, "CNY"),
        ("7800만원", 78_000_000, 78_000_000, "KRW"),
        ("7.200 € x 14", 100_800, 100_800, "EUR"),
        ("CHF 9’400 × 13", 122_200, 122_200, "CHF"),
        ("13 x CHF 8'100-8'900", 105_300, 115_700, "CHF"),
        ("5k € monthly mal 13.5", 67_500, 67_500, "EUR"),
        ("$310k", 310_000, 310_000, "USD"),
        ("275,000", 275_000, 275_000, None),
    ],
)
def test_separators_units_and_currencies(text: str, low: float, high: float, currency: str | None) -> None:
    (found,) = find_amounts(text)
    assert (found.low, found.high, found.currency) == (low, high, currency)
    assert text[found.start : found.end] == text


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("$88 hourly", "hour"),
        ("€62/Std.", "hour"),
        ("Hourly rate: $74", "hour"),
        ("Day rate £710", "day"),
        ("TJM 620 €", "day"),
        ("$3,100 weekly", "week"),
        ("7.900 € monatlich", "month"),
        ("22 300 - 27 100 PLN gross/monthly", "month"),
        ("18k a month", "month"),
        ("82.000 € brutto/Jahr", "year"),
        ("71 000 € par an", "year"),
        ("$205k annually", "year"),
        ("£94k p.a.", "year"),
        ("Salary/hourly rate range: $155,000 - $190,000", None),
        ("$205k", None),
    ],
)
def test_periods(text: str, period: str | None) -> None:
    (found,) = find_amounts(text)
    assert found.period == period


@pytest.mark.parametrize(
    "text",
    [
        "195k–230k",
        "195k‑230k",
        "195−230k",
        "195k ― 230k",
        "195~230k",
        "195k/230k",
        "$195K/yr – $230K/yr",
        "USD 195,000.00 to USD 230,000.00",
        "between 195k and 230k",
        "von 195.000 € bis 230.000 €",
        "entre 195 000 € et 230 000 €",
        r"$195,000\- $230,000",
        "**$195,000** - **$230,000**",
        "Minimum $195,000, Maximum $230,000",
        "195-230",
    ],
)
def test_ranges(text: str) -> None:
    (found,) = find_amounts(text)
    assert (found.low, found.high) == (195_000, 230_000)


@pytest.mark.parametrize("text", ["195k, 230k", "195k or 230k", "195k and 230k", "195k\n- 180k"])
def test_two_amounts_are_no_range(text: str) -> None:
    one, _ = find_amounts(text)
    assert one.low == one.high == 195_000


NO_PAY = (
    "Our search answers 800k - 870k requests a year.",
    "You look after a budget of $650k - $800k a year for GPUs.",
    "A yearly bonus of $18,000.",
    "Equity: $90k - $160k over four years.",
    "Benefits: 401k, dental and a gym.",
    "Sign-on bonus between $15k and $25k.",
    "We raised $38M in our Series A.",
    "You own the cloud spend of $400k - $500k.",
    "$120/month for public transport.",
    "We pay $90 a week for lunches.",
    "A stipend of up to €2,500 a year for courses.",
    "A plan costs $20k - $30k per seat.",
    "Fines of £92k, Leeds",
    "We sold £92k of licences in Leeds.",
    "Inference costs us £92k, in Leeds.",
    "34k requests, Pune",
    "Used by 40,000 patients, 120 clinics and 3 ministries.",
)
PAY = (
    "Salary: 165,000-195,000",
    "Pay: $82 hourly",
    "Day rate: £590",
    "Gehalt: 84.000,00 € - 96.000,00 € pro Jahr",
    "CHF 140'000 bis 165'000",
    "ab 68.000 €",
    "- from 95k",
    "$131,000+",
    "₹28,00,000 - ₹36,00,000",
    "58 000 € à 72 000 € par an",
    "AUD 170,000 + super",
    "USD $128,000~$174,000",
    "Salary $172k-$204k, health insurance, 401(k) and a bonus of $10k.",
    "We raised $38M in our Series A. Base pay $172k-$204k.",
    "Compensation\n\n$172K – $204K, and equity worth $40k",
    "80-95k € + shares",
    "Up to £71,000 depending on experience",
    "€88k, negotiable",
    "From £66,000. Truro, UK.",
    "in Köln, 78.000 EUR",
    "Pune, 34 LPA",
    "£92k, Leeds",
    "Full-time, permanent, 84k EUR",
    "Ottawa (C$170k)",
    "£48 per hour",
    "Offer: 1.1 crore",
    "Bern 100%, CHF 138k",
    "€91k, Delft, 36 hours",
    "Budget: €93.000",
    "We have a budget of £97k for this role.",
)


@pytest.mark.parametrize("line", NO_PAY)
def test_what_is_no_pay_is_neither_stated_nor_compared(line: str) -> None:
    assert find_posted_pay(ADVERT + line) == ()
    assert any(each.name == "It does not say what it pays" for each in findings(line))
    assert not any("below the band" in each.why or "above the band" in each.why for each in findings(line))
    assert read_said_pay(line).budget is None


@pytest.mark.parametrize(
    ("line", "budget"),
    [
        ("dental, 401K and a gym", None),
        ("base plus 401k match", None),
        ("we pay into your 401 (k)", None),
        ("a 403b plan and paid holidays", None),
        ("401k + 4% match, vision", None),
        ("pay: competitive, 401(k)s for all", None),
        # A sign, a comma or another number makes it money.
        ("$401k", 401_000),
        ("401,000", 401_000),
        ("pay of 390-401k", 401_000),
        ("402k", 402_000),
        ("401k-420k", 420_000),
        ("€403k", 403_000),
    ],
)
def test_a_pension_plan_is_no_pay(line: str, budget: int | None) -> None:
    said = read_said_pay(line)
    assert (said.budget.high if said.budget else None) == budget, said.problem


@pytest.mark.parametrize("line", PAY)
def test_pay_that_is_there_is_found(line: str) -> None:
    (found,) = find_posted_pay(ADVERT + line)
    assert found.start >= len(ADVERT)
    assert not any(each.name == "It does not say what it pays" for each in findings(line))


def findings(line: str) -> tuple[Finding, ...]:
    check = ASSISTANT.check_advert(ADVERT + line, TODAY)
    assert isinstance(check, AdvertCheck)
    return tuple(check.findings)


@pytest.mark.parametrize(
    ("line", "currency"),
    [
        ("The range is $120,000 - $150,000. You work from Canada.", "CAD"),
        ("Salary $120,000 - $150,000 in Melbourne.", "AUD"),
        ("Salary US$120,000 - $150,000 in Toronto.", "USD"),
        ("Salary $120,000 - $150,000, in Canada or the United States.", "USD"),
        ("Salary $120,000 - $150,000.", "USD"),
        ("Salary €120,000 - €150,000 in Singapore.", "EUR"),
    ],
)
def test_dollars_are_those_of_the_country_that_an_advert_names(line: str, currency: str) -> None:
    (found,) = find_posted_pay(ADVERT + line)
    assert found.yearly
    assert found.yearly.currency == currency


@pytest.mark.parametrize(
    ("line", "is_named"),
    [
        ("Salary: 165,000-195,000", False),
        ("We pay 92k in Leeds.", False),
        ("- from 95k", False),
        ("Salary: $165,000-$195,000", True),
        ("Salary: 165,000-195,000 dollars", True),
        ("Pay: 165k in Boston, $165k to $195k in Denver.", True),
    ],
)
def test_pay_without_a_currency_is_compared_with_nothing(line: str, is_named: bool) -> None:
    names = {each.name for each in findings(line)}
    assert ("Pay without a currency" in names) is not is_named
    assert ("The pay does not fit the job" in names) is is_named


@pytest.mark.parametrize(
    ("line", "left_out"),
    [
        ("230k plus 401k", "401k"),
        ("230k base, 15% bonus, 0.4% equity", "0.4% equity"),
        ("base 230k, sign-on 25k", "25k"),
        ("230k base, 290k OTE", "290k” (total)"),
        ("230k equity 0.2%", "0.2%” (equity)"),
        ("230k and a $20k bonus", "$20k bonus"),
        ("230k 4 day week", ""),
        ("230k for 3 people", ""),
        ("230k, start 2 February", ""),
        ("230k for requisition 7", ""),
        ("230k x 13 people", ""),
        ("230k x 12", ""),
        ("2 x 230k", ""),
        ("230k :100: :+1: :skin-tone-4: 3\ufe0f\u20e3", ""),
        ("1. 230k", ""),
        ("a 70B model, 230k", ""),
        ("for our pricing team 230k", ""),
        ("inference cost matters 230k", ""),
        ("lower the bill for GPUs in Toronto for 230k", ""),
    ],
)
def test_what_stands_beside_a_budget_does_not_stop_it(line: str, left_out: str) -> None:
    said = read_said_pay(line)
    assert said.budget, said.problem
    assert (said.budget.low, said.budget.high) == (230_000, 230_000)
    assert left_out in " ".join(said.left_out)
    assert bool(said.left_out) == bool(left_out)


@pytest.mark.parametrize(
    ("line", "is_total"),
    [
        ("senior evals 270k total", True),
        ("total of 270k", True),
        ("270k in total?", True),
        ("a 270k package", True),
        ("package: €270k", True),
        ("38 LPA CTC", True),
        ("CTC 38 LPA", True),
        ("0.9 Cr total", True),
        ("270k including stock", True),
        ("270k (incl. annual bonus)", True),
        ("270k inclusive of equity", True),
        ("a total of 270k base", False),
        ("270k base incl. nothing else", False),
        ("270k plus bonus", False),
        ("270k excluding bonus", False),
        ("270k, total headcount four", False),
        ("270k and ten years in total", False),
    ],
)
def test_words_beside_a_budget_say_that_it_is_total_pay(line: str, is_total: bool) -> None:
    said = read_said_pay(line)
    assert said.budget
    assert said.of_total == is_total


@pytest.mark.parametrize(
    ("line", "right"),
    [
        ("260.00.0 EUR", "€260k"),
        ("26,0000 €", "€260k"),
        ("$260kk", "$260k"),
        ("215kk", "$215k"),
        ("85kk EUR", "€85k"),
        ("1350万", "JPY 13500k"),
        ("$12,50", "240k"),
        ("950 000 kr", "SEK 950k"),
        ("870 tkr", "SEK 870k"),
        ("$230k-€250k", "Type one"),
        ("401k", ""),
        ("$95 hourly", "yearly amount"),
        ("$95 hourly, 38 hours a week", "$187,720 a year"),
        ("9k monthly at 40 hours a week", "$108k a year"),
        ("230k or 280k", "two budgets"),
    ],
)
def test_an_amount_half_read_is_refused_with_what_to_type(line: str, right: str) -> None:
    said = read_said_pay(line)
    assert said.budget is None
    assert right in (said.problem or "")


@pytest.mark.parametrize(
    "line", ["7", ":100:", "L5", "gpt-4", "2026-12-10", "10.12.2026", "v2.1", "<@U024BE7LH>"]
)
def test_other_digits_are_no_budget(line: str) -> None:
    assert read_said_pay(line).budget is None


PRINTED = (  # in the forms in which answers, cards, briefs and refusals show pay; each is of a year
    "{} a year",
    "{} a year (set in 2022)",
    "Your budget of *{}* is in the band",
    "{} base, senior",
    "Base pay: {} a year, for somebody who starts in this role now.",
    "At 38 hours in 52 weeks it makes {} a year: type that to compare it.",
    "budget {} → the same",
)
CODES = st.sampled_from([each.code for each in CURRENCIES])


@given(
    st.integers(1_000, 2_000_000),
    st.integers(1_000, 2_000_000),
    CODES,
    st.sampled_from([1, 500, 1_000, 100_000]),
    st.sampled_from(PRINTED),
)
def test_every_range_that_we_print_is_read_back(
    one: int, other: int, code: str, step: int, where: str
) -> None:
    low, high = (
        sorted((one * step, other * step)) if code in IN_MILLIONS and step < 1_000 else sorted((one, other))
    )
    printed = write_budget(Budget(low, high, code, ""))
    read = read_budget(printed)
    assert read
    assert (read.low, read.high, read.currency) == (low, high, code)
    said = read_said_pay(where.format(printed))
    assert said.budget, said.problem
    assert (said.budget.low, said.budget.high, said.budget.currency) == (low, high, code)


@given(st.text(alphabet="0123456789.,-–~$£€%kKmM /#abrosntoy\n", max_size=120))
def test_any_line_is_read_the_same_way_twice_and_in_its_place(text: str) -> None:
    found = find_amounts(text)
    assert found == find_amounts(text)
    assert all(one.end <= other.start for one, other in pairwise(found))
