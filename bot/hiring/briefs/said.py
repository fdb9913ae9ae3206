"""What somebody said of the work, by sentences, as a brief may quote it: no pay, greeting or denial."""

import re
from collections.abc import Iterator, Mapping, Sequence

from bot.hiring.reading.needs import for_now, is_ask
from bot.hiring.reading.phrases import words_of
from bot.hiring.scoping.asides import part_questions
from bot.hiring.scoping.scope import Answered, Remark, Scope
from bot.hiring.scoping.weighing import Understanding
from bot.hiring.scoping.whose import own_work
from bot.hiring.text.wording import compile_wording
from content import Content

FEWEST = 3  # words that say something of the work
_SENTENCES = re.compile(r"(?<=[.!?])\s+|\n+")
_PAY = re.compile(r"[$€£]|\b\d+\s?k\b|\b(?:budget|salary|pay)\b", re.IGNORECASE)  # is for few to read
_PAY_SAID = re.compile(r"\b(?:budget|salar\w+|pays?|offer|base|comp|band|hire|person)\b", re.IGNORECASE)
_COST = re.compile(
    r"\b(?:bills?|invoices?|spend(?:ing)?|spent)\b"
    r"|\d\s?k?(?: (?:euros?|dollars?|pounds?))? (?:a|per|each|every) (?:month|week|day|call|request|query)"
    r" (?:on|to|for)\b",
    re.IGNORECASE,
)
"""What the work costs by now, which is nobody's pay."""
_HURTS = re.compile(
    r"\b(?:takes?|took|needs?|waits?|waiting)\b.{0,20}\b\d+ ?(?:s|secs?|seconds?|min|minutes?|hours?)\b"
    r"|\b(?:killing us|complain\w*|angry|annoy\w*|frustrat\w*|eats? (?:up )?our|burn(?:s|ing)? (?:money|cash)"
    r"|keeps? (?:breaking|failing|crashing)|nobody trusts?|can.?t trust)\b",
    re.IGNORECASE,
)
_POLITE = re.compile(
    r"\W*(?:hello|hi|hey|good (?:morning|evening|afternoon|day)|dear|thank|thanks|sorry|forgive|please|may i"
    r"|that is a good question|good question|you.?re|let me|i see|i think so)\b[^,;:]*[.!?]?$",
    re.IGNORECASE,
)
_LEAD = re.compile(
    r"^\W*(?:(?:well|hm+|ok(?:ay)?|so|and|but|no|yes|sorry|look|listen|honestly|actually|now|i see|thank you"
    r"|thanks|let me be (?:plain|clear)|you see|in six months|hey|hi|hello|idk|dunno|i guess|i think|ugh|wait"
    r"|(?:i.?m |we.?re )?not sure(?: but)?|i don.?t (?:really )?know(?: but)?)\b\W*)+",
    re.IGNORECASE,
)
_DENIAL = re.compile(
    r"^(?:(?:it|this|that|we|they|there|i)\b(?:.?s| is| are| do| does| will)? ?)?(?:really )?"
    r"(?:not|no|isn.?t|aren.?t|don.?t|doesn.?t|won.?t|never)\b[^,;:]*[,;:]\s*",
    re.IGNORECASE,
)
_PARTS = re.compile(r"(?<=[,;:])|\b(?=(?:and|but|because|since|so)\b)")
_ENDS = ' .,;:“”"-'
_QUOTE = 120
_OF_HIRING = frozenset(
    words_of(
        "a an the our my we i you they to for of in at on or and with need needs want wants hire "
        "hires hiring looking look find get recruit recruiting open engineer engineers developer "
        "developers scientist llm ai ml genai senior junior mid staff lead role position job person "
        "people someone somebody asap soon urgently now help please where do does start begin how "
        "what which who is are be it that this some one good great new first hey hi hello maybe just "
        "me us know have has would like think should can could really kind sort right title"
    )
)
"""Words of who is wanted, which say nothing of what they do."""


def quoted(words: str) -> str:
    """What somebody said of the work, as it may stand in a sentence: no greeting, question or loose end."""
    told = own_work(part_questions(words)[0]) or words
    sentences = [_LEAD.sub("", each) for each in _SENTENCES.split(told) if not _POLITE.match(each)]
    said = next((each for each in sentences if len(each.split()) >= FEWEST), told)
    denied = _DENIAL.match(said)
    if denied and len(said[denied.end() :].split()) >= FEWEST:
        said = _LEAD.sub("", said[denied.end() :])
    line = " ".join(said.split()).strip(_ENDS)
    if len(line) > _QUOTE:
        cut = line[: _QUOTE - 1]
        pause = max(cut.rfind(mark) for mark in ",;:")
        line = f"{cut[: pause if pause > _QUOTE // 3 else cut.rfind(' ')].rstrip(_ENDS)}…"
    return line


def says_pay(words: str) -> bool:
    """Whether words may say what the hire is paid, and not what the work costs."""
    return _PAY.search(words) is not None and not (_COST.search(words) and not _PAY_SAID.search(words))


def said_of_work(scope: Scope) -> tuple[str, ...]:
    """The sentences that tell something of the work, as they may be quoted, in the order of being said."""
    spoken = [scope.title, scope.text if is_ask(scope.text) else ""]
    later: list[Answered | Remark] = [*scope.answers, *scope.remarks]
    spoken += [each.words for each in sorted(later, key=lambda each: each.at)]
    return tuple(dict.fromkeys(line for each in spoken for line in _lines(each)))


def _lines(words: str) -> Iterator[str]:
    for sentence in _SENTENCES.split(for_now(words)) if words.strip() else ():
        if sentence.endswith("?") or says_pay(sentence):
            continue
        line = quoted(sentence)
        if sum(word not in _OF_HIRING for word in words_of(line)) >= FEWEST:
            yield line


def what_hurts(sentences: Sequence[str], content: Content) -> str:
    """The part of a sentence that says what hurts, one with a number if there is one; "" for none."""
    pains = [_HURTS, _COST, *(compile_wording(pain.words) for pain in content.questions.pain)]
    found = [
        "".join(parts).strip(_ENDS)
        for each in sentences
        if (parts := [part for part in _PARTS.split(each) if any(pain.search(part) for pain in pains)])
    ]
    found = [_LEAD.sub("", each) for each in found if len(each.split()) >= FEWEST]
    return next((each for each in found if any(map(str.isdigit, each))), found[0] if found else "")


def weights_of(sentences: Sequence[str], understanding: Understanding, reading: str) -> Mapping[str, float]:
    """How much of what speaks for a reading stands in each sentence."""
    told = [(each.quote, each.weights.get(reading, 0.0)) for each in understanding.evidence]
    return {
        line: sum(weight for quote, weight in told if quote and _is_of(quote, line)) for line in sentences
    }


def in_sentences(quotes: Sequence[str], sentences: Sequence[str]) -> tuple[str, ...]:
    """Quotes of a few words as the sentences that they stand in, where those were said briefly."""
    whole = (next((line for line in sentences if _is_of(quote, line)), quote) for quote in quotes)
    return tuple(dict.fromkeys(whole))


def _is_of(quote: str, line: str) -> bool:
    """Whether a quote is a part of a sentence, or the message that it was a part of."""
    small, large = sorted((quote.casefold(), line.casefold()), key=len)
    return small in large
