"""Who may see and do what: the whole table, as it is in the code and in docs/access.md."""

from itertools import chain, combinations, product
from pathlib import Path
from typing import Any

import pytest

from bot.hiring.access import (
    ACT_OF,
    TABLE,
    Act,
    Footing,
    NoSuchRequisition,
    Refused,
    Relation,
    WorkspaceRank,
    allows,
    check,
)
from bot.hiring.requisitions import Action, Requisition
from tests.views.test_requisition_views import requisition

DOCS = Path(__file__).parents[2] / "docs" / "access.md"
PARTS = tuple(chain.from_iterable(combinations(("owner", "sponsor", "opened_by"), n) for n in range(4)))
ON_A_REQUISITION = ({*ACT_OF.values()} - {Act.OPEN}) | {Act.SEE, Act.READ, Act.LOG, Act.SCOPE}
FOR_GUESTS = {Act.SEE, Act.READ, Act.LOG, Act.PREFERENCES}


def held(parts: tuple[str, ...]) -> Requisition:
    people: dict[str, Any] = dict.fromkeys(("owner", "sponsor", "opened_by"), "U9")
    return requisition(**people | dict.fromkeys(parts, "U1"))


def told(footing: Footing, act: Act, about: Requisition | None, number: int = 0) -> str:
    """What U1 is told who wants to do it; "" when they may."""
    try:
        check(footing.relations("U1", about), act, about, number)
    except (Refused, NoSuchRequisition) as error:
        return str(error)
    return ""


def test_the_page_shows_the_table() -> None:
    rows = [line.split("|")[1:-1] for line in DOCS.read_text().splitlines() if line.startswith("|")]
    header, _, *lines = [[cell.strip() for cell in row] for row in rows]
    shown = {
        (line[0], column)
        for line in lines
        for column, cell in zip(header, line, strict=True)
        if cell == "yes"
    }
    assert {line[0] for line in lines} == {act.value for act in Act}
    assert set(header[1:]) == {each.value for each in Relation}
    assert shown == {(act.value, each.value) for act, allowed in TABLE.items() for each in allowed}


def test_every_action_is_an_act() -> None:
    assert set(ACT_OF) == set(Action)


@pytest.mark.parametrize("rank", list(WorkspaceRank))
def test_every_footing_against_every_act(rank: WorkspaceRank) -> None:
    for parts, inside, public, act in product(PARTS, (False, True), (False, True), ON_A_REQUISITION):
        about, footing = held(parts), Footing(rank, is_inside=inside, is_public=public)
        answer, near = told(footing, act, about), bool(parts) or inside
        if rank is WorkspaceRank.STRANGER:
            assert "people of the company" in answer
        elif not near and (rank is WorkspaceRank.GUEST or not public):
            missing = told(footing, act, None, about.number)
            assert answer == missing == str(NoSuchRequisition(about.number))
        elif rank is WorkspaceRank.GUEST:
            assert (answer == "") is (act in FOR_GUESTS)
        elif act is Act.REVIEW:
            assert (answer == "") is bool(parts)
        elif act in (Act.READ, Act.EDIT, Act.BRIEF):
            assert (answer == "") is near
        else:
            assert answer == ""


def test_a_further_part_never_takes_anything_away() -> None:
    members = [rank for rank in WorkspaceRank if rank not in (WorkspaceRank.GUEST, WorkspaceRank.STRANGER)]
    for rank, parts, public, act in product(members, PARTS, (False, True), Act):
        less = Footing(rank, is_public=public).relations("U1", held(()))
        more = Footing(rank, is_inside=True, is_public=public).relations("U1", held(parts))
        assert allows(more, act) or not allows(less, act)


def test_an_admin_is_to_a_private_channel_what_everybody_is() -> None:
    admin, member = Footing(WorkspaceRank.ADMIN), Footing(WorkspaceRank.MEMBER)
    for act in ON_A_REQUISITION:
        assert told(admin, act, held(())) == told(member, act, held(())) != ""


@pytest.mark.parametrize(
    ("rank", "allowed"),
    [
        (WorkspaceRank.ADMIN, {Act.OPEN, Act.INSIGHTS, Act.PREFERENCES, Act.WORKSPACE_REMINDERS}),
        (WorkspaceRank.MEMBER, {Act.OPEN, Act.INSIGHTS, Act.PREFERENCES}),
        (WorkspaceRank.GUEST, set()),
        (WorkspaceRank.STRANGER, set()),
    ],
)
def test_what_is_about_no_requisition(rank: WorkspaceRank, allowed: set[Act]) -> None:
    acts = (
        Act.OPEN,
        Act.INSIGHTS,
        Act.PREFERENCES,
        Act.CHANNEL_REMINDERS,
        Act.WORKSPACE_REMINDERS,
        Act.EXPORT,
    )
    found = {act for act in acts if not told(Footing(rank, is_public=True), act, None)}
    assert found == allowed


def test_every_refusal_says_whom_to_ask() -> None:
    for rank, act in product(WorkspaceRank, Act):
        about = held(()) if act in ON_A_REQUISITION else None
        try:
            check(Footing(rank, is_public=True).relations("U1", about), act, about)
        except Refused as refused:
            said = refused.requisition is not None or "Ask " in str(refused)
            assert said or rank is WorkspaceRank.STRANGER, (rank, act)
        except NoSuchRequisition as none:
            assert "ask in that channel" in str(none)  # noqa: PT017
