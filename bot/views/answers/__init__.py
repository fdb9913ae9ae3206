"""How each answer looks: pure functions from answers to blocks."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from bot.hiring.adverts.check import AdvertCheck
from bot.hiring.adverts.role_reading import RoleReading
from bot.hiring.answers.answer import Answer, Help, InterviewAnswer, NotUnderstood, Told, is_about_pay
from bot.hiring.answers.flags import FlagsAnswer
from bot.hiring.answers.interview import KitAnswer
from bot.hiring.answers.roles import Comparison, RoleCard, RoleList, UmbrellaCard
from bot.hiring.answers.salary import SalaryAnswer, SalaryOverview, SalarySteps, SourcesAnswer
from bot.hiring.answers.sourcing import SourcingAnswer
from bot.slack.blocks import BUTTON_VALUE, Block, Message, actions, context, modal
from bot.slack.ids import ActionId, Callback
from bot.slack.inputs import dots, option
from bot.slack.modals import for_modal
from bot.views.adverts.check import build_check, check_in_full
from bot.views.adverts.reading import build_reading
from bot.views.answers.flags import build_flags, flags_in_full
from bot.views.answers.help import build_help, build_not_understood, build_told, help_in_full
from bot.views.answers.interview import build_interview, interview_in_full
from bot.views.answers.kits import build_kit, kit_in_full
from bot.views.answers.pay_overview import (
    build_salary_overview,
    build_salary_steps,
    overview_in_full,
)
from bot.views.answers.references import build_sources
from bot.views.answers.roles import (
    build_comparison,
    build_role_card,
    build_role_list,
    build_umbrella_card,
    comparison_in_full,
    role_in_full,
)
from bot.views.answers.salary import build_salary_answer
from bot.views.answers.sourcing import build_sourcing, sourcing_in_full
from bot.views.buttons import all_button, share_button

_BUILDERS: Mapping[type, Callable[[Any], Message]] = {
    AdvertCheck: build_check,
    Comparison: build_comparison,
    FlagsAnswer: build_flags,
    Help: build_help,
    InterviewAnswer: build_interview,
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


_IN_FULL: Mapping[type, Callable[[Any], list[Block]]] = {
    AdvertCheck: check_in_full,
    Comparison: comparison_in_full,
    FlagsAnswer: flags_in_full,
    Help: help_in_full,
    InterviewAnswer: interview_in_full,
    KitAnswer: kit_in_full,
    RoleCard: role_in_full,
    SalaryOverview: overview_in_full,
    SourcingAnswer: sourcing_in_full,
}
_WITH_OWN_BUTTON = (AdvertCheck, Help, KitAnswer)
_NOT_SHARED = (Help, NotUnderstood, SourcesAnswer, Told)


def build_answer(answer: Answer, line: str, *, can_share: bool, own: str = "") -> Message:
    """Build any answer, with a button for all of it where there is more; `line` asks for it again.

    With `can_share` it has the button that posts it for everybody. `own` is a line with the company's own
    band, which an answer about the pay of one role begins with.
    """
    if isinstance(answer, KitAnswer):
        message = build_kit(answer, line)
    elif own and isinstance(answer, SalaryAnswer):
        message = build_salary_answer(answer, own)
    else:
        message = _BUILDERS[type(answer)](answer)
    refused = isinstance(answer, FlagsAnswer) and answer.refused
    if refused or not line or len(line) > BUTTON_VALUE:
        return message
    first = []
    if isinstance(answer, tuple(_IN_FULL)) and not isinstance(answer, _WITH_OWN_BUTTON):
        drawn = isinstance(answer, SalaryOverview) and answer.of_bands
        first = [all_button(line, "See them on one axis" if drawn else "Show all", style="primary")]
    shared = can_share and not isinstance(answer, _NOT_SHARED)
    last = [share_button(line, private=is_about_pay(answer))] if shared else []
    return with_buttons(message, first, last) if first or last else message


def build_in_full(answer: Answer, title: str = "All of it") -> Block | None:
    """Build all of an answer as a modal; None for one that is no longer than its message."""
    blocks = _IN_FULL.get(type(answer))
    return modal(title, for_modal(blocks(answer)), callback_id=Callback.ANSWER) if blocks else None


def build_shared(answer: Answer, line: str, by: str) -> Message:
    """Build an answer as it is posted for everybody: who shared it may take it away again."""
    message = build_answer(answer, line, can_share=False)
    menu = dots(ActionId.SHARED, [option("Remove (whoever shared it)", by)])
    message = with_buttons(message, last=[menu])
    return Message(message.text, [*message.blocks, context(f"Shared by <@{by}>")])


def with_buttons(message: Message, first: Sequence[Block] = (), last: Sequence[Block] = ()) -> Message:
    """Put buttons into the answer's last row of them, before and behind those that are there."""
    place = max(place for place, block in enumerate(message.blocks) if block["type"] == "actions")
    row = actions(*first, *message.blocks[place]["elements"], *last)
    return Message(message.text, [*message.blocks[:place], row, *message.blocks[place + 1 :]])
