"""Blocks that show data: tables with pages and sorting, and simple charts."""

from collections.abc import Sequence
from typing import Any

from nicegui import ui

from bot.local_slack.page.richtext import rich_text_html
from bot.local_slack.page.surface import Json, Surface
from bot.local_slack.page.widgets import icon_button, tag
from bot.local_slack.text.shown import Names

# Each at least 3 : 1 on the paper of the light and of the dark page; text takes the page's own colour.
PALETTE = ["#3f8f68", "#b07d2b", "#5b7fc7", "#c0674a", "#9370c4", "#4f9499"]
GRID = {"color": "#7d89834d"}
AXIS = {"color": "#7d8983"}
DEFAULT_PAGE_SIZE = 5


def cell_text(cell: Json) -> str:
    """Return a cell as plain letters, for sorting and for chart-like reading."""
    if cell.get("type") == "rich_text":
        return "".join(
            str(part.get("text", "")) for section in cell["elements"] for part in section.get("elements", [])
        )
    return str(cell.get("text") or cell.get("value", ""))


def render_cell(cell: Json, names: Names) -> None:
    """Show one table cell: plain text, a number or rich text."""
    if cell.get("type") == "rich_text":
        ui.html(rich_text_html(cell, names), sanitize=False)
    else:
        tag("span", "", cell_text(cell))


def render_table(surface: Surface, block: Json) -> None:
    """Show a table block: first row as header, columns aligned as its settings say."""
    settings: Sequence[Json] = [setting or {} for setting in block.get("column_settings") or []]

    def column_class(index: int) -> str:
        setting = settings[index] if index < len(settings) else {}
        return f"align-{setting.get('align', 'left')}" + ("" if setting.get("is_wrapped") else " one-line")

    with tag("div", "table-scroll", tabindex=0, role="region", aria_label="Table"), tag("table", "data"):
        for number, row in enumerate(block["rows"]):
            with tag("tr"):
                for index, cell in enumerate(row):
                    with tag("td" if number else "th", column_class(index), scope=None if number else "col"):
                        render_cell(cell, surface.names)


class DataTable:
    """A data_table block: a page at a time, sorted by the column whose header was clicked."""

    def __init__(self, surface: Surface, block: Json) -> None:
        self._surface = surface
        self._header, *self._rows = block["rows"]
        self._caption = str(block.get("caption", ""))
        self._size = int(block.get("page_size", DEFAULT_PAGE_SIZE))
        self._named_by = int(block.get("row_header_column_index", 0))
        self._page = 0
        self._sorted_by: int | None = None
        self._descending = False
        self._place = tag("div", "data-table")
        self._draw()

    def _sort(self, column: int) -> None:
        self._descending = self._sorted_by == column and not self._descending
        self._sorted_by = column
        self._page = 0
        self._draw()

    def _turn(self, by: int) -> None:
        self._page += by
        self._draw()

    def _visible(self) -> list[Sequence[Json]]:
        rows = list(self._rows)
        column = self._sorted_by
        if column is not None:
            rows.sort(key=lambda row: _sort_key(row[column]), reverse=self._descending)
        return rows[self._page * self._size : (self._page + 1) * self._size]

    def _draw(self) -> None:
        self._place.clear()
        with self._place:
            with (
                tag("div", "table-scroll", tabindex=0, role="region", aria_label=self._caption),
                tag("table", "data"),
            ):
                tag("caption", "", self._caption)
                with tag("tr"):
                    for index, cell in enumerate(self._header):
                        self._draw_header(index, cell)
                for row in self._visible():
                    with tag("tr"):
                        for index, cell in enumerate(row):
                            number = "align-right" if cell.get("type") == "raw_number" else ""
                            with tag("th" if index == self._named_by else "td", number):
                                render_cell(cell, self._surface.names)
            pages = -(-len(self._rows) // self._size)
            if pages > 1:
                with tag("div", "pager"):
                    back = icon_button("chevron_left", "Previous page", lambda: self._turn(-1))
                    tag("span", "muted", f"Page {self._page + 1} of {pages}")
                    forward = icon_button("chevron_right", "Next page", lambda: self._turn(1))
                back.props["disabled"] = self._page == 0
                forward.props["disabled"] = self._page == pages - 1

    def _draw_header(self, index: int, cell: Json) -> None:
        number = self._rows[0][index].get("type") == "raw_number"
        current = self._sorted_by == index
        direction = ("descending" if self._descending else "ascending") if current else "none"
        with tag("th", "align-right" if number else "", scope="col", aria_sort=direction):
            heading = tag("button", "sort", cell_text(cell), type="button")
            heading.on("click", lambda: self._sort(index), args=[])
            if current:
                with heading:
                    ui.icon("arrow_downward" if self._descending else "arrow_upward")


def _sort_key(cell: Json) -> tuple[int, float, str]:
    if cell.get("type") == "raw_number":
        return (0, float(cell["value"]), "")
    return (1, 0.0, cell_text(cell).casefold())


def render_chart(block: Json) -> None:
    """Show a data_visualization block as a chart, its numbers also readable as a table by a screen reader."""
    chart = block["chart"]
    with tag("figure", "chart"):
        tag("figcaption", "", block.get("title", ""))
        ui.echart(chart_options(chart), renderer="svg").classes("chart-canvas").props["aria-hidden"] = "true"
        with tag("table", "screen-reader"):
            for name, label, value in chart_points(chart):
                with tag("tr"):
                    tag("th", "", f"{name} {label}".strip(), scope="row")
                    tag("td", "", str(value))


def chart_points(chart: Json) -> list[tuple[str, str, Any]]:
    """Return every number of a chart as (series, label, value)."""
    if chart["type"] == "pie":
        return [("", segment["label"], segment["value"]) for segment in chart["segments"]]
    return [
        (series["name"], point["label"], point["value"])
        for series in chart["series"]
        for point in series["data"]
    ]


def chart_options(chart: Json) -> dict[str, Any]:
    """Return the drawing of a pie, bar, line or area chart in the terms of the charting library."""
    shared: dict[str, Any] = {"color": PALETTE, "tooltip": {"trigger": "item"}, "animation": False}
    if chart["type"] == "pie":
        parts = [{"name": segment["label"], "value": segment["value"]} for segment in chart["segments"]]
        return {**shared, "series": [{"type": "pie", "radius": ["45%", "75%"], "data": parts}]}
    axes = chart.get("axis_config") or {}
    categories = axes.get("categories") or [point["label"] for point in chart["series"][0]["data"]]
    whole = all(isinstance(value, int) for *_, value in chart_points(chart))  # an axis of counts has no 0.5
    drawn = []
    for series in chart["series"]:
        values = {point["label"]: point["value"] for point in series["data"]}
        drawn.append(
            {
                "name": series["name"],
                "type": "bar" if chart["type"] == "bar" else "line",
                "data": [values.get(category) for category in categories],
                "barMaxWidth": 36,
                **({"areaStyle": {"opacity": 0.25}} if chart["type"] == "area" else {}),
            }
        )
    return {
        **shared,
        "legend": {"bottom": 0, "show": len(drawn) > 1},
        "grid": {
            "left": 8,
            "right": 16,
            "top": 32,
            "bottom": 36 if len(drawn) > 1 else 24,
            "containLabel": True,
        },
        "xAxis": {
            "type": "category",
            "data": categories,
            "name": axes.get("x_label", ""),
            "nameLocation": "middle",
            "nameGap": 28,
            "axisLine": {"lineStyle": AXIS},
        },
        "yAxis": {
            "type": "value",
            "name": axes.get("y_label", ""),
            "nameTextStyle": {"align": "left"},
            "minInterval": 1 if whole else 0,
            "splitLine": {"lineStyle": GRID},
        },
        "series": drawn,
    }
