"""The shape of sourcing.toml: where to look for people for each role."""

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from content.schema.base import Strict, Text
from content.schema.searches import SITES, misread


class HireBackground(Strict):
    """Where good hires came from, whatever the role."""

    id: str
    name: Text
    why: Text


class Look(Strict):
    """One background for one role: what to find out, and what to be careful with."""

    background: str
    probe: Text
    careful: Text


class Search(Strict):
    """A search that can be copied into a site."""

    site: Literal["linkedin", "github", "google"]
    text: Annotated[str, Field(pattern=r"^[^\n`]+$")]

    @model_validator(mode="after")
    def _reads_as_the_site_expects(self) -> Self:
        if problem := misread(self.site, self.text):
            raise ValueError(f"{self.text!r} {problem}")
        return self


class Pools(Strict):
    """Where to look for one role."""

    role: str
    look: tuple[Look, ...] = Field(min_length=3, max_length=3)
    search: tuple[Search, ...]

    @model_validator(mode="after")
    def _has_every_site(self) -> Self:
        if {search.site for search in self.search} != set(SITES):
            raise ValueError(f"{self.role} needs a search for each of {', '.join(SITES)}")
        return self


class SourcingFile(Strict):
    """sourcing.toml."""

    source: str
    wording: str
    caution: Text
    background: tuple[HireBackground, ...] = Field(min_length=3, max_length=3)
    pools: tuple[Pools, ...]
