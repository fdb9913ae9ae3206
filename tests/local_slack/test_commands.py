"""Slash commands and messages typed by people, and what the app gets of them."""

from collections.abc import Callable
from queue import SimpleQueue
from typing import Any

import pytest
from slack_bolt import Ack, App, Respond
from slack_sdk import WebClient

from bot.local_slack.server import LocalSlack
from bot.local_slack.state.journal import AppDelivery
from bot.local_slack.state.workspace import PlaygroundError
from tests.local_slack.conftest import Connect

Json = dict[str, Any]


@pytest.fixture
def commands(app: App, connect: Connect) -> "SimpleQueue[Json]":
    """Commands as the app got them; each is acked with an empty answer."""
    seen: SimpleQueue[Json] = SimpleQueue()

    def keep(ack: Ack, command: Json) -> None:
        ack()
        seen.put(command)

    for name in ("/salary", "/raw"):
        app.command(name)(keep)
    connect(app)
    return seen


def test_command_payload(slack: LocalSlack, commands: "SimpleQueue[Json]") -> None:
    acked = slack.run(slack.person("ada").command("#hiring", "/salary infra 240k"))
    command = commands.get(timeout=5)
    assert all(isinstance(value, str) for value in command.values())
    assert command["command"] == "/salary"
    assert command["text"] == "infra 240k"
    assert command["user_id"] == slack.workspace.member("ada").id
    assert command["user_name"] == "ada"
    assert command["channel_name"] == "hiring"
    assert command["team_domain"] == "fernhill"
    assert command["is_enterprise_install"] == "false"
    assert command["trigger_id"]
    assert command["response_url"].startswith(slack.url)
    assert "thread_ts" not in command
    assert acked.error is None
    assert acked.ack_ms is not None


def test_channel_names_are_hidden_where_slack_hides_them(
    slack: LocalSlack, commands: "SimpleQueue[Json]"
) -> None:
    for channel, name in (("#founders", "privategroup"), ("@rolecall", "directmessage")):
        slack.run(slack.person("ada").command(channel, "/salary"))
        assert commands.get(timeout=5)["channel_name"] == name


def test_should_escape_decides_about_mentions(slack: LocalSlack, commands: "SimpleQueue[Json]") -> None:
    ada, mei = slack.person("ada"), slack.workspace.member("mei").id
    general = slack.workspace.channel("general").id
    typed = "@mei #general @nobody <!channel> R&D https://example.com/x"
    slack.run(ada.command("#hiring", f"/salary {typed}"))
    assert commands.get(timeout=5)["text"] == (
        f"<@{mei}|mei> <#{general}|general> @nobody &lt;!channel&gt; R&amp;D <https://example.com/x>"
    )
    slack.run(ada.command("#hiring", f"/raw {typed}"))
    raw = "@mei #general @nobody &lt;!channel&gt; R&amp;D https://example.com/x"
    assert commands.get(timeout=5)["text"] == raw


@pytest.mark.parametrize("in_channel", [False, True])
def test_answer_on_the_ack(slack: LocalSlack, app: App, connect: Connect, in_channel: bool) -> None:
    def answer(ack: Ack) -> None:
        ack({"text": "the band", "response_type": "in_channel" if in_channel else "ephemeral"})

    app.command("/salary")(answer)
    connect(app)
    # Answers arrive even where the app is no member and chat.postMessage would be refused.
    slack.run(slack.person("ada").command("#general", "/salary"))
    assert [each.text for each in slack.person("ada").sees("#general")] == ["the band"]
    assert bool(slack.person("mei").sees("#general")) == in_channel


def test_answer_that_makes_no_sense(slack: LocalSlack, app: App, connect: Connect) -> None:
    def answer(ack: Ack) -> None:
        ack({"blocks": [{"type": "nonsense"}]})

    app.command("/salary")(answer)
    connect(app)
    acked = slack.run(slack.person("ada").command("#hiring", "/salary"))
    assert acked.error == '/salary failed with the error "invalid_blocks"'


def test_commands_slack_refuses_itself(slack: LocalSlack, commands: "SimpleQueue[Json]") -> None:
    ada = slack.person("ada")
    root = slack.run(ada.send("#hiring", "hello"))
    in_thread = slack.run(ada.type("#hiring", "/salary infra", thread_ts=root.ts))
    assert isinstance(in_thread, AppDelivery)
    assert in_thread.error == "/salary is not supported in threads. Sorry!"
    unknown = slack.run(ada.type("#hiring", "/salaries"))
    assert isinstance(unknown, AppDelivery)
    assert unknown.error == "/salaries is not a valid command."
    stranger = slack.run(slack.person("priya").command("#partner-search", "/salary"))
    assert stranger.error is not None
    assert commands.empty()
    assert not slack.journal.of_kind("command")
    with pytest.raises(PlaygroundError, match="mei is not in #founders"):
        slack.run(slack.person("mei").command("#founders", "/salary"))


def test_nobody_is_connected(slack: LocalSlack) -> None:
    said = slack.run(slack.person("ada").command("#hiring", "/salary"))
    assert said.error == '/salary failed with the error "dispatch_failed"'


def test_api_calls_are_found_under_what_caused_them(slack: LocalSlack, app: App, connect: Connect) -> None:
    later: SimpleQueue[Callable[[], object]] = SimpleQueue()

    def remember(ack: Ack, respond: Respond, body: Json, client: WebClient) -> None:
        ack()
        modal = {"type": "modal", "title": {"type": "plain_text", "text": "x"}, "blocks": []}
        later.put(lambda: (respond("late"), client.views_open(trigger_id=body["trigger_id"], view=modal)))

    app.command("/salary")(remember)
    connect(app)
    ada = slack.person("ada")
    first = slack.run(ada.command("#hiring", "/salary one"))
    second = slack.run(ada.command("#hiring", "/salary two"))
    later.get(timeout=5)()
    caused = [each.method for each in first.calls if each.method != "auth.test"]
    assert caused == ["response_url", "views.open"]
    assert second.calls == []
