"""The `rolecall` command: each way of running it, put together from its parts.

Each kind of command has a file. Imports stay inside the commands, so that `--help` is instant and no command
pays for another one.
"""

import errno
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


_NO_MORE = (errno.EPIPE, errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO)
"""Why no more can be written to where the output goes."""


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
    except OSError as error:
        if error.errno not in _NO_MORE:
            raise
        if not isinstance(error, BrokenPipeError):  # `| head` has only seen enough
            print(f"The output cannot be written: {error.strerror}.", file=sys.stderr)
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # nothing may be left for the end
        sys.exit(1)
