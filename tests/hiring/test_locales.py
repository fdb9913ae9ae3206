"""Our table of currencies and our reader of digits, held against CLDR: how each locale writes money."""

import unicodedata

import pytest
from babel import Locale, localedata
from babel.core import get_global
from babel.numbers import format_currency, format_decimal, get_territory_currencies

from bot.hiring.text.amounts import find_amounts
from bot.hiring.text.currencies import CURRENCIES, meant_by

NAMES = {name.split("_")[0] for name in localedata.locale_identifiers()} - {
    "root",
    "tok",
}  # tok groups in twos
LOCALES = sorted(NAMES | {"de_CH", "de_AT", "en_IN", "es_MX", "pt_PT"})
CODES = {each.code for each in CURRENCIES}


def test_the_currencies_are_those_that_countries_pay_in() -> None:
    now = {
        code
        for territory in get_global("territory_currencies")
        for code in get_territory_currencies(territory)
    }
    assert {each.code for each in CURRENCIES} == now


@pytest.mark.parametrize("amount", [184_000, 1_250_000, 96_450.5])
def test_the_separators_of_every_locale(amount: float) -> None:
    wrong = []
    for locale in LOCALES:
        text = f"{format_decimal(amount, locale=locale)} EUR"
        found = find_amounts(text)
        if [each.low for each in found] != [amount]:
            wrong.append((locale, text, [each.low for each in found]))
    assert wrong == []


def test_signs_mean_what_they_mean_in_every_locale() -> None:
    wrong = set()
    for locale in LOCALES:
        for code, sign in Locale.parse(locale).currency_symbols.items():
            known = meant_by(sign)
            is_own = len(sign) > 1 and any(unicodedata.category(char) == "Sc" for char in sign)
            if is_own and known and code in CODES and code not in known:
                wrong.add((sign, code, known))
    assert wrong == set()


@pytest.mark.parametrize("locale", ["de", "fr", "en_IN", "de_CH", "pl", "sv", "pt", "ja"])
def test_amounts_with_their_currency(locale: str) -> None:
    for code in ("EUR", "GBP", "INR", "CHF", "PLN"):
        text = format_currency(184_000, code, locale=locale)
        (found,) = find_amounts(text)
        assert (found.low, found.currency) == (184_000, code), text
