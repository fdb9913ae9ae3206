"""What a line asks for leads to the one who answers it, whichever door the line came by."""

from bot.hiring.lines.ask import (
    AboutInsights,
    AboutReminders,
    AboutRequisitions,
    AnswerInThread,
    Ask,
    Inquiry,
    RequisitionKit,
    ToScope,
)
from bot.slack.blocks import Message
from bot.views.targets import Target
from handlers.answers import answer_question, answer_with_kit
from handlers.insights import answer_about_insights
from handlers.reminders import answer_about_reminders
from handlers.replies import Reply
from handlers.requisitions.lines import answer_about_requisitions
from handlers.scoping.begin import begin


def answer(reply: Reply, ask: Ask) -> Message | Target | None:
    """Answer a line: with a message, a form to open, or None where the answer is posted by itself.

    Raises MustWait when that takes longer than the request may last, RolecallError with what to say instead.
    """
    match ask:
        case AboutRequisitions():
            return answer_about_requisitions(reply, ask)
        case AboutReminders():
            return answer_about_reminders(reply, ask)
        case AboutInsights():
            return answer_about_insights(reply, ask.rest)
        case RequisitionKit():
            return answer_with_kit(reply, ask)
        case ToScope():
            return begin(reply, ask.subject)
        case Inquiry() | AnswerInThread():
            return answer_question(reply, ask.line)
