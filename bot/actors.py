"""Words that every room shares: who is asking, from where."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

Surface = Literal["command", "message", "button", "modal", "home", "shortcut"]

# What a decision records of a change to a requisition. The rest follows from these, or never changes.
RECORDED = (
    "title",
    "description",
    "owner",
    "channel",
    "sponsor",
    "level",
    "budget_low",
    "budget_high",
    "budget_currency",
    "budget_year",
    "location",
    "specialty",
    "secondary",
    "brief",
    "filled_on",
    "state",
    "snoozed_until",
    "snoozes",
    "reminders_off",
    "ladder",
)


@dataclass(frozen=True, slots=True)
class Tenant:
    """The workspace that owns a row: team id, and enterprise id or "" where there is none."""

    enterprise_id: str
    team_id: str


class State(StrEnum):
    """Where a requisition stands."""

    UNDEFINED = "undefined"
    DEFINED = "defined"
    FILLED = "filled"
    CLOSED = "closed"
    NOT_LLM = "not_llm"


@dataclass(frozen=True, slots=True)
class Actor:
    """The person (user id) who changes something, and where in Slack they did it."""

    tenant: Tenant
    user: str
    surface: Surface
