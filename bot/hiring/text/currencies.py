"""The table of currencies: how we write and name each, and how people write it. None is converted."""

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Currency:
    """A currency. We write `sign` before an amount and `name` in a sentence; "": we write the code.

    People also write `signs` and `words`. `is_word`: the code is a word too, like "try", and means the
    currency in capitals only.
    """

    code: str
    sign: str = ""
    name: str = ""
    signs: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    is_word: bool = False


CURRENCIES = (
    Currency("USD", "$", "US dollars", ("us$",), ("dollar", "dollars", "bucks")),
    Currency("EUR", "€", "euros", (), ("euro", "euros")),
    Currency("GBP", "£", "pounds", (), ("pounds", "quid", "sterling")),
    Currency("CAD", "C$", "Canadian dollars", ("ca$",), ("canadian",)),
    Currency("AUD", "A$", signs=("au$",)),
    Currency("SGD", signs=("s$",)),
    Currency("BRL", signs=("r$",)),
    Currency("NZD", signs=("nz$",)),
    Currency("INR", "₹", words=("rupees",)),
    Currency("JPY", "¥", words=("yen",)),
    Currency("CHF", name="Swiss francs", words=("francs",)),
    Currency("PLN", signs=("zł",), words=("zl", "zloty")),
    Currency("ILS", signs=("₪",), words=("shekels",)),
    Currency("ZAR", words=("rand",)),
    Currency("NGN", words=("naira",)),
    Currency("GHS", words=("cedis",)),
    Currency("SEK"),
    Currency("NOK"),
    Currency("DKK"),
    Currency("CZK"),
    Currency("HUF"),
    Currency("KES"),
    Currency("EGP"),
    Currency("AED"),
    Currency("SAR"),
    Currency("MXN"),
    Currency("CLP"),
    Currency("ARS"),
    Currency("HKD"),
    Currency("KRW"),
    Currency("THB"),
    Currency("IDR"),
    Currency("MYR"),
    Currency("VND"),
    Currency("RON", is_word=True),
    Currency("MAD", is_word=True),
    Currency("COP", is_word=True),
    Currency("TRY", is_word=True),
    Currency("PHP", is_word=True),
)

SIGNS = {sign.casefold(): each.code for each in CURRENCIES for sign in (each.sign, *each.signs) if sign}
"""Codes by what stands directly beside an amount, in lower case."""
WORDS = {word: each.code for each in CURRENCIES for word in each.words}
"""Codes by the words for a currency, in lower case."""
CODES = {each.code.casefold(): each.code for each in CURRENCIES}
"""Codes as they are, by their lower case."""
BY_WRITTEN = SIGNS | WORDS | CODES
"""Codes by everything that means a currency, in lower case."""

MARKS = "".join(dict.fromkeys(char for sign in SIGNS for char in sign if not char.isalnum()))
"""The signs' own characters, "$€£…", as they go into a set of a regular expression."""
CODE = "|".join(f"(?-i:{each.code})" if each.is_word else each.code for each in CURRENCIES)
"""Finds a code, in a regular expression that ignores capitals."""
WRITTEN = "|".join((*sorted(map(re.escape, SIGNS | WORDS), key=len, reverse=True), CODE))
"""Finds everything that means a currency, in a regular expression that ignores capitals."""

_BY_CODE = {each.code: each for each in CURRENCIES}


def is_in_capitals_only(word: str) -> bool:
    """Whether a word means a currency in capitals only."""
    currency = _BY_CODE.get(word.upper())
    return currency is not None and currency.is_word


def sign_of(code: str) -> str:
    """The sign to write before an amount: "$", or "CHF " for a currency without a sign."""
    currency = _BY_CODE.get(code)
    return currency.sign if currency and currency.sign else f"{code} "


def name_of(code: str) -> str:
    """The name of a currency in a sentence: "euros", or its code when the table has no name."""
    currency = _BY_CODE.get(code)
    return currency.name if currency and currency.name else code
