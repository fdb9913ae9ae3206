"""What people say of readings: one mark a person and message, to count by, and no text."""

from bot.actors import Actor
from bot.services.deps import Deps
from bot.store import feedback


def give(deps: Deps, actor: Actor, message: str, *, reading: str, right: bool) -> None:
    """Keep whether somebody finds a reading right; pressing the other mark changes it."""
    with deps.database.transaction() as session:
        feedback.give(
            session, actor.tenant, message, actor.user, reading=reading, right=right, now=deps.now()
        )
