"""Every block of Block Kit with its limits, and the surfaces each one may appear on."""

from typing import Any

from bot.local_slack.blockkit import elements as e
from bot.local_slack.blockkit.rich_text import RICH_TEXT, RICH_TEXT_INPUT
from bot.local_slack.blockkit.shapes import (
    Fields,
    Problem,
    Problems,
    Record,
    Rule,
    at_least_one,
    boolean,
    items,
    not_both,
    number,
    one_of,
    string,
    unique,
)
from bot.local_slack.blockkit.tables import DATA_TABLE, DATA_VISUALIZATION, TABLE

_ID: Fields = {"block_id": string(255)}


# --- classic blocks

SECTION = Record(
    "section",
    {},
    {
        **_ID,
        "text": e.text(3000),
        "fields": items(e.text(2000), fewest=1, most=10),
        "accessory": one_of(
            e.BUTTON,
            e.WORKFLOW_BUTTON,
            e.IMAGE,
            e.OVERFLOW,
            e.CHECKBOXES,
            e.RADIO_BUTTONS,
            *e.PICKERS,
            *e.SELECTS,
            *e.MULTI_SELECTS,
        ),
        "expand": boolean,
    },
    (at_least_one("text", "fields"),),
)
HEADER = Record("header", {"text": e.plain(150)}, {**_ID, "level": number(1, 4)})
DIVIDER = Record("divider", {}, _ID)
CONTEXT = Record(
    "context", {"elements": items(one_of(e.plain(), e.mrkdwn(), e.IMAGE), fewest=1, most=10)}, _ID
)
ACTIONS = Record(
    "actions",
    {
        "elements": items(
            one_of(
                e.BUTTON,
                e.WORKFLOW_BUTTON,
                e.OVERFLOW,
                e.CHECKBOXES,
                e.RADIO_BUTTONS,
                *e.PICKERS,
                *e.SELECTS,
                *e.MULTI_SELECTS,
                RICH_TEXT_INPUT,
            ),
            fewest=1,
            most=25,
        )
    },
    _ID,
)
CONTEXT_ACTIONS = Record(
    "context_actions",
    {"elements": items(one_of(e.FEEDBACK_BUTTONS, e.ICON_BUTTON), fewest=1, most=5)},
    _ID,
)
IMAGE = Record(
    "image",
    {"alt_text": string(2000)},
    {**_ID, "image_url": e.URL, "slack_file": e.SLACK_FILE, "title": e.plain(2000)},
    (at_least_one("image_url", "slack_file"), not_both("image_url", "slack_file")),
)
INPUT = Record(
    "input",
    {
        "label": e.plain(2000),
        "element": one_of(
            e.PLAIN_TEXT_INPUT,
            e.EMAIL_INPUT,
            e.URL_INPUT,
            e.NUMBER_INPUT,
            e.FILE_INPUT,
            RICH_TEXT_INPUT,
            e.CHECKBOXES,
            e.RADIO_BUTTONS,
            *e.PICKERS,
            *e.SELECTS,
            *e.MULTI_SELECTS,
        ),
    },
    {**_ID, "hint": e.plain(2000), "optional": boolean, "dispatch_action": boolean},
)
MARKDOWN = Record("markdown", {"text": string(12_000, shortest=1)}, _ID)
FILE = Record("file", {"external_id": string(shortest=1), "source": string(among=("remote",))}, _ID)
VIDEO = Record(
    "video",
    {"alt_text": string(2000), "title": e.plain(200), "thumbnail_url": e.URL, "video_url": e.URL},
    {
        **_ID,
        "title_url": string(2000),
        "description": e.plain(200),
        "provider_icon_url": string(2000),
        "provider_name": string(50),
        "author_name": string(50),
    },
)

# --- cards, containers, plans


def _only_if(name: str, other: str, *, wanted: bool) -> Rule:
    def rule(value: dict[str, Any], pointer: str, problems: Problems) -> None:
        if value.get(name) and value.get(other, False) is not wanted:
            problems.append(
                Problem(f"{pointer}/{name}", "conflict", f"{name} needs {other} to be {str(wanted).lower()}")
            )

    return rule


ALERT = Record(
    "alert",
    {"text": e.text(200)},
    {**_ID, "level": string(among=("default", "info", "warning", "error", "success"))},
)
CARD = Record(
    "card",
    {},
    {
        **_ID,
        "hero_image": e.IMAGE,
        "icon": e.IMAGE,
        "slack_icon": e.SLACK_ICON,
        "title": e.text(150),
        "subtitle": e.text(150),
        "body": e.text(200),
        "subtext": e.text(200),
        "actions": items(e.BUTTON, most=3),
    },
    (at_least_one("hero_image", "title", "actions", "body"), not_both("icon", "slack_icon")),
)
CAROUSEL = Record("carousel", {"elements": items(CARD, fewest=1, most=10)}, _ID)
CONTAINER = Record(
    "container",
    {
        "child_blocks": items(
            one_of(ACTIONS, CONTEXT, DIVIDER, FILE, HEADER, IMAGE, INPUT, RICH_TEXT, SECTION, TABLE, VIDEO),
            fewest=1,
            most=10,
        )
    },
    {
        **_ID,
        "title": e.plain(150),
        "rich_text_title": RICH_TEXT,
        "subtitle": e.text(150),
        "width": string(among=("narrow", "standard", "wide", "full")),
        "icon": e.IMAGE,
        "is_collapsible": boolean,
        "default_collapsed": boolean,
        "has_header_divider": boolean,
    },
    (
        at_least_one("title", "rich_text_title"),
        _only_if("default_collapsed", "is_collapsible", wanted=True),
        _only_if("has_header_divider", "is_collapsible", wanted=False),
    ),
)
_TASK: Fields = {"task_id": string(shortest=1), "title": string(shortest=1)}
_TASK_DETAILS: Fields = {
    "details": RICH_TEXT,
    "output": RICH_TEXT,
    "sources": items(e.URL_SOURCE),
}
_STATUSES = ("in_progress", "complete", "error")
TASK_CARD = Record("task_card", {**_TASK, "status": string(among=_STATUSES)}, {**_TASK_DETAILS, **_ID})
_PLAN_TASK = Record(
    required={**_TASK, "status": string(among=("pending", *_STATUSES))},
    optional={**_TASK_DETAILS, "type": string(among=("task_card",)), **_ID},
)
PLAN = Record(
    "plan",
    {"title": string(shortest=1), "tasks": items(_PLAN_TASK, most=50)},
    _ID,
    (unique("tasks", "task_id"),),
)

# --- where each block may appear

_EVERYWHERE = (ACTIONS, CARD, CONTEXT, DIVIDER, HEADER, IMAGE, INPUT, RICH_TEXT, SECTION, VIDEO)
_NOT_MODAL = (CAROUSEL, CONTAINER, DATA_TABLE, DATA_VISUALIZATION, TABLE)
_MESSAGE_ONLY = (CONTEXT_ACTIONS, FILE, MARKDOWN, PLAN, TASK_CARD)
SURFACES: dict[str, tuple[Record, ...]] = {
    "message": (*_EVERYWHERE, *_NOT_MODAL, *_MESSAGE_ONLY),
    "modal": (*_EVERYWHERE, ALERT),
    "home": (*_EVERYWHERE, *_NOT_MODAL),
}
