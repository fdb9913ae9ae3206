"""The whole record in a file: every requisition with every decision, as JSON or for a spreadsheet."""

import csv
import json
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from enum import Enum
from typing import Any, Literal, TextIO

from bot.actors import Tenant
from bot.errors import RolecallError
from bot.hiring.briefs.brief import BriefVersion, lasting
from bot.hiring.briefs.lasting import show_fundamentals
from bot.hiring.briefs.markdown import write_markdown
from bot.hiring.insights import COLUMNS, rows
from bot.hiring.requisitions import RECORDED
from bot.services import insights
from bot.store import Session, briefs, decisions, guards, requisitions, reviews
from bot.store.database import Database
from bot.store.models import DecisionRow, RequisitionRow
from content import Content
from content.loading import load_content

Format = Literal["csv", "json"]

_OF_REQUISITION = (
    "enterprise_id",
    "team_id",
    "number",
    *RECORDED,
    "opened_by",
    "opened_at",
    "defined_at",
    "version",
)
_OF_DECISION = (
    "sequence",
    "at",
    "actor",
    "action",
    "from_state",
    "to_state",
    "changes",
    "reason",
    "surface",
    "content_version",
    "supersedes",
    "previous_hash",
    "hash",
)
_UNREADABLE = (ValueError, TypeError, LookupError, AttributeError)
"""What a row is answered with that somebody wrote past us: no JSON, other JSON, no moment, no known word."""
_FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠")


def export(database: Database, number: int | None, kind: Format, out: TextIO) -> int:
    """Write the requisitions of that number, or all of them; how many were written.

    JSON is a list of requisitions with their decisions. CSV has a line for each decision; cells that a
    spreadsheet would run as a formula begin with an apostrophe, and a file with a byte-order mark.
    """
    found = _records(database, number)
    return _write_json(found, out) if kind == "json" else _write_csv(found, out)


def verify(database: Database, number: int | None, team: str | None = None) -> tuple[int, list[str]]:
    """Check the record: how many requisitions there are, and a sentence for each thing that is wrong.

    Of every workspace, or of the `team` alone. What people decide meanwhile is no problem: a requisition and
    all that is said of it are read as they were at one moment. What cannot be read is a problem like others.
    """
    count, problems = 0, list[str]()
    if team is None and number is None:
        with database.reading() as session:
            problems += guards.missing(session)
            problems += decisions.lost(session)
    for tenant in _tenants(database, team):
        after = last = 0
        while True:
            with database.reading() as session:
                piece = decisions.numbers(session, tenant, after=after, number=number)
                for id_, its_number in piece:
                    if number is None and its_number != last + 1:
                        problems.append(_misnumbered(its_number, tenant, last))
                    last = its_number
                    problems += _problems(session, id_, f"Requisition {its_number} of {tenant.team_id}")
            if not piece:
                break
            count += len(piece)
            after = piece[-1][0]
    return count, problems


def export_heads(database: Database, team: str | None, out: TextIO) -> int:
    """Write a line of JSON for each requisition, to keep elsewhere: how many decisions, and the last hash."""
    count = 0
    for tenant in _tenants(database, team):
        for row, story in _records(database, None, tenant):
            out.write(json.dumps(decisions.heads(row, story)) + "\n")
            count += 1
    return count


def compare_heads(database: Database, lines: Iterable[str], team: str | None = None) -> Iterator[str]:
    """Compare the record with heads that were kept elsewhere: a sentence for each that is not in it any more.

    What was decided since is no problem. RolecallError for a line that is no head.
    """
    for place, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            kept = json.loads(line)
            tenant = Tenant(kept["enterprise_id"], kept["team_id"])
            number, sequence, hash_ = int(kept["number"]), int(kept["decisions"]), str(kept["hash"])
        except (ValueError, KeyError, TypeError) as error:
            raise RolecallError(f"Line {place} is no head as `rolecall export --heads` prints it.") from error
        if team not in (None, tenant.team_id):
            continue
        with database.reading() as session:
            is_there, now = decisions.hash_at(session, tenant, number, sequence)
        where = f"Requisition {number} of {tenant.team_id}"
        if not is_there:
            yield f"{where} is gone: it had {sequence} decisions."
        elif now is None:
            yield f"{where}: decision {sequence} is gone, and perhaps others before it."
        elif now != hash_:
            yield f"{where}: its first {sequence} decisions are not those whose head was kept."


def _tenants(database: Database, team: str | None) -> list[Tenant]:
    with database.reading() as session:
        found = requisitions.tenants(session)
    return [each for each in found if team in (None, each.team_id)]


def _misnumbered(number: int, tenant: Tenant, last: int) -> str:
    """Numbers count the requisitions of a workspace in the order in which they were opened."""
    if number > last + 1:
        gone = f"{last + 1}" if number == last + 2 else f"{last + 1} to {number - 1}"
        where = f"Requisition {gone} of {tenant.team_id}"
        return f"{where} is gone, or has another number: {number} follows {last}."
    return f"Requisition {number} of {tenant.team_id} has another number than it was opened with."


def _problems(session: Session, requisition_id: int, where: str) -> list[str]:
    """What is wrong with one requisition, and that it cannot be read."""
    try:
        row, story = decisions.record(session, requisition_id)
        return [
            *decisions.problems(row, story),
            *briefs.problems(session, row, story),
            *reviews.problems(session, row, story),
        ]
    except _UNREADABLE as error:
        return [f"{where}: something of it cannot be read ({type(error).__name__}), and it was not checked."]


def export_brief(database: Database, number: int, kind: Literal["md", "json"], out: TextIO) -> int:
    """Write the brief of the requisitions of that number; how many were written.

    It is the signed one that holds, or else the newest draft. JSON is a list, one for each workspace.
    """
    found = []
    with database.reading() as session:
        for row, _ in decisions.records(session, number=number):
            tenant = Tenant(row.enterprise_id, row.team_id)
            held = briefs.version(session, row.id, row.brief) if row.brief else None
            if brief := held or briefs.newest(session, tenant, requisition_id=row.id):
                found.append(brief)
    content = load_content()
    if kind == "md":
        out.write("\n".join(write_markdown(each, content) for each in found))
    elif found:
        told = [_brief(each, content) for each in found]
        out.write(json.dumps(told, ensure_ascii=False, indent=1) + "\n")
    return len(found)


def export_insights(database: Database, now: datetime, kind: Format, out: TextIO) -> int:
    """Write what each workspace can learn from its roles; how many workspaces there are.

    One line (CSV) or object (JSON) for each number, with how many data points stand behind it.
    """
    with database.reading() as session:
        tenants = requisitions.tenants(session)
    file = load_content().reviews
    columns = ("enterprise_id", "team_id", *COLUMNS)
    found = [
        (tenant.enterprise_id, tenant.team_id, *row)
        for tenant in tenants
        for row in rows(insights.count(database, tenant, file, now))
    ]
    if kind == "json":
        records = [dict(zip(columns, row, strict=True)) for row in found]
        out.write(json.dumps(records, ensure_ascii=False, indent=1) + "\n")
    else:
        _mark(out)
        csv.writer(out).writerows([columns, *(map(as_cell, row) for row in found)])
    return len(tenants)


def _brief(each: BriefVersion, content: Content) -> dict[str, Any]:
    return {
        "requisition": each.requisition.number if each.requisition else None,
        "version": each.version,
        "holds": each.holds,
        "drafted_by": each.drafted_by,
        "drafted_at": _plain(each.drafted_at),
        "signed_by": each.signed_by,
        "signed_at": _plain(each.signed_at),
        "hash": each.hash,
        "lasting": lasting(each.brief),
        "fundamentals": {shown.fundamental.id: shown.by for shown in show_fundamentals(each.brief, content)},
        "brief": each.brief.model_dump(mode="json"),
    }


def _records(
    database: Database, number: int | None, tenant: Tenant | None = None
) -> Iterator[tuple[RequisitionRow, list[DecisionRow]]]:
    """Read piece by piece: the record need not fit into memory, and nobody waits for long to write."""
    after = 0
    while True:
        with database.reading() as session:
            try:
                piece = decisions.records(session, after=after, number=number, tenant=tenant)
            except _UNREADABLE as error:
                raise RolecallError("A row cannot be read. `rolecall export --verify` says which.") from error
        if not piece:
            return
        yield from piece
        after = piece[-1][0].id


def _write_json(found: Iterator[tuple[RequisitionRow, list[DecisionRow]]], out: TextIO) -> int:
    count = 0
    out.write("[")
    for row, story in found:
        count += 1
        record = _record(row, _OF_REQUISITION) | {
            "decisions": [_record(each, _OF_DECISION) for each in story]
        }
        out.write(",\n" if count > 1 else "\n")
        out.write(json.dumps(record, ensure_ascii=False))
    out.write("\n]\n")
    return count


def _write_csv(found: Iterator[tuple[RequisitionRow, list[DecisionRow]]], out: TextIO) -> int:
    count = 0
    _mark(out)
    writer = csv.writer(out)
    writer.writerow([*(f"requisition_{name}" for name in _OF_REQUISITION), *_OF_DECISION])
    for row, story in found:
        count += 1
        begin = [as_cell(value) for value in _record(row, _OF_REQUISITION).values()]
        for each in story:
            writer.writerow([*begin, *(as_cell(value) for value in _record(each, _OF_DECISION).values())])
    return count


def _mark(out: TextIO) -> None:
    """Begin a CSV file with the byte-order mark by which Excel knows UTF-8; a terminal would show it."""
    if not out.isatty():
        out.write("\ufeff")


def _record(row: RequisitionRow | DecisionRow, names: tuple[str, ...]) -> dict[str, Any]:
    return {name: _plain(getattr(row, name)) for name in names}


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.isoformat(timespec="microseconds")
    if isinstance(value, date):
        return value.isoformat()
    return value.value if isinstance(value, Enum) else value


def as_cell(value: Any) -> str:
    """Write a value so that no spreadsheet runs it."""
    if value is None:
        return ""
    text = json.dumps(value, ensure_ascii=False, sort_keys=True) if isinstance(value, dict) else str(value)
    return f"'{text}" if text.lstrip().startswith(_FORMULA) else text
