"""The manifest: valid by Slack's schema, and in step with what the code registers, receives and calls."""

import ast
import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest

import bot
import handlers
from bot.local_slack.contracts import load_contracts
from bot.slack.manifest import BOT_EVENTS, BOT_SCOPES, build_manifest
from content.loading import load_content

SCHEMA = json.loads((Path(__file__).parent / "manifest.schema.2.0.0.json").read_text(encoding="utf-8"))
COMMANDS = load_content().commands
SOURCES = [
    *Path(handlers.__file__).parent.rglob("*.py"),
    *(path for path in Path(bot.__file__).parent.rglob("*.py") if "local_slack" not in path.parts),
]
# What an event needs, in Slack's documentation of the event.
EVENT_SCOPES = {
    "app_home_opened": None,
    "app_mention": "app_mentions:read",
    "member_joined_channel": "channels:read",
    "message.im": "im:history",
}
# Scopes that no method or event asks for by itself.
FEATURE_SCOPES = {"commands": "slash_commands", "assistant:write": "agent_view"}


@pytest.mark.parametrize("url", [None, "https://rolecall.example.com"])
def test_manifest_fits_the_schema(url: str | None) -> None:
    jsonschema.validate(build_manifest(COMMANDS, url), SCHEMA)


def test_a_misspelt_manifest_does_not() -> None:
    manifest = build_manifest(COMMANDS)
    manifest["features"]["slash_comands"] = manifest["features"].pop("slash_commands")
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(manifest, SCHEMA)


def test_socket_mode_names_no_url_and_http_names_all_three() -> None:
    assert "request_url" not in json.dumps(build_manifest(COMMANDS))
    manifest = build_manifest(COMMANDS, "https://rolecall.example.com/")
    url = "https://rolecall.example.com/slack/events"
    settings = manifest["settings"]
    assert settings["event_subscriptions"]["request_url"] == url
    assert settings["interactivity"]["request_url"] == url
    assert {command["url"] for command in manifest["features"]["slash_commands"]} == {url}
    assert not settings["socket_mode_enabled"]


class RecordingApp:
    """Stands where the Bolt app would, and notes what is registered."""

    def __init__(self) -> None:
        self.registered: list[tuple[str, Any]] = []

    def __getattr__(self, kind: str) -> Any:
        def register(constraint: Any) -> Any:
            self.registered.append((kind, constraint))
            return lambda listener: listener

        return register


def registered(kind: str) -> set[str]:
    app = RecordingApp()
    handlers.register(app, COMMANDS)  # type: ignore[arg-type]
    return {str(constraint) for what, constraint in app.registered if what == kind}


def test_commands_and_shortcuts_are_those_of_the_code() -> None:
    features = build_manifest(COMMANDS)["features"]
    assert {command["command"] for command in features["slash_commands"]} == registered("command")
    assert {shortcut["callback_id"] for shortcut in features["shortcuts"]} == registered("shortcut")


def test_events_are_those_of_the_code() -> None:
    assert {event.partition(".")[0] for event in BOT_EVENTS} == registered("event")


def called_methods() -> set[str]:
    """Every Web API method that the code calls on a client, by its name in Slack."""
    # The SDK's name for a method has underscores: chat.postMessage is chat_postMessage.
    methods = {name.replace(".", "_"): name for name in load_contracts()}
    methods["files_upload_v2"] = "files.completeUploadExternal"  # and the step before it
    return {
        methods[node.func.attr]
        for path in SOURCES
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in methods
    }


def test_scopes_are_exactly_what_is_needed() -> None:
    needed = {scope for event in BOT_EVENTS if (scope := EVENT_SCOPES[event])}
    needed |= set(FEATURE_SCOPES)
    for method in called_methods():
        scopes = set(load_contracts()[method].scopes)
        assert not scopes or scopes & set(BOT_SCOPES), f"{method} needs one of {scopes}"
        needed |= scopes & set(BOT_SCOPES)
    assert needed == set(BOT_SCOPES)
    assert called_methods() >= {"chat.postMessage", "chat.postEphemeral", "conversations.info", "views.open"}
