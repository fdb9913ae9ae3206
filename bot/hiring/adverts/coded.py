"""Finds words in a job advert that tell some people it is not for them, and what must never be asked."""

import re
from collections.abc import Iterator, Sequence

from bot.hiring.adverts.finding import Finding
from bot.hiring.adverts.negation import is_negated
from bot.hiring.adverts.sentences import Advert
from bot.hiring.text.wording import compile_wording
from content.schema.advert import Coded

_BESIDE = 200  # characters of the sentence on each side


def find_coded(advert: Advert) -> Iterator[Finding]:
    """Find the groups of words in an advert, one finding a group; a sentence that says no to them is none."""
    for group in advert.file.coded:
        found = [
            each
            for each in compile_wording(group.words).finditer(advert.text)
            if _is_meant(advert, group, each)
        ]
        if found:
            yield _of_group(advert, group, found)


def _is_meant(advert: Advert, group: Coded, found: re.Match[str]) -> bool:
    """Whether words are meant: beside what makes them a demand, and not beside what takes it back."""
    start, end = advert.sentence(*found.span())
    before = advert.text[max(start, found.start() - _BESIDE) : found.start()]
    after = advert.text[found.end() : min(end, found.end() + _BESIDE)]
    around = f"{before} … {after}"
    if group.beside and not compile_wording(group.beside).search(around):
        return False
    if group.unless and compile_wording(group.unless).search(around):
        return False
    return group.even_negated or not is_negated(advert.text, *found.span())


def _of_group(advert: Advert, group: Coded, found: Sequence[re.Match[str]]) -> Finding:
    written = dict.fromkeys(" ".join(each.group().casefold().split()) for each in found)
    named = ", ".join(f"“{word}”" for word in list(written)[:5])
    return Finding(
        f"{group.name}: {named}",
        tuple(dict.fromkeys(advert.quote(*each.span()) for each in found)),
        group.why,
        group.instead,
        advert.laws(group.law),
        () if group.source == advert.file.wording else (advert.content.sources[group.source],),
    )
