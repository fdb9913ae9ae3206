"""The forms of a conversation: own words, which specialty to keep, which role it is, whom to hand it to."""

from collections.abc import Iterable

from bot.slack.blocks import Block, modal, section
from bot.slack.ids import Callback, Scoping
from bot.slack.inputs import input_block, person_input, select, text_input
from bot.slack.text import escape
from bot.views.common import role_options
from bot.views.targets import TurnTarget
from content.schema.roles import Role

MOST_WORDS = 3000
MOST_KEPT = 2


def build_words_form(turn: TurnTarget, ask: str) -> Block:
    """Build the form for an answer in one's own words; `ask` is the question."""
    words = text_input(Scoping.WORDS, "What you would say to a colleague", most=MOST_WORDS, multiline=True)
    return _form(
        turn, "In my own words", "Answer", section(f"*{escape(ask)}*"), _input(Scoping.WORDS, "Answer", words)
    )


def build_rank_form(turn: TurnTarget, specialties: Iterable[Role]) -> Block:
    """Build the form that keeps one or two specialties; the others wait."""
    kept: Block = {
        "type": "multi_static_select",
        "action_id": Scoping.KEPT,
        "placeholder": {"type": "plain_text", "text": "One or two"},
        "options": role_options(specialties),
        "max_selected_items": MOST_KEPT,
    }
    return _form(
        turn,
        "Keep one or two",
        "Keep",
        section("One person does one or two of these well. What you do not choose waits for another hire."),
        _input(Scoping.KEPT, "What stays, the most important first", kept),
    )


def build_decide_form(turn: TurnTarget, roles: Iterable[Role], specialties: Iterable[Role]) -> Block:
    """Build the form that says which role it is."""
    first, second = role_options(roles), role_options(specialties)
    return _form(
        turn,
        "It is another role",
        "Decide",
        section("The brief is drafted anew for what you choose. What was answered is kept."),
        _input(Scoping.KEPT, "Which role is it?", select(Scoping.KEPT, "Which?", first)),
        input_block(
            Scoping.SECOND, "And some of", select(Scoping.SECOND, "Nothing else", second), optional=True
        ),
    )


def build_hand_over_form(turn: TurnTarget) -> Block:
    """Build the form that names who continues."""
    person = person_input(Scoping.PERSON, "Who?")
    return _form(
        turn, "Hand over", "Hand over", _input(Scoping.PERSON, "Who knows more about this role?", person)
    )


def _input(name: Scoping, label: str, element: Block) -> Block:
    return input_block(name, label, element)


def _form(turn: TurnTarget, title: str, submit: str, *blocks: Block) -> Block:
    return modal(
        title,
        list(blocks),
        callback_id=Callback.TURN,
        private_metadata=turn.pack(),
        submit={"type": "plain_text", "text": submit},
        close={"type": "plain_text", "text": "Cancel"},
    )
