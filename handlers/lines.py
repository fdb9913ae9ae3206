"""What a line asks for leads to the one who answers it, whichever door the line came by."""

from collections.abc import Sequence

from bot.errors import RolecallError
from bot.hiring.lines.ask import (
    AboutBands,
    AboutBrief,
    AboutInsights,
    AboutReminders,
    AboutRequisitions,
    AnswerInThread,
    Ask,
    Both,
    Inquiry,
    RequisitionKit,
    ToScope,
)
from bot.slack.blocks import Message
from bot.views.answers.both import build_both
from bot.views.refusals import build_problem
from bot.views.targets import Target
from handlers.answers import answer_question, answer_with_kit
from handlers.bands import answer_about_bands
from handlers.insights import answer_about_insights
from handlers.reminders import answer_about_reminders
from handlers.replies import ClickReply, CommandReply, Reply
from handlers.requisitions.forms import open_form
from handlers.requisitions.lines import answer_about_brief, answer_about_requisitions, offer_form
from handlers.scoping.begin import begin


def answer(  # noqa: PLR0911 - one for each kind of ask
    reply: Reply, ask: Ask
) -> Message | Target | None:
    """Answer a line: with a message, a form to open, or None where the answer is posted by itself.

    Raises MustWait when that takes longer than the request may last, RolecallError with what to say instead.
    """
    match ask:
        case AboutRequisitions():
            return answer_about_requisitions(reply, ask)
        case Both():
            return _together(reply, ask.asks)
        case AboutReminders():
            return answer_about_reminders(reply, ask)
        case AboutInsights():
            return answer_about_insights(reply, ask.rest)
        case AboutBands():
            return answer_about_bands(reply)
        case RequisitionKit():
            return answer_with_kit(reply, ask)
        case AboutBrief():
            return answer_about_brief(reply, ask)
        case ToScope():
            return begin(reply, ask)
        case Inquiry():
            return answer_question(reply, ask.line, ask.told)
        case AnswerInThread():
            return answer_question(reply, ask.line)


def answer_in_time(reply: CommandReply | ClickReply, ask: Ask) -> None:
    """Answer where it may wait: with a message, the form itself, or the sentence that says why not."""
    try:
        answered = answer(reply, ask)
        if isinstance(answered, Target):
            reply.show(open_form(reply.deps, reply.actor(), answered))
            return
    except RolecallError as error:
        answered = build_problem(error)
    if answered is not None:
        reply.say(answered)


def _together(reply: Reply, asks: Sequence[Ask]) -> Message:
    """One message of several answers, in their order; a form among them becomes the button that opens it."""
    answered = [(answer(reply, ask), ask) for ask in asks]
    return build_both(
        [
            (offer_form(each) if isinstance(each, Target) else each, _line_of(ask))
            for each, ask in answered
            if each is not None
        ]
    )


def _line_of(ask: Ask) -> str:
    """The line that asks for the same alone, "" where it is no question."""
    return ask.line if isinstance(ask, Inquiry) else ""
