"""Carries over what a conversation said beside the role: level, budget, year, place, and its own words."""

import re
from dataclasses import dataclass, replace
from datetime import date
from functools import cache

from bot.hiring.lines.read import LineReader
from bot.hiring.scoping.scope import Scope
from bot.hiring.text.currencies import read_currency
from bot.hiring.text.dates import find_days
from bot.hiring.text.money import Budget, write_budget
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
_DROPPED = re.compile(
    r"\b(?:not(?: in)?|forget(?: about)?|scrap|drop|instead of|rather than|no longer(?: in)?)\s+"
    r"(?:(?:an?|the)\s+)?[\w-]+",
    re.IGNORECASE,
)
"""What somebody says it is not: “not senior, mid is fine”, “forget Lisbon, make it Porto”."""
_BRIEFLY = 8  # words of a sentence that says a figure and hardly more
_A_LEVEL = 4  # words of an answer that is a level
_OTHER_FORM = re.compile(
    r"\b(?:net|neto|netto|brut\w*|tariff|lpa|ctc|E\d{1,2}[a-z]?|TV-?L|GS-?\d+)\b", re.IGNORECASE
)
_NO_YEAR = re.compile(
    r"\b(?:a|per|each|by the) (?:month|hour|day|week)\b|\bfor (?:the |each )?(?:month|hour)\b"
    r"|/ ?(?:month|mo|hour|h)\b|\b(?:monthly|hourly|daily|weekly)\b",
    re.IGNORECASE,
)
_MONEY_WORDS = re.compile(
    r"\b(?:pesos?|shekels?|kroner|kronor|zlotys?|crowns|francs|rand|reais|lira|rupees?|yen|won|yuan|dirhams?"
    r"|riyals?|lakhs?)\b",
    re.IGNORECASE,
)
_NOT_THIS = re.compile(r"\bnot\s+[$€£]?\d[\d.,]*\s?(?:k|thousand|lakhs?|million)?\b", re.IGNORECASE)
_LIMIT = re.compile(r"\b(?:above|over|below|under|beyond|more than|less than)\b", re.IGNORECASE)
_WE_PAY_OTHERS = re.compile(r"\b(?:that|if|because|when) we (?:\w+ )?pay\b", re.IGNORECASE)
_STARTS = re.compile(
    r"\b(?:start(?:s|ing|ed)?|join(?:s|ing)?|arriv\w+|come|on ?board\w*|first day|in place|available|free"
    r"|(?:hire|want|need|have|get|fill)(?: \w+){0,3} (?:by|from|in|on|before|until))\b",
    re.IGNORECASE,
)
_OTHERS_DAY = re.compile(
    r"\b(?:launch\w*|releas\w+|go(?:es|ing)? live|season|funding|series|round|leave|holiday\w*|vacation|away"
    r"|tender|contract|deadline|demo|exam\w*|evidence|proof|customers?|cards?|gpus?|audit\w*|conference|budget"
    r"|board|project|pilot|report\w*|license|licence|fair|trial|closed|raised|until)\b",
    re.IGNORECASE,
)
_COMMAS = re.compile(r",\s+|\b(?:and|but|while)\b", re.IGNORECASE)
_A_DAY_ALONE = 5  # words of an answer that says when
_LASTS = re.compile(r"^(?:for|an?)\b|^\W*\w+ (?:hour|day|week|month|year)s?$", re.IGNORECASE)  # no day
_TITLE = 6  # words; a longer one says something of the work
_LEAST, _MOST = 20_000, 50_000_000  # a year's pay, also in yen


@dataclass(frozen=True, slots=True)
class Carried:
    """What a new requisition begins with; `text` are the words that were said of the work.

    `days` are those on which the hire should start, `pay_said` what was said of pay in a form that is no
    year's budget, `amount` a year's budget without a currency: all as they were typed.
    """

    text: str
    level: str | None
    budget: Budget | None
    year: int | None
    place: str | None
    days: tuple[str, ...] = ()
    pay_said: str = ""
    amount: str = ""

    @property
    def budget_said(self) -> str:
        """The budget as it was said, "" for none. Nobody guesses its currency."""
        if self.amount:
            return f"{self.amount} a year (no currency named)"
        return f"{write_budget(self.budget)} a year" if self.budget else self.pay_said


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
    pay_said = amount = ""
    understand = cache(lines.understand)  # a long title is one of the texts, too
    for words in [scope.title, *said]:
        level = _level(words, vocabulary, today, is_title=words is scope.title) or level
        place = _one(understand(_DROPPED.sub(" ", words)).slots.get("place")) or place
        for sentence in _SENTENCES.split(words):
            days |= dict.fromkeys(_starts(sentence))
            if not (clause := _of_pay(sentence)):
                continue
            if found := _budget(clause, vocabulary, today):
                currency = read_currency(clause) or (budget.currency if budget else None)
                budget = replace(found, currency=currency) if currency else None
                amount = "" if currency else found.as_written
                year, pay_said = vocabulary.read(clause, today).year or year, ""
            elif any(map(str.isdigit, clause)):
                pay_said = clause.strip(" .")
    text = "\n".join(dict.fromkeys(said))
    return Carried(text, level, budget, year, place, tuple(days), pay_said, amount)


def what_is_new(before: Carried, after: Carried) -> str:
    """What was said in between of level, pay, place and days, as a list; "" for nothing."""
    pay = after.budget.as_written if after.budget and after.budget != before.budget else ""
    new = [
        (after.level or "") if after.level != before.level else "",
        f"{pay} a year" if pay else "",
        after.budget_said if after.amount not in ("", before.amount) else "",
        f"budget as you said it, “{after.pay_said}”" if after.pay_said not in ("", before.pay_said) else "",
        (after.place or "") if after.place != before.place else "",
        *(day for day in after.days if day not in before.days),
    ]
    return ", ".join(each for each in new if each)


def _of_pay(sentence: str) -> str:
    """A sentence that says what the hire is paid, without what it is not; "" for any other."""
    sentence = _NOT_THIS.sub("", sentence)
    has_amount = _MONEY.search(sentence) or read_currency(sentence) or _MONEY_WORDS.search(sentence)
    of_the_hire = _OF_THE_HIRE.search(sentence) and not _OF_ANOTHER.search(sentence)
    brief = len(sentence.split()) <= _BRIEFLY and not _LIMIT.search(sentence)
    says_pay = (
        _PAY.search(sentence)
        or _OTHER_FORM.search(sentence)
        or (has_amount and (of_the_hire or brief or _NO_YEAR.search(sentence)))
    )
    is_other = _OTHER_NUMBERS.search(sentence) or _WE_PAY_OTHERS.search(sentence)
    return sentence if says_pay and not is_other else ""


def _budget(sentence: str, vocabulary: Vocabulary, today: date) -> Budget | None:
    """A year's budget that a sentence says; None when it speaks of months, grades or net pay."""
    if _OTHER_FORM.search(sentence) or _NO_YEAR.search(sentence):
        return None
    budget = vocabulary.read(sentence, today).budget
    return budget if budget and budget.low >= _LEAST and budget.high <= _MOST else None


def _starts(sentence: str) -> list[str]:
    """The days in a sentence on which the hire should start, as they were typed."""
    if len(sentence.split()) <= _A_DAY_ALONE:
        about = [sentence]
    else:
        about = [clause for clause in _COMMAS.split(sentence) if _STARTS.search(clause)]
    return [
        day.written
        for clause in about
        if not _OTHERS_DAY.search(clause)
        for day in find_days(clause)
        if not _LASTS.search(day.written)
    ]


def _level(words: str, vocabulary: Vocabulary, today: date, *, is_title: bool) -> str | None:
    """The level of the hire: in a title, a few words, or a sentence about the hire and nobody else."""
    if is_title:
        about = [words]
    else:
        sentences = _SENTENCES.split(words)
        about = [each for each in sentences if len(each.split()) <= _A_LEVEL or _OF_THE_HIRE.search(each)]
        about += [
            fact
            for each in sentences
            if not _OF_ANOTHER.search(_DROPPED.sub(" ", each))
            for fact in _COMMAS.split(_DROPPED.sub(" ", each))  # “staff then, Porto, in spring”
            if len(fact.split()) <= _A_LEVEL
        ]
    levels = [vocabulary.read(each, today).level for each in about if not _OF_ANOTHER.search(each)]
    return next((level for level in reversed(levels) if level), None)


def _one(place: object) -> str | None:
    return place if isinstance(place, str) else None
