"""Words that every room shares: who is asking, from where."""

from dataclasses import dataclass
from typing import Literal

Surface = Literal["command", "message", "button", "modal", "home", "shortcut"]


@dataclass(frozen=True, slots=True)
class Tenant:
    """The workspace that owns a row: team id, and enterprise id or "" where there is none."""

    enterprise_id: str
    team_id: str


@dataclass(frozen=True, slots=True)
class Actor:
    """The person (user id) who changes something, and where in Slack they did it."""

    tenant: Tenant
    user: str
    surface: Surface
