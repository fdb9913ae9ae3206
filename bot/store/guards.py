"""The triggers that keep the record as it was written, and whether they are there.

The migrations make them. Whoever may change the tables may drop them, too: then at least it shows, and they
can be put back.
"""

import re
from collections.abc import Iterable

from sqlalchemy import Connection, text

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
_MAKES = re.compile(r"CREATE TRIGGER (?P<name>\w+) .*? ON (?P<table>\w+)")
_THERE = {
    "sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger'",
    "postgresql": "SELECT tgname FROM pg_trigger WHERE tgenabled IN ('O', 'A')",  # not those switched off
}


def missing(session: Session) -> list[str]:
    """A sentence for each trigger that is not there, or is switched off."""
    return [
        f"The trigger {name} is gone or off: since then anybody with the database may have rewritten "
        f"{name.partition('_')[0]}. `rolecall migrate --put-back-triggers` puts it back."
        for name in _gone(session.connection())
    ]


def put_back(connection: Connection, statements: Iterable[str]) -> list[str]:
    """Make the triggers that are not there or off, of all `statements` that make one; their names."""
    gone = _gone(connection)
    for statement in statements if gone else ():
        made = _MAKES.match(statement)
        if made is None:
            connection.exec_driver_sql(statement.replace("CREATE FUNCTION", "CREATE OR REPLACE FUNCTION"))
        elif made["name"] in gone:
            if connection.dialect.name == "postgresql":  # where it may be there, and off
                connection.exec_driver_sql(f"DROP TRIGGER IF EXISTS {made['name']} ON {made['table']}")
            connection.exec_driver_sql(statement)
    return gone


def _gone(connection: Connection) -> list[str]:
    kind = connection.dialect.name
    there = set(connection.scalars(text(_THERE[kind])))
    return [name for name in _GUARDS[kind] if name not in there]
