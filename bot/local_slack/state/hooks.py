"""What the app may use for a while after an interaction: trigger ids and response URLs."""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.local_slack.contracts import ApiError
from bot.local_slack.state.journal import AppDelivery
from bot.local_slack.state.workspace import PostedMessage

TRIGGER_LIFE = timedelta(seconds=3)
RESPONSE_URL_LIFE = timedelta(minutes=30)
RESPONSE_URL_USES = 5


@dataclass
class Trigger:
    """The right to open a modal on a person's screen, once, within 3 s; `view_id`: clicked in that view."""

    user: str
    expires: datetime
    view_id: str | None = None
    used: bool = False
    delivery: AppDelivery | None = None


@dataclass
class ResponseUrl:
    """The right to answer an interaction 5 times within 30 minutes; `message` is where it came from."""

    channel: str
    user: str
    expires: datetime
    message: PostedMessage | None = None
    uses: int = 0
    delivery: AppDelivery | None = None


class Hooks:
    """All trigger ids and response URLs that were handed out."""

    def __init__(self) -> None:
        self.triggers: dict[str, Trigger] = {}
        self.response_urls: dict[str, ResponseUrl] = {}

    def new_trigger(self, user: str, now: datetime, view_id: str | None = None) -> str:
        """Return a fresh trigger id for this person's screen."""
        trigger_id = f"{secrets.randbelow(10**13)}.{secrets.randbelow(10**12)}.{secrets.token_hex(16)}"
        self.triggers[trigger_id] = Trigger(user, now + TRIGGER_LIFE, view_id)
        return trigger_id

    def new_response_url(
        self, channel: str, user: str, now: datetime, message: PostedMessage | None = None
    ) -> str:
        """Return the path of a fresh response URL."""
        path = f"/hooks/{channel}/{secrets.token_hex(12)}"
        self.response_urls[path] = ResponseUrl(channel, user, now + RESPONSE_URL_LIFE, message)
        return path

    def exchange(self, trigger_id: str, now: datetime) -> Trigger:
        """Use up a trigger id; ApiError when it is unknown, used or too old."""
        trigger = self.triggers.get(trigger_id)
        if trigger is None:
            raise ApiError("invalid_trigger_id")
        if trigger.used:
            raise ApiError("exchanged_trigger_id")
        if now >= trigger.expires:
            raise ApiError("expired_trigger_id")
        trigger.used = True
        return trigger

    def use(self, path: str, now: datetime) -> ResponseUrl:
        """Count one use of a response URL; ApiError (HTTP 404) when it is unknown, used up or too old."""
        hook = self.response_urls.get(path)
        if hook is None or now >= hook.expires:
            raise ApiError("expired_url", status=404)
        if hook.uses >= RESPONSE_URL_USES:
            raise ApiError("used_url", status=404)
        hook.uses += 1
        return hook
