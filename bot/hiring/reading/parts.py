"""Takes a job description apart: what is a duty, what is wished for, and what only stands around them."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from bot.hiring.reading.phrases import Phrases, only_words, words_of
from content.schema.phrases import Part

TITLE, OPENING, DUTIES, ROLE, FLAT = "title", "opening", "duties", "role", "flat"
WORK = frozenset((DUTIES, ROLE, FLAT))
"""The parts that say what the work is. FLAT is a text without headings, OPENING what stands before them."""

_BULLET = re.compile(r"(?:[-•*·▪–]|\d+[.)])\s+")
_SENTENCE_END = re.compile(r"(?<=[.!?;])\s+|(?<!\s)\s++[•·▪]\s+")
_LABEL = re.compile(r"\W{0,20}([^:.!?]{3,60}):[*_]*(?:\s|$)")
_LAST_WORDS = 60  # characters before a colon that may be a heading
_HEADING, _HEADING_WITH_COLON = 9, 14  # words
_LOOSE = 4  # words of a heading that we need not know
_MARKUP = "*#_ \t"
_TERMS = "terms"
_ABOUT = frozenset((OPENING, ROLE, "company", "team"))
_ADDRESSED = (("you", "will"), ("you", "ll"), ("as", "a"), ("as", "an"), ("in", "this"))
_WITH = frozenset(("with", "across", "alongside"))
_WORK_WITH = re.compile(r"collaborat|partner|liais|interfac|coordinat|align|work|closely|alongside|hand")
_ON_WHAT = frozenset(("to", "on", "that", "who", "in", "for"))
_NEAR = 5  # words
_MOST = 600  # sentences of a text; job descriptions have up to 120


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence as it was written, its words, and the part it stands in.

    `places` says for each word which of the words of `text` it is, as some of them may be left out.
    """

    part: str
    text: str
    words: Sequence[str]
    places: Sequence[int]


class Parts:
    """Knows the headings of job descriptions."""

    def __init__(self, parts: Iterable[Part], *, short: int) -> None:
        """Take the parts of phrases.toml; a text of fewer than `short` words has none, only duties."""
        self._headings = Phrases((part.id, heading) for part in parts for heading in part.headings)
        self._short = short

    def split(self, title: str, text: str) -> list[Sentence]:
        """Every sentence of a text, with its part."""
        sentences = list(islice(self._sentences(text), _MOST))
        if all(each.part == OPENING or self._is_term(each.text) for each in sentences):
            part = DUTIES if sum(len(each.words) for each in sentences) < self._short else FLAT
            sentences = [replace(each, part=part) if each.part == OPENING else each for each in sentences]
        else:
            sentences = [
                replace(each, part=DUTIES) if each.part in _ABOUT and _is_addressed(each.words) else each
                for each in sentences
            ]
        return [_sentence(TITLE, title, words_of(title)), *sentences] if title.strip() else sentences

    def _sentences(self, text: str) -> Iterator[Sentence]:
        part = OPENING
        for line in text.splitlines():
            bullet = _BULLET.match(line.strip())
            plain = line.strip()[bullet.end() if bullet else 0 :].strip(_MARKUP)
            words = only_words(words_of(plain))
            if not words:
                continue
            if not bullet and self._is_term(plain):
                # “Location: London” is told with its line, and what follows goes on as before it.
                yield _sentence(_TERMS, plain, words_of(plain))
                continue
            heading = None if bullet else self._heading(plain, words)
            if heading:
                part, length = heading
                if len(words) <= length + _LOOSE:
                    continue
            for sentence in _SENTENCE_END.split(plain):
                found = words_of(sentence)
                if not only_words(found):
                    continue
                is_term = not bullet and self._is_term(sentence)
                if not bullet and not is_term:
                    part = self._labelled(sentence) or part
                yield _sentence(_TERMS if is_term else part, sentence.strip(_MARKUP), found)
                if not bullet and sentence.rstrip(_MARKUP).endswith(":"):
                    last = re.split(r"[.!?:]", sentence.rstrip(_MARKUP)[:-1])[-1][-_LAST_WORDS:]
                    part = self._known(only_words(words_of(last)), loose=len(last)) or part

    def _heading(self, line: str, words: Sequence[str]) -> tuple[str, int] | None:
        """The part that a line begins as its heading, and how many of its words say so."""
        colon = line.endswith(":")
        short = len(words) <= _HEADING and not line.endswith((".", ",", ";"))
        if not short and not (colon and len(words) <= _HEADING_WITH_COLON):
            return None
        found = self._headings.at_start(words)
        return found if found and (colon or found[1] >= len(words) - _LOOSE) else None

    def _is_term(self, line: str) -> bool:
        """Whether a line is a term with its label, such as “Salary: £90k”."""
        label = _LABEL.match(line)
        return bool(label and line[label.end() :].strip()) and self._labelled(line) == _TERMS

    def _labelled(self, sentence: str) -> str | None:
        """The part that begins with a sentence such as “Responsibilities: build …”."""
        label = _LABEL.match(sentence)
        return self._known(only_words(words_of(label[1])), loose=2) if label else None

    def _known(self, words: Sequence[str], *, loose: int) -> str | None:
        found = self._headings.at_start(words) if words else None
        return found[0] if found and found[1] >= len(words) - loose else None


def without_colleagues(sentence: Sentence) -> Sentence:
    """A sentence without the words that only name whom somebody works with: “with the data team to …”."""
    words = sentence.words
    for place, word in enumerate(words):
        if _WORK_WITH.match(word):
            near = range(place, min(place + _NEAR, len(words)))
            start = next((each for each in near if words[each] in _WITH), None)
            if start is not None:
                later = range(start + 1, len(words))
                end = next((each for each in later if words[each] in _ON_WHAT), len(words))
                kept = [*range(start + 1), *range(end, len(words))]
                return replace(
                    sentence,
                    words=[words[each] for each in kept],
                    places=[sentence.places[each] for each in kept],
                )
    return sentence


def _sentence(part: str, text: str, words: Sequence[str]) -> Sentence:
    return Sentence(part, text, words, range(len(words)))


def _is_addressed(words: Sequence[str]) -> bool:
    return tuple(words[:2]) in _ADDRESSED
