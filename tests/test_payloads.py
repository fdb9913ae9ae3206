"""What the outbox keeps of a payload: each is read as the class it was written from, and every key stays."""

from datetime import date
from typing import Any

import pytest
from pydantic import ValidationError
from sqlalchemy.dialects import sqlite

from bot.store.payloads import Card, Payload, PayloadJson, Reminder, ReviewQuestions, Turn

COLUMN = PayloadJson()
DIALECT = sqlite.dialect()
RUNG = {"kind": "card", "requisitions": [4], "rungs": ["card"], "audience": "C1"}
QUESTIONS = {"kind": "review", "review": 2, "requisitions": [4], "audience": "U1", "day": "2026-11-03"}


@pytest.mark.parametrize(
    ("stored", "expected"),
    [
        ({"kind": "card", "requisitions": [4]}, Card(requisitions=(4,))),
        (RUNG, Reminder(kind="card", requisitions=(4,), rungs=("card",), audience="C1")),
        (
            {
                **RUNG,
                "kind": "digest",
                "requisitions": [4, 5],
                "rungs": ["card", "digest-5"],
                "day": "2026-11-03",
            },
            Reminder(
                kind="digest",
                requisitions=(4, 5),
                rungs=("card", "digest-5"),
                audience="C1",
                day=date(2026, 11, 3),
            ),
        ),
        (QUESTIONS, ReviewQuestions(requisitions=(4,), review=2, audience="U1", day=date(2026, 11, 3))),
        (
            {**QUESTIONS, "sent_to": "D1", "ts": "1.5"},
            ReviewQuestions(
                requisitions=(4,), review=2, audience="U1", day=date(2026, 11, 3), sent_to="D1", ts="1.5"
            ),
        ),
        ({"kind": "review", "review": 2, "requisitions": [4]}, ReviewQuestions(requisitions=(4,), review=2)),
        ({"kind": "turn", "scoping": 7}, Turn(scoping=7)),
    ],
)
def test_each_shape_is_read_as_its_class_and_written_with_the_same_keys(
    stored: dict[str, Any], expected: Payload
) -> None:
    read = COLUMN.process_result_value(stored, DIALECT)
    assert type(read) is type(expected)
    assert read == expected
    assert COLUMN.process_bind_param(read, DIALECT) == stored


def test_a_reminder_without_a_day_is_one_whose_day_is_not_claimed() -> None:
    """The release before writes null, and reads a missing key alike."""
    read = COLUMN.process_result_value({**RUNG, "day": None}, DIALECT)
    assert COLUMN.process_bind_param(read, DIALECT) == RUNG


def test_what_the_release_after_adds_is_kept() -> None:
    stored = {"kind": "turn", "scoping": 7, "mood": "calm"}
    assert COLUMN.process_bind_param(COLUMN.process_result_value(stored, DIALECT), DIALECT) == stored


@pytest.mark.parametrize(
    "stored", [{}, {"kind": "poem"}, {"kind": "turn"}, {"kind": "card", "requisitions": []}]
)
def test_what_is_of_no_kind_is_refused(stored: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        COLUMN.process_result_value(stored, DIALECT)
