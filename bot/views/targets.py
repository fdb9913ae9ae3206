"""The values of buttons and forms: what to do, and to which requisition, conversation or brief."""

import base64
import zlib
from typing import Literal, TypeVar

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from bot.actors import Surface
from bot.errors import RolecallError
from bot.hiring.requisitions import Action, Requisition
from bot.slack.blocks import BUTTON_VALUE

_TOO_OLD = "This button is too old for me to read."
_UNZIPPED = 100_000  # bytes, whatever is in a button
_Model = TypeVar("_Model", bound=BaseModel)


class Target(BaseModel):
    """The value of a button and the private metadata of a form, as short JSON.

    For `open` the number is 0. `text` is what was typed or chosen already. `surface` and `channel` say where
    a form was opened, `brief` for which brief (id) a requisition is opened. `then` are the numbers of those
    that the same is asked about next.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    action: Action
    number: int = Field(ge=0)
    version: int = Field(ge=0)
    text: str = ""
    surface: Surface | Literal[""] = ""
    channel: str = ""
    brief: int = 0
    then: tuple[int, ...] = ()

    def pack(self) -> str:
        """The JSON for Slack to keep."""
        return self.model_dump_json(exclude_defaults=True)


def target(action: Action, requisition: Requisition, text: str = "") -> Target:
    """Build the target of a requisition in its present version."""
    return Target(action=action, number=requisition.number, version=requisition.version, text=text)


def read_target(packed: str) -> Target:
    """Read a target from Slack; RolecallError when it is not ours, or from another release."""
    return _read(Target, packed, "Type `req` to see what is open.")


class Subject(BaseModel):
    """The value of a button that begins a conversation: what to scope. All empty: a role nobody described.

    `requisition` is a number. `message` is the place of a text in direct messages ("D1:1700000000.000100"),
    when the text is too long for a button; one that is a little too long is `zipped`. `channel` says where to
    talk, for a button in a form.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    requisition: int = Field(default=0, ge=0)
    text: str = ""
    message: str = ""
    channel: str = ""
    zipped: str = ""

    @property
    def fits(self) -> bool:
        """Whether a button has room for all of it."""
        return len(self.pack()) <= BUTTON_VALUE

    def pack(self) -> str:
        """The JSON for Slack to keep."""
        packed = self.model_dump_json(exclude_defaults=True)
        if len(packed) <= BUTTON_VALUE or not self.text:
            return packed
        zipped = base64.b64encode(zlib.compress(self.text.encode(), 9)).decode()
        return self.model_copy(update={"text": "", "zipped": zipped}).model_dump_json(exclude_defaults=True)


def read_subject_of(packed: str) -> Subject:
    """Read a subject from Slack; RolecallError when it is not ours, or from another release."""
    instead = "Type `role scope` and say which role it is."
    subject = _read(Subject, packed, instead)
    if not subject.zipped:
        return subject
    try:
        text = (
            zlib.decompressobj()
            .decompress(base64.b64decode(subject.zipped, validate=True), _UNZIPPED)
            .decode()
        )
    except (ValueError, zlib.error) as error:
        raise RolecallError(f"{_TOO_OLD} {instead}") from error
    return subject.model_copy(update={"text": text, "zipped": ""})


class TurnTarget(BaseModel):
    """The value of a button in a conversation, and the private metadata of its forms.

    `question` is the question above the button, `choice` the chosen option; `answer` sends what was chosen in
    the input above it. `channel` says where a form was opened.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    scoping: int = Field(ge=1)
    does: Literal[
        "answer",
        "choose",
        "not_so",
        "not_sure",
        "words",
        "why",
        "back",
        "skip",
        "hand_over",
        "cancel",
        "rank",
        "keep",
        "decide",
        "resume",
    ]
    question: str = ""
    choice: str = ""
    channel: str = ""

    def pack(self) -> str:
        """The JSON for Slack to keep."""
        return self.model_dump_json(exclude_defaults=True)


def read_turn(packed: str) -> TurnTarget:
    """Read a turn from Slack; RolecallError when it is not ours, or from another release."""
    return _read(TurnTarget, packed, "Type `role scope` to begin a conversation.")


class BriefTarget(BaseModel):
    """The value of a button about a brief, and the private metadata of its form: which brief and version.

    `channel` says where a form was opened.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    brief: int = Field(ge=1)
    revision: int = Field(ge=1)
    does: Literal["sign", "edit", "skill", "all", "export", "open"]
    channel: str = ""

    def pack(self) -> str:
        """The JSON for Slack to keep."""
        return self.model_dump_json(exclude_defaults=True)


def read_brief_target(packed: str) -> BriefTarget:
    """Read a brief's target from Slack; RolecallError when it is not ours, or from another release."""
    return _read(BriefTarget, packed, "Type `req brief` and the number of the requisition.")


def _read(model: type[_Model], packed: str, instead: str) -> _Model:
    try:
        return model.model_validate_json(packed)
    except ValidationError as error:
        raise RolecallError(f"{_TOO_OLD} {instead}") from error
