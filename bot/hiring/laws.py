"""Laws on pay in postings: which hold in a place that a text names, and whether they were read long ago."""

from collections.abc import Iterable
from datetime import date

from bot.hiring.text.wording import compile_wording
from content import Content
from content.schema.laws import PayLaw, Place, is_stale_law
from content.schema.sources import Source


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
    return compile_wording((*place.words, *known)).search(text) is not None
