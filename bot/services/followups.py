"""What a person asked last in a place, for a next line that stands on it. Other processes see it, too."""

from pydantic import ValidationError

from bot.actors import Tenant
from bot.hiring.lines.followups import Ground
from bot.services.deps import Deps
from bot.store import asks


def remember(
    deps: Deps, tenant: Tenant, user: str, *, channel: str, thread_ts: str | None, ground: Ground
) -> None:
    """Keep what somebody asked and got an answer to, for a day."""
    with deps.database.transaction() as session:
        asks.keep(
            session,
            tenant,
            user,
            channel=channel,
            thread_ts=thread_ts or "",
            ground=ground.model_dump(mode="json"),
            now=deps.now(),
        )


def recall(
    deps: Deps, tenant: Tenant, user: str, *, channel: str, thread_ts: str | None, here_alone: bool = False
) -> Ground | None:
    """What somebody asked last: in this thread or outside of threads, or in the whole channel.

    `here_alone`: in this thread and nowhere else.
    """
    threads = (thread_ts,) if thread_ts and here_alone else (thread_ts, "") if thread_ts else ()
    with deps.database.reading() as session:
        kept = asks.last(session, tenant, user, channel=channel, threads=threads, now=deps.now())
    if kept is None:
        return None
    try:
        return Ground.model_validate(kept)
    except ValidationError:  # another release kept it: then nobody asked anything
        return None
