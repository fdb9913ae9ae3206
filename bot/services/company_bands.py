"""A company's own pay bands: who may see and set them, and the one that an answer about pay begins with."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.actors import Actor
from bot.hiring.access import Act, Footing, Refused, Relation, allows, check
from bot.hiring.answers.salary import SalaryAnswer
from bot.hiring.company_bands import CompanyBand, CompanyBands, find_band, read_bands
from bot.services.access import rank_of
from bot.services.deps import Deps
from bot.store import company_bands, requisitions
from bot.store.trouble import DatabaseTroubleError


@dataclass(frozen=True, slots=True)
class OwnBand:
    """The company's band for what was asked, and the version that it is of."""

    band: CompanyBand
    bands: CompanyBands


def see(deps: Deps, actor: Actor) -> CompanyBands | None:
    """The bands that hold, None when there are none. Refused for who may not see them."""
    check(_relations(deps, actor), Act.BANDS)
    return deps.bands.of(actor.tenant, deps.now())


def may_set(deps: Deps, actor: Actor) -> None:
    """Refused, with whom to ask, for who may not set the bands."""
    check(Footing(rank_of(deps, actor), is_public=True).relations(), Act.SET_BANDS)


def set_bands(deps: Deps, actor: Actor, text: str, before: int) -> CompanyBands:
    """Set all bands from CSV, as the version after `before`. UnreadableBandsError, SetMeanwhile."""
    may_set(deps, actor)
    bands = read_bands(deps.assistant.content, text)
    with deps.database.transaction() as session:
        held = company_bands.current(session, actor.tenant)
        if (held.version if held else 0) != before:
            raise company_bands.SetMeanwhile
        company_bands.add(session, actor.tenant, before + 1, bands, by=actor.user, at=deps.now())
    deps.bands.forget(actor.tenant)
    return CompanyBands(before + 1, bands, actor.user, deps.now())


def own_band(deps: Deps, actor: Actor, answer: SalaryAnswer) -> OwnBand | None:
    """The company's band for an answer, if there is one and this person may see it. Raises MustWait."""
    places = answer.request.asked.places or ("",)
    found = find_own(deps, actor, answer.pay.role.id, answer.level, places)
    return found[0] if len(found) == 1 else None


def find_own(
    deps: Deps, actor: Actor, role: str | None, level: str | None, places: Sequence[str]
) -> list[OwnBand | None]:
    """The bands that hold today for a role and level in these places, "" for the home market.

    None for a place without one; for each where this person may not see them. Raises MustWait.
    """
    nothing: list[OwnBand | None] = [None] * len(places)
    try:
        held = deps.bands.of(actor.tenant, deps.now())
        if held is None or not role or not level:
            return nothing
        content, today = deps.assistant.content, deps.now().date()
        found = [find_band(content, held.bands, role, level, place=place, day=today) for place in places]
        may_see = any(found) and allows(_relations(deps, actor), Act.BANDS)
    except (Refused, DatabaseTroubleError):
        return nothing  # what everybody may see is answered all the same
    return [OwnBand(band, held) if band else None for band in found] if may_see else nothing


def _relations(deps: Deps, actor: Actor) -> frozenset[Relation]:
    """What somebody is in the workspace, and to a requisition of theirs."""
    rank = rank_of(deps, actor)
    with deps.database.reading() as session:
        theirs = requisitions.one_of(session, actor.tenant, actor.user)
    return Footing(rank, is_public=True).relations(actor.user, theirs)
