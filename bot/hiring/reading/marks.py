"""What a text is read by: cues, words, pairs of words and letters, each with the place where it stands."""

import math
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from bot.hiring.reading.denial import denied
from bot.hiring.reading.parts import OPENING, TITLE, WORK, Parts, Sentence, without_colleagues
from bot.hiring.reading.phrases import MARKS, Phrases, words_of
from content.schema.phrases import DUTIES_TOGETHER, PhrasesFile

CUE, LETTERS = "cue:", "~"
"""How the names of features begin that are cues and letters. Those of words begin with their block."""

NOWHERE = -1
"""The sentence of what is seen in no sentence alone."""

_BLOCKS: Mapping[str, str] = {**dict.fromkeys(WORK, ""), TITLE: "title:", "needs": "needs:"}
"""Words are told apart by the part they stand in; other parts say nothing of the work."""

_WEIGHT: Mapping[str, float] = {"": 1.0, "title:": 1.4, "needs:": 0.7, LETTERS: 1.0}
"""How long the features of a block are together, so that long texts say no more than short ones."""

_FLOOR: Mapping[str, float] = {"": 15, "title:": 3, "needs:": 15, LETTERS: 60}
"""Features that a block has at least, so that two words do not say as much as a text."""

_CUES = 0.25
"""What a cue counts beside the words."""

_MORE = 0.3  # what a second phrase of a cue adds in the same sentence
_MOST = 1.6  # what one sentence may say of a cue
_LEAST_DUTIES = 3
_LEAST_WORDS = 4  # of a duty
_FEW = 4  # times: a share of model work below a quarter is little
_LETTERS = range(3, 6)
_LONGEST = 60  # letters of a word: a longer one is no word, and its letters say nothing
_AMOUNT = re.compile(r"\d+[k+]?")
SMALL = frozenset(
    words_of(
        "a all also am an and any are as at be been budget but by can contract could did director "
        "do does eur for founding from full gbp had has have he her his how hybrid i if ii iii in "
        "inr intern internship into is it its iv jr junior k lead listing lpa may me might must my "
        "no not of on or our own paid pay pays principal remote salaries salary senior she should "
        "so sr staff such than that the their them then there these they this those time to up us "
        "usd was we were what when where which who why will with would year years you your yr yrs"
    )
)
"""Words that say nothing of the work by themselves, nor two of them; numbers do not, either."""


@dataclass(frozen=True, slots=True)
class Seen:
    """A feature: its name, how much of it there is, and the sentence and the word where it is seen first."""

    name: str
    amount: float
    sentence: int
    place: int


@dataclass(frozen=True, slots=True)
class Marks:
    """What was found in a text, before it is weighed; `short`: it is an ask and not a job description."""

    short: bool
    sentences: Sequence[Sentence]
    seen: Sequence[Seen]


class TextMarker:
    """Finds what the learned weights are about. Keeps nothing between two texts."""

    def __init__(self, file: PhrasesFile) -> None:
        self._short = file.short
        self._counts = {part.id: part.counts for part in file.part}
        self._parts = Parts(file.part, short=file.short)
        self._phrases = Phrases((cue.id, words) for cue in file.cue for words in cue.words)
        self._models, self._others = frozenset(file.model_cues), frozenset(file.other_cues)

    def mark(self, title: str, text: str) -> Marks:
        """Find everything in a text that may say something about its role."""
        sentences = [without_colleagues(each) for each in self._parts.split(title, text)]
        short = len({word for each in sentences for word in each.words}) < self._short
        return Marks(short, sentences, [*self._cues(sentences, short), *_words(sentences, short)])

    def _cues(self, sentences: Sequence[Sentence], short: bool) -> Iterator[Seen]:
        amounts: dict[str, float] = defaultdict(float)
        where: dict[str, tuple[float, int, int]] = {}
        duties = models = others = 0
        for number, sentence in enumerate(sentences):
            counts = self._counts[sentence.part]
            said = self._said(sentence.words) if counts else {}
            if sentence.part in WORK and len(sentence.words) >= _LEAST_WORDS:
                named = {cue for cue, (amount, _) in said.items() if amount > 0}
                duties += 1
                models += bool(named & self._models)
                others += not named & self._models and bool(said.keys() & self._others)
            for cue, (amount, place) in said.items():
                amounts[cue] += counts * amount
                if cue not in where or counts > where[cue][0]:
                    where[cue] = (counts, number, place)
        for cue, amount in amounts.items():
            _, number, place = where[cue]
            yield Seen(f"{CUE}{cue}", _CUES * _slowly(amount), number, place)
        if not short and duties >= _LEAST_DUTIES:
            share = models / duties
            together = (1.0, max(0.0, 1 - _FEW * share), share, others / duties)
            for name, amount in zip(DUTIES_TOGETHER, together, strict=True):
                yield Seen(f"{CUE}{name}", _CUES * amount, NOWHERE, 0)

    def _said(self, words: Sequence[str]) -> dict[str, tuple[float, int]]:
        """How much a sentence says of each cue, and from which word on."""
        phrases: dict[str, dict[str, bool]] = {}
        places: dict[str, int] = {}
        no = denied(words)
        for place, cue, phrase in self._phrases.find(words):
            phrases.setdefault(cue, {})[phrase] = place in no
            places.setdefault(cue, place)
        said = {}
        for cue, found in phrases.items():
            meant = sum(not said_no for said_no in found.values())
            said[cue] = (min(1 + _MORE * (meant - 1), _MOST) if meant else -1.0, places[cue])
        return said


def _words(sentences: Sequence[Sentence], short: bool) -> Iterator[Seen]:
    """The words, pairs and letters of a text, by blocks of the same length."""
    found: dict[str, dict[str, list[int]]] = defaultdict(dict)  # how often, and where first
    parts = {each.part for each in sentences}
    blocks = _BLOCKS if not short and parts & WORK else {**_BLOCKS, OPENING: ""}
    for number, sentence in enumerate(sentences):
        block = blocks.get(sentence.part)
        if block is None:
            continue
        of_block = found["" if short else block]
        for name, place in _names(sentence.words):
            if name in of_block:
                of_block[name][0] += not short  # an ask that says a word again says no more
            else:
                of_block[name] = [1, number, place]
            if short and " " not in name:
                for letters in _letters(name[:_LONGEST]):
                    found[LETTERS].setdefault(letters, [1, number, place])
    for block, of_block in found.items():
        if not of_block:
            continue
        length = math.sqrt(_FLOOR[block] + sum(_often(times) ** 2 for times, _, _ in of_block.values()))
        before = "" if block == LETTERS else block
        for name, (times, number, place) in of_block.items():
            yield Seen(before + name, _WEIGHT[block] * _often(times) / length, number, place)


def _names(words: Sequence[str]) -> Iterator[tuple[str, int]]:
    """The words and the pairs of a sentence, a `-` before what is denied, with their places."""
    no = denied(words)
    before, place_before, small_before = "", 0, True
    for place, word in enumerate(words):
        if word in MARKS:
            continue
        small = word in SMALL or _AMOUNT.fullmatch(word) is not None
        name = f"-{word}" if place in no else word
        if before and not (small and small_before):
            yield f"{before} {name}", place_before
        if not small:
            yield name, place
        before, place_before, small_before = name, place, small


@cache
def _often(times: int) -> float:
    return 1 + math.log(times)


@lru_cache(maxsize=20_000)
def _letters(word: str) -> tuple[str, ...]:
    denied, bare = ("-", word[1:]) if word.startswith("-") else ("", word)
    marked = f"<{bare}>"
    return tuple(
        f"{LETTERS}{denied}{marked[start : start + length]}"
        for length in _LETTERS
        for start in range(len(marked) - length + 1)
    )


def _slowly(amount: float) -> float:
    """1 for 1, 2 for 3, 3 for 7; the same below 0."""
    return math.copysign(math.log2(1 + abs(amount)), amount)
