"""What people do with briefs. Each change is one transaction; signing is also a change of a requisition."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from bot.actors import Actor, Tenant
from bot.errors import RolecallError
from bot.hiring.access import ACT_OF, Act, NoSuchRequisition, Refused, WorkspaceRank
from bot.hiring.briefs.brief import Brief, BriefVersion, edited
from bot.hiring.briefs.draft import compose
from bot.hiring.briefs.posting import POSTED, posted
from bot.hiring.requisitions import Action, IllegalMove, Requisition
from bot.hiring.scoping.scope import Scope
from bot.services.access import Admitted, admit, admit_to, rank_of
from bot.services.changes import Changed, Decided, Once, claim_once, commit, load_for_change, make_move
from bot.services.deps import Deps
from bot.services.requisitions import Opening, open_requisition
from bot.services.turns import without_buttons
from bot.slack.blocks import context
from bot.store import Session, briefs, outbox, requisitions, scopings
from bot.store.models import ScopingRow
from bot.store.outbox import OutgoingMessage
from bot.views.briefs.brief import build_brief

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

    None when it is not an LLM role, or when nothing was said; the last one where that says the same. What
    people edited before is kept as an older version; the pay that they typed is carried over.
    """
    content = deps.assistant.content
    understanding = deps.assistant.conversation.understanding(scope)
    today = deps.now().date()
    said = deps.assistant.carry(scope, today)
    about = scopings.requisition_of(session, scoping)
    place = said.place or (about.location if about else None) or ""
    brief = compose(scope, understanding, content, today, place=place, budget=said.budget_said)
    if brief is None:
        return None
    if scoping.requisition_id is not None:
        requisitions.lock(session, scoping.requisition_id)
    last = briefs.newest(session, actor.tenant, requisition_id=scoping.requisition_id, scoping_id=scoping.id)
    if last is not None:
        typed = last.brief
        pay = {"company": typed.company, "posting": typed.posting}
        brief = brief.model_copy(update=pay)
        if brief == typed:
            return last
    return _add(session, deps, actor, brief, requisition_id=scoping.requisition_id, scoping_id=scoping.id)


def get(deps: Deps, actor: Actor, id_: int, act: Act = Act.READ) -> BriefVersion:
    """The version with that id, for who may `act` on it.

    NoSuchBrief if there is none; Refused or NoSuchRequisition for who may not.
    """
    with deps.database.reading() as session:
        found = briefs.load(session, actor.tenant, id_)
    if found is None:
        raise NoSuchBrief(_GONE)
    _let(deps, actor, found, act)
    return found


def of_requisition(deps: Deps, actor: Actor, number: int) -> BriefVersion:
    """The newest version of a requisition's brief, for who may read it.

    Raises what `admit` does, or NoSuchBrief when it has none.
    """
    requisition = admit(deps, actor, number, Act.SEE).requisition
    with deps.database.reading() as session:
        found = briefs.newest(session, actor.tenant, requisition_id=requisition.id)
    if found is None:
        raise NoSuchBrief(f"Requisition {number} has no brief yet.")
    _let(deps, actor, found, Act.READ)
    return found


def last(deps: Deps, actor: Actor, scoping: int | None) -> BriefVersion:
    """The newest version of a conversation's brief, or (None) of the last one of somebody's.

    Raises NoSuchBrief when there is none, and what `get` does.
    """
    with deps.database.reading() as session:
        row = scopings.load(session, actor.tenant, scoping) if scoping is not None else None
        found = (
            briefs.newest(session, actor.tenant, requisition_id=row.requisition_id, scoping_id=row.id)
            if row
            else briefs.last_of(session, actor.tenant, actor.user)
        )
    if found is None:
        raise NoSuchBrief("There is no brief of yours yet.")
    _let(deps, actor, found, Act.READ)
    return found


def draft_of(deps: Deps, actor: Actor, number: int) -> BriefVersion | None:
    """The newest version of a requisition's brief, if nobody has signed it and one may read it."""
    try:
        found = of_requisition(deps, actor, number)
    except (NoSuchBrief, NoSuchRequisition, Refused):
        return None
    return found if found.signed_at is None else None


def reads_pay(deps: Deps, actor: Actor, shown: BriefVersion) -> bool:
    """Whether the company's pay is for somebody who reads a brief: for who reads its requisition's budget."""
    return shown.requisition is None or admit_to(deps, actor, shown.requisition, Act.SEE).may(Act.READ)


def edit(
    deps: Deps, actor: Actor, id_: int, revision: int, wanted: Mapping[str, Any], *, once: str
) -> BriefVersion:
    """Change a draft; of a signed brief, make the next version. `wanted` has fields of Brief.

    StaleBrief when it is not revision `revision` any more or a newer version exists; DoneBefore for a request
    (`once`) that had its effect; what `get` raises.
    """
    admitted = _let(deps, actor, get(deps, actor, id_, Act.BRIEF), Act.BRIEF)
    with deps.database.transaction() as session:
        claim_once(session, deps, actor.tenant, once)
        seen = _load_for_change(session, actor.tenant, id_, revision, admitted)
        brief = edited(seen.brief, wanted, deps.assistant.content)
        if seen.signed_at is not None:
            return _add_after(session, deps, actor, seen, brief)
        return briefs.edit(session, seen, brief)


def sign(
    deps: Deps, actor: Actor, id_: int, revision: int, *, reason: str = "", once: Once | None = None
) -> Changed:
    """Sign a brief as it was seen: it defines its requisition, and is kept as it is from then on.

    Raises what `get` does, StaleBrief, IllegalMove (signed already, or no requisition), DoneBefore: nothing
    was changed then.
    """
    admitted = _let(deps, actor, get(deps, actor, id_, Act.BRIEF), Act.BRIEF)
    notices: list[int] = []

    def put_name_under(session: Session) -> Decided:
        seen = _load_for_change(session, actor.tenant, id_, revision, admitted)
        requisition, brief = seen.requisition, seen.brief
        if requisition is None:
            raise IllegalMove("This brief has no requisition yet. Open one for it, then sign.")
        if seen.held_version == seen.version:
            raise AlreadySigned(seen.signed_by or "")
        if seen.signed_at is not None:  # that signature was taken back, and stays in the record
            seen = _add_after(session, deps, actor, seen, brief)
        signed_hash = briefs.sign(session, seen, actor.user, deps.now())
        wanted = {
            "specialty": brief.primary.role,
            "secondary": brief.secondary.role if brief.secondary else None,
            "brief": seen.version,
        }
        after, decided = make_move(session, deps, requisition, Action.SIGN, wanted, reason=reason)
        beside: dict[str, list[Any]] = {"brief_hash": [seen.held_hash, signed_hash]}
        before = posted(seen.held) if seen.held else []
        if before != posted(brief):
            beside[POSTED] = [before, posted(brief)]
        notices.extend(_end_the_thread(session, deps, actor, seen, requisition.number))
        return after, replace(decided, changes={**decided.changes, **beside})

    changed = commit(deps, actor, put_name_under, once)
    for message_id in notices:
        deps.deliver_soon(message_id)
    return changed


def open_for(deps: Deps, actor: Actor, id_: int, opening: Opening, once: Once | None = None) -> Changed:
    """Open a requisition for a brief that has none; its conversation gets it, too.

    Raises what `get` does; IllegalMove when somebody has opened one for it meanwhile.
    """
    get(deps, actor, id_, Act.BRIEF)

    def give(session: Session, requisition: Requisition) -> None:
        seen = briefs.load(session, actor.tenant, id_, for_change=True)
        if seen is None:
            raise NoSuchBrief(_GONE)
        if seen.requisition is not None or seen.scoping is None:
            raise IllegalMove("Somebody has opened a requisition for this brief already.")
        briefs.give(session, actor.tenant, seen.scoping, requisition.id)

    return open_requisition(deps, actor, opening, once=once, along=give)


def same_work(deps: Deps, actor: Actor, number: int, version: int, *, once: Once | None = None) -> Changed:
    """Decide that a new description means the same work as before, so that the signed brief still holds.

    IllegalMove when the requisition is not at `version` any more.
    """
    admitted = admit(deps, actor, number, ACT_OF[Action.SAME_WORK])

    def confirm(session: Session) -> Decided:
        requisition = load_for_change(session, admitted)
        if requisition.version != version or requisition.brief is None:
            raise IllegalMove(
                f"Requisition {number} has changed meanwhile. Type “req show {number}” to see it."
            )
        return make_move(session, deps, requisition, Action.SAME_WORK, {})

    return commit(deps, actor, confirm, once)


def _end_the_thread(
    session: Session, deps: Deps, actor: Actor, signed: BriefVersion, number: int
) -> list[int]:
    """Show the signed brief, without buttons, in the message that a conversation ended with."""
    scoping = scopings.load(session, actor.tenant, signed.scoping) if signed.scoping is not None else None
    if scoping is None or Scope.model_validate(scoping.state["scope"]).status != "done":
        return []
    last = scopings.sent_turn(session, scoping.state["shown"])
    here = signed.is_for_all_in(scoping.channel)
    if last and here and last[0] == scopings.first_turn(session, scoping):
        return []  # it becomes the outcome
    told = f":white_check_mark: Signed by <@{actor.user}> as version {signed.version}"
    # Who reads that thread may not be who knows of the requisition.
    told += f": `/req brief {number}`." if here else "."
    if last is None or (now := briefs.load(session, actor.tenant, signed.id)) is None:
        return []
    row, ts = last
    message = build_brief(now, deps.assistant.content, "market")
    blocks = [*without_buttons(message.blocks), context(told)]
    edit = OutgoingMessage(row.channel, message.text, blocks, update_ts=ts)
    return [outbox.add(session, actor.tenant, edit, deps.now())]


def _let(deps: Deps, actor: Actor, shown: BriefVersion, act: Act) -> Admitted | None:
    """Let somebody read or change a brief; None when it has no requisition.

    Besides those who may by the table, whoever drafted it or is where it was talked through, if they may know
    of the requisition that it has.
    """
    rank = rank_of(deps, actor)
    talked = actor.user == shown.drafted_by or (bool(actor.channel) and actor.channel == shown.channel)
    talked = talked and not (act is Act.BRIEF and rank is WorkspaceRank.GUEST)
    if shown.requisition is not None:
        admitted = admit_to(deps, actor, shown.requisition, Act.SEE, rank)
        if talked:
            return admitted
        admitted.require(act)
        return replace(admitted, act=act)
    if not talked:
        raise Refused("This brief is for those who talked about the role. Ask one of them.")
    return None


def _load_for_change(
    session: Session, tenant: Tenant, id_: int, revision: int, admitted: Admitted | None
) -> BriefVersion:
    """A version as it was seen, with its requisition: both locked, the requisition first."""
    seen = briefs.load(session, tenant, id_)
    if seen is None or (admitted is None and seen.requisition is not None):  # it got one a moment ago
        raise NoSuchBrief(_GONE)
    requisition_id = seen.requisition.id if seen.requisition else None
    if requisition_id is not None and admitted is not None:
        admitted.still(requisitions.lock(session, requisition_id))
    now = briefs.load(session, tenant, id_, for_change=True)
    last = briefs.newest(session, tenant, requisition_id=requisition_id, scoping_id=seen.scoping)
    if now is None or last is None or last.id != now.id or now.revision != revision:
        raise StaleBrief(last or seen)
    return now


def _add_after(session: Session, deps: Deps, actor: Actor, seen: BriefVersion, brief: Brief) -> BriefVersion:
    """The version after one that was signed."""
    requisition_id = seen.requisition.id if seen.requisition else None
    return _add(session, deps, actor, brief, requisition_id=requisition_id, scoping_id=seen.scoping)


def _add(
    session: Session,
    deps: Deps,
    actor: Actor,
    brief: Brief,
    *,
    requisition_id: int | None,
    scoping_id: int | None,
) -> BriefVersion:
    return briefs.add(
        session,
        actor,
        brief,
        requisition_id=requisition_id,
        scoping_id=scoping_id,
        content_version=deps.assistant.content.version,
        now=deps.now(),
    )
