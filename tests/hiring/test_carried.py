"""What a conversation carries over beside the role: pay and a level that somebody says of the hire."""

import pytest

from bot.hiring.lines.carried import carry
from bot.hiring.lines.read import LineReader
from bot.hiring.scoping.scope import Scope
from bot.hiring.text.vocabulary import Vocabulary
from content.loading import load_content
from tests.hiring.conftest import NOW

CONTENT = load_content()
VOCABULARY, LINES = Vocabulary(CONTENT), LineReader(CONTENT)


@pytest.mark.parametrize(
    ("said", "pay", "level"),
    [
        ("The regulator took 300k from us, a fine that hurt", "", None),
        ("Our cloud bill fell from 410k to 200k this year", "", None),
        ("It has to stop for a human above 600 pounds", "", None),
        ("600 is the limit of a claim, not a salary", "", None),
        ("A senior engineer tried it last winter and gave up", "", None),
        ("The night guard calls the director", "", None),
        ("I never said junior", "", None),
        ("We can pay her around £80k for it", "£80k", None),
        ("Around 120k", "120k", None),
        ("It should be a senior person, somewhere near 140k", "140k", "senior"),
        ("senior", "", "senior"),
        ("The budget is 95k, not 80k", "95k", None),
        ("It would be bad if we still pay 412.000 for it", "", None),
        ("It must hold for orders over 700 euros", "", None),
    ],
)
def test_only_what_is_said_of_the_hire_is_carried_over(said: str, pay: str, level: str | None) -> None:
    scope = Scope(
        title="Somebody for our models", text=f"They keep the assistant of our company running. {said}."
    )
    found = carry(scope, VOCABULARY, LINES, NOW)
    assert (found.budget.as_written if found.budget else found.amount, found.level) == (pay, level)


def test_short_facts_are_all_noted_and_a_currency_is_never_made_up() -> None:
    for said, level, place, days, told in (
        ("staff then, Porto, max 110k, start in April", "staff", "Porto", ("in April",), "no currency"),
        ("ok mid level, remote in Spain, €70k", "mid", "Spain", (), "€70k a year"),
        ("lead or principal, Munich", "lead", "Munich", (), ""),
        ("the senior engineers left, budget 100k", None, None, (), "100k a year (no currency named)"),
        ("not staff, senior is fine", "senior", None, (), ""),
        ("forget Oslo, make it Bergen", None, "Bergen", (), ""),
        ("€90k to begin with. Rather 95k", None, None, (), "€95k a year"),
    ):
        scope = Scope(title="LLM engineer", text=f"{said}. They keep the assistant of our company running.")
        found = carry(scope, VOCABULARY, LINES, NOW)
        assert (found.level, found.place, found.days) == (level, place, days), said
        assert told in found.budget_said, said
        assert bool(found.budget) == ("€" in told), said


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("we have 52.000 pesos monthly for her", True),
        ("28-31k shekel a month", True),
        ("it can be 16 thousand reais for month, for somebody very good more", True),
        ("E13, or 68.000 outside of the tariff", True),
        ("30,000 passengers a day use it", False),
        ("she answers 20 letters a week", False),
        ("the cloud bill is 40k a month", False),
    ],
)
def test_pay_that_is_no_year_s_budget_is_kept_as_it_was_said(said: str, kept: bool) -> None:
    found = carry(
        Scope(title="Somebody for our models", text=f"They keep our bot up. {said}."), VOCABULARY, LINES, NOW
    )
    assert (found.budget, found.pay_said) == (None, said if kept else "")


@pytest.mark.parametrize(
    ("said", "days"),
    [
        ("she should start in April", ("in April",)),
        ("in March", ("in March",)),
        ("we launch the portal in March", ()),
        ("our lawyer is on leave until 14 December", ()),
        ("the funding round closes in May", ()),
        ("we need somebody by June", ("June",)),
    ],
)
def test_only_the_day_on_which_the_hire_starts_is_noted(said: str, days: tuple[str, ...]) -> None:
    found = carry(
        Scope(title="Somebody for our models", text=f"They keep our bot up and running. {said}."),
        VOCABULARY,
        LINES,
        NOW,
    )
    assert found.days == days
