"""The triggers that keep the record as it was written, and whether they are there.

The migrations make them. Whoever may change the tables may drop them, too: then at least it shows.
"""

from sqlalchemy import text

from bot.store import Session

_GUARDS = {
    "sqlite": (
        *(f"decisions_keep_{each}" for each in ("update", "delete", "place")),
        *(f"briefs_keep_{each}" for each in ("update", "delete", "place")),
        *(f"requisitions_keep_{each}" for each in ("update", "delete", "place")),
    ),
    "postgresql": (
        *(f"decisions_keep_{each}" for each in ("rows", "table")),
        "briefs_keep_rows",
        *(f"requisitions_keep_{each}" for each in ("update", "delete", "table")),
    ),
}
_THERE = {
    "sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger'",
    "postgresql": "SELECT tgname FROM pg_trigger WHERE tgenabled IN ('O', 'A')",  # not those switched off
}


def missing(session: Session) -> list[str]:
    """A sentence for each trigger that is not there, or is switched off."""
    kind = session.get_bind().dialect.name
    there = set(session.scalars(text(_THERE[kind])))
    return [
        f"The trigger {name} is gone or off: since then anybody with the database may have rewritten "
        f"{name.partition('_')[0]}."
        for name in _GUARDS[kind]
        if name not in there
    ]
