"""Text, options, confirmation dialogs and every interactive element of Block Kit, with their limits."""

from collections.abc import Sequence
from typing import Any

from bot.local_slack.blockkit.shapes import (
    Fields,
    Problem,
    Problems,
    Record,
    Rule,
    Shape,
    at_least_one,
    boolean,
    items,
    not_both,
    number,
    one_of,
    string,
)


def plain(longest: int = 3000, *, shortest: int = 1) -> Record:
    """A plain_text object of at most `longest` characters."""
    return Record(
        "plain_text",
        {"text": string(longest, shortest=shortest)},
        {"emoji": boolean},
    )


def mrkdwn(longest: int = 3000) -> Record:
    """A mrkdwn object of at most `longest` characters."""
    return Record("mrkdwn", {"text": string(longest, shortest=1)}, {"verbatim": boolean})


def text(longest: int = 3000) -> Shape:
    """A text object of either kind."""
    return one_of(plain(longest), mrkdwn(longest))


URL = string(3000, shortest=1)
IDENTIFIER = string(255, shortest=1)
USER_ID = string(pattern=r"[UW][A-Z0-9]+")
CHANNEL_ID = string(pattern=r"[CG][A-Z0-9]+")
CONVERSATION_ID = string(pattern=r"[CDGUW][A-Z0-9]+")
STYLE = string(among=("primary", "danger"))
CONFIRM = Record(
    required={"title": plain(100), "text": text(300), "confirm": plain(30), "deny": plain(30)},
    optional={"style": STYLE},
)
OPTION = Record(required={"text": plain(75), "value": string(150)}, optional={"description": plain(75)})
TEXT_OPTION = Record(required={"text": text(75), "value": string(150)}, optional={"description": text(75)})
OVERFLOW_OPTION = Record(
    required={"text": plain(75), "value": string(150)}, optional={"description": plain(75), "url": URL}
)
OPTION_GROUP = Record(required={"label": plain(75), "options": items(OPTION, fewest=1, most=100)})
SLACK_FILE = Record(
    optional={"id": string(shortest=1), "url": URL}, rules=(at_least_one("id", "url"), not_both("id", "url"))
)
FILTER = Record(
    optional={
        "include": items(string(among=("im", "mpim", "private", "public")), fewest=1),
        "exclude_external_shared_channels": boolean,
        "exclude_bot_users": boolean,
    },
    rules=(at_least_one("include", "exclude_external_shared_channels", "exclude_bot_users"),),
)
DISPATCH = Record(
    optional={
        "trigger_actions_on": items(
            string(among=("on_enter_pressed", "on_character_entered")), fewest=1, most=2
        )
    }
)
_ACTION: Fields = {"action_id": IDENTIFIER}
_CHOICE: Fields = {**_ACTION, "confirm": CONFIRM, "focus_on_load": boolean}
_MENU: Fields = {**_CHOICE, "placeholder": plain(150)}
TYPED: Fields = {
    **_ACTION,
    "placeholder": plain(150),
    "focus_on_load": boolean,
    "dispatch_action_config": DISPATCH,
}
_VISIBLE_TO = items(USER_ID, fewest=1, most=10)
_OPTIONS = items(OPTION, fewest=1, most=100)
_GROUPS = items(OPTION_GROUP, fewest=1, most=100)


def _offered(value: dict[str, Any]) -> list[Any]:
    groups = value.get("option_groups", [])
    return [*value.get("options", []), *(option for group in groups for option in group["options"])]


def _initial_is_offered(value: dict[str, Any], pointer: str, problems: Problems) -> None:
    chosen = value.get("initial_options", [])
    if "initial_option" in value:
        chosen = [*chosen, value["initial_option"]]
    offered = [(option["value"], option["text"]["text"]) for option in _offered(value)]
    if any((option["value"], option["text"]["text"]) not in offered for option in chosen):
        name = "initial_option" if "initial_option" in value else "initial_options"
        problems.append(
            Problem(f"{pointer}/{name}", "not_offered", f"{name} must exactly match the options provided")
        )


def ordered(low: str, high: str) -> Rule:
    """One number is not more than the other; either may be missing."""

    def rule(value: dict[str, Any], pointer: str, problems: Problems) -> None:
        try:
            in_order = float(value.get(low, "-inf")) <= float(value.get(high, "inf"))
        except ValueError:
            problems.append(Problem(f"{pointer}/{low}", "bad_format", f"{low} and {high} must be numbers"))
            return
        if not in_order:
            problems.append(Problem(f"{pointer}/{low}", "conflict", f"{low} must not be more than {high}"))

    return rule


def _menu(
    kind: str, common: Fields, *, single: Fields, multi: Fields, rules: Sequence[Rule] = ()
) -> tuple[Record, Record]:
    """A select menu and its twin for several choices."""
    base = {**_MENU, **common}
    several = {**base, **multi, "max_selected_items": number(1)}
    return Record(kind, {}, {**base, **single}, rules), Record(f"multi_{kind}", {}, several, rules)


STATIC_SELECT, MULTI_STATIC_SELECT = _menu(
    "static_select",
    {"options": _OPTIONS, "option_groups": _GROUPS},
    single={"initial_option": OPTION},
    multi={"initial_options": items(OPTION, fewest=1, most=100)},
    rules=(
        at_least_one("options", "option_groups"),
        not_both("options", "option_groups"),
        _initial_is_offered,
    ),
)
EXTERNAL_SELECT, MULTI_EXTERNAL_SELECT = _menu(
    "external_select",
    {"min_query_length": number(0)},
    single={"initial_option": OPTION},
    multi={"initial_options": items(OPTION, fewest=1, most=100)},
)
USERS_SELECT, MULTI_USERS_SELECT = _menu(
    "users_select",
    {},
    single={"initial_user": USER_ID},
    multi={"initial_users": items(USER_ID, fewest=1)},
)
CONVERSATIONS_SELECT, MULTI_CONVERSATIONS_SELECT = _menu(
    "conversations_select",
    {"default_to_current_conversation": boolean, "filter": FILTER},
    single={"initial_conversation": CONVERSATION_ID, "response_url_enabled": boolean},
    multi={"initial_conversations": items(CONVERSATION_ID, fewest=1)},
)
CHANNELS_SELECT, MULTI_CHANNELS_SELECT = _menu(
    "channels_select",
    {},
    single={"initial_channel": CHANNEL_ID, "response_url_enabled": boolean},
    multi={"initial_channels": items(CHANNEL_ID, fewest=1)},
)
SELECTS = (STATIC_SELECT, EXTERNAL_SELECT, USERS_SELECT, CONVERSATIONS_SELECT, CHANNELS_SELECT)
MULTI_SELECTS = (
    MULTI_STATIC_SELECT,
    MULTI_EXTERNAL_SELECT,
    MULTI_USERS_SELECT,
    MULTI_CONVERSATIONS_SELECT,
    MULTI_CHANNELS_SELECT,
)

IMAGE = Record(
    "image",
    {"alt_text": string(2000)},
    {"image_url": URL, "slack_file": SLACK_FILE},
    (at_least_one("image_url", "slack_file"), not_both("image_url", "slack_file")),
)
BUTTON = Record(
    "button",
    {"text": plain(75)},
    {
        **_ACTION,
        "url": URL,
        "value": string(2000),
        "style": STYLE,
        "confirm": CONFIRM,
        "accessibility_label": string(75),
        "agent_prompt": string(4000),
        "agent_prompt_display": string(4000),
        "visible_to_user_ids": _VISIBLE_TO,
    },
)
WORKFLOW_BUTTON = Record(
    "workflow_button",
    {
        "text": plain(75),
        "workflow": Record(
            required={
                "trigger": Record(
                    required={"url": URL},
                    optional={
                        "customizable_input_parameters": items(
                            Record(required={"name": string(shortest=1), "value": string()})
                        )
                    },
                )
            }
        ),
    },
    {**_ACTION, "style": STYLE, "accessibility_label": string(75)},
)
ICON_BUTTON = Record(
    "icon_button",
    {"icon": string(among=("trash",)), "text": plain()},
    {
        **_ACTION,
        "value": string(2000),
        "confirm": CONFIRM,
        "accessibility_label": string(75),
        "visible_to_user_ids": _VISIBLE_TO,
    },
)
_FEEDBACK = Record(
    required={"text": plain(75), "value": string(2000)}, optional={"accessibility_label": string(75)}
)
FEEDBACK_BUTTONS = Record(
    "feedback_buttons", {"positive_button": _FEEDBACK, "negative_button": _FEEDBACK}, _ACTION
)
OVERFLOW = Record(
    "overflow",
    {"options": items(OVERFLOW_OPTION, fewest=1, most=5)},
    {**_ACTION, "confirm": CONFIRM},
)
CHECKBOXES = Record(
    "checkboxes",
    {"options": items(TEXT_OPTION, fewest=1, most=10)},
    {**_CHOICE, "initial_options": items(TEXT_OPTION, fewest=1, most=10)},
    (_initial_is_offered,),
)
RADIO_BUTTONS = Record(
    "radio_buttons",
    {"options": items(TEXT_OPTION, fewest=1, most=10)},
    {**_CHOICE, "initial_option": TEXT_OPTION},
    (_initial_is_offered,),
)
DATEPICKER = Record(
    "datepicker",
    {},
    {**_MENU, "initial_date": string(pattern=r"\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])")},
)
TIMEPICKER = Record(
    "timepicker",
    {},
    {**_MENU, "initial_time": string(pattern=r"([01]\d|2[0-3]):[0-5]\d"), "timezone": string(shortest=1)},
)
DATETIMEPICKER = Record(
    "datetimepicker", {}, {**_CHOICE, "initial_date_time": number(1_000_000_000, 9_999_999_999)}
)
PLAIN_TEXT_INPUT = Record(
    "plain_text_input",
    {},
    {
        **TYPED,
        "initial_value": string(3000),
        "multiline": boolean,
        "min_length": number(0, 3000),
        "max_length": number(1, 3000),
    },
    (ordered("min_length", "max_length"),),
)
EMAIL_INPUT = Record("email_text_input", {}, {**TYPED, "initial_value": string()})
URL_INPUT = Record("url_text_input", {}, {**TYPED, "initial_value": string()})
NUMBER_INPUT = Record(
    "number_input",
    {"is_decimal_allowed": boolean},
    {**TYPED, "initial_value": string(), "min_value": string(), "max_value": string()},
    (ordered("min_value", "max_value"),),
)
FILE_INPUT = Record(
    "file_input",
    {},
    {**_ACTION, "filetypes": items(string(shortest=1), fewest=1), "max_files": number(1, 10)},
)
URL_SOURCE = Record("url", {"url": URL, "text": string(shortest=1)})
SLACK_ICON = Record("icon", {"name": string(shortest=1)})
PICKERS = (DATEPICKER, TIMEPICKER, DATETIMEPICKER)
