"""Reading what people type: any order, usual aliases, slips, and text that means nothing."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.hiring.text.vocabulary import Vocabulary
from content.loading import load_content
from tests.hiring.conftest import NOW

VOCABULARY = Vocabulary(load_content())


@pytest.mark.parametrize("words", list(itertools.permutations(["infrastructure", "senior", "240k", "2022"])))
def test_words_come_in_any_order(words: tuple[str, ...]) -> None:
    request = VOCABULARY.read(" ".join(words), NOW)
    assert (request.role, request.level, request.year) == ("llm_infrastructure", "senior", 2022)
    assert request.budget
    assert request.budget.low == 240_000
    assert not request.unread


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("infra", "llm_infrastructure"),
        ("Inference Engineer", "llm_infrastructure"),
        ("RAG engineer", "applied_llm"),
        ("finetuning", "fine_tuning"),
        ("fine-tuning engineers", "fine_tuning"),
        ("evals", "eval_safety"),
        ("red team", "eval_safety"),
        ("Red-Team", "eval_safety"),
        ("evaluation & safety", "eval_safety"),
        ("applied scientist", "applied_researcher"),
        ("applied", "applied_llm"),
        ("a senior LLM engineer for RAG", "applied_llm"),
        ("LLM engineers", "llm_engineer"),
        ("AI engineer", "llm_engineer"),
    ],
)
def test_usual_names_are_known(text: str, role: str) -> None:
    assert VOCABULARY.read(text, NOW).role == role


@pytest.mark.parametrize(
    ("slip", "meant"),
    [
        ("infrastucture", "infrastructure"),
        ("finetunning", "finetuning"),
        ("inferense enginer", "inference engineer"),
        ("saftey", "safety"),
        ("promt", "prompt"),
        ("snior", "senior"),
        ("researcher", "applied researcher"),
    ],
)
def test_a_slip_gets_the_nearest_known_words(slip: str, meant: str) -> None:
    (guess,) = VOCABULARY.read(slip, NOW).unread
    assert guess.written == slip
    assert meant in guess.nearest


def test_unknown_words_are_kept_as_they_were_written() -> None:
    request = VOCABULARY.read("infra in Ōsaka-Süd", NOW)
    assert request.role == "llm_infrastructure"
    assert [guess.written for guess in request.unread] == ["Ōsaka-Süd"]
    assert request.unread[0].nearest == ()


def test_a_role_beats_the_umbrella_title_but_a_comparison_keeps_both() -> None:
    request = VOCABULARY.read("prompt engineer vs llm engineer", NOW)
    assert request.roles == ("prompt_engineer", "llm_engineer")
    assert request.compares
    assert request.role == "prompt_engineer"


def test_two_budgets_are_a_problem() -> None:
    assert "two budgets" in (VOCABULARY.read("infra 240k 300k", NOW).problem or "")


@pytest.mark.parametrize(("text", "year"), [("2023", 2023), ("FY2022", 2022), ("2027", 2027), ("2031", None)])
def test_a_budget_year_is_this_one_the_next_or_a_past_one(text: str, year: int | None) -> None:
    assert VOCABULARY.read(f"infra 240k {text}", NOW).year == year


@given(st.text(max_size=300))
def test_any_text_is_read_without_failing(text: str) -> None:
    request = VOCABULARY.read(text, NOW)
    for guess in request.unread:
        assert guess.written in text
