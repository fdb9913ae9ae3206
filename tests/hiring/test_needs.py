"""What somebody needs now: pains settle nothing, and what was tried or comes later is no wish."""

import pytest

from bot.hiring.reading.needs import NeedReader, for_now
from content.loading import load_content

READER = NeedReader(load_content())


@pytest.mark.parametrize(
    "text",
    [
        "it tells guests wrong answers",
        "it hallucinates",
        "the assistant makes things up all day",
        "bad answers and it is too expensive",
        "the whole thing is so slow",
    ],
)
def test_a_pain_settles_nothing_and_hires_nobody_to_test(text: str) -> None:
    reading = READER.read("", text)
    assert not reading.settled
    assert reading.belief.first != "eval_safety"


def test_testing_stays_testing_where_a_pain_is_named_with_it() -> None:
    reading = READER.read(
        "", "somebody independent who tests how often it hallucinates and may block a release"
    )
    assert reading.belief.first == "eval_safety"


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("A chat for our guests, later maybe a tuned model", "A chat for our guests,"),
        (
            "we tried fine-tuning, it went nowhere, now a search over our manuals",
            " now a search over our manuals",
        ),
        ("someday our own cluster; today the app", " today the app"),
        ("maybe three thousand", "maybe three thousand"),
        ("we need one engineer for retrieval", "we need one engineer for retrieval"),
    ],
)
def test_what_was_tried_or_comes_later_is_left_out(said: str, kept: str) -> None:
    assert for_now(said) == kept
