"""files.*: what people shared, and what the app uploads for its own messages and views."""

from typing import Any

from bot.local_slack.contracts import ApiError, Args
from bot.local_slack.messages.files import Upload, file_json, keep, visible
from bot.local_slack.slack import Slack
from bot.local_slack.state.workspace import AnnouncedFile

Json = dict[str, Any]


def info(slack: Slack, args: Args) -> Json:
    """Describe a file that was shared where the app is."""
    file = visible(slack, args.text("file"))
    if file is None:
        raise ApiError("file_not_found")
    return {"file": file_json(slack, file), "comments": [], "response_metadata": {"next_cursor": ""}}


def get_upload_url(slack: Slack, args: Args) -> Json:
    """Take note of a file that the app wants to upload, and say where to."""
    name, length = args.text("filename"), args.number("length", 0)
    if not name or length < 1:
        raise ApiError("missing_argument")
    id = slack.workspace.new_id("F")
    slack.workspace.announced[id] = AnnouncedFile(name, length)
    return {"upload_url": f"{slack.url}/upload/v1/{id}", "file_id": id}


def complete_upload(slack: Slack, args: Args) -> Json:
    """Take in what was uploaded, for the app alone; its type is not known yet in the answer, as in Slack."""
    if args.text("channel_id") or args.text("channels"):
        said = "[ERROR] the local Slack takes uploads that are shared in no channel"
        raise ApiError("not_implemented_by_local_slack", response_metadata={"messages": [said]})
    bot = slack.workspace.members[slack.bot_user_id]
    taken = []
    for each in args.structure("files") or []:
        announced = slack.workspace.announced.pop(str(each.get("id")), None)
        if announced is None or announced.data is None:
            raise ApiError("file_not_found")
        file = keep(slack, bot, Upload(announced.name, announced.data), id=each["id"])
        taken.append(file_json(slack, file) | {"mimetype": "", "filetype": "", "pretty_type": ""})
    return {"files": taken}


METHODS = {
    "files.info": info,
    "files.getUploadURLExternal": get_upload_url,
    "files.completeUploadExternal": complete_upload,
}
