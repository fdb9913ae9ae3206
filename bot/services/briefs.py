"""What people do with briefs. Each change is one transaction; signing is also a change of a requisition."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from bot.actors import Actor, Tenant
from bot.errors import RolecallError
from bot.hiring.briefs.brief import Brief, BriefVersion, edited
from bot.hiring.briefs.draft import compose
from bot.hiring.requisitions import Action, IllegalMove, Requisition
from bot.hiring.scoping.scope import Scope
from bot.services.changes import Changed, Decided, Once, claim_once, commit, load, make_move
from bot.services.deps import Deps
from bot.services.requisitions import Opening, open_requisition
from bot.services.turns import close_turn
from bot.store import Session, briefs, outbox, requisitions, scopings
from bot.store.models import BriefRow, ScopingRow

_GONE = "There is no such brief here any more."


class NoSuchBrief(RolecallError):  # noqa: N818 - it is an answer, not a fault
    """There is no such brief here."""


class StaleBrief(RolecallError):  # noqa: N818 - it is an answer, not a fault
    """Somebody changed the brief meanwhile: `now` is what it has become."""

    def __init__(self, now: BriefVersion) -> None:
        super().__init__("This brief has changed since you looked at it. Nothing was overwritten.")
        self.now = now


class AlreadySigned(IllegalMove):
    """Somebody, `by`, signed it before."""

    def __init__(self, by: str) -> None:
        super().__init__("This brief was signed already. Nothing was changed.")
        self.by = by


def draft(
    session: Session, deps: Deps, actor: Actor, scoping: ScopingRow, scope: Scope
) -> BriefVersion | None:
    """Write down the brief that a conversation led to, in the transaction of its last turn.

    None when it is not an LLM role, or when nothing was said. What people edited before is kept as an older
    version; the pay that they typed is carried over.
    """
    content = deps.assistant.content
    understanding = deps.assistant.conversation.understanding(scope)
    brief = compose(scope, understanding, content, deps.now().date())
    if brief is None:
        return None
    requisition = _lock(session, scoping.requisition_id)
    last = briefs.newest(session, actor.tenant, requisition_id=scoping.requisition_id, scoping_id=scoping.id)
    if last is not None:
        typed = _read(last)
        brief = brief.model_copy(update={"company": typed.company, "posting": typed.posting})
    row = _add(session, deps, actor, brief, requisition=requisition, scoping_id=scoping.id)
    return shown(session, row)


def get(deps: Deps, tenant: Tenant, id_: int) -> BriefVersion:
    """The version with that id; NoSuchBrief if there is none."""
    with deps.database.reading() as session:
        row = briefs.load(session, tenant, id_)
        if row is None:
            raise NoSuchBrief(_GONE)
        return shown(session, row)


def of_requisition(deps: Deps, tenant: Tenant, number: int) -> BriefVersion:
    """The newest version of a requisition's brief. NoSuchRequisition, or NoSuchBrief when it has none."""
    with deps.database.reading() as session:
        requisition = load(session, tenant, number)
        row = briefs.newest(session, tenant, requisition_id=requisition.id)
        if row is None:
            raise NoSuchBrief(f"Requisition {number} has no brief yet.")
        return shown(session, row)


def edit(
    deps: Deps, actor: Actor, id_: int, revision: int, wanted: Mapping[str, Any], *, once: str
) -> BriefVersion:
    """Change a draft; of a signed brief, make the next version. `wanted` has fields of Brief.

    StaleBrief when it is not revision `revision` any more or a newer version exists; DoneBefore for a request
    (`once`) that had its effect.
    """
    with deps.database.transaction() as session:
        claim_once(session, deps, actor.tenant, once)
        row, requisition = _load_for_change(session, actor.tenant, id_, revision)
        brief = edited(_read(row), wanted, deps.assistant.content)
        if row.signed_at is not None:
            row = _add(session, deps, actor, brief, requisition=requisition, scoping_id=row.scoping_id)
        else:
            row.content = brief.model_dump(mode="json")
            row.revision += 1
        session.flush()
        return shown(session, row)


def sign(
    deps: Deps, actor: Actor, id_: int, revision: int, *, reason: str = "", once: Once | None = None
) -> Changed:
    """Sign a brief as it was seen: it defines its requisition, and is kept as it is from then on.

    Raises StaleBrief, IllegalMove (signed already, or no requisition), DoneBefore: nothing was changed then.
    """
    notices: list[int] = []

    def put_name_under(session: Session) -> Decided:
        row, requisition = _load_for_change(session, actor.tenant, id_, revision)
        if requisition is None:
            raise IllegalMove("This brief has no requisition yet. Open one for it, then sign.")
        held = briefs.version(session, requisition.id, requisition.brief) if requisition.brief else None
        if held is not None and held.id == row.id:
            raise AlreadySigned(row.signed_by or "")
        brief = _read(row)
        if row.signed_at is not None:  # that signature was taken back, and stays in the record
            row = _add(session, deps, actor, brief, requisition=requisition, scoping_id=row.scoping_id)
        row.hash, row.signed_by, row.signed_at = briefs.hash_of(row.content), actor.user, deps.now()
        wanted = {
            "specialty": brief.primary.role,
            "secondary": brief.secondary.role if brief.secondary else None,
            "brief": row.version,
        }
        after, decided = make_move(session, deps, requisition, Action.SIGN, wanted, reason=reason)
        hashes = {"brief_hash": [held.hash if held else None, row.hash]}
        notices.extend(_end_the_thread(session, deps, actor, row, requisition.number))
        return after, replace(decided, changes={**decided.changes, **hashes})

    changed = commit(deps, actor, put_name_under, once)
    for message_id in notices:
        deps.deliver_soon(message_id)
    return changed


def open_for(deps: Deps, actor: Actor, id_: int, opening: Opening, once: Once | None = None) -> Changed:
    """Open a requisition for a brief that has none; its conversation gets it, too.

    Raises NoSuchBrief; IllegalMove when somebody has opened one for it meanwhile.
    """

    def give(session: Session, requisition: Requisition) -> None:
        row = briefs.load(session, actor.tenant, id_, for_change=True)
        if row is None:
            raise NoSuchBrief(_GONE)
        if row.requisition_id is not None or row.scoping_id is None:
            raise IllegalMove("Somebody has opened a requisition for this brief already.")
        briefs.give(session, actor.tenant, row.scoping_id, requisition.id)

    return open_requisition(deps, actor, opening, once=once, along=give)


def same_work(deps: Deps, actor: Actor, number: int, version: int, *, once: Once | None = None) -> Changed:
    """Decide that a new description means the same work as before, so that the signed brief still holds.

    IllegalMove when the requisition is not at `version` any more.
    """

    def confirm(session: Session) -> Decided:
        requisition = load(session, actor.tenant, number, for_change=True)
        if requisition.version != version or requisition.brief is None:
            raise IllegalMove(
                f"Requisition {number} has changed meanwhile. Type “req show {number}” to see it."
            )
        return make_move(session, deps, requisition, Action.SAME_WORK, {})

    return commit(deps, actor, confirm, once)


def _end_the_thread(session: Session, deps: Deps, actor: Actor, row: BriefRow, number: int) -> list[int]:
    """Take the buttons off the message that a conversation ended with, and say there who signed."""
    scoping = session.get(ScopingRow, row.scoping_id) if row.scoping_id is not None else None
    if scoping is None or Scope.model_validate(scoping.state["scope"]).status != "done":
        return []
    last = scopings.sent_turn(session, scoping.state["shown"])
    told = f":white_check_mark: Signed by <@{actor.user}> as version {row.version}: `/req brief {number}`."
    return [outbox.add(session, actor.tenant, close_turn(*last, told), deps.now())] if last else []


def _load_for_change(
    session: Session, tenant: Tenant, id_: int, revision: int
) -> tuple[BriefRow, Requisition | None]:
    """A version as it was seen, with its requisition: both locked, the requisition first."""
    seen = briefs.load(session, tenant, id_)
    if seen is None:
        raise NoSuchBrief(_GONE)
    requisition = _lock(session, seen.requisition_id)
    row = briefs.load(session, tenant, id_, for_change=True)
    last = briefs.newest(session, tenant, requisition_id=seen.requisition_id, scoping_id=seen.scoping_id)
    if row is None or last is None or last.id != row.id or row.revision != revision:
        raise StaleBrief(shown(session, last or seen))
    return row, requisition


def _lock(session: Session, requisition_id: int | None) -> Requisition | None:
    return requisitions.lock(session, requisition_id) if requisition_id is not None else None


def _add(
    session: Session,
    deps: Deps,
    actor: Actor,
    brief: Brief,
    *,
    requisition: Requisition | None,
    scoping_id: int | None,
) -> BriefRow:
    return briefs.add(
        session,
        actor,
        brief.model_dump(mode="json"),
        requisition_id=requisition.id if requisition else None,
        scoping_id=scoping_id,
        content_version=deps.assistant.content.version,
        now=deps.now(),
    )


def _read(row: BriefRow) -> Brief:
    return Brief.model_validate(row.content)


def shown(session: Session, row: BriefRow) -> BriefVersion:
    """A version with its requisition, and the one that holds for that."""
    requisition = requisitions.by_id(session, row.requisition_id) if row.requisition_id is not None else None
    held = (
        briefs.version(session, requisition.id, requisition.brief)
        if requisition is not None and requisition.brief
        else None
    )
    return BriefVersion(
        id=row.id,
        version=row.version,
        revision=row.revision,
        brief=_read(row),
        drafted_by=row.drafted_by,
        drafted_at=row.drafted_at,
        signed_by=row.signed_by,
        signed_at=row.signed_at,
        hash=row.hash,
        channel=briefs.channel_of(session, row),
        requisition=requisition,
        held_version=held.version if held else None,
        held=_read(held) if held else None,
    )
