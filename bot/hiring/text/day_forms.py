"""The grammar of days: each form in which people write one. What it means is in day_meanings.py."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from bot.hiring.text import day_meanings as meanings
from bot.hiring.text.day_meanings import COUNTS
from bot.hiring.text.weekdays import place_of

_ALONE = r"(?<![\w/.$€£#-])"  # what goes on with what stands ahead is no day

_MONTH = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?|januar|februar|m(?:ä|ae)rz|mai|juni|juli|okt(?:ober)?|dez(?:ember)?)\b"
)
_YEAR = r"(?:(?P<year>\d{4})|(?P<short>\d\d))"
_ITS_YEAR = r"(?:(?:,\s*|\.?\s+)(?P<year>\d{4})|,?\s*['’](?P<short>\d\d)|\s+(?P<tail>[23]\d)(?=\W*$))?"
_DAY = r"(?P<day>\d{1,2})"
_WEEKDAY = r"(?P<weekday>mon|tues?|weds?|thu(?:rs?)?|fri|sat|sun|[mtwfs][a-z]{4,9})\b"
_BEFORE = rf"{_WEEKDAY}\.?(?:,\s*|\s+)(?:the\s+)?"
_UNTIL = r"(?:(?<=\buntil\s)|(?<=\btill\s)|(?<=\btil\s)|(?<=\bby\s)|(?<=\bbefore\s)|(?<=\bsince\s))"
_ON = rf"(?:{_UNTIL}|(?<=\bto\s)|(?<=\bon\s))"
_WHICH = r"(?P<which>next|nxt|this|coming|upcoming|last|past)\s+"
_PERIOD = r"(?P<period>week|month|quarter|year)"
_EDGE = r"(?P<edge>end|start|beginning|middle|mid|early|late)"
_IN = r"(?:(?:in|for|after)\s+)"
_COUNT = rf"(?P<count>\d{{1,3}}|(?:a\s+)?couple\s+of|an?|another|{'|'.join(sorted(COUNTS, reverse=True))})\s+"
_UNIT = r"(?P<unit>(?:working|business)[\s-]days?|days?|weeks?|wks?|fortnights?|months?|mos?)"
_THEN = r"(?:['’]?s?\s+time|\s+from\s+(?:now|today)|\s+later|(?P<ago>\s+(?:ago|back)))?"
_PART = (
    r"(?P<part>\s+(?:early\s+|late\s+)?(?:in\s+the\s+|at\s+|by\s+)?(?:morning|noon|afternoon|evening|night|lunch|"
    r"eod|eob|cob|close\s+of\s+business|\d{1,2}(?:[:.]\d\d)?\s?[ap]\.?m|\d{1,2}:\d\d))?"
)
_WEEK_OF = r"(?:(?:the\s+)?(?P<week_of>week\s+(?:of|commencing|beginning|starting)|w/?c)\s+)?"
_ANY = r"(?:\d{1,3}|an?|one|two|three|four|five|six|seven|eight|nine|ten)"
_NTH = r"(?:the\s+)?(?P<nth>first|second|third|fourth|last|1st|2nd|3rd|4th)\s+"
_OF_A_MONTH = rf"(?:of|in)\s+(?:(?:the|(?P<which>this|next|last))\s+month|{_MONTH}{_ITS_YEAR})"
_FEAST = r"easter|diwali|thanksgiving|christmas|xmas|new\s+year|ramadan|eid|the\s+holidays|\w+\s+freeze"


@dataclass(frozen=True, slots=True)
class DayForm:
    """A form of a day, and how it is read: seen from a day, and (its last argument) as one in the past.

    Reading gives None or raises ValueError for what is no day, and UnclearDay for what may be several.
    """

    pattern: re.Pattern[str]
    read: Callable[[re.Match[str], date, bool], date | None]

    def meant(self, found: re.Match[str], today: date, *, past: bool) -> date | None:
        """The day that is meant by what the pattern found; None when it is no day."""
        weekday = found.groupdict().get("weekday")
        if weekday and place_of(weekday) is None:
            return None
        try:
            return self.read(found, today, past)
        except (ValueError, OverflowError):  # 31 Feb
            return None


def _forms(read: Callable[[re.Match[str], date, bool], date | None], *patterns: str) -> Iterable[DayForm]:
    for pattern in patterns:
        whole = rf"{_ALONE}(?:{pattern}){_PART}(?!\w|[./:,-]?\d)"
        yield DayForm(re.compile(whole, re.IGNORECASE), read)


def _after_weekdays(*patterns: str) -> Iterable[str]:
    """The same with and without a weekday before: "10 Dec", "Thursday, 10 Dec"."""
    for pattern in patterns:
        yield pattern
        yield rf"{_BEFORE}{pattern}"


_ORDINAL = rf"{_DAY}(?:st|nd|rd|th)(?:\s+of\s+(?:the|(?P<which>this|next|last))\s+month)?"
FORMS: tuple[DayForm, ...] = (
    *_forms(  # before those that would take a part of it for the whole
        meanings.vague,
        rf"{_IN}?{_ANY}\s*(?:or|to|-|–)\s*{_ANY}\s+{_UNIT}(?:\s+ago)?",
        rf"{_IN}?{_COUNT}{_UNIT}\s+or\s+(?:two|three|so|more)(?:\s+ago)?",
        rf"{_COUNT}{_UNIT}\s+ago\s+(?:on\s+)?{_WEEKDAY}",
        rf"(?:in\s+)?(?:two|three|four)\s+{_WEEKDAY}(?:\s+(?:from\s+now|ago))?",
        rf"(?:the\s+)?{_WEEKDAY}\s+before\s+last",
        r"(?:(?:over|on|at)\s+)?(?:the|this|next|last)\s+weekend",
    ),
    *_forms(
        meanings.beyond_day,
        rf"{_IN}?{_COUNT}{_UNIT}\s+(?:(?:from|after|on)\s+)?(?:the\s+|{_WHICH})?{_WEEKDAY}",
        rf"{_IN}?{_COUNT}{_UNIT}\s+(?:(?:from|after)\s+)?(?P<near>tomm?orr?ow|today)",
        rf"{_IN}?{_COUNT}{_UNIT}\s+(?:from|after)\s+(?:the\s+)?{_DAY}(?:st|nd|rd|th)?\s+(?:of\s+)?{_MONTH}{_ITS_YEAR}",
        rf"(?:on\s+)?{_WEEKDAY}\s+(?P<unit>week|fortnight)(?![’'])",
        r"(?P<near>tomm?orr?ow|today)\s+(?P<unit>week|fortnight)(?![’'])",
        rf"(?:the\s+)?{_WEEKDAY}\s+after\s+(?P<unit>next)(?!\s+(?:week|month))",
    ),
    *_forms(meanings.same, rf"(?:this\s+time|(?:the\s+)?same\s+(?:day|time))\s+next\s+{_PERIOD}"),
    *_forms(
        meanings.nth,
        rf"{_NTH}(?:{_WEEKDAY}|(?P<working>working|business)[\s-]+day|day)\s+{_OF_A_MONTH}",
        rf"(?:the\s+)?(?P<nth>first)\s+{_OF_A_MONTH}",
    ),
    *_forms(
        meanings.near, r"today|tonight|this\s+(?:morning|afternoon|evening)|tomm?orr?ow|tmrw|tmr|yesterday"
    ),
    *_forms(meanings.near, r"(?:the\s+)?day\s+(?:after\s+tomorrow|before\s+yesterday)"),
    *_forms(
        meanings.full,
        *_after_weekdays(rf"(?P<year>\d{{4}})(?P<mark>[-/.])(?P<number>\d{{1,2}})(?P=mark){_DAY}"),
    ),
    *_forms(
        meanings.named,
        *_after_weekdays(
            rf"{_WEEK_OF}(?:the\s+)?{_DAY}(?:st|nd|rd|th)?(?:\.?\s*|-)(?:of\s+)?{_MONTH}{_ITS_YEAR}",
            rf"{_WEEK_OF}{_MONTH}(?:\.?\s+|-)(?:the\s+)?{_DAY}(?:st|nd|rd|th)?{_ITS_YEAR}",
            rf"{_DAY}(?P<mark>[-/.]){_MONTH}(?P=mark){_YEAR}",
        ),
    ),
    *_forms(
        meanings.numeric,
        *_after_weekdays(
            rf"(?P<one>\d{{1,2}})(?P<mark>[-/.])(?P<other>\d{{1,2}})(?P=mark){_YEAR}",
            r"(?!24/7)(?P<one>\d{1,2})(?P<mark>/)(?P<other>\d{1,2})",
            r"(?P<one>\d{1,2})(?P<mark>\.)(?P<other>\d{1,2})\.",
            rf"{_ON}(?P<one>\d{{1,2}})(?P<mark>\.)(?P<other>\d{{1,2}})",
        ),
    ),
    *_forms(meanings.ordinal, rf"(?:the\s+|{_ON}){_ORDINAL}", rf"{_BEFORE}{_ORDINAL}"),
    *_forms(
        meanings.of_weekday,
        rf"(?:on\s+)?(?:this\s+(?=coming))?(?:{_WHICH})?(?!(?:sat|sun)\b){_WEEKDAY}",
        rf"(?:{_WHICH}|{_ON}){_WEEKDAY}",
        rf"(?:on\s+)?{_WEEKDAY}\s+(?P<week>this|next|nxt|last)\s+w(?:ee)?k",
        rf"(?P<week>this|next|nxt|last)\s+w(?:ee)?k(?:['’]s)?\s+(?:on\s+)?{_WEEKDAY}",
    ),
    *_forms(
        meanings.of_period,
        rf"(?P<which>next|nxt|coming|last|past|this)\s+{_PERIOD}",
        rf"(?:the\s+)?{_PERIOD}\s+(?P<beyond>after\s+next)",
        rf"(?:the\s+)?{_EDGE}\s+of\s+(?:the\s+|{_WHICH})?{_PERIOD}",
        rf"{_EDGE}\s+(?P<which>next|this)\s+{_PERIOD}",
        r"(?P<edge>eo)(?P<period>[wmqy])",
    ),
    *_forms(
        meanings.of_month,
        rf"(?:the\s+)?{_EDGE}(?:\s+of\s+|\s+|-){_MONTH}{_ITS_YEAR}",
        rf"(?:(?:next|this|coming)\s+|{_UNTIL}){_MONTH}{_ITS_YEAR}",
        rf"in\s+{_MONTH}(?!\s*\d{{4}})",  # a budget of “in March 2024” has a year, and no day
    ),
    *_forms(
        meanings.of_quarter,
        rf"(?:{_UNTIL}|(?:the\s+)?{_EDGE}\s+(?:of\s+)?)Q(?P<quarter>[1-4])(?:[\s/-]*(?P<year>\d{{4}}))?",
    ),
    *_forms(meanings.of_week, r"(?:KW|CW|calendar\s+week)\s?(?P<number>\d{1,2})"),
    *_forms(
        meanings.span,
        rf"{_IN}?{_COUNT}{_UNIT}{_THEN}",
        rf"(?:{_IN}|{_UNTIL}){_COUNT}(?P<unit>quarters?|years?){_THEN}",
        rf"{_COUNT}(?P<unit>quarters?|years?)(?P<ago>\s+ago)",
        rf"{_IN}?(?P<count>\d{{1,2}})\s?(?P<unit>d|w|wks?|mos?){_THEN}",
    ),
    *_forms(meanings.half_a_year, rf"{_IN}?half\s+a\s+year"),
    *_forms(
        meanings.vague,
        rf"{_IN}?(?:a\s+few|some|several)\s+{_UNIT}(?:\s+ago)?",
        rf"after\s+(?:{_FEAST})",
        r"(?:this|next|last|early|late|after)\s+(?:the\s+)?(?:spring|summer|autumn|fall|winter)",
    ),
)


def _without_names(pattern: str) -> str:
    """The same pattern for one more expression: nothing in it has a name, and a mark may be another one."""
    return re.sub(r"\(\?P=\w+\)", "[-/.]", re.sub(r"\(\?P<\w+>", "(?:", pattern))


BEGINS = re.compile(
    rf"{_ALONE}(?=\w)(?={'|'.join(_without_names(form.pattern.pattern) for form in FORMS)})", re.IGNORECASE
)
"""Finds where a day may begin. One expression for all forms at once: most words begin none of them."""
