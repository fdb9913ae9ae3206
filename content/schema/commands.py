"""The shape of commands.toml: what people can type."""

from typing import Annotated

from pydantic import Field

from content.schema.base import Strict, Text


class Prompt(Strict):
    """What Slack suggests above an empty conversation, and what it sends."""

    title: Text
    sends: Text


class Command(Strict):
    """One thing a person can type."""

    name: Annotated[str, Field(pattern=r"^[a-z]+$")]
    description: Annotated[str, Field(min_length=1, max_length=100)]
    usage: Text
    prompt: tuple[Prompt, ...] = ()
    explains: Text
    examples: tuple[Text, ...] = Field(min_length=1)
