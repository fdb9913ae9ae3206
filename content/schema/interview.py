"""The shape of interview.toml: the four questions."""

from pydantic import Field

from content.schema.base import Strict, Text


class Question(Strict):
    """An interview question with what a builder's and a user's answer sound like."""

    id: str
    topic: Text
    question: Text
    builder: Text
    user: Text
    follow_up: Text


class InterviewFile(Strict):
    """interview.toml."""

    source: str
    wording: str
    promise: Text
    question: tuple[Question, ...] = Field(min_length=4, max_length=4)
