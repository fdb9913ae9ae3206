"""What an agent shows around a conversation: prompts, a status that goes away, a title."""

from datetime import timedelta

import pytest
from slack_sdk import WebClient

from bot.local_slack.server import LocalSlack
from bot.local_slack.state.workspace import Channel
from tests.local_slack.conftest import Manifest
from tests.local_slack.test_web_api import refusal

PROMPTS = [{"title": "Pay", "message": "salary infra"}]


@pytest.fixture
def im(slack: LocalSlack) -> Channel:
    return slack.workspace.im(slack.workspace.member("ada").id, slack.bot_user_id)


def test_suggested_prompts(client: WebClient, im: Channel) -> None:
    client.assistant_threads_setSuggestedPrompts(channel_id=im.id, prompts=PROMPTS, title="Try")
    assert (im.suggested_prompts, im.prompts_title) == (PROMPTS, "Try")
    five = PROMPTS * 5
    said = refusal(client.assistant_threads_setSuggestedPrompts, channel_id=im.id, prompts=five)
    assert said["error"] == "invalid_arguments"


def test_prompts_are_for_agents(manifest: Manifest) -> None:
    del manifest["features"]["agent_view"]
    with LocalSlack(manifest) as slack:
        client = WebClient(slack.bot_token, base_url=slack.api_url)
        im = slack.workspace.im(slack.workspace.member("ada").id, slack.bot_user_id)
        said = refusal(client.assistant_threads_setSuggestedPrompts, channel_id=im.id, prompts=PROMPTS)
        assert said["error"] == "not_agent_app"


def test_status_ends_with_a_message_or_after_two_minutes(
    slack: LocalSlack, client: WebClient, im: Channel
) -> None:
    root = slack.run(slack.person("ada").send("@rolecall", "hello"))

    def show(status: str) -> None:
        client.assistant_threads_setStatus(channel_id=im.id, thread_ts=root.ts, status=status)

    show("looking it up")
    assert im.thread_status[root.ts].text == "looking it up"
    slack.clock.advance(timedelta(seconds=60))
    show("still looking")
    slack.clock.advance(timedelta(seconds=60))
    client.api_test()  # whatever was due has run by now
    assert im.thread_status[root.ts].text == "still looking"
    slack.clock.advance(timedelta(seconds=60))
    slack.run(slack.until(lambda: not im.thread_status))
    show("writing")
    client.chat_postMessage(channel=im.id, thread_ts=root.ts, text="done")
    assert im.thread_status == {}
    show("again")
    show("")
    assert im.thread_status == {}


def test_title_and_unknown_threads(slack: LocalSlack, client: WebClient, im: Channel) -> None:
    root = slack.run(slack.person("ada").send("@rolecall", "hello"))
    client.assistant_threads_setTitle(channel_id=im.id, thread_ts=root.ts, title="Infra pay")
    assert im.thread_titles == {root.ts: "Infra pay"}
    said = refusal(client.assistant_threads_setTitle, channel_id=im.id, thread_ts="1.000001", title="x")
    assert said["error"] == "invalid_thread_ts"
