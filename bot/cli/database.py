"""What is done with the database: migrate, and export with its check of the record."""

import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from bot.cli.environment import settings_of
from bot.errors import RolecallError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.store.database import Database


def migrate(
    to: Annotated[
        str | None,
        typer.Option(metavar="REVISION", help="Go to this revision, also back, unless that deletes."),
    ] = None,
    put_back: Annotated[
        bool,
        typer.Option("--put-back-triggers", help="Only make again what keeps the record, where it is gone."),
    ] = False,
) -> None:
    """Bring the database's tables up to date.

    The database is ROLECALL_DATABASE_URL, or rolecall.db in this folder. To go back to an earlier release,
    run this with --to first, in the newer one: the earlier one says which revision it needs.
    """
    from bot.store import upgrade
    from bot.store.database import Database

    if put_back and to is not None:
        raise typer.BadParameter("it goes without --to", param_hint="--put-back-triggers")
    database = Database(settings_of("migrate").database_url)
    try:
        if put_back:
            print(_told_of_triggers(upgrade.put_back_triggers(database)))
            return
        migrated = upgrade.migrate(database, to)
    finally:
        database.close()
    print(f"{database.where}: {migrated}.")


def _told_of_triggers(put_back: "Sequence[str]") -> str:
    if not put_back:
        return "Every trigger that keeps the record is there."
    return (
        f"Put back: {', '.join(put_back)}. Nobody can tell from the database since when they were gone, nor "
        "all that was changed meanwhile: run `rolecall export --verify --heads FILE`, with heads that were "
        "kept elsewhere."
    )


def export(  # noqa: PLR0912, PLR0917 - Typer hands them over by name
    requisition: Annotated[
        int | None, typer.Option(metavar="NUMBER", min=1, help="Only the requisition of this number.")
    ] = None,
    everything: Annotated[bool, typer.Option("--all", help="Every requisition.")] = False,
    brief: Annotated[
        int | None, typer.Option(metavar="NUMBER", min=1, help="The brief of the requisition of this number.")
    ] = None,
    insights: Annotated[
        bool, typer.Option("--insights", help="How roles turned out, and what reminders achieved.")
    ] = False,
    kind: Annotated[
        Literal["csv", "json", "md"],
        typer.Option("--format", help="For a spreadsheet, for a program, or (briefs) as Markdown."),
    ] = "json",
    check: Annotated[
        bool, typer.Option("--verify", help="Check that the record is what was written; print nothing else.")
    ] = False,
    heads: Annotated[
        bool, typer.Option("--heads", help="The end of each story, to keep elsewhere; --verify compares.")
    ] = False,
    team: Annotated[
        str | None, typer.Option(metavar="ID", help="With --verify or --heads: only this workspace (T…).")
    ] = None,
    file: Annotated[
        Path | None,
        typer.Argument(help="With --verify --heads: the heads that were kept.", show_default=False),
    ] = None,
) -> None:
    """Print requisitions with their decisions, a brief or insights.

    The database is ROLECALL_DATABASE_URL, or rolecall.db in this folder.

    \b
    rolecall export --requisition 3
    rolecall export --all --format csv > record.csv
    rolecall export --brief 3 --format md
    rolecall export --insights --format csv
    rolecall export --verify
    rolecall export --heads > heads.jsonl
    rolecall export --verify --heads heads.jsonl

    With --verify, exits with 1 when somebody has tampered with the record.
    """
    from bot.services.export import export as write
    from bot.services.export import export_brief, export_heads, export_insights
    from bot.store import upgrade
    from bot.store.database import Database

    chosen = [everything, requisition is not None, brief is not None, insights, check, heads]
    if chosen.count(True) != 1 and not check:
        raise typer.BadParameter(
            "choose a number, --all, --brief, --insights or --heads", param_hint="--requisition"
        )
    if (file is not None) != (check and heads):
        raise typer.BadParameter(
            "--verify --heads takes the file of heads, nothing else does", param_hint="FILE"
        )
    if team is not None and not (check or heads):
        raise typer.BadParameter("it goes with --verify or --heads", param_hint="--team")
    if (kind == "md" and brief is None) or (kind == "csv" and brief is not None):
        raise typer.BadParameter("a brief is md or json, the rest is csv or json", param_hint="--format")
    database = Database(settings_of("migrate").database_url, patient=True, reads_only=True)
    if (missing := database.missing_file) is not None:
        raise RolecallError(
            f"There is no database at {missing}. Go to the folder that it is in, or set "
            "ROLECALL_DATABASE_URL."
        )
    try:
        if problem := upgrade.problem(database):
            raise RolecallError(str(problem))
        if check:
            print(_verified(database, requisition, team, file))
        elif heads:
            if not export_heads(database, team, sys.stdout) and team is not None:
                raise RolecallError(f"There is nothing of workspace {team}.")
        elif brief is not None:
            if not export_brief(database, brief, "md" if kind == "md" else "json", sys.stdout):
                raise RolecallError(f"Requisition {brief} has no brief.")
        elif insights:
            export_insights(database, datetime.now(UTC), "csv" if kind == "csv" else "json", sys.stdout)
        elif kind != "md" and not write(database, requisition, kind, sys.stdout) and requisition is not None:
            raise RolecallError(f"There is no requisition {requisition}.")
    finally:
        database.close()


def _verified(database: "Database", number: int | None, team: str | None, heads: Path | None) -> str:
    """Check the record, and what is in the file of heads; RolecallError with all that is wrong."""
    from bot.services.export import compare_heads, verify

    count, problems = verify(database, number, team)
    if team is not None and not count:
        problems.append(f"There is nothing of workspace {team}.")
    elif number is not None and not count:
        problems.append(f"There is no requisition {number}.")
    try:
        if heads is not None:
            kept = [line for line in heads.read_text(encoding="utf-8-sig").splitlines() if line.strip()]
            problems += compare_heads(database, kept, team)
            if not kept:
                problems.append(f"{heads} has no heads in it.")
    except OSError as error:
        raise RolecallError(f"I cannot open {heads}: {error.strerror}.") from error
    except UnicodeDecodeError as error:
        raise RolecallError(f"{heads} is not UTF-8 text.") from error
    if problems:
        raise RolecallError("\n".join(problems))
    if not count:
        return "There is nothing to check: the database has no requisitions."
    told = f"{count} requisition{'' if count == 1 else 's'}: every decision is what was written."
    return told if heads is None else f"{told} {len(kept)} head{'' if len(kept) == 1 else 's'} compared."
