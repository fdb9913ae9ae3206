"""Settings: read from ROLECALL_… variables, all problems at once, no secret in any message."""

import pickle

import pytest

from bot.settings import Mode, Settings, SettingsError

SOCKET = {"ROLECALL_SLACK_BOT_TOKEN": "xoxb-1-secret", "ROLECALL_SLACK_APP_TOKEN": "xapp-1-secret"}
WEB = {"ROLECALL_SLACK_BOT_TOKEN": "xoxb-1-secret", "ROLECALL_SLACK_SIGNING_SECRET": "sig-secret"}


def problems(environ: dict[str, str], mode: Mode) -> list[str]:
    with pytest.raises(SettingsError) as caught:
        Settings.from_env(environ, mode)
    return str(caught.value).splitlines()[1:]


def test_each_mode_needs_only_its_own_secrets() -> None:
    assert Settings.from_env(SOCKET, "socket").slack_app_token.get_secret_value() == "xapp-1-secret"
    assert Settings.from_env(WEB, "web").slack_signing_secret.get_secret_value() == "sig-secret"
    assert Settings.from_env({}, "migrate").database_url == "sqlite:///rolecall.db"


def test_every_problem_is_reported_at_once() -> None:
    environ = {
        "ROLECALL_SLACK_BOT_TOKEN": "xoxp-of-a-person",
        "ROLECALL_DATABASE_URL": "mysql://root:hunter2@db/rolecall",
        "ROLECALL_LOG_LEVEL": "chatty",
        "ROLECALL_SLACK_API_URL": "http://elsewhere.example/api",
        "ROLECALL_DATABSE_URL": "sqlite:///typo.db",
    }
    lines = problems(environ, "socket")
    assert len(lines) == 6
    text = "\n".join(lines)
    assert "ROLECALL_DATABSE_URL is not a setting. Did you mean ROLECALL_DATABASE_URL?" in text
    assert "ROLECALL_SLACK_APP_TOKEN is missing" in text
    assert "ROLECALL_SLACK_BOT_TOKEN must start with xoxb-" in text
    assert "must be one of DEBUG, INFO, WARNING, ERROR" in text
    for secret in ("xoxp-of-a-person", "hunter2"):
        assert secret not in text


def test_a_variable_meant_for_another_program_is_pointed_out() -> None:
    (line,) = problems({"ROLECALL_SLACK_APP_TOKEN": "xapp-1", "SLACK_BOT_TOKEN": "xoxb-unread"}, "socket")
    assert "SLACK_BOT_TOKEN is set, but only names with ROLECALL_ are read." in line
    assert "xoxb-unread" not in line


def test_an_empty_variable_is_a_missing_one() -> None:
    assert (
        "ROLECALL_SLACK_APP_TOKEN is missing"
        in problems(SOCKET | {"ROLECALL_SLACK_APP_TOKEN": " "}, "socket")[0]
    )


def test_an_empty_address_of_the_database_is_not_taken_for_none() -> None:
    for empty in ("", "  "):
        (line,) = problems({"ROLECALL_DATABASE_URL": empty}, "migrate")
        assert "ROLECALL_DATABASE_URL is empty. Give it an address, or unset it" in line


def test_an_address_on_this_machine_may_be_plain_http() -> None:
    settings = Settings.from_env(SOCKET | {"ROLECALL_SLACK_API_URL": "http://127.0.0.1:8765/api"}, "socket")
    assert settings.slack_api_url == "http://127.0.0.1:8765/api/"


def test_the_level_may_be_written_small() -> None:
    assert Settings.from_env({"ROLECALL_LOG_LEVEL": "debug"}, "migrate").log_level == "DEBUG"


def test_secrets_do_not_show_when_printed_but_travel_to_the_worker() -> None:
    settings = Settings.from_env(WEB, "web")
    assert "secret'" not in repr(settings)
    assert "xoxb" not in f"{settings!r} {settings}"
    assert pickle.loads(pickle.dumps(settings)) == settings  # noqa: S301


def test_an_address_with_two_slashes_is_not_taken_for_a_file() -> None:
    with pytest.raises(SettingsError, match="must start with sqlite:///"):
        Settings.from_env({"ROLECALL_DATABASE_URL": "sqlite://team.db"}, "migrate")
