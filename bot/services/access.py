"""Finds out where somebody stands, and lets them in or not: every service of what is not for all begins here.

Slack may have to be asked, so this is done before a transaction; `Admitted.still` looks once more inside it.
"""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import partial
from typing import Any, Never

from bot.actors import Actor
from bot.errors import MustWait
from bot.hiring.access import (
    LET_IN,
    Act,
    Footing,
    NoSuchRequisition,
    Refused,
    WorkspaceRank,
    WrongPerson,
    allows,
    check,
    parts_of,
)
from bot.hiring.requisitions import Requisition
from bot.services.deps import Deps
from bot.store import requisitions

_MOST_ASKED = 40  # channels at once, when all of a workspace are counted: Slack allows fifty a minute
_GOOD_FOR_COUNTING = timedelta(hours=1)
_NOT_TOLD = (
    "Slack does not tell me just now {whom} in this workspace, so I change and show nothing. Try again soon."
)


@dataclass(frozen=True, slots=True)
class Admitted:
    """Somebody who may do something to a requisition, as it was just now."""

    actor: Actor
    act: Act
    requisition: Requisition
    footing: Footing

    def may(self, act: Act) -> bool:
        """Whether they may do something else to it, too."""
        return allows(self.footing.relations(self.actor.user, self.requisition), act)

    def require(self, act: Act) -> None:
        """Raise Refused when they may not do something else to it."""
        check(self.footing.relations(self.actor.user, self.requisition), act, self.requisition)

    def still(self, requisition: Requisition | None) -> Requisition:
        """The requisition as it is now, for whoever may still do it; raises what `admit` does."""
        footing, number = self.footing, self.requisition.number
        if requisition is None or requisition.channel != self.requisition.channel:
            footing = replace(footing, is_inside=False, is_public=False)
        relations = footing.relations(self.actor.user, requisition)
        check(relations, self.act, requisition, number)
        assert requisition is not None  # noqa: S101 - checked just now
        return requisition


def rank_of(deps: Deps, actor: Actor) -> WorkspaceRank:
    """What somebody is in the workspace. Refused for strangers, and when Slack does not say."""
    rank: WorkspaceRank | None = WorkspaceRank.STRANGER
    own = (actor.tenant.team_id, actor.tenant.enterprise_id, None, "")
    if actor.team in own or actor.tenant.enterprise_id:  # in a Grid the profile says whose person it is
        rank = deps.people.rank_of(actor.tenant, actor.user, may_wait=actor.may_wait)
    if rank is None:
        raise Refused(_NOT_TOLD.format(whom="who you are"))
    if rank is WorkspaceRank.STRANGER:
        check(Footing(rank).relations(), Act.SEE)
    return rank


def check_act(deps: Deps, actor: Actor, act: Act, channel: str = "") -> None:
    """Refused, with whom to ask, for what is not about a requisition: the workspace, or a channel."""
    footing = Footing(
        rank_of(deps, actor), is_inside=bool(channel) and actor.channel == channel, is_public=True
    )
    if act is Act.PREFERENCES:
        footing = replace(footing, is_inside=True)  # their own are not of a channel
    check(footing.relations(), act)


def admit(deps: Deps, actor: Actor, number: int, act: Act) -> Admitted:
    """Let somebody do something to a requisition.

    Refused, with whom to ask; NoSuchRequisition also where they may not know of it, in the same words.
    """
    rank = rank_of(deps, actor)
    with deps.database.reading() as session:
        requisition = requisitions.load(session, actor.tenant, number)
    if requisition is None:
        _nowhere(actor, number)
    return admit_to(deps, actor, requisition, act, rank)


def admit_to(
    deps: Deps, actor: Actor, requisition: Requisition, act: Act, rank: WorkspaceRank | None = None
) -> Admitted:
    """Let somebody do something to a requisition that was loaded already; raises what `admit` does."""
    rank = rank or rank_of(deps, actor)
    footing = _stand(deps, actor, requisition, rank)
    admitted = Admitted(actor, act, requisition, footing)
    if not admitted.may(Act.SEE):
        _nowhere(actor, requisition.number)
    admitted.require(act)
    return admitted


def check_named(deps: Deps, actor: Actor, person: str | None) -> None:
    """WrongPerson when somebody is made owner or sponsor who could do nothing here."""
    if not person or person == actor.user:
        return
    rank = deps.people.rank_of(actor.tenant, person, may_wait=actor.may_wait)
    if rank is None:
        raise WrongPerson(_NOT_TOLD.format(whom="who that person is"), person)
    if rank in (WorkspaceRank.GUEST, WorkspaceRank.STRANGER):
        raise WrongPerson(
            "Guests and people of another company change nothing here, so they cannot answer for a hire. "
            "Choose a member of this workspace.",
            person,
        )


def let_in(
    deps: Deps, actor: Actor, channel: str, people: Collection[str | None], before: Requisition | None = None
) -> dict[str, list[Any]]:
    """What the record says beside the fields, when owner or sponsor were kept out of a private channel.

    They may read all of the requisition from then on. Empty when that lets nobody in.
    """
    new = [each for each in people if each and each != actor.user]
    new = [each for each in new if before is None or not parts_of(each, before)]
    if not new or deps.memberships.is_private(actor.tenant, channel, may_wait=actor.may_wait) is False:
        return {}
    places = {
        each: deps.memberships.places_of(actor.tenant, each, may_wait=actor.may_wait) or () for each in new
    }
    outside = [each for each in new if channel not in places[each]]
    return {LET_IN: [None, outside]} if outside else {}


def may_be_said_in(deps: Deps, actor: Actor, requisition: Requisition, channel: str) -> bool:
    """Whether everybody who reads a channel may know of a requisition."""
    return channel == requisition.channel or (
        deps.memberships.is_private(actor.tenant, requisition.channel, may_wait=actor.may_wait) is False
    )


def hidden_channels(deps: Deps, actor: Actor) -> frozenset[str]:
    """The hiring channels whose requisitions somebody may not know of. What Slack does not tell is hidden.

    Beyond a limit, channels that nobody asked about for an hour stay hidden until the next time.
    """
    tenant, rank = actor.tenant, rank_of(deps, actor)
    with deps.database.reading() as session:
        channels = requisitions.channels(session, tenant)
    if not channels:
        return frozenset()
    inside = deps.memberships.places_of(tenant, actor.user, may_wait=actor.may_wait) or frozenset()
    elsewhere = channels - inside - {actor.channel}
    return elsewhere if rank is WorkspaceRank.GUEST else elsewhere - _public(deps, actor, elsewhere)


def _public(deps: Deps, actor: Actor, channels: frozenset[str]) -> frozenset[str]:
    """Those of the channels that everybody can read."""
    found, asked = set(), 0
    is_private = partial(deps.memberships.is_private, actor.tenant, good_for=_GOOD_FOR_COUNTING)
    for channel in sorted(channels):
        try:
            private = is_private(channel, may_wait=False)
        except MustWait:
            if not actor.may_wait:
                raise
            private = is_private(channel, may_wait=True) if asked < _MOST_ASKED else None
            asked += 1
        if private is False:
            found.add(channel)
    return frozenset(found)


def _stand(deps: Deps, actor: Actor, requisition: Requisition, rank: WorkspaceRank) -> Footing:
    """Where somebody stands to a requisition. Slack is asked only about those without a part in it."""
    tenant, channel = actor.tenant, requisition.channel
    if actor.channel == channel or parts_of(actor.user, requisition):
        return Footing(rank, is_inside=actor.channel == channel)
    places = deps.memberships.places_of(tenant, actor.user, may_wait=actor.may_wait)
    if places is not None and channel in places:
        return Footing(rank, is_inside=True)
    private = deps.memberships.is_private(tenant, channel, may_wait=actor.may_wait)
    return Footing(rank, is_public=private is False)


def _nowhere(actor: Actor, number: int) -> Never:
    """Say that there is none, never sooner for one that there is not than for one that is hidden."""
    if not actor.may_wait:
        raise MustWait
    raise NoSuchRequisition(number)
