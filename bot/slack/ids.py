"""Every id that travels to Slack and comes back: in listeners, in views, in the manifest."""

from enum import StrEnum

PICKED = "picked"
"""Ends the action_id of an input in a message: what is chosen there waits for the button below it."""


class ActionId(StrEnum):
    """action_id of buttons.

    Several ASK buttons in one answer are told apart by a number behind the id, and REQUISITION, TURN
    and BRIEF buttons by what they do: "req.snooze". MORE is a menu whose choices have the value of a button
    each: a Target, a line to ask, or PREFERENCES. The values of SCOPE, CHECK and CHECK_ALL say what to scope
    or to check as an advert: see Subject.
    """

    ASK = "answer.ask"
    SHOW_ALL = "answer.all"
    SHARE = "answer.share"
    SHARED = "answer.shared"
    MORE = "answer.more"
    OPEN_BUDGET = "budget.open"
    SOURCES = "salary.sources"
    BANDS = "bands.open"
    REQUISITION = "req"
    PREFERENCES = "preferences.open"
    SCOPE = "scope.start"
    TURN = "scope.turn"
    BRIEF = "brief"
    FEEDBACK = "reading.feedback"
    CHECK = "advert.check"
    CHECK_ALL = "advert.all"


class ReqAction(StrEnum):
    """action_id of what stands beside forms and menus of requisitions, and changes nothing by itself."""

    CHOSEN = f"req.chosen.{PICKED}"
    DEFINE_CHOSEN = "req.define_chosen"
    HELD = f"req.held.{PICKED}"
    REVIEW_CHOSEN = "req.review.chosen"
    MORE_FIELDS = "req.more_fields"
    SKIP = "req.skip"
    STORY = "req.story"


class Callback(StrEnum):
    """callback_id of views and shortcuts."""

    BUDGET = "budget.check"
    ANSWER = "answer.view"
    CHECK_BUDGET = "budget.shortcut"
    OPEN_REQUISITION = "req.shortcut"
    OPEN_ANY_REQUISITION = "req.open.shortcut"
    SCOPE = "scope.shortcut"
    REQUISITION = "req.form"
    PREFERENCES = "reminders.preferences"
    TURN = "scope.form"
    READ_MESSAGE = "role.shortcut"
    BRIEF = "brief.form"
    REVIEW = "review.form"
    BANDS = "bands.form"


class Field(StrEnum):
    """block_id and action_id of the inputs of the budget form; errors are shown beside them."""

    ROLE = "budget.role"
    LEVEL = "budget.level"
    AMOUNT = "budget.amount"
    YEAR = "budget.year"


class Preference(StrEnum):
    """block_id and action_id of the inputs of the preferences form."""

    REMINDERS = "preferences.reminders"
    TIME_ZONE = "preferences.time_zone"
    COUNTRY = "preferences.country"
    QUIET_TO = "preferences.not_before"
    QUIET_FROM = "preferences.not_after"


class Req(StrEnum):
    """action_id of the inputs of forms about requisitions; their block_id has the version behind it."""

    TITLE = "req.title"
    DESCRIPTION = "req.description"
    OWNER = "req.owner"
    CHANNEL = "req.channel"
    SPONSOR = "req.sponsor"
    LEVEL = "req.level"
    BUDGET = "req.budget"
    YEAR = "req.year"
    LOCATION = "req.location"
    SPECIALTY = "req.specialty"
    REMINDERS = "req.reminders"
    UNTIL = "req.until"
    FILLED_ON = "req.filled_on"
    REASON = "req.reason"


class Scoping(StrEnum):
    """block_id and action_id of the inputs of the forms of a conversation."""

    WORDS = "scope.words"
    KEPT = "scope.kept"
    SECOND = "scope.second"
    PERSON = "scope.person"


class ReviewField(StrEnum):
    """action_id of the inputs of the look back; their block_id has the version behind it."""

    HELD = "review.held"
    MOST = "review.most"
    NOW = "review.now"
