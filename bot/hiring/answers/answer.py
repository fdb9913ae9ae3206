"""The kinds of answers: one for each thing that can be asked, and help for the rest."""

from dataclasses import dataclass

from bot.hiring.adverts.check import AdvertCheck
from bot.hiring.adverts.role_reading import RoleReading
from bot.hiring.answers.flags import FlagsAnswer
from bot.hiring.answers.interview import KitAnswer
from bot.hiring.answers.roles import Comparison, RoleCard, RoleList, UmbrellaCard
from bot.hiring.answers.salary import PayAnswer
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
    """What can be typed: every command, or one of them. `greeting`: nobody typed "help"."""

    commands: tuple[Command, ...]
    greeting: bool = False


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Something near that can be typed: a button's label, and the line it sends."""

    label: str
    line: str


@dataclass(frozen=True, slots=True)
class NotUnderstood:
    """A line that was not understood: the `unknown` words in it, or a `problem` in a sentence.

    `example` is a line that works, when the command's first example fits less.
    """

    command: Command
    unknown: str | None
    problem: str | None
    suggestions: tuple[Suggestion, ...]
    example: str = ""


@dataclass(frozen=True, slots=True)
class Told:
    """A sentence or two, with at most three next steps: small talk, a limit of Rolecall, or a question."""

    says: str
    offers: tuple[Suggestion, ...]


Answer = (
    PayAnswer
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
    """Whether an answer shows pay, which is not shown in channels shared with another company."""
    if isinstance(answer, RoleReading):
        return any(mismatch.about_pay for mismatch in answer.mismatches)
    if isinstance(answer, AdvertCheck):
        return answer.shows_pay
    return isinstance(answer, (PayAnswer, Comparison))
