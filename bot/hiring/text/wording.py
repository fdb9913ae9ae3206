"""Compiles wording from the content into a pattern: `*` is any ending of a word, `#` a number."""

import re
from collections.abc import Collection
from functools import lru_cache

_NUMBER = r"(?:\d+|one|two|three|four|five|six|seven|eight|nine|ten|twelve)"


@lru_cache(maxsize=256)
def compile_wording(words: Collection[str]) -> re.Pattern[str]:
    """Compile `words` (a tuple) into one pattern, whatever the capitals, hyphens and commas."""
    each = sorted(words, key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(_one, each))})(?!\w)", re.IGNORECASE)


def _one(words: str) -> str:
    parts = re.escape(words).replace(r"\*", r"\w*").replace(r"\#", _NUMBER).replace("'", "[’']")
    return parts.replace(r"\ ", r"[\s,-]+")
