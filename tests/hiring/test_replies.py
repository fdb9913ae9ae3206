"""Wishes in a conversation, said as people say them; and answers that look like one and are none."""

import pytest

from bot.hiring.scoping.listening import listen
from content.loading import load_content

QUESTIONS = load_content().questions


@pytest.mark.parametrize(
    ("said", "wish"),
    [
        ("could we go back to the one before", "back"),
        ("wait, back please", "back"),
        ("please cancel the whole thing", "cancel"),
        ("ok stop here", "cancel"),
        ("I'm done, write it up", "skip"),
        ("just show me the brief", "skip"),
        ("why would that matter?", "why"),
        ("what does that even mean?", "why"),
        ("honestly can't tell", "not_sure"),
        ("i dont know, you tell me", "not_sure"),
    ],
)
def test_a_wish_in_a_sentence_is_heard(said: str, wish: str) -> None:
    for question in QUESTIONS.question:
        assert listen(said, question, QUESTIONS).wish == wish, question.id


@pytest.mark.parametrize(
    "said",
    [
        "it runs on our own servers back in the office, no idea what they cost but they serve the model",
        "we would just like to fine-tune an open model on our tickets",
        "drop in accuracy after each release",
        "nobody skips the evaluation before a launch",
    ],
)
def test_an_answer_is_no_wish(said: str) -> None:
    assert {listen(said, question, QUESTIONS).wish for question in QUESTIONS.question} == {None}
