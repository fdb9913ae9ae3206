"""Title, duties, pay and years against each other, in both directions."""

from datetime import date

import pytest

from bot.hiring.adverts.mismatches import Stated, compare
from bot.hiring.scoping.conversation import Conversation
from bot.hiring.text.money import join_budget
from content.loading import load_content

CONTENT = load_content()
CONVERSATION = Conversation(CONTENT)
TODAY = date(2026, 11, 25)
APPLIED = (
    "Ship RAG features and agents in our product. Build LLM pipelines and prompts. Own the evals of them."
)
PROMPTS = "Write prompts all day. Keep our prompt library. Test prompts for tone of voice."


def found(title: str, text: str, **stated: object) -> list[str]:
    budget = stated.pop("budget", None)
    low, high = budget if isinstance(budget, tuple) else (None, None)
    currency = str(stated.pop("currency", "USD"))
    given = Stated(budget=join_budget(low, high, currency), **stated)  # type: ignore[arg-type]
    return [each.says for each in compare(CONTENT, CONVERSATION, title, text, TODAY, stated=given)]


@pytest.mark.parametrize(
    ("title", "text", "says"),
    [
        (
            "Applied Research Scientist",
            APPLIED,
            "The title says Applied researcher, the duties say Applied LLM",
        ),
        ("Prompt Engineer", APPLIED, "The title says Prompt engineer, the duties say Applied LLM engineer"),
        ("LLM Fine-Tuning Engineer", PROMPTS, "the duties say Prompt engineer"),
    ],
)
def test_a_title_that_says_something_else_is_found_with_its_words(title: str, text: str, says: str) -> None:
    (mismatch,) = compare(CONTENT, CONVERSATION, title, text, TODAY)
    assert says in mismatch.says
    assert mismatch.quotes[0] == title
    assert mismatch.quotes[1] in text


SERVING = (
    "Serve our models on our GPUs with vLLM at low latency. Own the cost per token and the on-call rota."
)
TRAINING = (
    "Fine-tune open models with LoRA. Build the training data, compare adapted models on held-out sets."
)
TESTING = "Red-team our models. Build the evaluation harness that decides whether a release ships."
WEB = "Maintain our Django billing service, Postgres schemas and React admin pages."
DUTIES = {
    "applied LLM": APPLIED,
    "LLM infrastructure": SERVING,
    "fine-tuning": TRAINING,
    "prompt": PROMPTS,
    "LLM evaluation": TESTING,
}


@pytest.mark.parametrize("named", DUTIES)
@pytest.mark.parametrize("done", DUTIES)
def test_every_title_is_compared_with_every_duty(named: str, done: str) -> None:
    says = found(f"Senior {named} engineer", DUTIES[done])
    assert bool(says) is (named != done)
    assert all("The title says" in each for each in says)


@pytest.mark.parametrize(
    ("title", "text", "says"),
    [
        ("Senior LLM Engineer", SERVING, "any of 5 jobs, the duties say LLM infrastructure engineer"),
        ("GenAI Engineer", PROMPTS, "the duties say Prompt engineer"),
        ("LLM Engineer", WEB, "the duties say a role without language models"),
        ("Backend Engineer", TRAINING, "The title says a role without language models"),
        ("Prompt Engineer", f"{SERVING} {TRAINING}", "the duties say "),
        ("Senior LLM Engineer", APPLIED, ""),
        ("LLM Engineer", "", ""),
        ("LLM Trainee", "Help us with our data.", ""),
        ("Backend Engineer", WEB, ""),
        ("LLM Infrastructure Engineer", f"{SERVING} {TRAINING}", ""),
        ("Senior LLMOps", SERVING, ""),
        ("AI Solutions Architect", APPLIED, ""),
        ("Principal MTS", TRAINING, ""),
        ("LLMOps", APPLIED, "The title says "),
    ],
)
def test_an_umbrella_and_two_jobs_are_compared_too(title: str, text: str, says: str) -> None:
    told = found(title, text)
    assert any(says in each for each in told) if says else told == []


@pytest.mark.parametrize(
    ("title", "pay", "says"),
    [
        ("Senior/Staff Applied LLM Engineer", "$150k - $180k", "several levels, senior and staff"),
        ("Applied LLM engineer (mid to senior)", "$150k - $180k", "several levels, mid and senior"),
        ("Applied LLM engineer, L4–L6", "$150k - $180k", "several levels, mid and staff"),
        ("Senior Applied LLM Engineer", "$150k - $180k", "below the band for senior"),
        ("Applied LLM engineer, L5", "$150k - $180k", "below the band for senior"),
        ("Senior/Staff Applied LLM Engineer", "Senior: $270k - $300k. Staff: $320k - $390k.", ""),
        ("Staff Applied LLM Engineer", "$150k - $180k", ""),
        ("Senior/Staff Applied LLM Engineer", "Ask us.", ""),
    ],
)
def test_one_range_for_several_levels_is_compared_with_no_band(title: str, pay: str, says: str) -> None:
    told = found(title, f"{APPLIED}\nPay: {pay}\n")
    assert len(told) == bool(says)
    assert all(says in each for each in told)


@pytest.mark.parametrize("title", ["AI Engineer", "Senior Engineer", "", "Applied LLM Engineer", "田中"])
def test_a_title_that_says_little_or_the_same_is_no_mismatch(title: str) -> None:
    assert found(title, APPLIED) == []


def test_a_budget_that_fits_another_role_is_found_in_both_directions() -> None:
    (below,) = found("", APPLIED, budget=(150_000, 180_000))
    assert "$150k–$180k is below the band for senior Applied LLM engineer, $260k–$360k base" in below
    assert "Caltek Staffing" in below
    assert "2026" in below
    assert "It fits Prompt engineer." in below
    (above,) = found("", PROMPTS, budget=(300_000, 300_000))
    assert "$300k is above the band for senior Prompt engineer" in above
    assert "Applied LLM engineer or LLM infrastructure engineer" in above
    assert found("", APPLIED, budget=(250_000, 270_000)) == []


def test_what_cannot_be_compared_is_not() -> None:
    assert found("", APPLIED, budget=(150_000, 180_000), currency="EUR") == []
    assert found("Junior engineer", APPLIED, budget=(150_000, 180_000)) == []
    assert found("", APPLIED, budget=(150_000, 180_000), level="staff") == []
    assert found("", "pre-train our next foundation model from scratch", budget=(90_000, 90_000)) == []
    assert found("", "red-team our models and build the evaluation harness", budget=(9_000, 9_000)) == []


def test_pay_in_the_text_is_compared_and_its_year_is_read() -> None:
    below, old = found("", f"{APPLIED} Salary: $150,000 - $180,000, set in 2022.")
    assert "below the band" in below
    assert "The budget is of 2022" in old
    assert found("", APPLIED, budget=(270_000, 300_000), budget_year=2023)[0].startswith(
        "The budget is of 2023"
    )
    assert found("", APPLIED, budget=(270_000, 300_000), budget_year=2025) == []


def test_years_that_nobody_can_have_are_found() -> None:
    mismatch = compare(CONTENT, CONVERSATION, "", f"{APPLIED} 10 years of ChatGPT experience.", TODAY)[0]
    assert "by now" in mismatch.says
    assert mismatch.quotes[0].startswith("10 years of ChatGPT")


def test_the_role_that_people_came_to_decides_which_band_it_is() -> None:
    assert found("", "somebody for AI", budget=(150_000, 180_000)) == []
    assert found("", "somebody for AI", budget=(150_000, 180_000), role="prompt_engineer") == []
    assert "below" in found("", "somebody for AI", budget=(150_000, 180_000), role="llm_infrastructure")[0]
    assert found("", "somebody for AI", budget=(150_000, 180_000), role="none") == []
