"""The shape of words.toml: words for levels, words that compare, and words to skip."""

from pydantic import Field

from content.schema.base import Phrase, Strict


class Level(Strict):
    """A level of seniority with the words people use for it."""

    id: str
    words: tuple[Phrase, ...] = Field(min_length=1)


class WordsFile(Strict):
    """words.toml."""

    versus: tuple[Phrase, ...]
    skipped: tuple[Phrase, ...]
    level: tuple[Level, ...] = Field(min_length=1)
