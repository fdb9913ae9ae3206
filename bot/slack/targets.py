"""What a button or a form about a requisition carries: what to do, to which one, as it was then."""

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from bot.domain import Surface
from bot.errors import RolecallError
from bot.hiring.requisitions import Action, Requisition


class Target(BaseModel):
    """The value of a button and the private metadata of a form, as short JSON.

    For `open` the number is 0. `text` is what was typed or chosen already; `surface` and `channel` say where
    a form was opened.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    action: Action
    number: int = Field(ge=0)
    version: int = Field(ge=0)
    text: str = ""
    surface: Surface | Literal[""] = ""
    channel: str = ""

    def pack(self) -> str:
        """Write it for Slack to keep."""
        return self.model_dump_json(exclude_defaults=True)


def target(action: Action, requisition: Requisition, text: str = "") -> Target:
    """Aim at a requisition as it stands."""
    return Target(action=action, number=requisition.number, version=requisition.version, text=text)


def read_target(packed: str) -> Target:
    """Read what Slack gave back; RolecallError when it is not ours, or from another release."""
    try:
        return Target.model_validate_json(packed)
    except ValidationError as error:
        raise RolecallError(
            "This button is too old for me to read. Type `req` to see what is open."
        ) from error
