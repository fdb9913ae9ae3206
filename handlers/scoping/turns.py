"""Turns of a conversation about a role: the buttons under a question, and the forms behind them."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from slack_bolt import Ack, BoltContext, Respond
from slack_sdk import WebClient

from bot.actors import Tenant
from bot.errors import RolecallError
from bot.hiring.scoping.conversation import RANK
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
from bot.services import scoping
from bot.services.changes import DoneBefore
from bot.services.deps import Deps
from bot.slack.blocks import Block
from bot.slack.ids import Scoping
from bot.slack.text import escape
from bot.views.answers.help import build_plain
from bot.views.requisitions.forms import build_result_view
from bot.views.scoping.forms import (
    MOST_GIVEN_UP,
    build_decide_form,
    build_hand_over_form,
    build_rank_form,
    build_words_form,
)
from bot.views.targets import TurnTarget, read_turn
from content.schema.flags import FlagsFile
from handlers.actors import acting, clicking, is_person
from handlers.lines import Place, respond_with

_KEY = 128


def handle_turn_button(
    ack: Ack,
    body: dict[str, Any],
    action: dict[str, Any],
    respond: Respond,
    client: WebClient,
    deps: Deps,
    tenant: Tenant,
    context: BoltContext,
) -> None:
    """Take an answer, or open the form that it takes. Pressing the same button twice is one answer."""
    container = body["container"]
    channel = container["channel_id"]
    try:
        actor = clicking(context, tenant, body)
        turn = read_turn(action.get("value") or action["selected_option"]["value"])
        turn = turn.model_copy(update={"channel": channel})
        form = _form(deps, turn, tenant)
        if form is None:
            key = f"turn:{container['message_ts']}:{actor.user}:{turn.does}:{turn.question}:{turn.choice}"
            move = _move(turn, actor.user, deps.now())
            scoping.advance(deps, actor, turn.scoping, move, key[:_KEY], channel=channel)
    except DoneBefore:
        ack()
        return
    except RolecallError as error:
        ack()
        told, place = build_plain(escape(str(error))), Place(tenant, channel)
        thread_ts = container.get("thread_ts")
        deps.background.submit(
            lambda: respond_with(respond, told, in_channel=place.is_direct, thread_ts=thread_ts)
        )
        return
    ack()
    if form is not None:
        deps.background.submit(lambda: client.views_open(trigger_id=body["trigger_id"], view=form))


def handle_turn_form(
    ack: Ack,
    body: dict[str, Any],
    view: dict[str, Any],
    deps: Deps,
    tenant: Tenant,
    context: BoltContext,
) -> None:
    """Do what was filled in, or say beside the field what to fill in instead."""
    turn = read_turn(view["private_metadata"])
    actor = acting(context, tenant, body["user"]["id"], body["user"].get("team_id"), "modal")
    filled = {name: held for block in view["state"]["values"].values() for name, held in block.items()}
    wrong = _wrong(turn, filled, context, actor.user, deps.assistant.content.flags)
    if wrong:
        ack(response_action="errors", errors=wrong)
        return
    key = f"view:{view['id']}"
    try:
        if turn.does == "hand_over":
            person = filled[Scoping.PERSON]["selected_user"]
            scoping.hand_over(deps, actor, turn.scoping, person, key, channel=turn.channel)
        else:
            move = _filled_move(turn, filled, actor.user, deps.now())
            scoping.advance(deps, actor, turn.scoping, move, key, channel=turn.channel)
    except DoneBefore:
        ack()
    except RolecallError as error:
        ack(response_action="update", view=build_result_view(build_plain(escape(str(error)))))
    else:
        ack()


def _form(deps: Deps, turn: TurnTarget, tenant: Tenant) -> Block | None:
    """The form that a button opens; None for one that acts at once."""
    conversation, roles = deps.assistant.conversation, deps.assistant.content.roles
    if turn.does == "words":
        question = conversation.question(turn.question)
        return build_words_form(turn, question.ask if question else RANK)
    if turn.does == "rank":
        specialties = conversation.understanding(scoping.scope_of(deps, tenant, turn.scoping)).specialties
        return build_rank_form(turn, [(id_, roles[id_].name) for id_ in specialties])
    if turn.does == "decide":
        named = [(id_, role.name) for id_, role in roles.items()]
        specialties = deps.assistant.content.specialties
        return build_decide_form(turn, named, [each for each in named if each[0] in specialties])
    return build_hand_over_form(turn) if turn.does == "hand_over" else None


def _move(turn: TurnTarget, by: str, at: datetime) -> Move:
    """What pressing a button means."""
    match turn.does:
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


def _wrong(
    turn: TurnTarget, filled: dict[str, Any], context: BoltContext, user: str, flags: FlagsFile
) -> dict[str, str]:
    """What has to be filled in differently, by the id of its block."""
    match turn.does:
        case "words":
            words = (filled[Scoping.WORDS].get("value") or "").strip()
            if not words or looks_like_resume(words):
                told = flags.in_a_form if words else "Write a few words, or close this form."
                return {Scoping.WORDS.value: told}
        case "rank":
            return _wrong_rank(_chosen(filled, Scoping.KEPT), _values(filled[Scoping.GIVEN_UP]))
        case "decide" if _chosen(filled, Scoping.KEPT) == _chosen(filled, Scoping.SECOND):
            return {Scoping.SECOND.value: "That is the role itself. Choose another, or leave this open."}
        case "hand_over":
            return _wrong_person(filled[Scoping.PERSON].get("selected_user") or "", context, user)
    return {}


def _wrong_person(person: str, context: BoltContext, user: str) -> dict[str, str]:
    if not is_person(context, person):
        return {Scoping.PERSON.value: "Choose a person: an app does not know this role."}
    if person == user:
        return {Scoping.PERSON.value: "That is you. Choose somebody else, or close this form."}
    return {}


def _wrong_rank(kept: str, given_up: Sequence[str]) -> dict[str, str]:
    if kept in given_up:
        return {Scoping.GIVEN_UP.value: "You keep this one. Choose others to give up."}
    if len(given_up) < MOST_GIVEN_UP:
        return {Scoping.GIVEN_UP.value: "Choose two: one person can do one or two specialties well."}
    return {}


def _filled_move(turn: TurnTarget, filled: dict[str, Any], by: str, at: datetime) -> Move:
    match turn.does:
        case "rank":
            given_up = _values(filled[Scoping.GIVEN_UP])
            return Rank(kept=_chosen(filled, Scoping.KEPT), given_up=given_up, by=by, at=at)
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
