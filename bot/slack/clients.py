"""The one place where clients for Slack's API come from: whose token they have, and when they try again."""

import ssl
from collections.abc import Callable
from functools import cache

from slack_sdk import WebClient
from slack_sdk.http_retry.builtin_handlers import RateLimitErrorRetryHandler

from bot.actors import Tenant
from bot.settings import Settings

ClientFor = Callable[[Tenant], WebClient]
_POSTING_S = 20
_ASKING_S = 6  # twice, as it tries once more: then a Slack that hangs is said
_QUICK_S = 2


class Clients:
    """The clients of the one workspace whose token is in the settings, whichever tenant is asked for."""

    def __init__(self, settings: Settings) -> None:
        token, address = settings.slack_bot_token.get_secret_value(), settings.slack_api_url
        self.asking = WebClient(token, base_url=address, timeout=_ASKING_S, ssl=_trusted())
        self.asking.retry_handlers.append(RateLimitErrorRetryHandler(max_retry_count=1))
        # Without retry handlers: the default one sends again after a lost answer, and so may post twice.
        self._posting = WebClient(
            token, base_url=address, timeout=_POSTING_S, ssl=_trusted(), retry_handlers=[]
        )

        self._quick = WebClient(token, base_url=address, timeout=_QUICK_S, ssl=_trusted(), retry_handlers=[])

    def client_for(self, _tenant: Tenant) -> WebClient:
        """The client to ask with: it tries once more when Slack is full."""
        return self.asking

    def quick_client_for(self, _tenant: Tenant) -> WebClient:
        """The client to ask with while somebody waits: it gives up before their request does."""
        return self._quick

    def posting_client_for(self, _tenant: Tenant) -> WebClient:
        """The client to post with: it sends nothing twice."""
        return self._posting


@cache
def _trusted() -> ssl.SSLContext:
    """Whose certificates are trusted, read once for each process: a client would read them at each call."""
    return ssl.create_default_context()
