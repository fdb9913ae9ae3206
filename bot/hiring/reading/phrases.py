"""Finds phrases in the words of a text: exact words, beginnings of words, and words with others between."""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

TOKEN = re.compile(r"[a-z0-9+#]+|[,;:()]")
"""A word or a mark of a text in lower case."""
MARKS = frozenset(",;:()")
_BETWEEN = "~"
_MOST_BETWEEN = 4  # words
_Known = tuple[str, str, Sequence[str], str]
"""What a phrase stands for, the phrase, its words after the first, and how the second begins ("" for any)."""


def words_of(text: str) -> list[str]:
    """The words of a text in lower case, with its punctuation."""
    return TOKEN.findall(text.casefold())


def only_words(words: Iterable[str]) -> list[str]:
    """Words without the marks between them."""
    return [word for word in words if word not in MARKS]


class Phrases:
    """Many phrases, each with what it stands for. Finding them takes time for each word, not each phrase."""

    def __init__(self, phrases: Iterable[tuple[str, str]]) -> None:
        """Take pairs of what a phrase stands for and the phrase, as in phrases.toml."""
        self._whole: dict[str, list[_Known]] = {}
        self._beginnings: dict[str, list[_Known]] = {}
        for stands_for, phrase in phrases:
            first, *rest = phrase.split()
            index = self._beginnings if first.endswith("*") else self._whole
            follows = rest[0].rstrip("*") if rest and rest[0] != _BETWEEN else ""
            index.setdefault(first.rstrip("*"), []).append((stands_for, phrase, rest, follows))
        self._longest = max(map(len, (*self._whole, *self._beginnings)), default=0)
        # Texts use few words again and again.
        self._known = lru_cache(maxsize=20_000)(self._look_up)

    def find(self, words: Sequence[str]) -> Iterator[tuple[int, str, str]]:
        """The phrases among the words, from left to right: where each begins, its meaning, and the phrase."""
        following = (*words[1:], "")
        for place, (word, after) in enumerate(zip(words, following, strict=False)):
            for stands_for, phrase, rest, follows in self._of_word(word):
                if after.startswith(follows) and (after or not rest) and _end(words, place + 1, rest):
                    yield place, stands_for, phrase

    def at_start(self, words: Sequence[str]) -> tuple[str, int] | None:
        """The meaning and the length of the longest phrase at the beginning of the words."""
        ends = [(_end(words, 1, rest), stands_for) for stands_for, _, rest, _ in self._of_word(words[0])]
        found = [(end, stands_for) for end, stands_for in ends if end is not None]
        return max(found)[::-1] if found else None

    def _of_word(self, word: str) -> tuple[_Known, ...]:
        """The phrases that begin with a word. Of a very long one only as much is kept as can matter."""
        return self._known(word[: self._longest + 1])

    def _look_up(self, word: str) -> tuple[_Known, ...]:
        beginnings = (self._beginnings.get(word[:length], ()) for length in range(1, len(word) + 1))
        return (*self._whole.get(word, ()), *(known for found in beginnings for known in found))


def _end(words: Sequence[str], place: int, rest: Sequence[str]) -> int | None:
    """The place after the rest of a phrase that goes on at `place`; None when it does not."""
    for number, part in enumerate(rest):
        if part == _BETWEEN:
            later = rest[number + 1 :]
            starts = range(place, min(place + _MOST_BETWEEN + 1, len(words)))
            ends = (_end(words, start, later) for start in starts)
            return next((end for end in ends if end is not None), None)
        if place >= len(words) or not _fits(words[place], part):
            return None
        place += 1
    return place


def _fits(word: str, part: str) -> bool:
    return word.startswith(part[:-1]) if part.endswith("*") else word == part
