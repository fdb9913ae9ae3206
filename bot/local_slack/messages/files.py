"""Files that people share: kept in memory, shown to the app as Slack shows them, and served to it."""

from dataclasses import dataclass, field
from mimetypes import guess_type
from pathlib import PurePath
from typing import Any
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from bot.local_slack.slack import Slack
from bot.local_slack.state.workspace import Channel, File, Member, PlaygroundError, seconds

Json = dict[str, Any]

MOST_FILES = 10
MOST_BYTES = 1_000_000_000
SIGN_IN = "/signin"


@dataclass(frozen=True)
class Upload:
    """A file as it lies on a person's disk."""

    name: str
    data: bytes = field(repr=False)


def keep(slack: Slack, member: Member, upload: Upload) -> File:
    """Take in a file of a person; PlaygroundError for one that Slack's own screens refuse."""
    if len(upload.data) > MOST_BYTES:
        raise PlaygroundError(f"{upload.name} is larger than 1 GB")
    mimetype = guess_type(upload.name)[0] or "application/octet-stream"
    file = File(
        id=slack.workspace.new_id("F"),
        name=upload.name,
        data=upload.data,
        user=member.id,
        mimetype=mimetype,
        filetype=PurePath(upload.name).suffix.removeprefix(".").lower() or "binary",
        created=slack.clock.now(),
    )
    slack.workspace.files[file.id] = file
    return file


def file_json(slack: Slack, file: File) -> Json:
    """Return a file as files.info and messages show it: its name and type are what the person says."""
    team = slack.workspace.team_id
    address = f"{slack.url}/files-pri/{team}-{file.id}"
    return {
        "id": file.id,
        "created": seconds(file.created),
        "timestamp": seconds(file.created),
        "name": file.name,
        "title": file.name,
        "mimetype": file.mimetype,
        "filetype": file.filetype,
        "pretty_type": file.filetype.upper(),
        "user": file.user,
        "user_team": slack.workspace.members[file.user].team_id,
        "size": len(file.data),
        "mode": "hosted",
        "is_external": False,
        "external_type": "",
        "is_public": False,
        "url_private": f"{address}/{quote(file.name)}",
        "url_private_download": f"{address}/download/{quote(file.name)}",
        "file_access": "visible",
    }


def shown_in(slack: Slack, file: File, channel: Channel) -> Json:
    """Return a file as a message shows it: in a shared channel the app has to ask files.info for more."""
    if channel.is_ext_shared:
        return {"id": file.id, "created": seconds(file.created), "file_access": "check_file_info"}
    return file_json(slack, file)


def visible(slack: Slack, file_id: str) -> File | None:
    """Return a file that stands in a conversation the app is in; None for any other."""
    shared = any(
        file_id in message.files and slack.bot_user_id in channel.members
        for channel in slack.workspace.channels.values()
        for message in channel.history()
    )
    return slack.workspace.files[file_id] if shared else None


class FileServer:
    """Answers GET /files-pri/…, the addresses in url_private, for those who bring the bot's token."""

    def __init__(self, slack: Slack) -> None:
        self._slack = slack

    async def endpoint(self, request: Request) -> Response:
        """Give the bytes of a file; whoever may not have them is sent to a page to sign in, as by Slack."""
        token = request.headers.get("authorization", "").removeprefix("Bearer ")
        allowed = token == self._slack.bot_token and not self._slack.faults.token_error
        if not allowed or "files:read" not in self._slack.app.scopes:
            return RedirectResponse(f"{SIGN_IN}?redir={quote(request.url.path)}", 302)
        file = visible(self._slack, request.path_params["file"].rpartition("-")[2])
        if file is None:
            return Response(status_code=404)
        return Response(file.data, media_type=file.mimetype)

    async def sign_in(self, _request: Request) -> Response:
        """Show the page that strangers get, with status 200."""
        return HTMLResponse("<!DOCTYPE html><html><title>Sign in</title><body>Sign in to Slack</body></html>")
