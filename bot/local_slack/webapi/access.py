"""Which conversations the app may read, list and write to, with the errors Slack gives when it may not."""

from bot.local_slack.contracts import ApiError
from bot.local_slack.slack import Slack
from bot.local_slack.state.workspace import Channel


def kind_of(channel: Channel) -> str:
    """Return the word that scopes and `types` use: "channels", "groups" or "im"."""
    if channel.is_im:
        return "im"
    return "groups" if channel.is_private else "channels"


def require_scope(slack: Slack, *alternatives: str) -> None:
    """Refuse with `missing_scope` when the app has none of these scopes."""
    if alternatives and not slack.app.scopes.intersection(alternatives):
        raise ApiError(
            "missing_scope", needed=",".join(alternatives), provided=",".join(sorted(slack.app.scopes))
        )


def visible(slack: Slack, channel_id: str) -> Channel:
    """Return a conversation the app can know of: a public one, or one it is in."""
    channel = slack.workspace.channels.get(channel_id)
    if channel is None:
        raise ApiError("channel_not_found")
    if (channel.is_private or channel.is_im) and slack.bot_user_id not in channel.members:
        raise ApiError("channel_not_found")
    return channel


def readable(slack: Slack, channel_id: str, right: str = "read") -> Channel:
    """Return a conversation the app has the scope for: channels:read, im:history and so on."""
    channel = visible(slack, channel_id)
    require_scope(slack, f"{kind_of(channel)}:{right}")
    return channel


def writable(slack: Slack, channel_id: str) -> Channel:
    """Return the conversation to post to; a member's id means the app's direct message with them."""
    member = slack.workspace.members.get(channel_id)
    if member is not None and member.id != slack.bot_user_id and not member.is_stranger:
        channel = slack.workspace.im(member.id, slack.bot_user_id)
    else:
        channel = visible(slack, channel_id)
    if slack.bot_user_id not in channel.members and "chat:write.public" not in slack.app.scopes:
        raise ApiError("not_in_channel")
    if channel.is_archived:
        raise ApiError("is_archived")
    if channel.is_im and not slack.app.messages_tab:
        raise ApiError("messages_tab_disabled")
    return channel
