"""Words that every room shares: who is asking, from where."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Tenant:
    """The workspace that owns a row: team id, and enterprise id or "" where there is none."""

    enterprise_id: str
    team_id: str
