"""Tells which words of a sentence a denial reaches: what somebody does not want is no sign that they do."""

from collections.abc import Sequence

from bot.hiring.reading.phrases import MARKS

NO = frozenset(
    (
        "no", "not", "never", "without", "nor", "neither", "nobody", "cannot",
        "isn", "aren", "don", "doesn", "didn", "won", "wasn", "weren", "wouldn", "couldn", "shouldn", "mustn",
        "haven", "hasn", "hadn", "isnt", "arent", "dont", "doesnt", "didnt", "wont", "cant", "wouldnt",
    )
)  # fmt: skip
_SEVERAL: tuple[tuple[str, ...], ...] = (
    ("can", "t"), ("instead", "of"), ("rather", "than"), ("stop", "using"), ("stopped", "using"),
    ("stops", "using"), ("rid", "of"), ("no", "longer"), ("no", "more"), ("none", "of"),
    ("nothing", "to", "do", "with"),
)  # fmt: skip
_LEAVING = frozenset(
    (
        "move",
        "moves",
        "moving",
        "moved",
        "get",
        "getting",
        "migrate",
        "migrating",
        "switch",
        "switching",
        "come",
    )
)
_LEFT = frozenset(("off", "away"))
_ARRIVES = frozenset(("to", "onto", "into", "towards", "toward"))
"""What stands behind these is where somebody goes who leaves something: “off a vendor to our own”."""
_STILL_MEANT = frozenset(
    (
        "only", "just", "merely", "simply", "least", "later", "less", "problem", "problems",
        "doubt", "matter", "wonder", "bad", "but", "other", "mind", "sure", "certain", "know",
        "understand", "remember", "follow", "exceptions", "worries", "enough",
    )
)  # fmt: skip
"""Behind a "no" they deny nothing: "not only", "no doubt", "nothing but"."""
_DISOWNED = frozenset(("part", "theirs", "their", "needed", "wanted", "required", "relevant"))
"""Behind a "not" they deny what stands before it: “tests are not part of it”."""
_ASKS = frozenset(("why", "or", "if"))
"""Before a "not" they deny nothing: "why not", "or not", "if not"."""
_BEGINS = NO | _LEFT | {first for first, *_ in _SEVERAL}
"""The words that a denial may begin with."""
_NEW_THOUGHT = frozenset(
    (
        *MARKS,
        "but",
        "and",
        "we",
        "so",
        "because",
        "since",
        "while",
        "whereas",
        "though",
        "tho",
        "just",
        "only",
        "n",
        "plus",
        "also",
    )
)
_REACH = 7  # words
_WITHOUT = 3  # words from a "can't" to the "without" that takes it back


def denied(words: Sequence[str]) -> frozenset[int]:
    """The places of the words of a sentence (`words_of`) that a denial in it reaches."""
    reached: set[int] = set()
    for place, word in enumerate(words):
        start = _after_no(words, place) if word in _BEGINS else 0
        if start:
            leaves = words[start - 1] in _LEFT or words[start - 1] == "from"
            if words[start : start + 1] and words[start] in _DISOWNED:
                reached.update(_clause_before(words, place))
            for at in range(start, min(start + _REACH, len(words))):
                if words[at] in _NEW_THOUGHT or (leaves and words[at] in _ARRIVES):
                    break
                reached.add(at)
    return frozenset(reached)


def _clause_before(words: Sequence[str], place: int) -> range:
    """The places of the words before a place that belong to its thought."""
    first = place
    while first and words[first - 1] not in _NEW_THOUGHT:
        first -= 1
    return range(first, place)


def _after_no(words: Sequence[str], place: int) -> int:
    """Where what is denied begins, if a denial stands at a place; 0 if none does."""
    word = words[place]
    several = next((each for each in _SEVERAL if tuple(words[place : place + len(each)]) == each), ())
    if word in _LEFT and not _LEAVING.isdisjoint(words[max(place - 2, 0) : place]):
        return place + 1 + (words[place + 1 : place + 2] == ["from"])
    if several:
        start = place + len(several)
    elif word in NO:
        start = place + 1 + (words[place + 1 : place + 2] == ["t"])
    else:
        return 0
    before = words[place - 1] if place else ""
    after = words[start] if start < len(words) else ""
    if after in _STILL_MEANT or (word == "not" and before in _ASKS):
        return 0
    if word == "without":  # "can't live without"
        earlier = words[max(place - _WITHOUT, 0) : place]
        return 0 if not NO.isdisjoint(earlier) or "t" in earlier else start
    return 0 if "without" in words[start : start + _WITHOUT - 1] else start
