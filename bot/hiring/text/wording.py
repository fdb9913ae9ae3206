"""Compiles wording from the content: `*` is any ending of a word, `#` a number, `##` an age."""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable
from functools import lru_cache

_DIGITS = "one|two|three|four|five|six|seven|eight|nine"
_NUMBER = rf"(?:\d+|{_DIGITS}|ten|twelve)"
_GAP = r"[\s,:–-]+"
_AGE = (  # of a grown-up; "30 ms" and "30 years of Python" are none
    rf"(?:1[89]|[2-6]\d|(?:twenty|thirty|forty|fifty|sixty)(?:[ -](?:{_DIGITS}))?)"
    r"(?=\s*(?:[;:!?)\]’”\"'–-]|[.,](?!\d)|\n|$)|"
    r"\s+(?:yrs?|years?(?!\s(?:of\s(?!age)|in\b|with\b|ago))|or|and|to|only|please|preferred|who|need|may|should|at)\b)"
)


@lru_cache(maxsize=256)
def compile_wording(words: Collection[str]) -> re.Pattern[str]:
    """Compile `words` (a tuple) into one pattern, whatever the capitals, hyphens and commas."""
    each = sorted(words, key=len, reverse=True)
    return re.compile(rf"(?<!\w){any_of(map(_one, each))}(?!\w)", re.IGNORECASE)


def any_of(patterns: Iterable[str]) -> str:
    """Join patterns into one, those that begin with the same letter behind it: most are left out at a glance.

    `re` compares a letter at once, but tries each branch whose letters may be capitals.
    """
    by_letter: dict[str, list[str]] = defaultdict(list)
    for each in patterns:
        letter = each[:1] if each[:1].isalpha() else ""
        by_letter[letter.casefold()].append(each[len(letter) :])
    branches = [
        f"(?-i:[{letter}{letter.upper()}])(?:{'|'.join(rests)})" if letter else "|".join(rests)
        for letter, rests in by_letter.items()
    ]
    return f"(?:{'|'.join(branches)})"


def _one(words: str) -> str:
    parts = re.escape(words).replace("'", "[’']").replace(r"\*", r"\w*")
    parts = parts.replace(r"\ \#\#", rf"\.?{_GAP}{_AGE}").replace(r"\ ", _GAP)  # “max. 35”
    return parts.replace(r"\#\#", _AGE).replace(r"\#", _NUMBER)
