"""Reads files that people shared: fetched from Slack's own hosts only, up to a size, within a time."""

import http.client
import logging
import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self
from urllib.error import HTTPError, URLError
from urllib.parse import urlsplit
from urllib.request import HTTPRedirectHandler, Request, build_opener

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.documents import MOST_BYTES, UnreadableFile, read_document
from bot.errors import RolecallError
from bot.slack.text import shorten

SECONDS = 20.0
_STALLED_S = 5.0
_CHUNK = 65_536
_NAME = 80
_PASTE = "Copy its text into a message to me instead."
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class SharedFile:
    """A file as a message or event shows it; in shared channels only its id is shown (`is_described`)."""

    id: str
    name: str
    address: str
    mimetype: str
    size: int | None
    is_external: bool
    is_described: bool

    @classmethod
    def of(cls, shown: Mapping[str, Any]) -> Self:
        """Take what we need from what Slack shows."""
        return cls(
            id=str(shown.get("id") or ""),
            name=str(shown.get("name") or ""),
            address=str(shown.get("url_private_download") or shown.get("url_private") or ""),
            mimetype=str(shown.get("mimetype") or ""),
            size=shown.get("size"),
            is_external=bool(shown.get("is_external")),
            is_described=shown.get("file_access") != "check_file_info",
        )


class Files:
    """Reads files with the bot's token; `client` says which Slack and which token."""

    def __init__(self, client: WebClient) -> None:
        self._client = client
        self._api = urlsplit(client.base_url)
        self._opener = build_opener(_WithinSlack(self))

    def read(self, file: SharedFile, *, seconds: float = SECONDS) -> str:
        """Return the text of a shared file. Waits long; not for a listener.

        RolecallError, with the file's name and what to do instead, when it is too large, not Slack's, not to
        be had within `seconds`, or without text.
        """
        name = file.name or "That file"
        try:
            file = self._described(file)
            name = file.name or name
            return read_document(self._fetched(file, time.monotonic() + seconds))
        except (UnreadableFile, _NotFetched) as error:
            raise RolecallError(f"“{shorten(name, _NAME)}” {error}") from error

    def is_slack(self, address: str) -> bool:
        """Whether an address is of the Slack whose API we call, or of a host below it."""
        try:
            asked, port = urlsplit(address), urlsplit(address).port
        except ValueError:
            return False
        host, home = asked.hostname or "", self._api.hostname or ""
        same_host = host == home or host.endswith(f".{home}")
        return same_host and (asked.scheme, port) == (self._api.scheme, self._api.port)

    def _described(self, file: SharedFile) -> SharedFile:
        if file.is_described:
            return file
        try:
            found = self._client.files_info(file=file.id)["file"]
        except (SlackApiError, OSError) as error:
            _log.warning("file_not_described %s", type(error).__name__)
            raise _NotFetched(f"is not mine to open here. {_PASTE}") from error
        return SharedFile.of(found)

    def _fetched(self, file: SharedFile, deadline: float) -> bytes:
        if file.is_external or not self.is_slack(file.address):
            raise _NotFetched(f"is not kept by Slack, and I fetch nothing from elsewhere. {_PASTE}")
        _check_size(file.size)
        request = Request(file.address)  # noqa: S310 - checked just now
        request.add_header("Authorization", f"Bearer {self._client.token}")
        try:
            with self._opener.open(request, timeout=_STALLED_S) as answer:
                # Whoever may not have a file gets a page to sign in, with status 200.
                is_page = answer.headers.get_content_type() == "text/html"
                if is_page and file.mimetype != "text/html":
                    _log.error("file_refused: the token lacks files:read, or is not valid any more")
                    raise _NotFetched(f"is not mine to open: Slack did not let me. {_PASTE}")
                size = answer.headers.get("Content-Length")
                _check_size(size)
                data = _read(answer, deadline)
                if size is not None and str(len(data)) != size:
                    raise http.client.IncompleteRead(data)
                return data
        except (OSError, http.client.HTTPException) as error:
            _log.warning("file_not_fetched %s", type(error).__name__)
            if isinstance(error, HTTPError):
                error.close()
            raise _NotFetched("did not reach me from Slack. Send it again, or paste its text.") from error


class _NotFetched(Exception):  # noqa: N818 - the end of a sentence that begins with the file's name
    """A file that could not be had."""


class _WithinSlack(HTTPRedirectHandler):
    """Follows Slack to its own pages, and nobody anywhere else: the token goes along."""

    def __init__(self, files: Files) -> None:
        self._files = files

    def redirect_request(  # noqa: PLR0917 - as urllib calls it
        self, req: Request, fp: Any, code: int, msg: str, headers: Any, newurl: str
    ) -> Request | None:
        if not self._files.is_slack(newurl):
            fp.close()
            raise URLError("redirected away from Slack")
        return super().redirect_request(req, fp, code, msg, headers, newurl)


def _check_size(size: Any) -> None:
    if str(size or "").isdigit() and int(size) > MOST_BYTES:
        most = f"{MOST_BYTES // 1_000_000} MB"
        raise _NotFetched(f"is larger than {most}. Send me a smaller one, or paste the text.")


def _read(answer: Any, deadline: float) -> bytes:
    """Read to the end, whatever was said about the size before."""
    data = bytearray()
    while chunk := answer.read1(_CHUNK):
        data += chunk
        _check_size(len(data))
        if time.monotonic() > deadline:
            raise TimeoutError
    return bytes(data)
