"""Block Kit on its way in: what every surface takes, and each limit at its edge."""

import copy
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.local_slack.blockkit import Surface, check, check_view

Json = dict[str, Any]


def plain(text: str) -> Json:
    return {"type": "plain_text", "text": text}


def mrkdwn(text: str) -> Json:
    return {"type": "mrkdwn", "text": text}


def section(**more: Any) -> Json:
    return {"type": "section", "text": mrkdwn("hello"), **more}


def option(value: str, **more: Any) -> Json:
    return {"text": plain(value.title()), "value": value, **more}


def button(action_id: str = "go", **more: Any) -> Json:
    return {"type": "button", "text": plain("Go"), "action_id": action_id, **more}


def select(**more: Any) -> Json:
    return {"type": "static_select", "action_id": "pick", "options": [option("a"), option("b")], **more}


def inputs(element: Json, **more: Any) -> Json:
    return {"type": "input", "label": plain("Label"), "element": element, **more}


def actions(*elements: Json) -> Json:
    return {"type": "actions", "elements": list(elements)}


def image(**more: Any) -> Json:
    return {"type": "image", "image_url": "https://example.com/a.png", "alt_text": "A chart", **more}


def rich(*elements: Json) -> Json:
    return {"type": "rich_text", "elements": [{"type": "rich_text_section", "elements": list(elements)}]}


def raw(text: str) -> Json:
    return {"type": "raw_text", "text": text}


def table(*rows: list[Json], **more: Any) -> Json:
    return {"type": "table", "rows": list(rows), **more}


def data_table(*rows: list[Json], **more: Any) -> Json:
    return {"type": "data_table", "caption": "Pay", "rows": list(rows), **more}


def chart(**more: Any) -> Json:
    points = [{"label": "low", "value": 1.5}, {"label": "high", "value": 2}]
    line = {
        "type": "line",
        "series": [{"name": "pay", "data": points}],
        "axis_config": {"categories": ["low", "high"], "x_label": "band"},
    }
    return {"type": "data_visualization", "title": "Pay", "chart": {**line, **more}}


def container(*children: Json, **more: Any) -> Json:
    return {"type": "container", "title": plain("Box"), "child_blocks": list(children), **more}


def modal(*blocks: Json, **more: Any) -> Json:
    return {"type": "modal", "title": plain("Budget"), "blocks": list(blocks), **more}


CONFIRM = {
    "title": plain("Sure?"),
    "text": mrkdwn("It *posts*."),
    "confirm": plain("Yes"),
    "deny": plain("No"),
}
TEXTS: list[Json] = [
    {"type": "text", "text": "bold", "style": {"bold": True}},
    {"type": "link", "url": "https://example.com", "text": "there"},
    {"type": "emoji", "name": "wave", "skin_tone": 3},
    {"type": "user", "user_id": "U1"},
    {"type": "channel", "channel_id": "C1"},
    {"type": "usergroup", "usergroup_id": "S1"},
    {"type": "broadcast", "range": "here"},
    {"type": "color", "value": "#ff0000"},
    {"type": "date", "timestamp": 1720710212, "format": "{date}"},
]
RICH: Json = {
    "type": "rich_text",
    "elements": [
        {"type": "rich_text_section", "elements": TEXTS},
        {"type": "rich_text_list", "style": "ordered", "indent": 1, "elements": rich(*TEXTS)["elements"]},
        {"type": "rich_text_preformatted", "elements": [TEXTS[0]]},
        {"type": "rich_text_quote", "elements": [TEXTS[0]], "border": 1},
    ],
}
MENUS: list[Json] = [
    select(initial_option=option("a"), placeholder=plain("Pick one")),
    {
        "type": "static_select",
        "action_id": "g",
        "option_groups": [{"label": plain("G"), "options": [option("a")]}],
    },
    {"type": "external_select", "action_id": "e", "min_query_length": 0},
    {"type": "users_select", "action_id": "u", "initial_user": "U1"},
    {"type": "conversations_select", "action_id": "c", "filter": {"include": ["im"]}},
    {"type": "channels_select", "action_id": "h", "initial_channel": "C1"},
    {"type": "multi_static_select", "action_id": "ms", "options": [option("a")], "max_selected_items": 1},
    {"type": "multi_external_select", "action_id": "me", "initial_options": [option("z")]},
    {"type": "multi_users_select", "action_id": "mu", "initial_users": ["U1"]},
    {"type": "multi_conversations_select", "action_id": "mc"},
    {"type": "multi_channels_select", "action_id": "mh"},
    {"type": "checkboxes", "action_id": "cb", "options": [{"text": mrkdwn("*a*"), "value": "a"}]},
    {"type": "radio_buttons", "action_id": "rb", "options": [option("a")], "initial_option": option("a")},
    {"type": "datepicker", "action_id": "d", "initial_date": "2026-02-28", "confirm": CONFIRM},
    {"type": "timepicker", "action_id": "t", "initial_time": "23:59", "timezone": "Europe/Lisbon"},
    {"type": "datetimepicker", "action_id": "dt", "initial_date_time": 1_800_000_000},
]
OVERFLOW: Json = {
    "type": "overflow",
    "action_id": "more",
    "options": [option("a", url="https://example.com")],
}
FIELDS: list[Json] = [
    {"type": "plain_text_input", "action_id": "a", "multiline": True, "min_length": 1, "max_length": 9},
    {"type": "email_text_input", "action_id": "a", "placeholder": plain("you@example.com")},
    {"type": "url_text_input", "action_id": "a", "initial_value": "https://example.com"},
    {
        "type": "number_input",
        "action_id": "a",
        "is_decimal_allowed": False,
        "min_value": "1",
        "max_value": "9",
    },
    {"type": "rich_text_input", "action_id": "a", "initial_value": RICH, "min_lines": 2},
]
FILE_INPUT: Json = {"type": "file_input", "action_id": "a", "filetypes": ["pdf"], "max_files": 3}
EVERYWHERE: list[Json] = [
    section(accessory=button(style="primary", confirm=CONFIRM, value="v"), expand=True),
    section(fields=[mrkdwn("a"), plain("b")], accessory=image()),
    section(accessory=OVERFLOW),
    {"type": "header", "text": plain("Pay")},
    {"type": "divider", "block_id": "line"},
    {"type": "context", "elements": [mrkdwn("source"), image()]},
    actions(*MENUS, button("b"), OVERFLOW),
    image(title=plain("Chart")),
    {"type": "image", "slack_file": {"id": "F1"}, "alt_text": ""},
    RICH,
    {
        "type": "video",
        "title": plain("Talk"),
        "alt_text": "A talk",
        "thumbnail_url": "https://example.com/t.png",
        "video_url": "https://example.com/v",
    },
    {"type": "card", "title": mrkdwn("Card"), "actions": [button("card")], "hero_image": image()},
]
TASK: Json = {"task_id": "1", "title": "Look", "status": "pending", "details": RICH}
NOT_MODAL: list[Json] = [
    {"type": "carousel", "elements": [{"type": "card", "body": plain("one")}]},
    container(section(), is_collapsible=True, default_collapsed=True),
    table([raw("a"), rich(TEXTS[0])], column_settings=[None, {"align": "right", "is_wrapped": True}]),
    data_table([raw("a"), raw("b")], [raw("1"), {"type": "raw_number", "value": 2.5}], page_size=10),
    chart(),
    {
        "type": "data_visualization",
        "title": "Share",
        "chart": {"type": "pie", "segments": [{"label": "a", "value": 1}]},
    },
]
MESSAGE_ONLY: list[Json] = [
    {"type": "markdown", "text": "**bold**"},
    {"type": "file", "external_id": "x", "source": "remote"},
    {
        "type": "context_actions",
        "elements": [
            {
                "type": "feedback_buttons",
                "action_id": "f",
                "positive_button": {"text": plain("Good"), "value": "+"},
                "negative_button": {"text": plain("Bad"), "value": "-"},
            },
            {"type": "icon_button", "icon": "trash", "text": plain("Delete"), "action_id": "x"},
        ],
    },
    {"type": "plan", "title": "Plan", "tasks": [TASK]},
    {
        "type": "task_card",
        "task_id": "1",
        "title": "Look",
        "status": "complete",
        "sources": [{"type": "url", "url": "https://example.com", "text": "page"}],
    },
]
MODAL_ONLY: list[Json] = [
    {"type": "alert", "text": mrkdwn("Too late"), "level": "warning"},
    inputs(FILE_INPUT),
    inputs({"type": "conversations_select", "action_id": "c", "response_url_enabled": True}),
]
INPUTS = [inputs(element, hint=plain("hint"), optional=True) for element in (*FIELDS, *MENUS)]
SURFACES: dict[Surface, list[Json]] = {
    "message": [*EVERYWHERE, *NOT_MODAL, *MESSAGE_ONLY, *INPUTS],
    "modal": [*EVERYWHERE, *MODAL_ONLY, *INPUTS],
    "home": [*EVERYWHERE, *NOT_MODAL, *INPUTS],
}


@pytest.mark.parametrize("surface", SURFACES)
def test_every_block_and_element_is_taken_where_it_belongs(surface: Surface) -> None:
    assert check(SURFACES[surface], surface) == []


@pytest.mark.parametrize(
    ("surface", "blocks"),
    [("modal", NOT_MODAL), ("modal", MESSAGE_ONLY), ("home", MESSAGE_ONLY)]
    + [(surface, MODAL_ONLY) for surface in ("message", "home")],
)
def test_blocks_are_refused_on_other_surfaces(surface: Surface, blocks: list[Json]) -> None:
    for block in blocks:
        problems = check([block], surface)
        assert problems, block["type"]
        assert surface in problems[0].message or "modals" in problems[0].message


REFUSED: list[tuple[Surface, Any, str, str]] = [
    ("message", {}, "/blocks", "wrong_type"),
    ("message", ["hello"], "/blocks/0", "wrong_type"),
    ("message", [{}], "/blocks/0", "missing_field"),
    ("message", [{"type": "panel"}], "/blocks/0/type", "unsupported_type"),
    ("message", [{"type": ["section"]}], "/blocks/0/type", "unsupported_type"),
    ("message", [{"type": "divider"}] * 51, "/blocks", "too_many"),
    ("home", [{"type": "divider"}] * 101, "/blocks", "too_many"),
    ("message", [{"type": "section"}], "/blocks/0", "missing_field"),
    ("message", [section(colour="red")], "/blocks/0", "unknown_field"),
    ("message", [{"type": "section", "text": "hello"}], "/blocks/0/text", "wrong_type"),
    ("message", [{"type": "section", "text": mrkdwn("")}], "/blocks/0/text/text", "too_short"),
    ("message", [{"type": "section", "text": mrkdwn("x" * 3001)}], "/blocks/0/text/text", "too_long"),
    ("message", [section(fields=[plain("a")] * 11)], "/blocks/0/fields", "too_many"),
    ("message", [section(fields=[plain("x" * 2001)])], "/blocks/0/fields/0/text", "too_long"),
    ("message", [section(accessory=FIELDS[0])], "/blocks/0/accessory/type", "unsupported_type"),
    ("message", [section(block_id="x" * 256)], "/blocks/0/block_id", "too_long"),
    ("message", [{"type": "header", "text": mrkdwn("x")}], "/blocks/0/text/type", "unsupported_type"),
    ("message", [{"type": "header", "text": plain("x" * 151)}], "/blocks/0/text/text", "too_long"),
    ("message", [{"type": "context", "elements": []}], "/blocks/0/elements", "too_few"),
    ("message", [{"type": "context", "elements": [plain("a")] * 11}], "/blocks/0/elements", "too_many"),
    ("message", [actions()], "/blocks/0/elements", "too_few"),
    ("message", [actions(*[button(str(n)) for n in range(26)])], "/blocks/0/elements", "too_many"),
    ("message", [actions(FIELDS[0])], "/blocks/0/elements/0/type", "unsupported_type"),
    ("message", [actions(button(), button())], "/blocks/0/elements/1/action_id", "duplicate"),
    ("message", [section(block_id="b"), section(block_id="b")], "/blocks/1/block_id", "duplicate"),
    ("message", [container(section(block_id="b")), section(block_id="b")], "/blocks/1/block_id", "duplicate"),
    ("message", [actions(button(text=plain("x" * 76)))], "/blocks/0/elements/0/text/text", "too_long"),
    ("message", [actions(button(text=mrkdwn("x")))], "/blocks/0/elements/0/text/type", "unsupported_type"),
    ("message", [actions(button(value="x" * 2001))], "/blocks/0/elements/0/value", "too_long"),
    ("message", [actions(button(url="x" * 3001))], "/blocks/0/elements/0/url", "too_long"),
    ("message", [actions(button(style="green"))], "/blocks/0/elements/0/style", "not_allowed"),
    ("message", [actions(button(action_id="x" * 256))], "/blocks/0/elements/0/action_id", "too_long"),
    (
        "message",
        [actions(button(confirm={**CONFIRM, "title": plain("x" * 101)}))],
        "/blocks/0/elements/0/confirm/title/text",
        "too_long",
    ),
    (
        "message",
        [actions(button(confirm={k: CONFIRM[k] for k in ("title", "text", "deny")}))],
        "/blocks/0/elements/0/confirm",
        "missing_field",
    ),
    ("message", [actions(select(options=[]))], "/blocks/0/elements/0/options", "too_few"),
    ("message", [actions(select(options=[option("a")] * 101))], "/blocks/0/elements/0/options", "too_many"),
    (
        "message",
        [actions(select(options=[option("x" * 76)]))],
        "/blocks/0/elements/0/options/0/text/text",
        "too_long",
    ),
    (
        "message",
        [actions(select(options=[{"text": plain("a"), "value": "x" * 151}]))],
        "/blocks/0/elements/0/options/0/value",
        "too_long",
    ),
    (
        "message",
        [actions(select(option_groups=MENUS[1]["option_groups"]))],
        "/blocks/0/elements/0",
        "conflict",
    ),
    (
        "message",
        [actions(select(placeholder=plain("x" * 151)))],
        "/blocks/0/elements/0/placeholder/text",
        "too_long",
    ),
    (
        "message",
        [actions(select(initial_option=option("z")))],
        "/blocks/0/elements/0/initial_option",
        "not_offered",
    ),
    (
        "message",
        [actions({**OVERFLOW, "options": [option(str(n)) for n in range(6)]})],
        "/blocks/0/elements/0/options",
        "too_many",
    ),
    (
        "message",
        [section(accessory={**MENUS[11], "options": [option(str(n)) for n in range(11)]})],
        "/blocks/0/accessory/options",
        "too_many",
    ),
    (
        "message",
        [actions({**MENUS[13], "initial_date": "28/02/2026"})],
        "/blocks/0/elements/0/initial_date",
        "bad_format",
    ),
    (
        "message",
        [actions({**MENUS[14], "initial_time": "24:00"})],
        "/blocks/0/elements/0/initial_time",
        "bad_format",
    ),
    (
        "message",
        [actions(select(focus_on_load=True))],
        "/blocks/0/elements/0/focus_on_load",
        "unsupported_surface",
    ),
    ("message", [{"type": "image", "alt_text": "x"}], "/blocks/0", "missing_field"),
    ("message", [image(slack_file={"id": "F1"})], "/blocks/0", "conflict"),
    ("message", [image(alt_text="x" * 2001)], "/blocks/0/alt_text", "too_long"),
    ("message", [{"type": "markdown", "text": "x" * 12_001}], "/blocks/0/text", "too_long"),
    ("message", [{"type": "markdown", "text": "x" * 6_001}] * 2, "/blocks/1", "too_long"),
    ("message", [table([raw("")])], "/blocks/0/rows/0/0/text", "too_short"),
    ("message", [table(*[[raw("a")]] * 101)], "/blocks/0/rows", "too_many"),
    ("message", [table([raw("a")] * 21)], "/blocks/0/rows/0", "too_many"),
    (
        "message",
        [table([raw("x" * 5_001)]), table([rich({"type": "text", "text": "x" * 5_000})])],
        "/blocks/1",
        "too_long",
    ),
    ("message", [data_table([raw("a")])], "/blocks/0/rows", "too_few"),
    ("message", [data_table(*[[raw("a")]] * 202)], "/blocks/0/rows", "too_many"),
    ("message", [data_table([raw("a")], [raw("b")] * 2)], "/blocks/0/rows/1", "conflict"),
    ("message", [data_table([rich(TEXTS[0])], [raw("b")])], "/blocks/0/rows/0", "not_allowed"),
    ("message", [data_table(*[[raw("a")]] * 2, page_size=101)], "/blocks/0/page_size", "too_big"),
    (
        "message",
        [data_table(*[[raw("a")]] * 2, row_header_column_index=1)],
        "/blocks/0/row_header_column_index",
        "too_big",
    ),
    ("message", [data_table([raw("a")], [raw("x" * 20_000)])], "/blocks/0", "too_long"),
    ("home", [chart()] * 3, "/blocks", "too_many"),
    ("message", [{**chart(), "title": "x" * 51}], "/blocks/0/title", "too_long"),
    ("message", [chart(axis_config={"categories": ["low"]})], "/blocks/0/chart/series/0/data", "conflict"),
    ("message", [chart(series=chart()["chart"]["series"] * 2)], "/blocks/0/chart/series/1/name", "duplicate"),
    ("message", [chart(type="radar")], "/blocks/0/chart/type", "unsupported_type"),
    ("message", [{"type": "plan", "title": "P", "tasks": [TASK] * 51}], "/blocks/0/tasks", "too_many"),
    (
        "message",
        [{"type": "plan", "title": "P", "tasks": [TASK] * 2}],
        "/blocks/0/tasks/1/task_id",
        "duplicate",
    ),
    ("message", [{**TASK, "type": "task_card"}], "/blocks/0/status", "not_allowed"),
    ("message", [{"type": "card", "subtitle": plain("x")}], "/blocks/0", "missing_field"),
    ("message", [{"type": "card", "body": plain("x" * 201)}], "/blocks/0/body/text", "too_long"),
    (
        "message",
        [{"type": "card", "actions": [button(str(n)) for n in range(4)]}],
        "/blocks/0/actions",
        "too_many",
    ),
    ("message", [{"type": "carousel", "elements": []}], "/blocks/0/elements", "too_few"),
    ("message", [container(container(section()))], "/blocks/0/child_blocks/0/type", "unsupported_type"),
    ("message", [container(section(), default_collapsed=True)], "/blocks/0/default_collapsed", "conflict"),
    ("message", [rich({"type": "text"})], "/blocks/0/elements/0/elements/0", "missing_field"),
    ("message", [rich({"type": "text", "text": ""})], "/blocks/0/elements/0/elements/0/text", "too_short"),
    (
        "message",
        [rich({"type": "text", "text": "a", "style": {"bold": 1}})],
        "/blocks/0/elements/0/elements/0/style/bold",
        "wrong_type",
    ),
    ("modal", [{"type": "alert", "text": plain("x" * 201)}], "/blocks/0/text/text", "too_long"),
    ("modal", [{"type": "alert", "text": plain("x"), "level": "loud"}], "/blocks/0/level", "not_allowed"),
    ("modal", [inputs(button())], "/blocks/0/element/type", "unsupported_type"),
    ("modal", [inputs(select(), label=mrkdwn("x"))], "/blocks/0/label/type", "unsupported_type"),
    ("modal", [inputs({**FIELDS[0], "max_length": 3001})], "/blocks/0/element/max_length", "too_big"),
    ("modal", [inputs({**FIELDS[0], "min_length": 10})], "/blocks/0/element/min_length", "conflict"),
    ("modal", [inputs({**FIELDS[3], "min_value": "ten"})], "/blocks/0/element/min_value", "bad_format"),
    ("modal", [inputs({**FIELDS[3], "min_value": "10"})], "/blocks/0/element/min_value", "conflict"),
    ("modal", [inputs({**FILE_INPUT, "max_files": 11})], "/blocks/0/element/max_files", "too_big"),
    ("modal", [inputs({**FIELDS[0], "focus_on_load": True})] * 2, "/blocks", "conflict"),
]


@pytest.mark.parametrize(("surface", "blocks", "pointer", "code"), REFUSED)
def test_each_limit_names_the_place_and_the_reason(
    surface: Surface, blocks: Any, pointer: str, code: str
) -> None:
    assert [(problem.pointer, problem.code) for problem in check(blocks, surface)] == [(pointer, code)]


def test_limits_are_taken_exactly_at_the_edge() -> None:
    assert check([{"type": "section", "text": mrkdwn("x" * 3000)}], "message") == []
    assert check([{"type": "header", "text": plain("x" * 150)}], "message") == []
    assert check([{"type": "divider"}] * 50, "message") == []
    assert check([{"type": "markdown", "text": "x" * 6_000}] * 2, "message") == []
    assert check([{"type": "divider"}] * 100, "modal") == []


def test_a_problem_reads_like_the_line_slack_answers_with() -> None:
    (problem,) = check([{"type": "header", "text": plain("x" * 151)}], "message")
    assert str(problem) == "[ERROR] must be less than 151 characters [json-pointer:/blocks/0/text/text]"


FORM = modal(inputs(FIELDS[0]), submit=plain("Send"), close=plain("Not now"), callback_id="budget")


def test_views_of_both_kinds_are_taken() -> None:
    assert check_view(FORM) == []
    assert check_view({"type": "home", "blocks": [section()], "private_metadata": "x" * 3000}) == []


@pytest.mark.parametrize(
    ("view", "pointer", "code"),
    [
        ("a view", "/view", "wrong_type"),
        ({"blocks": []}, "/view", "missing_field"),
        ({"type": "workflow_step", "blocks": []}, "/view/type", "unsupported_type"),
        ({"type": "modal", "blocks": [section()]}, "/view", "missing_field"),
        (modal(section(), title=plain("x" * 25)), "/view/title/text", "too_long"),
        (modal(section(), title=mrkdwn("x")), "/view/title/type", "unsupported_type"),
        ({**FORM, "submit": plain("x" * 25)}, "/view/submit/text", "too_long"),
        ({**FORM, "close": plain("x" * 25)}, "/view/close/text", "too_long"),
        ({**FORM, "private_metadata": "x" * 3001}, "/view/private_metadata", "too_long"),
        ({**FORM, "callback_id": "x" * 256}, "/view/callback_id", "too_long"),
        ({**FORM, "id": "V1"}, "/view", "unknown_field"),
        (modal(inputs(FIELDS[0])), "/view", "missing_field"),
        (modal(*[{"type": "divider"}] * 101), "/view/blocks", "too_many"),
        (modal({"type": "section", "text": mrkdwn("")}), "/view/blocks/0/text/text", "too_short"),
        (modal(section(block_id="b"), section(block_id="b")), "/view/blocks/1/block_id", "duplicate"),
        ({"type": "home", "blocks": [], "title": plain("x")}, "/view", "unknown_field"),
    ],
)
def test_views_are_refused_with_the_place_and_the_reason(view: Any, pointer: str, code: str) -> None:
    assert [(problem.pointer, problem.code) for problem in check_view(view)] == [(pointer, code)]


anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=10,
)
places = st.sampled_from(range(len(SURFACES["message"])))


def _paths(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    if isinstance(value, dict):
        return [path, *(deep for key, part in value.items() for deep in _paths(part, (*path, key)))]
    if isinstance(value, list):
        return [path, *(deep for index, part in enumerate(value) for deep in _paths(part, (*path, index)))]
    return [path]


@given(st.data())
def test_any_damage_to_a_good_message_is_answered_and_never_breaks_the_check(data: st.DataObject) -> None:
    block = copy.deepcopy(SURFACES["message"][data.draw(places)])
    *way, last = data.draw(st.sampled_from(_paths(block)[1:]))
    target: Any = block
    for key in way:
        target = target[key]
    target[last] = data.draw(anything)
    for problem in check([block], "message"):
        assert problem.pointer.startswith("/blocks")


@given(anything)
def test_any_json_at_all_is_answered(value: Any) -> None:
    check(value, "message")
    check_view(value)


def test_an_ordinary_message_is_in_order() -> None:
    message = [
        {"type": "header", "text": plain("Pay")},
        section(fields=[mrkdwn("a")] * 8),
        *[section(accessory=button())] * 4,
        {"type": "divider"},
        {"type": "context", "elements": [mrkdwn("source")] * 3},
        actions(button("a"), button("b"), select()),
    ]
    assert check(message, "message") == []
