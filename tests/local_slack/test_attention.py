"""What is unread for whom, which of it calls for them, and what they typed but did not send."""

import pytest

from bot.local_slack.state.attention import Attention, Unread
from bot.local_slack.state.company import default_workspace
from bot.local_slack.state.workspace import PostedMessage, Workspace


def written(workspace: Workspace, number: int, **more: str) -> PostedMessage:
    """Sam writes in #hiring, or what `more` says instead."""
    sam = workspace.member("sam").id
    channel = more.pop("channel", workspace.channel("hiring").id)
    message = PostedMessage(ts=f"{number}.000000", channel=channel, user=sam, text="Hello")
    for name, value in more.items():
        setattr(message, name, value)
    return workspace.post(message)


@pytest.mark.parametrize(
    ("more", "unread"),
    [
        ({}, Unread(1, 0)),
        ({"text": "<@{ada}> look"}, Unread(1, 1)),
        ({"text": "<!channel> look"}, Unread(1, 1)),
        ({"user": "{ada}"}, Unread(0, 0)),
        ({"ephemeral_to": "{ada}"}, Unread(0, 0)),
        ({"thread_ts": "1.000000"}, Unread(1, 1)),  # Ada wrote its root
        ({"thread_ts": "2.000000"}, Unread(0, 0)),  # Sam did
        ({"thread_ts": "2.000000", "text": "<@{ada}>"}, Unread(1, 1)),
    ],
)
def test_what_is_unread_and_what_calls(more: dict[str, str], unread: Unread) -> None:
    workspace, attention = default_workspace(), Attention()
    ada, hiring = workspace.member("ada"), workspace.channel("hiring")
    written(workspace, 1, user=ada.id)
    written(workspace, 2)
    attention.read(ada, hiring)
    written(workspace, 3, **{name: value.format(ada=ada.id) for name, value in more.items()})
    assert attention.unread(ada, hiring) == unread
    attention.read(ada, hiring)
    assert attention.unread(ada, hiring) == Unread()


def test_every_direct_message_calls() -> None:
    workspace = default_workspace()
    ada = workspace.member("ada")
    im = workspace.im(ada.id, workspace.member("sam").id)
    written(workspace, 1, channel=im.id)
    assert Attention().unread(ada, im) == Unread(1, 1)


def test_drafts_are_kept_by_place_until_they_are_empty() -> None:
    attention = Attention()
    attention.keep_draft(("U1", "C1", ""), "Half a sent")
    attention.keep_draft(("U1", "C1", "1.0"), "In the thread")
    attention.keep_draft(("U1", "C1", "1.0"), "")
    assert attention.draft(("U1", "C1", "")) == "Half a sent"
    assert attention.draft(("U1", "C1", "1.0")) == ""
