"""The record of decisions: nobody changes it, tampering shows, and all of it can be taken out."""

import csv
import io
import json
import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from pydantic import SecretStr
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from bot.actors import Actor, Tenant
from bot.errors import RolecallError
from bot.hiring.access import WorkspaceRank
from bot.hiring.reminders.wishes import Known
from bot.run.app import build_deps
from bot.services import requisitions, reviews
from bot.services.changes import Once
from bot.services.deps import Deps
from bot.services.export import as_cell, compare_heads, export, export_heads, verify
from bot.services.requisitions import Opening
from bot.settings import Settings
from bot.store import decisions, preferences
from bot.store.database import Database
from bot.store.upgrade import migrate, put_back_triggers
from tests.processes import run_here

ACME = Tenant("", "T1")
ADA = Actor(ACME, "U1", "command", channel="C1")
BEA = Actor(Tenant("E1", "T2"), "U1", "command", channel="C1")
NOW = datetime(2026, 11, 24, 9, 0, 0, 123456, tzinfo=UTC)
# What each database offers to somebody who may do everything.
WITHOUT_GUARDS = {
    "sqlite": (
        *(f"DROP TRIGGER decisions_keep_{each}" for each in ("update", "delete", "place")),
        *(f"DROP TRIGGER requisitions_keep_{each}" for each in ("update", "delete", "place")),
    ),
    "postgresql": (
        *(f"ALTER TABLE {each} DISABLE TRIGGER ALL" for each in ("decisions", "requisitions", "reminders")),
    ),
}


@pytest.fixture
def deps(database: Database) -> Iterator[Deps]:
    """What the handlers work with; its Slack cannot be reached, which nothing here waits for."""
    settings = Settings(
        database_url=database.engine.url.render_as_string(hide_password=False),
        slack_bot_token=SecretStr("xoxb-none"),
        slack_api_url="http://127.0.0.1:9/api/",
    )
    built, _ = build_deps(settings, now=lambda: NOW)
    with database.transaction() as session:
        for tenant, user in ((ACME, "U1"), (ACME, "U2"), (ACME, "U3"), (BEA.tenant, "U1")):
            preferences.learn(session, tenant, user, Known(rank=WorkspaceRank.MEMBER), NOW)
    yield built
    built.close()


@pytest.fixture
def record(deps: Deps) -> Database:
    """A database with two requisitions and seven decisions."""
    for title in ("LLM engineer", "=HYPERLINK(1)"):
        requisitions.open_requisition(deps, ADA, Opening(title, "", "U1", "C1", location="@home"))
    requisitions.snooze(deps, ADA, 1, (NOW + timedelta(days=9)).date(), reason="Zoë said 田中 & <wait>")
    requisitions.reassign(deps, ADA, 1, "U2", reason='+cmd|" /C calc"!A0')
    requisitions.define(deps, ADA, 1, "eval_safety")
    requisitions.undo(deps, ADA, 1, "too early")
    requisitions.close(deps, ADA, 2, reason="\t=1+1")
    return deps.database


def address(database: Database) -> str:
    """The address as an operator writes it."""
    url = database.engine.url
    return url.set(drivername=url.get_backend_name()).render_as_string(hide_password=False)


def tamper(database: Database, *statements: str) -> None:
    """Do what only somebody with all rights on the database can do."""
    with database.engine.begin() as connection:
        for statement in (*WITHOUT_GUARDS[database.engine.dialect.name], *statements):
            connection.execute(text(statement))


def tamper_unchecked(database: Database, *statements: str) -> None:
    """The same on a connection that checks no reference, as a stock one to SQLite."""
    with database.engine.connect() as connection:
        if database.engine.dialect.name == "sqlite":
            connection.exec_driver_sql("ROLLBACK")
            connection.exec_driver_sql("PRAGMA foreign_keys = OFF")
            connection.exec_driver_sql("BEGIN")
        for statement in (*WITHOUT_GUARDS[database.engine.dialect.name], *statements):
            connection.exec_driver_sql(statement)
        connection.commit()
        connection.invalidate()  # nobody gets it after us


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE decisions SET reason = 'better'",
        "UPDATE decisions SET hash = hash WHERE sequence = 1",
        "DELETE FROM decisions WHERE sequence = 4",
        "DELETE FROM decisions",
        "INSERT INTO decisions SELECT * FROM decisions WHERE id = 2",
        "INSERT OR REPLACE INTO decisions SELECT * FROM decisions WHERE id = 2",
    ],
)
def test_the_database_refuses_to_change_or_delete_decisions(record: Database, statement: str) -> None:
    told = "decisions are never changed or deleted"
    if statement.startswith("INSERT") and record.engine.dialect.name == "postgresql":
        told = "syntax error|duplicate key"  # it has no such statement
    with (
        pytest.raises(DBAPIError, match=told),
        record.engine.begin() as connection,
    ):
        connection.execute(text(statement))
    assert verify(record, None) == (2, [])


@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM requisitions WHERE number = 2",
        "UPDATE requisitions SET team_id = 'T9'",
        "UPDATE requisitions SET number = 7 WHERE number = 2",
        "UPDATE requisitions SET opened_by = 'U9'",
    ],
)
def test_the_database_refuses_to_delete_or_move_requisitions(record: Database, statement: str) -> None:
    with (
        pytest.raises(DBAPIError, match="a requisition is never deleted, and keeps its workspace"),
        record.engine.begin() as connection,
    ):
        connection.execute(text(statement))


def test_postgresql_refuses_to_empty_the_table(record: Database) -> None:
    if record.engine.dialect.name == "sqlite":
        with record.engine.connect() as connection, pytest.raises(DBAPIError, match="syntax error"):
            connection.execute(text("TRUNCATE decisions"))  # it has no such statement
        return
    with pytest.raises(DBAPIError, match="never changed"), record.engine.begin() as connection:
        connection.execute(text("TRUNCATE decisions CASCADE"))


def test_an_untouched_record_verifies(record: Database) -> None:
    assert verify(record, None) == (2, [])
    with record.transaction() as session:
        story = decisions.records(session, number=1)[0][1]
    assert story[0].previous_hash == decisions.BEGINNING
    assert [each.previous_hash for each in story[1:]] == [each.hash for each in story[:-1]]


@pytest.mark.parametrize(
    ("statement", "problem"),
    [
        ("UPDATE decisions SET reason = 'x' WHERE sequence = 3", "decision 3 .* is not what was written"),
        ("UPDATE decisions SET actor = 'U9' WHERE sequence = 2", "decision 2 .* is not what was written"),
        (
            "UPDATE decisions SET at = '2026-11-25 09:00:00+00:00' WHERE sequence = 2",
            "is not what was written",
        ),
        ("DELETE FROM decisions WHERE sequence = 3", "decision 3 is missing"),
        ("DELETE FROM decisions WHERE sequence = 5", "there are 4 decisions for 5 changes"),
        ("UPDATE requisitions SET owner = 'U9' WHERE number = 1", "owner is 'U9', but .* made it 'U2'"),
        ("UPDATE requisitions SET sponsor = 'U9' WHERE number = 1", "sponsor is 'U9'"),
        ("UPDATE requisitions SET state = 'defined' WHERE number = 1", "state is 'defined'"),
        ("UPDATE requisitions SET opened_by = 'U9' WHERE number = 1", "opened_by is 'U9', but .* by 'U1'"),
        (
            "UPDATE requisitions SET opened_at = '2026-11-20 09:00:00.000000' WHERE number = 1",
            "opened_at is 2026-11-20 .* the first decision was made at 2026-11-24",
        ),
        (
            "UPDATE requisitions SET undefined_at = '2026-11-20 09:00:00.000000' WHERE number = 1",
            "undefined_at is 2026-11-20 .* the decisions made it 2026-11-24",
        ),
    ],
)
def test_tampering_shows(record: Database, statement: str, problem: str) -> None:
    tamper(record, f"{statement} AND requisition_id = 1" if "decisions" in statement else statement)
    count, found = verify(record, 1)
    assert count == 1
    assert found
    assert any(re.search(problem, each) for each in found), found
    assert verify(record, 2) == (1, [])


# A record of three requisitions, of which the second has the last two decisions: ids 6 and 7 of 8.
TAIL = (
    "DELETE FROM decisions WHERE id = 7",
    "UPDATE requisitions SET version = 1, state = 'undefined' WHERE number = 2",
)
SECOND = (
    "DELETE FROM decisions WHERE requisition_id = 2",
    "DELETE FROM reminders WHERE requisition_id = 2",
    "DELETE FROM requisitions WHERE number = 2",
)


@pytest.mark.parametrize(
    ("statements", "problem"),
    [
        (("UPDATE requisitions SET team_id = 'T9' WHERE number = 2",), "Requisition 2 of T1 is gone"),
        (
            ("UPDATE requisitions SET team_id = 'T9', number = 1 WHERE number = 2",),
            "Requisition 1 of T9: its decisions are of workspace T1: it was moved here",
        ),
        (
            ("UPDATE requisitions SET number = 7 WHERE number = 2",),
            "Requisition 2 to 6 of T1 is gone, or has another number: 7 follows 1",
        ),
        (
            tuple(
                f"UPDATE requisitions SET number = {to} WHERE number = {each}"  # noqa: S608
                for each, to in ((1, 9), (2, 1), (9, 2))
            ),
            "Requisition 1 of T1 has another number than it was opened with",
        ),
        (SECOND, "Requisition 2 of T1 is gone"),
        (SECOND[-1:], "2 rows of decisions are about a requisition that is gone, the first with id 2"),
    ],
    ids=str,
)
def test_what_is_gone_or_moved_shows(
    deps: Deps, record: Database, statements: tuple[str, ...], problem: str
) -> None:
    requisitions.open_requisition(deps, ADA, Opening("third", "", "U1", "C1"))
    assert verify(record, None) == (3, [])
    tamper_unchecked(record, *statements)
    found = verify(record, None)[1]
    assert any(re.search(problem, each) for each in found), found
    assert verify(record, None, "T8") == (0, [])


def test_a_step_back_and_forth_leaves_the_record_as_it_was(deps: Deps, record: Database) -> None:
    """An earlier release knows no filled roles: to it they are closed."""
    requisitions.define(deps, ADA, 1, "eval_safety")
    requisitions.fill(deps, ADA, 1, NOW.date())
    migrate(record, "0003")
    with record.reading() as session:
        states = session.execute(text("SELECT state FROM requisitions ORDER BY number")).scalars().all()
    assert states == ["closed", "closed"]
    migrate(record)
    assert verify(record, None) == (2, [])


def test_a_step_back_that_would_delete_is_refused(record: Database) -> None:
    with pytest.raises(RolecallError, match=r"no place for .*: decisions \(7 rows\), .*Nothing was changed"):
        migrate(record, "0001")
    assert verify(record, None) == (2, [])
    with record.transaction() as session:
        session.execute(
            text("INSERT INTO feedback VALUES ('', 'T1', '1.5', 'U1', 'training', TRUE, '2026-11-03')")
        )
        session.execute(text("INSERT INTO company_bands VALUES ('', 'T1', 1, '[]', 'U1', '2026-11-03')"))
    for to, lost in (
        ("0010", r"feedback \(1 rows\)"),
        ("0008", r"company_bands \(1 rows\), feedback \(1 rows\)"),
    ):
        with pytest.raises(RolecallError, match=f"no place for .*: {lost}. Nothing was changed"):
            migrate(record, to)


def test_a_row_that_cannot_be_read_is_told_of_and_the_others_are_checked(record: Database) -> None:
    broken = {"sqlite": "{bad", "postgresql": "[1, 2]"}[record.engine.dialect.name]
    tamper(
        record,
        f"UPDATE decisions SET changes = '{broken}' WHERE requisition_id = 1 AND sequence = 2",  # noqa: S608
        "UPDATE requisitions SET owner = 'U9' WHERE number = 2",
    )
    count, found = verify(record, None)
    about = [each for each in found if each.startswith("Requisition")]
    assert count == 2
    assert re.match(r"Requisition 1 of T1: something of it cannot be read \(\w+Error\)", about[0])
    assert about[1].startswith("Requisition 2 of T1: owner is 'U9'")
    if record.engine.dialect.name == "sqlite":
        with pytest.raises(RolecallError, match="rolecall export --verify"):
            export(record, None, "json", io.StringIO())


def test_a_trigger_that_is_gone_or_off_shows(record: Database) -> None:
    tamper(record)
    found = verify(record, None)[1]
    assert "The trigger decisions_keep_" in found[0]
    assert "may have rewritten requisitions" in found[-1]
    assert len(found) == {"sqlite": 6, "postgresql": 5}[record.engine.dialect.name]


def test_triggers_that_are_gone_or_off_are_put_back_as_they_were(record: Database) -> None:
    tamper(record)
    assert len(put_back_triggers(record)) == {"sqlite": 6, "postgresql": 5}[record.engine.dialect.name]
    assert verify(record, None)[1] == []
    assert put_back_triggers(record) == []
    for statement in ("UPDATE decisions SET actor = 'UEVE'", "DELETE FROM requisitions"):
        with pytest.raises(DBAPIError), record.transaction() as session:
            session.execute(text(statement))


def test_a_version_of_a_brief_that_nobody_signed_shows(record: Database) -> None:
    tamper(
        record,
        "INSERT INTO briefs (id, enterprise_id, team_id, requisition_id, version, revision, content, "
        "content_version, drafted_by, drafted_at, hash, signed_by, signed_at) VALUES (1, '', 'T1', 2, 1, 1, "
        "'{}', 'x', 'U1', '2026-11-24 09:00:00+00:00', 'x', 'U1', '2026-11-24 09:00:00+00:00')",
    )
    told = "Requisition 2 of T1: version 1 of its brief is signed, and no decision says so."
    assert told in verify(record, None)[1]


@pytest.mark.parametrize(
    ("statements", "problem"),
    [
        (TAIL, "Requisition 2 of T1: decision 2 is gone, and perhaps others before it."),
        (SECOND, "Requisition 2 of T1 is gone: it had 2 decisions."),
        (
            ("UPDATE decisions SET hash = 'x' WHERE id = 7",),
            "Requisition 2 of T1: its first 2 decisions are not those whose head was kept.",
        ),
    ],
    ids=str,
)
def test_heads_that_were_kept_elsewhere_show_what_is_gone_or_built_anew(
    deps: Deps, record: Database, statements: tuple[str, ...], problem: str
) -> None:
    kept = io.StringIO()
    assert export_heads(record, None, kept) == 2
    requisitions.reassign(deps, ADA, 1, "U3")  # what is decided since is no problem
    lines = kept.getvalue().splitlines()
    assert list(compare_heads(record, lines)) == []
    tamper_unchecked(record, *statements)
    assert list(compare_heads(record, lines)) == [problem]
    assert list(compare_heads(record, lines, "T8")) == []
    with pytest.raises(RolecallError, match="Line 2 is no head"):
        list(compare_heads(record, ["", "{}"]))


def test_a_tail_that_was_dropped_shows_once_something_follows_on_sqlite(deps: Deps, record: Database) -> None:
    requisitions.reassign(deps, ADA, 1, "U3")
    tamper_unchecked(record, *TAIL)
    found = verify(record, None)[1]
    gaps = ["Decisions are gone, 1 in all: the ids of the others have gaps."]
    assert [each for each in found if "gaps" in each] == (
        gaps if record.engine.dialect.name == "sqlite" else []
    )


def test_a_decision_that_was_rewritten_with_its_hash_breaks_the_chain(record: Database) -> None:
    with record.transaction() as session:
        story = decisions.records(session, number=1)[0][1]
        session.expunge_all()
    story[1].reason = "better"
    tamper(
        record,
        f"UPDATE decisions SET reason = 'better', hash = '{decisions.hash_of(story[1])}' "  # noqa: S608
        "WHERE requisition_id = 1 AND sequence = 2",
    )
    _, (found,) = verify(record, 1)
    assert "decision 3 (reassign by U1) does not follow from the decision before it" in found


def test_the_export_has_everything_as_json(record: Database) -> None:
    out = io.StringIO()
    assert export(record, None, "json", out) == 2
    first, second = json.loads(out.getvalue())
    assert (first["number"], first["title"], first["state"]) == (1, "LLM engineer", "undefined")
    assert [each["action"] for each in first["decisions"]] == ["open", "snooze", "reassign", "define", "undo"]
    assert first["decisions"][1]["reason"] == "Zoë said 田中 & <wait>"
    assert first["decisions"][1]["at"] == "2026-11-24T09:00:00.123456+00:00"
    assert second["decisions"][1]["changes"] == {"state": ["undefined", "closed"]}
    out = io.StringIO()
    assert export(record, 2, "json", out) == 1
    assert [each["number"] for each in json.loads(out.getvalue())] == [2]
    out = io.StringIO()
    assert export(record, 9, "json", out) == 0
    assert json.loads(out.getvalue()) == []


def test_a_spreadsheet_runs_nothing_of_the_export(record: Database) -> None:
    out = io.StringIO()
    assert export(record, None, "csv", out) == 2
    assert out.getvalue().startswith("\ufeffrequisition_")  # by which Excel knows UTF-8
    rows = list(csv.DictReader(io.StringIO(out.getvalue().removeprefix("\ufeff"))))
    assert len(rows) == 7
    assert not [
        cell for row in rows for cell in row.values() if cell.lstrip().startswith(("=", "+", "-", "@"))
    ]
    assert rows[2]["reason"] == '\'+cmd|" /C calc"!A0'
    assert rows[5]["requisition_title"] == "'=HYPERLINK(1)"
    assert rows[6]["reason"] == "'=1+1"  # what people type is kept without blanks around it
    assert rows[0]["requisition_location"] == "'@home"


def test_a_sheet_on_a_terminal_has_no_mark(record: Database) -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    out = Terminal()
    export(record, None, "csv", out)
    assert out.getvalue().startswith("requisition_")


def test_an_export_makes_no_database(tmp_path: Path) -> None:
    file = tmp_path / "elsewhere" / "rolecall.db"
    file.parent.mkdir()
    done = run_here("export", "--all", ROLECALL_DATABASE_URL=f"sqlite:///{file}")
    assert (done.returncode, done.stdout) == (1, "")
    assert f"There is no database at {file}." in done.stderr
    assert list(file.parent.iterdir()) == []


def test_the_command_line_tells_what_can_be_learned(deps: Deps, record: Database) -> None:
    with_it = {"ROLECALL_DATABASE_URL": address(record)}
    requisitions.open_requisition(deps, BEA, Opening("x", "", "U1", "C1"))
    done = run_here("export", "--insights", "--format", "csv", **with_it)
    assert (done.returncode, done.stderr) == (0, "")
    rows = list(csv.DictReader(io.StringIO(done.stdout.removeprefix("\ufeff"))))
    assert {row["team_id"] for row in rows} == {"T1", "T2"}
    assert {(row["figure"], row["n"], row["count"]) for row in rows if row["team_id"] == "T2"} == {
        (figure, "0", "") for figure in ("scope_held", "drift", "days_to_definition", "reminders", "readings")
    }
    assert json.loads(run_here("export", "--insights", **with_it).stdout) == rows
    for wrong in (("--insights", "--all"), ("--insights", "--format", "md")):
        assert run_here("export", *wrong, **with_it).returncode == 2


def test_the_record_holds_what_was_answered_and_verifies(deps: Deps, record: Database) -> None:
    requisitions.define(deps, ADA, 1, "eval_safety")
    requisitions.fill(deps, ADA, 1, NOW.date())
    answers = {"kind": "90_days", "held": "no", "most": "else", "now": "=1+1 said Zoë"}
    version = requisitions.get(deps, ADA, 1).version
    reviews.answer(deps, ADA, 1, answers, expected_version=version, once=Once("x"))
    out = io.StringIO()
    assert export(record, 1, "json", out) == 1
    (exported,) = json.loads(out.getvalue())
    assert exported["filled_on"] == "2026-11-24"
    assert exported["decisions"][-1]["changes"] == {"review": [None, answers]}
    assert verify(record, None) == (2, [])
    with record.engine.begin() as connection:
        connection.execute(text("UPDATE reviews SET answered_by = 'U9'"))
    assert verify(record, None)[1] == [
        "Requisition 1 of T1: the look back '90_days' is answered by U9, but the decision is by U1."
    ]
    with record.engine.begin() as connection:
        connection.execute(text("UPDATE reviews SET answers = NULL"))
    assert verify(record, None)[1] == [
        "Requisition 1 of T1: the look back '90_days' is not what was decided."
    ]


def test_the_command_line_says_when_there_is_nothing(empty_database: Database) -> None:
    migrate(empty_database)
    variables = {"ROLECALL_DATABASE_URL": address(empty_database)}
    done = run_here("export", "--verify", **variables)
    assert (done.returncode, done.stdout[:28]) == (0, "There is nothing to check: t")
    for arguments, told in (
        (("--heads", "--team", "T0GONE"), "There is nothing of workspace T0GONE.\n"),
        (("--verify", "--team", "T0GONE"), "There is nothing of workspace T0GONE.\n"),
        (("--verify", "--requisition", "4"), "There is no requisition 4.\n"),
    ):
        done = run_here("export", *arguments, **variables)
        assert (done.returncode, done.stdout, done.stderr) == (1, "", told)
    assert run_here("export", "--heads", **variables).returncode == 0


def test_the_command_line_exports_and_verifies(deps: Deps, record: Database, tmp_path: Path) -> None:
    variables = {"ROLECALL_DATABASE_URL": address(record)}
    done = run_here("export", "--requisition", "2", **variables)
    assert (done.returncode, done.stderr) == (0, "")
    assert [each["number"] for each in json.loads(done.stdout)] == [2]
    done = run_here("export", "--all", "--format", "csv", **variables)
    assert len(list(csv.reader(io.StringIO(done.stdout)))) == 8
    done = run_here("export", "--verify", **variables)
    assert (done.returncode, done.stdout) == (0, "2 requisitions: every decision is what was written.\n")
    heads = tmp_path / "heads.jsonl"
    heads.write_text(run_here("export", "--heads", **variables).stdout, encoding="utf-8")
    done = run_here("export", "--verify", "--team", "T1", "--heads", str(heads), **variables)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.endswith(" 2 heads compared.\n")
    for kept, told in ((b"", "has no heads in it"), (b"\xff\xfe{\x00", "is not UTF-8 text")):
        heads.write_bytes(kept)
        done = run_here("export", "--verify", "--heads", str(heads), **variables)
        assert (done.returncode, told in done.stderr) == (1, True)
    assert run_here("export", **variables).returncode == 2
    assert run_here("export", "--requisition", "9", **variables).stderr == "There is no requisition 9.\n"
    tamper(record, "UPDATE decisions SET reason = 'x' WHERE sequence = 3")
    done = run_here("export", "--verify", **variables)
    assert done.returncode == 1
    assert "decision 3 (reassign by U1) is not what was written" in done.stderr
    (tmp_path / "empty.db").touch()
    empty = run_here("export", "--all", ROLECALL_DATABASE_URL=f"sqlite:///{tmp_path}/empty.db")
    assert empty.stderr == "The database has no tables yet: run `rolecall migrate`.\n"
    assert deps.now() == NOW


@pytest.mark.parametrize(
    ("value", "cell"),
    [
        ("=SUM(A1:A9)", "'=SUM(A1:A9)"),
        ("+44 LLM engineers", "'+44 LLM engineers"),
        ("-1 engineer", "'-1 engineer"),
        ("@everybody", "'@everybody"),
        ("＝1+2", "'＝1+2"),
        ("\t =1+2", "'\t =1+2"),
        ("Ingénieure – Zürich 🚀", "Ingénieure – Zürich 🚀"),
        ("3 = three", "3 = three"),
        ("a+b@c", "a+b@c"),
        ('says "no", twice', 'says "no", twice'),
        (None, ""),
        (12, "12"),
    ],
)
def test_a_cell_is_text_and_no_formula(value: object, cell: str) -> None:
    assert as_cell(value) == cell
