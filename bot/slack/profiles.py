"""Asking Slack about a member: name, time zone, and whether the account still works."""

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.errors import RolecallError
from bot.hiring.reminders.wishes import Known

_UNKNOWN = frozenset({"user_not_found", "user_not_visible"})


class ProfileError(RolecallError):
    """Slack did not say, and `code` is why; nothing follows for the member."""

    def __init__(self, code: str) -> None:
        super().__init__(f"Slack did not say who this is: {code}")
        self.code = code


def ask_profile(client: WebClient, user: str) -> Known:
    """What Slack says about a member; one it does not know is deactivated. ProfileError for no answer."""
    try:
        found = client.users_info(user=user)["user"]
    except SlackApiError as error:
        code = str(error.response.get("error", "unreadable"))
        if code in _UNKNOWN:
            return Known(deactivated=True)
        raise ProfileError(code) from error
    except OSError as error:
        raise ProfileError(type(error).__name__) from error
    profile = found.get("profile", {})
    name = profile.get("display_name") or profile.get("real_name") or found.get("real_name")
    return Known(found.get("tz"), deactivated=bool(found.get("deleted")), name=name[:80] if name else None)
