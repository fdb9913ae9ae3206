"""Events: who gets which, mentions, edits, echoes, repeats and order."""

from queue import SimpleQueue
from typing import Any

import pytest
from slack_bolt import App, BoltContext
from slack_sdk import WebClient

from bot.local_slack.messages.files import Upload
from bot.local_slack.server import LocalSlack
from bot.local_slack.state.workspace import PlaygroundError
from tests.local_slack.conftest import Connect, Manifest

Json = dict[str, Any]
Events = SimpleQueue[Json]


@pytest.fixture
def events(app: App, connect: Connect) -> Events:
    """Whole event envelopes as the app got them, except for its own echoes, which Bolt drops."""
    seen: Events = SimpleQueue()

    def keep(body: Json) -> None:
        seen.put(body)

    for name in ("message", "app_mention", "app_home_opened"):
        app.event(name)(keep)
    for subtype in ("message_changed", "message_deleted", "file_share"):
        app.event({"type": "message", "subtype": subtype})(keep)
    connect(app)
    return seen


def test_envelope(slack: LocalSlack, events: Events) -> None:
    slack.run(slack.person("ada").send("#general", "the app is not in here"))
    slack.run(slack.person("ada").send("#hiring", "R&D with @mei in #general"))
    body = events.get(timeout=5)
    mei, general = slack.workspace.member("mei").id, slack.workspace.channel("general").id
    assert body["type"] == "event_callback"
    assert body["api_app_id"] == slack.app_id
    assert body["team_id"] == slack.workspace.team_id
    assert body["event_id"].startswith("Ev")
    assert body["event_time"] == int(slack.clock.now().timestamp())
    assert body["event"]["text"] == f"R&amp;D with <@{mei}> in <#{general}|general>"
    assert body["event"]["channel_type"] == "channel"
    assert body["event"]["user"] == slack.workspace.member("ada").id


def test_one_authorization_and_shared_channels(slack: LocalSlack, events: Events) -> None:
    slack.run(slack.person("priya").send("#partner-search", "hello"))
    shared = events.get(timeout=5)
    assert shared["is_ext_shared_channel"] is True
    assert shared["authorizations"] == [
        {
            "enterprise_id": None,
            "team_id": slack.workspace.team_id,
            "user_id": slack.bot_user_id,
            "is_bot": True,
            "is_enterprise_install": False,
        }
    ]
    assert shared["event"]["team"] != slack.workspace.team_id
    slack.run(slack.person("ada").send("#hiring", "hello"))
    assert events.get(timeout=5)["is_ext_shared_channel"] is False


def test_mention_and_message_for_one_text(slack: LocalSlack, events: Events) -> None:
    slack.run(slack.person("ada").send("#hiring", "@rolecall salary infra"))
    both = [events.get(timeout=5)["event"] for _ in range(2)]
    assert sorted(each["type"] for each in both) == ["app_mention", "message"]
    assert both[0]["ts"] == both[1]["ts"]
    assert both[0]["text"] == f"<@{slack.bot_user_id}> salary infra"


def test_an_invitation_is_told_where_the_app_is(manifest: Manifest) -> None:
    manifest["settings"]["event_subscriptions"]["bot_events"].append("member_joined_channel")
    with LocalSlack(manifest) as slack:
        ada, general = slack.person("ada"), slack.workspace.channel("general")
        general.members.discard(slack.workspace.member("mei").id)
        slack.run(ada.type("#general", "/invite @mei"))
        assert slack.journal.events("member_joined_channel") == []
        slack.run(ada.type("#general", "/invite @rolecall"))
        (told,) = slack.journal.events("member_joined_channel")
        assert told.payload["event"]["user"] == slack.bot_user_id
        assert told.payload["event"]["inviter"] == ada.member.id
        with pytest.raises(PlaygroundError, match="cannot be invited"):
            slack.run(ada.type("#general", "/invite @rolecall"))


def test_only_what_is_subscribed_and_allowed(manifest: Manifest) -> None:
    manifest["settings"]["event_subscriptions"]["bot_events"] = ["app_mention", "message.im"]
    manifest["oauth_config"]["scopes"]["bot"].remove("im:history")
    with LocalSlack(manifest) as slack:
        ada = slack.person("ada")
        slack.run(ada.send("#hiring", "not subscribed"))
        slack.run(ada.send("@rolecall", "no scope"))
        slack.run(ada.send("#general", "@rolecall is not in here"))
        slack.run(ada.send("#hiring", "@rolecall hello"))
        assert [each.payload["event"]["type"] for each in slack.journal.deliveries] == ["app_mention"]


def test_direct_messages_are_roots_of_threads(slack: LocalSlack, app: App, connect: Connect) -> None:
    def reply(event: Json, client: WebClient) -> None:
        client.chat_postMessage(
            channel=event["channel"], text="heard", thread_ts=event.get("thread_ts") or event["ts"]
        )

    app.event("message")(reply)
    connect(app)
    ada = slack.person("ada")
    root = slack.run(ada.send("@rolecall", "salary infra"))
    slack.run(slack.until(lambda: len(ada.sees("@rolecall")) == 2))
    slack.run(ada.send("@rolecall", "and senior?", thread_ts=root.ts))
    slack.run(slack.until(lambda: len(ada.sees("@rolecall")) == 4))
    assert {each.thread_ts for each in ada.sees("@rolecall")} == {root.ts}
    event = slack.journal.events("message")[0].payload["event"]
    assert event["channel_type"] == "im"
    assert "thread_ts" not in event


def test_edits_and_deletions(slack: LocalSlack, events: Events) -> None:
    ada = slack.person("ada")
    message = slack.run(ada.send("#hiring", "before"))
    slack.run(ada.edit(message, "after"))
    slack.run(ada.delete(message))
    kinds = {}
    for _ in range(3):
        event = events.get(timeout=5)["event"]
        kinds[event.get("subtype")] = event
    changed, deleted = kinds["message_changed"], kinds["message_deleted"]
    assert changed["message"]["text"] == "after"
    assert changed["previous_message"]["text"] == "before"
    assert deleted["deleted_ts"] == message.ts
    assert ada.sees("#hiring") == []


def test_own_echo_and_other_bots(slack: LocalSlack, client: WebClient, events: Events) -> None:
    own = f"from <@{slack.bot_user_id}>"
    client.chat_postMessage(channel=slack.workspace.channel("hiring").id, text=own)
    slack.run(slack.settle())
    assert slack.journal.events("app_mention") == []
    echo = slack.journal.events("message")[0].payload["event"]
    assert echo["bot_id"] == slack.bot_id
    slack.workspace.add_member("deploys", "Deploys", is_bot=True, bot_id="B0DEPLOYS")
    slack.workspace.channel("hiring").members.add(slack.workspace.member("deploys").id)
    slack.run(slack.person("deploys").send("#hiring", "from another app"))
    event = events.get(timeout=5)["event"]
    assert event["text"] == "from another app"  # the echo never got past Bolt
    assert event["bot_id"] == "B0DEPLOYS"


def test_the_same_event_twice(slack: LocalSlack, events: Events) -> None:
    slack.run(slack.person("ada").send("#hiring", "once"))
    first = events.get(timeout=5)
    slack.redeliver(slack.journal.events("message")[0])
    again = events.get(timeout=5)
    assert again["event_id"] == first["event_id"]
    assert again["event"] == first["event"]


def test_events_out_of_order(slack: LocalSlack, events: Events) -> None:
    slack.hold_events()
    for text in ("first", "second"):
        slack.run(slack.person("ada").send("#hiring", text))
    assert slack.journal.deliveries == []
    slack.release_events(newest_first=True)
    sent = [each.payload["event"]["text"] for each in slack.journal.deliveries]
    assert sent == ["second", "first"]
    assert {events.get(timeout=5)["event"]["text"] for _ in range(2)} == {"first", "second"}


def test_app_home_opened(slack: LocalSlack, client: WebClient, events: Events) -> None:
    ada = slack.person("ada")
    assert slack.run(ada.open_home()) is None
    first = events.get(timeout=5)["event"]
    assert first["tab"] == "home"
    assert "view" not in first
    client.views_publish(user_id=ada.member.id, view={"type": "home", "blocks": [{"type": "divider"}]})
    home = slack.run(ada.open_home())
    assert home is not None
    assert events.get(timeout=5)["event"]["view"]["id"] == home.id
    slack.run(ada.open_messages_tab())
    messages = events.get(timeout=5)["event"]
    assert messages["tab"] == "messages"
    assert messages["channel"].startswith("D")


def test_files_come_as_file_share(slack: LocalSlack, events: Events) -> None:
    slack.run(slack.person("ada").send("@rolecall", "the brief", files=[Upload("brief.pdf", b"%PDF-")]))
    event = events.get(timeout=5)["event"]
    assert event["subtype"] == "file_share"
    assert event["files"][0]["name"] == "brief.pdf"


def test_bolt_knows_who_and_where(slack: LocalSlack, app: App, connect: Connect) -> None:
    seen: SimpleQueue[BoltContext] = SimpleQueue()

    def keep(context: BoltContext) -> None:
        seen.put(context)

    app.event("message")(keep)
    connect(app)
    message = slack.run(slack.person("ada").send("#hiring", "hello"))
    context = seen.get(timeout=5)
    assert context.user_id == message.user
    assert context.channel_id == message.channel
    assert context.team_id == slack.workspace.team_id
