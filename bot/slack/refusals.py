"""What Slack's refusals mean for a person, and how to try again."""

from slack_sdk.errors import SlackApiError

from bot.slack.posting import outcome_of

_SENTENCES = (
    (
        ("expired_trigger_id", "exchanged_trigger_id", "trigger_expired", "trigger_exchanged"),
        "Slack waits three seconds for a form, and this one came too late. Please do the same again.",
    ),
    (
        ("user_not_found", "users_not_found", "user_not_visible", "user_disabled"),
        "Slack does not know that person, or not any more. Choose somebody who is in this workspace.",
    ),
    (
        ("not_in_channel", "channel_not_found", "user_not_in_channel"),
        "I am not in that channel, or you are not. Invite me with /invite @Rolecall and ask again, or ask me "
        "in a direct message.",
    ),
    (("is_archived",), "That channel is archived. Ask me in another one, or in a direct message."),
    (
        ("hash_conflict", "not_found", "view_not_found"),
        "That form has changed or was closed meanwhile. Open it again.",
    ),
    (
        ("missing_scope", "token_revoked", "token_expired", "account_inactive", "invalid_auth", "not_authed"),
        "Slack does not let me do that at the moment. Whoever runs me sees why in the log; try again later.",
    ),
    (("ratelimited", "rate_limited"), "Slack has too much to do for me just now. Try again in a minute."),
)
_BY_CODE = {code: sentence for codes, sentence in _SENTENCES for code in codes}


def why_refused(code: str) -> str | None:
    """A sentence for the person whose request Slack refused with that code; None for a code without one."""
    return _BY_CODE.get(code)


def why_not_accepted(variable: str, error: SlackApiError) -> str:
    """A sentence for the operator: Slack refused the token of this variable, or has trouble itself."""
    outcome = outcome_of(error, attempts=1)
    if outcome.is_refused:
        return f"Slack does not accept {variable} ({outcome.detail})."
    return f"Slack does not answer as it should just now ({outcome.detail}). Try again later."
