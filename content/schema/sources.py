"""The shape of sources.toml: who says so. A law names its source."""

from typing import Annotated, Literal

from pydantic import Field

from content.schema.base import Strict, Text


class Source(Strict):
    """Who says so: publisher, date, and what kind of evidence it is."""

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
    """Where something is the law, and who says so."""

    place: Text
    says: Text
    source: str
