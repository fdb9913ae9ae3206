"""A company's own pay bands: `/salary bands`, the form that sets them, and the band beside what it is of."""

from bot.actors import Actor
from bot.errors import RolecallError
from bot.hiring.adverts.check import AdvertCheck
from bot.hiring.answers.salary import SalaryAnswer
from bot.hiring.briefs.brief import BriefVersion
from bot.hiring.briefs.posting import check_posting
from bot.hiring.laws import caution
from bot.hiring.requisitions import Requisition
from bot.hiring.text.posted_pay import find_posted_pay
from bot.services import company_bands
from bot.services.deps import Deps
from bot.slack.blocks import Message
from bot.views.answers.help import build_refusal
from bot.views.briefs.posting import BesidePay
from bot.views.company_bands import FIELD, build_bands, build_bands_form, own_line
from bot.views.refusals import build_problem
from handlers.replies import ClickReply, FormReply, Reply


def answer_about_bands(reply: Reply) -> Message:
    """Show the bands, never where another company reads along. Raises MustWait and Refused."""
    deps = reply.deps
    held = company_bands.see(deps, reply.actor())
    shared = reply.is_shared()
    if shared is not False:
        return build_refusal(certain=shared is True)
    return build_bands(deps.assistant.content, held)


def own_band(reply: Reply, answer: SalaryAnswer) -> str:
    """The line with the company's own band for an answer; "" without one, and for who may not see it."""
    if not reply.is_person(reply.user):
        return ""
    own = company_bands.own_band(reply.deps, reply.actor(), answer)
    return own_line(own.band, own.bands, answer.request.base_budget) if own else ""


def band_of_requisition(reply: Reply, requisition: Requisition) -> str:
    """The line with the company's own band for a requisition, its budget against it; "" as above."""
    role, level, place = requisition.specialty, requisition.level, requisition.location or ""
    (own,) = company_bands.find_own(reply.deps, reply.actor(), role, level, (place,))
    return own_line(own.band, own.bands, requisition.budget) if own else ""


def band_of_advert(reply: Reply, check: AdvertCheck) -> str:
    """The line with the company's own band for the role of an advert, its pay against it; "" as above.

    Where another company reads along there is none. It may wait.
    """
    deps = reply.deps
    if check.role is None or not reply.is_person(reply.user):
        return ""
    level = deps.assistant.read(check.title, deps.now().date()).level
    place = str(deps.assistant.understand(check.text).slots.get("place", ""))
    (own,) = company_bands.find_own(deps, reply.actor(), check.role.id, level, (place,))
    if own is None or reply.is_shared() is not False:
        return ""
    ranges = (each.yearly for each in find_posted_pay(check.text) if each.ends == "both" and each.is_base)
    return own_line(own.band, own.bands, next((each for each in ranges if each), None))


def beside_pay(deps: Deps, actor: Actor, shown: BriefVersion) -> BesidePay:
    """What stands below the pay of a brief: the company's own band, and its ranges to post, checked."""
    content, brief, requisition = deps.assistant.content, shown.brief, shown.requisition
    home = (requisition.location or "") if requisition else ""
    places = (home, *(each.place for each in brief.posting))
    own, *others = company_bands.find_own(deps, actor, brief.primary.role, brief.level, places)
    checked = tuple(
        check_posting(content, each, other.band if other else None)
        for each, other in zip(brief.posting, others, strict=True)
    )
    return BesidePay(
        (own.band, own.bands) if own else None,
        requisition.budget if requisition else None,
        checked,
        content.laws.unknown,
        caution(content, (source for each in checked for _, source in each.laws), deps.now().date()),
    )


def handle_open_bands(reply: ClickReply) -> None:
    """Open the form for whoever may set the bands; everybody else hears whom to ask."""
    reply.ack()
    reply.later(lambda: _open(reply))


def _open(reply: ClickReply) -> None:
    try:
        company_bands.may_set(reply.deps, reply.actor())
        form = build_bands_form(company_bands.see(reply.deps, reply.actor()))
    except RolecallError as error:
        reply.say(build_problem(error))
        return
    reply.show(form)


def handle_bands_form(reply: FormReply) -> None:
    """Set the bands, or say beside the field which row is none."""
    name = reply.block_ids[FIELD]
    try:
        before = int(name.removeprefix(f"{FIELD}."))
        held = company_bands.set_bands(reply.deps, reply.actor(), reply.typed.get(FIELD, ""), before)
    except RolecallError as error:
        reply.refuse({name: str(error)})
        return
    reply.say(build_bands(reply.deps.assistant.content, held))
