"""Titles as companies write them: a role, the umbrella over five, or a question; a level is never a role."""

from datetime import date

import pytest

from bot.hiring.answers.answer import Answer, NotUnderstood, Told
from bot.hiring.answers.assistant import Assistant
from bot.hiring.answers.roles import RoleCard, RoleList, UmbrellaCard
from bot.hiring.answers.salary import SalaryAnswer, SalaryOverview
from bot.hiring.lines.opening import short_title
from content.loading import load_content
from content.schema.roles import UMBRELLA

TODAY = date(2027, 3, 17)
ASSISTANT = Assistant(load_content())


def answer(line: str) -> Answer:
    return ASSISTANT.answer(line, TODAY)


@pytest.mark.parametrize(
    ("title", "role"),
    [
        *(
            (title, UMBRELLA)
            for title in ("ML & AI engineer", "AI|ML Engineer", "ai-ml developer", "Lead AI + ML")
        ),
        *(
            (title, UMBRELLA)
            for title in ("AI Software Engineer II", "Software Engineer (AI)", "AI/ML Trainee")
        ),
        *(
            (title, UMBRELLA)
            for title in ("LLM Engineer (w/m/d)", "AI Engineer m/f/x", "GenAI developer (gn)")
        ),
        *(
            (title, "applied_llm")
            for title in ("Chatbot Developer", "Senior LangChain Engineer", "RAG developer")
        ),
        ("Agent developer (m/f/d)", "applied_llm"),
        ("Prompt Engineer, Working Student", "prompt_engineer"),
        ("Applied Scientist Internship", "applied_researcher"),
        ("LLM inference engineer", "llm_infrastructure"),
        ("Evals engineer trainee", "eval_safety"),
        *((title, UMBRELLA) for title in ("Founding LLM Engineer", "GenAI Consultant", "Lead LLM Architect")),
        ("Senior AI Product Engineer", "applied_llm"),
        ("AI Alignment Researcher", "eval_safety"),
        ("Model Evaluation Engineer, L5", "eval_safety"),
        ("Research Engineer – Alignment", "eval_safety"),
        ("Conversation Designer", "prompt_engineer"),
        ("AI Infrastructure Engineer", "llm_infrastructure"),
        ("Lead RLHF Engineer", "fine_tuning"),
    ],
)
def test_a_title_names_a_role_or_the_umbrella(title: str, role: str) -> None:
    shown, paid = answer(f"role {title}"), answer(f"salary {title}")
    assert isinstance(shown, UmbrellaCard if role == UMBRELLA else RoleCard)
    assert isinstance(paid, SalaryOverview if role == UMBRELLA else SalaryAnswer)
    assert shown.request.role == paid.request.role == role


@pytest.mark.parametrize(
    "title",
    [
        *("ML Engineer", "Machine Learning Scientist", "MLE", "Sr. MLOps Engineer", "NLP engineer"),
        *("Data Scientist (d/m/w)", "FDE", "Forward-Deployed Software Engineer", "ML intern"),
        "Deep learning engineers",
        *("VP of AI", "AI Solutions Architect", "Knowledge Engineer", "Principal MTS", "SDE-3"),
        *("Sr. AI Ethicist", "RLHF specialist (f/m/d)", "AI Ethics Officer", "Responsible AI Lead"),
        *("Member of Technical Staff", "Research Scientist", "AI Consultant"),
    ],
)
@pytest.mark.parametrize("line", ["role {}", "{}", "salary {} senior 240k"])
def test_a_title_with_and_without_language_models_is_asked_about(title: str, line: str) -> None:
    asked = answer(line.format(title))
    assert isinstance(asked, Told)
    assert "none of my seven roles" in asked.says
    assert [each.line.startswith("role scope ") for each in asked.offers] == [True, False]
    assert "llm engineer" in asked.offers[1].line


@pytest.mark.parametrize(
    "level",
    [
        "intern",
        "Trainee",
        "student",
        "working student",
        "apprentice",
        "graduate",
        "Werkstudent",
        "internship",
    ],
)
def test_a_level_is_no_role(level: str) -> None:
    assert isinstance(answer(f"role {level}"), RoleList)
    read = ASSISTANT.conversation.read
    assert not read(level, "").settled
    assert read(f"Prompt engineer {level}", "") == read("Prompt engineer", "")


def test_a_grade_is_a_level() -> None:
    levels = {"L4": "mid", "L5": "senior", "IC5": "staff", "l7": "principal"}
    for grade, level in levels.items():
        assert ASSISTANT.read(f"applied {grade}", TODAY).level == level
        assert isinstance(answer(f"role {grade}"), RoleList)


@pytest.mark.parametrize(
    "title",
    [
        *("International tools engineer", "Internal platform", "Sr backend (Java)", "Nurse"),
        *("Internist", "Graduation planner", "Internal medicine", "Studentenwerk"),
    ],
)
def test_other_titles_stay_unknown(title: str) -> None:
    assert isinstance(answer(f"role {title}"), NotUnderstood)
    assert not ASSISTANT.read(title, TODAY).undecided
    assert ASSISTANT.read(title, TODAY).level in (None, "senior")


@pytest.mark.parametrize(
    ("said", "title"),
    [
        ("Senior LLM engineer", "Senior LLM engineer"),
        (
            "We are looking for a senior search engineer who keeps our catalogue fast",
            "Senior search engineer",
        ),
        ("I was told we need one LLM platform engineer for the whole group", "LLM platform engineer"),
        ("Our parents want to ask the school at night, in four languages", "Our parents want to ask the …"),
    ],
)
def test_a_form_begins_with_a_short_title(said: str, title: str) -> None:
    assert short_title(said) == title
