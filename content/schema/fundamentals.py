"""The shape of fundamentals.toml: what outlives the tools of the day."""

from pydantic import Field

from content.schema.base import Strict, Text, Wording


class Fundamental(Strict):
    """Something that outlives the tools of the day; `question` is the one in interview.toml that tests it.

    `must_have` says for each role, by its id, how it shows there. A must-have or an outcome with one of
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
