"""What a line about a requisition changes. What it leaves out is asked for, in a sentence or a form."""

from dataclasses import dataclass
from typing import Any

from bot.actors import Actor
from bot.errors import RolecallError
from bot.hiring.lines.requisitions import Line, Verb
from bot.hiring.requisitions import Action
from bot.hiring.text.dates import read_day
from bot.services import requisitions, reviews
from bot.services.changes import Changed, Once
from bot.services.deps import Deps
from bot.slack.blocks import Message, actions, ask_button, section
from bot.slack.text import escape, shorten
from bot.views.common import unread_lines
from bot.views.requisitions.log import build_changed
from bot.views.targets import Target, target
from content.schema.roles import UMBRELLA
from handlers.filling import fill_as_written
from handlers.lines import Place

_FORMS = {
    Verb.DEFINE: Action.DEFINE,
    Verb.EDIT: Action.EDIT,
    Verb.SNOOZE: Action.SNOOZE,
    Verb.REASSIGN: Action.REASSIGN,
    Verb.CLOSE: Action.CLOSE,
    Verb.NOT_LLM: Action.NOT_LLM,
    Verb.UNDO: Action.UNDO,
}


@dataclass(frozen=True, slots=True)
class Asked:
    """A line with who asked it and where it will be answered. `once` makes a change in it happen once.

    `bot` is the bot's own user id, who never owns anything.
    """

    line: Line
    actor: Actor
    place: Place
    once: Once
    bot: str
    show_budget: bool = True


def change(  # noqa: PLR0911 - one return for each verb
    deps: Deps, asked: Asked, verb: Verb, number: int
) -> Message | Target:
    """Do what the line says; or say what is missing, or that it takes a form."""
    line, actor = asked.line, asked.actor
    how: dict[str, Any] = {"reason": line.reason, "once": asked.once}
    match verb:
        case Verb.STOP:
            return tell(deps, requisitions.stop_reminding(deps, actor, number, **how))
        case Verb.DEFINE if line.rest:
            return _define(deps, asked, number, how)
        case Verb.SNOOZE if line.rest:
            return _snooze(deps, asked, number, how)
        case Verb.REASSIGN if line.rest:
            if line.person in (None, asked.bot):
                raise RolecallError(
                    "Name one person, and choose them from Slack's list, so that I know whom you mean: "
                    f"req reassign {number} @name"
                )
            return tell(deps, requisitions.reassign(deps, actor, number, line.person, **how))
        case Verb.FILL:
            return tell(deps, fill_as_written(deps, actor, number, line, asked.once))
        case Verb.REVIEW:
            look = reviews.review_of(deps, actor, number, line.rest)
            return target(Action.REVIEW, look.requisition, look.review.id)
        case Verb.CLOSE if line.reason:
            return tell(deps, requisitions.close(deps, actor, number, **how))
        case Verb.NOT_LLM if line.reason:
            return tell(deps, requisitions.not_llm(deps, actor, number, **how))
        case Verb.UNDO if line.reason:
            return tell(deps, requisitions.undo(deps, actor, number, line.reason, once=asked.once))
    requisition = requisitions.get(deps, actor.tenant, number)
    return target(_FORMS[verb], requisition).model_copy(update={"channel": asked.place.channel})


def _define(deps: Deps, asked: Asked, number: int, how: dict[str, Any]) -> Message:
    content = deps.assistant.content
    request = deps.assistant.read(asked.line.rest, deps.now().date())
    because = f" because {asked.line.reason}" if asked.line.reason else ""
    role = request.role
    if role is None or role == UMBRELLA:
        near = dict.fromkeys(
            deps.assistant.read(word, deps.now().date()).role
            for guess in request.unread
            for word in guess.nearest
        )
        offered = [id_ for id_ in (request.roles or near) if id_ and id_ != UMBRELLA]
        told = f"I do not know which role “{escape(shorten(asked.line.rest, 80))}” is."
        if role == UMBRELLA:
            told = f"“{escape(content.roles_file.umbrella.name)}” may mean five things. Which one is it?"
        elif len(request.roles) > 1:
            told = "That names more than one role. Which one is it?"
        roles = [content.roles[id_] for id_ in (offered or content.specialties)]
        buttons = [ask_button(each.short, f"req define {number} {each.words[0]}{because}") for each in roles]
        return Message(told, [section(told), actions(*buttons)])
    changed = requisitions.define(deps, asked.actor, number, role, **how)
    return tell(deps, changed, *unread_lines(request))


def _snooze(deps: Deps, asked: Asked, number: int, how: dict[str, Any]) -> Message:
    words = asked.line.rest.split()
    if words[0].casefold() in ("until", "till", "to", "for"):
        words = words[1:]
    written = " ".join(words)
    today = deps.today_of(asked.actor.tenant, asked.actor.user)
    until = read_day(written, today)
    if until is None:
        raise RolecallError(
            f"I cannot read “{shorten(written, 80)}” as a day. "
            "Type it like 2026-12-10, 10 Dec, Friday or 2 weeks."
        )
    return tell(deps, requisitions.snooze(deps, asked.actor, number, until, **how))


def tell(deps: Deps, changed: Changed, *notes: str) -> Message:
    """Say what was changed; `notes` (mrkdwn) go below."""
    return build_changed(changed.requisition, changed.decision, deps.assistant.content, notes=notes)
