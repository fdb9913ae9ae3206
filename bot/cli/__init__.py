"""The `rolecall` command: each way of running it, put together from its parts.

Each kind of command has a file. Imports stay inside the commands, so that `--help` is instant and no command
pays for another one.
"""

import logging
import os
import sys

import typer

from bot.cli import database, local, reading, slack
from bot.errors import RolecallError

cli = typer.Typer(
    help="Rolecall answers in Slack: what LLM roles do, what they pay, and what to ask in an interview.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)
cli.command()(local.demo)
cli.command("try")(local.try_)
cli.command("socket")(slack.socket_)
cli.command()(slack.web)
cli.command()(slack.worker)
cli.command()(database.migrate)
cli.command()(database.export)
cli.command()(reading.read)
cli.command()(reading.understand)
pay = typer.Typer(help="Look after the figures of pay.", no_args_is_help=True)
pay.command("check")(reading.check_pay)
cli.add_typer(pay, name="pay")
cli.command()(slack.manifest)


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
