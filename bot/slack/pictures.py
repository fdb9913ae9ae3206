"""Uploads pictures of ours to Slack, for the app alone: whoever sees a message or view with one sees it."""

import http.client
import logging
import time

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError, SlackRequestError

_LOOKS, _PAUSE_S = 20, 0.5  # Slack needs a few seconds before it takes a file of its own into a message
_log = logging.getLogger(__name__)


def upload_picture(client: WebClient, data: bytes) -> str | None:
    """Upload a PNG and wait until it can be shown; its id, or None when Slack does not take it."""
    try:
        file = str(client.files_upload_v2(filename="pay.png", content=data)["file"]["id"])
        for _ in range(_LOOKS):
            if client.files_info(file=file)["file"].get("mimetype"):
                return file
            time.sleep(_PAUSE_S)
    except SlackApiError as refusal:
        _log.warning("picture_not_taken %s", refusal.response["error"])
    except (SlackRequestError, OSError, http.client.HTTPException) as error:
        _log.warning("picture_not_taken %s", type(error).__name__)
    return None
