"""The charts: what they show by their figures, in words and in characters, and that the picture shows it."""

from io import BytesIO

import pytest
from PIL import Image

from bot.charts.characters import draw_characters
from bot.charts.chart import Bar, Chart
from bot.charts.picture import draw_picture
from bot.hiring.text.money import Budget

NARROW, WIDE = Bar("Data steward", 100_000, 150_000), Bar("Site lead", 120_000, 220_000, is_asked=False)
OPEN = Bar("Founding scientist", 700_000, 900_000, "in total, no upper end", has_top=False)
BARS = (NARROW, WIDE, OPEN)


def budget(low: int, high: int | None = None) -> Budget:
    return Budget(low * 1000, (high or low) * 1000, "USD", "")


@pytest.mark.parametrize(
    ("chart", "ends", "ticks"),
    [
        (Chart(BARS, "USD"), (100, 220), [100, 120, 140, 160, 180, 200, 220]),
        (Chart((NARROW,), "USD"), (100, 150), [100, 110, 120, 130, 140, 150]),
        (Chart(BARS, "USD", budget(90, 160)), (90, 220), [100, 120, 140, 160, 180, 200, 220]),
        (Chart(BARS, "USD", budget(260)), (100, 260), [100, 150, 200, 250]),
        (Chart(BARS, "USD", budget(5_000)), (100, 340), [100, 150, 200, 250, 300]),
    ],
)
def test_the_axis_is_the_bands_and_a_budget_within_reach(
    chart: Chart, ends: tuple[int, int], ticks: list[int]
) -> None:
    assert chart.ends == tuple(each * 1000 for each in ends)
    assert [tick // 1000 for tick in chart.ticks] == ticks


def test_the_words_say_every_figure_of_the_picture() -> None:
    assert Chart(BARS, "USD", budget(90, 160)).words == (
        "Data steward $100k to $150k; Site lead $120k to $220k; Founding scientist $700k to $900k, "
        "in total, no upper end. Your budget $90k to $160k."
    )
    assert Chart((NARROW,), "USD").words == "Data steward $100k to $150k."


@pytest.mark.parametrize(
    ("asked", "above"),
    [
        (budget(100), "▼ Your budget $100k"),
        (budget(150, 160), "         ▼▼ Your budget $150k to $160k"),
        (budget(2), "▼ Your budget $2k"),
        (budget(3_000), "                     ▶ Your budget $3M"),
    ],
)
def test_in_characters_the_budget_stands_above_the_bands(asked: Budget, above: str) -> None:
    marks, first, second, third = draw_characters(Chart(BARS, "USD", asked)).split("\n")
    assert marks == above
    assert draw_characters(Chart((NARROW,), "USD", budget(2))).startswith("◀ Your budget $2k")
    assert [line.count("█") > 0 for line in (first, second, third)] == [True, True, False]
    assert first.endswith(" Data steward, $100k to $150k")
    assert len({line.index(bar.name) for line, bar in zip((first, second, third), BARS, strict=True)}) == 1


def test_the_picture_shows_bands_and_budget_where_they_are() -> None:
    chart = Chart(BARS, "USD", budget(200))
    image = Image.open(BytesIO(draw_picture(chart))).convert("RGB")
    assert image.width == 720

    def colours(row: int) -> list[tuple[int, ...]]:
        """What stands from left to right along the upper edge of a band."""
        line = (image.getpixel((x, 68 + 60 * row + 15)) for x in range(250, 683))
        return [each for each in line if isinstance(each, tuple)]

    def at(row: int, amount: int) -> tuple[int, ...]:
        return colours(row)[round((amount - 100) / 120 * 432)]

    white = (255, 255, 255)
    assert at(0, 125) != at(1, 125) != white  # what was asked for stands out
    assert at(0, 175) == at(1, 112) == white  # beside the bands there is nothing
    assert at(2, 125) == white  # a band without a top has no bar
    red = [place for place, (r, g, b, *_) in enumerate(colours(0)) if r > 150 and g < 80 and b < 80]
    assert red
    assert abs(sum(red) / len(red) - 100 / 120 * 432) < 4


def test_every_picture_has_its_own_key() -> None:
    charts = [Chart(BARS, "USD"), Chart(BARS, "USD", budget(90)), Chart((NARROW,), "USD"), Chart(BARS, "EUR")]
    assert len({chart.key for chart in charts}) == len(charts)
    assert Chart(BARS, "USD").key == Chart(BARS, "USD").key
