"""From a line to the message that answers it, wherever it was asked."""

import logging
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from http import HTTPStatus
from typing import Any

from slack_bolt import Respond

from bot.actors import Tenant
from bot.hiring.adverts.check import AdvertCheck
from bot.hiring.adverts.role_reading import RoleReading
from bot.hiring.answers.answer import Answer, NotUnderstood, is_about_pay
from bot.hiring.answers.assistant import Assistant
from bot.hiring.answers.interview import find_kit
from bot.hiring.lines.kits import read_requisition
from bot.hiring.text.resumes import looks_like_resume
from bot.services import kits
from bot.services.changes import NoSuchRequisition
from bot.services.deps import Deps
from bot.slack.blocks import Block, Message, actions, ask_button, section
from bot.slack.text import escape, kind_of_id
from bot.views.adverts.check import build_check
from bot.views.adverts.reading import build_reading
from bot.views.answers import build_answer, with_share
from bot.views.answers.help import build_refusal
from bot.views.answers.kits import build_kit

_LONGEST_REMEMBERED = 200  # characters; a longer text is nobody's second question, and may be a resume

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Place:
    """Where an answer will be read: a channel, a direct message, or (with no channel) a modal.

    `message` is the channel and ts of what was asked, if it can be read again there.
    """

    tenant: Tenant
    channel: str = ""
    message: str = ""

    @property
    def is_direct(self) -> bool:
        """Whether this is a direct message."""
        return kind_of_id(self.channel) == "direct"

    @property
    def is_channel(self) -> bool:
        """Whether other people could read along."""
        return bool(self.channel) and not self.is_direct


def compose(deps: Deps, place: Place, line: str) -> Message | None:
    """Answer a line from memory alone; None when Slack has to be asked first who can read the channel."""
    answer, message = _answered(deps, place, line)
    if is_about_pay(answer) and place.is_channel:
        shared = deps.channels.is_shared(place.tenant, place.channel)
        if shared is None:
            return None
        if shared:
            return build_refusal(certain=True)
    return message


def compose_asking(deps: Deps, place: Place, line: str) -> Message:
    """Answer a line, asking Slack about the channel if need be. Not for a listener: it may wait."""
    answer, message = _answered(deps, place, line)
    return refusal(deps, place, answer) or message


def _answered(deps: Deps, place: Place, line: str) -> tuple[Answer, Message]:
    if (wanted := read_requisition(line)) and not looks_like_resume(line):
        return _kit_for(deps, place, *wanted)
    answered = _remembered if len(line) <= _LONGEST_REMEMBERED else _remembered.__wrapped__
    answer, message = answered(deps.assistant, line, deps.now().date(), place.is_channel)
    if isinstance(answer, RoleReading) and place.message:
        message = build_reading(answer, message=place.message)
    elif isinstance(answer, AdvertCheck) and place.message:
        message = build_check(answer, message=place.message)
    return answer, message


def _kit_for(deps: Deps, place: Place, number: int, words: str, printed: bool) -> tuple[Answer, Message]:
    """The kit for the role that was named, or else for what a requisition was defined as."""
    assistant, content = deps.assistant, deps.assistant.content
    try:
        requisition, chosen = kits.chosen_for(deps, place.tenant, number)
    except NoSuchRequisition as error:
        return _instead(assistant, str(error), ask_button("Which are there?", "req"))
    named = assistant.read(words, deps.now().date())
    role = content.roles.get(named.role or requisition.specialty or "")
    if role is None:
        problem = f"Requisition {number} has no specialty yet, and the kit depends on it."
        return _instead(assistant, problem, ask_button(f"Define {number}", f"req define {number}"))
    answer = find_kit(content, role, named, printed=printed)
    message = build_kit(answer, requisition=requisition, chosen=chosen)
    line = f"interview {role.words[0]} {'markdown' if printed else 'kit'}"
    return answer, with_share(message, line) if place.is_channel else message


def _instead(assistant: Assistant, problem: str, button: Block) -> tuple[Answer, Message]:
    command = next(each for each in assistant.content.commands if each.name == "interview")
    message = Message(problem, [section(escape(problem)), actions(button)])
    return NotUnderstood(command, None, problem, ()), message


@lru_cache(maxsize=1024)
def _remembered(assistant: Assistant, line: str, today: date, can_share: bool) -> tuple[Answer, Message]:
    """Answer a line once a day: content does not change while we run, and people ask the same things."""
    answer = assistant.answer(line, today)
    return answer, build_answer(answer, line, can_share=can_share)


def refusal(deps: Deps, place: Place, answer: Answer) -> Message | None:
    """Refuse pay where another company reads along, or may do; None when all is well. May wait."""
    if not is_about_pay(answer) or not place.is_channel:
        return None
    shared = deps.channels.ask(place.tenant, place.channel)
    return None if shared is False else build_refusal(certain=shared is True)


def respond_with(respond: Respond, message: Message, *, in_channel: bool = False, **options: Any) -> bool:
    """Post to the response_url of a click or command; False (and a log line) when Slack refused it."""
    answer = respond(
        text=message.text,
        blocks=message.blocks,
        response_type="in_channel" if in_channel else "ephemeral",
        replace_original=False,
        **options,
    )
    if answer.status_code != HTTPStatus.OK:
        _log.warning("response_refused %s", answer.status_code)
    return answer.status_code == HTTPStatus.OK
