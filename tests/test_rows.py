"""Rows for programs: each is answered under its id, a bad one is told and passed over."""

import json
from typing import Any

import pytest

from bot.hiring.rows import TextRow, answer_rows, lines_of


def answers(data: bytes) -> tuple[list[Any], list[str]]:
    told: list[str] = []
    lines = lines_of(data)
    rows = answer_rows(TextRow, lines, like="x", answer=lambda row: {"n": len(row.text)}, wrong=told.append)
    return [json.loads(row) for row in rows], told


@pytest.mark.parametrize("id_", ["a", "", 7, 2.5, None, True, ["a", 1], {"file": 3}, "\ud83d", "ü", 10**30])
def test_an_id_stays_as_it_was(id_: Any) -> None:
    rows, told = answers(json.dumps({"id": id_, "text": "four"}).encode())
    assert (rows, told) == ([{"id": id_, "n": 4}], [])


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("{", "this is no JSON (Expecting property name enclosed in double quotes, at character 2)."),
        ("salary infra", "this is no JSON"),
        ("[1, 2]", "this is no object"),
        ('"text"', "this is no object"),
        ('{"id": 1}', '"text" is missing.'),
        ('{"text": "x"}', '"id" is missing.'),
        ('{"id": 1, "text": 5}', '"text" is no text.'),
        ('{"id": 1, "text": null}', '"text" is no text.'),
        ("[" * 100_000, "this JSON is too deep."),
    ],
)
def test_a_bad_row_is_told_and_the_rest_answered(line: str, why: str) -> None:
    good = json.dumps({"id": 1, "text": "four"})
    rows, told = answers(f"{good}\n\n{line}\n{good}\n".encode())
    assert [row["n"] for row in rows] == [4, 4]
    assert len(told) == 1
    assert told[0].startswith(f"line 3: {why}")
    assert 'like {"id": "1", "text": "x"}' in told[0]


@pytest.mark.parametrize(
    ("data", "n"),
    [
        (b'\xef\xbb\xbf{"id": 1, "text": "four"}\r\n', 4),
        ('{"id": 1, "text": "a\u2028b"}'.encode(), 3),
        ('{"id": 1, "text": "a\u0085b", "more": []}\n\n'.encode(), 3),
        (b'  {"id": 1, "text": ""}', 0),
    ],
)
def test_a_line_is_what_a_new_line_ends(data: bytes, n: int) -> None:
    assert answers(data) == ([{"id": 1, "n": n}], [])
