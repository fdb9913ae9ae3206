"""The migrations: up, down and up again on both databases, and no difference from the models."""

import json
import os
import re
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import inspect, select, text
from sqlalchemy.exc import IntegrityError

from bot.actors import Tenant
from bot.errors import RolecallError
from bot.store import outbox
from bot.store.database import Database
from bot.store.models import Base, OutboxRow
from bot.store.outbox import OutgoingMessage
from bot.store.payloads import Card, Reminder, ReviewQuestions, Turn
from bot.store.upgrade import migrate, problem

ROOT = Path(__file__).parents[1]


def run_alembic(database: Database, name: str, *arguments: str) -> None:
    """Run an Alembic command as a developer does, with the settings in pyproject.toml."""
    config = Config(toml_file=ROOT / "pyproject.toml")
    with database.engine.begin() as connection:
        config.attributes["connection"] = connection
        getattr(command, name)(config, *arguments)


def tables(database: Database) -> set[str]:
    return set(inspect(database.engine).get_table_names()) - {"alembic_version"}


def test_up_down_and_up_again(empty_database: Database) -> None:
    expected = set(Base.metadata.tables)
    run_alembic(empty_database, "upgrade", "head")
    assert tables(empty_database) == expected
    run_alembic(empty_database, "downgrade", "base")
    assert tables(empty_database) == set()
    run_alembic(empty_database, "upgrade", "head")
    assert tables(empty_database) == expected


def test_the_models_say_what_the_migrations_made(database: Database) -> None:
    run_alembic(database, "check")


def test_migrating_twice_changes_nothing(empty_database: Database) -> None:
    migrate(empty_database)
    migrate(empty_database)
    assert problem(empty_database) is None


def test_a_database_without_tables_or_behind_is_named(empty_database: Database) -> None:
    assert str(problem(empty_database)) == "The database has no tables yet: run `rolecall migrate`."
    migrate(empty_database)
    with empty_database.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '0000'")
    found = str(problem(empty_database))
    assert re.fullmatch(r".* up to date: it is at revision 0000, not \d{4}\. Run `rolecall migrate`\.", found)


def test_a_database_that_is_not_there_is_named(tmp_path: Path) -> None:
    database = Database(f"sqlite:///{tmp_path}/no/such/folder/rolecall.db")
    assert str(problem(database)) == "The database cannot be reached."
    with pytest.raises(RolecallError, match="cannot be migrated: unable to open database file"):
        migrate(database)


def test_an_address_that_is_none_is_said_plainly() -> None:
    with pytest.raises(RolecallError, match="ROLECALL_DATABASE_URL cannot be read"):
        Database("no address at all")
    with pytest.raises(RolecallError, match="ROLECALL_DATABASE_URL has to name a file"):
        Database("sqlite:///:memory:")


@pytest.mark.parametrize("password", ["hunter@2", "hun@ter/2", "hun@ter?2", "h@1:2x", "@hunter2"])
def test_a_password_with_an_unescaped_at_shows_nowhere(password: str) -> None:
    with pytest.raises(RolecallError) as caught:
        Database(f"postgresql://ann:{password}@db.example/hire")
    told = str(caught.value)
    assert "written as %40" in told
    assert not any(part in told for part in ("hun", "ter", "2", "db.example"))
    Database("postgresql://ann@corp:hunter%402@db.example/hire?application_name=a@b")


def test_alembic_finds_the_database_in_the_environment(tmp_path: Path) -> None:
    environment = os.environ | {"ROLECALL_DATABASE_URL": f"sqlite:///{tmp_path}/mine.db"}
    arguments = [sys.executable, "-m", "alembic", "upgrade", "head"]
    subprocess.run(arguments, cwd=ROOT, env=environment, check=True, capture_output=True)
    database = Database(f"sqlite:///{tmp_path}/mine.db")
    assert problem(database) is None
    database.close()


def test_a_requisition_of_the_release_before_can_be_filled_and_nothing_of_it_is_lost(
    empty_database: Database,
) -> None:
    run_alembic(empty_database, "upgrade", "0003")
    with empty_database.engine.begin() as connection:
        connection.exec_driver_sql(
            "INSERT INTO requisitions (id, enterprise_id, team_id, number, title, description, owner, "
            "opened_by, channel, state, version, opened_at, snoozes, reminders_off) VALUES (1, '', 'T1', 1, "
            "'Old', '', 'U1', 'U1', 'C1', 'defined', 1, '2026-11-01 00:00:00+00:00', 0, FALSE)"
        )
        connection.exec_driver_sql(
            "INSERT INTO reviews (id, enterprise_id, team_id, requisition_id, kind) "
            "VALUES (1, '', 'T1', 1, '90_days')"
        )
    fill, hire = (f"UPDATE requisitions SET state = '{state}'" for state in ("filled", "hired"))  # noqa: S608
    migrate(empty_database)
    with empty_database.engine.begin() as connection:
        connection.exec_driver_sql(fill)
    with pytest.raises(IntegrityError), empty_database.engine.begin() as connection:
        connection.exec_driver_sql(hire)
    run_alembic(empty_database, "downgrade", "0003")
    with empty_database.engine.begin() as connection:
        held = connection.exec_driver_sql("SELECT title, state FROM requisitions").all()
        assert held == [("Old", "closed")]
        assert connection.exec_driver_sql("SELECT count(*) FROM reviews").scalar_one() == 1
    with pytest.raises(IntegrityError), empty_database.engine.begin() as connection:
        connection.exec_driver_sql(fill)


CARD: dict[str, Any] = {"kind": "card", "requisitions": [1]}
TURN: dict[str, Any] = {"kind": "turn", "scoping": 2}
REVIEW: dict[str, Any] = {"kind": "review", "review": 3, "requisitions": [1], "audience": "U1"}
ASKED = REVIEW | {"sent_to": "D1", "ts": "1.5"}
DIGEST: dict[str, Any] = {
    "kind": "digest",
    "requisitions": [1, 2],
    "rungs": ["digest-5", "card"],
    "audience": "C1",
    "day": None,
}


class ReleaseBefore:
    """What a process of the release before does with messages: it knows the column `reminder` alone."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, *reminders: dict[str, Any] | None) -> list[int]:
        add = text(
            "INSERT INTO outbox (enterprise_id, team_id, channel, text, reminder, state, attempts, "
            "created_at, due_at) VALUES ('', 'T1', 'C1', '', :reminder, 'waiting', 0, :at, :at) RETURNING id"
        )
        with self._database.engine.begin() as connection:
            values = [
                {"reminder": each and json.dumps(each), "at": "2026-11-01 00:00:00+00:00"}
                for each in reminders
            ]
            return [connection.execute(add, each).scalar_one() for each in values]

    def change(self, id_: int, reminder: dict[str, Any]) -> None:
        change = text("UPDATE outbox SET reminder = :reminder WHERE id = :id")
        with self._database.engine.begin() as connection:
            connection.execute(change, {"id": id_, "reminder": json.dumps(reminder)})

    def read(self, id_: int) -> Any:
        with self._database.engine.begin() as connection:
            found = connection.execute(text("SELECT reminder FROM outbox WHERE id = :id"), {"id": id_})
            stored = found.scalar_one()
        return json.loads(stored) if isinstance(stored, str) else stored


def test_the_release_before_reads_and_writes_the_outbox_beside_this_one(empty_database: Database) -> None:
    before = ReleaseBefore(empty_database)
    run_alembic(empty_database, "upgrade", "0005")
    plain, card, turn, review = before.add(None, CARD, TURN, REVIEW)
    migrate(empty_database)
    digest, other = before.add(DIGEST, None)
    before.change(review, ASKED)
    with empty_database.transaction() as session:
        read = {row.id: row.payload for row in session.scalars(select(OutboxRow))}
        assert read == {
            plain: None,
            card: Card(requisitions=(1,)),
            turn: Turn(scoping=2),
            review: ReviewQuestions(requisitions=(1,), review=3, audience="U1", sent_to="D1", ts="1.5"),
            digest: Reminder(kind="digest", requisitions=(1, 2), rungs=("digest-5", "card"), audience="C1"),
            other: None,
        }
        session.get_one(OutboxRow, turn).payload = Turn(scoping=7)
        edit = OutgoingMessage("C1", "", payload=Card(requisitions=(9,)))
        added = outbox.add(session, Tenant("", "T1"), edit, datetime.now(UTC))
    expected = {
        plain: None,
        card: CARD,
        turn: TURN | {"scoping": 7},
        review: ASKED,
        digest: DIGEST,
        other: None,
    }
    expected[added] = CARD | {"requisitions": [9]}
    assert {id_: before.read(id_) for id_ in expected} == expected
    run_alembic(empty_database, "downgrade", "0005")
    assert {id_: before.read(id_) for id_ in expected} == expected
    before.add(CARD)
