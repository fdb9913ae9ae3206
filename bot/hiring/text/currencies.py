"""The table of currencies: how we write and name each, and how people write it. None is converted."""

import re
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Currency:
    """A currency. We write `sign` before an amount and `name` in a sentence; "": we write the code.

    People also write `signs`, and `words` anywhere in a line; `beside` means it beside an amount only.
    `is_word`: the code may be a word or a name too, like "try", and means the currency in capitals only.
    """

    code: str
    sign: str = ""
    name: str = ""
    signs: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    beside: tuple[str, ...] = ()
    is_word: bool = False


_WELL_KNOWN = (
    Currency("USD", "$", "US dollars", ("us$", "$us"), ("dollar", "dollars", "bucks", "us dollars")),
    Currency("EUR", "€", "euros", (), ("euro", "euros")),
    Currency("GBP", "£", "pounds", ("gb£", "uk£", "£gb"), ("pounds", "quid", "sterling", "pounds sterling")),
    Currency("CAD", "C$", "Canadian dollars", ("ca$", "$ca", "cad$"), ("canadian", "canadian dollars")),
    Currency("AUD", "A$", "Australian dollars", ("au$", "$au", "aud$"), ("australian dollars",)),
    Currency("SGD", "", "Singapore dollars", ("s$", "sg$", "$sg", "sgd$"), ("singapore dollars",)),
    Currency("NZD", "", "New Zealand dollars", ("nz$", "$nz", "nzd$"), ("new zealand dollars",)),
    Currency("HKD", "", "Hong Kong dollars", ("hk$", "$hk"), ("hong kong dollars",)),
    Currency("TWD", "", "Taiwan dollars", ("nt$",), ("taiwan dollars",)),
    Currency("MXN", "", "Mexican pesos", ("mx$", "$mx"), ("mexican pesos",)),
    Currency("BRL", "", "reais", ("r$", "br$"), ("reais",)),
    Currency("INR", "₹", "rupees", (), ("rupees",), ("rs", "rupee")),
    Currency("JPY", "¥", "yen", ("jp¥", "￥"), ("yen",), ("円",)),
    Currency("CNY", "", "yuan", ("cn¥",), ("yuan", "renminbi"), ("rmb", "元")),
    Currency("CHF", "", "Swiss francs", (), ("francs", "swiss francs"), ("fr", "sfr", "franken")),
    Currency("PLN", "", "zloty", (), ("zl", "zloty", "zlotys", "zlotych", "złotych"), ("zł",)),
    Currency("ILS", "", "shekels", ("₪",), ("shekels",), ("nis",)),
    Currency("ZAR", "", "rand", (), ("rand",)),
    Currency("NGN", "", "naira", ("₦",), ("naira",)),
    Currency("GHS", "", "cedis", ("₵", "gh₵"), ("cedis",)),
    Currency("SEK", "", "Swedish kronor", (), ("kronor", "swedish kronor")),
    Currency("NOK", "", "Norwegian kroner", (), ("norwegian kroner",), ("nkr",)),
    Currency("DKK", "", "Danish kroner", (), ("danish kroner",), ("dkr",)),
    Currency("ISK", "", "Icelandic krónur", (), ("icelandic kronur",), ("ikr",), is_word=True),
    Currency("CZK", "", "Czech koruna", (), ("koruna", "korun"), ("kč",)),
    Currency("HUF", "", "forints", (), ("forint", "forints"), ("ft",)),
    Currency("KES", "", "Kenyan shillings", (), ("kenyan shillings",), ("ksh",)),
    Currency("EGP", "", "Egyptian pounds", ("eg£",), ("egyptian pounds",)),
    Currency("AED", "", "UAE dirhams", (), (), ("dhs",)),
    Currency("SAR", "", "Saudi riyals", (), ("saudi riyals",)),
    Currency("CLP", "", "Chilean pesos", (), ("chilean pesos",)),
    Currency("ARS", "", "Argentine pesos", (), ("argentine pesos",)),
    Currency("KRW", "", "won", ("₩", "￦"), ("korean won",), ("원",)),
    Currency("THB", "", "baht", ("฿",), ("baht",)),
    Currency("IDR", "", "rupiah", (), ("rupiah",), ("rp",)),
    Currency("MYR", "", "ringgit", (), ("ringgit",), ("rm",)),
    Currency("VND", "", "dong", ("₫",)),
    Currency("UAH", "", "hryvnias", ("₴",), ("hryvnia", "hryvnias")),
    Currency("RON", "", "lei", (), (), ("lei",), is_word=True),
    Currency("MAD", "", "Moroccan dirhams", (), ("moroccan dirhams",), is_word=True),
    Currency("COP", "", "Colombian pesos", (), ("colombian pesos",), is_word=True),
    Currency("TRY", "", "lira", ("₺",), ("lira", "liras"), is_word=True),
    Currency("PHP", "", "Philippine pesos", ("₱",), ("philippine pesos",), is_word=True),
    Currency("RUB", "", "rubles", ("₽",), ("rubles", "roubles"), is_word=True),
)
_SIGNS_OF_OTHERS = {
    "KZT": "₸", "GEL": "₾", "AZN": "₼", "CRC": "₡", "PYG": "₲", "LAK": "₭", "MNT": "₮", "BDT": "৳",
    "KHR": "៛", "AMD": "֏", "AFN": "؋",
}  # fmt: skip
# All other codes that countries pay in today; `tests/hiring/test_locales.py` holds them against CLDR.
_OTHERS = (
    "AFN", "ALL", "AMD", "AOA", "AWG", "AZN", "BAM", "BBD", "BDT", "BHD", "BIF", "BMD", "BND", "BOB", "BSD",
    "BTN", "BWP", "BYN", "BZD", "CDF", "CRC", "CUP", "CVE", "DJF", "DOP", "DZD", "ERN", "ETB", "FJD", "FKP",
    "GEL", "GIP", "GMD", "GNF", "GTQ", "GYD", "HNL", "HTG", "IQD", "IRR", "JMD", "JOD", "KGS", "KHR", "KMF",
    "KPW", "KWD", "KYD", "KZT", "LAK", "LBP", "LKR", "LRD", "LSL", "LYD", "MDL", "MGA", "MKD", "MMK", "MNT",
    "MOP", "MRU", "MUR", "MVR", "MWK", "MZN", "NAD", "NIO", "NPR", "OMR", "PAB", "PEN", "PGK", "PKR", "PYG",
    "QAR", "RSD", "RWF", "SBD", "SCR", "SDG", "SHP", "SLE", "SOS", "SRD", "SSP", "STN", "SYP", "SZL", "TJS",
    "TMT", "TND", "TOP", "TTD", "TZS", "UGX", "UYU", "UZS", "VES", "VUV", "WST", "XAF", "XCD", "XCG", "XOF",
    "XPF", "YER", "ZMW", "ZWG",
)  # fmt: skip

CURRENCIES = (
    *_WELL_KNOWN,
    *(
        Currency(code, signs=(_SIGNS_OF_OTHERS[code],) if code in _SIGNS_OF_OTHERS else (), is_word=True)
        for code in _OTHERS
    ),
)
IN_MILLIONS = frozenset(
    ("COP", "CLP", "HUF", "IDR", "IQD", "IRR", "JPY", "KRW", "LBP", "MMK", "NGN", "PYG", "TZS",
     "UGX", "UZS", "VND")
)  # fmt: skip
"""Currencies in which a year's pay may have nine digits."""

_SEVERAL = {
    "kr": ("SEK", "NOK", "DKK"),
    "krona": ("SEK", "ISK"),
    "krone": ("NOK", "DKK"),
    "kroner": ("NOK", "DKK"),
    "peso": ("MXN", "PHP", "COP"),
    "pesos": ("MXN", "PHP", "COP"),
    "dirham": ("AED", "MAD"),
    "dirhams": ("AED", "MAD"),
    "dinar": ("KWD", "RSD"),
    "dinars": ("KWD", "RSD"),
    "riyal": ("SAR", "QAR"),
    "riyals": ("SAR", "QAR"),
    "shilling": ("KES", "UGX"),
    "shillings": ("KES", "UGX"),
}  # what may mean several currencies, and the likeliest of them

_DOLLARS = ("USD", "CAD", "AUD", "SGD", "NZD", "HKD", "TWD", "MXN", "ARS", "CLP", "COP", "BRL")
_LOOSE = {
    "$": _DOLLARS,
    "£": ("GBP", "EGP"),
    "¥": ("JPY", "CNY"),
    "￥": ("JPY", "CNY"),
}  # the first, if alone

SIGNS = {sign.casefold(): each.code for each in CURRENCIES for sign in (each.sign, *each.signs) if sign}
"""Codes by what stands directly beside an amount, in lower case."""
_WORDS = {word: each.code for each in CURRENCIES for word in each.words}
_BESIDE = {word: each.code for each in CURRENCIES for word in each.beside}
_CODES = {each.code.casefold(): each for each in CURRENCIES}

MARKS = "".join(dict.fromkeys(char for sign in SIGNS for char in sign if not char.isalnum()))
"""The signs' own characters, "$€£…", as they go into a set of a regular expression."""

_LETTERS = re.compile(r"[^\W\d_]+")
_INDIAN = re.compile(r"\d\s?(?:lpa|lakhs?|lacs?|cr|crores?|l)\b")
_LONGEST_FIRST = sorted(SIGNS, key=len, reverse=True)


def meant_by(written: str) -> tuple[str, ...]:
    """The codes that something written beside an amount may mean: none, one, or several."""
    lower = " ".join(written.casefold().rstrip(".").split())
    if several := _SEVERAL.get(lower) or _LOOSE.get(lower):
        return several
    if written == "R":
        return ("ZAR",)
    if code := SIGNS.get(lower) or _WORDS.get(lower) or _BESIDE.get(lower):
        return (code,)
    if lower[-1:] in _LOOSE and lower[:-1] in _CODES:
        return (lower[:-1].upper(),)  # "USD$"
    named = _CODES.get(lower)
    return (named.code,) if named and (not named.is_word or written.isupper()) else ()


def in_common(written: Iterable[str]) -> tuple[str, ...] | None:
    """The codes that all currencies written beside one amount can mean together: CAD for "$132,000 CAD".

    Empty when none is written, several for a word like "kr", None for two currencies that exclude each other.
    """
    said = list(dict.fromkeys(written))
    if not said:
        return ()
    codes = meant_by(said[0])
    for each in said[1:]:
        codes = tuple(code for code in codes if code in meant_by(each))
    return (codes[:1] if any(each in _LOOSE for each in said) else codes) or None


def read_currency(text: str) -> str | None:
    """The currency that a text names anywhere; codes and words go before signs."""
    lower = text.casefold()
    for word in _LETTERS.findall(lower):
        named = _CODES.get(word)
        if word in _WORDS:
            return _WORDS[word]
        if named is not None and not named.is_word and (word != "cad" or "CAD" in text):
            return named.code
    if _INDIAN.search(lower) or "lakh" in lower:
        return "INR"
    return next((SIGNS[sign] for sign in _LONGEST_FIRST if sign in lower), None)


def is_currency(code: str) -> bool:
    """Whether a code, in capitals, is in the table."""
    return code.isupper() and code.casefold() in _CODES


def sign_of(code: str) -> str:
    """The sign to write before an amount: "$", or "CHF " for a currency without a sign."""
    currency = _CODES.get(code.casefold())
    return currency.sign if currency and currency.sign else f"{code} "


def name_of(code: str) -> str:
    """The name of a currency in a sentence: "euros", or its code when the table has no name."""
    currency = _CODES.get(code.casefold())
    return currency.name if currency and currency.name else code
