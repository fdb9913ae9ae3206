"""One question of a conversation with its one input, and below it what can be done instead of answering."""

from typing import Any

from bot.slack import ids
from bot.slack.blocks import Block, actions, button
from bot.slack.inputs import dots, option, radio_buttons, select
from bot.views.targets import TurnTarget
from content.schema.questions import ScopingQuestion

_INPUT = f"{ids.ActionId.TURN}.{ids.PICKED}"


def build_input(scoping: int, question: ScopingQuestion, *, is_short: bool) -> list[Block]:
    """Build the answers to choose from, and the button that sends the chosen one.

    What was said above them may leave little room: then (`is_short`) they fold into a select.
    """

    def turn(does: Any, choice: str = "") -> str:
        return TurnTarget(scoping=scoping, does=does, question=question.id, choice=choice).pack()

    answers = [
        *(option(each.label, turn("choose", each.id)) for each in question.option),
        option("Not sure", turn("not_sure")),
        option("Something else, in my own words", turn("words")),
    ]
    chosen = select(_INPUT, "Choose an answer", answers) if is_short else radio_buttons(_INPUT, answers)
    send = button("Answer", f"{ids.ActionId.TURN}.answer", turn("answer"), style="primary")
    return [actions(chosen), actions(send, build_menu(scoping, question.id))]


def build_menu(scoping: int, question: str = "") -> Block:
    """Build the menu of everything else that can be done, with a question or without one."""

    def entry(label: str, does: Any) -> Block:
        return option(label, TurnTarget(scoping=scoping, does=does, question=question).pack())

    return dots(
        f"{ids.ActionId.TURN}.more",
        [
            entry("Why do you ask?", "why"),
            entry("Back", "back"),
            entry("Skip to the brief", "skip"),
            entry("Hand over", "hand_over"),
            entry("Cancel", "cancel"),
        ],
    )
