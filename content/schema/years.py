"""The shape of years.toml: when a technology was first there."""

from datetime import date
from typing import Self

from pydantic import Field, model_validator

from content.schema.base import Phrase, Strict, Text


class Technology(Strict):
    """A technology, and the day it appeared. Before `public` it was in research only."""

    name: Text
    words: tuple[Phrase, ...] = Field(min_length=1)
    since: date
    public: date | None = None
    source: str
    public_source: str | None = None

    @model_validator(mode="after")
    def _ordered(self) -> Self:
        if (self.public is None) != (self.public_source is None):
            raise ValueError(f"{self.name} needs public and public_source, or neither")
        if self.public is not None and self.public < self.since:
            raise ValueError(f"{self.name} was not public before it was there")
        return self


class YearsFile(Strict):
    """years.toml."""

    technology: tuple[Technology, ...] = Field(min_length=1)
