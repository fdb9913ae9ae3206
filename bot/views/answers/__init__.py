"""How each answer looks: pure functions from answers to blocks."""

from collections.abc import Callable, Mapping
from typing import Any

from bot.hiring.adverts.check import AdvertCheck
from bot.hiring.adverts.role_reading import RoleReading
from bot.hiring.answers.answer import Answer, Help, InterviewAnswer, NotUnderstood, Told, is_about_pay
from bot.hiring.answers.flags import FlagsAnswer
from bot.hiring.answers.interview import KitAnswer
from bot.hiring.answers.roles import Comparison, RoleCard, RoleList, UmbrellaCard
from bot.hiring.answers.salary import SalaryAnswer, SalaryOverview, SalarySteps, SourcesAnswer
from bot.hiring.answers.sourcing import SourcingAnswer
from bot.slack.blocks import BUTTON_VALUE, Message, actions
from bot.views.adverts.check import build_check
from bot.views.adverts.reading import build_reading
from bot.views.answers.flags import build_flags
from bot.views.answers.help import build_help, build_not_understood, build_told
from bot.views.answers.interview import build_interview
from bot.views.answers.kits import build_kit
from bot.views.answers.pay_overview import build_salary_overview, build_salary_steps
from bot.views.answers.references import build_sources
from bot.views.answers.roles import (
    build_comparison,
    build_role_card,
    build_role_list,
    build_umbrella_card,
)
from bot.views.answers.salary import build_salary_answer
from bot.views.answers.sourcing import build_sourcing
from bot.views.buttons import share_button

_BUILDERS: Mapping[type, Callable[[Any], Message]] = {
    AdvertCheck: build_check,
    Comparison: build_comparison,
    FlagsAnswer: build_flags,
    Help: build_help,
    InterviewAnswer: build_interview,
    KitAnswer: build_kit,
    NotUnderstood: build_not_understood,
    RoleCard: build_role_card,
    RoleList: build_role_list,
    RoleReading: build_reading,
    SalaryAnswer: build_salary_answer,
    SalaryOverview: build_salary_overview,
    SalarySteps: build_salary_steps,
    SourcesAnswer: build_sources,
    SourcingAnswer: build_sourcing,
    Told: build_told,
    UmbrellaCard: build_umbrella_card,
}


def build_answer(answer: Answer, line: str, *, can_share: bool, own: str = "") -> Message:
    """Build any answer; with `can_share`, its Share button carries `line`, which asks for it again.

    `own` is a line with the company's own band, which an answer about the pay of one role begins with.
    """
    if own and isinstance(answer, SalaryAnswer):
        message = build_salary_answer(answer, own)
    else:
        message = _BUILDERS[type(answer)](answer)
    refused = isinstance(answer, FlagsAnswer) and answer.refused
    if (
        not can_share
        or refused
        or isinstance(answer, (Help, NotUnderstood, SourcesAnswer, Told))
        or len(line) > BUTTON_VALUE
    ):
        return message
    return with_share(message, line, private=is_about_pay(answer))


def with_share(message: Message, line: str, *, private: bool = False) -> Message:
    """Put the Share button first in the answer's last row of buttons."""
    *blocks, buttons = message.blocks
    share = share_button(line, private=private)
    return Message(message.text, [*blocks, actions(share, *buttons["elements"])])
