"""The shape of roles.toml: the seven roles, and the umbrella title "LLM engineer"."""

from typing import Annotated, Literal

from pydantic import Field

from content.schema.base import Phrase, Strict, Text

UMBRELLA = "llm_engineer"
"""The id that stands for "LLM engineer" without a specialty."""


class Confusion(Strict):
    """Another role that this one is mistaken for, and why."""

    role: str
    because: Text


class RoleText(Strict):
    """What is said of a role, and of the umbrella title."""

    name: Text
    short: Annotated[str, Field(min_length=1, max_length=20)]
    words: tuple[Phrase, ...]
    in_short: Text
    does: tuple[Text, ...] = Field(min_length=3)
    output: Text
    on_call: Literal["yes", "sometimes", "no"]
    on_call_note: Text


class Role(RoleText):
    """One of the seven: a specialty of LLM engineering or a neighbour."""

    id: str
    meaning: Annotated[str, Field(min_length=1, max_length=75)]
    """What a choice among roles says below the name."""
    family: Literal["specialty", "neighbour"]
    does_not: tuple[Text, ...] = Field(min_length=3)
    confused_with: tuple[Confusion, ...] = Field(min_length=1)
    interview_lens: Text


class Undecided(Strict):
    """Titles that name a role with or without language models, and what is said of one."""

    words: tuple[Phrase, ...]
    says: Text


class RolesFile(Strict):
    """roles.toml."""

    source: str
    wording: str
    one_hire: Text
    umbrella: RoleText
    undecided: Undecided
    role: tuple[Role, ...] = Field(min_length=7, max_length=7)
