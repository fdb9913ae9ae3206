"""Writes a brief as Markdown, to print or to keep. What people wrote cannot change the layout."""

import re
from collections.abc import Sequence

from bot.hiring.briefs.brief import Brief, BriefVersion, Specialty
from bot.hiring.briefs.fields import write_range
from bot.hiring.briefs.lasting import fundamental_lines, passing_lines, surviving_lines
from bot.hiring.references import HOME
from bot.hiring.text.dates import write_day
from bot.hiring.text.money import Budget, write_budget
from content import Content

_MARKS = re.compile(r"([\\`*_{}\[\]<>#|~!&])")
_STARTS = re.compile(r"^(\s*)([-+=]|\d+[.)])")


def escape_markdown(text: str) -> str:
    """A text on one line, escaped so that Markdown shows it as written."""
    line = _MARKS.sub(r"\\\1", " ".join(text.split()))
    return _STARTS.sub(lambda found: f"{found[1]}{found[2][:-1]}\\{found[2][-1]}", line)


def write_markdown(shown: BriefVersion, content: Content, *, pay: bool = True) -> str:
    """Write a version of a brief. Without `pay` the company's own figures are left out."""
    brief = shown.brief
    parts = [
        f"# {escape_markdown(brief.title)}",
        _standing(shown),
        f"**Mission.** {escape_markdown(brief.mission)}",
        _part("Which role it is", _readings(brief, content)),
        _part("Explicitly not this role", brief.not_this),
        _part("Outcomes", [f"{write_day(each.by)}: {each.what}" for each in brief.outcomes]),
        _part("Must-haves", [f"{each.what}. Ask: {each.tests}" for each in brief.must_haves]),
        _part("Survives the tools", surviving_lines(brief)),
        _part("Does not survive the tools", passing_lines(brief)),
        _part("The four that age well", fundamental_lines(brief, content)),
        _part("Can be learned on the job", brief.learnable),
        _part("The week", [brief.week] if brief.week else []),
        _part("Level", [f"{brief.level}: {brief.decides}"] if brief.level else []),
        _part("Title to post", [brief.title]),
        _part("Titles not to post", [f"{each.title}: {each.why}" for each in brief.rejected]),
        _part("Pay", pay_lines(brief, pay=pay)),
        _part("Where to look", brief.pools),
        _part("Interview kit", kit_lines(brief, content)),
        _part("Open questions", brief.open),
        _part("What could not be told", brief.unknown),
        _part("Look back", review_lines(brief)),
    ]
    return "\n\n".join(part for part in parts if part) + "\n"


def pay_lines(brief: Brief, *, pay: bool, market: bool = True) -> list[str]:
    """Lines for the market's band, the company's band, and the range to post: three figures, never mixed."""
    lines = []
    if market:
        beside = f". {brief.market_gap}" if brief.market and brief.market_gap else ""
        lines.append(f"Market: {market_line(brief)}{beside}")
    if brief.place:
        lines.append(f"Place: {brief.place}")
    if pay:
        if brief.budget:
            lines.append(f"Budget, as it was said: {brief.budget}")
        company = f"{write_range(brief.company)} a year" if brief.company else "not given yet"
        lines.append(f"Company band: {company}")
        lines += [f"To post in {each.place}: {write_range(each)} a year" for each in brief.posting]
        if not brief.posting:
            lines.append("To post: not given yet")
    return lines


def market_line(brief: Brief) -> str:
    """The source's figure and the source, or why there is no figure."""
    figure = brief.market
    if figure is None:
        return f"no figure. {brief.market_gap}"
    band = write_budget(Budget(figure.low, figure.high, figure.currency, ""))
    open_end = "" if figure.capped else ", with no upper limit"
    source = f"{figure.source}, {figure.as_of}, {figure.kind}"
    where = f"the {figure.place}" if figure.place == HOME else figure.place
    return f"{band} a year {figure.basis} for {figure.level} in {where}{open_end} ({source})"


def kit_lines(brief: Brief, content: Content) -> list[str]:
    """Lines for the questions of the interview kit that the content still has, in today's wording."""
    return [question.question for question in content.interview.question if question.id in brief.kit]


def review_lines(brief: Brief) -> list[str]:
    """Lines that say when to look back, and at what."""
    return [
        f"{each.what} ({write_day(each.by)} at the latest)" if each.by else each.what
        for each in brief.reviews
    ]


def reading_line(specialty: Specialty, content: Content) -> str:
    """A role with the percentage of its reading: "LLM infrastructure engineer (86%)"."""
    role = content.roles.get(specialty.role)
    return f"{role.name if role else specialty.role} ({specialty.sure}%)"


def _readings(brief: Brief, content: Content) -> list[str]:
    lines = []
    for place, each in (("First", brief.primary), ("Second", brief.secondary)):
        if each is not None:
            quotes = "; ".join(f"“{quote}”" for quote in each.quotes)
            lines.append(f"{place}: {reading_line(each, content)}" + (f", for {quotes}" if quotes else ""))
    return lines


def _standing(shown: BriefVersion) -> str:
    of = f"requisition {shown.requisition.number}" if shown.requisition else "no requisition yet"
    if shown.signed_at is None:
        return f"Draft, version {shown.version}, {of}. Nobody has signed it."
    held = "" if shown.holds else " It does not hold any more."
    signed = f"signed {write_day(shown.signed_at.date())} by {shown.signed_by}"
    return f"Version {shown.version}, {of}, {signed}.{held}"


def _part(name: str, lines: Sequence[str]) -> str:
    return "\n".join([f"## {name}", "", *(f"- {escape_markdown(line)}" for line in lines)]) if lines else ""
