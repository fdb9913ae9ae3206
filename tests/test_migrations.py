"""The migrations: up, down and up again on both databases, and no difference from the models."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import inspect
from sqlalchemy.exc import IntegrityError

from bot.errors import RolecallError
from bot.store.database import Database
from bot.store.models import Base
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
    assert problem(empty_database) == "The database has no tables yet: run `rolecall migrate`."
    migrate(empty_database)
    with empty_database.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '0000'")
    found = problem(empty_database) or ""
    assert re.fullmatch(r"The database is at revision 0000, not \d{4}: run `rolecall migrate`\.", found)


def test_a_database_that_is_not_there_is_named(tmp_path: Path) -> None:
    database = Database(f"sqlite:///{tmp_path}/no/such/folder/rolecall.db")
    assert problem(database) == "The database cannot be reached."
    with pytest.raises(RolecallError, match="cannot be migrated: unable to open database file"):
        migrate(database)


def test_an_address_that_is_none_is_said_plainly() -> None:
    with pytest.raises(RolecallError, match="ROLECALL_DATABASE_URL cannot be read"):
        Database("no address at all")


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
