"""Every service asks who may: of a private channel's requisition people outside hear what there is not."""

import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from bot.actors import Actor, Tenant
from bot.errors import MustWait, RolecallError
from bot.hiring.access import LET_IN, Act, NoSuchRequisition, Refused, WorkspaceRank, WrongPerson
from bot.services import briefs, home, insights, kits, reminder_settings, requisitions, reviews, scoping
from bot.services.access import admit
from bot.services.changes import Once
from bot.services.deps import Deps
from bot.services.requisitions import Opening
from bot.services.waiting import ThreadPlace
from bot.store.database import Database
from bot.store.preferences import WORKSPACE
from tests.office import TUESDAY, Office, opened

ANSWERS = {"kind": "90_days", "held": "yes", "most": "eval_safety", "now": ""}
SOON = TUESDAY.date() + timedelta(days=9)
SERVICES: dict[str, Callable[[Deps, Actor, int], object]] = {
    "show": requisitions.get,
    "log": requisitions.story,
    "define": lambda deps, actor, number: requisitions.define(deps, actor, number, "eval_safety"),
    "edit": lambda deps, actor, number: requisitions.edit(deps, actor, number, {"title": "Mine"}),
    "snooze": lambda deps, actor, number: requisitions.snooze(deps, actor, number, SOON),
    "reassign": lambda deps, actor, number: requisitions.reassign(deps, actor, number, actor.user),
    "close": requisitions.close,
    "fill": lambda deps, actor, number: requisitions.fill(deps, actor, number, TUESDAY.date()),
    "not_llm": requisitions.not_llm,
    "stop": requisitions.stop_reminding,
    "undo": lambda deps, actor, number: requisitions.undo(deps, actor, number, "a slip"),
    "kit": kits.chosen_for,
    "choose kit": lambda deps, actor, number: kits.choose(deps, actor, number, "eval_safety"),
    "brief": briefs.of_requisition,
    "same work": lambda deps, actor, number: briefs.same_work(deps, actor, number, 1),
    "look back": reviews.review_of,
    "answer": lambda deps, actor, number: reviews.answer(
        deps, actor, number, ANSWERS, expected_version=1, once=Once("once")
    ),
    "scope": lambda deps, actor, number: scoping.start(
        deps, actor, number, ThreadPlace(actor.user), key="once"
    ),
}
READS = ("show", "log", "kit", "brief")


@pytest.fixture
def office(database: Database) -> Iterator[Office]:
    """With requisition 1 of the private #founders, where Ada and Sam are, and requisition 2 of #hiring."""
    with opened(database) as office:
        gil = office.slack.workspace.add_member("gil", "Gil", role="guest")
        office.slack.workspace.channel("hiring").members.add(gil.id)
        office.open("Chief of research", channel="founders")
        office.open("LLM engineer", channel="hiring")
        yield office


def said(office: Office, actor: Actor, number: int, name: str) -> str:
    """What somebody is told who asks a service for a requisition; "" when they are let in."""
    try:
        SERVICES[name](office.deps, actor, number)
    except (NoSuchRequisition, Refused) as error:
        return str(error)
    except RolecallError:
        pass  # they may, and it cannot be done as it stands
    return ""


def by(office: Office, name: str, **more: Any) -> Actor:
    return replace(office.actor(name), **more)


def test_outside_its_private_channel_a_requisition_is_not_there(office: Office) -> None:
    elsewhere = office.channel("hiring")
    for actor in (by(office, "zoe"), by(office, "mei", channel=elsewhere), by(office, "gil")):
        for name in SERVICES:
            hidden = said(office, actor, 1, name)
            assert hidden.replace("1", "9") == said(office, actor, 9, name) != "", name
    assert [row.version for row in office.rows()] == [1, 1]


def test_inside_it_everything_is_there_wherever_they_ask(office: Office) -> None:
    for actor in (
        by(office, "sam"),
        by(office, "ada"),
        by(office, "zoe", channel=office.channel("founders")),
    ):
        for name in READS[:3]:
            assert said(office, actor, 1, name) == ""
    assert admit(office.deps, by(office, "sam"), 1, Act.READ).may(Act.EDIT)
    office.slack.workspace.channel("founders").members.discard(office.id("sam"))
    office.slack.clock.advance(timedelta(minutes=2))
    for name in SERVICES:
        assert "no requisition 1" in said(office, by(office, "sam"), 1, name)


def test_guests_read_what_is_in_their_channels_and_change_nothing(office: Office) -> None:
    gil = by(office, "gil")
    for name in SERVICES:
        told = said(office, gil, 2, name)
        assert (told == "") is (name in READS), name
    assert "Guests" in said(office, gil, 2, "close")
    office.slack.workspace.channel("hiring").members.discard(gil.user)
    office.slack.clock.advance(timedelta(minutes=2))
    assert "no requisition 2" in said(office, gil, 2, "show")
    with pytest.raises(Refused, match="Guests"):
        requisitions.open_requisition(
            office.deps, gil, Opening("Mine", "", gil.user, office.channel("hiring"))
        )
    with pytest.raises(WrongPerson, match="Guests"):
        requisitions.reassign(office.deps, office.actor(), 2, gil.user)
    with pytest.raises(WrongPerson):
        requisitions.reassign(office.deps, office.actor(), 2, office.id("priya"))


@pytest.mark.parametrize("enterprise", ["", "E0FERN"])
def test_strangers_are_refused_in_a_grid_too(office: Office, enterprise: str) -> None:
    tenant = Tenant(enterprise, office.tenant.team_id)
    here = office.channel("hiring")
    ada = by(office, "ada", tenant=tenant, channel=here)
    requisitions.open_requisition(office.deps, ada, Opening("LLM engineer", "", ada.user, here))
    theirs = {"enterprise_id": "E0OTHER", "teams": ["T0PARTNER"]}
    partner = office.slack.workspace.add_member("kim", "Kim", team_id="T0PARTNER", enterprise_user=theirs)
    for team in ("T0PARTNER", "E0OTHER", None):
        kim = Actor(tenant, partner.id, "button", channel=here, team=team)
        for name in SERVICES:
            assert "people of the company" in said(office, kim, 1, name)
            assert "people of the company" in said(office, kim, 9, name)
        for act in (home.dashboard, insights.count_for, requisitions.list_for, reminder_settings.look_ahead):
            with pytest.raises(Refused, match="people of the company"):
                act(office.deps, kim)
    with pytest.raises(WrongPerson):
        requisitions.reassign(office.deps, ada, 1, partner.id)
    ours = {"enterprise_id": "E0FERN", "teams": ["T0SISTER"]}
    sister = office.slack.workspace.add_member("lou", "Lou", team_id="T0SISTER", enterprise_user=ours)
    lou = Actor(tenant, sister.id, "button", channel=here, team="T0SISTER")
    assert (said(office, lou, 1, "define") == "") is bool(enterprise)


def test_a_new_owner_is_let_in_by_a_decision_that_says_so(office: Office) -> None:
    assert "no requisition 1" in said(office, by(office, "zoe"), 1, "reassign")
    zoe = office.id("zoe")
    requisitions.reassign(office.deps, office.actor("sam"), 1, zoe)
    story = requisitions.story(office.deps, office.actor("zoe"), 1)
    assert story.reads_all
    assert story.decisions[-1].changes[LET_IN] == [None, [zoe]]
    requisitions.reassign(office.deps, office.actor("zoe"), 1, office.id("sam"))
    assert LET_IN not in requisitions.story(office.deps, office.actor("sam"), 1).decisions[-1].changes
    requisitions.reassign(office.deps, office.actor(), 2, zoe)
    assert LET_IN not in requisitions.story(office.deps, office.actor(), 2).decisions[-1].changes


def test_what_slack_does_not_tell_is_refused(office: Office) -> None:
    faults = office.slack.faults
    faults.fail("users.info", error="fatal_error", times=1)
    with pytest.raises(Refused, match="Slack does not tell me just now"):
        requisitions.get(office.deps, office.actor("zoe"), 2)
    assert said(office, by(office, "zoe"), 2, "show") == ""
    faults.fail("users.conversations", error="fatal_error", times=2)
    faults.fail("conversations.info", error="fatal_error", times=2)
    for number in (1, 2):
        assert f"no requisition {number}" in said(office, by(office, "sam"), number, "show")
    assert said(office, by(office, "sam"), 1, "show") == ""
    office.slack.clock.advance(timedelta(hours=13))
    faults.fail("users.info", error="fatal_error", times=1)
    assert said(office, by(office, "ada"), 1, "close") == ""  # what Slack said last still holds


def test_who_may_not_wait_waits_for_a_hidden_number_and_for_none_alike(office: Office) -> None:
    zoe = by(office, "zoe", may_wait=False)
    said(office, by(office, "zoe"), 1, "show")  # what Slack has to say is remembered now
    for number in (1, 9):
        with pytest.raises(MustWait):
            requisitions.get(office.deps, zoe, number)
    assert requisitions.get(office.deps, zoe, 2).number == 2


def test_numbers_count_what_their_reader_may_know_of(office: Office) -> None:
    counted = {
        name: home.dashboard(office.deps, by(office, name)).numbers.open
        for name in ("ada", "sam", "zoe", "gil")
    }
    assert counted == {"ada": 2, "sam": 2, "zoe": 1, "gil": 1}
    for number in (1, 2):
        requisitions.define(office.deps, office.actor(), number, "eval_safety")
    assert insights.count_for(office.deps, by(office, "sam")) != insights.count_for(
        office.deps, by(office, "zoe")
    )


def test_settings_are_for_those_whom_they_concern(office: Office) -> None:
    deps, hiring = office.deps, office.channel("hiring")
    gil, zoe = by(office, "gil", channel=hiring), by(office, "zoe", channel=hiring)
    with pytest.raises(Refused, match="Ask an admin or owner of this workspace"):
        reminder_settings.set_wishes(deps, zoe, WORKSPACE, ladder="off")
    with pytest.raises(Refused, match="Guests"):
        reminder_settings.set_wishes(deps, gil, hiring, ladder="off")
    with pytest.raises(Refused, match="Ask somebody there"):
        reminder_settings.set_wishes(deps, zoe, office.channel("founders"), ladder="off")
    reminder_settings.set_wishes(deps, zoe, hiring, ladder="off")
    reminder_settings.set_wishes(deps, gil, gil.user, quiet_from=18)
    reminder_settings.set_wishes(deps, office.actor(), WORKSPACE, ladder="off")


def test_a_private_title_is_not_talked_about_elsewhere(office: Office) -> None:
    sam = by(office, "sam", channel=office.channel("general"))
    told = scoping.start(office.deps, sam, 1, ThreadPlace(office.channel("hiring")), key="once")
    assert "private channel" in told
    assert {row.channel for row in office.outbox()} == {sam.user}


def test_a_new_person_may_ask_twice_at_once(office: Office) -> None:
    together = threading.Barrier(4)

    def ask() -> WorkspaceRank | None:
        together.wait()
        return office.deps.people.rank_of(office.tenant, office.id("mei"), may_wait=True)

    with ThreadPoolExecutor(4) as pool:
        found = [future.result() for future in [pool.submit(ask) for _ in range(4)]]
    assert found == [WorkspaceRank.MEMBER] * 4
