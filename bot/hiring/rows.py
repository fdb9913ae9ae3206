"""Answers texts for a program: one JSON object a line goes in, one comes out."""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, TypeVar

from bot.errors import RolecallError
from content.schema.base import Strict


class TextRow(Strict):
    """A text, and the id that its answer carries too."""

    id: str
    text: str


_Row = TypeVar("_Row", bound=TextRow)


def answer_rows(
    kind: type[_Row],
    lines: Iterable[str],
    name: str,
    *,
    like: str,
    answer: Callable[[_Row], Mapping[str, Any]],
) -> Iterator[str]:
    """Answer each row of a file, as JSON lines with the row's id in front.

    Fields that `kind` does not have are passed over. RolecallError names the line of `name` that is no such
    row, and shows one with the text `like`.
    """
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            given = json.loads(line)
            row = kind.model_validate({key: given[key] for key in kind.model_fields if key in given})
        except (ValueError, TypeError) as error:
            raise RolecallError(
                f'{name}, line {number}: this is no row like {{"id": "1", "text": "{like}"}}.'
            ) from error
        yield json.dumps({"id": row.id, **answer(row)}, ensure_ascii=False)
