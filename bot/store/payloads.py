"""What a message is about that is worded when it is sent: a class for each kind, as JSON in the outbox."""

from datetime import date
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Discriminator, Tag, TypeAdapter
from sqlalchemy import JSON, Dialect
from sqlalchemy.types import TypeDecorator


class _Stored(BaseModel):
    """Keys that a later release adds are kept, so that both can run at the same time."""

    model_config = ConfigDict(frozen=True, extra="allow")


class Card(_Stored):
    """An edit that brings the card of one requisition (id) up to date."""

    kind: Literal["card"] = "card"
    requisitions: tuple[int]


class Reminder(_Stored):
    """A reminder about requisitions (ids): each with its rung; `kind` is what the rungs send, or "digest".

    `audience` is the channel or person whose calendar counts, `day` the day of theirs that is claimed.
    """

    kind: str
    requisitions: tuple[int, ...]
    rungs: tuple[str, ...]
    audience: str
    day: date | None = None


class ReviewQuestions(_Stored):
    """The questions of a look-back (id) at one requisition (id), or an edit of the message that asked them.

    `day` is the day of the recipient that is claimed. `sent_to` and `ts` say where the message is, once sent.
    """

    kind: Literal["review"] = "review"
    requisitions: tuple[int]
    review: int
    audience: str | None = None
    day: date | None = None
    sent_to: str | None = None
    ts: str | None = None


class Turn(_Stored):
    """A turn of a conversation (id), which keeps its buttons only while it is the latest."""

    kind: Literal["turn"] = "turn"
    scoping: int


Payload = Card | Reminder | ReviewQuestions | Turn


def _class_of(stored: dict[str, Any]) -> str:
    """Which class was stored: an edit of a card and a reminder that is a card are of the kind "card" both."""
    kind = stored.get("kind")
    if kind in ("turn", "review"):
        return str(kind)
    return "reminder" if "rungs" in stored else "card"


_PAYLOAD: TypeAdapter[Payload] = TypeAdapter(
    Annotated[
        Annotated[Card, Tag("card")]
        | Annotated[Reminder, Tag("reminder")]
        | Annotated[ReviewQuestions, Tag("review")]
        | Annotated[Turn, Tag("turn")],
        Discriminator(_class_of),
    ]
)


class PayloadJson(TypeDecorator[Payload]):
    """A column with the payload of a message; reading one that is of no kind is a ValidationError."""

    impl = JSON(none_as_null=True)
    cache_ok = True

    def process_bind_param(self, value: Payload | None, _dialect: Dialect) -> dict[str, Any] | None:
        """Write it without what is not set: a key that is there says something."""
        return None if value is None else value.model_dump(mode="json", exclude_none=True)

    def process_result_value(self, value: dict[str, Any] | None, _dialect: Dialect) -> Payload | None:
        """Read it as the class it was written from."""
        return None if value is None else _PAYLOAD.validate_python(value)
