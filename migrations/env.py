"""Run by Alembic: on the connection handed over by the program, or on ROLECALL_DATABASE_URL."""

import os
from typing import Any, Literal

from alembic import context
from sqlalchemy import Connection

from bot.store.database import Database
from bot.store.models import Base, UtcDateTime
from bot.store.payloads import PayloadJson


def render_plainly(kind: str, item: Any, _context: object) -> str | Literal[False]:
    """Write our own column types as plain ones: a migration outlives the code it was made from."""
    if kind == "type" and isinstance(item, UtcDateTime):
        return "sa.DateTime(timezone=True)"
    return "sa.JSON(none_as_null=True)" if kind == "type" and isinstance(item, PayloadJson) else False


def run(connection: Connection) -> None:
    """Run the migrations that were asked for, in the transaction of this connection."""
    if connection.dialect.name == "postgresql":
        # Waiting behind a long query would block every later query on the same table.
        connection.exec_driver_sql("SET LOCAL lock_timeout = '5s'")
        connection.exec_driver_sql("SET LOCAL statement_timeout = 0")  # a long table takes its time
    context.configure(
        connection=connection,
        target_metadata=Base.metadata,
        render_as_batch=True,  # SQLite cannot alter tables in place
        render_item=render_plainly,
    )
    with context.begin_transaction():
        context.run_migrations()


handed_over = context.config.attributes.get("connection")
if handed_over is not None:
    run(handed_over)
else:
    database = Database(os.environ.get("ROLECALL_DATABASE_URL", "sqlite:///rolecall.db"))
    with database.engine.begin() as own:
        run(own)
    database.close()
