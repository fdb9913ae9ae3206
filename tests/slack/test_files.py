"""Fetching files: only from Slack, up to a size, within a time, wherever the address leads."""

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest
from slack_sdk import WebClient

from bot.documents import MOST_BYTES
from bot.errors import RolecallError
from bot.slack.files import Files, SharedFile


class Hostile(BaseHTTPRequestHandler):
    """A Slack that misbehaves in the way its path says; it remembers the tokens it was sent."""

    tokens: list[str | None]
    elsewhere = ""

    def do_GET(self) -> None:
        self.tokens.append(self.headers.get("Authorization"))
        match self.path.strip("/"):
            case "away":
                self._answer(302, Location=self.elsewhere)
            case "within":
                self._answer(302, Location="/text")
            case "round":
                self._answer(302, Location="/round")
            case "page":
                self._answer(200, b"<html>Sign in</html>", content_type="text/html; charset=utf-8")
            case "missing":
                self._answer(404)
            case "claims":
                self._answer(200, content_length=str(MOST_BYTES + 1))
            case "large":  # and does not say so
                self._answer(200, b"x" * (MOST_BYTES + 1))
            case "slow":
                self._answer(200)
                for _ in range(20):
                    self.wfile.write(b"x")
                    self.wfile.flush()
                    if self.server.hurry.wait(0.05):  # type: ignore[attr-defined]
                        break
            case "cut":
                self._answer(200, b"x", content_length="100")
            case _:
                self._answer(200, b"Runs our GPUs", content_type="text/plain")

    def _answer(self, status: int, data: bytes = b"", /, **headers: str) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        try:
            self.wfile.write(data)
        except OSError:
            return

    def log_message(self, *_: Any) -> None:
        """Say nothing."""


@pytest.fixture
def slack() -> Iterator[ThreadingHTTPServer]:
    yield from serving()


def serving() -> Iterator[ThreadingHTTPServer]:
    handler = type("Handler", (Hostile,), {"tokens": []})
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        server.hurry = threading.Event()  # type: ignore[attr-defined]
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield server
        server.hurry.set()  # type: ignore[attr-defined]
        server.shutdown()
        thread.join()


def url(server: ThreadingHTTPServer) -> str:
    return f"http://127.0.0.1:{server.server_port}"


def tokens(server: ThreadingHTTPServer) -> list[str | None]:
    return list(server.RequestHandlerClass.tokens)  # type: ignore[attr-defined]


def files(server: ThreadingHTTPServer) -> Files:
    return Files(WebClient("xoxb-1", base_url=f"{url(server)}/api/"))


def test_a_file_comes_with_the_token(slack: ThreadingHTTPServer) -> None:
    for path in ("text", "within"):
        assert files(slack).read(SharedFile.of({"url_private": f"{url(slack)}/{path}"})) == "Runs our GPUs"
    assert set(tokens(slack)) == {"Bearer xoxb-1"}


@pytest.mark.parametrize(
    ("path", "part"),
    [
        ("page", "Slack did not let me"),
        ("missing", "did not reach me"),
        ("round", "did not reach me"),
        ("cut", "did not reach me"),
        ("claims", "larger than 5 MB"),
        ("large", "larger than 5 MB"),
    ],
)
def test_what_cannot_be_had_is_said(slack: ThreadingHTTPServer, path: str, part: str) -> None:
    with pytest.raises(RolecallError, match=part) as refused:
        files(slack).read(SharedFile.of({"name": "role.pdf", "url_private": f"{url(slack)}/{path}"}))
    assert str(refused.value).startswith("“role.pdf” ")


def test_the_token_goes_nowhere_else() -> None:
    for slack in serving():
        for stranger in serving():
            slack.RequestHandlerClass.elsewhere = f"{url(stranger)}/text"  # type: ignore[attr-defined]
            with pytest.raises(RolecallError, match="did not reach me"):
                files(slack).read(SharedFile.of({"url_private": f"{url(slack)}/away"}))
            with pytest.raises(RolecallError, match="not kept by Slack"):
                files(slack).read(SharedFile.of({"url_private": f"{url(stranger)}/text"}))
            assert tokens(slack) == ["Bearer xoxb-1"]
            assert tokens(stranger) == []


def test_a_file_that_trickles_in_is_given_up(slack: ThreadingHTTPServer) -> None:
    with pytest.raises(RolecallError, match="did not reach me"):
        files(slack).read(SharedFile.of({"url_private": f"{url(slack)}/slow"}), seconds=0.1)


def test_a_size_that_is_known_is_not_fetched(slack: ThreadingHTTPServer) -> None:
    with pytest.raises(RolecallError, match="larger than 5 MB"):
        files(slack).read(SharedFile.of({"url_private": f"{url(slack)}/text", "size": MOST_BYTES + 1}))
    assert tokens(slack) == []


@pytest.mark.parametrize(
    ("address", "is_slack"),
    [
        ("https://files.slack.com/files-pri/T1-F1/role.pdf", True),
        ("https://slack.com/x", True),
        ("http://files.slack.com/x", False),
        ("https://files.slack.com:8443/x", False),
        ("https://files.slack.com.evil.example/x", False),
        ("https://evilslack.com/x", False),
        ("https://slack.com@evil.example/x", False),
        ("https://files.slack.com:nonsense/x", False),
        ("file:///etc/passwd", False),
        ("", False),
    ],
)
def test_only_slack_is_slack(address: str, is_slack: bool) -> None:
    assert Files(WebClient("xoxb-1")).is_slack(address) is is_slack


def test_what_lies_elsewhere_is_not_fetched() -> None:
    external = {"name": "Role", "is_external": True, "url_private": "https://files.slack.com/x"}
    for file in (external, {"id": "F1", "mode": "tombstone"}):
        with pytest.raises(RolecallError, match="not kept by Slack"):
            Files(WebClient("xoxb-1")).read(SharedFile.of(file))
