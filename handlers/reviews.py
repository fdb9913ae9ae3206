"""The look back: its form, opened from its message, by a line or a button, and what was filled in."""

from bot.actors import Actor
from bot.errors import RolecallError
from bot.hiring.text.resumes import looks_like_resume
from bot.services import reviews
from bot.services.changes import Once, StaleRequisition
from bot.services.deps import Deps
from bot.slack.blocks import Block, section
from bot.slack.ids import ReviewField
from bot.slack.modals import answer_view
from bot.views.refusals import build_problem
from bot.views.requisitions.changed import build_changed, stale_lines
from bot.views.reviews import block_id, build_review_form
from bot.views.targets import Target, read_target
from handlers.home import publish_home
from handlers.replies import FormReply

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


def handle_review_form(reply: FormReply) -> None:
    """Record the answers, and show the decision in the form's place.

    When somebody else was faster, the form comes back with what was filled in and what has changed.
    """
    deps, aim = reply.deps, read_target(reply.metadata)
    actor = reply.actor(aim.surface or None, aim.channel)
    answers = {"kind": aim.text, **_read(reply)}
    content = deps.assistant.content
    if looks_like_resume(answers["now"]):
        reply.refuse({block_id(ReviewField.NOW, aim.version): content.flags.in_a_form})
        return
    once = Once(reply.view_key)
    try:
        changed = reviews.answer(deps, actor, aim.number, answers, expected_version=aim.version, once=once)
    except StaleRequisition as stale:
        reply.show(_again(deps, actor, aim, answers, stale))
        return
    except RolecallError as error:
        reply.say(build_problem(error))
        return
    reply.say(build_changed(changed.requisition, changed.decision, content))
    if actor.surface == "home":
        deps.background.submit(publish_home, reply)


def _again(deps: Deps, actor: Actor, aim: Target, answers: dict[str, str], stale: StaleRequisition) -> Block:
    content, live = deps.assistant.content, stale.requisition
    try:
        look = reviews.review_of(deps, actor, aim.number, aim.text)
    except RolecallError as error:  # it is not filled any more, or is none of theirs now
        return answer_view(build_problem(error))
    notice = [section(_WHILE_WRITING), *stale_lines(stale.since, content)]
    fresh = aim.model_copy(update={"version": live.version})
    return build_review_form(fresh, live, look.review, content, filled=answers, notice=notice)


def _read(reply: FormReply) -> dict[str, str]:
    held = reply.fields
    return {
        "held": held[ReviewField.HELD]["selected_option"]["value"],
        "most": held[ReviewField.MOST]["selected_option"]["value"],
        "now": (held[ReviewField.NOW].get("value") or "").strip(),
    }
