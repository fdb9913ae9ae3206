"""Buttons that several views share: what can be done to a requisition, and the ways to other answers."""

from collections.abc import Sequence
from typing import Any

from bot.hiring.requisitions import Action, Requisition
from bot.slack.blocks import BUTTON_VALUE, Block, ask_button, button
from bot.slack.ids import ActionId
from bot.slack.inputs import option, select
from bot.views.targets import Subject, Target, target

_LABELS = {
    Action.DEFINE: "Define now",
    Action.EDIT: "Edit",
    Action.SNOOZE: "Snooze",
    Action.REASSIGN: "Reassign",
    Action.NOT_LLM: "Not an LLM role",
    Action.STOP_REMINDING: "Stop reminding",
    Action.FILL: "Filled on …",
    Action.REVIEW: "Look back",
    Action.CLOSE: "Close",
    Action.UNDO: "Undo",
    Action.SAME_WORK: "Same work as before",
    Action.KIT: "Use this kit",
}
CARD_ACTIONS = (Action.DEFINE, Action.SNOOZE, Action.REASSIGN, Action.NOT_LLM, Action.STOP_REMINDING)
"""What a card offers, in its order."""


def requisition_buttons(requisition: Requisition) -> list[Block]:
    """Build the buttons under a card or a reminder: what can be done to it as it stands."""
    return [
        button_for(action, requisition, **({"style": "primary"} if action is Action.DEFINE else {}))
        for action in CARD_ACTIONS
        if requisition.can(action)
    ]


def define_as_button(requisition: Requisition, role: str, label: str) -> Block:
    """Build a button that defines a requisition as this role, with one click."""
    aim = target(Action.DEFINE, requisition, role)
    return button(label, f"{ActionId.REQUISITION}.define_as.{role}", aim.pack())


def undo_button(requisition: Requisition) -> Block:
    """Build the button that takes the last change back."""
    return button_for(Action.UNDO, requisition)


def open_button(title: str = "", *, primary: bool = False) -> Block:
    """Build the button that opens the form for a new requisition, with a title filled in."""
    aim = Target(action=Action.OPEN, number=0, version=0, text=title)
    style = {"style": "primary"} if primary else {}
    return button("Open a requisition", f"{ActionId.REQUISITION}.open", aim.pack(), **style)


def show_button(requisition: Requisition) -> Block:
    """Build a button that shows a requisition in detail."""
    return ask_button("Show", f"req show {requisition.number}")


def draft_button(requisition: Requisition) -> Block:
    """Build the button that shows a brief that waits for a signature."""
    return ask_button("Read and sign the brief", f"req brief {requisition.number}")


def log_button(requisition: Requisition) -> Block:
    """Build a button that shows what was decided about a requisition."""
    return ask_button("Log", f"req log {requisition.number}")


def preferences_button() -> Block:
    """Build the button that opens the form about one's reminders."""
    return button("Preferences", ActionId.PREFERENCES)


def action_button(aim: Target) -> Block:
    """Build a button for something that needs a form, where a form cannot be opened at once."""
    style = {"style": "primary"} if aim.action is Action.DEFINE else {}
    return button(_LABELS[aim.action], f"{ActionId.REQUISITION}.{aim.action}", aim.pack(), **style)


def button_for(action: Action, requisition: Requisition, **extra: str) -> Block:
    """Build the button for an action on a requisition; stopping its reminders asks once more."""
    made = action_button(target(action, requisition)) | extra
    if action is not Action.STOP_REMINDING:
        return made
    confirm = {
        "title": {"type": "plain_text", "text": "Stop reminding?"},
        "text": {
            "type": "plain_text",
            "text": "Nobody will be reminded of this requisition again. It stays open, and can be edited.",
        },
        "confirm": {"type": "plain_text", "text": "Stop reminding"},
        "deny": {"type": "plain_text", "text": "Keep reminding"},
    }
    return made | {"confirm": confirm}


def scope_button(label: str, subject: Subject, **extra: Any) -> Block:
    """Build the button that begins a conversation; of a text that is too long for it, the beginning."""
    while len(subject.pack()) > BUTTON_VALUE:
        subject = subject.model_copy(update={"text": subject.text[: len(subject.text) * 9 // 10]})
    return button(label, ActionId.SCOPE, subject.pack(), **extra)


def all_button(line: str, label: str = "Show all", **extra: Any) -> Block:
    """Build the button that opens all of the answer to `line`, for whoever presses it alone."""
    return button(label, ActionId.SHOW_ALL, line, **extra)


def ask_menu(placeholder: str, entries: Sequence[tuple[str, str]]) -> Block:
    """Build a select that asks the line behind the chosen label, as if the person had typed it."""
    return select(ActionId.ASK, placeholder, [option(label, line) for label, line in entries])


def feedback_row(reading: str) -> Block:
    """Build the two marks under a reading; their values name the reading, and nothing of the text."""
    sides = (("positive", "Right", "right"), ("negative", "Wrong", "wrong"))
    buttons: Block = {
        f"{side}_button": {"text": {"type": "plain_text", "text": label}, "value": f"{value}.{reading}"}
        for side, label, value in sides
    }
    element: Block = {"type": "feedback_buttons", "action_id": ActionId.FEEDBACK, **buttons}
    return {"type": "context_actions", "elements": [element]}


def share_button(line: str, *, private: bool) -> Block:
    """Build the button that posts an answer for everybody; pay asks once more before it does."""
    confirm = {
        "title": {"type": "plain_text", "text": "Share pay in this channel?"},
        "text": {
            "type": "plain_text",
            "text": "Everybody in the channel will see this answer and your budget in it.",
        },
        "confirm": {"type": "plain_text", "text": "Share"},
        "deny": {"type": "plain_text", "text": "Keep it private"},
    }
    return button("Share in channel", ActionId.SHARE, line, **({"confirm": confirm} if private else {}))
