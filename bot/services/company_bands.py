"""A company's own pay bands: who may see and set them, and the one that an answer about pay begins with."""

from dataclasses import dataclass

from bot.actors import Actor
from bot.hiring.access import Act, Footing, Refused, Relation, allows, check
from bot.hiring.answers.salary import SalaryAnswer
from bot.hiring.company_bands import CompanyBand, CompanyBands, find_band, read_bands
from bot.services.access import rank_of
from bot.services.deps import Deps
from bot.store import company_bands, requisitions


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
    held = deps.bands.of(actor.tenant, deps.now())
    request = answer.request
    if held is None or not answer.level or len(request.asked.places) > 1:
        return None
    place = request.asked.places[0] if request.asked.places else ""
    day = deps.now().date()
    band = find_band(
        deps.assistant.content, held.bands, answer.pay.role.id, answer.level, place=place, day=day
    )
    if band is None:
        return None
    try:
        may_see = allows(_relations(deps, actor), Act.BANDS)
    except Refused:
        return None
    return OwnBand(band, held) if may_see else None


def _relations(deps: Deps, actor: Actor) -> frozenset[Relation]:
    """What somebody is in the workspace, and to a requisition of theirs."""
    rank = rank_of(deps, actor)
    with deps.database.reading() as session:
        theirs = requisitions.one_of(session, actor.tenant, actor.user)
    return Footing(rank, is_public=True).relations(actor.user, theirs)
