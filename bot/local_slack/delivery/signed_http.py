"""Delivery by HTTP: bodies and signatures as Slack makes them, posted to the request URLs of the manifest."""

import hashlib
import hmac
import json
import time
from typing import Any
from urllib.parse import urlencode

import httpx

from bot.local_slack.delivery.dispatcher import AppAnswer
from bot.local_slack.state.faults import Faults
from bot.local_slack.state.installation import Installation
from bot.local_slack.state.journal import AppDelivery, Attempt

Json = dict[str, Any]


def sign(secret: str, timestamp: str, body: bytes) -> str:
    """Return the v0 signature of a raw body."""
    base = b"v0:" + timestamp.encode() + b":" + body
    return "v0=" + hmac.new(secret.encode(), base, hashlib.sha256).hexdigest()


class SignedHttp:
    """Posts deliveries to the app's request URLs."""

    name = "http"
    timeout_reason = "http_timeout"

    def __init__(self, app: Installation, faults: Faults) -> None:
        self._app = app
        self._faults = faults
        self._client: httpx.AsyncClient | None = None

    async def send(self, delivery: AppDelivery, attempt: Attempt) -> AppAnswer:
        """Post one delivery and return what the app answered."""
        body, content_type = _body(delivery)
        # The app compares this with its own real clock, so it is not the workspace's time.
        timestamp = str(int(time.time() + self._faults.signature_skew.total_seconds()))
        headers = {
            "Content-Type": content_type,
            "User-Agent": "Slackbot 1.0 (+https://api.slack.com/robots)",
            "X-Slack-Request-Timestamp": timestamp,
            "X-Slack-Signature": sign(self._app.signing_secret, timestamp, body),
        }
        if attempt.number:
            headers["X-Slack-Retry-Num"] = str(attempt.number)
            headers["X-Slack-Retry-Reason"] = attempt.retry_reason or ""
        if self._client is None:
            # A connection for each delivery: an app that was restarted must not be met with a dead one.
            limits = httpx.Limits(max_keepalive_connections=0)
            self._client = httpx.AsyncClient(timeout=None, trust_env=False, limits=limits)  # noqa: S113 - the clock decides
        try:
            response = await self._client.post(self._url(delivery), content=body, headers=headers)
        except httpx.HTTPError:
            return AppAnswer(error="dispatch_failed", retry_reason="connection_failed")
        no_retry = response.headers.get("X-Slack-No-Retry") == "1"
        if not response.is_success:
            return AppAnswer(response.status_code, error="dispatch_failed", no_retry=no_retry)
        try:
            return AppAnswer(response.status_code, _read(response), no_retry=no_retry)
        except ValueError:  # it called itself JSON and is not
            return AppAnswer(response.status_code, error="invalid_response")

    async def close(self) -> None:
        """Close the connections to the app."""
        if self._client is not None:
            await self._client.aclose()
            self._client = None

    def _url(self, delivery: AppDelivery) -> str:
        app = self._app
        if delivery.kind in ("command", "ssl_check"):
            return str(app.commands[delivery.payload["command"]]["url"])
        if delivery.kind in ("event", "url_verification"):
            return app.events_url
        return app.options_url if delivery.kind == "block_suggestion" else app.interactivity_url


def _body(delivery: AppDelivery) -> tuple[bytes, str]:
    form = "application/x-www-form-urlencoded"
    if delivery.kind in ("event", "url_verification"):
        return json.dumps(delivery.payload).encode(), "application/json"
    if delivery.kind == "command":
        return urlencode(delivery.payload).encode(), form
    if delivery.kind == "ssl_check":
        return urlencode({"ssl_check": "1", "token": delivery.payload["token"]}).encode(), form
    return urlencode({"payload": json.dumps(delivery.payload)}).encode(), form


def _read(response: httpx.Response) -> Json | None:
    if not response.content:
        return None
    if response.headers.get("content-type", "").startswith("application/json"):
        read = response.json()
        return read if isinstance(read, dict) else None
    return {"text": response.text}
