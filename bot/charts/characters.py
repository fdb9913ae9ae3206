"""The same bands in characters, where no picture can be: in a terminal, and while Slack refuses the file."""

from bot.charts.chart import Chart, amounts, budget_words

_BAR = 22


def draw_characters(chart: Chart) -> str:
    """Draw each band as a line of text below its name, with the budget marked above them all."""
    cell = chart.along(_BAR - 1)
    lines = []
    if chart.budget:
        left, right = cell(chart.budget.low), cell(chart.budget.high)
        low, high = chart.ends
        tip = "◀" if chart.budget.high < low else "▶" if chart.budget.low > high else "▼"
        marks = " " * left + (tip if left == right else tip + "─" * (right - left - 1) + tip)
        lines.append(f"{marks} {budget_words(chart)}")
    for bar in chart.bars:
        first, last = cell(bar.low), cell(bar.high)
        drawn = (
            "·" * first + "█" * (last - first + 1) + "·" * (_BAR - 1 - last) if bar.has_top else " " * _BAR
        )
        lines.append(f"{drawn} {bar.name}, {amounts(bar, chart.currency)} {bar.note}".rstrip())
    return "\n".join(lines)
