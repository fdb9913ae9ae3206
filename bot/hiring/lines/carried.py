"""Carries over what a conversation said beside the role: level, budget, year, place, and its own words."""

import re
from dataclasses import dataclass
from datetime import date
from functools import cache

from bot.hiring.lines.read import LineReader
from bot.hiring.scoping.scope import Scope
from bot.hiring.text.currencies import read_currency
from bot.hiring.text.dates import find_days
from bot.hiring.text.money import Budget
from bot.hiring.text.vocabulary import Vocabulary

_SENTENCES = re.compile(r"(?<=[.!?;])\s+|\n+")
_MONEY = re.compile(r"[$€£]|\b\d{2,3}\s?k\b|\b(?:usd|eur|gbp|dollars|euros?|pounds)\b", re.IGNORECASE)
_PAY = re.compile(
    r"\b(?:budget\w*|salar\w+|wages?|pays?|paying|base|comp|compensation|offer\w*|earns?|gross|net|package"
    r"|(?:a|per) (?:year|annum)|annual|yearly|ctc|lpa)\b",
    re.IGNORECASE,
)
_OTHER_NUMBERS = re.compile(
    r"\b(?:requests?|users?|customers?|tokens?|documents?|calls?|seats?|tickets?|a day|daily|gpus?|bills?"
    r"|invoices?|fines|fined|penalt\w+|claims?|limits?|refunds?|revenue|turnover|raised|funding|vendors?"
    r"|cloud|contracts?|tenders?|loans?|not (?:a|the|her|his|their)? ?(?:salary|pay|budget))\b",
    re.IGNORECASE,
)
_OF_THE_HIRE = re.compile(
    r"\b(?:hir\w+|needs?|want\w*|looking|look for|recruit\w*|levels?|seniority|should be|must be|role"
    r"|position|person|engineer)\b",
    re.IGNORECASE,
)
_OF_ANOTHER = re.compile(
    r"\b(?:tried|left|was|were|had|quit|ago|last (?:year|month|week|winter|spring|summer|autumn|fall)|never"
    r"|not|isn.?t|no)\b",
    re.IGNORECASE,
)
_BRIEFLY = 8  # words of a sentence that says a figure and hardly more
_A_LEVEL = 4  # words of an answer that is a level
_LASTS = re.compile(r"^(?:for|an?)\b|^\W*\w+ (?:hour|day|week|month|year)s?$", re.IGNORECASE)  # no day
_TITLE = 6  # words; a longer one says something of the work
_LEAST, _MOST = 20_000, 50_000_000  # a year's pay, also in yen


@dataclass(frozen=True, slots=True)
class Carried:
    """What a new requisition begins with; `text` are the words that were said of the work.

    `days` are the days that were named, as they were typed.
    """

    text: str
    level: str | None
    budget: Budget | None
    year: int | None
    place: str | None
    days: tuple[str, ...] = ()


def carry(scope: Scope, vocabulary: Vocabulary, lines: LineReader, today: date) -> Carried:
    """Take a conversation's level, budget, year, place and words; what was said last counts."""
    said = [
        *(text for text in (scope.title, scope.text) if len(text.split()) > _TITLE),
        *(each.words for each in scope.answers if each.words),
        *(each.words for each in scope.remarks),
    ]
    level, budget, year = scope.level, scope.budget, scope.budget_year
    days: dict[str, None] = {}
    place: str | None = None
    understand = cache(lines.understand)  # a long title is one of the texts, too
    for words in [scope.title, *said]:
        level = _level(words, vocabulary, today, is_title=words is scope.title) or level
        days |= dict.fromkeys(day.written for day in find_days(words) if not _LASTS.search(day.written))
        place = _one(understand(words).slots.get("place")) or place
        for sentence in _SENTENCES.split(words):
            if found := _budget(sentence, vocabulary, today):
                budget, year = found, vocabulary.read(sentence, today).year or year
    return Carried("\n".join(dict.fromkeys(said)), level, budget, year, place, tuple(days))


def what_is_new(before: Carried, after: Carried) -> str:
    """What was said in between of level, pay, place and days, as a list; "" for nothing."""
    pay = after.budget.as_written if after.budget and after.budget != before.budget else ""
    new = [
        (after.level or "") if after.level != before.level else "",
        f"{pay} a year" if pay else "",
        (after.place or "") if after.place != before.place else "",
        *(day for day in after.days if day not in before.days),
    ]
    return ", ".join(each for each in new if each)


def _budget(sentence: str, vocabulary: Vocabulary, today: date) -> Budget | None:
    has_amount = _MONEY.search(sentence) or read_currency(sentence)
    of_the_hire = _OF_THE_HIRE.search(sentence) and not _OF_ANOTHER.search(sentence)
    says_pay = _PAY.search(sentence) or (has_amount and (of_the_hire or len(sentence.split()) <= _BRIEFLY))
    if not says_pay or _OTHER_NUMBERS.search(sentence):
        return None
    budget = vocabulary.read(sentence, today).budget
    return budget if budget and budget.low >= _LEAST and budget.high <= _MOST else None


def _level(words: str, vocabulary: Vocabulary, today: date, *, is_title: bool) -> str | None:
    """The level of the hire: in a title, a few words, or a sentence about the hire and nobody else."""
    if is_title:
        about = [words]
    else:
        sentences = _SENTENCES.split(words)
        about = [each for each in sentences if len(each.split()) <= _A_LEVEL or _OF_THE_HIRE.search(each)]
    levels = [vocabulary.read(each, today).level for each in about if not _OF_ANOTHER.search(each)]
    return next((level for level in reversed(levels) if level), None)


def _one(place: object) -> str | None:
    return place if isinstance(place, str) else None
