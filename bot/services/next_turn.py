"""The next turn of a conversation: what was heard, the next question, at its end the brief."""

from collections.abc import Sequence

from bot.actors import Actor
from bot.hiring.adverts.mismatches import Mismatch, Stated, compare
from bot.hiring.scoping.scope import Scope
from bot.services import briefs, reminders
from bot.services.deps import Deps
from bot.services.turns import close_turn, turn_message
from bot.services.waiting import DIRECT, ScopingState
from bot.slack.blocks import Block, Message, section
from bot.slack.text import kind_of_id
from bot.store import Session, outbox, scopings
from bot.store.models import ScopingRow
from bot.views.adverts.reading import mismatch_notes
from bot.views.briefs.brief import build_brief, build_no_brief
from bot.views.common import count_words
from bot.views.scoping.turn import answers_note, build_turn, with_reopening

_ROOM = 35  # words above a brief that leave room for its mission


def say(
    session: Session,
    deps: Deps,
    actor: Actor,
    row: ScopingRow,
    kept: ScopingState,
    *,
    scope: Scope,
    heard: Sequence[str] = (),
    notes: Sequence[str] = (),
) -> list[int]:
    """Keep what was said, write the next turn, and take the buttons off the one before; their outbox ids."""
    now, conversation, tenant = deps.now(), deps.assistant.conversation, actor.tenant
    messages = []
    if last := scopings.sent_turn(session, kept.shown):
        told = [answers_note(scope, kept.scope.asking, conversation)]
        if last[0].thread_ts is None and row.thread_ts is not None and kind_of_id(row.channel) not in DIRECT:
            told.append("This goes on in the thread below.")
            notes = [*notes, f"<@{actor.user}>, it goes on here."]  # a mention brings the thread to them
        messages.append(outbox.add(session, tenant, close_turn(*last, *told), now))
    about = scopings.requisition_of(session, row)
    message = build_turn(
        row.id,
        scope,
        conversation,
        deps.assistant.content,
        heard=heard,
        notes=notes,
        requisition=about,
        again=kept.scope.status == "done",
    )
    if scope.status == "done":
        odd = mismatch_notes(mismatches(deps, row, scope), briefly=True)
        above = [*message.blocks, *map(section, odd)]
        brief = _brief(session, deps, actor, row, scope, briefly=count_words(above) > _ROOM)
        message = Message(message.text, with_reopening([*above, *brief], row.id, scope))
    shown = outbox.add(session, tenant, turn_message(row, message), now)
    scopings.keep(row, ScopingState(scope=scope, shown=shown).model_dump(mode="json"), now)
    if row.requisition_id is not None:
        reminders.begin_again(session, row.requisition_id, now, deps.assistant.content.ladders)
    return [*messages, shown]


def mismatches(deps: Deps, row: ScopingRow, scope: Scope) -> Sequence[Mismatch]:
    """What of a role does not go together: its title, text and pay, and what it turned out to be.

    What a requisition's budget says is left out where others read along: its card does not show it either.
    """
    conversation = deps.assistant.conversation
    stated = Stated(
        role=scope.kept or conversation.understanding(scope).belief.first if scope.status == "done" else None,
        level=scope.level,
        budget=scope.budget,
        budget_year=scope.budget_year,
    )
    found = compare(
        deps.assistant.content, conversation, scope.title, scope.text, deps.now().date(), stated=stated
    )
    is_hidden = row.requisition_id is not None and kind_of_id(row.channel) not in DIRECT
    return [each for each in found if not (is_hidden and each.about_pay)]


def _brief(
    session: Session, deps: Deps, actor: Actor, row: ScopingRow, scope: Scope, *, briefly: bool
) -> Sequence[Block]:
    """Draft the brief that a conversation led to, for those who read along; or say why there is none."""
    content = deps.assistant.content
    shown = briefs.draft(session, deps, actor, row, scope)
    if shown is None:
        about = scopings.requisition_of(session, row)
        return build_no_brief(about, deps.assistant.conversation.understanding(scope), content)
    return build_brief(shown, content, "market", briefly=briefly).blocks
