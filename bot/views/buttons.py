"""Buttons that several views share: what can be done to a requisition, and the ways to other answers."""

from collections.abc import Sequence
from typing import Any

from bot.hiring.requisitions import Action, Requisition
from bot.slack.blocks import BUTTON_TEXT, BUTTON_VALUE, Block, ask_button, button, overflow
from bot.slack.ids import ActionId, ReqAction
from bot.slack.inputs import option, select
from bot.slack.text import shorten
from bot.views.targets import Subject, Target, target

_LABELS = {
    Action.DEFINE: "Define",
    Action.EDIT: "Edit",
    Action.SNOOZE: "Snooze",
    Action.REASSIGN: "Reassign",
    Action.NOT_LLM: "Not an LLM role",
    Action.STOP_REMINDING: "Stop reminding",
    Action.FILL: "Filled on …",
    Action.REVIEW: "Look back",
    Action.CLOSE: "Close the role …",
    Action.UNDO: "Undo",
    Action.SAME_WORK: "Same work as before",
    Action.KIT: "Use this kit",
}
_RARER = (Action.SNOOZE, Action.REASSIGN, Action.NOT_LLM, Action.STOP_REMINDING)
_MOST_OFFERED = 100
PREFERENCES = ("Preferences", ActionId.PREFERENCES.value)
"""A choice in a menu."""


def choices(requisition: Requisition, *among: Action) -> list[tuple[str, str]]:
    """What can be done to a requisition as it stands, as choices in a menu."""
    again = {Action.DEFINE: "Another specialty …"} if requisition.specialty else {}
    labels = _LABELS | again
    return [
        (labels[action], target(action, requisition).pack()) for action in among if requisition.can(action)
    ]


def requisition_buttons(requisition: Requisition, draft: str = "") -> list[Block]:
    """Build what stands under a card or a reminder of an undefined requisition; the rarer things in a menu.

    With a `draft`, signing the brief is the next step, else defining it.
    """
    primary = {"style": "primary"}
    first = draft_button(requisition) if draft else button_for(Action.DEFINE, requisition)
    second = button_for(Action.DEFINE, requisition) if draft else talk_button(requisition)
    return [first | primary, second, overflow(*choices(requisition, *_RARER), PREFERENCES)]


def define_as_button(requisition: Requisition, role: str, label: str) -> Block:
    """Build a button that defines a requisition as this role, with one click."""
    aim = target(Action.DEFINE, requisition, role)
    return button(label, f"{ActionId.REQUISITION}.define_as.{role}", aim.pack())


def define_chosen_button(requisition: Requisition) -> Block:
    """Build the button that defines a requisition as the role that is chosen beside it."""
    aim = target(Action.DEFINE, requisition).pack()
    return button("That’s it", ReqAction.DEFINE_CHOSEN, aim, style="primary")


def define_all_button(requisitions: Sequence[Requisition]) -> Block:
    """Build the button that opens the form for the first of these, which goes on to the next after each."""
    first, *others = requisitions
    if not others:
        return button_for(Action.DEFINE, first, style="primary")
    aim = target(Action.DEFINE, first).model_copy(update={"then": tuple(each.number for each in others)})
    return button(
        "Define one after the other", f"{ActionId.REQUISITION}.define_all", aim.pack(), style="primary"
    )


def define_select(requisitions: Sequence[Requisition]) -> Block:
    """Build the menu that opens the form for one of these."""
    offered = [
        option(f"{each.number} · {each.title}", target(Action.DEFINE, each).pack())
        for each in requisitions[:_MOST_OFFERED]
    ]
    return select(f"{ActionId.REQUISITION}.define_one", "Define …", offered)


def show_select(requisitions: Sequence[Requisition]) -> Block:
    """Build the menu that shows one of these in detail."""
    offered = [
        option(f"{each.number} · {each.title}", f"req show {each.number}")
        for each in requisitions[:_MOST_OFFERED]
    ]
    return select(ActionId.ASK, "Show …", offered)


def scope_again_buttons(requisition: Requisition) -> list[Block]:
    """Build the two answers to whether the work of a signed brief is another one now."""
    subject = Subject(requisition=requisition.number, channel=requisition.channel)
    return [
        scope_button("Scope it again", subject, style="primary"),
        action_button(target(Action.SAME_WORK, requisition)),
    ]


def talk_button(requisition: Requisition, label: str = "Talk it through") -> Block:
    """Build the button that begins a conversation about a requisition."""
    return scope_button(label, Subject(requisition=requisition.number))


def undo_button(requisition: Requisition) -> Block:
    """Build the button that takes the last change back."""
    return button_for(Action.UNDO, requisition)


def open_button(title: str = "", *, primary: bool = False) -> Block:
    """Build the button that opens the form for a new requisition, with a title filled in."""
    aim = Target(action=Action.OPEN, number=0, version=0, text=title)
    style = {"style": "primary"} if primary else {}
    return button("Open a requisition", f"{ActionId.REQUISITION}.open", aim.pack(), **style)


def what_is_open() -> Block:
    """Build the button that lists what is open, the way on for whoever meant another one."""
    return ask_button("What is open", "req", style="primary")


def show_button(requisition: Requisition) -> Block:
    """Build a button that shows a requisition in detail."""
    return ask_button("Show", f"req show {requisition.number}", **_which("Show", requisition))


def draft_button(requisition: Requisition) -> Block:
    """Build the button that shows a brief that waits for a signature."""
    which = _which("Read and sign the brief of", requisition)
    return ask_button("Read and sign the brief", f"req brief {requisition.number}", **which)


def log_button(requisition: Requisition) -> Block:
    """Build a button that shows what was decided about a requisition."""
    return ask_button("Log", f"req log {requisition.number}", **_which("Log of", requisition))


def kit_button(requisition: Requisition) -> Block:
    """Build the button that shows the interview kit of a requisition."""
    return ask_button("Interview kit", f"interview --requisition {requisition.number}")


def preferences_button() -> Block:
    """Build the button that opens the form about one's reminders."""
    return button("Preferences", ActionId.PREFERENCES)


def action_button(aim: Target, **extra: str) -> Block:
    """Build a button for something that needs a form, where a form cannot be opened at once."""
    return button(_LABELS[aim.action], f"{ActionId.REQUISITION}.{aim.action}", aim.pack(), **extra)


def button_for(action: Action, requisition: Requisition, **extra: str) -> Block:
    """Build the button for an action on a requisition."""
    return action_button(target(action, requisition), **_which(_LABELS[action], requisition), **extra)


def _which(label: str, requisition: Requisition) -> dict[str, str]:
    """What a screen reader says of a button, since the same one may stand below several requisitions."""
    told = f"{label.rstrip(' …')} requisition {requisition.number}, {requisition.title}"
    return {"accessibility_label": shorten(told, BUTTON_TEXT)}


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
