"""The budgets of messages themselves: a table of messages, and what each one breaks."""

from typing import Any

from bot.slack.blocks import Block, actions, button, context, section
from bot.slack.inputs import option, select
from tests.budgets import broken

DEFINE = button("Define", "req.define", style="primary")
SHOW = button("Show", "answer.ask")


def table(rows: int, **more: Any) -> Block:
    cell = {"type": "raw_text", "text": "four words stand here"}
    return {"type": "data_table", "caption": "Waiting", "rows": [[cell]] * (rows + 1), **more}


MESSAGES: list[tuple[list[str], str, list[Block]]] = [
    ([], "One is open.", [section("One is open."), actions(DEFINE, SHOW)]),
    ([], "*3 · LLM engineer*: you undid it. <@U1> was told.", [section("Done."), actions(SHOW)]),
    (["121 words"], "Long.", [section("word " * 100), context("word " * 21)]),
    (["1501 characters"], "Long.", [section("x" * 1501)]),
    ([], "Waiting.", [table(100)]),
    (["129 words"], "Waiting.", [table(100, page_size=31)]),
    (["6 controls"], "Many.", [actions(*(button(f"{n}", f"ask.{n}") for n in range(5)), DEFINE)]),
    (
        ["6 controls"],
        "Many.",
        [section("a", select("x", "Which?", [option("a", "a")]))] * 5 + [section("b", DEFINE)],
    ),
    (["2 primary buttons"], "Two.", [actions(DEFINE, button("Sign", "brief.sign", style="primary"))]),
    (
        ["no primary button, though there is a next step"],
        "Next?",
        [actions(button("Define", "req.define_as.applied"), SHOW)],
    ),
    (["2 buttons called 'Show'"], "Two.", [section("a", SHOW), section("b", SHOW)]),
    (
        [],
        "Two.",
        [section(name, SHOW | {"accessibility_label": f"Show {name}"}) for name in ("a", "b")],
    ),
    (
        ["2 buttons called 'Show'"],
        "Two.",
        [section(name, SHOW | {"accessibility_label": "Show it"}) for name in ("a", "b")],
    ),
    (["no text for notifications"], "", [section("Hello.")]),
    (["151 characters for notifications"], "x" * 151, [section("Hello.")]),
    (["3 sentences for notifications"], "One. Two! Three? and so on", [section("Hello.")]),
    (
        ["a section of 201 characters without `expand`"],
        "Long.",
        [{"type": "section", "text": {"type": "mrkdwn", "text": "x" * 201}}],
    ),
]


def test_each_budget_is_noticed_when_it_is_broken() -> None:
    for expected, text, blocks in MESSAGES:
        assert broken(text, blocks) == expected, (text, blocks)
