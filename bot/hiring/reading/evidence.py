"""Finds the few words that moved a belief: a phrase of two to six words around each that says much."""

import re
from collections.abc import Iterator, Mapping, Sequence

from bot.hiring.reading.marks import SMALL
from bot.hiring.reading.parts import Sentence
from bot.hiring.reading.phrases import MARKS, words_of

Pull = Sequence[float]
"""What a word speaks for and against: a natural logarithm for each reading."""

_TOLD = 0.3  # a pull that is worth a quote
_WITH = 0.3  # of it: a word beside it that belongs to the phrase
_FEWEST, _MOST = 2, 6  # words of a phrase
_GLUE = frozenset(words_of("a an and are as at be by for from in is it of on or our that the this to with"))
_SAYS_NOTHING = SMALL | frozenset(
    words_of(
        "anyone anybody board boss both bring ceo cfo coo cto founder founders get give gives good hire "
        "hiring investor investors just looking make need needed needs person "
        "people please role say says somebody someone think tell tells him her "
        "them ask asks else sign signs signed wait want wants wanted work works you"
    )
)
"""A phrase of these alone moves a belief by how people ask, and not by what they need: it is no evidence."""
_TOKEN = re.compile(r"[a-z0-9+#]+|[,;:()]", re.IGNORECASE)


def phrases(sentence: Sentence, pulls: Mapping[int, Pull]) -> Iterator[tuple[Pull, str]]:
    """The phrases of a sentence that moved a belief, the strongest first: what each says, and its words."""
    strength = {place: max(map(abs, pull)) for place, pull in pulls.items()}
    spans = [found.span() for found in _TOKEN.finditer(sentence.text)]
    taken: set[int] = set()
    for place in sorted(strength, key=lambda each: -strength[each]):
        if strength[place] < _TOLD:
            return
        if place in taken:
            continue
        first, last = _grown(sentence.words, place, strength, taken)
        within = [pulls[each] for each in range(first, last + 1) if each in pulls]
        taken.update(range(first, last + 1))
        if _SAYS_NOTHING.issuperset(sentence.words[first : last + 1]):
            continue
        weights = [sum(column) for column in zip(*within, strict=True)]
        yield weights, _quote(sentence, spans, *_shown(sentence.words, first, last))


def _grown(
    words: Sequence[str], place: int, strength: Mapping[int, float], taken: set[int]
) -> tuple[int, int]:
    """The first and the last word of the phrase around a place."""
    first = last = place
    while last - first + 1 < _MOST:
        beside = [
            (strength.get(each, 0.0), each)
            for each in (last + 1, first - 1)
            if 0 <= each < len(words) and each not in taken and words[each] not in MARKS
        ]
        if not beside:
            break
        most, each = max(beside, key=lambda pair: pair[0])
        if last - first + 1 >= _FEWEST and most < _WITH * strength[place]:
            break
        first, last = min(first, each), max(last, each)
    return first, last


def _shown(words: Sequence[str], first: int, last: int) -> tuple[int, int]:
    """A phrase without the small words at its ends; a word alone with one beside it that says something."""
    while last > first and words[last] in _GLUE:
        last -= 1
    while last > first and words[first] in _GLUE:
        first += 1
    if first == last:
        beside = (place for place in (first - 1, first + 1) if 0 <= place < len(words))
        said = [place for place in beside if words[place] not in MARKS and words[place] not in _GLUE]
        nearest = said[-1] if said else first
        first, last = min(first, nearest), max(first, nearest)
    return first, last


def _quote(sentence: Sentence, spans: Sequence[tuple[int, int]], first: int, last: int) -> str:
    """A phrase as it was written; `spans` are the places of the words."""
    if max(sentence.places[last], last) >= len(spans):  # letters that are two in lower case
        return sentence.text
    return sentence.text[spans[sentence.places[first]][0] : spans[sentence.places[last]][1]]
