"""Tells whether a clause says no to what stands in it. Pure."""

import re

# "not only" and "no later than" say yes.
_NEGATED = re.compile(
    r"\bnot\b(?!\s(?:only|just|merely|least))|n[’']t\b|\bcannot\b|\bno\b(?!\s(?:later|less|exceptions?)\b)|\bnever\b|"
    r"\bnon\b|\bneither\b|\bnor\b|\bwithout\b|\binstead of\b|\brather than\b|\bavoid\b|\birrelevant\b",
    re.IGNORECASE,
)
_BESIDE = 200  # characters of the sentence on each side
_CLAUSE_ENDS = re.compile(r"[,:()–—.;!?\n•●▪]|\s-\s|\b(?:but|and we|and you)\b", re.IGNORECASE)


def is_negated(text: str, start: int, end: int) -> bool:
    """Whether the clause around a place of a text says no to it."""
    before = _CLAUSE_ENDS.split(text[max(0, start - _BESIDE) : start])[-1]
    after = _CLAUSE_ENDS.split(text[end : end + _BESIDE], maxsplit=1)[0]
    return _NEGATED.search(f"{before} … {after}") is not None
