"""Which interview kit was chosen for a requisition: a decision, with the content version that it was of."""

from dataclasses import replace

from bot.actors import Actor
from bot.hiring.access import ACT_OF, Act
from bot.hiring.requisitions import Action, Decision, IllegalMove, Requisition
from bot.services.access import admit
from bot.services.changes import Changed, Decided, Once, commit, load_for_change, make_move
from bot.services.deps import Deps
from bot.store import Session, decisions


def chosen_for(deps: Deps, actor: Actor, number: int) -> tuple[Requisition, Decision | None]:
    """A requisition with the decision that chose its kit, None when none did or it was taken back.

    Raises what `admit` does.
    """
    requisition = admit(deps, actor, number, Act.SEE).requisition
    with deps.database.reading() as session:
        return requisition, _chosen(session, requisition)


def choose(deps: Deps, actor: Actor, number: int, role: str, *, once: Once | None = None) -> Changed:
    """Decide that the kit of a role, as the content has it now, is the one for a requisition.

    IllegalMove when it is that one already, or when the requisition is not defined as that role any more.
    """
    admitted = admit(deps, actor, number, ACT_OF[Action.KIT])

    def put_down(session: Session) -> Decided:
        requisition = load_for_change(session, admitted)
        before = _chosen(session, requisition)
        if requisition.specialty != role:
            raise IllegalMove(f"Requisition {number} is another role by now, so this is not its kit.")
        version = deps.assistant.content.version
        if before and (before.changes["kit"][1], before.content_version) == (role, version):
            raise IllegalMove(f"That is the kit of requisition {number} already. Nothing was changed.")
        after, decided = make_move(session, deps, requisition, Action.KIT, {})
        was = before.changes["kit"][1] if before else None
        return after, replace(decided, changes={**decided.changes, "kit": [was, role]})

    return commit(deps, actor, put_down, once)


def _chosen(session: Session, requisition: Requisition) -> Decision | None:
    story = decisions.story(session, requisition.id)
    taken_back = {each.supersedes for each in story}
    return next(
        (each for each in reversed(story) if each.action == Action.KIT and each.id not in taken_back), None
    )
