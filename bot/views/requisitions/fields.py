"""The fields of forms about requisitions: what stands in each, and the inputs made of them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from bot.slack.blocks import Block
from bot.slack.ids import Req
from bot.slack.inputs import (
    channel_input,
    input_block,
    text_input,
)
from bot.views.targets import Target

_TITLE = 150
_DESCRIPTION = 3000
_REASON = 500


@dataclass(frozen=True, slots=True)
class Filled:
    """The contents of a form, by field: typed before, or taken from a message or requisition."""

    values: Mapping[Req, str] = field(default_factory=dict)

    def get(self, name: Req) -> str:
        """The value of a field, "" for none."""
        return self.values.get(name, "")


def block_id(name: Req, aim: Target) -> str:
    """The id of an input's block, which says of what: Slack forgets what another form in its place held."""
    return f"{name.value}.{aim.number}.{aim.version}"


@dataclass(frozen=True, slots=True)
class Fields:
    """Makes the inputs of one form: each knows the form's version, and what it holds."""

    aim: Target
    filled: Filled

    def chosen(self, name: Req) -> str | None:
        """What is chosen in a field; None for nothing."""
        return self.filled.get(name) or None

    def input(
        self, name: Req, label: str, element: Block, *, hint: str = "", optional: bool = False
    ) -> Block:
        """An input around an element."""
        return input_block(block_id(name, self.aim), label, element, hint=hint, optional=optional)

    def text(self, name: Req, label: str, placeholder: str, **how: Any) -> Block:
        """An input for text, with what was typed in it."""
        looks = {key: how.pop(key) for key in ("most", "multiline") if key in how}
        return self.input(
            name, label, text_input(name, placeholder, typed=self.filled.get(name), **looks), **how
        )

    def title(self) -> Block:
        """The title."""
        return self.text(Req.TITLE, "Title", "Senior LLM engineer", most=_TITLE)

    def work(self) -> Block:
        """What the work is."""
        return self.text(
            Req.DESCRIPTION,
            "What is the work?",
            "What exists in six months that does not exist today?",
            most=_DESCRIPTION,
            multiline=True,
            optional=True,
            hint="About the role only: nothing about applicants.",
        )

    def channel(self) -> Block:
        """The hiring channel."""
        return self.input(
            Req.CHANNEL,
            "Hiring channel",
            channel_input(Req.CHANNEL, "Where?", self.chosen(Req.CHANNEL)),
            hint="Its card and reminders go there. Invite me to it, or I cannot post.",
        )

    def reason(self, needed: str = "") -> Block:
        """Why; it may be left out unless a hint says why it is `needed`."""
        typed = "Because …"
        return self.text(
            Req.REASON, "Why", typed, most=_REASON, multiline=True, hint=needed, optional=not needed
        )
