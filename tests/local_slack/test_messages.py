"""Messages of the app: where they may go, what they may hold, threads, edits and ephemerals."""

from typing import Any

import pytest
from slack_sdk import WebClient

from bot.local_slack.server import LocalSlack
from bot.local_slack.state.workspace import PlaygroundError
from tests.local_slack.conftest import Manifest
from tests.local_slack.test_web_api import refusal

SECTION = {"type": "section", "text": {"type": "mrkdwn", "text": "hello"}}


@pytest.fixture
def hiring(slack: LocalSlack) -> str:
    return slack.workspace.channel("#hiring").id


def test_channel_not_found(slack: LocalSlack, client: WebClient) -> None:
    secret = slack.workspace.add_channel("secret", ["ada"], is_private=True)
    for channel in ("C0NOWHERE", "hiring", "#hiring", secret.id):
        assert refusal(client.chat_postMessage, channel=channel, text="x")["error"] == "channel_not_found"


def test_not_in_channel(slack: LocalSlack, client: WebClient) -> None:
    general = slack.workspace.channel("general").id
    assert refusal(client.chat_postMessage, channel=general, text="x")["error"] == "not_in_channel"
    assert refusal(client.conversations_history, channel=general)["error"] == "not_in_channel"


def test_what_people_cannot_do_either(slack: LocalSlack, client: WebClient) -> None:
    ada = slack.person("ada")
    assert [each.name for each in ada.channels()] == [
        "general",
        "hiring",
        "founders",
        "partner-search",
        "old-roles",
    ]
    with pytest.raises(PlaygroundError, match="archived"):
        slack.run(ada.send("#old-roles", "hello"))
    client.chat_postMessage(channel=slack.workspace.channel("hiring").id, text="x")
    with pytest.raises(PlaygroundError, match="own messages"):
        slack.run(ada.delete(ada.sees("#hiring")[0]))


def test_is_archived(slack: LocalSlack, client: WebClient) -> None:
    old = slack.workspace.channel("old-roles")
    old.members.add(slack.bot_user_id)
    assert refusal(client.chat_postMessage, channel=old.id, text="x")["error"] == "is_archived"


@pytest.mark.parametrize("nothing", [{}, {"text": ""}, {"text": " "}, {"blocks": []}])
def test_no_text(client: WebClient, hiring: str, nothing: dict[str, Any]) -> None:
    sent = {"channel": hiring, **nothing}
    assert refusal(client.api_call, "chat.postMessage", json=sent)["error"] == "no_text"


@pytest.mark.parametrize(
    ("blocks", "pointer"),
    [
        ([SECTION] * 51, "/blocks"),
        ([{"type": "sectoin"}], "/blocks/0"),
        ([{"type": "section", "text": {"type": "mrkdwn", "text": "x" * 3001}}], "/blocks/0/text/text"),
        ([{"type": "alert", "text": {"type": "plain_text", "text": "x"}}], "/blocks/0"),
        ([{**SECTION, "block_id": "a"}, {**SECTION, "block_id": "a"}], "/blocks/1/block_id"),
    ],
)
def test_invalid_blocks(client: WebClient, hiring: str, blocks: list[Any], pointer: str) -> None:
    said = refusal(client.chat_postMessage, channel=hiring, text="x", blocks=blocks)
    assert said["error"] == "invalid_blocks"
    assert f"[json-pointer:{pointer}" in said["response_metadata"]["messages"][0]
    assert client.conversations_history(channel=hiring)["messages"] == []


def test_blocks_that_are_no_json(client: WebClient, hiring: str) -> None:
    for blocks in ("[{", '{"type": "divider"}'):
        said = refusal(client.api_call, "chat.postMessage", json={"channel": hiring, "blocks": blocks})
        assert said["error"] == "invalid_blocks_format"


def test_markdown_text_excludes_the_rest(client: WebClient, hiring: str) -> None:
    said = refusal(client.chat_postMessage, channel=hiring, markdown_text="**x**", text="x")
    assert said["error"] == "markdown_text_conflict"
    said = refusal(client.chat_postMessage, channel=hiring, markdown_text="x" * 12_001)
    assert said["error"] == "msg_too_long"
    assert client.chat_postMessage(channel=hiring, markdown_text="**x**")["message"]["text"] == "**x**"


def test_long_text_is_cut_with_a_warning(client: WebClient, hiring: str) -> None:
    said = client.chat_postMessage(channel=hiring, text="x" * 40_001)
    assert said["warning"] == "message_truncated"
    assert len(said["message"]["text"]) == 40_000


def test_update(slack: LocalSlack, client: WebClient, hiring: str) -> None:
    posted = client.chat_postMessage(channel=hiring, text="before", blocks=[SECTION])
    ts = posted["ts"]
    assert refusal(client.chat_update, channel=hiring, ts=ts, text="x" * 4001)["error"] == "msg_too_long"
    assert (
        refusal(client.chat_update, channel=hiring, ts="1.000001", text="x")["error"] == "message_not_found"
    )
    theirs = slack.run(slack.person("ada").send("#hiring", "mine"))
    said = refusal(client.chat_update, channel=hiring, ts=theirs.ts, text="x")
    assert said["error"] == "cant_update_message"
    changed = client.chat_update(channel=hiring, ts=ts, text="after")
    assert changed["message"]["text"] == "after"
    assert "blocks" not in changed["message"]
    assert changed["message"]["edited"]["user"] == slack.bot_user_id
    stored = client.conversations_history(channel=hiring)["messages"][-1]
    assert stored["ts"] == ts
    assert stored["text"] == "after"


def test_delete(slack: LocalSlack, client: WebClient, hiring: str) -> None:
    ts = client.chat_postMessage(channel=hiring, text="x")["ts"]
    client.chat_delete(channel=hiring, ts=ts)
    assert refusal(client.chat_delete, channel=hiring, ts=ts)["error"] == "message_not_found"
    theirs = slack.run(slack.person("ada").send("#hiring", "mine"))
    assert refusal(client.chat_delete, channel=hiring, ts=theirs.ts)["error"] == "cant_delete_message"


def test_posting_to_a_member_opens_the_direct_message(slack: LocalSlack, client: WebClient) -> None:
    posted = client.chat_postMessage(channel=slack.workspace.member("mei").id, text="hello")
    assert posted["channel"].startswith("D")
    assert [each.text for each in slack.person("mei").sees("@rolecall")] == ["hello"]
    assert slack.person("ada").sees("@rolecall") == []


def test_ephemeral(slack: LocalSlack, client: WebClient, hiring: str) -> None:
    ada, priya = slack.workspace.member("ada").id, slack.workspace.member("priya").id
    said = refusal(client.chat_postEphemeral, channel=hiring, user=priya, text="x")
    assert said["error"] == "user_not_in_channel"
    ts = client.chat_postEphemeral(channel=hiring, user=ada, text="only you")["message_ts"]
    assert [each.text for each in slack.person("ada").sees("#hiring")] == ["only you"]
    assert slack.person("mei").sees("#hiring") == []
    assert client.conversations_history(channel=hiring)["messages"] == []
    assert refusal(client.chat_update, channel=hiring, ts=ts, text="x")["error"] == "message_not_found"
    said = refusal(client.chat_postMessage, channel=hiring, thread_ts=ts, text="x")
    assert said["error"] == "cannot_reply_to_message"


def test_metadata(client: WebClient, hiring: str) -> None:
    def post(metadata: Any) -> Any:
        return {"channel": hiring, "text": "x", "metadata": metadata}

    for metadata, error in (
        ("{", "invalid_metadata_format"),
        ({"event_type": "kept"}, "invalid_metadata_schema"),
        ({"event_type": "kept", "event_payload": {"x": "y" * 9000}}, "metadata_too_large"),
    ):
        assert refusal(client.api_call, "chat.postMessage", json=post(metadata))["error"] == error
    kept = {"event_type": "kept", "event_payload": {"id": 7}}
    assert client.chat_postMessage(channel=hiring, text="x", metadata=kept)["message"]["metadata"] == kept


def test_threads(slack: LocalSlack, client: WebClient, hiring: str) -> None:
    root = slack.run(slack.person("ada").send("#hiring", "who?"))
    reply = client.chat_postMessage(channel=hiring, text="we", thread_ts=root.ts)["ts"]
    shown = client.chat_postMessage(channel=hiring, text="you", thread_ts=reply, reply_broadcast=True)
    assert shown["message"]["thread_ts"] == root.ts
    assert shown["message"]["parent_user_id"] == slack.workspace.member("ada").id
    top = client.conversations_history(channel=hiring)["messages"]
    assert [each["text"] for each in top] == ["you", "who?"]  # the broadcast reply and the root
    assert top[1]["reply_count"] == 2
    assert top[1]["latest_reply"] == shown["ts"]
    thread = client.conversations_replies(channel=hiring, ts=root.ts)["messages"]
    assert [each["text"] for each in thread] == ["who?", "we", "you"]
    client.chat_delete(channel=hiring, ts=shown["ts"])
    assert client.conversations_history(channel=hiring)["messages"][0]["latest_reply"] == reply
    said = refusal(client.chat_postMessage, channel=hiring, text="x", thread_ts="1.000001")
    assert said["error"] == "cannot_reply_to_message"
    assert refusal(client.conversations_replies, channel=hiring, ts="1.000001")["error"] == "thread_not_found"


def test_history_between(client: WebClient, hiring: str) -> None:
    stamps = [client.chat_postMessage(channel=hiring, text=str(n))["ts"] for n in range(4)]
    between = client.conversations_history(channel=hiring, oldest=stamps[0], latest=stamps[3])
    assert [each["text"] for each in between["messages"]] == ["2", "1"]
    page = client.conversations_history(channel=hiring, limit=3)
    assert page["has_more"]
    rest = client.conversations_history(channel=hiring, cursor=page["response_metadata"]["next_cursor"])
    assert [each["text"] for each in rest["messages"]] == ["0"]
    assert refusal(client.conversations_history, channel=hiring, oldest="x")["error"] == "invalid_ts_oldest"


def test_permalink(client: WebClient, hiring: str) -> None:
    ts = client.chat_postMessage(channel=hiring, text="x")["ts"]
    link = client.chat_getPermalink(channel=hiring, message_ts=ts)["permalink"]
    assert link == f"https://fernhill.slack.com/archives/{hiring}/p{ts.replace('.', '')}"
    said = refusal(client.chat_getPermalink, channel=hiring, message_ts="1.000001")
    assert said["error"] == "message_not_found"


def test_messages_tab_disabled(manifest: Manifest) -> None:
    manifest["features"]["app_home"]["messages_tab_enabled"] = False
    with LocalSlack(manifest) as slack:
        client = WebClient(slack.bot_token, base_url=slack.api_url)
        said = refusal(client.chat_postMessage, channel=slack.workspace.member("ada").id, text="x")
        assert said["error"] == "messages_tab_disabled"
        with pytest.raises(PlaygroundError, match="no Messages tab"):
            slack.run(slack.person("ada").open_messages_tab())
