"""Mends and judges lines as a page left them: words cut at line ends, letters that stand apart. Pure."""

import re

_CUT = re.compile(r"(?<![^\W\d_])([^\W\d_]+)[-‐]\n[^\S\n]*([a-z]+)")
_RANGE = re.compile(r"(\d[.,\dk+]*\s?[-–—])\n[^\S\n]*(?=\W?\d)")
_COMPOUND = re.compile(r"[^\W\d_]+-[^\W\d_]+")
_WORD = re.compile(r"[^\W\d_]+")
# Words that keep their hyphen wherever the line ends.
_FIRST = frozenset(
    [
        "fine",
        "self",
        "multi",
        "cross",
        "non",
        "red",
        "pre",
        "post",
        "held",
        "few",
        "zero",
        "hands",
        "low",
        "high",
        "long",
        "large",
        "real",
        "open",
        "well",
        "end",
        "state",
    ]
)
_SECOND = frozenset(
    [
        "tuning",
        "tuned",
        "tune",
        "based",
        "driven",
        "facing",
        "house",
        "call",
        "site",
        "time",
        "end",
        "world",
        "scale",
        "training",
        "trained",
        "augmented",
    ]
)
_SHORT = frozenset("aiouIAX&+-–—=/|·•▪◦*>")  # letters and signs that stand alone in sound text
_MANY, _SHARE = 8, 0.08  # of letters that stand alone, and of all the words


def without_cut_words(text: str) -> str:
    """Join words and ranges that were cut at the end of a line: "mod-" and "els", "$180k -" and "$220k"."""
    compounds = {each.casefold() for each in _COMPOUND.findall(text)}
    words = {each.casefold() for each in _WORD.findall(text)}

    def joined(found: re.Match[str]) -> str:
        first, second = found.groups()
        whole, compound = f"{first}{second}", f"{first}-{second}"
        if whole.casefold() not in words and (
            compound.casefold() in compounds or first.casefold() in _FIRST or second in _SECOND
        ):
            return compound
        return whole

    return _RANGE.sub(r"\1 ", _CUT.sub(joined, text))


def has_letters_apart(text: str) -> bool:
    """Whether words came apart into letters, so that what is read is not what is written."""
    words = text.split()
    alone = sum(len(each) == 1 and each.isalpha() and each not in _SHORT for each in words)
    return alone >= _MANY and alone >= _SHARE * len(words)
