"""What Slack shows below a message while we work on its answer."""

import http.client
import logging

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

_log = logging.getLogger(__name__)


def show_status(client: WebClient, channel: str, thread_ts: str, status: str) -> None:
    """Say what we are doing in a thread, until the answer comes there; work goes on if Slack refuses it."""
    try:
        client.assistant_threads_setStatus(channel_id=channel, thread_ts=thread_ts, status=status)
    except (SlackApiError, OSError, http.client.HTTPException) as error:
        _log.info("status_not_shown %s", type(error).__name__)
