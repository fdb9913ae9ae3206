"""What the operator decides: ROLECALL_… variables, read once, every problem reported at once."""

from collections.abc import Mapping
from typing import Literal, get_args
from urllib.parse import urlsplit

from pydantic import BaseModel, ConfigDict, SecretStr
from rapidfuzz import process

from bot.errors import RolecallError

Mode = Literal["socket", "web", "worker", "migrate"]
LogLevel = Literal["DEBUG", "INFO", "WARNING", "ERROR"]

_PREFIX = "ROLECALL_"
_NEEDED: dict[Mode, tuple[str, ...]] = {
    "socket": ("slack_bot_token", "slack_app_token"),
    "web": ("slack_bot_token", "slack_signing_secret"),
    "worker": ("slack_bot_token",),
    "migrate": (),
}
_WHERE_FOUND = {
    "slack_bot_token": "OAuth & Permissions → Bot User OAuth Token",
    "slack_app_token": "Basic Information → App-Level Tokens",
    "slack_signing_secret": "Basic Information → Signing Secret",
}


class SettingsError(RolecallError):
    """Settings that cannot work; the message names every one of them, and never a secret's value."""


class Settings(BaseModel):
    """Everything that can be set. A secret that the mode does not need is empty."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    database_url: str = "sqlite:///rolecall.db"
    slack_bot_token: SecretStr = SecretStr("")
    slack_app_token: SecretStr = SecretStr("")
    slack_signing_secret: SecretStr = SecretStr("")
    slack_api_url: str = "https://slack.com/api/"
    log_level: LogLevel = "INFO"

    @classmethod
    def from_env(cls, environ: Mapping[str, str], mode: Mode) -> "Settings":
        """Read the ROLECALL_… variables for one mode of running; SettingsError lists all that is wrong."""
        given = {
            name.removeprefix(_PREFIX).lower(): value.strip()
            for name, value in environ.items()
            if name.startswith(_PREFIX) and value.strip()
        }
        if "log_level" in given:
            given["log_level"] = given["log_level"].upper()
        if "slack_api_url" in given:
            given["slack_api_url"] = given["slack_api_url"].rstrip("/") + "/"
        problems = [
            *_unknown(given),
            *_missing(given, environ, mode),
            *_empty(environ),
            *_malformed(given),
        ]
        if problems:
            raise SettingsError(
                "\n".join(["These settings need a look:", *(f"  {line}" for line in problems)])
            )
        return cls.model_validate(given)


def _unknown(given: Mapping[str, str]) -> list[str]:
    lines = []
    for name in sorted(given.keys() - Settings.model_fields.keys()):
        nearest = process.extractOne(name, Settings.model_fields.keys())
        lines.append(f"{_variable(name)} is not a setting. Did you mean {_variable(nearest[0])}?")
    return lines


def _missing(given: Mapping[str, str], environ: Mapping[str, str], mode: Mode) -> list[str]:
    lines = []
    for name in _NEEDED[mode]:
        if name in given:
            continue
        line = f"{_variable(name)} is missing (Slack app settings: {_WHERE_FOUND[name]})."
        if name.upper() in environ:
            line += f" {name.upper()} is set, but only names with {_PREFIX} are read."
        lines.append(line)
    return lines


def _empty(environ: Mapping[str, str]) -> list[str]:
    """An empty secret is a missing one, but nobody who names no database means a new file in this folder."""
    name = _variable("database_url")
    if environ.get(name, "unset").strip():
        return []
    return [f"{name} is empty. Give it an address, or unset it to use rolecall.db in this folder."]


def _malformed(given: Mapping[str, str]) -> list[str]:
    lines = []
    for name, start in (("slack_bot_token", "xoxb-"), ("slack_app_token", "xapp-")):
        if name in given and not given[name].startswith(start):
            lines.append(f"{_variable(name)} must start with {start}.")
    if "log_level" in given and given["log_level"] not in get_args(LogLevel):
        lines.append(f"{_variable('log_level')} must be one of {', '.join(get_args(LogLevel))}.")
    if not given.get("database_url", "sqlite:///").startswith(("sqlite:///", "postgres://", "postgresql://")):
        lines.append(f"{_variable('database_url')} must start with sqlite:/// or postgresql://.")
    api = urlsplit(given.get("slack_api_url", "https://slack.com"))
    if not (api.scheme == "https" or (api.scheme == "http" and api.hostname in {"127.0.0.1", "localhost"})):
        lines.append(
            f"{_variable('slack_api_url')} must start with https:// (http:// only for this machine)."
        )
    return lines


def _variable(name: str) -> str:
    return _PREFIX + name.upper()
