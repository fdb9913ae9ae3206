"""The form that checks a budget, for people who would rather choose than type."""

from bot.slack.blocks import Block, modal
from bot.slack.ids import Callback, Field
from bot.slack.inputs import input_block, option, select, text_input
from bot.views.common import role_options
from content import Content


def build_budget_form(content: Content, role_id: str | None = None) -> Block:
    """Build the form, with the role chosen already when `role_id` is one of the seven."""
    roles = role_options(content.roles.values())
    levels = [option(level.id.capitalize(), level.id) for level in content.words.level]
    blocks = [
        input_block(Field.ROLE, "Role", select(Field.ROLE, "Which of the seven?", roles, role_id)),
        input_block(Field.LEVEL, "Level", select(Field.LEVEL, "Which level?", levels, "senior")),
        input_block(
            Field.AMOUNT,
            "Yearly budget",
            text_input(Field.AMOUNT, "240k or 220-260k"),
            hint="Base pay a year: 240k, $240,000, 220-260k or €200k.",
        ),
        input_block(
            Field.YEAR,
            "Year the budget was set",
            text_input(Field.YEAR, "2026"),
            hint="Pay moved a lot; an old budget gets a warning.",
            optional=True,
        ),
    ]
    submit = {"type": "plain_text", "text": "Check"}
    return modal("Check a budget", blocks, callback_id=Callback.BUDGET, submit=submit)
