"""Finds words in a job advert that tell some people it is not for them, and what must never be asked."""

import re
from collections.abc import Iterator, Sequence

from bot.hiring.adverts.finding import Finding
from bot.hiring.adverts.negation import is_negated
from bot.hiring.adverts.sentences import Advert
from bot.hiring.text.wording import compile_wording
from content.schema.advert import Coded

_BESIDE = 200  # characters of the sentence on each side
_MOST = 40  # of one group in one advert; by then it is clear what is meant
_OF_A_COMPANY = re.compile(  # "Rockstar Games", whatever the word means elsewhere
    r"\s(?:Games|Studios?|Inc|LLC|Ltd|Limited|GmbH|AG|SE|Labs?|Technologies|Software|Systems|Group|Ventures|Capital|Van)\b"
)


def find_coded(advert: Advert) -> Iterator[Finding]:
    """Find the words, one finding for groups of one name and reason; a sentence that says no is none."""
    found: dict[tuple[str, str], tuple[Coded, list[re.Match[str]]]] = {}
    for group in advert.file.coded:
        for each in compile_wording(group.words).finditer(advert.text):
            if _is_meant(advert, group, each):
                found.setdefault((group.name, group.why), (group, []))[1].append(each)
    for group, said in found.values():
        yield _of_group(advert, group, said)


def _is_meant(advert: Advert, group: Coded, found: re.Match[str]) -> bool:
    """Whether words are meant: beside what makes them a demand, and not beside what takes it back."""
    start, end = advert.sentence(*found.span())
    before = advert.text[max(start, found.start() - _BESIDE) : found.start()]
    after = advert.text[found.end() : min(end, found.end() + _BESIDE)]
    around = f"{before} … {after}"
    if found[0][:1].isupper() and _OF_A_COMPANY.match(advert.text, found.end()):
        return False
    if group.beside and not compile_wording(group.beside).search(around):
        return False
    if group.unless and compile_wording(group.unless).search(around):
        return False
    return group.even_negated or not is_negated(advert.text, *found.span())


def _of_group(advert: Advert, group: Coded, found: Sequence[re.Match[str]]) -> Finding:
    found = found[:_MOST]
    apart = [each for each in found if not any(_is_within(each, other) for other in found)]
    written = dict.fromkeys(" ".join(each.group().casefold().split()) for each in apart)
    named = ", ".join(f"“{word}”" for word in list(written)[:5])
    return Finding(
        f"{group.name}: {named}",
        tuple(dict.fromkeys(advert.quote(*each.span()) for each in found)),
        group.why,
        group.instead,
        advert.laws(group.law),
        () if group.source == advert.file.wording else (advert.content.sources[group.source],),
    )


def _is_within(one: re.Match[str], other: re.Match[str]) -> bool:
    return one.span() != other.span() and other.start() <= one.start() and one.end() <= other.end()
