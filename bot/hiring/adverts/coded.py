"""Finds words in a job advert that tell some people it is not for them, and what must never be asked."""

import re
from collections.abc import Iterator, Sequence

from bot.hiring.adverts.finding import Finding
from bot.hiring.adverts.sentences import Advert
from bot.hiring.text.wording import compile_wording
from content.schema.advert import Coded

# A sentence that says no to them: "not only" and "no later than" say yes.
_NEGATED = re.compile(
    r"\bnot\b(?!\s(?:only|just|merely|least))|n[’']t\b|\bcannot\b|\bno\b(?!\s(?:later|less|exceptions?)\b)|\bnever\b|"
    r"\bnon\b|\bneither\b|\bnor\b|\bwithout\b|\binstead of\b|\brather than\b|\bavoid\b|\birrelevant\b",
    re.IGNORECASE,
)
_BESIDE = 200  # characters of the sentence on each side
_CLAUSE_ENDS = re.compile(r"[,:()–—]|\s-\s|\b(?:but|and we|and you)\b", re.IGNORECASE)


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
    clause = f"{_CLAUSE_ENDS.split(before)[-1]} … {_CLAUSE_ENDS.split(after, maxsplit=1)[0]}"
    return group.even_negated or not _NEGATED.search(clause)


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
