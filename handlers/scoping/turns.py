"""Turns of a conversation about a role: the buttons under a question, and the forms behind them."""

from collections.abc import Callable, Sequence
from typing import Any

from bot.actors import Actor, Tenant
from bot.errors import RolecallError
from bot.hiring.scoping.ranking import RANK
from bot.hiring.scoping.scope import (
    Back,
    Cancel,
    Choose,
    Decide,
    Move,
    NotSo,
    NotSure,
    Rank,
    Resume,
    Skip,
    Why,
    Write,
)
from bot.hiring.text.resumes import looks_like_resume
from bot.services import scoping, waiting
from bot.services.changes import DoneBefore
from bot.services.deps import Deps
from bot.slack.blocks import Block
from bot.slack.ids import PICKED, ActionId, Scoping
from bot.views.refusals import build_problem
from bot.views.scoping.forms import (
    build_decide_form,
    build_hand_over_form,
    build_rank_form,
    build_words_form,
)
from bot.views.targets import TurnTarget, read_turn
from content.schema.flags import FlagsFile
from handlers.replies import ClickReply, FormReply

_KEY = 128


def handle_turn_button(reply: ClickReply) -> None:
    """Take an answer, or open the form that it takes. Pressing the same button twice is one answer."""
    reply.in_time(_press)


def _press(reply: ClickReply) -> Callable[[], object] | None:
    deps = reply.deps
    try:
        actor = reply.actor()
        turn = _aimed(reply)
        form = _form(deps, turn, reply.tenant)
        if form is None:
            key = f"turn:{reply.message_ts}:{actor.user}:{turn.does}:{turn.question}:{turn.choice}"
            move = _move(deps, turn, actor)
            scoping.advance(deps, actor, turn.scoping, move, key[:_KEY], channel=reply.channel)
    except DoneBefore:
        return None
    except RolecallError as error:
        told = build_problem(error)
        return lambda: reply.say(told)
    return None if form is None else lambda: reply.show(form)


def _aimed(reply: ClickReply) -> TurnTarget:
    """What a click means: *Answer* sends what was chosen above it. RolecallError while nothing is."""
    turn = read_turn(reply.value)
    if turn.does == "answer":
        chosen = reply.picked.get(f"{ActionId.TURN}.{PICKED}")
        if chosen is None:
            raise RolecallError("Choose an answer above, then press *Answer*. Your own words are fine, too.")
        turn = read_turn(chosen)
    return turn.model_copy(update={"channel": reply.channel})


def handle_turn_form(reply: FormReply) -> None:
    """Do what was filled in, or say beside the field what to fill in instead."""
    deps, turn = reply.deps, read_turn(reply.metadata)
    actor = reply.actor(channel=turn.channel)
    filled = reply.fields
    wrong = _wrong(turn, reply, deps.assistant.content.flags)
    if wrong:
        reply.refuse(wrong)
        return
    try:
        if turn.does == "hand_over":
            person = filled[Scoping.PERSON]["selected_user"]
            scoping.hand_over(deps, actor, turn.scoping, person, reply.key, channel=turn.channel)
        else:
            move = _filled_move(deps, turn, filled, actor)
            scoping.advance(deps, actor, turn.scoping, move, reply.key, channel=turn.channel)
    except DoneBefore:
        reply.done()
    except RolecallError as error:
        reply.say(build_problem(error))
    else:
        reply.done()


def _form(deps: Deps, turn: TurnTarget, tenant: Tenant) -> Block | None:
    """The form that a button opens; None for one that acts at once."""
    conversation, content = deps.assistant.conversation, deps.assistant.content
    if turn.does == "words":
        question = conversation.question(turn.question)
        return build_words_form(turn, question.ask if question else RANK)
    if turn.does == "rank":
        specialties = conversation.understanding(waiting.scope_of(deps, tenant, turn.scoping)).specialties
        return build_rank_form(turn, [content.roles[each] for each in specialties])
    if turn.does == "decide":
        second = [content.roles[each] for each in content.specialties]
        return build_decide_form(turn, content.roles.values(), second)
    return build_hand_over_form(turn) if turn.does == "hand_over" else None


def _move(deps: Deps, turn: TurnTarget, actor: Actor) -> Move:
    """What pressing a button means."""
    by, at = actor.user, deps.now()
    match turn.does:
        case "keep":
            return _rank(deps, turn, turn.choice.split(","), actor)
        case "choose":
            return Choose(question=turn.question, choices=(turn.choice,), by=by, at=at)
        case "not_so":
            return NotSo(question=turn.question, by=by, at=at)
        case "not_sure":
            return NotSure(question=turn.question, by=by, at=at)
        case "why":
            return Why(question=turn.question, by=by, at=at)
    plain: dict[str, type[Back | Skip | Cancel | Resume]] = {
        "back": Back,
        "skip": Skip,
        "cancel": Cancel,
        "resume": Resume,
    }
    return plain[turn.does](by=by, at=at)


def _wrong(turn: TurnTarget, reply: FormReply, flags: FlagsFile) -> dict[str, str]:
    """What has to be filled in differently, by the id of its block."""
    filled = reply.fields
    match turn.does:
        case "words":
            words = (filled[Scoping.WORDS].get("value") or "").strip()
            if not words or looks_like_resume(words):
                told = flags.in_a_form if words else "Write a few words, or close this form."
                return {Scoping.WORDS.value: told}
        case "rank" if not _values(filled[Scoping.KEPT]):
            return {Scoping.KEPT.value: "Choose one or two."}
        case "decide" if _chosen(filled, Scoping.KEPT) == _chosen(filled, Scoping.SECOND):
            return {Scoping.SECOND.value: "That is the role itself. Choose another, or leave this open."}
        case "hand_over":
            return _wrong_person(filled[Scoping.PERSON].get("selected_user") or "", reply)
    return {}


def _wrong_person(person: str, reply: FormReply) -> dict[str, str]:
    if not reply.is_person(person):
        return {Scoping.PERSON.value: "Choose a person: an app does not know this role."}
    if person == reply.user:
        return {Scoping.PERSON.value: "That is you. Choose somebody else, or close this form."}
    return {}


def _rank(deps: Deps, turn: TurnTarget, kept: Sequence[str], actor: Actor) -> Rank:
    """What stays, and that everything else that was asked for waits."""
    scope = waiting.scope_of(deps, actor.tenant, turn.scoping)
    wanted = deps.assistant.conversation.understanding(scope).specialties
    given_up = tuple(each for each in wanted if each not in kept)
    return Rank(kept=kept[0], given_up=given_up, by=actor.user, at=deps.now())


def _filled_move(deps: Deps, turn: TurnTarget, filled: dict[str, Any], actor: Actor) -> Move:
    by, at = actor.user, deps.now()
    match turn.does:
        case "rank":
            return _rank(deps, turn, _values(filled[Scoping.KEPT]), actor)
        case "decide":
            first, second = _chosen(filled, Scoping.KEPT), _chosen(filled, Scoping.SECOND)
            return Decide(first=first, second=second, by=by, at=at)
    return Write(words=filled[Scoping.WORDS]["value"].strip(), by=by, at=at)


def _chosen(filled: dict[str, Any], name: Scoping) -> str:
    """The value that was chosen in a select, "" for none."""
    option = filled[name].get("selected_option")
    return str(option["value"]) if option else ""


def _values(held: dict[str, Any]) -> tuple[str, ...]:
    return tuple(option["value"] for option in held.get("selected_options", ()))
