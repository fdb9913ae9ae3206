"""A company's own pay bands: who may see and set them, and the one that an answer about pay begins with."""

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
    try:
        held = deps.bands.of(actor.tenant, deps.now())
        band = _band_for(deps, held, answer) if held else None
        may_see = band is not None and allows(_relations(deps, actor), Act.BANDS)
    except (Refused, DatabaseTroubleError):
        return None  # what content says is answered all the same
    return OwnBand(band, held) if band and held and may_see else None


def _band_for(deps: Deps, held: CompanyBands, answer: SalaryAnswer) -> CompanyBand | None:
    places = answer.request.asked.places
    if not answer.level or len(places) > 1:
        return None
    return find_band(
        deps.assistant.content,
        held.bands,
        answer.pay.role.id,
        answer.level,
        place=places[0] if places else "",
        day=deps.now().date(),
    )


def _relations(deps: Deps, actor: Actor) -> frozenset[Relation]:
    """What somebody is in the workspace, and to a requisition of theirs."""
    rank = rank_of(deps, actor)
    with deps.database.reading() as session:
        theirs = requisitions.one_of(session, actor.tenant, actor.user)
    return Footing(rank, is_public=True).relations(actor.user, theirs)
