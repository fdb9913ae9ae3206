"""What comes back for a line: one kind of answer for each thing that can be asked, and help for the rest."""

from dataclasses import dataclass

from bot.hiring.adverts.check import AdvertCheck
from bot.hiring.adverts.role_reading import RoleReading
from bot.hiring.answers.flags import FlagsAnswer
from bot.hiring.answers.interview import KitAnswer
from bot.hiring.answers.roles import Comparison, RoleCard, RoleList, UmbrellaCard
from bot.hiring.answers.salary import SalaryAnswer, SalaryOverview
from bot.hiring.answers.sourcing import SourcingAnswer
from bot.hiring.text.vocabulary import Request
from content.schema.commands import Command
from content.schema.interview import Question
from content.schema.kits import Kit
from content.schema.roles import Role
from content.schema.sources import Source


@dataclass(frozen=True, slots=True)
class InterviewAnswer:
    """The four questions; `role` adds what to weigh for it, and `kit` its probes."""

    questions: tuple[Question, ...]
    promise: str
    role: Role | None
    kit: Kit | None
    sources: tuple[Source, ...]
    request: Request


@dataclass(frozen=True, slots=True)
class Help:
    """What can be typed: every command, or one of them. `greeting` when it was not asked for by name."""

    commands: tuple[Command, ...]
    greeting: bool = False


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A nearest right thing to type: what the button says and the line it sends."""

    label: str
    line: str


@dataclass(frozen=True, slots=True)
class NotUnderstood:
    """Something in the line means nothing to us: `unknown`, as written, or a `problem` in a sentence.

    `example` is a line that works, if another than the command's first shows better what is meant.
    """

    command: Command
    unknown: str | None
    problem: str | None
    suggestions: tuple[Suggestion, ...]
    example: str = ""


@dataclass(frozen=True, slots=True)
class Told:
    """A sentence or two with at most three next steps: small talk, what it does not do, a question."""

    says: str
    offers: tuple[Suggestion, ...]


Answer = (
    SalaryAnswer
    | SalaryOverview
    | RoleList
    | RoleCard
    | UmbrellaCard
    | Comparison
    | InterviewAnswer
    | KitAnswer
    | FlagsAnswer
    | SourcingAnswer
    | RoleReading
    | AdvertCheck
    | Help
    | Told
    | NotUnderstood
)


def is_about_pay(answer: Answer) -> bool:
    """Whether an answer shows pay, which stays out of channels shared with another company."""
    if isinstance(answer, RoleReading):
        return any(mismatch.about_pay for mismatch in answer.mismatches)
    if isinstance(answer, AdvertCheck):
        return answer.shows_pay
    return isinstance(answer, (SalaryAnswer, SalaryOverview, Comparison))
