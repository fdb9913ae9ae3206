"""The range that a brief posts: put against the company's band and against the law of its place. Pure.

A person types it, with both ends. What the market pays is another figure, and never stands in its place.
"""

from dataclasses import dataclass

from bot.hiring.bands import stand_in
from bot.hiring.briefs.brief import Brief, Posting
from bot.hiring.company_bands import CompanyBand
from bot.hiring.laws import pay_laws_in
from bot.hiring.text.currencies import name_of
from bot.hiring.text.money import Budget, write
from content import Content
from content.schema.laws import PayLaw
from content.schema.sources import Source

POSTED = "posted"
"""What a decision calls the ranges that the brief it signs has to post, beside its fields."""

_ASKS = {
    "in the posting": "a range is needed in the posting",
    "before the interview": "a range is needed before the interview, not in the posting",
    "nowhere": "no range is needed",
}


@dataclass(frozen=True, slots=True)
class CheckedPosting:
    """A range to post, the company's band for its place, and its laws.

    `band` is None without one, and for who may not see it.
    """

    posting: Posting
    band: CompanyBand | None
    laws: tuple[tuple[PayLaw, Source], ...]


def check_posting(content: Content, posting: Posting, band: CompanyBand | None) -> CheckedPosting:
    """Put a range to post beside the band and the laws of its place."""
    return CheckedPosting(posting, band, pay_laws_in(content, posting.place))


def against_band(posting: Posting, band: CompanyBand) -> str:
    """Say where a range to post stands in the company's band."""
    budget = Budget(posting.low, posting.high, posting.currency, "")
    standing = stand_in(budget, band.low, band.high, band.currency)
    if standing is None:
        ours, theirs = name_of(posting.currency), name_of(band.currency)
        return f"It is in {ours} and the company's band in {theirs}, so I compare them not at all."
    ends = [f"starts {write(standing.under, band.currency)} below"] if standing.under else []
    ends += [f"ends {write(standing.over, band.currency)} above"] if standing.over else []
    return f"It {' and '.join(ends)} the company's band." if ends else "It lies inside the company's band."


def under_law(posting: Posting, law: PayLaw) -> str:
    """Say what a law asks of a range to post: whether it is needed, for whom, how wide, and what beside."""
    told = [f"{law.place}: {_ASKS[law.asks]}. {law.says[:1].upper()}{law.says[1:]}."]
    if law.upon_hire:
        told.append("So it is what somebody is paid upon hire, who starts now, not what they earn later.")
    if law.beside:
        told.append(f"It asks besides for {law.beside}.")
    widest = law.widest
    if widest and widest.forbids(posting.low, posting.high, posting.currency):
        width = write(posting.high - posting.low, posting.currency)
        told.append(f"This range is {width} wide, which is too wide there.")
    elif widest and widest.currency != posting.currency:
        told.append(f"Its limit is in {name_of(widest.currency)}, so I did not compare the width.")
    elif widest:
        told.append("The width of this range is allowed.")
    return " ".join(told)


def posted(brief: Brief) -> list[str]:
    """The ranges of a brief as a decision records them: "New York: USD 240000-280000"."""
    return [f"{each.place}: {each.currency} {each.low}-{each.high}" for each in brief.posting]
