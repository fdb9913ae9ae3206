"""What stands below a brief's pay: the company's own band, and each range to post under band and law."""

from dataclasses import dataclass

from bot.hiring.briefs.fields import write_range
from bot.hiring.briefs.posting import CheckedPosting, against_band, under_law
from bot.hiring.company_bands import CompanyBand, CompanyBands
from bot.hiring.text.money import Budget
from bot.slack.blocks import Block, context, section
from bot.slack.text import escape
from bot.views.common import linked
from bot.views.company_bands import own_line

_MOST = 10  # ranges to post


@dataclass(frozen=True, slots=True)
class BesidePay:
    """The company's own band for a brief's role, its budget to put against it, and its ranges checked."""

    own: tuple[CompanyBand, CompanyBands] | None
    budget: Budget | None
    postings: tuple[CheckedPosting, ...]
    unknown: str
    caution: str


def build_own(beside: BesidePay) -> list[Block]:
    """Build the line with the company's own band; nothing without one."""
    return [section(own_line(*beside.own, beside.budget))] if beside.own else []


def build_postings(beside: BesidePay) -> list[Block]:
    """Build a paragraph for each range to post: where it stands in the band, and what the law asks."""
    blocks = [section(_checked(each, beside.unknown)) for each in beside.postings[:_MOST]]
    return [*blocks, context(escape(beside.caution))] if blocks else []


def _checked(checked: CheckedPosting, unknown: str) -> str:
    posting = checked.posting
    lines = [f"*To post in {escape(posting.place)}:* {write_range(posting)} a year"]
    lines += [f"• {against_band(posting, checked.band)}"] if checked.band else []
    lines += [
        f"• {escape(under_law(posting, law))} ({linked(source)}, {source.as_of})"
        for law, source in checked.laws
    ]
    return "\n".join(lines if checked.laws else [*lines, f"• {escape(unknown)}"])
