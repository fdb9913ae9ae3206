"""files.*: what people shared."""

from typing import Any

from bot.local_slack.contracts import ApiError, Args
from bot.local_slack.messages.files import file_json, visible
from bot.local_slack.slack import Slack

Json = dict[str, Any]


def info(slack: Slack, args: Args) -> Json:
    """Describe a file that was shared where the app is."""
    file = visible(slack, args.text("file"))
    if file is None:
        raise ApiError("file_not_found")
    return {"file": file_json(slack, file), "comments": [], "response_metadata": {"next_cursor": ""}}


METHODS = {"files.info": info}
