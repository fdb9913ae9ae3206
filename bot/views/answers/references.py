"""What sources say of pay: one line each, by how much they disagree, and all of them in a modal."""

from collections.abc import Iterator, Sequence

from bot.hiring.answers.salary import SourcesAnswer
from bot.hiring.bands import Standing, stand_in
from bot.hiring.references import Apart, Reference
from bot.hiring.text.money import Budget, write
from bot.slack.blocks import Block, Message, button, context, header, section
from bot.slack.ids import ActionId
from bot.slack.tables import linked_cell
from bot.slack.text import escape
from content.schema.pay import ALL, NOT_SAID, PaySource

MOST_SOURCES = 40
"""References in the modal with all of them: a view has room for a hundred blocks."""

_KINDS = {
    "official statistics": "a whole occupation",
    "posted ranges": "all adverts of a title",
    "self-reported": "what people say they earn",
    "data vendor": "a vendor's data",
    "salary guide": "a recruiter's guide",
    "practitioner article": "one firm's experience",
    "one posting": "one employer's advert",
}  # what a kind of evidence is, where two of them disagree
_BASIS = {"base": "base", "total": "total pay", "unclear": "basis not said"}
_OF_BASIS = {"base pay", "total pay", "base or total not said"}  # what a difference says of it already


def reference_line(reference: Reference, budget: Budget | None = None, period: str = "year") -> str:
    """One line: the range, for whom and where, the evidence, who and when, and a budget against it."""
    figure = reference.figure
    holds = [*reference.differs] or [*_level(figure.level), *figure.places]
    basis = [] if set(holds) & _OF_BASIS else [_BASIS[figure.basis]]
    line = f"*{amounts(reference)}* · {' · '.join(map(escape, (*holds, *basis)))} · {_told_by(reference)}"
    yours = against(reference, budget, period)
    return f"{line}. {yours}" if yours else line


def told_by_cell(reference: Reference) -> Block:
    """Build a cell that says how it is known, who says so, and when."""
    source = reference.source
    stale = ", more than a year old" if reference.is_stale else ""
    evidence = _evidence(reference, in_short=True)
    return linked_cell(f"{evidence} · ", _publisher(source), source.url, f" {source.as_of}{stale}")


def _told_by(reference: Reference) -> str:
    told = f"{_evidence(reference, in_short=False)} · {who(reference.source)} {reference.source.as_of}"
    return f"{told}, more than a year old" if reference.is_stale else told


def apart_sentence(apart: Apart) -> str:
    """Say by how much two references disagree, and what differs between them."""
    code = apart.lower.figure.currency
    lower, higher = (_KINDS[each.source.kind] for each in (apart.lower, apart.higher))
    against = f"{lower} against {higher}" if lower != higher else f"each is {lower}"
    low, high = (_gap(gap, code) for gap in (apart.at_low, apart.at_high))
    return f"They differ by {low} at the low and {high} at the high end: {against}."


def build_sources(answer: SourcesAnswer) -> Message:
    """Build the list of every reference for a role, each with what to be careful with."""
    title = " · ".join(("All sources", answer.role.name, *answer.asked))
    shown = answer.references[:MOST_SOURCES]
    blocks: list[Block] = [header(title), *map(section, _paragraphs(shown))]
    left = len(answer.references) - len(shown)
    notes = ["Nothing here is averaged, converted or worked out from something else."]
    blocks.append(context(*notes, *([f"{left} more are not shown."] if left else [])))
    return Message(f"{title}: {len(answer.references)} figures.", blocks)


def sources_button(line: str) -> Block:
    """Build the button that opens all sources."""
    return button("All sources", ActionId.SOURCES, line)


def who(source: PaySource) -> str:
    """The publisher's name, linked."""
    return f"<{source.url}|{escape(_publisher(source))}>"


def _publisher(source: PaySource) -> str:
    return source.publisher.partition(",")[0]


def _paragraphs(references: Sequence[Reference]) -> Iterator[str]:
    for each in references:
        figure, source = each.figure, each.source
        told = [reference_line(each), f"{escape(source.title)}. {escape(source.caution)}"]
        if figure.quartiles_of_low and figure.quartiles_of_high:
            low, high = (
                "–".join(write(end, figure.currency) for end in ends)
                for ends in (figure.quartiles_of_low, figure.quartiles_of_high)
            )
            told.append(f"Middle half of the low ends {low}, of the high ends {high}.")
        told += [escape(figure.note)] if figure.note else []
        yield "\n".join(told)


def amounts(reference: Reference) -> str:
    """Write what a source says, in the words of its kind of figure."""
    figure = reference.figure
    low, middle, high = (
        write(each, figure.currency) if each else "" for each in (figure.low, figure.middle, figure.high)
    )
    span = f"{low}–{high}" if low and high else ""
    told = {
        "range": span,
        "median": f"{middle} median",
        "middle half": f"{span}, median {middle}" if middle else f"{span}, the middle half",
        "median ends": span,
        "mean and range": f"{span}, mean {middle}",
        "mean of midpoints": f"{middle} mean",
        "starting pay": f"from {low or middle}",
        "ceiling": f"up to {high}",
    }[figure.statistic]
    return told if figure.period == "year" else f"{told} {_EACH[figure.period]}"


_EACH = {"hour": "an hour", "day": "a day", "week": "a week", "month": "a month", "year": "a year"}


def _level(level: str) -> list[str]:
    return [] if level == NOT_SAID else ["all levels"] if level == ALL else [level]


def _evidence(reference: Reference, *, in_short: bool) -> str:
    figure, source = reference.figure, reference.source
    told: str = source.kind
    if reference.is_one:
        told = "one advert"
    elif source.kind == "posted ranges" and figure.n:
        told = f"{figure.n:,} adverts"
        if not in_short:
            told += f" of {figure.companies} companies" if figure.companies else ""
            told += ", median ends" if figure.statistic == "median ends" else ""
    elif figure.n:
        told += f", {figure.n:,}"
    return f"{told}, second-hand" if source.second_hand else told


def against(reference: Reference, budget: Budget | None, period: str = "year") -> str:
    """Say where the budget stands in the range, in few words; "" where the two cannot be compared."""
    figure = reference.figure
    if budget is None or figure.currency != budget.currency or figure.period != period:
        return ""
    standing = reference.stand(budget, period)
    if standing is None:
        only = figure.middle or figure.low or figure.high
        return (
            f"Yours: {_from_one(budget, only, figure.currency)}" if only and budget.low == budget.high else ""
        )
    return f"Yours: {where(standing, budget, figure.low or 0, figure.high or 0)}"


def _from_one(budget: Budget, amount: int, code: str) -> str:
    off = budget.low - amount
    return f"{_gap(off, code)} {'above' if off > 0 else 'below'}." if off else "the same."


def stands(budget: Budget | None, low: int, high: int, currency: str) -> str:
    """Say in few words where a yearly budget stands in a range; "" where the two cannot be compared."""
    standing = stand_in(budget, low, high, currency)
    return f"Yours: {where(standing, budget, low, high)}" if standing and budget else ""


def where(standing: Standing, budget: Budget, low: int, high: int) -> str:
    """Say in few words where a budget stands in a range."""
    if not standing.within:
        gap = low - budget.high if standing.under else budget.low - high
        return f"{_gap(gap, budget.currency)} {'below' if standing.under else 'above'} it."
    return "reaches beyond it." if standing.under or standing.over else "inside."


def _gap(amount: int, code: str) -> str:
    return write(abs(amount), code)
