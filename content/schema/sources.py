"""The shape of sources.toml, and of a law that another file quotes from a source."""

from typing import Annotated, Literal

from pydantic import Field

from content.schema.base import Strict, Text


class Source(Strict):
    """A source: its publisher, its date, and what kind of evidence it is."""

    id: str
    title: Text
    publisher: Text
    url: str | None = None
    as_of: Annotated[str, Field(pattern=r"^\d{4}(-\d{2}(-\d{2})?)?$")]
    kind: Literal[
        "practitioner article",
        "posted ranges",
        "company",
        "editorial",
        "law summary",
        "announcement",
        "paper",
    ]
    data_points: int | None = Field(default=None, ge=1)
    caution: Text


class Law(Strict):
    """A law on something: in which place, what it says, and which source tells."""

    place: Text
    says: Text
    source: str
