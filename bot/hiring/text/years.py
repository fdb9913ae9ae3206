"""Finds impossible years of experience: more years of a technology than it has existed. Pure."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from bot.hiring.text.wording import any_of
from content.schema.years import Technology, YearsFile

_NUMBERS = (
    *("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"),
    *("eleven", "twelve", "thirteen", "fourteen", "fifteen"),
)
_COUNT = rf"\d{{1,3}}|{any_of(_NUMBERS)}"
_GAP = r"[^\S\n]"  # nothing here reads on into the next line, which is another requirement,
_GOES_ON = rf"(?:{_GAP}|(?<=\b(?:of|in|on|as))\n|(?<=\bwith)\n)"  # unless the line ends in the middle of it
_SPAN = (
    rf"(?:(?P<years>{_COUNT}){_GAP}*+(?:\((?P<inside>[^)\n]{{0,6}})\){_GAP}*+)?"
    rf"(?:\+|-?plus\b|or more\b)?{_GAP}*+"
    rf"(?:(?:[-–—]|to\b){_GAP}*+(?:{_COUNT}){_GAP}*+\+?{_GAP}*+)?(?:(?P<months>months?|mos\b)|years?|yrs?\.?|yoe|y)|"
    r"(?P<decade>(?P<half>half )?(?:an?|one) decade))(?!\w)['’]?"
)
# What may stand between years and a technology without the years being of something else.
_BETWEEN = (
    r"(?:(?:w/|exp\.|(?:or|more|of|in|with|on|as|an?|the|full|time|hands|deep|solid|strong|proven|direct|relevant|real|"
    r"world|practical|professional|commercial|industry|production|modern|recent|working|work|building|build|"
    r"exp|worth|developing|development|deploying|designing|shipping|using|running|creating|implementing|engineering|"
    rf"experience|expertise|background|applied|enterprise)\b)(?:{_GOES_ON}|[’'-])*){{0,8}}"
)
_AFTER = (
    rf"(?:(?:{_GAP}|[’'/-])*+(?:experience|expertise|engineering|development|work|skills?|background|systems?|"
    rf"applications?|of|at|least|minimum|min|a|is|required)\b){{0,6}}(?:{_GAP}|[:(,–—-]){{1,4}}"
    rf"(?:(?:at least|minimum(?: of)?|min\.?){_GAP}*+)?"
)
_USED = (  # "you have worked with it for 8 years"; how long a company uses it is no matter
    r"\byou(?:['’]ve| have)?(?: been)? (?:used?|using|work(?:ed|ing)|buil[dt]\w*|shipp\w+|run\w*|program\w+)"
    r"(?: [\w-]+){0,2} "
)
_OF_WHICH = (  # "10 years in software, of which 6 with it", "…, 6 of them with it"
    r"\b(?:years?|yrs?\.?|yoe)\b[^.\n;]{0,60}?"
    r"(?:\b(?P<said>of which|of them|including|incl\.?)(?: at least)?|,) "
    rf"(?P<years>{_COUNT})\+?(?: years| yrs)?"
    r"(?: of (?:them|these|those|which)|(?(said)|(?!))) (?:with|in|on|using|of) "
)
_HALF_A_DECADE = 5
_BESIDE = 160  # characters of the sentence before and after
_ENDS = re.compile(r"[.!?;](?=\s|$)|\n\s*\n|\n\s*[-*•–]|[•●▪]")
_WHO = (
    r"(?:(?:co-?)?founders?|founding team|company|team|group|lab|startup|start-up|firm|business|studio|"
    r"researchers|scientists|engineers|colleagues|leaders(?:hip)?|leads?|ce?to|ceo|people|experts|staff)"
)
_OURS = re.compile(
    rf"\b(?:our|the|a|an|its|their|whose) (?:[\w-]+ ){{0,3}}?{_WHO}\b(?! ?:)|"
    r"\b(?:we|they)(?: have|[’']ve|[’']d| had| bring| spent| share| built| combine)\b|"
    r"\bwork(?:ing)? (?:with|under|alongside) (?:people|somebody|someone)\b|"
    r"\b(?:he|she) (?:has|brings)\b|\b(?:founded|backed) by\b",
    re.IGNORECASE,
)
_THEIRS = re.compile(
    r"\b(?:you|your|yours|candidates?|applicants?|somebody|someone|engineers? with|must|require[sd]?|"
    r"requirements?|need|needs|looking for|ask for|want|expect|at least|minimum|min)\b",
    re.IGNORECASE,
)
_OURS_BEHIND = re.compile(
    rf"[^\n]{{0,25}}?,? ?(?:\b(?:our|the) (?:[\w-]+ ){{0,3}}?{_WHO}\b|"
    r"\bwe (?:have|built|wrote|know|are|lead|make|help|offer)\b|\bbetween (?:them|us)\b|\bcombined\b|"
    r"\bcollective(?:ly)?\b|\bunder our belt\b|\bas a (?:company|team)\b)",
    re.IGNORECASE,
)
_REQUIRED = re.compile(
    r"\b(?:required|needed|a must|mandatory|essential|preferred|is a plus|desired)\b", re.IGNORECASE
)
_NOT_ASKED = re.compile(
    r"\b(?:(?:do|does|will|would|did)(?:n[’']t| not)|never|cannot|can[’']t|need not|no need (?:for|of)|"
    r"nobody (?:has|needs)|not (?:asking|looking|expecting|require)|without|instead of|rather than|"
    r"regardless of|no)\b[^,:]*$",
    re.IGNORECASE,
)
_NOT_NEEDED = re.compile(
    r"\b(?:not (?:required|needed|necessary|expected|a must)|(?:isn|aren)[’']t (?:required|needed)|"
    r"unnecessary|impossible|does not exist)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class TooManyYears:
    """Years of a technology that nobody, or only researchers, can have by a day.

    `quote` is the requirement as written, `start` its place in the text. `possible` is the number of whole
    years since the technology appeared, or when `only_research`, since companies could use it.
    """

    quote: str
    start: int
    asked: int
    possible: int
    technology: Technology
    only_research: bool

    @property
    def since(self) -> date:
        """The day from which the possible years count."""
        return (
            (self.technology.public or self.technology.since) if self.only_research else self.technology.since
        )

    @property
    def source(self) -> str:
        """The id of the source of that day."""
        technology = self.technology
        return (technology.public_source or technology.source) if self.only_research else technology.source


def find_impossible_years(text: str, file: YearsFile, today: date) -> tuple[TooManyYears, ...]:
    """Find requirements that ask for more years of a technology than it has existed by `today`.

    Of a range, the lower number counts. "10 years of software, including LLM work" is possible. Years that a
    company or its people have, or that nobody is asked for, are none.
    """
    found = []
    for match, technology in _asked(text, file):
        asked = _number_of(match)
        possible = _whole_years(technology.since, today)
        public = _whole_years(technology.public or technology.since, today)
        if public < asked and _is_of_candidate(text, match):
            only_research = asked <= possible
            start = match.start("years" if "said" in match.groupdict() else 0)
            closed = "(" in match.group() and text[match.end() : match.end() + 1] == ")"
            found.append(
                TooManyYears(
                    quote=text[start : match.end() + closed],
                    start=start,
                    asked=asked,
                    possible=public if only_research else possible,
                    technology=technology,
                    only_research=only_research,
                )
            )
    return tuple(sorted(found, key=lambda each: each.start))


def _number_of(match: re.Match[str]) -> int:
    """The years that are asked for; of "five (3-5) years" the lowest."""
    said, written = match.groupdict(), match["years"]
    if not written:
        return _HALF_A_DECADE if said["half"] else 2 * _HALF_A_DECADE
    asked = int(written) if written.isdigit() else _NUMBERS.index(written.casefold()) + 1
    asked = min([asked, *map(int, re.findall(r"\d+", said.get("inside") or ""))])
    return asked // 12 if said.get("months") else asked


def _is_of_candidate(text: str, match: re.Match[str]) -> bool:
    """Whether years are asked of whoever applies: what stands nearest before them tells, or what follows."""
    around = text[max(0, match.start() - _BESIDE) : match.start()], text[match.end() : match.end() + _BESIDE]
    before, after = _ENDS.split(around[0])[-1], _ENDS.split(around[1], maxsplit=1)[0]
    if _NOT_ASKED.search(before) or _NOT_NEEDED.search(after):
        return False
    ours = max((found.start() for found in _OURS.finditer(before)), default=-1)
    theirs = max((found.start() for found in _THEIRS.finditer(before)), default=-1)
    if ours < 0 and theirs < 0:
        return not _OURS_BEHIND.match(after)
    return theirs > ours or _REQUIRED.search(after) is not None


def _asked(text: str, file: YearsFile) -> Iterator[tuple[re.Match[str], Technology]]:
    """Every number of years that stands beside a technology, each place once."""
    taken: set[int] = set()
    technologies = {word: each for each in file.technology for word in each.words}
    for pattern in _patterns(file):
        for match in pattern.finditer(text):
            place = match.start("years") if match["years"] else match.start("decade")
            if place not in taken:
                taken.add(place)
                yield match, technologies[" ".join(re.findall(r"[a-z0-9]+", match["what"].casefold()))]


@lru_cache(maxsize=8)
def _patterns(file: YearsFile) -> tuple[re.Pattern[str], ...]:
    """Years before the technology, after it, and in two other sentences."""
    words = sorted({word for each in file.technology for word in each.words}, key=len, reverse=True)
    named = any_of(word.replace(" ", r"[ -]?") for word in words)
    what = rf"(?<![\w-])(?P<what>{named})(?!\w|-?\d)"
    before = rf"(?<![\w.,])(?:{_SPAN})(?:{_GAP}|[:,(–—-])*+{_BETWEEN}{what}"
    after = rf"{what}{_AFTER}(?<![\w.])(?:{_SPAN})"
    used = rf"{_USED}{what} for (?:at least |over |more than |some )?(?:{_SPAN})"
    return tuple(re.compile(each, re.IGNORECASE) for each in (before, after, used, f"{_OF_WHICH}{what}"))


def _whole_years(since: date, today: date) -> int:
    return today.year - since.year - ((today.month, today.day) < (since.month, since.day))
