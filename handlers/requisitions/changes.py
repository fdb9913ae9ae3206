"""What a line about a requisition changes. What it leaves out is asked for, in a sentence or a form."""

import re
from dataclasses import replace
from typing import Any

from bot.errors import RolecallError
from bot.hiring.access import ACT_OF
from bot.hiring.lines.requisitions import TAKES_REASON, Line, Verb
from bot.hiring.requisitions import STATE_WORDS, Action, State
from bot.hiring.text.dates import read_day
from bot.services import requisitions, reviews
from bot.slack.blocks import Message, actions, ask_button, section
from bot.slack.text import escape, shorten
from bot.views.common import unread_lines
from bot.views.targets import Target, target
from content.schema.roles import UMBRELLA
from handlers.replies import Reply, tell
from handlers.requisitions.filling import fill_as_written

_MOST_OFFERED = 5
_AS = re.compile(r"(?:as|is|to)\s+", re.IGNORECASE)
_A_REASON = re.compile(r"\W*(?!(?:and|or|please|pls|now|today)\b)[^\W\d]\w*\W+\w", re.IGNORECASE)
_FORMS = {
    Verb.DEFINE: Action.DEFINE,
    Verb.EDIT: Action.EDIT,
    Verb.SNOOZE: Action.SNOOZE,
    Verb.REASSIGN: Action.REASSIGN,
    Verb.CLOSE: Action.CLOSE,
    Verb.NOT_LLM: Action.NOT_LLM,
    Verb.UNDO: Action.UNDO,
    Verb.REOPEN: Action.UNDO,
}


def change(  # noqa: PLR0911 - one return for each verb
    reply: Reply, line: Line, verb: Verb, number: int
) -> Message | Target:
    """Do what the line says; or say what is missing, or that it takes a form."""
    deps, actor = reply.deps, reply.actor()
    if verb in TAKES_REASON and not line.reason and _A_REASON.match(line.rest):
        line = replace(line, rest="", reason=line.rest.strip(" ,;:.–-"))
    how: dict[str, Any] = {"reason": line.reason, "once": reply.once}
    match verb:
        case Verb.STOP:
            return tell(deps, requisitions.stop_reminding(deps, actor, number, **how))
        case Verb.DEFINE if line.rest:
            return _define(reply, line, number, how)
        case Verb.SNOOZE if line.rest:
            return _snooze(reply, line, number, how)
        case Verb.REASSIGN if line.rest:
            owner = actor.user if line.means_myself else line.person
            if owner in (None, reply.bot):
                raise RolecallError(
                    "Name one person, and choose them from Slack's list, so that I know whom you mean: "
                    f"req reassign {number} @name"
                )
            return tell(deps, requisitions.reassign(deps, actor, number, owner, **how))
        case Verb.FILL:
            return tell(deps, fill_as_written(deps, actor, number, line, reply.once))
        case Verb.REVIEW:
            look = reviews.review_of(deps, actor, number, line.rest)
            return target(Action.REVIEW, look.requisition, look.review.id)
        case Verb.CLOSE if line.reason:
            return tell(deps, requisitions.close(deps, actor, number, **how))
        case Verb.NOT_LLM if line.reason:
            return tell(deps, requisitions.not_llm(deps, actor, number, **how))
        case Verb.REOPEN if (state := requisitions.get(deps, actor, number).state) is not State.CLOSED:
            return _reopen(reply, line, number, state)
        case Verb.UNDO | Verb.REOPEN if line.reason:
            return tell(deps, requisitions.undo(deps, actor, number, line.reason, once=reply.once))
    requisition = requisitions.get(deps, actor, number, ACT_OF[_FORMS[verb]])
    text = line.rest if verb is Verb.EDIT else ""
    return target(_FORMS[verb], requisition, text).model_copy(update={"channel": reply.channel})


def _define(reply: Reply, line: Line, number: int, how: dict[str, Any]) -> Message:
    deps, content = reply.deps, reply.deps.assistant.content
    request = deps.assistant.read(_AS.sub("", line.rest, count=1), deps.now().date())
    because = f" because {line.reason}" if line.reason else ""
    role = request.role
    if role is None or role == UMBRELLA:
        near = dict.fromkeys(
            deps.assistant.read(word, deps.now().date()).role
            for guess in request.unread
            for word in guess.nearest
        )
        offered = [id_ for id_ in (request.roles or near) if id_ and id_ != UMBRELLA]
        told = f"I do not know which role “{escape(shorten(line.rest, 80))}” is."
        if role == UMBRELLA:
            told = f"“{escape(content.roles_file.umbrella.name)}” may mean five things. Which one is it?"
        elif len(request.roles) > 1:
            told = "That names more than one role. Which one is it?"
        roles = [content.roles[id_] for id_ in (offered or content.specialties)[:_MOST_OFFERED]]
        buttons = [ask_button(each.short, f"req define {number} {each.words[0]}{because}") for each in roles]
        return Message(told, [section(told), actions(*buttons)])
    changed = requisitions.define(deps, reply.actor(), number, role, **how)
    return tell(deps, changed, *unread_lines(request))


def _reopen(reply: Reply, line: Line, number: int, state: State) -> Message:
    """Take back that a requisition was filled; what is neither filled nor closed is open."""
    if state is not State.FILLED:
        raise RolecallError(
            f"Requisition {number} is {STATE_WORDS[state]}, and only a closed one can be opened again. "
            f"What was done last is taken back by req undo {number} because …"
        )
    if not line.reason:
        raise RolecallError(
            f"Requisition {number} is filled. To open it again, say why: req reopen {number} because …"
        )
    undone = requisitions.undo(reply.deps, reply.actor(), number, line.reason, filling=True, once=reply.once)
    return tell(reply.deps, undone)


def _snooze(reply: Reply, line: Line, number: int, how: dict[str, Any]) -> Message:
    deps, actor = reply.deps, reply.actor()
    until = read_day(line.rest, deps.today_of(actor.tenant, actor.user))
    if until is None:
        raise RolecallError(
            f"I cannot read “{shorten(line.rest, 80)}” as a day. "
            "Type it like 2026-12-10, 10 Dec, Friday or 2 weeks."
        )
    return tell(deps, requisitions.snooze(deps, actor, number, until, **how))
