"""The `rolecall` command: each way of running it, put together from its parts.

Imports stay inside the commands, so that `--help` is instant and no command pays for another one.
"""

import json
import os
import shutil
import signal
import sys
import threading
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from bot.errors import RolecallError

if TYPE_CHECKING:
    from bot.local_slack.terminal import Answer
    from bot.settings import Mode, Settings

cli = typer.Typer(
    help="Rolecall answers in Slack: what LLM roles do, what they pay, and what to ask in an interview.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)


def main() -> None:
    """Run the command line; a known error is a sentence on stderr and exit code 1, or 2 for settings."""
    try:
        cli()
    except RolecallError as error:
        print(error, file=sys.stderr)
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
        with demo.started(demo.new_slack()) as slack, demo.bot_beside(slack):
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
    serve("bot.run.wsgi:application", host, port)


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
def migrate() -> None:
    """Bring the database's tables up to date.

    The database is ROLECALL_DATABASE_URL, or rolecall.db in this folder.
    """
    from bot.store import upgrade
    from bot.store.database import Database

    database = Database(_settings("migrate").database_url)
    upgrade.migrate(database)
    database.close()
    print("The database is up to date.")


@cli.command()
def export(  # noqa: PLR0917 - Typer hands them over by name
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
) -> None:
    """Print requisitions with their decisions, a brief, or insights.

    The database is ROLECALL_DATABASE_URL, or rolecall.db in this folder.

    \b
    rolecall export --requisition 3
    rolecall export --all --format csv > record.csv
    rolecall export --brief 3 --format md
    rolecall export --insights --format csv
    rolecall export --verify

    With --verify, exits with 1 when somebody has tampered with the record.
    """
    from datetime import UTC, datetime

    from bot.services.export import export as write
    from bot.services.export import export_brief, export_insights, verify
    from bot.store import upgrade
    from bot.store.database import Database

    chosen = [everything, requisition is not None, brief is not None, insights, check]
    if chosen.count(True) != 1 and not check:
        raise typer.BadParameter("choose a number, --all, --brief or --insights", param_hint="--requisition")
    if (kind == "md" and brief is None) or (kind == "csv" and brief is not None):
        raise typer.BadParameter("a brief is md or json, the rest is csv or json", param_hint="--format")
    database = Database(_settings("migrate").database_url)
    try:
        if problem := upgrade.problem(database):
            raise RolecallError(problem)
        if check:
            count, problems = verify(database, requisition)
            if problems:
                raise RolecallError("\n".join(problems))
            what = "1 requisition" if count == 1 else f"{count} requisitions"
            print(f"{what}: every decision is what was written.")
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

    A row has "primary" (null where it would ask back), "specialties", "belief" and "evidence".
    """
    from bot.documents import UnreadableFile, read_document
    from bot.hiring.adverts.report import as_lines, read_rows
    from bot.hiring.adverts.role_reading import read_role
    from bot.hiring.scoping.conversation import Conversation
    from content.loading import load_content

    try:
        data = sys.stdin.buffer.read() if str(file) == "-" else file.read_bytes()
    except OSError as error:
        raise RolecallError(f"I cannot open {file}: {error.strerror}.") from error
    content = load_content()
    conversation = Conversation(content)
    try:
        if jsonl:
            for row in read_rows(conversation, data.decode("utf-8").splitlines(), str(file)):
                print(row)
        else:
            today = datetime.now(UTC).date()
            print("\n".join(as_lines(read_role(content, conversation, read_document(data), today))))
    except UnreadableFile as error:
        raise RolecallError(f"{file} {error}") from error
    except UnicodeDecodeError as error:
        raise RolecallError(f"{file} is not UTF-8 text.") from error


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
    try:
        data = sys.stdin.buffer.read() if str(jsonl) == "-" else jsonl.read_bytes()
        for row in understand_rows(
            lambda text: assistant.asks.understand(text, today),
            lambda question, text: hear_reply(assistant.asks, assistant.conversation, question, text, today),
            data.decode("utf-8").splitlines(),
            str(jsonl),
        ):
            print(row)
    except OSError as error:
        raise RolecallError(f"I cannot open {jsonl}: {error.strerror}.") from error
    except UnicodeDecodeError as error:
        raise RolecallError(f"{jsonl} is not UTF-8 text.") from error


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
    print(json.dumps(build_manifest(load_content().commands, http), indent=2, ensure_ascii=False))


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
