"""Buttons, menus and shortcuts: containers, state, actions and suggestions."""

from queue import SimpleQueue
from typing import Any

import pytest
from slack_bolt import Ack, App
from slack_sdk import WebClient

from bot.local_slack.server import LocalSlack
from bot.local_slack.state.workspace import PlaygroundError, PostedMessage
from tests.local_slack.conftest import Connect

Json = dict[str, Any]


def option(value: str) -> Json:
    return {"text": {"type": "plain_text", "text": value.title()}, "value": value}


CHOICES: list[Json] = [
    {
        "type": "actions",
        "block_id": "choices",
        "elements": [
            {
                "type": "button",
                "action_id": "share",
                "value": "7",
                "text": {"type": "plain_text", "text": "Share"},
            },
            {"type": "static_select", "action_id": "level", "options": [option("senior"), option("staff")]},
            {"type": "overflow", "action_id": "more", "options": [option("hide"), option("help")]},
            {"type": "multi_users_select", "action_id": "who", "max_selected_items": 2},
            {"type": "datepicker", "action_id": "start", "initial_date": "2026-03-01"},
            {"type": "external_select", "action_id": "role", "min_query_length": 1},
            {"type": "checkboxes", "action_id": "wants", "options": [option("remote"), option("visa")]},
        ],
    }
]


@pytest.fixture
def actions(app: App, connect: Connect) -> "SimpleQueue[Json]":
    """Interactions as the app got them, each acked."""
    seen: SimpleQueue[Json] = SimpleQueue()

    def keep(ack: Ack, body: Json) -> None:
        ack()
        seen.put(body)

    for action_id in ("share", "level", "more", "who", "start", "role", "wants"):
        app.action(action_id)(keep)
    app.shortcut("scope_role")(keep)
    app.shortcut("record")(keep)
    connect(app)
    return seen


@pytest.fixture
def message(slack: LocalSlack, client: WebClient) -> PostedMessage:
    """A message in #hiring with one element of many kinds."""
    channel = slack.workspace.channel("hiring")
    ts = client.chat_postMessage(channel=channel.id, text="choose", blocks=CHOICES)["ts"]
    found = channel.message(ts)
    assert found is not None
    return found


def test_button_in_a_message(slack: LocalSlack, actions: "SimpleQueue[Json]", message: PostedMessage) -> None:
    clicked = slack.run(slack.person("ada").act(message, "share"))
    assert clicked.error is None
    body = actions.get(timeout=5)
    assert body["container"] == {
        "type": "message",
        "message_ts": message.ts,
        "channel_id": message.channel,
        "is_ephemeral": False,
    }
    assert body["channel"] == {"id": message.channel, "name": "hiring"}
    assert body["message"]["ts"] == message.ts
    assert body["user"]["username"] == "ada"
    assert body["trigger_id"]
    assert body["response_url"]
    action = body["actions"][0]
    assert (action["type"], action["block_id"], action["value"]) == ("button", "choices", "7")
    held = body["state"]["values"]["choices"]
    assert held["start"] == {"type": "datepicker", "selected_date": "2026-03-01"}
    assert held["level"] == {"type": "static_select", "selected_option": None}


def test_button_in_an_ephemeral_message(
    slack: LocalSlack, client: WebClient, actions: "SimpleQueue[Json]"
) -> None:
    ada = slack.person("ada")
    hiring = slack.workspace.channel("hiring").id
    client.chat_postEphemeral(channel=hiring, user=ada.member.id, text="x", blocks=CHOICES)
    slack.run(ada.act(ada.sees("#hiring")[0], "share"))
    body = actions.get(timeout=5)
    assert body["container"]["is_ephemeral"] is True
    assert "message" not in body


def test_choices_are_in_actions_and_state(
    slack: LocalSlack, actions: "SimpleQueue[Json]", message: PostedMessage
) -> None:
    ada, mei = slack.person("ada"), slack.workspace.member("mei").id
    slack.run(ada.act(message, "level", "staff"))
    action = actions.get(timeout=5)["actions"][0]
    assert action["selected_option"] == option("staff")
    slack.run(ada.act(message, "who", ["mei", ada.member.id]))
    assert actions.get(timeout=5)["actions"][0]["selected_users"] == [mei, ada.member.id]
    slack.run(ada.act(message, "more", "help"))
    body = actions.get(timeout=5)
    assert body["actions"][0]["selected_option"]["value"] == "help"
    held = body["state"]["values"]["choices"]
    assert held["level"]["selected_option"]["value"] == "staff"
    assert held["start"]["selected_date"] == "2026-03-01"
    assert held["wants"]["selected_options"] == []
    assert "more" not in held
    assert "share" not in held
    slack.run(slack.person("sam").act(message, "wants", ["visa"]))
    others = actions.get(timeout=5)["state"]["values"]["choices"]
    assert others["level"]["selected_option"] is None  # what Ada chose is hers
    assert others["wants"]["selected_options"] == [option("visa")]


def test_an_updated_message_starts_afresh(
    slack: LocalSlack, client: WebClient, actions: "SimpleQueue[Json]", message: PostedMessage
) -> None:
    ada = slack.person("ada")
    slack.run(ada.act(message, "level", "staff"))
    actions.get(timeout=5)
    client.chat_update(channel=message.channel, ts=message.ts, text="again", blocks=CHOICES)
    slack.run(ada.act(message, "share"))
    held = actions.get(timeout=5)["state"]["values"]["choices"]
    assert held["level"]["selected_option"] is None


@pytest.mark.parametrize(
    ("action_id", "value", "said"),
    [
        ("level", "junior", "'junior' is not offered"),
        ("share", "8", "the button's value is '7'"),
        ("who", ["ada", "mei", "sam"], "no more than 2"),
        ("wants", ["remote", "car"], "'car' is not offered"),
        ("sahre", None, "no element 'sahre' here"),
        ("role", "anything", "'anything' is not offered"),
    ],
)
def test_what_is_not_offered_cannot_be_chosen(
    slack: LocalSlack, message: PostedMessage, action_id: str, value: Any, said: str
) -> None:
    with pytest.raises(PlaygroundError, match=said):
        slack.run(slack.person("ada").act(message, action_id, value))
    assert not slack.journal.of_kind("block_actions")


def test_suggestions(slack: LocalSlack, app: App, connect: Connect, message: PostedMessage) -> None:
    seen: SimpleQueue[Json] = SimpleQueue()

    def suggest(ack: Ack, body: Json) -> None:
        seen.put(body)
        typed = body["value"]
        count = 101 if typed == "too many" else 2
        options = [option(f"{typed} {n}") for n in range(count)]
        ack(option_groups=[{"label": {"type": "plain_text", "text": "Found"}, "options": options}])

    def chosen(ack: Ack, action: Json) -> None:
        ack()
        seen.put(action)

    app.options("role")(suggest)
    app.action("role")(chosen)
    connect(app)
    ada = slack.person("ada")
    assert [each["value"] for each in slack.run(ada.suggest(message, "role", "infra"))] == [
        "infra 0",
        "infra 1",
    ]
    body = seen.get(timeout=5)
    assert (body["action_id"], body["block_id"], body["value"]) == ("role", "choices", "infra")
    assert body["container"]["type"] == "message"
    slack.run(ada.act(message, "role", "infra 1"))
    assert seen.get(timeout=5)["selected_option"]["value"] == "infra 1"
    assert slack.run(ada.suggest(message, "role", "too many")) == []
    assert slack.journal.deliveries[-1].error is not None


def test_ids_are_given_where_they_are_missing(slack: LocalSlack, client: WebClient) -> None:
    button = {"type": "button", "text": {"type": "plain_text", "text": "Go"}}
    blocks: list[Json] = [{"type": "divider"}, {"type": "actions", "elements": [button]}]
    hiring = slack.workspace.channel("hiring").id
    shown = client.chat_postMessage(channel=hiring, text="x", blocks=blocks)["message"]["blocks"]
    assert all(block["block_id"] for block in shown)
    assert len({block["block_id"] for block in shown}) == 2
    assert shown[1]["elements"][0]["action_id"]


def test_shortcuts(slack: LocalSlack, actions: "SimpleQueue[Json]", message: PostedMessage) -> None:
    ada = slack.person("ada")
    slack.run(ada.shortcut("scope_role"))
    anywhere = actions.get(timeout=5)
    assert (anywhere["type"], anywhere["callback_id"]) == ("shortcut", "scope_role")
    assert "channel" not in anywhere
    slack.run(ada.shortcut("record", message))
    here = actions.get(timeout=5)
    assert (here["type"], here["message"]["ts"]) == ("message_action", message.ts)
    assert here["response_url"]
    with pytest.raises(PlaygroundError, match="no such shortcut"):
        slack.run(ada.shortcut("record"))
