"""Laws on pay in postings: which hold in a place that a text names, and whether they were read long ago."""

import re
from collections.abc import Iterable
from datetime import date

from bot.hiring.text.wording import compile_wording
from content import Content
from content.schema.laws import PayLaw, Place, is_stale_law
from content.schema.sources import Source

_NEAR = 60  # characters ahead of a place
_OF_OTHERS = re.compile(  # a place, but not of this job
    r"\b(?:(?:customers?|clients?|users|partners|patients|hospitals|banks|investors|competitors)\b[^.\n]*|"
    r"(?:university|bank|college) of|founded in|born in)\s*$",
    re.IGNORECASE,
)
_IN_AMERICA = re.compile(  # "Dublin, CA"
    r",\s?(?:A[KLRZ]|C[AOT]|DC|FL|GA|HI|I[ADLN]|K[SY]|LA|M[ADEINOST]|N[CDEHJMVY]|O[HKNR]|PA|RI|S[CD]|T[NX]|"
    r"UT|V[AT]|W[AIVY]|(?i:alabama|massachusetts|ohio|texas|ontario|kentucky))\b"
)
_NAMES_ELSE = re.compile(  # "the EU AI Act", "New York Times"
    r"(?:['’]s)?\s(?:AI Act|Act\b|[Rr]egulations?|[Dd]irectives?|[Ll]aws?\b|[Cc]ustomers?|[Cc]lients?|"
    r"[Ff]und\w*|[Gg]rant|Times\b|Bank\b|University\b|Stock Exchange)"
)


def places_in(content: Content, text: str) -> set[str]:
    """The places with laws that a text names, each by a word for it or a country in it."""
    return {each.name for each in content.laws.place if _names(content, each, text)}


def pay_laws_in(content: Content, text: str) -> tuple[tuple[PayLaw, Source], ...]:
    """The laws on pay in postings of the places that a text names, each with its source."""
    places = places_in(content, text)
    return tuple((law, content.sources[law.source]) for law in content.laws.pay if law.place in places)


def caution(content: Content, sources: Iterable[Source], today: date) -> str:
    """What is said below laws: that it is no advice, and that it is old where it is."""
    laws = content.laws
    stale = any(is_stale_law(source, today) for source in sources)
    return f"{laws.not_advice} {laws.stale}" if stale else laws.not_advice


def _names(content: Content, place: Place, text: str) -> bool:
    known = (name for code in place.countries for name in content.places.country[code])
    return any(
        not _OF_OTHERS.search(text[max(0, found.start() - _NEAR) : found.start()])
        and not _NAMES_ELSE.match(text, found.end())
        and not (place.countries and _IN_AMERICA.match(text, found.end()))
        for found in compile_wording((*place.words, *known)).finditer(text)
    )
