"""What the environment says, as a command needs it."""

import os
import sys
from typing import TYPE_CHECKING

import typer

if TYPE_CHECKING:
    from bot.settings import Mode, Settings


def settings_of(mode: "Mode") -> "Settings":
    """Read the settings; what is wrong with them is a sentence each on stderr and exit code 2."""
    from bot.settings import Settings, SettingsError

    try:
        return Settings.from_env(os.environ, mode)
    except SettingsError as error:
        print(error, file=sys.stderr)
        raise typer.Exit(2) from None
