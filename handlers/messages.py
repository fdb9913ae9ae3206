"""What people write to us: direct messages and mentions, the plain-text twins of the commands."""

from bot.errors import RolecallError
from bot.hiring.briefs.brief import BriefVersion
from bot.hiring.lines.ask import (
    AboutRequisitions,
    AnswerInThread,
    Ask,
    Both,
    Inquiry,
    RequisitionKit,
    ToScope,
)
from bot.hiring.lines.followups import Ground
from bot.hiring.scoping.asides import asks_pay, is_aside, part_questions
from bot.services import briefs, requisitions
from bot.services.waiting import Waiting, talked_in
from bot.slack.blocks import Message, actions, context, section
from bot.slack.text import escape
from bot.views.briefs.brief import build_unsigned
from bot.views.buttons import scope_button
from bot.views.refusals import build_problem
from bot.views.targets import Subject, Target
from handlers.adverts import answer_file
from handlers.followups import follow_up, go_on_from_reading
from handlers.lines import answer
from handlers.replies import EventReply
from handlers.requisitions.lines import offer_form
from handlers.scoping.begin import (
    answer_in_conversation,
    command_in,
    conversation_of,
    named_to_ask,
    pay_of_open,
    point_to_thread,
)


def handle_message(reply: EventReply) -> None:
    """Answer a direct message in its own thread. Edits, joins, bots and channels are none of our business."""
    if reply.from_person and reply.is_direct_message:
        _answer(reply)


def handle_mention(reply: EventReply) -> None:
    """Answer a mention for the eyes of the person who asked, in the thread where they asked."""
    if reply.from_person:
        # Every event says whether its channel is shared, so nothing has to be asked.
        reply.deps.channels.learn(reply.tenant, reply.channel, shared=reply.among_strangers)
        _answer(reply)


def _answer(reply: EventReply) -> None:
    """Answer what was written: a file, an answer in a conversation, or a line by itself."""
    deps = reply.deps
    conversation = None if reply.files else conversation_of(reply)
    ask = _read(reply, conversation)
    if reply.files:
        answer_file(reply, otherwise=lambda: _beside_a_file(reply, ask))
    elif conversation is not None and isinstance(ask, AnswerInThread):
        answer_in_conversation(reply, conversation, ask.line)
    elif conversation is not None and isinstance(ask, Both) and isinstance(ask.asks[-1], AnswerInThread):
        if message := _message(reply, ask.asks[0]):
            reply.say(message, f"{reply.key}:aside")
        answer_in_conversation(reply, conversation, ask.asks[-1].line)
    elif isinstance(ask, ToScope) and (draft := _draft_that_waits(reply, ask)):
        _tell_of_draft(reply, draft, ask.said)
    else:
        message = point_to_thread(reply, ask) or _message(reply, ask)
        waits = deps.assistant.conversation.question(conversation.asking) if conversation else None
        if message is not None and waits is not None:
            message = Message(
                message.text, [*message.blocks, context(f"Still open here: *{escape(waits.ask)}*")]
            )
        if message is not None:
            reply.say(message)


def _read(reply: EventReply, conversation: Waiting | None) -> Ask:
    """What a message asks for: in a conversation, below a requisition's card or question, or by itself."""
    deps, text, naming = reply.deps, reply.text, reply.naming
    asks, today = deps.assistant.asks, deps.now().date()
    if conversation is not None:
        return _read_in_conversation(reply, conversation)
    if reply.is_forward:
        return Inquiry(text)
    number = requisitions.in_thread(deps, reply.tenant, reply.channel, reply.asked_in, reply.user)
    if number is not None and not reply.files:
        return follow_up(reply, here_alone=True) or asks.read_about(number, text, today, naming)
    talked = None if reply.files else talked_in(deps, reply.tenant, reply.channel, reply.asked_in)
    ask = (
        (_below_brief(reply, talked) if talked else None)
        or follow_up(reply)
        or asks.read(text, "message", today, naming)
    )
    return (go_on_from_reading(reply) if isinstance(ask, Inquiry) and not ask.told else None) or ask


def _read_in_conversation(  # noqa: PLR0911 - one for each way to be read
    reply: EventReply, conversation: Waiting
) -> Ask:
    """What a message in a conversation asks for, and what of it is an answer."""
    deps, text, today = reply.deps, reply.text, reply.deps.now().date()
    asks = deps.assistant.asks
    if command := command_in(reply, conversation):
        return command
    if not conversation.goes_on:
        return _below_brief(reply, conversation) or AnswerInThread(text)
    if ask := _aside(reply, conversation):
        return ask
    told, asked = part_questions(text)
    if asks_pay(asked):
        pay = pay_of_open(reply, conversation, asked)
        return Both((pay, AnswerInThread(told))) if told else pay
    if is_aside(asked):
        return AnswerInThread(text)
    ask = asks.read(text, "conversation", today, reply.naming)
    question = deps.assistant.conversation.question(conversation.asking)
    wish = deps.assistant.conversation.hear(question, text).wish
    if isinstance(ask, AnswerInThread) and wish == "aside" and asks.answers(text):
        return asks.read(text, "message", today, reply.naming)
    return AnswerInThread(text) if isinstance(ask, Inquiry) and wish == "explain" else ask


def _below_brief(reply: EventReply, talked: Waiting) -> AboutRequisitions | None:
    """The change of a requisition that a message below the end of its conversation asks for; else None."""
    asks, today = reply.deps.assistant.asks, reply.deps.now().date()
    number = talked.requisition
    return None if number is None else asks.read_below_brief(number, reply.text, today, reply.naming)


def _draft_that_waits(reply: EventReply, ask: ToScope) -> BriefVersion | None:
    """The draft brief of the requisition whose role a message tells of; None for no draft."""
    if not isinstance(ask.subject, int) or not ask.said:
        return None
    return briefs.draft_of(reply.deps, reply.actor(), ask.subject)


def _tell_of_draft(reply: EventReply, draft: BriefVersion, told: str) -> None:
    """Take what was told of the role into its draft; elsewhere than below it, show that it waits."""
    talked = talked_in(reply.deps, reply.tenant, reply.channel, reply.asked_in)
    if talked is not None and talked.scoping == draft.scoping:
        answer_in_conversation(reply, talked, told)
        return
    hint = "To change it, say so below it, or edit it. Or we talk the role through from the start."
    about = Subject(requisition=draft.requisition.number) if draft.requisition else Subject(text=told)
    anew = scope_button("Start over", about, style="primary")
    reply.say(Message(hint, [build_unsigned(draft), section(hint), actions(anew)]))


def _aside(reply: EventReply, conversation: Waiting) -> Ask | None:
    """What is no answer in a conversation: a command without a number, or a question without its role."""
    deps = reply.deps
    if named_to_ask(reply):
        return AnswerInThread(reply.text)
    if about := deps.assistant.asks.read_aside(conversation.requisition, reply.naming):
        return about
    reading = Ground(wish="role", roles=(conversation.role,)) if conversation.role else None
    return follow_up(reply, here_alone=True, otherwise=reading) if reply.text.endswith("?") else None


def _message(reply: EventReply, ask: Ask) -> Message | None:
    try:
        answered = answer(reply, ask)
    except RolecallError as error:
        return build_problem(error)
    return offer_form(answered) if isinstance(answered, Target) else answered


def _beside_a_file(reply: EventReply, ask: Ask) -> Message | None:
    """The answer to a question that stood beside a file; nothing is changed on the way."""
    return _message(reply, ask) if isinstance(ask, Inquiry | RequisitionKit) else None
