"""The form that checks a budget, for people who would rather choose than type."""

from bot.slack.blocks import Block, Message, actions, button, modal
from bot.slack.ids import Action, Callback, Field
from content import Content


def build_budget_form(content: Content, role_id: str | None = None) -> Block:
    """Build the form, with the role chosen already when `role_id` is one of the seven."""
    roles = [_option(role.name, role.id) for role in content.roles.values()]
    levels = [_option(level.id.capitalize(), level.id) for level in content.words.level]
    chosen_role = [option for option in roles if option["value"] == role_id]
    chosen_level = [option for option in levels if option["value"] == "senior"]
    blocks = [
        _input(Field.ROLE, "Role", _select(Field.ROLE, "Which of the seven?", roles, chosen_role)),
        _input(Field.LEVEL, "Level", _select(Field.LEVEL, "Which level?", levels, chosen_level)),
        _input(
            Field.AMOUNT,
            "Yearly budget",
            _text(Field.AMOUNT, "240k or 220-260k"),
            hint="Base pay a year: 240k, $240,000, 220-260k or €200k.",
        ),
        _input(
            Field.YEAR,
            "Year the budget was set",
            _text(Field.YEAR, "2026"),
            hint="Pay moved a lot; an old budget gets a warning.",
            optional=True,
        ),
    ]
    submit = {"type": "plain_text", "text": "Check"}
    return modal("Check a budget", blocks, callback_id=Callback.BUDGET, submit=submit)


def build_answer_view(message: Message, *, again: bool = False) -> Block:
    """Build an answer as a modal, where there is no channel to answer in; `again` offers the form anew."""
    extra = [actions(button("Check another budget", Action.OPEN_BUDGET))] if again else []
    return modal("Rolecall", [*message.blocks, *extra], callback_id=Callback.ANSWER)


def _option(label: str, value: str) -> Block:
    return {"text": {"type": "plain_text", "text": label}, "value": value}


def _select(action: str, placeholder: str, options: list[Block], chosen: list[Block]) -> Block:
    select: Block = {
        "type": "static_select",
        "action_id": action,
        "placeholder": {"type": "plain_text", "text": placeholder},
        "options": options,
    }
    return select | ({"initial_option": chosen[0]} if chosen else {})


def _text(action: str, placeholder: str) -> Block:
    return {
        "type": "plain_text_input",
        "action_id": action,
        "max_length": 80,
        "placeholder": {"type": "plain_text", "text": placeholder},
    }


def _input(block_id: str, label: str, element: Block, *, hint: str = "", optional: bool = False) -> Block:
    block: Block = {
        "type": "input",
        "block_id": block_id,
        "label": {"type": "plain_text", "text": label},
        "element": element,
        "optional": optional,
    }
    return block | ({"hint": {"type": "plain_text", "text": hint}} if hint else {})
