"""The shape of talk.toml: replies to small talk and to questions about Rolecall, and wishes as buttons."""

from typing import Annotated

from pydantic import Field

from content.schema.base import Strict, Text


class TalkReply(Strict):
    """The reply to a wish. `words` choose among several replies; `offers` are ids of wishes."""

    to: str
    words: tuple[Text, ...] = ()
    says: Text
    offers: tuple[str, ...] = Field(default=(), max_length=3)


class TalkWish(Strict):
    """A wish as a button: its label and the line it sends, with {role} or {text} in it."""

    id: str
    label: Annotated[str, Field(min_length=1, max_length=40)]
    line: Text


class TalkFile(Strict):
    """talk.toml."""

    reply: tuple[TalkReply, ...]
    wish: tuple[TalkWish, ...]
