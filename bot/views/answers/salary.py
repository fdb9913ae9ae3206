"""The salary answer: the band, where the budget stands in it, and the source."""

from collections.abc import Sequence

from bot.hiring.answers.salary import SalaryAnswer, SalaryOverview
from bot.hiring.bands import Pay, Standing
from bot.hiring.text.currencies import name_of
from bot.hiring.text.money import Budget, write, write_budget
from bot.hiring.text.vocabulary import Request
from bot.slack.blocks import (
    Block,
    Message,
    actions,
    ask_button,
    button,
    columns,
    context,
    divider,
    header,
    section,
)
from bot.slack.ids import ActionId
from bot.slack.text import escape
from bot.views.common import source_line, unread_lines
from content.schema.bands import Figure

_BAR = 30


def build_salary_answer(answer: SalaryAnswer) -> Message:
    """Build the answer for one role."""
    pay, role = answer.pay, answer.pay.role
    title = f"{role.name} · {answer.level}" if answer.level else role.name
    blocks, summary = [header(title), *_lacks(answer.request)], [title, *_told(answer.request)]
    if answer.missing_level or pay.figure is None:
        told = _no_figure(answer)
        blocks.append(section(told))
    elif pay.capped:
        told = _budget_sentence(answer)
        blocks += _band(answer, pay.figure, told)
        summary.append(f"{_range(pay.figure)} {pay.figure.basis} pay a year.")
    else:
        told = _uncapped_sentence(answer, pay.figure)
        blocks.append(section(told))
    summary.append(told)
    notes = [f":warning: {escape(answer.warning)}"] if answer.warning else []
    notes += [escape(pay.figure.note)] if pay.figure and pay.figure.note and not answer.missing_level else []
    notes += _reading_notes(answer.request, answer.level if not answer.request.level else None)
    blocks += [context(note) for note in notes]
    place = [] if pay.figure is None else [escape(answer.place.note)]
    blocks.append(context(source_line(pay.source), *place))
    buttons = [
        button("Check a budget", ActionId.OPEN_BUDGET, role.id),
        ask_button("What the role does", f"role {role.words[0]}"),
        ask_button("Interview questions", f"interview {role.words[0]}"),
    ]
    if answer.missing_level and pay.figure:
        known = pay.figure.level
        buttons.insert(0, ask_button(f"Show {known}", f"salary {role.words[0]} {known}"))
    return Message(text=" ".join(summary), blocks=[*blocks, actions(*buttons)])


def build_salary_overview(answer: SalaryOverview) -> Message:
    """Build the answer for several roles, one line each."""
    budget = answer.request.budget
    title = (
        f"What {len(answer.pays)} roles pay"
        if answer.umbrella is None
        else f"“{answer.umbrella}” may mean five things"
    )
    blocks = [header(title), *_lacks(answer.request)]
    if answer.umbrella:
        blocks.append(
            section("Each specialty has a market of its own. Name one to see where a budget stands in it.")
        )
    told = [
        _overview_line(pay, standing, budget)
        for pay, standing in zip(answer.pays, answer.standings, strict=True)
    ]
    blocks += [
        section(text, ask_button("Show", _line_for(pay, answer.request)))
        for text, pay in zip(told, answer.pays, strict=True)
    ]
    blocks.append(divider())
    notes = [f":warning: {escape(answer.warning)}"] if answer.warning else []
    notes += _reading_notes(answer.request, None)
    blocks += [context(note) for note in notes]
    blocks.append(context(source_line(answer.source), escape(answer.place.note)))
    buttons = [button("Check a budget", ActionId.OPEN_BUDGET)]
    if answer.umbrella:
        buttons.append(ask_button("Tell them apart", "role llm engineer"))
    return Message(
        text=f"{title}: " + "; ".join(f"{pay.role.name} {_short_pay(pay)}" for pay in answer.pays),
        blocks=[*blocks, actions(*buttons)],
    )


def draw_bar(figure: Figure, budget: Budget | None) -> str:
    """Draw the band as a line of text, with the budget marked above it.

    The scale grows by one band's width at most to show the budget; an arrow points to a budget further off.
    """
    span = figure.high - figure.low
    low = max(min(figure.low, budget.low if budget else figure.low), figure.low - span)
    high = min(max(figure.high, budget.high if budget else figure.high), figure.high + span)

    def cell(amount: int) -> int:
        return round((min(max(amount, low), high) - low) / (high - low) * (_BAR - 1))

    first, last = cell(figure.low), cell(figure.high)
    band = "·" * first + "█" * (last - first + 1) + "·" * (_BAR - 1 - last)
    low_label, high_label = write(figure.low, figure.currency), write(figure.high, figure.currency)
    labels = (
        f"{' ' * first}{low_label}".ljust(max(last + 1 - len(high_label), first + len(low_label) + 1))
        + high_label
    )
    if budget is None:
        return f"{band}\n{labels}"
    left, right = cell(budget.low), cell(budget.high)
    tip = "◀" if budget.high < low else "▶" if budget.low > high else "▼"
    marks = " " * left + (tip if left == right else tip + "─" * (right - left - 1) + tip)
    return f"{marks} {write_budget(budget)}\n{band}\n{labels}"


def _band(answer: SalaryAnswer, figure: Figure, told: str) -> list[Block]:
    middle = (figure.low + figure.high) // 2
    cells = [
        f"*Low*\n{write(figure.low, figure.currency)}",
        f"*High*\n{write(figure.high, figure.currency)}",
        f"*Middle* (halfway, not a median)\n{write(middle, figure.currency)}",
        f"*Holds for*\n{figure.level}, {answer.place.id}, {figure.basis} pay a year",
    ]
    comparable = answer.budget if answer.standing else None
    return [columns(cells), section(f"```{draw_bar(figure, comparable)}```"), section(told)]


def _budget_sentence(answer: SalaryAnswer) -> str:
    budget, standing, figure = answer.budget, answer.standing, answer.pay.figure
    if figure is None or budget is None:
        return "Add a budget, like `240k`, to see where it stands in this band."
    if standing is None:
        return _other_currency(budget, figure)
    return f"Your budget of *{write_budget(budget)}* {_standing(standing, budget, figure)}."


def _other_currency(budget: Budget, figure: Figure) -> str:
    ours, theirs = map(name_of, (figure.currency, budget.currency))
    return (
        f"Your budget of *{write_budget(budget)}* is in {theirs} and this band is in {ours}. "
        "I do not convert currencies, so I do not compare them."
    )


def _standing(standing: Standing, budget: Budget, figure: Figure) -> str:
    """Say how far, in money and in percent of the end of the band that it is measured from."""
    under, over = (
        f"{write(gap, figure.currency)} ({gap / end:.1%})"
        for gap, end in ((standing.under, figure.low), (standing.over, figure.high))
    )
    one_amount = budget.low == budget.high
    if not standing.within and standing.under:
        best = figure.low - budget.high
        reach = (
            ""
            if one_amount
            else f"; even its top is {write(best, figure.currency)} ({best / figure.low:.1%}) short"
        )
        return f"is *{under} below* the low end of the band{reach}"
    if not standing.within:
        least = budget.low - figure.high
        reach = (
            ""
            if one_amount
            else f"; even its bottom is {write(least, figure.currency)} ({least / figure.high:.1%}) over"
        )
        return f"is *{over} above* the high end of the band{reach}"
    ends = [f"starts {under} below the low end"] if standing.under else []
    ends += [f"ends {over} above the high end"] if standing.over else []
    if ends:
        return "reaches into the band: it " + " and ".join(ends)
    middle = (figure.low + figure.high) / 2
    off = abs(standing.from_middle)
    side = "below" if standing.from_middle < 0 else "above"
    where = (
        f"{write(off, figure.currency)} ({off / middle:.1%}) {side} the middle"
        if off
        else "right in the middle"
    )
    of_it = "is" if one_amount else "lies"
    return f"{of_it} *inside the band*, {standing.share:.0%} of the way from low to high, {where}"


def _uncapped_sentence(answer: SalaryAnswer, figure: Figure) -> str:
    told = (
        f"There is no band: the source calls this market *uncapped*. It reports *{_range(figure)}* a year as "
        f"*{figure.basis}* compensation at {figure.level} level in the top labs."
    )
    if answer.budget is None:
        return told
    if answer.budget.currency != figure.currency:
        return f"{told} {_other_currency(answer.budget, figure)}"
    return (
        f"{told} Your budget of *{write_budget(answer.budget)}* cannot be placed in a band that has no top."
    )


def _no_figure(answer: SalaryAnswer) -> str:
    pay = answer.pay
    if answer.missing_level and pay.figure:
        told = f"*No figure for {answer.missing_level}.* The source speaks only of {pay.figure.level} here, "
        told += "and I do not work out other levels from it."
    else:
        told = f"*No figure in the source.* {escape(pay.gap or '')} A made-up band would be worse than none."
    if answer.budget:
        told += f" So I cannot say where *{write_budget(answer.budget)}* stands."
    return told


def _overview_line(pay: Pay, standing: Standing | None, budget: Budget | None) -> str:
    told = f"*{escape(pay.role.name)}*\n{_short_pay(pay)}"
    if standing and budget and pay.figure:
        told += f"\n{write_budget(budget)} {_standing(standing, budget, pay.figure)}."
    return told


def _short_pay(pay: Pay) -> str:
    figure = pay.figure
    if figure is None:
        return "no figure in the source"
    told = f"{_range(figure)} {figure.basis}, {figure.level}"
    return told if pay.capped else f"uncapped; {told} reported"


def _range(figure: Figure) -> str:
    return f"{write(figure.low, figure.currency)}–{write(figure.high, figure.currency)}"


def _line_for(pay: Pay, request: Request) -> str:
    parts = [
        "salary",
        pay.role.words[0],
        request.level or "",
        request.budget.as_written if request.budget else "",
    ]
    return " ".join(part for part in (*parts, str(request.year or "")) if part)


def _told(request: Request) -> list[str]:
    return [escape(request.lacks)] if request.lacks else []


def _lacks(request: Request) -> list[Block]:
    """What was asked for and has no figure, before everything else."""
    return [section(told) for told in _told(request)]


def _reading_notes(request: Request, assumed_level: str | None) -> list[str]:
    notes: Sequence[str] = ()
    if request.budget and request.budget.in_thousands:
        notes = (
            *notes,
            f"I read “{escape(request.budget.as_written)}” as {write_budget(request.budget)} a year.",
        )
    if assumed_level:
        notes = (*notes, f"You named no level; {assumed_level} is the only one the source has a figure for.")
    return [*notes, *unread_lines(request)]
