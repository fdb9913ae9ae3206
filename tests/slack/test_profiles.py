"""What people are in the workspace, by what users.info says: also in an Enterprise Grid, and of partners."""

from typing import Any

import pytest

from bot.actors import Tenant
from bot.hiring.access import WorkspaceRank
from bot.slack.profiles import rank_in

ALONE, IN_A_GRID = Tenant("", "T1"), Tenant("E1", "T1")
OURS = {"enterprise_id": "E1", "teams": ["T7"]}
OURS_HERE = {"enterprise_id": "E1", "teams": ["T7", "T1"]}
THEIRS = {"enterprise_id": "E9", "teams": ["T9"]}


@pytest.mark.parametrize(
    ("tenant", "user", "rank"),
    [
        (ALONE, {"team_id": "T1"}, "member"),
        (ALONE, {"team_id": "T1", "is_admin": True}, "admin"),
        (ALONE, {"team_id": "T1", "is_owner": True}, "admin"),
        (ALONE, {"team_id": "T1", "is_primary_owner": True}, "admin"),
        (ALONE, {"team_id": "T1", "is_restricted": True}, "guest"),
        (ALONE, {"team_id": "T1", "is_restricted": True, "is_ultra_restricted": True}, "guest"),
        (ALONE, {"team_id": "T1", "is_restricted": True, "is_admin": True}, "guest"),
        (ALONE, {"team_id": "T9"}, "stranger"),
        (ALONE, {"team_id": "T9", "is_admin": True}, "stranger"),
        (ALONE, {"team_id": "T9", "enterprise_user": THEIRS}, "stranger"),
        (ALONE, {"team_id": "T9", "enterprise_user": {"enterprise_id": "", "teams": []}}, "stranger"),
        (ALONE, {"team_id": "T1", "is_stranger": True}, "stranger"),
        (ALONE, {"team_id": "T1", "is_bot": True}, "stranger"),
        (ALONE, {}, "stranger"),
        (IN_A_GRID, {"team_id": "T1"}, "member"),
        (IN_A_GRID, {"team_id": "E1", "enterprise_user": OURS_HERE, "is_owner": True}, "admin"),
        (IN_A_GRID, {"team_id": "T7", "enterprise_user": OURS_HERE}, "member"),
        (IN_A_GRID, {"team_id": "T7", "enterprise_user": OURS, "is_admin": True}, "member"),
        (IN_A_GRID, {"team_id": "T7", "enterprise_user": OURS, "is_restricted": True}, "guest"),
        (IN_A_GRID, {"team_id": "T9", "enterprise_user": THEIRS}, "stranger"),
        (IN_A_GRID, {"team_id": "T9"}, "stranger"),
        (IN_A_GRID, {"team_id": "T9", "enterprise_user": None}, "stranger"),
    ],
)
def test_what_somebody_is(tenant: Tenant, user: dict[str, Any], rank: str) -> None:
    assert rank_in(tenant, user) is WorkspaceRank(rank)
