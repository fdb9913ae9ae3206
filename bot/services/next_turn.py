"""The next turn of a conversation: what was heard, the next question, at its end the brief."""

from collections.abc import Sequence

from bot.actors import Actor
from bot.hiring.access import Act
from bot.hiring.adverts.mismatches import Mismatch, Stated, compare
from bot.hiring.scoping.scope import Scope
from bot.services import briefs, reminders
from bot.services.access import Admitted
from bot.services.deps import Deps
from bot.services.turns import close_turn, turn_message
from bot.services.waiting import DIRECT, ScopingState
from bot.slack.blocks import Block, Message, section
from bot.slack.text import kind_of_id
from bot.store import Session, outbox, scopings
from bot.store.models import ScopingRow
from bot.views.adverts.reading import mismatch_text
from bot.views.briefs.brief import build_brief, build_no_brief
from bot.views.scoping.turn import answers_note, build_reopening, build_turn


def say(
    session: Session,
    deps: Deps,
    actor: Actor,
    row: ScopingRow,
    kept: ScopingState,
    *,
    scope: Scope,
    admitted: Admitted | None,
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
            notes = [f"<@{actor.user}>, it goes on here.", *notes]  # a mention brings the thread to them
        messages.append(outbox.add(session, tenant, close_turn(*last, *told), now))
    about = scopings.requisition_of(session, row)
    message = build_turn(
        row.id, scope, conversation, deps.assistant.content, heard=heard, notes=notes, requisition=about
    )
    if scope.status == "done":
        odd = [section(mismatch_text(each)) for each in mismatches(deps, scope)]
        brief = _brief(session, deps, actor, row, scope=scope, admitted=admitted)
        message = Message(message.text, [*message.blocks, *odd, *brief, *build_reopening(row.id, scope)])
    shown = outbox.add(session, tenant, turn_message(row, message), now)
    scopings.keep(row, ScopingState(scope=scope, shown=shown).model_dump(mode="json"), now)
    if row.requisition_id is not None:
        reminders.begin_again(session, row.requisition_id, now, deps.assistant.content.ladders)
    return [*messages, shown]


def mismatches(deps: Deps, scope: Scope) -> Sequence[Mismatch]:
    """What of a role does not go together: its title, text and pay, and what it turned out to be."""
    conversation = deps.assistant.conversation
    stated = Stated(
        role=scope.kept or conversation.understanding(scope).belief.first if scope.status == "done" else None,
        level=scope.level,
        budget=scope.budget,
        budget_year=scope.budget_year,
    )
    return compare(
        deps.assistant.content, conversation, scope.title, scope.text, deps.now().date(), stated=stated
    )


def _brief(
    session: Session, deps: Deps, actor: Actor, row: ScopingRow, *, scope: Scope, admitted: Admitted | None
) -> Sequence[Block]:
    """Draft the brief that a conversation led to, for those who read along; or say why there is none."""
    content = deps.assistant.content
    shown = briefs.draft(session, deps, actor, row, scope)
    if shown is None:
        about = scopings.requisition_of(session, row)
        understanding = deps.assistant.conversation.understanding(scope)
        known = bool(understanding.quotes(understanding.belief.first)[0])
        return build_no_brief(about, content, known=known)
    reads_pay = shown.is_for_all_in(row.channel)
    if admitted and kind_of_id(row.channel) in DIRECT:
        reads_pay = admitted.may(Act.READ)
    return build_brief(shown, content, "all" if reads_pay else "market").blocks
