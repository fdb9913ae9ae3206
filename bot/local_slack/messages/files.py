"""Files: those that people share, served to the app, and the app's own; all kept in memory."""

from collections.abc import Iterator
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


def keep(slack: Slack, member: Member, upload: Upload, id: str = "") -> File:
    """Take in a file of a person or the app; PlaygroundError for one that Slack's own screens refuse."""
    if len(upload.data) > MOST_BYTES:
        raise PlaygroundError(f"{upload.name} is larger than 1 GB")
    mimetype = guess_type(upload.name)[0] or "application/octet-stream"
    file = File(
        id=id or slack.workspace.new_id("F"),
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
    """Return a file that is the app's or stands in a conversation it is in; None for any other."""
    file = slack.workspace.files.get(file_id)
    if file is not None and file.user == slack.bot_user_id:
        return file
    shared = any(
        file_id in message.files and slack.bot_user_id in channel.members
        for channel in slack.workspace.channels.values()
        for message in channel.history()
    )
    return file if shared else None


def unknown_picture(slack: Slack, part: Any) -> str | None:
    """Return the id of a slack_file in blocks or a view that the app may not see; None if all is well."""
    return next((each for each in _pictures(part) if visible(slack, each) is None), None)


def _pictures(part: Any) -> Iterator[str]:
    if isinstance(part, list):
        for each in part:
            yield from _pictures(each)
    elif isinstance(part, dict):
        if isinstance(file := part.get("slack_file"), dict) and "id" in file:
            yield str(file["id"])
        yield from _pictures([each for each in part.values() if isinstance(each, list | dict)])


class FileServer:
    """Answers GET /files-pri/…, the addresses in url_private, for those who bring the bot's token.

    POST /upload/… takes the bytes of a file that the app has announced.
    """

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

    async def upload(self, request: Request) -> Response:
        """Take the bytes of an announced file, once, and only as many as were announced."""
        announced = self._slack.workspace.announced.get(request.path_params["file"])
        data = await request.body()
        if announced is None or len(data) != announced.length:
            return Response(status_code=404 if announced is None else 400)
        announced.data = data
        return Response(f"OK - {len(data)}")

    async def sign_in(self, _request: Request) -> Response:
        """Show the page that strangers get, with status 200."""
        return HTMLResponse("<!DOCTYPE html><html><title>Sign in</title><body>Sign in to Slack</body></html>")
