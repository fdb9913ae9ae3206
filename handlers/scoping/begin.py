"""Scoping a role in conversation: how it begins, and how people answer by message."""

import re

from bot.actors import Actor
from bot.errors import MustWait, RolecallError
from bot.hiring.lines.about import command_without_number, hands_over
from bot.hiring.lines.ask import AboutBrief, AnswerInThread, Ask, Inquiry, ToScope
from bot.hiring.lines.briefs import asks_to_go_on, calls_it_wrong, gives_thanks, read_brief_line
from bot.hiring.lines.followups import Ground
from bot.hiring.lines.requisitions import Verb
from bot.hiring.scoping.asides import asks_pay, is_aside, part_questions
from bot.hiring.scoping.scope import Resume, Write
from bot.services import scoping, waiting
from bot.services.changes import DoneBefore
from bot.services.waiting import ThreadPlace, Waiting
from bot.slack.blocks import Message
from bot.slack.incoming import typed, words_in
from bot.slack.text import escape
from bot.views.answers.help import build_plain
from bot.views.refusals import build_problem, write_problem
from bot.views.targets import Subject, read_subject_of
from handlers.adverts import words_of
from handlers.replies import ClickReply, EventReply, Reply

_PERSON = re.compile(r"<@([UW][A-Z0-9]+)>")
_REMARK = 25  # words of what is said of a brief
_SHORT = 8  # words of what may be an answer in the wrong place
_SHARED = "<#{channel}> is shared with another company, so I scope the role in {messages}."
_NOT_THERE = "I am not in <#{channel}>, so I scope the role in {messages}."


def begin(reply: Reply, ask: ToScope) -> Message | None:
    """Begin where it was asked for; the first question is a message of its own, for everybody there.

    Raises MustWait on the ack: Slack has to say first whether we may post there.
    """
    if not reply.may_wait:
        raise MustWait
    actor = reply.actor()
    if isinstance(reply, EventReply):
        spot = ThreadPlace(reply.channel, reply.asked_in or reply.ts)
        # A mention says that we are there, and has just said whether the channel is shared.
        why = _SHARED if reply.deps.channels.is_shared(reply.tenant, spot.channel) else ""
    else:
        spot = _spot(reply, actor)
        why = _why_not(reply, spot)
    subject, said = ask.subject, ask.said
    if isinstance(reply, EventReply) and ask.below_reading:
        subject = _told_before(reply)
    try:
        told = _begin(reply, subject, spot, reply.key, why, said)
    except DoneBefore:
        return None
    return build_plain(told) if told else None


def _told_before(reply: EventReply) -> str:
    """What somebody told of the work in a thread of their direct messages before this message."""
    found = reply.client.conversations_replies(
        channel=reply.channel, ts=reply.asked_in or reply.ts, limit=100
    )
    theirs = [each for each in found["messages"] if each.get("user") == reply.user and each["ts"] < reply.ts]
    first, *others = [typed(words_in(each), bot=reply.bot) for each in theirs] or [""]
    return "\n".join([first, *filter(reply.deps.assistant.asks.tells_of_work, others)])


def handle_scope_button(reply: ClickReply) -> None:
    """Begin below the message that the button stands on; from a form or Home, where the button says.

    From the menu of everywhere it begins in direct messages.
    """
    subject = read_subject_of(reply.value or "{}")
    actor = reply.actor()
    reply.ack()
    reply.later(lambda: _begin_by_button(reply, actor, subject))


def _begin_by_button(reply: ClickReply, actor: Actor, subject: Subject) -> None:
    spot = ThreadPlace(subject.channel or actor.user) if reply.is_in_view else _spot(reply, actor)
    at = reply.view_key or (f"{reply.channel}:{reply.message_ts}" if reply.channel else reply.key)
    try:
        about = subject.requisition or words_of(reply, subject)
        told = _begin(reply, about, spot, f"scope:{at}:{actor.user}", _why_not(reply, spot))
    except RolecallError as error:
        told = write_problem(error)
    if reply.is_in_view or not reply.channel:
        where = f"<#{spot.channel}>" if not spot.is_direct else "your messages with me"
        told = told or f"The first question is in {where}."
    if told:
        reply.say(build_plain(told), privately=True)


def conversation_of(reply: EventReply) -> Waiting | None:
    """The conversation in whose thread a message stands, if it goes on, or led to a brief."""
    talked = waiting.talked_in(reply.deps, reply.tenant, reply.channel, reply.asked_in)
    if talked is None or talked.goes_on or talked.is_done or asks_to_go_on(reply.text):
        return talked
    return None


def read_below_brief(  # noqa: PLR0911 - one for each way to be read
    reply: EventReply, talk: Waiting
) -> Ask | None:
    """What a message below a brief asks of it or says of it; None for what begins something else."""
    asks, text = reply.deps.assistant.asks, reply.text
    if asked := read_brief_line(text, below=True):
        return AboutBrief(asked, talk.scoping)
    if about := asks.read_aside(talk.requisition, reply.naming):
        return about
    if gives_thanks(text) or asks_to_go_on(text):
        return AnswerInThread(text)
    told, question = part_questions(text)
    if asks_pay(question):
        return pay_of_open(reply, talk, text if len(text.split()) <= _REMARK else question)
    if is_aside(question):
        return AnswerInThread(text if asks.tells_of_work(told) else question)
    if not told or text.endswith("?"):
        return None
    if len(text.split()) > _REMARK:
        return None
    if calls_it_wrong(text) or waiting.says_more(reply.deps, reply.tenant, talk.scoping, reply.user, text):
        return AnswerInThread(text)
    return AnswerInThread(text) if asks.tells_of_work(text) else None


def command_in(reply: EventReply, talk: Waiting) -> Ask | None:
    """The command about a requisition that leaves its number out: its conversation says which one."""
    verb = command_without_number(reply.text)
    if verb is None:
        return None
    asks, today = reply.deps.assistant.asks, reply.deps.now().date()
    if verb is Verb.LIST or talk.requisition is None:
        return asks.read(f"req {verb}", "message", today)
    roles = reply.deps.assistant.content.roles
    beside = roles[talk.role].words[0] if verb is Verb.DEFINE and talk.role in roles else ""
    return asks.read_about(talk.requisition, f"{verb} {beside}".strip(), today)


def answer_in_conversation(reply: EventReply, talk: Waiting, text: str) -> None:
    """Take an answer to the question that waits in a thread."""
    deps = reply.deps
    try:
        by, at = reply.actor().user, deps.now()
        if talk.goes_on and (person := _whom(reply, talk, text)):
            scoping.hand_over(deps, reply.actor(), talk.scoping, person, reply.key, channel=reply.channel)
            if reply.is_direct_message:
                told = f"I ask <@{person}> from now on, in their messages with me."
                reply.say(build_plain(told), f"{reply.key}:told")
            return
        if talk.is_done and gives_thanks(text):
            reply.say(build_plain("You are welcome."), f"{reply.key}:told")
            return
        resumes = not talk.goes_on and asks_to_go_on(text)
        move = Resume(by=by, at=at) if resumes else Write(words=text, by=by, at=at)
        scoping.advance(deps, reply.actor(), talk.scoping, move, reply.key, channel=reply.channel)
    except DoneBefore:
        return
    except RolecallError as error:
        reply.say(build_problem(error), f"{reply.key}:told")


def _whom(reply: EventReply, talk: Waiting, text: str) -> str:
    """Who should answer in somebody's place, as they say; "" for nobody, and for whom nobody can tell."""
    if named_to_ask(reply):
        return named_to_ask(reply)
    conversation = reply.deps.assistant.conversation
    wish = conversation.hear(conversation.question(talk.asking), text).wish
    return _only_named(reply) if wish == "hand_over" else ""


def named_to_ask(reply: EventReply) -> str:
    """Whom a message says to ask instead, by a mention; "" for nobody."""
    return _only_named(reply) if hands_over(reply.naming) else ""


def _only_named(reply: EventReply) -> str:
    people = set(_PERSON.findall(reply.naming)) - {reply.bot}
    return people.pop() if len(people) == 1 else ""


def pay_of_open(reply: EventReply, talk: Waiting, question: str) -> Inquiry:
    """The question what the role pays, of the role that it names or of those that it may still be."""
    assistant, today = reply.deps.assistant, reply.deps.now().date()
    if assistant.read(question, today).roles or not talk.roles:
        return Inquiry(question)
    whole = assistant.follow_ups.complete(question, ground_in(talk, talk.roles))
    return Inquiry(whole.line, whole.told) if whole else Inquiry(question)


def ground_in(talk: Waiting, roles: tuple[str, ...]) -> Ground:
    """What a question about pay stands on in a conversation: the level and place that were said."""
    return Ground(wish="pay", roles=roles, level=talk.level, place=talk.place)


def point_to_thread(reply: EventReply, ask: Ask) -> Message | None:
    """What to say to a short message that would be an answer in the thread where a question waits."""
    deps, asks = reply.deps, reply.deps.assistant.asks
    if not isinstance(ask, Inquiry) or reply.asked_in:
        return None
    said = asks.read(reply.text, "conversation", deps.now().date())
    if not isinstance(said, AnswerInThread) or len(said.line.split()) > _SHORT:
        return None
    asked = waiting.unheard(deps, reply.tenant, reply.channel, said.line)
    if not asked:
        return None
    told = f"If that answers “{asked}”, say it in the thread where I asked; if it is new, begin with `role`."
    return build_plain(escape(told))


def _spot(reply: Reply, actor: Actor) -> ThreadPlace:
    """Where a conversation goes on that a command or a button begins."""
    if isinstance(reply, ClickReply) and reply.channel:
        return ThreadPlace(reply.channel, None if reply.is_ephemeral else reply.thread_ts or reply.message_ts)
    return ThreadPlace(reply.channel or actor.user)


def _begin(reply: Reply, subject: int | str, spot: ThreadPlace, key: str, why: str, said: str = "") -> str:
    """Begin a conversation; what to tell the person besides, in mrkdwn. `why` keeps it out of its channel."""
    actor = reply.actor()
    messages = f"<{reply.messages_url}|direct messages>"
    notes = [why.format(channel=spot.channel, messages=messages)] if why else []
    if why:
        spot = ThreadPlace(actor.user)
    moved = scoping.start(reply.deps, actor, subject, spot, key=key, notes=notes, said=said)
    return " ".join(notes) or moved


def _why_not(reply: Reply, spot: ThreadPlace) -> str:
    """What keeps a conversation out of a channel, "" for nothing. Asks Slack, so it may wait."""
    if spot.is_direct:
        return ""
    if reply.deps.channels.ask(reply.tenant, spot.channel):
        return _SHARED
    return "" if reply.deps.channels.is_member(reply.tenant, spot.channel) else _NOT_THERE
