"""What content answers: a question's message, and what it may not show where another company reads along."""

from datetime import date
from functools import lru_cache

from bot.errors import RolecallError
from bot.hiring.adverts.check import AdvertCheck
from bot.hiring.adverts.role_reading import RoleReading
from bot.hiring.answers.answer import Answer, is_about_pay
from bot.hiring.answers.assistant import Assistant
from bot.hiring.answers.interview import find_kit
from bot.hiring.answers.salary import SalaryAnswer
from bot.hiring.lines.ask import RequisitionKit
from bot.hiring.lines.followups import Ground
from bot.services import kits
from bot.slack.blocks import Block, Message, actions, ask_button, section
from bot.slack.modals import answer_view
from bot.views.adverts.check import build_check
from bot.views.adverts.reading import build_reading
from bot.views.answers import build_answer, build_in_full, with_buttons
from bot.views.answers.help import build_refusal
from bot.views.answers.kits import build_kit
from bot.views.buttons import share_button
from bot.views.charts import chart_of_answer
from bot.views.refusals import write_problem
from handlers.bands import band_of_advert, own_band
from handlers.charts import show_with_chart
from handlers.followups import remember, with_told
from handlers.replies import ClickReply, Reply

_LONGEST_REMEMBERED = 200  # characters; a longer text is nobody's second question, and may be a resume


def answer_question(reply: Reply, line: str, told: str = "") -> Message:
    """Answer from content; `told` stands above it. What was asked is remembered for what comes next.

    Raises MustWait when the answer is about pay and the channel is not known yet.
    """
    deps = reply.deps
    answered = _remembered if len(line) <= _LONGEST_REMEMBERED else _remembered.__wrapped__
    answer, message, ground = answered(deps.assistant, line, deps.now().date(), reply.is_channel)
    if isinstance(answer, RoleReading) and reply.message:
        message = build_reading(answer, message=reply.message)
    if refused := refusal(reply, answer):
        return refused
    remember(reply, ground)
    if isinstance(answer, AdvertCheck):
        band = band_of_advert(reply, answer)
        message = build_check(answer, message=reply.message, own=band) if reply.message or band else message
    if isinstance(answer, SalaryAnswer) and (own := own_band(reply, answer)):
        message = build_answer(answer, line, can_share=reply.is_channel, own=own)
    return with_told(message, told) if told else message


def refusal(reply: Reply, answer: Answer) -> Message | None:
    """Refuse pay where another company reads along, or may do; None when all is well."""
    if not is_about_pay(answer):
        return None
    shared = reply.is_shared()
    return None if shared is False else build_refusal(certain=shared is True)


def answer_with_kit(reply: Reply, ask: RequisitionKit) -> Message:
    """The kit for the role that was named, or else for what a requisition was defined as."""
    assistant, content = reply.deps.assistant, reply.deps.assistant.content
    try:
        requisition, chosen = kits.chosen_for(reply.deps, reply.actor(), ask.number)
    except RolecallError as error:
        return _instead(write_problem(error), ask_button("Which are there?", "req"))
    named = assistant.read(ask.words, reply.deps.now().date())
    role = content.roles.get(named.role or requisition.specialty or "")
    if role is None:
        problem = f"Requisition {ask.number} has no specialty yet, and the kit depends on it."
        return _instead(problem, ask_button(f"Define {ask.number}", f"req define {ask.number}"))
    answer = find_kit(content, role, named, printed=ask.printed)
    line = f"interview {role.words[0]} {'markdown' if ask.printed else 'kit'}"
    message = build_kit(answer, line, requisition=requisition, chosen=chosen)
    share = share_button(line, private=False)
    return with_buttons(message, last=[share]) if reply.is_channel else message


def show_in_full(reply: ClickReply, line: str) -> None:
    """Show all of the answer to a line in a modal, for whoever asks alone; its chart is drawn meanwhile."""
    content = reply.deps.assistant.content
    answer = reply.deps.assistant.answer(line, reply.deps.now().date())
    if refused := refusal(reply, answer):
        reply.show(answer_view(refused))
        return
    view = build_in_full(answer) or answer_view(build_answer(answer, line, can_share=False))
    show_with_chart(reply, view, chart_of_answer(answer, content))


def _instead(problem: str, button: Block) -> Message:
    return Message(problem, [section(problem), actions(button)])


@lru_cache(maxsize=1024)
def _remembered(
    assistant: Assistant, line: str, today: date, can_share: bool
) -> tuple[Answer, Message, Ground | None]:
    """Answer a line once a day: content does not change while we run, and people ask the same things."""
    answer = assistant.answer(line, today)
    message = build_answer(answer, line, can_share=can_share)
    return answer, message, assistant.ground(answer, line)
