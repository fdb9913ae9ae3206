"""What several roles pay, or one role at several levels or places: a line each."""

from bot.hiring.answers.salary import SalaryLine, SalaryOverview, SalarySteps
from bot.hiring.bands import Pay, Standing
from bot.hiring.references import ABROAD
from bot.hiring.text.money import Budget
from bot.hiring.text.vocabulary import Request
from bot.slack.blocks import Block, Message, actions, ask_button, button, context, header, section
from bot.slack.ids import ActionId
from bot.slack.tables import Cell, data_table, linked_cell
from bot.slack.text import escape
from bot.views.answers.references import against, amounts, reference_line, told_by_cell, where
from bot.views.answers.salary import range_words, reading_notes, without_extras
from bot.views.buttons import ask_menu
from bot.views.common import source_line

_MOST = 3  # sources in one message


def build_salary_overview(answer: SalaryOverview) -> Message:
    """Build the answer for several roles, one line each."""
    title, summary, blocks = _overview(answer, _MOST)
    roles = [(pay.role.name, _line_for(pay, answer.request)) for pay in answer.pays]
    buttons = [
        ask_menu("One of them", roles),
        button("Check a budget", ActionId.OPEN_BUDGET),
        *([ask_button("Tell them apart", "role llm engineer")] if answer.umbrella else []),
    ]
    return Message(f"{title}: {summary}".strip(), [*blocks, actions(*buttons)])


def overview_in_full(answer: SalaryOverview) -> list[Block]:
    """Build every role's line; the chart of the bands stands above them."""
    return _overview(answer, len(answer.lines))[2]


def _overview(answer: SalaryOverview, most: int) -> tuple[str, str, list[Block]]:
    """What is above it, the whole in a sentence, and its blocks: with so many of the other sources' lines."""
    request = answer.request
    title = (
        f"What {len(answer.pays)} roles pay"
        if answer.umbrella is None
        else f"“{answer.umbrella}” may mean five things"
    )
    title = " · ".join((title, *answer.asked))
    if answer.of_bands:
        best = {each.name: each for each in answer.lines}
        rows = [
            _role_row(pay, standing, request.budget, best.get(pay.role.name))
            for pay, standing in zip(answer.pays, answer.standings, strict=True)
        ]
        columns = ("Role", "Pay", "Says", *(("Your budget",) if request.budget else ()))
        shown = [row[: len(columns)] for row in rows]
        told = data_table("Pay a year, by role", columns, shown, page_size=len(rows))
        notes = [source_line(answer.source, cautious=answer.warning is None)]
        summary = "; ".join(f"{pay.role.name} {_short_pay(pay)}" for pay in answer.pays)
    else:
        lines, notes = _told_lines(answer.lines, request, answer.asked, most), []
        told = section("\n".join(lines))
        summary = " ".join(lines)
    lacks = escape(" ".join(each for each in (request.lacks, request.problem) if each))
    left_out = [section(lacks)] if lacks else []
    extras = without_extras(request)
    first = [section(extras)] if extras else []
    blocks: list[Block] = [header(title), *first, told, *left_out]
    warned = [f":warning: {escape(answer.warning)}"] if answer.warning else []
    blocks += [context(note) for note in (*warned, *reading_notes(request, None), *notes)]
    return title, f"{f'{extras} ' if extras else ''}{summary} {lacks}", blocks


def build_salary_steps(answer: SalarySteps) -> Message:
    """Build the answer for one role at several levels or places, side by side."""
    title = " · ".join((answer.role.name, *answer.asked))
    lacks = escape(" ".join(each for each in (answer.request.lacks, answer.request.problem) if each))
    left_out = [section(lacks)] if lacks else []
    lines = _told_lines(answer.lines, answer.request, answer.asked)
    extras = without_extras(answer.request)
    first = [section(extras)] if extras else []
    blocks = [header(title), *first, section("\n".join(lines)), *left_out]
    if sum(each.best is not None for each in answer.lines) > 1:
        blocks.append(context("Each line is its own source; a gap between two of them is no raise."))
    rows = [(each.name, each.line) for each in answer.lines]
    return Message(
        " ".join(each for each in (title, extras, *lines, lacks) if each),
        [*blocks, actions(ask_menu("One of them", rows))],
    )


def _told_lines(
    lines: tuple[SalaryLine, ...], request: Request, of: tuple[str, ...], most: int = _MOST
) -> list[str]:
    """What there is for each, and in one sentence for whom there is nothing, with the nearest."""
    period = request.asked.period
    budget = request.asked.rate if period != "year" else request.base_budget
    told = [
        f"• {escape(each.name)}: {reference_line(each.best, budget, period)}" for each in lines if each.best
    ]
    without = [each for each in lines if not each.best]
    if not without:
        return told[:most]
    names = "any of them" if not told else ", ".join(each.name for each in without)
    of = tuple(f"at {each} level" if each == request.level else each for each in of)
    nothing = " ".join(f"*No figure* {' '.join(of)} for {names}.".split())
    nearest = sorted((each.near.far, at) for at, each in enumerate(without) if each.near)
    nearest = [(far, at) for far, at in nearest if far < ABROAD] or nearest[:1]
    near = [without[at] for _, at in nearest[: max(0, most - len(told) - 1)]]
    lines_near = [
        f"• {escape(each.name)}: {reference_line(each.near, budget, period)}" for each in near if each.near
    ]
    nothing = escape(nothing) + (" The nearest, and how they differ:" if lines_near else "")
    return [*told[:most], nothing, *lines_near] if told else [nothing, *lines_near]


def _role_row(
    pay: Pay, standing: Standing | None, budget: Budget | None, line: SalaryLine | None
) -> list[Cell]:
    """A role's row: its band or another source's best figure, who says so, and the budget against it."""
    if line and line.best:
        yours = against(line.best, budget).removeprefix("Yours: ").removesuffix(".")
        return [pay.role.short, amounts(line.best), told_by_cell(line.best), yours]
    figure, source = pay.figure, pay.source
    yours = where(standing, budget, figure.low, figure.high) if standing and budget and figure else ""
    told_by = linked_cell("", source.publisher.partition(",")[0], source.url, f" {source.as_of}")
    return [pay.role.short, _short_pay(pay), told_by, yours.removesuffix(".")]


def _short_pay(pay: Pay) -> str:
    figure = pay.figure
    if figure is None:
        return "no figure in the source"
    told = f"{range_words(figure)} {figure.basis}, {figure.level}"
    return told if pay.capped else f"uncapped; {told} reported"


def _line_for(pay: Pay, request: Request) -> str:
    parts = [
        "salary",
        pay.role.words[0],
        request.level or "",
        *request.asked.places[:1],
        request.budget.as_written if request.budget else "",
    ]
    return " ".join(part for part in (*parts, str(request.year or "")) if part)
