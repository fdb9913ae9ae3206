"""Files: shared by people, described to the app, and served to whoever brings the bot's token."""

import urllib.request
from collections.abc import Iterator

import pytest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.local_slack.messages.files import Upload
from bot.local_slack.server import LocalSlack
from bot.local_slack.state.clock import Clock
from bot.local_slack.state.workspace import PlaygroundError
from tests.local_slack.conftest import NOW, Manifest

BRIEF = Upload("the brief & more.txt", "Zoë writes évaluations".encode())


@pytest.fixture
def slack(manifest: Manifest) -> Iterator[LocalSlack]:
    """A local Slack whose app may read files."""
    manifest["oauth_config"]["scopes"]["bot"].append("files:read")
    with LocalSlack(manifest, clock=Clock(frozen_at=NOW)) as running:
        yield running


def share(slack: LocalSlack, *uploads: Upload, where: str = "@rolecall") -> str:
    """Send files as Ada; the id of the first."""
    return slack.run(slack.person("ada").send(where, "", files=uploads)).files[0]


def fetch(url: str, token: str) -> tuple[str, bytes]:
    request = urllib.request.Request(url, headers={"Authorization": f"Bearer {token}"})  # noqa: S310
    with urllib.request.urlopen(request, timeout=5) as answer:  # noqa: S310
        return answer.headers.get_content_type(), answer.read()


def test_a_file_is_described_and_served(slack: LocalSlack, client: WebClient) -> None:
    told = client.files_info(file=share(slack, BRIEF))["file"]
    assert (told["name"], told["size"], told["mimetype"]) == (BRIEF.name, len(BRIEF.data), "text/plain")
    for address in (told["url_private"], told["url_private_download"]):
        assert fetch(address, slack.bot_token) == ("text/plain", BRIEF.data)


def test_strangers_are_sent_to_sign_in(slack: LocalSlack, client: WebClient) -> None:
    address = client.files_info(file=share(slack, BRIEF))["file"]["url_private"]
    for token in ("", "xoxb-wrong", slack.app_token):
        kind, page = fetch(address, token)
        assert kind == "text/html"
        assert b"Sign in" in page


def test_reading_files_needs_its_scope(manifest: Manifest) -> None:
    with LocalSlack(manifest) as slack:
        file = share(slack, BRIEF)
        with pytest.raises(SlackApiError, match="missing_scope"):
            WebClient(slack.bot_token, base_url=slack.api_url).files_info(file=file)
        address = f"{slack.url}/files-pri/{slack.workspace.team_id}-{file}/x.txt"
        assert fetch(address, slack.bot_token)[0] == "text/html"


def test_the_app_uploads_a_picture_for_its_own_views(manifest: Manifest) -> None:
    manifest["oauth_config"]["scopes"]["bot"] += ["files:read", "files:write"]
    with LocalSlack(manifest, clock=Clock(frozen_at=NOW)) as slack:
        client = WebClient(slack.bot_token, base_url=slack.api_url)
        taken = client.files_upload_v2(filename="band.png", content=b"\x89PNG of a band")["file"]
        assert (taken["name"], taken["mimetype"]) == ("band.png", "")
        told = client.files_info(file=taken["id"])["file"]
        assert (told["mimetype"], told["user"]) == ("image/png", slack.bot_user_id)
        assert fetch(told["url_private"], slack.bot_token) == ("image/png", b"\x89PNG of a band")
        picture = {"type": "image", "alt_text": "a band", "slack_file": {"id": taken["id"]}}
        client.chat_postMessage(channel=slack.workspace.channel("hiring").id, text="?", blocks=[picture])
        picture["slack_file"] = {"id": share(slack, BRIEF, where="#general")}
        with pytest.raises(SlackApiError, match="invalid_blocks"):
            client.chat_postMessage(channel=slack.workspace.channel("hiring").id, text="?", blocks=[picture])
        for never_sent in ("F0NOBODY", str(taken["id"])):
            with pytest.raises(SlackApiError, match="file_not_found"):
                client.files_completeUploadExternal(files=[{"id": never_sent}])


def test_the_app_knows_no_files_from_where_it_is_not(slack: LocalSlack, client: WebClient) -> None:
    file = share(slack, BRIEF, where="#general")
    for unknown in (file, "F0NOBODY"):
        with pytest.raises(SlackApiError, match="file_not_found"):
            client.files_info(file=unknown)


def test_a_deleted_message_takes_its_file_along(slack: LocalSlack, client: WebClient) -> None:
    message = slack.run(slack.person("ada").send("@rolecall", "", files=[BRIEF]))
    slack.run(slack.person("ada").delete(message))
    with pytest.raises(SlackApiError, match="file_not_found"):
        client.files_info(file=message.files[0])


def test_in_a_shared_channel_the_app_has_to_ask(slack: LocalSlack, client: WebClient) -> None:
    file = share(slack, BRIEF, where="#partner-search")
    channel = slack.workspace.channel("partner-search").id
    shown = client.conversations_history(channel=channel)["messages"][0]["files"][0]
    assert shown["file_access"] == "check_file_info"
    assert "url_private" not in shown
    assert client.files_info(file=file)["file"]["file_access"] == "visible"


def test_the_name_decides_what_slack_calls_it(slack: LocalSlack, client: WebClient) -> None:
    told = client.files_info(file=share(slack, Upload("role.pdf", b"<html>")))["file"]
    assert (told["mimetype"], told["filetype"]) == ("application/pdf", "pdf")


def test_a_message_takes_ten_files_and_a_command_none(slack: LocalSlack) -> None:
    ada = slack.person("ada")
    assert len(slack.run(ada.send("@rolecall", "", files=[BRIEF] * 10)).files) == 10
    with pytest.raises(PlaygroundError, match="at most 10"):
        slack.run(ada.send("@rolecall", "", files=[BRIEF] * 11))
    with pytest.raises(PlaygroundError, match="takes no files"):
        slack.run(ada.type("#hiring", "/salary", files=[BRIEF]))
