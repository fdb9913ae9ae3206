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
    """The person (user id) who sees or changes something, and where in Slack they do it.

    `channel` is where it was done, or where the form for it was opened; "" outside of all. `team` is whose
    person Slack's payload says they are. `may_wait`: Slack may be asked before this request is answered.
    """

    tenant: Tenant
    user: str
    surface: Surface
    channel: str = ""
    team: str | None = None
    may_wait: bool = True
