"""The Web API as the stock client sees it: tokens, scopes, arguments, rates, faults and pages."""

import logging
from datetime import timedelta
from typing import Any

import httpx
import pytest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.local_slack.contracts import load_contracts
from bot.local_slack.server import LocalSlack
from bot.local_slack.webapi import METHODS
from tests.local_slack.conftest import Manifest


def refusal(call: Any, *args: Any, **kwargs: Any) -> Any:
    """Return the response of a call that must be refused."""
    with pytest.raises(SlackApiError) as caught:
        call(*args, **kwargs)
    return caught.value.response


@pytest.fixture
def hiring(slack: LocalSlack) -> str:
    return slack.workspace.channel("#hiring").id


def test_token_in_header_or_body(slack: LocalSlack) -> None:
    for sent in (
        {"headers": {"Authorization": f"Bearer {slack.bot_token}"}},
        {"data": {"token": slack.bot_token}},
    ):
        said = httpx.post(f"{slack.api_url}auth.test", **sent).json()  # type: ignore[arg-type]
        assert said["ok"]
        assert said["user_id"] == slack.bot_user_id
        assert said["bot_id"] == slack.bot_id


def test_missing_and_wrong_tokens(slack: LocalSlack) -> None:
    assert refusal(WebClient(base_url=slack.api_url).auth_test)["error"] == "not_authed"
    assert refusal(WebClient("xoxb-other", base_url=slack.api_url).auth_test)["error"] == "invalid_auth"
    assert (
        refusal(WebClient(slack.app_token, base_url=slack.api_url).auth_test)["error"]
        == "not_allowed_token_type"
    )


@pytest.mark.parametrize("error", ["token_revoked", "account_inactive", "token_expired"])
def test_tokens_that_stopped_working(slack: LocalSlack, client: WebClient, error: str) -> None:
    slack.faults.token_error = error
    assert refusal(client.auth_test)["error"] == error


def test_scope_that_is_missing(manifest: Manifest) -> None:
    scopes = manifest["oauth_config"]["scopes"]
    scopes["bot_optional"].remove("users:read")
    scopes["bot"].remove("groups:read")
    with LocalSlack(manifest) as slack:
        client = WebClient(slack.bot_token, base_url=slack.api_url)
        said = refusal(client.users_info, user=slack.bot_user_id)
        assert said["error"] == "missing_scope"
        assert said["needed"] == "users:read"
        assert "chat:write" in said["provided"].split(",")
        assert client.conversations_info(channel=slack.workspace.channel("hiring").id)["ok"]
        private = slack.workspace.channel("founders").id
        assert refusal(client.conversations_info, channel=private)["needed"] == "groups:read"


def test_json_only_where_the_contract_takes_it(slack: LocalSlack, hiring: str) -> None:
    token = {"Authorization": f"Bearer {slack.bot_token}"}
    sent = {"channel": hiring, "text": "hello"}
    taken = httpx.post(f"{slack.api_url}chat.postMessage", json=sent, headers=token).json()
    assert taken["ok"]
    refused = httpx.post(f"{slack.api_url}conversations.info", json=sent, headers=token).json()
    assert refused["error"] == "invalid_arguments"
    form = {"channel": hiring, "include_num_members": "1"}
    read = httpx.post(f"{slack.api_url}conversations.info", data=form, headers=token).json()
    assert read["channel"]["num_members"] == 5
    wrong = form | {"include_num_members": "maybe"}
    said = httpx.post(f"{slack.api_url}conversations.info", data=wrong, headers=token).json()
    assert said["response_metadata"]["messages"] == [
        "[ERROR] must be a boolean [json-pointer:/include_num_members]"
    ]


def test_unknown_method(client: WebClient) -> None:
    assert refusal(client.api_call, "chat.shout")["error"] == "unknown_method"


def test_known_method_that_is_not_here(client: WebClient, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.WARNING, "bot.local_slack.webapi"):
        said = refusal(client.api_call, "reactions.add", params={"name": "eyes"})
    assert said["error"] == "not_implemented_by_local_slack"
    assert "reactions.add" in said["response_metadata"]["messages"][0]
    assert "reactions.add" in caplog.text


def test_every_method_has_a_contract() -> None:
    assert not METHODS.keys() - load_contracts().keys()


def test_missing_and_unknown_arguments(client: WebClient, hiring: str) -> None:
    said = refusal(client.api_call, "chat.postMessage", json={"text": "hello"})
    assert said["error"] == "invalid_arguments"
    assert said["response_metadata"]["messages"] == ["[ERROR] missing required field: channel"]
    said = refusal(client.chat_postMessage, channel=hiring, text="hello", thread="1.2")
    assert said["response_metadata"]["messages"] == ["[ERROR] unknown argument: thread"]


def test_tier_of_a_method(slack: LocalSlack, client: WebClient) -> None:
    for _ in range(20):
        client.users_list()
    said = refusal(client.users_list)
    assert said.status_code == 429
    assert said["error"] == "ratelimited"
    assert said.headers["Retry-After"] == "60"
    slack.clock.advance(timedelta(seconds=60))
    assert client.users_list()["ok"]


def test_one_post_a_second_after_a_burst(slack: LocalSlack, client: WebClient, hiring: str) -> None:
    for _ in range(30):
        client.chat_postMessage(channel=hiring, text="hello")
    said = refusal(client.chat_postMessage, channel=hiring, text="one too many")
    assert said.status_code == 429
    assert said.headers["Retry-After"] == "1"
    elsewhere = slack.workspace.channel("founders").id
    assert client.chat_postMessage(channel=elsewhere, text="another channel")["ok"]
    slack.clock.advance(timedelta(seconds=1))
    assert client.chat_postMessage(channel=hiring, text="a second later")["ok"]
    assert refusal(client.chat_postMessage, channel=hiring, text="again").status_code == 429


def test_faults(slack: LocalSlack, client: WebClient, hiring: str) -> None:
    client.retry_handlers.clear()
    slack.faults.fail("chat.postMessage", status=503)
    slack.faults.fail("chat.postMessage", error="team_added_to_org")
    slack.faults.rate_limit("chat.postMessage", retry_after=7)
    assert refusal(client.chat_postMessage, channel=hiring, text="1").status_code == 503
    assert refusal(client.chat_postMessage, channel=hiring, text="2")["error"] == "team_added_to_org"
    assert refusal(client.chat_postMessage, channel=hiring, text="3").headers["Retry-After"] == "7"
    slack.faults.fail("chat.postMessage", reset=True)
    with pytest.raises(ConnectionError):
        client.chat_postMessage(channel=hiring, text="4")
    assert [each.text for each in slack.person("ada").sees("#hiring")] == ["4"]  # it arrived all the same


def test_delay_passes_with_the_clock(slack: LocalSlack, client: WebClient) -> None:
    slack.faults.delay("auth.test", 20)
    slack.faults.delay("auth.test", 0)

    async def answered_early() -> bool:
        async with httpx.AsyncClient() as http:
            import asyncio

            token = {"token": slack.bot_token}
            slow = asyncio.create_task(http.post(f"{slack.api_url}auth.test", data=token))
            await http.post(f"{slack.api_url}api.test")
            early = slow.done()
            slack.clock.advance(timedelta(seconds=20))
            return early or not (await slow).json()["ok"]

    assert not slack.run(answered_early())
    assert client.auth_test()["ok"]


def test_scopes_in_the_headers(client: WebClient) -> None:
    scopes = client.auth_test().headers["x-oauth-scopes"].split(",")
    assert "chat:write" in scopes
    assert "users:read" in scopes  # bot_optional


def test_pages(slack: LocalSlack, client: WebClient, hiring: str) -> None:
    first = client.users_list(limit=4)
    assert len(first["members"]) == 4
    second = client.users_list(limit=4, cursor=first["response_metadata"]["next_cursor"])
    assert second["response_metadata"]["next_cursor"] == ""
    everybody = [*first["members"], *second["members"]]
    assert [each["id"] for each in everybody] == list(slack.workspace.members)
    assert refusal(client.users_list, cursor="nonsense")["error"] == "invalid_cursor"
    assert refusal(client.conversations_members, channel=hiring, limit=5000)["error"] == "invalid_limit"


def test_people_and_places(slack: LocalSlack, client: WebClient) -> None:
    zoe = slack.workspace.member("zoe")
    shown = client.users_info(user=zoe.id)["user"]
    assert shown["real_name"] == "Zoë Brandt-Müller"
    assert shown["tz"] == "Europe/Berlin"
    assert shown["tz_offset"] == 3600
    assert "email" not in shown["profile"]
    assert refusal(client.users_info, user="U0NOBODY")["error"] == "user_not_found"
    assert client.bots_info(bot=slack.bot_id)["bot"]["user_id"] == slack.bot_user_id
    assert client.team_info()["team"]["name"] == "Fernhill Robotics"
    names = [each["name"] for each in client.conversations_list(exclude_archived=True)["channels"]]
    assert names == ["general", "hiring", "partner-search"]
    mine = client.users_conversations(types="public_channel,private_channel")["channels"]
    assert [each["name"] for each in mine] == ["hiring", "founders", "partner-search"]
    assert refusal(client.conversations_list, types="rooms")["error"] == "invalid_types"
    assert refusal(client.team_info, team="T0OTHER")["error"] == "team_not_found"
    assert refusal(client.bots_info, bot="B0OTHER")["error"] == "bot_not_found"
    assert client.users_info(user=zoe.id, include_locale=True)["user"]["locale"]
    assert refusal(client.api_test, error="on purpose")["error"] == "on purpose"


def test_shared_channel_says_so(slack: LocalSlack, client: WebClient) -> None:
    shared = client.conversations_info(channel=slack.workspace.channel("partner-search").id)["channel"]
    own = client.conversations_info(channel=slack.workspace.channel("hiring").id)["channel"]
    assert (shared["is_ext_shared"], own["is_ext_shared"]) == (True, False)


def test_direct_message_is_opened_once(slack: LocalSlack, client: WebClient) -> None:
    ada = slack.workspace.member("ada").id
    first = client.conversations_open(users=ada)["channel"]["id"]
    again = client.conversations_open(users=ada)
    assert again["channel"]["id"] == first
    assert again["already_open"]
    assert client.conversations_open(channel=first)["no_op"]
    assert client.conversations_open(users=ada, return_im=True)["channel"]["user"] == ada
    mei = slack.workspace.member("mei").id
    assert refusal(client.conversations_open, users=[ada, mei])["error"] == "not_implemented_by_local_slack"
    assert refusal(client.conversations_open, users="")["error"] == "users_list_not_supplied"
    assert refusal(client.conversations_open, users="U0NOBODY")["error"] == "user_not_found"


def test_blocks_are_validated_without_a_token(slack: LocalSlack) -> None:
    client = WebClient(base_url=slack.api_url)
    divider: list[dict[str, Any]] = [{"type": "divider"}]
    assert client.api_call("blocks.validate", json={"blocks": divider})["ok"]
    said = refusal(client.api_call, "blocks.validate", json={"blocks": [{"type": "alert"}]})
    assert said["error"] == "invalid_blocks"
    assert said["errors"][0]["pointer"].startswith("/blocks/0")
    home = {"type": "home", "blocks": divider}
    assert client.api_call("blocks.validate", json={"view": home})["ok"]
    assert client.api_call("blocks.validate", json={"message": {"blocks": divider}})["ok"]
    said = refusal(client.api_call, "blocks.validate", json={"view": home, "blocks": divider})
    assert said["error"] == "invalid_arguments"
    said = refusal(client.api_call, "blocks.validate", json={"blocks": divider * 10_000})
    assert said["error"] == "invalid_arguments"


def test_journal_knows_what_caused_a_call(slack: LocalSlack, client: WebClient) -> None:
    client.auth_test()
    assert [each.method for each in slack.journal.calls] == ["auth.test"]
    assert slack.bot_token not in str(slack.journal.calls)


def test_what_people_are_in_the_workspace(slack: LocalSlack, client: WebClient) -> None:
    names = ("is_admin", "is_owner", "is_restricted", "is_ultra_restricted")
    grid = {"id": "W0X", "enterprise_id": "E0X", "teams": [slack.workspace.team_id]}
    kim = slack.workspace.add_member("kim", "Kim", role="single-channel guest", enterprise_user=grid)
    shown = client.users_info(user=kim.id)["user"]
    assert [shown[name] for name in names] == [False, False, True, True]
    assert shown["enterprise_user"] == grid
    ada = client.users_info(user=slack.workspace.member("ada").id)["user"]
    assert [ada[name] for name in names] == [True, True, False, False]


def test_private_channels_of_others_only_where_the_app_is(slack: LocalSlack, client: WebClient) -> None:
    slack.workspace.add_channel("board", ["sam"], is_private=True)
    sam = slack.workspace.member("sam").id
    theirs = client.users_conversations(user=sam, types="public_channel,private_channel")["channels"]
    assert [each["name"] for each in theirs] == ["general", "hiring", "founders", "old-roles"]
