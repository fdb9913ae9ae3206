"""What a conversation led to, in the place of its first message: whoever saw the question sees the answer."""

from bot.hiring.requisitions import Action, Requisition
from bot.slack.blocks import Message, actions, ask_button, section
from bot.slack.text import escape
from bot.views.buttons import scope_button
from bot.views.common import name
from bot.views.targets import Subject
from content import Content


def build_outcome(requisition: Requisition, by: str, action: str, content: Content) -> Message:
    """Build the message: what a requisition is defined as and who said so, or who took that back."""
    role = content.roles.get(requisition.specialty or "")
    if role is None:
        told = f"Open again: {name(requisition)}. <@{by}> took its definition back; it goes on in the thread."
        scope = scope_button("Scope it", Subject(requisition=requisition.number), style="primary")
        return Message(_plain(told), [section(told), actions(scope)])
    second = content.roles.get(requisition.secondary or "")
    what = f"{role.name}, with some {second.name}" if second else role.name
    how = "signed by" if action == Action.SIGN else "decided by"
    told = f"Defined: *{escape(what)}* · {how} <@{by}>"
    shown = [ask_button("Interview kit", f"interview --requisition {requisition.number}")]
    if requisition.brief:
        shown.insert(0, ask_button("Brief", f"req brief {requisition.number}"))
    return Message(
        _plain(told), [section(f":white_check_mark: {name(requisition)}\n{told}"), actions(*shown)]
    )


def _plain(told: str) -> str:
    return told.replace("*", "")
