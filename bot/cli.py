"""The `rolecall` command: each way of running it, put together from its parts.

Imports stay inside the commands, so that `--help` is instant and no command pays for another one.
"""

import json
import logging
import os
import re
import shutil
import signal
import sys
import threading
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from bot.errors import RolecallError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from bot.local_slack.terminal import Answer
    from bot.settings import Mode, Settings
    from bot.store.database import Database

_HOST = re.compile(r"https://[\w-]+(?:\.[\w-]+)+(?::\d+)?/?")

cli = typer.Typer(
    help="Rolecall answers in Slack: what LLM roles do, what they pay, and what to ask in an interview.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)


def main() -> None:
    """Run the command line; a known error is a sentence on stderr and exit code 1, or 2 for settings."""
    logging.lastResort = None  # commands that keep no log say everything themselves
    try:
        try:
            cli()
        finally:
            sys.stdout.flush()
    except RolecallError as error:
        print(error, file=sys.stderr)
        sys.exit(1)
    except BrokenPipeError:  # `| head` has seen enough; nothing may be left to be written at the end
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(1)


@cli.command()
def demo(
    port: Annotated[
        int, typer.Option(envvar="PORT", min=0, max=65535, help="Where the page listens.")
    ] = 8765,
) -> None:
    """Show Rolecall in a local Slack, in your browser.

    Needs no Slack account and no network. Listens on this machine only; Ctrl-C stops everything.
    """
    from bot import logs
    from bot.local_slack import page
    from bot.local_slack.terminal import ask_once
    from bot.run import demo

    logs.configure("WARNING")
    for number in (signal.SIGTERM, signal.SIGINT):  # the latter is ignored where a script starts it with "&"
        signal.signal(number, signal.default_int_handler)
    line = "/salary infrastructure senior 240k"
    try:
        print("Starting a local Slack …", flush=True)
        slack = demo.new_slack(port)
        page.mount(slack)
        with demo.started(slack):
            print("Starting Rolecall with a new database, joined by Socket Mode …", flush=True)
            with demo.bot_beside(slack):
                print(f"\nAda types in #hiring:  {line}\n", flush=True)
                print(_readable(ask_once(slack, line, width=_width(), styled=sys.stdout.isatty())))
                print(f"\nYour turn: open {slack.url} in a browser. Ctrl-C stops it.", flush=True)
                threading.Event().wait()
    except KeyboardInterrupt:
        print("\nStopped.")


@cli.command("try")
def try_(
    line: Annotated[str, typer.Argument(help="A command or a message; without one, a chat.")] = "",
    as_name: Annotated[
        str, typer.Option("--as", metavar="NAME", help="Who asks: ada, mei, sam or zoe.")
    ] = "ada",
    channel: Annotated[
        str | None, typer.Option(metavar="NAME", help="Where: a channel such as hiring, or @rolecall.")
    ] = None,
    raw: Annotated[
        bool, typer.Option("--json", help="Print the answer's blocks as Slack gets them.")
    ] = False,
) -> None:
    """Ask Rolecall something, here in the terminal.

    The local Slack it is asked in is gone afterwards.

    \b
    rolecall try '/salary infrastructure senior 240k'
    rolecall try '/role prompt engineer vs llm engineer' --json
    rolecall try 'interview evals' --as mei
    rolecall try

    Exits with 1 when there is no answer.
    """
    from bot import logs
    from bot.local_slack.state.workspace import PlaygroundError
    from bot.local_slack.terminal import ask_once, chat
    from bot.run import demo

    logs.configure("WARNING")
    try:
        with demo.started(demo.new_slack()) as slack, demo.bot_beside(slack, takes_pictures=False):
            if line:
                answer = ask_once(slack, line, as_name, channel, width=_width(), styled=sys.stdout.isatty())
                print(
                    json.dumps(answer.blocks, indent=2, ensure_ascii=False)
                    if raw and answer
                    else _readable(answer)
                )
            else:
                chat(
                    slack,
                    as_name,
                    channel or "hiring",
                    read_line=input,
                    write=print,
                    width=_width(),
                    styled=sys.stdout.isatty(),
                )
    except PlaygroundError as error:
        raise RolecallError(str(error)) from error
    except KeyboardInterrupt:
        print()


@cli.command("socket")
def socket_(
    with_worker: Annotated[
        bool, typer.Option("--with-worker", help="Send reminders too, in the same process.")
    ] = False,
) -> None:
    """Run in a real Slack workspace, by Socket Mode.

    Needs no public address, but a migrated database, ROLECALL_SLACK_BOT_TOKEN and ROLECALL_SLACK_APP_TOKEN.
    """
    from bot import logs
    from bot.run import socket_mode

    settings = _settings("socket")
    logs.configure(settings.log_level)
    socket_mode.run(settings, with_worker=with_worker)


@cli.command()
def web(
    host: Annotated[str, typer.Option(help="The address to listen on; 0.0.0.0 for all.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(envvar="PORT", min=0, max=65535, help="The port to listen on.")] = 3000,
) -> None:
    """Run in a real Slack workspace, by signed HTTP.

    Slack calls /slack/events; /healthz and /readyz tell how the process is.
    Needs a migrated database, ROLECALL_SLACK_BOT_TOKEN and ROLECALL_SLACK_SIGNING_SECRET.
    """
    from bot import logs
    from bot.run.web import serve

    logs.configure(_settings("web").log_level)
    serve(host, port)


@cli.command()
def worker(
    once: Annotated[
        Literal["sweep", "deliver"] | None,
        typer.Option(help="Do one job once: find what is due, or send what waits."),
    ] = None,
) -> None:
    """Send the reminders of a real Slack workspace.

    Any number of workers may run beside `socket` or `web`. Needs a migrated database and
    ROLECALL_SLACK_BOT_TOKEN.
    """
    from bot import logs
    from bot.run import worker

    settings = _settings("worker")
    logs.configure(settings.log_level)
    worker.run(settings, once)


@cli.command()
def migrate(
    to: Annotated[
        str | None,
        typer.Option(metavar="REVISION", help="Go to this revision, also back; newer tables are dropped."),
    ] = None,
) -> None:
    """Bring the database's tables up to date.

    The database is ROLECALL_DATABASE_URL, or rolecall.db in this folder. To go back to an earlier release,
    run this with --to first, in the newer one: the earlier one says which revision it needs.
    """
    from bot.store import upgrade
    from bot.store.database import Database

    database = Database(_settings("migrate").database_url)
    try:
        migrated = upgrade.migrate(database, to)
    finally:
        database.close()
    print(f"{database.where}: {migrated}.")


@cli.command()
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
    from datetime import UTC, datetime

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
    database = Database(_settings("migrate").database_url, patient=True)
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


@cli.command()
def read(
    file: Annotated[Path, typer.Argument(help="A posting or an ask: .txt, .md, .docx or .pdf; - for input.")],
    jsonl: Annotated[
        bool, typer.Option("--jsonl", help='The file has rows {"id", "text"}; print a row for each.')
    ] = False,
) -> None:
    """Say which role a text is about, and which of its words say so.

    Without Slack and without a database.

    \b
    rolecall read posting.pdf
    rolecall read --jsonl postings.jsonl > readings.jsonl

    A row has "primary" (null where it would ask back, or of a resume), "specialties", "belief", "evidence".
    """
    from bot.documents import UnreadableFile, read_document
    from bot.hiring.adverts.report import as_lines, read_rows
    from bot.hiring.adverts.role_reading import read_role
    from bot.hiring.scoping.conversation import Conversation
    from bot.hiring.text.resumes import looks_like_resume
    from content.loading import load_content

    data = _data_of(file)
    content = load_content()
    conversation = Conversation(content)
    if jsonl:
        _print_rows(file, data, partial(read_rows, conversation))
        return
    try:
        text = read_document(data)
    except UnreadableFile as error:
        raise RolecallError(f"{file} {error}") from error
    if looks_like_resume(text):
        raise RolecallError(content.flags.no_judgement)
    print("\n".join(as_lines(read_role(content, conversation, text, datetime.now(UTC).date()))))


@cli.command()
def understand(
    line: Annotated[str, typer.Argument(help="A line as somebody would type it.")] = "",
    jsonl: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE", help='A file of rows {"id", "text"}; prints a row for each. - for input.'
        ),
    ] = None,
) -> None:
    """Say what a line asks for, and by which words.

    Without Slack and without a database.

    \b
    rolecall understand 'what would a senior rag engineer cost us in germany?'
    rolecall understand --jsonl lines.jsonl > understood.jsonl

    A row has "intent" (null where it would ask back), "slots", "offers" and "sure". With the id of a
    "question" it is a reply to that, and has "options" and "move" (both empty where it would ask again).
    """
    from bot.hiring.answers.assistant import Assistant
    from bot.hiring.lines.replies import hear_reply
    from bot.hiring.lines.report import as_sentences, understand_rows
    from content.loading import load_content

    if bool(line) == (jsonl is not None):
        raise typer.BadParameter("give one line, or a file with --jsonl", param_hint="LINE")
    assistant, today = Assistant(load_content()), datetime.now(UTC).date()
    if jsonl is None:
        print("\n".join(as_sentences(assistant.asks.understand(line, today))))
        return
    asks, conversation = assistant.asks, assistant.conversation
    answer = partial(
        understand_rows,
        lambda text: asks.understand(text, today),
        lambda question, text: hear_reply(asks, conversation, question, text, today),
    )
    _print_rows(jsonl, _data_of(jsonl), answer)


pay = typer.Typer(help="Look after the figures of pay.", no_args_is_help=True)
cli.add_typer(pay, name="pay")


@pay.command()
def check() -> None:
    """List which figures of pay are missing, stale, or contradict each other."""
    from bot.hiring.pay_check import check_pay
    from content.loading import load_content

    print("\n".join(check_pay(load_content(), datetime.now(UTC).date())))


@cli.command()
def manifest(
    http: Annotated[
        str | None, typer.Option(metavar="URL", help="For signed HTTP at this https:// address.")
    ] = None,
) -> None:
    """Print the manifest to create the Slack app from.

    For Socket Mode, or for signed HTTP with --http.

    \b
    rolecall manifest
    rolecall manifest --http https://rolecall.example.com
    """
    from bot.slack.manifest import build_manifest
    from content.loading import load_content

    if http is not None and not http.startswith("https://"):
        raise typer.BadParameter("Slack only calls addresses that start with https://", param_hint="--http")
    if http is not None and not _HOST.fullmatch(http):
        raise typer.BadParameter(
            "give the address without a path, like https://rolecall.example.com", param_hint="--http"
        )
    print(json.dumps(build_manifest(load_content().commands, http), indent=2, ensure_ascii=False))


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


def _data_of(file: Path) -> bytes:
    try:
        return sys.stdin.buffer.read() if str(file) == "-" else file.read_bytes()
    except OSError as error:
        raise RolecallError(f"I cannot open {file}: {error.strerror}.") from error


def _print_rows(
    file: Path, data: bytes, answer: "Callable[[list[str], Callable[[str], object]], Iterator[str]]"
) -> None:
    """Print the answer to each row of a file; what is no row is told on stderr, and ends in exit code 1."""
    from bot.hiring.rows import lines_of

    faults = []

    def tell(fault: str) -> None:
        faults.append(fault)
        print(f"{file}, {fault}", file=sys.stderr)

    try:
        lines = lines_of(data)
    except UnicodeDecodeError as error:
        raise RolecallError(f"{file} is not UTF-8 text.") from error
    for row in answer(lines, tell):
        print(row)
    if faults:
        raise typer.Exit(1)


def _settings(mode: "Mode") -> "Settings":
    from bot.settings import Settings, SettingsError

    try:
        return Settings.from_env(os.environ, mode)
    except SettingsError as error:
        print(error, file=sys.stderr)
        raise typer.Exit(2) from None


def _readable(answer: "Answer | None") -> str:
    if answer is None:
        raise RolecallError("Rolecall did not answer.")
    return answer.readable


def _width() -> int:
    return min(shutil.get_terminal_size().columns, 100)
