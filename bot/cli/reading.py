"""What is read and understood, without Slack and without a database: read, understand and pay check."""

import sys
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.errors import RolecallError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


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


def check_pay() -> None:
    """List which figures of pay are missing, stale, or contradict each other."""
    from bot.hiring import pay_check
    from content.loading import load_content

    print("\n".join(pay_check.check_pay(load_content(), datetime.now(UTC).date())))


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
