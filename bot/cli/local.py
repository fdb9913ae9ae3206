"""The bot beside a local Slack, in a browser or in the terminal: demo and try."""

import json
import shutil
import signal
import sys
import threading
from typing import TYPE_CHECKING, Annotated

import typer

from bot.errors import RolecallError

if TYPE_CHECKING:
    from bot.local_slack.terminal import Answer


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


def _readable(answer: "Answer | None") -> str:
    if answer is None:
        raise RolecallError("Rolecall did not answer.")
    return answer.readable


def _width() -> int:
    return min(shutil.get_terminal_size().columns, 100)
