"""Messages and views as terminal text: what is shown, how it wraps, and what can be chosen."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from bot.local_slack.terminal import render

Json = dict[str, Any]
NAMES = {"U1": "Mei Tanaka 田中", "C1": "hiring"}.get


def words(text: str) -> Json:
    return {"type": "plain_text", "text": text}


def mrkdwn(text: str) -> Json:
    return {"type": "mrkdwn", "text": text}


def section(text: str, **more: Any) -> Json:
    return {"type": "section", "text": mrkdwn(text), **more}


def option(label: str, value: str) -> Json:
    return {"text": words(label), "value": value}


def button(label: str, **more: Any) -> Json:
    return {"type": "button", "text": words(label), "action_id": label.lower(), **more}


def show(*blocks: Json, width: int = 60) -> str:
    return render.message(list(blocks), "fallback", NAMES, width=width)


LEVELS: Json = {
    "type": "static_select",
    "action_id": "level",
    "placeholder": words("Level"),
    "options": [option("Senior", "senior"), option("Staff", "staff")],
    "initial_option": option("Staff", "staff"),
}
ANSWER: list[Json] = [
    {"type": "header", "text": words("Infrastructure, senior :tada:")},
    section(
        "*$210k* to *$300k*\n`├─────●───────────────────────────────────────────────┤ your budget`",
        block_id="band",
    ),
    {
        "type": "section",
        "fields": [mrkdwn("*Low*\n$210,000"), mrkdwn("*High*\n$300,000 for 田中"), mrkdwn("*Place*\nUS")],
    },
    {"type": "divider"},
    {"type": "context", "elements": [mrkdwn("Source: <https://example.com|survey>, asked by <@U1>")]},
    {
        "type": "actions",
        "block_id": "next",
        "elements": [
            button("Share", value="infra", confirm={"title": words("Sure?")}),
            LEVELS,
            button("Site", url="https://example.com"),
        ],
    },
]


def test_an_answer_reads_well_in_sixty_columns() -> None:
    assert show(*ANSWER).split("\n") == [
        "Infrastructure, senior 🎉",
        "$210k to $300k",
        "`├─────●───────────────────────────────────────────────┤ your budget`",
        "",
        "Low                           High",
        "$210,000                      $300,000 for 田中",
        "Place",
        "US",
        "─" * 60,
        "Source: survey (https://example.com), asked by @Mei Tanaka",
        "田中",
        "",
        "[1] Share  Level: [2] Senior  [3] Staff ✓",
        "[4] Site (https://example.com)",
    ]


def test_numbers_lead_back_to_the_element() -> None:
    share, senior, staff, site = render.choices(ANSWER)
    assert (share.number, share.action_id, share.block_id, share.value) == (1, "share", "next", "infra")
    assert share.confirm
    assert (senior.number, senior.action_id, senior.value) == (2, "level", "senior")
    assert (staff.number, staff.value) == (3, "staff")
    assert (site.number, site.url) == (4, "https://example.com")
    assert not any(choice.multiple or choice.asks for choice in (share, senior, staff, site))


def test_elements_that_ask_and_elements_that_take_several_say_so() -> None:
    blocks: list[Json] = [
        section("Who?", accessory={"type": "users_select", "action_id": "who"}),
        section(
            "When?", accessory={"type": "datepicker", "action_id": "when", "placeholder": words("Start")}
        ),
        section(
            "What?", accessory={"type": "checkboxes", "action_id": "what", "options": [option("A", "a")]}
        ),
    ]
    who, when, what = render.choices(blocks)
    assert who.asks
    assert when.asks
    assert what.multiple
    assert "[1] choose a person" in show(*blocks)
    assert "[2] Start" in show(*blocks)


def test_feedback_buttons_are_two_choices() -> None:
    block: Json = {
        "type": "context_actions",
        "elements": [
            {
                "type": "feedback_buttons",
                "action_id": "rate",
                "positive_button": {"text": words("Good"), "value": "+"},
                "negative_button": {"text": words("Bad"), "value": "-"},
            },
            {"type": "icon_button", "icon": "trash", "text": words("Delete"), "action_id": "drop"},
        ],
    }
    assert show(block) == "[1] Good  [2] Bad  [3] Delete"
    assert [choice.value for choice in render.choices([block])] == ["+", "-", None]


def test_paragraphs_wrap_and_lists_hang_but_code_keeps_its_lines() -> None:
    text = "• a list item longer than the line\n```\nx     =     1     # a long line of code\n```\n> said"
    assert show(section(text), width=20).split("\n") == [
        "• a list item longer",
        "  than the line",
        "x     =     1     # a long line of code",
        "│ said",
    ]


def test_a_long_address_stays_in_one_piece_except_in_a_column() -> None:
    address = f"https://example.com/{'a' * 30}"
    assert show(section(f"see {address} there"), width=30).split("\n") == ["see", address, "there"]
    context: Json = {"type": "context", "elements": [mrkdwn(address)]}
    assert show(context, width=30) == address
    field: Json = {"type": "section", "fields": [mrkdwn(address), mrkdwn("b")]}
    assert address in "".join(line[:15].strip() for line in show(field, width=30).split("\n"))


def test_tables_align_their_columns() -> None:
    def raw(text: str) -> Json:
        return {"type": "raw_text", "text": text}

    rich = {
        "type": "rich_text",
        "elements": [{"type": "rich_text_section", "elements": [{"type": "user", "user_id": "U1"}]}],
    }
    rows = [[raw("Role"), raw("Mid")], [raw("Infra"), raw("$245k")], [rich, raw("$9k")]]
    table = {"type": "table", "rows": rows, "column_settings": [None, {"align": "right"}]}
    assert show(table).split("\n") == [
        "Role                 Mid",
        "────────────────────────",
        "Infra              $245k",
        "@Mei Tanaka 田中     $9k",
    ]
    data: Json = {
        "type": "data_table",
        "caption": "Pay",
        "rows": [[raw("a")], [{"type": "raw_number", "value": 2.5}]],
    }
    assert show(data).split("\n") == ["Pay", "a", "───", "2.5"]


def test_charts_are_tables_of_their_numbers() -> None:
    line: Json = {
        "type": "line",
        "series": [{"name": "pay", "data": [{"label": "low", "value": 1.5}, {"label": "high", "value": 2}]}],
        "axis_config": {"categories": ["low", "high"]},
    }
    shown = show({"type": "data_visualization", "title": "Bands", "chart": line}).split("\n")
    assert shown == ["Bands", "       pay", "──────────", "low    1.5", "high     2"]
    pie: Json = {"type": "pie", "segments": [{"label": "a", "value": 3}]}
    assert show({"type": "data_visualization", "title": "Share", "chart": pie}).endswith("a       3")


def test_rich_text_keeps_lists_quotes_and_code() -> None:
    def part(text: str, **more: Any) -> Json:
        return {"type": "rich_text_section", "elements": [{"type": "text", "text": text}], **more}

    inline: list[Json] = [
        {"type": "text", "text": "Hi "},
        {"type": "user", "user_id": "U1"},
        {"type": "emoji", "name": "wave"},
        {"type": "link", "url": "https://example.com", "text": " site"},
        {"type": "channel", "channel_id": "C1"},
        {"type": "broadcast", "range": "here"},
        {"type": "date", "timestamp": 1720710212, "format": "{date_num}"},
        {"type": "color", "value": "#fff000"},
    ]
    block = {
        "type": "rich_text",
        "elements": [
            {"type": "rich_text_section", "elements": inline},
            {
                "type": "rich_text_list",
                "style": "ordered",
                "indent": 1,
                "elements": [part("one"), part("two")],
            },
            part("said", type="rich_text_quote"),
            part("x  =  1", type="rich_text_preformatted"),
        ],
    }
    assert show(block, width=100).split("\n") == [
        "Hi @Mei Tanaka 田中👋 site (https://example.com)#hiring@here2024-07-11#fff000",
        "  1. one",
        "  2. two",
        "│ said",
        "x  =  1",
    ]


@pytest.mark.parametrize(
    ("block", "shown"),
    [
        (
            {"type": "image", "image_url": "https://e.x/a", "alt_text": "A band", "title": words("Pay")},
            "Pay\n[image: A band]",
        ),
        ({"type": "alert", "level": "warning", "text": words("Late")}, "⚠ Late"),
        ({"type": "markdown", "text": "**bold**"}, "**bold**"),
        ({"type": "file", "external_id": "f1", "source": "remote"}, "[file: f1]"),
        (
            {"type": "video", "title": words("Talk"), "video_url": "https://e.x/v"},
            "[video: Talk] https://e.x/v",
        ),
        (
            {"type": "card", "title": words("T"), "body": mrkdwn("*b*"), "actions": [button("Go")]},
            "T\nb\n[1] Go",
        ),
        ({"type": "carousel", "elements": [{"type": "card", "body": words("one")}]}, "one"),
        ({"type": "container", "title": words("Box"), "child_blocks": [section("in")]}, "Box\n  in"),
        (
            {"type": "plan", "title": "P", "tasks": [{"task_id": "1", "title": "Do", "status": "complete"}]},
            "P\n  ✓ Do",
        ),
        ({"type": "call", "call_id": "R1"}, "[call]"),
    ],
)
def test_every_other_block_has_a_reading(block: Json, shown: str) -> None:
    assert show(block) == shown


def test_a_modal_shows_its_title_and_what_its_fields_hold() -> None:
    view: Json = {
        "type": "modal",
        "title": words("Budget"),
        "blocks": [
            {
                "type": "input",
                "label": words("Sum"),
                "hint": words("a year"),
                "element": {"type": "plain_text_input", "initial_value": "240k"},
            },
            {"type": "input", "label": words("Level"), "optional": True, "element": LEVELS},
            {
                "type": "input",
                "label": words("Who"),
                "element": {"type": "users_select", "initial_user": "U1"},
            },
            {
                "type": "input",
                "label": words("At"),
                "element": {"type": "datetimepicker", "initial_date_time": 1_800_000_000},
            },
        ],
    }
    assert render.view(view, NAMES).replace("\n\n", "\n").split("\n") == [
        "Budget",
        "Sum: 240k",
        "  a year",
        "Level (optional): Staff",
        "Who: Mei Tanaka 田中",
        "At: 2027-01-15 08:00",
    ]


def test_colours_come_only_when_asked() -> None:
    assert "\x1b[2m" in render.message(ANSWER, "", NAMES, styled=True)
    assert "\x1b" not in render.message(ANSWER, "", NAMES)


def test_a_message_without_blocks_shows_its_text() -> None:
    assert render.message(None, "hello *you*", NAMES) == "hello you"


@given(st.text(), st.integers(20, 100))
def test_no_text_can_command_the_terminal_or_break_out_of_the_width(text: str, width: int) -> None:
    for page in (
        show(section(text or "x"), width=width),
        show({"type": "header", "text": words(text)}, width=width),
    ):
        assert not any((ord(char) < 32 and char != "\n") or 127 <= ord(char) < 160 for char in page)
        if not any("─" <= char <= "◿" for char in text) and "```" not in text and "://" not in text:
            assert all(cell_len(line) <= width for line in page.split("\n"))
