"""Every element a person can fill or click: what it holds, what it refuses, and where it may stand."""

from datetime import UTC, datetime
from queue import SimpleQueue
from typing import Any

import pytest
from slack_bolt import Ack, App
from slack_sdk import WebClient

from bot.local_slack.server import LocalSlack
from bot.local_slack.state.workspace import PlaygroundError
from tests.local_slack.conftest import Connect

Json = dict[str, Any]


def text(words: str) -> Json:
    return {"type": "plain_text", "text": words}


def field(kind: str, **more: Any) -> Json:
    """Return an input whose block_id and action_id are the element's type."""
    element = {"type": kind, "action_id": kind, **more}
    return {"type": "input", "block_id": kind, "label": text(kind), "optional": True, "element": element}


OPTIONS = [{"text": text(each), "value": each} for each in ("one", "two")]
FORM: Json = {
    "type": "modal",
    "callback_id": "form",
    "title": text("Everything"),
    "submit": text("Send"),
    "blocks": [
        field("plain_text_input", max_length=5),
        field("email_text_input"),
        field("url_text_input"),
        field("number_input", is_decimal_allowed=True, max_value="10"),
        field("rich_text_input"),
        field("datepicker"),
        field("timepicker"),
        field("datetimepicker"),
        field("static_select", options=OPTIONS),
        field("multi_static_select", option_groups=[{"label": text("All"), "options": OPTIONS}]),
        field("radio_buttons", options=OPTIONS, initial_option=OPTIONS[0]),
        field("users_select"),
        field("channels_select"),
        field("multi_conversations_select"),
        field("file_input"),
    ],
}


@pytest.fixture
def opened(slack: LocalSlack, app: App, connect: Connect) -> str:
    """The form, open on Ada's screen."""

    def show(ack: Ack, body: Json, client: WebClient) -> None:
        ack()
        client.views_open(trigger_id=body["trigger_id"], view=FORM)

    app.shortcut("scope_role")(show)
    app.view("form")(lambda ack: ack())
    connect(app)
    ada = slack.person("ada")
    slack.run(ada.shortcut("scope_role"))
    view = slack.run(slack.until(ada.modal))
    assert view is not None
    return view.id


def test_what_each_input_holds(slack: LocalSlack, opened: str) -> None:
    ada = slack.person("ada")
    moment = datetime(2026, 4, 1, 12, tzinfo=UTC)
    section = {"type": "rich_text_section", "elements": [{"type": "text", "text": "rich"}]}
    filled: dict[str, tuple[Any, str, Any]] = {
        "plain_text_input": ("abc", "value", "abc"),
        "email_text_input": ("a@b.example", "value", "a@b.example"),
        "url_text_input": ("https://b.example", "value", "https://b.example"),
        "number_input": (2.5, "value", "2.5"),
        "rich_text_input": ("rich", "rich_text_value", {"type": "rich_text", "elements": [section]}),
        "datepicker": ("2026-04-01", "selected_date", "2026-04-01"),
        "timepicker": ("09:05", "selected_time", "09:05"),
        "datetimepicker": (moment, "selected_date_time", int(moment.timestamp())),
        "static_select": ("two", "selected_option", OPTIONS[1]),
        "multi_static_select": (["two", "one"], "selected_options", [OPTIONS[1], OPTIONS[0]]),
        "users_select": ("mei", "selected_user", slack.workspace.member("mei").id),
        "channels_select": ("#hiring", "selected_channel", slack.workspace.channel("hiring").id),
        "multi_conversations_select": (
            ["#hiring", ada.member.id],
            "selected_conversations",
            [slack.workspace.channel("hiring").id, ada.member.id],
        ),
        "file_input": ([{"id": "F1"}], "files", [{"id": "F1"}]),
    }
    slack.run(ada.fill(opened, {name: value for name, (value, _, _) in filled.items()}))
    submitted = slack.run(ada.submit(opened))
    assert submitted.errors == {}
    values = submitted.payload["view"]["state"]["values"]
    for name, (_, key, held) in filled.items():
        assert values[name][name] == {"type": name, key: held}
    assert values["radio_buttons"]["radio_buttons"]["selected_option"] == OPTIONS[0]


def test_emptied_inputs_hold_nothing(slack: LocalSlack, opened: str) -> None:
    ada = slack.person("ada")
    slack.run(
        ada.fill(opened, {"radio_buttons": None, "multi_static_select": ["one"], "plain_text_input": "a"})
    )
    slack.run(ada.fill(opened, {"multi_static_select": None, "plain_text_input": ""}))
    values = slack.run(ada.submit(opened)).payload["view"]["state"]["values"]
    assert values["radio_buttons"]["radio_buttons"]["selected_option"] is None
    assert values["multi_static_select"]["multi_static_select"]["selected_options"] == []
    assert values["plain_text_input"]["plain_text_input"]["value"] is None


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("plain_text_input", "abcdef", "Please enter no more than 5 characters."),
        ("email_text_input", "a at b", "Please enter a valid email address."),
        ("url_text_input", "b.example", "Please enter a valid URL."),
        ("number_input", "many", "Please enter a valid number."),
        ("number_input", "10.5", "Please enter 10 or less."),
    ],
)
def test_malformed_input_is_refused(slack: LocalSlack, opened: str, name: str, value: str, said: str) -> None:
    ada = slack.person("ada")
    slack.run(ada.fill(opened, {name: value}))
    assert slack.run(ada.submit(opened)).errors == {name: said}


def test_a_screen_is_its_owners(slack: LocalSlack, opened: str) -> None:
    with pytest.raises(PlaygroundError, match="mei has no view"):
        slack.run(slack.person("mei").fill(opened, {"plain_text_input": "a"}))


def test_elements_of_feedback_cards_and_containers(slack: LocalSlack, app: App, connect: Connect) -> None:
    seen: SimpleQueue[Json] = SimpleQueue()

    def keep(ack: Ack, action: Json) -> None:
        ack()
        seen.put(action)

    for action_id in ("liked", "in_card", "in_container"):
        app.action(action_id)(keep)
    connect(app)

    def button(action_id: str) -> Json:
        return {"type": "button", "action_id": action_id, "text": text("Go"), "value": "1"}

    client = app.client
    feedback = {
        "type": "feedback_buttons",
        "action_id": "liked",
        "positive_button": {"text": text("Good"), "value": "yes"},
        "negative_button": {"text": text("Bad"), "value": "no"},
    }
    channel = slack.workspace.channel("hiring")
    blocks: list[Json] = [{"type": "context_actions", "elements": [feedback]}]
    client.chat_postMessage(channel=channel.id, text="x", blocks=blocks)
    ada = slack.person("ada")
    slack.run(ada.act(channel.messages[0], "liked", "no"))
    assert seen.get(timeout=5)["value"] == "no"
    with pytest.raises(PlaygroundError, match="neither"):
        slack.run(ada.act(channel.messages[0], "liked", "maybe"))
    card = {"type": "card", "title": {"type": "mrkdwn", "text": "Card"}, "actions": [button("in_card")]}
    inside = {"type": "actions", "elements": [button("in_container")]}
    home: list[Json] = [
        {"type": "carousel", "elements": [card]},
        {"type": "container", "title": text("Box"), "child_blocks": [inside]},
    ]
    view: Json = {"type": "home", "blocks": home}
    client.views_publish(user_id=ada.member.id, view=view)
    shown = ada.home()
    assert shown is not None
    for action_id in ("in_card", "in_container"):
        slack.run(ada.act(shown, action_id))
        clicked = seen.get(timeout=5)
        assert clicked["action_id"] == action_id
        assert clicked["block_id"]
