"""What answers look like: within Slack's limits on every surface, with the source, hostile text tamed."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.hiring.answers.assistant import Assistant
from bot.hiring.lines.scoping import asks_to_scope
from bot.local_slack import blockkit
from bot.slack.blocks import Message
from bot.slack.modals import answer_view
from bot.slack.text import escape, unescape, without_unseen
from bot.views.answers import build_answer, build_in_full
from bot.views.answers.budget_form import build_budget_form
from bot.views.answers.help import build_refusal
from content.loading import load_content
from tests.budgets import broken
from tests.hiring.conftest import NOW

ASSISTANT = Assistant(load_content())
ROLES = [*ASSISTANT.content.roles.values()]
LINES = [
    *(f"{command} {role.words[0]}" for command in ("salary", "role", "interview") for role in ROLES),
    *(
        f"salary {role.words[0]} {level} 240k 2022"
        for role in ROLES
        for level in ("senior", "staff", "junior")
    ),
    *(f"salary {role.words[0]} €220-260k" for role in ROLES),
    *(f"role {one.words[0]} vs {other.words[0]}" for one in ROLES for other in ROLES if one is not other),
    *(f"role llm engineer vs {role.words[0]}" for role in ROLES),
    "salary",
    "salary llm engineer 240k",
    "role",
    "role llm engineer",
    "interview",
    "hiring",
    "salary help",
    "",
    "salary infrastucture",
    "salary infra 20k/month",
    "role <!channel> & <@U123>",
    "salary infra 240k 2022 " + "x" * 3000,
    "salary " + "y" * 3000,
    "role check",
    "role check " + "<!channel> & ninja with 10 years of ChatGPT, LangChain, Pinecone, vLLM. " * 40,
    "role check Baker in Leeds. You bake bread at four in the morning. Pay £30,000 a year.",
]


def shown(line: str) -> Message:
    return build_answer(ASSISTANT.answer(line, NOW), line, can_share=True)


def words_of(message: Message) -> str:
    """Everything a person reads; not the values that buttons carry."""

    def without_values(part: Any) -> Any:
        if isinstance(part, dict):
            return {key: without_values(value) for key, value in part.items() if key != "value"}
        return [without_values(item) for item in part] if isinstance(part, list) else part

    return json.dumps([message.text, without_values(message.blocks)], ensure_ascii=False)


def elements(message: Message, label: str) -> list[dict[str, Any]]:
    found = [block.get("accessory") for block in message.blocks]
    found += [element for block in message.blocks for element in block.get("elements", [])]
    return [
        element for element in found if element and element.get("text", {}) and label in str(element["text"])
    ]


@pytest.mark.parametrize("line", LINES, ids=lambda line: line[:40])
def test_every_answer_keeps_its_budgets_and_slack_s_limits(line: str) -> None:
    message = shown(line)
    if not line.startswith("salary"):  # which the tests of handlers hold against them
        assert broken(message.text, message.blocks) == []
    assert blockkit.check(message.blocks, "message") == []
    assert blockkit.check_view(answer_view(message)) == []
    in_full = build_in_full(ASSISTANT.answer(line, NOW))
    assert in_full is None or blockkit.check_view(in_full) == []


@pytest.mark.parametrize("line", LINES, ids=lambda line: line[:40])
def test_every_button_leads_to_an_answer(line: str) -> None:
    for block in shown(line).blocks:
        for element in [block.get("accessory"), *block.get("elements", [])]:
            if element and str(element.get("action_id", "")).startswith("answer.ask"):
                asks = [element.get("value"), *(each["value"] for each in element.get("options", []))]
                for ask in filter(None, asks):
                    assert asks_to_scope(ask) or "I do not know" not in shown(ask).text, ask


def test_a_table_becomes_paragraphs_in_a_modal() -> None:
    told = str(answer_view(shown("role infra vs applied"))["blocks"])
    assert "*Pay*\\nLLM infrastructure engineer: $280k–$400k base, senior\\nApplied LLM engineer: " in told


def test_forms_and_home_keep_slack_s_limits() -> None:
    for role in (None, "no such role", *(role.id for role in ROLES)):
        assert blockkit.check_view(build_budget_form(ASSISTANT.content, role)) == []
    for certain in (True, False):
        assert blockkit.check(build_refusal(certain=certain).blocks, "message") == []


@pytest.mark.parametrize("role", ["applied", "infra", "fine-tuning", "prompt", "frontier staff"])
def test_every_figure_shows_who_says_so(role: str) -> None:
    words = words_of(shown(f"salary {role}"))
    for part in ("Caltek Staffing", "2026", "practitioner article", "number of data points not stated"):
        assert part in words


def test_the_salary_answer_says_all_it_must() -> None:
    words = words_of(shown("salary infrastructure senior 240k 2023"))
    for part in ("$280k", "$340k", "$400k", "base pay a year", "senior, US", "*$40k (14.3%) below*", "2023"):
        assert part in words


@pytest.mark.parametrize(
    "line", ["salary evals 200k", "salary applied researcher", "salary infra staff 240k"]
)
def test_a_gap_shows_none_of_the_article_s_bands(line: str) -> None:
    message = shown(line)
    assert "No figure" in words_of(message)
    assert "█" not in words_of(message)
    bands = ASSISTANT.content.bands.band
    assert not any(f"${each.low // 1000}k–${each.high // 1000}k" in words_of(message) for each in bands)


def test_hostile_text_stays_text() -> None:
    words = words_of(shown("salary infra <!channel> <@U024BE7LH> & <https://x.test|here>"))
    assert "<!channel>" not in words
    assert "<@U024BE7LH>" not in words
    assert "<https://x.test" not in words
    assert "channel&gt; &lt;@U024BE7LH&gt; &amp; &lt;https" in words


@given(st.text(max_size=500))
def test_what_a_person_typed_is_never_markup(text: str) -> None:
    words = words_of(shown(f"role {text} <!{text}> <@{text}>"))
    assert not any(sign in words for sign in ("<!", "<@", "<#"))


@given(st.text(max_size=200))
def test_escaping_can_be_undone(text: str) -> None:
    assert unescape(escape(text)) == without_unseen(text).strip()


@pytest.mark.parametrize(
    ("sent", "typed"),
    [
        ("<@U0LOCALBOT> salary infra", "salary infra"),
        ("<@U0LOCALBOT|rolecall> salary infra", "rolecall salary infra"),
        ("role in <#C12345|hiring>", "role in hiring"),
        ("see <https://x.test|x.test> now", "see x.test now"),
        ("rag &amp; evals &lt;3", "rag & evals <3"),
    ],
)
def test_slack_s_markup_is_read_as_it_was_typed(sent: str, typed: str) -> None:
    assert unescape(sent) == typed


def test_share_asks_once_more_for_pay_only() -> None:
    (pay,) = elements(shown("salary infra 240k"), "Share in channel")
    (role,) = elements(shown("role infra"), "Share in channel")
    assert "confirm" in pay
    assert "confirm" not in role
    assert not elements(shown("hiring"), "Share in channel")
    private = build_answer(ASSISTANT.answer("role infra", NOW), "role infra", can_share=False)
    assert not elements(private, "Share in channel")
