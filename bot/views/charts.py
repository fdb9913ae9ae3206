"""Which chart goes with an answer or a brief, and where it stands in the modal that opens for one."""

from collections.abc import Sequence

from bot.charts.characters import draw_characters
from bot.charts.chart import Bar, Chart
from bot.hiring.answers.answer import Answer
from bot.hiring.answers.salary import SalaryOverview, SourcesAnswer
from bot.hiring.bands import Pay, find_pay
from bot.hiring.briefs.brief import Brief
from bot.hiring.text.money import Budget
from bot.slack.blocks import Block, picture, preformatted
from content import Content

TITLE = "Base pay a year, by the source below"
_NO_TOP = "in total, no upper end"


def chart_of_answer(answer: Answer, content: Content) -> Chart | None:
    """The bands of the roles that were asked for, or all of them with the one marked; None without bands."""
    if isinstance(answer, SalaryOverview) and answer.of_bands:
        return _bands(answer.pays, answer.request.budget)
    if isinstance(answer, SourcesAnswer) and answer.of_bands:
        pays = [find_pay(content, role) for role in content.roles]
        return _bands(pays, answer.request.budget, marked=answer.role.id)
    return None


def chart_of_brief(brief: Brief, content: Content, *, company: bool) -> Chart | None:
    """The market's band of a brief and, for who may see what the `company` pays, its own."""
    market = brief.market
    if market is None:
        return None
    bars = [_bar(content.roles[brief.primary.role].name, market.low, market.high, capped=market.capped)]
    if company and brief.company and brief.company.currency == market.currency and not brief.market_gap:
        bars.append(Bar("Company band", brief.company.low, brief.company.high, is_asked=False))
    return _chart(bars, market.currency)


def with_chart(view: Block, chart: Chart, file: str | None) -> Block:
    """Put a chart at the top of a modal: its picture or, where Slack takes none, the same in characters."""
    drawn = [picture(TITLE, chart.words, file)] if file else preformatted(draw_characters(chart))
    return view | {"blocks": [*drawn, *view["blocks"]]}


def _bands(pays: Sequence[Pay], budget: Budget | None, marked: str = "") -> Chart | None:
    figures = [(pay, pay.figure) for pay in pays if pay.figure]
    bars = [
        _bar(pay.role.name, figure.low, figure.high, capped=pay.capped, is_asked=marked in ("", pay.role.id))
        for pay, figure in figures
    ]
    return _chart(bars, figures[0][1].currency, budget) if figures else None


def _bar(name: str, low: int, high: int, *, capped: bool, is_asked: bool = True) -> Bar:
    return Bar(name, low, high, "" if capped else _NO_TOP, has_top=capped, is_asked=is_asked)


def _chart(bars: Sequence[Bar], currency: str, budget: Budget | None = None) -> Chart | None:
    """A chart, unless no bar has a top: then there is nothing to draw."""
    comparable = budget if budget and budget.currency == currency else None
    return Chart(tuple(bars), currency, comparable) if any(bar.has_top for bar in bars) else None
