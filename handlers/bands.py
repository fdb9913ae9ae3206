"""`/salary bands`: a company's own pay bands, shown to whoever may see them, set by admins in a form."""

from bot.errors import RolecallError
from bot.hiring.answers.salary import SalaryAnswer
from bot.services import company_bands
from bot.slack.blocks import Message
from bot.views.answers.help import build_refusal
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
