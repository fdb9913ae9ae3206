"""What a line may ask for, whichever door it came by: the kinds of asks."""

from dataclasses import dataclass
from typing import ClassVar, Literal

from bot.hiring.lines.briefs import BriefLine
from bot.hiring.lines.hiring import ReminderChange, ReminderLine
from bot.hiring.lines.requisitions import Line, Verb

Where = Literal["command", "button", "message", "conversation"]
"""A message may be in own words; in a conversation those are answers to its question."""

_OF_REMINDERS = {"": "reminders_show", "preview": "reminders_preview", "off": "reminders_off"}


@dataclass(frozen=True, slots=True)
class Inquiry:
    """Something that content answers, or a text to read.

    `told` says what it was taken for, where it left something unsaid.
    """

    line: str
    told: str = ""
    intent: ClassVar[None] = None  # its words say it


@dataclass(frozen=True, slots=True)
class AboutRequisitions:
    """A look at requisitions or a change of one. `command` is what was typed, or what it stands for."""

    read: Line
    command: str
    in_own_words: bool = False

    @property
    def intent(self) -> str | None:
        """What it is called where lines are explained; None for no verb that we know."""
        names_more = self.read.verb is Verb.LIST and self.read.rest and self.read.page is None
        return self.read.verb.intent if self.read.verb and not names_more else None


@dataclass(frozen=True, slots=True)
class AboutReminders:
    """The reminders of a channel or of everybody: a look, or a change; `change` is in own words."""

    read: ReminderLine
    in_own_words: bool = False
    change: ReminderChange | None = None

    @property
    def intent(self) -> str:
        """What it is called where lines are explained."""
        return "reminders_change" if self.change else _OF_REMINDERS.get(self.read.word, "reminders_change")


@dataclass(frozen=True, slots=True)
class AboutInsights:
    """How roles turned out; `rest` is what was typed behind "hiring insights"."""

    rest: str
    intent: ClassVar[str] = "insights"


@dataclass(frozen=True, slots=True)
class AboutBands:
    """The company's own pay bands: all of them, for whoever may see them."""

    intent: ClassVar[None] = None


@dataclass(frozen=True, slots=True)
class RequisitionKit:
    """The interview kit for a requisition; `words` may name another role than it was defined as."""

    number: int
    words: str
    printed: bool
    intent: ClassVar[str] = "interview"


@dataclass(frozen=True, slots=True)
class AboutBrief:
    """A brief that was given no number: of the conversation `scoping`, or (None) somebody's last one."""

    read: BriefLine
    scoping: int | None = None
    intent: ClassVar[str] = "req_brief"


@dataclass(frozen=True, slots=True)
class ToScope:
    """A conversation to begin: about a requisition's number, or about words ("" for none).

    `said` is what somebody said of it to begin with; `below_reading`: more of that stands in its thread.
    """

    subject: int | str
    said: str = ""
    below_reading: bool = False
    intent: ClassVar[str] = "scope"


@dataclass(frozen=True, slots=True)
class AnswerInThread:
    """What somebody said in a conversation: an answer to its question, as they wrote it."""

    line: str
    intent: ClassVar[None] = None


@dataclass(frozen=True, slots=True)
class Both:
    """Two asks of one message, in the order in which they were said."""

    asks: tuple["Ask", ...]
    intent: ClassVar[None] = None


Ask = (
    Inquiry
    | Both
    | AboutRequisitions
    | AboutReminders
    | AboutInsights
    | AboutBands
    | RequisitionKit
    | AboutBrief
    | ToScope
    | AnswerInThread
)
