"""Every id that travels to Slack and comes back: in listeners, in views, in the manifest."""

from enum import StrEnum


class Action(StrEnum):
    """action_id of buttons. Several ASK buttons in one answer are told apart by a number behind the id."""

    ASK = "answer.ask"
    SHARE = "answer.share"
    OPEN_BUDGET = "budget.open"


class Callback(StrEnum):
    """callback_id of views and shortcuts."""

    BUDGET = "budget.check"
    ANSWER = "answer.view"
    CHECK_BUDGET = "budget.shortcut"


class Field(StrEnum):
    """block_id and action_id of the inputs of the budget form; errors are shown beside them."""

    ROLE = "budget.role"
    LEVEL = "budget.level"
    AMOUNT = "budget.amount"
    YEAR = "budget.year"
