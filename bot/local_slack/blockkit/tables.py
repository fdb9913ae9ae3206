"""Blocks that show data: table, data_table and data_visualization (charts)."""

from typing import Any

from bot.local_slack.blockkit.rich_text import RICH_TEXT
from bot.local_slack.blockkit.shapes import (
    Fields,
    Problem,
    Problems,
    Record,
    boolean,
    items,
    number,
    one_of,
    string,
    unique,
)

_ID: Fields = {"block_id": string(255)}
_CELL = one_of(
    Record("raw_text", {"text": string(shortest=1)}),
    Record("raw_number", {"value": number(whole=False)}, {"text": string()}),
    RICH_TEXT,
)
_COLUMN = Record(optional={"align": string(among=("left", "center", "right")), "is_wrapped": boolean})


def _column_or_null(value: Any, pointer: str, problems: Problems) -> None:
    if value is not None:
        _COLUMN(value, pointer, problems)


TABLE = Record(
    "table",
    {"rows": items(items(_CELL, fewest=1, most=20), fewest=1, most=100)},
    {**_ID, "column_settings": items(_column_or_null, most=20)},
)


def _rectangle(value: dict[str, Any], pointer: str, problems: Problems) -> None:
    rows = value["rows"]
    for index, row in enumerate(rows):
        if len(row) != len(rows[0]):
            problems.append(
                Problem(f"{pointer}/rows/{index}", "conflict", "all rows must have the same number of cells")
            )
    if any(cell["type"] == "rich_text" for cell in rows[0]):
        problems.append(Problem(f"{pointer}/rows/0", "not_allowed", "header cells cannot be rich_text"))
    if value.get("row_header_column_index", 0) >= len(rows[0]):
        problems.append(
            Problem(f"{pointer}/row_header_column_index", "too_big", "must be the index of a column")
        )


DATA_TABLE = Record(
    "data_table",
    {"caption": string(shortest=1), "rows": items(items(_CELL, fewest=1, most=20), fewest=2, most=201)},
    {**_ID, "page_size": number(1, 100), "row_header_column_index": number(0)},
    (_rectangle,),
)


def _a_point_for_every_category(value: dict[str, Any], pointer: str, problems: Problems) -> None:
    categories = value["axis_config"]["categories"]
    for index, series in enumerate(value["series"]):
        if sorted(point["label"] for point in series["data"]) != sorted(categories):
            problems.append(
                Problem(f"{pointer}/series/{index}/data", "conflict", "must have one point for each category")
            )


def _axis_chart(kind: str) -> Record:
    label = string(20, shortest=1)
    point = Record(required={"label": label, "value": number(whole=False)})
    series = Record(required={"name": label, "data": items(point, fewest=1, most=20)})
    axes = Record(
        required={"categories": items(label, fewest=1, most=20)},
        optional={"x_label": string(50), "y_label": string(50)},
    )
    return Record(
        kind,
        {"series": items(series, fewest=1, most=12), "axis_config": axes},
        rules=(unique("series", "name"), _a_point_for_every_category),
    )


_SEGMENT = Record(required={"label": string(20, shortest=1), "value": number(whole=False, more_than=0)})
DATA_VISUALIZATION = Record(
    "data_visualization",
    {
        "title": string(50, shortest=1),
        "chart": one_of(
            Record("pie", {"segments": items(_SEGMENT, fewest=1, most=12)}),
            _axis_chart("bar"),
            _axis_chart("area"),
            _axis_chart("line"),
        ),
    },
    _ID,
)
