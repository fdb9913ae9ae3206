"""Answers texts for a program: one JSON object a line goes in, one comes out."""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, TypeVar

from pydantic import JsonValue, ValidationError

from content.schema.base import Strict


class TextRow(Strict):
    """A text, and the id that its answer carries too, as it was given."""

    id: JsonValue
    text: str


_Row = TypeVar("_Row", bound=TextRow)


def lines_of(data: bytes) -> list[str]:
    """The lines of a file of rows, also with a byte-order mark. UnicodeDecodeError if it is not UTF-8."""
    return data.decode("utf-8-sig").split("\n")  # a text may have other ends of lines inside


def answer_rows(
    kind: type[_Row],
    lines: Iterable[str],
    *,
    like: str,
    answer: Callable[[_Row], Mapping[str, Any]],
    wrong: Callable[[str], object],
) -> Iterator[str]:
    """Answer each row of a file, as JSON lines with the row's id in front.

    Fields that `kind` does not have are passed over. A line that is no such row is passed over too, and
    `wrong` is told its number and what is wrong with it, beside a row with the text `like`.
    """
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            row = _read(kind, line)
        except ValueError as error:
            wrong(f'line {number}: {error} A row is like {{"id": "1", "text": "{like}"}}.')
            continue
        yield _write({"id": row.id, **answer(row)})


def _read(kind: type[_Row], line: str) -> _Row:
    """The row of a line. ValueError says in a sentence what is wrong with it."""
    try:
        given = json.loads(line)
    except json.JSONDecodeError as error:
        raise ValueError(f"this is no JSON ({error.msg}, at character {error.colno}).") from error
    except RecursionError as error:
        raise ValueError("this JSON is too deep.") from error
    if not isinstance(given, dict):
        raise ValueError("this is no object in braces.")
    try:
        return kind.model_validate({key: given[key] for key in kind.model_fields if key in given})
    except ValidationError as error:
        first = error.errors()[0]
        field = first["loc"][0]
        what = "is missing" if first["type"] == "missing" else "is no text"
        raise ValueError(f'"{field}" {what}.') from error


def _write(row: Mapping[str, Any]) -> str:
    written = json.dumps(row, ensure_ascii=False)
    try:
        written.encode()
    except UnicodeEncodeError:  # half a character, as JSON can have it
        return json.dumps(row)
    return written
