"""Lines and messages as Slack hands them over: what is around the words goes, the words stay."""

from typing import Any

import pytest

from bot.slack.incoming import plain, typed, words_in
from bot.slack.text import escape

LINE = "interview evals kit"


@pytest.mark.parametrize(
    "text",
    [
        *(f"<@UBOT>{mark} {LINE}" for mark in (":", ",", "!", " -", " –", "…", "?", ";", "", ".")),
        *(f"<@UBOT>{mark}{LINE}" for mark in (":", ",", "–", "-", "\n", "\u00a0")),
        *(f"{mark} {LINE}" for mark in ("•", "-", "*", "3.", "2)", "&gt;", ">", ":wave:", ":-1:")),
        *(f"{mark}{LINE}{mark}" for mark in ('"', "`", "```", "*")),
        *(f"“{LINE}”", f"```\n{LINE}\n```", f"<@UBOT|rolecall>: • _{LINE}_ :tada:"),
        *(
            f"\u2060{LINE}\u200b",
            "<http://interview.example|interview> evals kit",
        ),
        *("interview <https://evals.example|evals> kit", "<tel:12345678|interview> evals kit"),
        *(f"\ufeff{LINE}", "inter\u200dview ev\u200bals\0 kit\u2060"),
        *(f"{LINE} :100: :1234:", f"{LINE} 2\ufe0f\u20e3"),
        LINE,
    ],
)
def test_a_line_is_what_was_typed(text: str) -> None:
    assert typed(text, bot="UBOT") == typed(text, bot="UBOT", naming=True) == LINE


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("salary infra 240k, standup at 10:30:15", "salary infra 240k, standup at 10:30:15"),
        ("we use std::vector and a:b:c", "we use std::vector and a:b:c"),
        ("$240k - $260k", "$240k - $260k"),
        ("snake_case_name and 2*3*4", "snake_case_name and 2*3*4"),
        ("2 weeks", "2 weeks"),
        (".NET and LLMs", ".NET and LLMs"),
        ("--requisition 3", "--requisition 3"),
        (":thumbsup:", ":thumbsup:"),
        ("hello <!channel> and <!subteam^S07|@recruiters>", "hello @channel and @recruiters"),
        ("<@UBOT>", ""),
        ("role <mailto:jo@evals.example|jo@evals.example>", "role jo@evals.example"),
        ("see <https://jobs.example/7>", "see https://jobs.example/7"),
        ("a “held-out” set ‘of’ theirs, don’t", "a “held-out” set ‘of’ theirs, don’t"),
        ("fine‑tune, 4 – 6", "fine‑tune, 4 – 6"),
    ],
)
def test_words_stay(text: str, line: str) -> None:
    assert typed(text, bot="UBOT") == line


PAGE = "<h2>LLM engineer</h2><p>Pay: &pound;90k&ndash;&pound;110k</p><ul><li>RAG<li>evals</ul>"
SHOWN = "LLM engineer\nPay: £90k–£110k\n• RAG\n• evals"


@pytest.mark.parametrize(
    ("text", "line"),
    [
        (escape(PAGE), SHOWN),
        (escape(escape(PAGE)), SHOWN),  # as job boards hand it out
        (escape(f"role check {PAGE}"), f"role check\n{SHOWN}"),
        (escape("<style>p {color: red}</style><div>LLM engineer<br/>Leeds</div>"), "LLM engineer\nLeeds"),
        (escape("R&amp;D, &euro;90k&nbsp;a year"), "R&D, €90k\u00a0a year"),
        (escape("budget < 240k and > 200k"), "budget < 240k and > 200k"),
        (escape("List<String> and a -> b"), "List<String> and a -> b"),
        (escape("R&D; and so on"), "R&D; and so on"),
        (escape("we <b>need</b> an LLM engineer"), "we <b>need</b> an LLM engineer"),
    ],
)
def test_the_source_of_a_page_is_read_as_it_is_shown(text: str, line: str) -> None:
    assert typed(text, bot="UBOT") == typed(text, naming=True) == line


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("*Staff inference engineer* :fire:", "Staff inference engineer"),
        ("Ask <@U07ANA> or <@U07BO|bo> about _it_", "Ask Ana or about it"),
        ("&gt; `RAG` developer", "RAG developer"),
        ("• LLM engineer\n• evals", "LLM engineer\n• evals"),
        ("~Data~ LLM engineer\n• builds *agents*", "Data LLM engineer\n• builds agents"),
        ("Researcher &amp; tuner", "Researcher & tuner"),
        ("Prompt writer", "Prompt writer"),
    ],
)
def test_a_field_has_no_markup(text: str, shown: str) -> None:
    assert plain(text, {"U07ANA": "Ana"}) == shown


SHARED = {"is_share": True, "from_url": "https://team.slack.com/archives/C1/p1", "text": "We serve models."}
SECTION = {
    "type": "section",
    "text": {"type": "mrkdwn", "text": "We tune models."},
    "fields": [{"text": "Berlin"}],
}
LIST = {
    "type": "rich_text",
    "elements": [
        {
            "type": "rich_text_list",
            "elements": [
                {"type": "rich_text_section", "elements": [{"type": "text", "text": "evals"}]},
                {"type": "rich_text_section", "elements": [{"type": "text", "text": "red & blue"}]},
            ],
        }
    ],
}


@pytest.mark.parametrize(
    ("message", "words"),
    [
        ({"text": "typed"}, "typed"),
        ({"text": "", "attachments": [SHARED]}, "We serve models."),
        ({"text": "which role?", "attachments": [SHARED]}, "which role?\nWe serve models."),
        ({"text": "see", "attachments": [{"from_url": "https://x.example", "text": "a preview"}]}, "see"),
        ({"bot_id": "B1", "text": "New job", "blocks": [SECTION]}, "We tune models.\nBerlin"),
        ({"bot_id": "B1", "blocks": [LIST]}, "• evals\n• red &amp; blue"),
        (
            {"attachments": [{"title": "LLM engineer", "fields": [{"title": "Where", "value": "Oslo"}]}]},
            "LLM engineer\nWhere: Oslo",
        ),
        (
            {"attachments": [{"is_share": True, "message_blocks": [{"message": {"blocks": [SECTION]}}]}]},
            "We tune models.\nBerlin",
        ),
        ({"text": "typed", "blocks": [SECTION]}, "typed"),
        ({}, ""),
        (
            {
                "text": "and this?",
                "attachments": [{"is_msg_unfurl": True, "from_url": "https://x", "text": "We break."}],
            },
            "and this?\nWe break.",
        ),
        ({"text": "hi", "attachments": [{"original_url": "https://x.example", "title": "a preview"}]}, "hi"),
        ({"text": "hi", "attachments": [], "blocks": []}, "hi"),
    ],
)
def test_all_that_a_message_says_is_read(message: dict[str, Any], words: str) -> None:
    assert words_in(message) == words
