"""The table of behaviours and the tests are in step."""

import re
from pathlib import Path

import pytest

HERE = Path(__file__).parent
TABLE = HERE.parents[1] / "docs" / "local-slack.md"
ROW = re.compile(r"^\| (\d+[a-z]?) \| (.+?) \|(?: (\w+) \| (.+) \|)?$", re.MULTILINE)
BEHAVIOURS = 48


def rows() -> list[tuple[str, str, str, str]]:
    """Return number, behaviour, label and tests of each row; the last two are empty for what is not there."""
    return ROW.findall(TABLE.read_text("utf-8"))


def test_every_behaviour_is_in_the_table_once() -> None:
    numbers = [number for number, *_ in rows()]
    assert len(set(numbers)) == len(numbers)
    assert {int(each) for each in numbers if each.isdigit()} == set(range(1, BEHAVIOURS + 1))


@pytest.mark.parametrize(("number", "label", "tests"), [(row[0], row[2], row[3]) for row in rows() if row[2]])
def test_every_row_names_tests_that_exist(number: str, label: str, tests: str) -> None:
    assert label in ("documented", "observed", "assumed", "ours"), number
    named = re.findall(r"`(\w+\.py)::(\w+)`", tests)
    assert named, number
    for file, name in named:
        assert f"\ndef {name}(" in (HERE / file).read_text("utf-8"), f"{number}: {file}::{name}"
