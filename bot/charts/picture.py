"""The picture itself: bands as bars, their names before them, a dashed line for the budget; a PNG.

It has its own light ground, so that it reads the same in Slack's light and dark. The font is Pillow's own,
which has no letters beyond English and no sign but the dollar's.
"""

from io import BytesIO
from textwrap import wrap

from PIL import Image, ImageDraw, ImageFont

from bot.charts.chart import Bar, Chart, amounts, budget_words
from bot.hiring.text.money import write

WIDTH = 720
_NAMES, _RIGHT, _TOP, _BOTTOM = 250, 38, 68, 52  # what is left around the bars
_ROW, _BAR, _PAD = 60, 38, 12
_NAME_LETTERS = 22  # in a line of a name
_GROUND, _INK, _GREY, _GRID = "#ffffff", "#1d1c1d", "#595959", "#dddddd"
_ASKED, _OTHER, _BUDGET = "#1f5c4a", "#5a756c", "#b3261e"
_DASH = 10  # pixels


def draw_picture(chart: Chart) -> bytes:
    """Draw the chart as a PNG of 720 pixels' width, which stay legible in a modal's 420."""
    height = _TOP + _ROW * len(chart.bars) + _BOTTOM
    image = Image.new("RGB", (WIDTH, height), _GROUND)
    _Drawing(chart, ImageDraw.Draw(image), height).draw()
    out = BytesIO()
    image.quantize(64).save(out, "PNG", optimize=True)
    return out.getvalue()


class _Drawing:
    """One picture while it is drawn."""

    def __init__(self, chart: Chart, pen: ImageDraw.ImageDraw, height: int) -> None:
        self._chart, self._pen = chart, pen
        self._foot = height - _BOTTOM
        self._along = chart.along(WIDTH - _NAMES - _RIGHT)
        self._font = ImageFont.load_default(20)

    def draw(self) -> None:
        """Draw the axis, the bars over it, the budget over both, and what is read on top."""
        chart = self._chart
        for tick in chart.ticks:
            x = self._x(tick)
            self._pen.line((x, _TOP - _PAD, x, self._foot), _GRID, 2)
            self._write(x, self._foot + 24, write(tick, chart.currency), _GREY)
        rows = [(bar, _TOP + row * _ROW + (_ROW - _BAR) // 2) for row, bar in enumerate(chart.bars)]
        for bar, top in rows:
            if bar.has_top:
                across = (self._x(bar.low), top, self._x(bar.high), top + _BAR)
                self._pen.rectangle(across, _colour(bar))
        self._budget()
        for bar, top in rows:
            self._tell(bar, top + _BAR // 2)

    def _x(self, amount: int) -> int:
        return _NAMES + self._along(amount)

    def _tell(self, bar: Bar, middle: int) -> None:
        """Write a band's name before its row, and its amounts where there is room for them."""
        name = "\n".join(wrap(bar.name, _NAME_LETTERS))
        self._pen.text((_NAMES - 20, middle), name, _INK, self._font, "rm", align="right")
        told, left, right = amounts(bar, self._chart.currency), self._x(bar.low), self._x(bar.high)
        if bar.note:
            told += f" {bar.note}"
        wide = self._pen.textlength(told, self._font) + 2 * _PAD
        if not bar.has_top:
            self._write(WIDTH - _RIGHT, middle, f"{told} »", _INK, "rm", on=_GROUND)
        elif wide - _PAD < right - left:
            self._write((left + right) // 2, middle, told, _GROUND, "mm", on=_colour(bar))
        elif right + wide < WIDTH:
            self._write(right + _PAD, middle, told, _INK, "lm", on=_GROUND)
        else:
            self._write(left - _PAD, middle, told, _INK, "rm", on=_GROUND)

    def _budget(self) -> None:
        budget, (low, high) = self._chart.budget, self._chart.ends
        if budget is None:
            return
        places = [self._x(budget.low), self._x(budget.high)]
        beyond = budget.high < low or budget.low > high
        for x in places if not beyond else ():
            self._pen.line((x, _TOP, x, self._foot), _GROUND, 8)
            for top in range(_TOP - _PAD, self._foot, 2 * _DASH):
                self._pen.line((x, top, x, min(top + _DASH, self._foot)), _BUDGET, 4)
        told = budget_words(self._chart)
        if beyond:
            told += ", further to the left" if budget.high < low else ", further to the right"
        half = self._pen.textlength(told, self._font) / 2 + _PAD
        middle = min(max(sum(places) / 2, half), WIDTH - half)
        self._write(round(middle), _TOP - _PAD - 24, told, _BUDGET)

    def _write(self, x: int, y: int, text: str, colour: str, anchor: str = "mm", *, on: str = "") -> None:
        """Write a line; `on` is the colour around its letters, so that no line runs through them."""
        self._pen.text(
            (x, y), text, colour, self._font, anchor, stroke_width=4 if on else 0, stroke_fill=on or None
        )


def _colour(bar: Bar) -> str:
    return _ASKED if bar.is_asked else _OTHER
