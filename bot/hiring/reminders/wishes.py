"""What decides when somebody may be reminded: what they want, and what Slack said about them."""

from dataclasses import dataclass
from datetime import datetime

from bot.hiring.access import WorkspaceRank


@dataclass(frozen=True, slots=True)
class Wishes:
    """What somebody wants; what is None, they leave to others. Hours are local.

    `set_by` and `set_at` (UTC) say who changed it last; None for wishes of before that was kept.
    """

    ladder: str | None = None
    time_zone: str | None = None
    country: str | None = None
    quiet_from: int | None = None
    quiet_to: int | None = None
    set_by: str | None = None
    set_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Known:
    """What Slack said about a member; name, time zone and rank are None before it was asked."""

    time_zone: str | None = None
    deactivated: bool = False
    name: str | None = None
    rank: WorkspaceRank | None = None
