"""The shape of words.toml: the words people use for levels, and those that say nothing."""

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
