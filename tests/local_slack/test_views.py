"""Modals and Home: triggers, stacks, hashes, submissions and what their answers do."""

from datetime import timedelta
from queue import SimpleQueue
from typing import Any

import pytest
from slack_bolt import Ack, App
from slack_sdk import WebClient

from bot.local_slack.server import LocalSlack
from bot.local_slack.state.workspace import PlaygroundError, View
from tests.local_slack.conftest import Connect, Manifest
from tests.local_slack.test_web_api import refusal

Json = dict[str, Any]


def text(words: str) -> Json:
    return {"type": "plain_text", "text": words}


def modal(title: str = "Role", **more: Any) -> Json:
    """Return a modal with a required name, an optional number and a menu outside any input."""
    levels = [{"text": text(each), "value": each} for each in ("senior", "staff")]
    return {
        "type": "modal",
        "callback_id": "role",
        "title": text(title),
        "submit": text("Save"),
        "private_metadata": "kept as it is",
        "blocks": [
            {
                "type": "input",
                "block_id": "name",
                "label": text("Name"),
                "element": {"type": "plain_text_input", "action_id": "name", "min_length": 3},
            },
            {
                "type": "input",
                "block_id": "budget",
                "label": text("Budget"),
                "optional": True,
                "element": {
                    "type": "number_input",
                    "action_id": "budget",
                    "is_decimal_allowed": False,
                    "min_value": "1",
                },
            },
            {
                "type": "section",
                "block_id": "level",
                "text": text("Level"),
                "accessory": {
                    "type": "static_select",
                    "action_id": "level",
                    "options": levels,
                    "initial_option": levels[0],
                },
            },
        ],
        **more,
    }


@pytest.fixture
def trigger(slack: LocalSlack, app: App, connect: Connect) -> Any:
    """Return a fresh trigger id of Ada's, as a command gives it."""
    triggers: SimpleQueue[str] = SimpleQueue()

    def keep(ack: Ack, body: Json) -> None:
        ack()
        triggers.put(body["trigger_id"])

    app.command("/salary")(keep)
    app.action("level")(keep)
    connect(app)

    def fresh(view: View | None = None) -> str:
        ada = slack.person("ada")
        if view is None:
            slack.run(ada.command("#hiring", "/salary"))
        else:
            slack.run(ada.act(view, "level", "staff"))
        return triggers.get(timeout=5)

    return fresh


def test_trigger_opens_one_modal_within_three_seconds(
    slack: LocalSlack, client: WebClient, trigger: Any
) -> None:
    first = trigger()
    opened = client.views_open(trigger_id=first, view=modal())["view"]
    shown = slack.person("ada").modal()
    assert shown is not None
    assert shown.id == opened["id"]
    assert opened["private_metadata"] == "kept as it is"
    assert opened["root_view_id"] == opened["id"]
    assert refusal(client.views_open, trigger_id=first, view=modal())["error"] == "exchanged_trigger_id"
    assert refusal(client.views_open, trigger_id="1.2.3", view=modal())["error"] == "invalid_trigger_id"
    late = trigger()
    slack.clock.advance(timedelta(seconds=3))
    assert refusal(client.views_open, trigger_id=late, view=modal())["error"] == "expired_trigger_id"


def test_hash_conflict(slack: LocalSlack, client: WebClient, trigger: Any) -> None:
    view = client.views_open(trigger_id=trigger(), view=modal())["view"]
    updated = client.views_update(view_id=view["id"], view=modal("Newer"), hash=view["hash"])["view"]
    assert updated["id"] == view["id"]
    assert updated["hash"] != view["hash"]
    said = refusal(client.views_update, view_id=view["id"], view=modal("Lost"), hash=view["hash"])
    assert said["error"] == "hash_conflict"
    shown = slack.person("ada").modal()
    assert shown is not None
    assert shown.content["title"]["text"] == "Newer"
    assert refusal(client.views_update, view_id="V0NONE", view=modal())["error"] == "not_found"


def test_update_keeps_what_was_filled_in(slack: LocalSlack, client: WebClient, trigger: Any) -> None:
    view_id = client.views_open(trigger_id=trigger(), view=modal(external_id="mine"))["view"]["id"]
    slack.run(slack.person("ada").fill(view_id, {"name": "Infra lead"}))
    view = client.views_update(external_id="mine", view=modal("Again", external_id="mine"))["view"]
    assert view["state"]["values"]["name"]["name"]["value"] == "Infra lead"
    other = modal("Other", external_id="mine")
    other["blocks"][0]["element"] = {"type": "email_text_input", "action_id": "name"}
    view = client.views_update(external_id="mine", view=other)["view"]
    assert view["state"]["values"]["name"]["name"] == {"type": "email_text_input", "value": None}
    said = refusal(client.views_open, trigger_id=trigger(), view=modal(external_id="mine"))
    assert said["error"] == "duplicate_external_id"


def test_push_limit(slack: LocalSlack, client: WebClient, trigger: Any) -> None:
    ada = slack.person("ada")
    said = refusal(client.views_push, trigger_id=trigger(), view=modal())
    assert said["error"] == "not_found"  # nothing is open that it could lie over
    root = client.views_open(trigger_id=trigger(), view=modal("1"))["view"]["id"]
    for title in ("2", "3"):
        pushed = client.views_push(trigger_id=trigger(ada.modal()), view=modal(title))["view"]
    assert pushed["root_view_id"] == root
    assert pushed["previous_view_id"] not in (None, root)
    said = refusal(client.views_push, trigger_id=trigger(ada.modal()), view=modal("4"))
    assert said["error"] == "push_limit_reached"


@pytest.mark.parametrize(
    ("view", "error"),
    [
        (modal(private_metadata="x" * 250_000), "view_too_large"),
        (modal("t" * 25), "invalid_arguments"),
        (modal(blocks=[{"type": "divider"}] * 101), "invalid_arguments"),
        (modal(blocks=[{"type": "markdown", "text": "x"}]), "invalid_arguments"),
        ({"type": "home", "blocks": []}, "invalid_arguments"),
    ],
)
def test_views_that_are_refused(
    slack: LocalSlack, client: WebClient, trigger: Any, view: Json, error: str
) -> None:
    said = refusal(client.views_open, trigger_id=trigger(), view=view)
    assert said["error"] == error
    if error == "invalid_arguments":
        assert "[json-pointer:/view" in said["response_metadata"]["messages"][0]
    assert slack.person("ada").modal() is None


def test_home_tab(slack: LocalSlack, client: WebClient, manifest: Manifest) -> None:
    ada = slack.person("ada")
    home: Json = {"type": "home", "blocks": [{"type": "divider"}]}
    first = client.views_publish(user_id=ada.member.id, view=home)["view"]
    second = client.views_publish(user_id=ada.member.id, view=home, hash=first["hash"])["view"]
    assert second["id"] == first["id"]
    said = refusal(client.views_publish, user_id=ada.member.id, view=home, hash=first["hash"])
    assert said["error"] == "hash_conflict"
    assert slack.person("mei").home() is None
    manifest["features"]["app_home"]["home_tab_enabled"] = False
    with LocalSlack(manifest) as without:
        other = WebClient(without.bot_token, base_url=without.api_url)
        said = refusal(other.views_publish, user_id=without.workspace.member("ada").id, view=home)
        assert said["error"] == "not_enabled"


def test_actions_in_views_have_a_view_container(slack: LocalSlack, app: App, connect: Connect) -> None:
    seen: SimpleQueue[Json] = SimpleQueue()

    def keep(ack: Ack, body: Json) -> None:
        ack()
        seen.put(body)

    app.action("level")(keep)

    def show_both(ack: Ack, body: Json, client: WebClient) -> None:
        ack()
        client.views_open(trigger_id=body["trigger_id"], view=modal())
        home = {"type": "home", "blocks": [modal()["blocks"][2]]}
        client.views_publish(user_id=body["user"]["id"], view=home)

    app.shortcut("scope_role")(show_both)
    connect(app)
    ada = slack.person("ada")
    slack.run(ada.shortcut("scope_role"))
    slack.run(slack.until(ada.home))
    for view in (ada.modal(), ada.home()):
        assert view is not None
        slack.run(ada.act(view, "level", "staff"))
        body = seen.get(timeout=5)
        assert body["container"] == {"type": "view", "view_id": view.id}
        assert body["view"]["type"] == view.type
        assert body["view"]["state"]["values"]["level"]["level"]["selected_option"]["value"] == "staff"
        assert "response_url" not in body
        assert "message" not in body


Answer = dict[str, Any]


@pytest.fixture
def opened(client: WebClient, trigger: Any) -> str:
    """A modal that is open on Ada's screen."""
    view_id: str = client.views_open(trigger_id=trigger(), view=modal())["view"]["id"]
    return view_id


def answer_with(app: App, answer: Answer) -> "SimpleQueue[Json]":
    """Let the app answer submissions of the modal; returns where they are kept."""
    seen: SimpleQueue[Json] = SimpleQueue()

    def submitted(ack: Ack, body: Json) -> None:
        ack(**answer)
        seen.put(body)

    app.view("role")(submitted)
    return seen


def test_inputs_are_checked_on_the_screen(slack: LocalSlack, opened: str) -> None:
    ada = slack.person("ada")
    assert slack.run(ada.submit(opened)).errors == {"name": "Please complete this required field."}
    slack.run(ada.fill(opened, {"name": "ab", "budget": "0"}))
    said = slack.run(ada.submit(opened)).errors
    assert said == {"name": "Please enter at least 3 characters.", "budget": "Please enter 1 or more."}
    assert not slack.journal.of_kind("view_submission")
    with pytest.raises(PlaygroundError, match="tells the app nothing"):
        slack.run(ada.act(slack.workspace.views[opened], "name", "x"))


def test_submission_carries_everything_and_closes(slack: LocalSlack, app: App, opened: str) -> None:
    seen = answer_with(app, {})
    ada = slack.person("ada")
    slack.run(ada.fill(opened, {"name": "Infra lead"}))
    assert slack.run(ada.submit(opened)).error is None
    body = seen.get(timeout=5)
    assert body["view"]["private_metadata"] == "kept as it is"
    values = body["view"]["state"]["values"]
    assert values["name"]["name"] == {"type": "plain_text_input", "value": "Infra lead"}
    assert values["budget"]["budget"] == {"type": "number_input", "value": None}
    assert values["level"]["level"]["selected_option"]["value"] == "senior"
    assert body["response_urls"] == []
    assert ada.modal() is None


def test_errors_stand_under_their_blocks(slack: LocalSlack, client: WebClient, app: App, opened: str) -> None:
    answer_with(app, {"response_action": "errors", "errors": {"name": "Taken.", "nowhere": "Lost."}})
    ada = slack.person("ada")
    slack.run(ada.fill(opened, {"name": "Infra lead"}))
    assert slack.run(ada.submit(opened)).errors == {"name": "Taken."}
    view = ada.modal()
    assert view is not None
    assert view.errors == {"name": "Taken."}
    assert view.state["name"]["name"]["value"] == "Infra lead"
    client.views_update(view_id=opened, view=modal("Again"))
    assert view.errors == {}


@pytest.mark.parametrize(
    "answer",
    [
        {"response_action": "errors", "errors": {"nowhere": "Lost."}},
        {"response_action": "update", "view": {"type": "modal"}},
        {"response_action": "shout"},
    ],
)
def test_answers_that_make_no_sense_leave_the_view(
    slack: LocalSlack, app: App, opened: str, answer: Answer
) -> None:
    answer_with(app, answer)
    ada = slack.person("ada")
    slack.run(ada.fill(opened, {"name": "Infra lead"}))
    assert slack.run(ada.submit(opened)).error is not None
    assert ada.modal() is not None


@pytest.mark.parametrize(
    ("action", "titles"),
    [("update", ["Role", "Next"]), ("push", ["Role", "Role", "Next"]), ("clear", [])],
)
def test_response_actions(
    slack: LocalSlack, client: WebClient, app: App, trigger: Any, opened: str, action: str, titles: list[str]
) -> None:
    ada = slack.person("ada")
    client.views_push(trigger_id=trigger(slack.workspace.views[opened]), view=modal())
    answer: Answer = {"response_action": action}
    if action != "clear":
        answer["view"] = modal("Next")
    answer_with(app, answer)
    on_top = ada.modal()
    assert on_top is not None
    slack.run(ada.fill(on_top.id, {"name": "Infra lead"}))
    slack.run(ada.submit(on_top.id))
    stack = slack.workspace.modals.get(ada.member.id, [])
    assert [each.content["title"]["text"] for each in stack] == titles


def test_submission_without_an_ack_leaves_the_view(slack: LocalSlack, opened: str) -> None:
    ada = slack.person("ada")
    slack.disconnect_sockets()
    slack.run(slack.until(lambda: not slack.sockets.connections))
    slack.run(ada.fill(opened, {"name": "Infra lead"}))
    said = slack.run(ada.submit(opened))
    assert said.error is not None
    assert "dispatch_failed" in said.error
    assert ada.modal() is not None


def test_view_closed_only_when_asked_for(
    slack: LocalSlack, client: WebClient, app: App, trigger: Any, opened: str
) -> None:
    closed: SimpleQueue[Json] = SimpleQueue()

    def keep(ack: Ack, body: Json) -> None:
        ack()
        closed.put(body)

    app.view_closed("role")(keep)
    ada = slack.person("ada")
    first = slack.workspace.views[opened]
    pushed = client.views_push(trigger_id=trigger(first), view=modal(notify_on_close=True))["view"]["id"]
    with pytest.raises(PlaygroundError, match="on top"):
        slack.run(ada.close(opened))
    slack.run(ada.close(pushed))
    body = closed.get(timeout=5)
    assert (body["view"]["id"], body["is_cleared"]) == (pushed, False)
    slack.run(ada.close(opened))
    assert ada.modal() is None
    assert len(slack.journal.of_kind("view_closed")) == 1


def test_response_url_of_a_modal(slack: LocalSlack, client: WebClient, app: App, trigger: Any) -> None:
    where = {
        "type": "input",
        "block_id": "where",
        "label": text("Where"),
        "element": {"type": "conversations_select", "action_id": "where", "response_url_enabled": True},
    }
    opened = client.views_open(trigger_id=trigger(), view=modal(blocks=[where]))["view"]["id"]
    seen = answer_with(app, {})
    ada = slack.person("ada")
    slack.run(ada.fill(opened, {"where": "#general"}))
    slack.run(ada.submit(opened))
    urls = seen.get(timeout=5)["response_urls"]
    assert urls[0]["channel_id"] == slack.workspace.channel("general").id
    assert urls[0]["response_url"].startswith(slack.url)
