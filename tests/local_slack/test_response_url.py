"""Response URLs: how often, how long, who sees the answer, and changing what is there."""

from datetime import timedelta
from queue import SimpleQueue
from typing import Any

import httpx
import pytest
from slack_bolt import Ack, App
from slack_sdk import WebClient
from slack_sdk.webhook import WebhookClient

from bot.local_slack.server import LocalSlack
from tests.local_slack.conftest import Connect

Json = dict[str, Any]

BUTTON = {"type": "button", "action_id": "share", "text": {"type": "plain_text", "text": "Share"}}
BLOCKS: list[Json] = [{"type": "actions", "elements": [BUTTON]}]


@pytest.fixture
def bodies(app: App, connect: Connect) -> "SimpleQueue[Json]":
    """What the app got of commands and clicks, each acked."""
    seen: SimpleQueue[Json] = SimpleQueue()

    def keep(ack: Ack, body: Json) -> None:
        ack()
        seen.put(body)

    app.command("/salary")(keep)
    app.action("share")(keep)
    connect(app)
    return seen


@pytest.fixture
def webhook(slack: LocalSlack, bodies: "SimpleQueue[Json]") -> WebhookClient:
    """The response URL of a command that Ada sent in #general, where the app is no member."""
    slack.run(slack.person("ada").command("#general", "/salary"))
    return WebhookClient(bodies.get(timeout=5)["response_url"])


def test_five_uses(slack: LocalSlack, webhook: WebhookClient) -> None:
    assert [webhook.send(text=str(n)).status_code for n in range(5)] == [200] * 5
    sixth = webhook.send(text="6")
    assert sixth.status_code == 404
    assert "used_url" in sixth.body
    assert len(slack.person("ada").sees("#general")) == 5


def test_thirty_minutes(slack: LocalSlack, webhook: WebhookClient) -> None:
    slack.clock.advance(timedelta(minutes=29, seconds=59))
    assert webhook.send(text="just in time").body == "ok"
    slack.clock.advance(timedelta(seconds=1))
    late = webhook.send(text="late")
    assert late.status_code == 404
    assert "expired_url" in late.body


def test_ephemeral_unless_in_channel(slack: LocalSlack, webhook: WebhookClient) -> None:
    webhook.send(text="only you")
    webhook.send(text="everybody", response_type="in_channel")
    assert [each.text for each in slack.person("ada").sees("#general")] == ["only you", "everybody"]
    assert [each.text for each in slack.person("mei").sees("#general")] == ["everybody"]


def test_bad_content_is_refused(slack: LocalSlack, webhook: WebhookClient) -> None:
    assert "no_text" in webhook.send(text="").body
    assert webhook.send(blocks=[{"type": "nonsense"}]).status_code == 400
    for body in (b"{", b"[]"):
        assert httpx.post(webhook.url, content=body).status_code == 400
    assert slack.person("ada").sees("#general") == []


def test_answer_in_a_thread(slack: LocalSlack, webhook: WebhookClient) -> None:
    root = slack.run(slack.person("mei").send("#general", "who?"))
    webhook.send_dict({"text": "we", "thread_ts": root.ts, "response_type": "in_channel"})
    assert slack.person("mei").sees("#general")[-1].thread_ts == root.ts


@pytest.mark.parametrize("ephemeral", [True, False])
def test_replacing_and_deleting_the_original(
    slack: LocalSlack, client: WebClient, bodies: "SimpleQueue[Json]", ephemeral: bool
) -> None:
    ada, hiring = slack.person("ada"), slack.workspace.channel("hiring").id
    if ephemeral:
        client.chat_postEphemeral(channel=hiring, user=ada.member.id, text="before", blocks=BLOCKS)
    else:
        client.chat_postMessage(channel=hiring, text="before", blocks=BLOCKS)
    message = ada.sees("#hiring")[0]
    slack.run(ada.act(message, "share"))
    webhook = WebhookClient(bodies.get(timeout=5)["response_url"])
    webhook.send(text="after", replace_original=True)
    assert [(each.ts, each.text, each.blocks) for each in ada.sees("#hiring")] == [(message.ts, "after", [])]
    webhook.send(text="new")
    assert [each.text for each in ada.sees("#hiring")] == ["after", "new"]
    webhook.send(delete_original=True)
    assert [each.text for each in ada.sees("#hiring")] == ["new"]
    assert "message_not_found" in webhook.send(delete_original=True).body


def test_other_peoples_messages_are_out_of_reach(slack: LocalSlack, app: App, connect: Connect) -> None:
    seen: SimpleQueue[Json] = SimpleQueue()

    def keep(ack: Ack, body: Json) -> None:
        ack()
        seen.put(body)

    app.shortcut("record")(keep)
    connect(app)
    ada = slack.person("ada")
    message = slack.run(ada.send("#hiring", "mine"))
    slack.run(ada.shortcut("record", message))
    webhook = WebhookClient(seen.get(timeout=5)["response_url"])
    assert webhook.send(delete_original=True).status_code == 404
    webhook.send(text="not yours", replace_original=True)
    assert [each.text for each in ada.sees("#hiring")] == ["mine", "not yours"]


def test_faults(slack: LocalSlack, webhook: WebhookClient) -> None:
    slack.faults.fail("response_url", status=500)
    assert webhook.send(text="lost").status_code == 500
    assert slack.person("ada").sees("#general") == []
    webhook.retry_handlers.clear()
    slack.faults.fail("response_url", reset=True)
    with pytest.raises(ConnectionError):
        webhook.send(text="arrives without an answer")
    assert len(slack.person("ada").sees("#general")) == 1
