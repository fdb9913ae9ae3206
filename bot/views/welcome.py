"""The first words: on somebody's Home, and in a channel that we were invited to."""

from bot.slack.blocks import Block, Message, actions, divider, header, section
from bot.slack.text import escape
from bot.views.buttons import all_button, open_button, scope_button
from bot.views.targets import Subject
from content.schema.ladders import LaddersFile


def build_welcome() -> list[Block]:
    """Build what stands above somebody's first Home: what this does, when it writes, and how to stop it."""
    return [
        header("Know the role before you open it"),
        section(
            "“LLM engineer” is prompt work in one company, production systems in the next and fine-tuning in "
            "a third. I find out with you which one you need, and say what it pays and what to ask: with the "
            "source."
        ),
        section(
            "*When I write:* while a role of yours has no specialty, and later to ask how it turned out. At "
            "most one message a day, in your working hours, and the last one says that it is the last.\n"
            "*How to stop it:* Preferences, in the menu below; in a channel, `/hiring reminders off`."
        ),
        divider(),
    ]


def build_arrival(ladders: LaddersFile) -> Message:
    """Build the one message of a channel that we were invited to."""
    usual = ladders.named(None)
    told = "Hello! I tell LLM roles apart before anybody interviews for the wrong one."
    blocks = [
        section(
            f"{told} Type `/role scope` and what you need, and a few questions find out which one it is."
        ),
        section(
            "*When I write here:* a card for each requisition that is opened for this channel, and while "
            f"nobody has said which role it is: {escape(usual.explains[0].lower() + usual.explains[1:])}\n"
            "*How to stop it:* `/hiring reminders off`. What you ask me here, only you see."
        ),
        actions(
            scope_button("Scope a role", Subject(), style="primary"),
            open_button(),
            all_button("hiring help", "What can I type?"),
        ),
    ]
    return Message(told, blocks)
