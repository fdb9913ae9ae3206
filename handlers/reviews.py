"""The look back: its form, opened from its message, by a line or a button, and what was filled in."""

from typing import Any

from slack_bolt import Ack, BoltContext
from slack_sdk import WebClient

from bot.actors import Actor, Tenant
from bot.errors import RolecallError
from bot.hiring.text.resumes import looks_like_resume
from bot.services import reviews
from bot.services.changes import Once, StaleRequisition
from bot.services.deps import Deps
from bot.slack.blocks import Block, section
from bot.slack.ids import ReviewField
from bot.slack.text import escape
from bot.views.answers.help import build_plain
from bot.views.requisitions.forms import build_result_view
from bot.views.requisitions.log import build_changed, stale_lines
from bot.views.reviews import block_id, build_review_form
from bot.views.targets import Target, read_target
from handlers.actors import acting
from handlers.home import publish_home

_ANSWERED = (
    ":information_source: It was answered before. What you send now corrects that; both stay in the log."
)
_WHILE_WRITING = (
    ":eyes: Somebody was faster, and nothing was overwritten. What you filled in is still here: look at what "
    "has changed, then send it again."
)


def open_review(deps: Deps, actor: Actor, aim: Target) -> Block:
    """Build the form. `aim.text` names the look back, and behind a colon what was chosen by a button."""
    wanted, _, held = aim.text.partition(":")
    look = reviews.review_of(deps, actor, aim.number, wanted)
    filled = dict(look.answers or {}) | ({"held": held} if held else {})
    fresh = aim.model_copy(update={"version": look.requisition.version, "text": look.review.id})
    notice = [section(_ANSWERED)] if look.answers else []
    content = deps.assistant.content
    return build_review_form(fresh, look.requisition, look.review, content, filled=filled, notice=notice)


def handle_review_form(
    ack: Ack,
    body: dict[str, Any],
    view: dict[str, Any],
    client: WebClient,
    deps: Deps,
    tenant: Tenant,
    context: BoltContext,
) -> None:
    """Record the answers, and show the decision in the form's place.

    When somebody else was faster, the form comes back with what was filled in and what has changed.
    """
    aim = read_target(view["private_metadata"])
    actor = acting(context, tenant, body["user"]["id"], body["user"].get("team_id"), aim.surface or "modal")
    answers = {"kind": aim.text, **_read(view)}
    content = deps.assistant.content
    if looks_like_resume(answers["now"]):
        ack(
            response_action="errors", errors={block_id(ReviewField.NOW, aim.version): content.flags.in_a_form}
        )
        return
    try:
        changed = reviews.answer(
            deps,
            actor,
            aim.number,
            answers,
            expected_version=aim.version,
            once=Once(f"view:{view['id']}:{view['hash']}"),
        )
    except StaleRequisition as stale:
        ack(response_action="update", view=_again(deps, actor, aim, answers, stale))
        return
    except RolecallError as error:
        ack(response_action="update", view=build_result_view(build_plain(escape(str(error)))))
        return
    message = build_changed(changed.requisition, changed.decision, content)
    ack(response_action="update", view=build_result_view(message))
    if actor.surface == "home":
        deps.background.submit(publish_home, deps, client, tenant, actor.user)


def _again(deps: Deps, actor: Actor, aim: Target, answers: dict[str, str], stale: StaleRequisition) -> Block:
    content, live = deps.assistant.content, stale.requisition
    try:
        look = reviews.review_of(deps, actor, aim.number, aim.text)
    except RolecallError as error:  # it is not filled any more, or is none of theirs now
        return build_result_view(build_plain(escape(str(error))))
    notice = [section(_WHILE_WRITING), *stale_lines(stale.since, content)]
    fresh = aim.model_copy(update={"version": live.version})
    return build_review_form(fresh, live, look.review, content, filled=answers, notice=notice)


def _read(view: dict[str, Any]) -> dict[str, str]:
    held = {name: field for block in view["state"]["values"].values() for name, field in block.items()}
    return {
        "held": held[ReviewField.HELD]["selected_option"]["value"],
        "most": held[ReviewField.MOST]["selected_option"]["value"],
        "now": (held[ReviewField.NOW].get("value") or "").strip(),
    }
