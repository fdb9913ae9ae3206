"""The shape of fundamentals.toml: what outlives the tools of the day."""

from pydantic import Field

from content.schema.base import Strict, Text, Wording


class Fundamental(Strict):
    """Something that outlives the tools of the day; `question` in interview.toml tests it.

    `must_have` says how it shows in each role, by the role's id. A must-have or an outcome with one of
    `words` shows it.
    """

    id: str
    name: Text
    must_have: dict[str, Text]
    question: str
    words: tuple[Wording, ...] = Field(min_length=1)


class FundamentalsFile(Strict):
    """fundamentals.toml."""

    source: str
    wording: str
    fundamental: tuple[Fundamental, ...] = Field(min_length=4, max_length=4)
