"""One question of a conversation with its one input, and below it what can be done instead of answering."""

from collections.abc import Sequence
from typing import Any

from bot.slack import ids
from bot.slack.blocks import Block, actions, button, section
from bot.slack.inputs import dots, option, radio_buttons, select
from bot.views.common import count_words
from bot.views.targets import TurnTarget
from content.schema.questions import ScopingQuestion

_NOT_SURE, _IN_OWN_WORDS = "Not sure", "Something else, in my own words"
_INPUT = f"{ids.ActionId.TURN}.{ids.PICKED}"


def build_input(scoping: int, question: ScopingQuestion, room: int) -> list[Block]:
    """Build the answers to choose from, and the button that sends the chosen one.

    `room` is how many words may still be said: it may be too little for what the answers mean, or for all of
    them. Then they fold into a select.
    """

    def turn(does: Any, choice: str = "") -> str:
        return TurnTarget(scoping=scoping, does=does, question=question.id, choice=choice).pack()

    answers = [
        *(option(each.label, turn("choose", each.id), each.means) for each in question.option),
        option(_NOT_SURE, turn("not_sure")),
        option(_IN_OWN_WORDS, turn("words")),
    ]
    labels = [*(each.label for each in question.option), _NOT_SURE, _IN_OWN_WORDS]
    meanings = [each.means for each in question.option]
    if _words(labels) > room:
        chosen = select(_INPUT, "Choose an answer", answers)
    else:
        fits = _words([*labels, *meanings]) <= room
        chosen = radio_buttons(_INPUT, answers if fits else [_without_meaning(each) for each in answers])
    send = button("Answer", f"{ids.ActionId.TURN}.answer", turn("answer"), style="primary")
    return [actions(chosen), actions(send, build_menu(scoping, question.id))]


def _words(texts: Sequence[str]) -> int:
    return count_words([section(text) for text in texts])


def _without_meaning(answer: Block) -> Block:
    return {name: value for name, value in answer.items() if name != "description"}


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
