"""Texts that say themselves that they are several jobs, and others that only sound like it."""

from datetime import date

import pytest

from bot.hiring.adverts.jobs import find_jobs
from bot.hiring.adverts.role_reading import read_role
from bot.hiring.scoping.conversation import Conversation
from content.loading import load_content

CONTENT = load_content()
CONVERSATION = Conversation(CONTENT)
SERVES = "serve open models on our GPUs with vLLM and are on call"
TUNES = "curate data and fine-tune open models with LoRA and DPO"
BUILDS = "build retrieval features on a vendor's API for customers"
WRITES = "write and test the prompts of our helpline with a suite of conversations"


@pytest.mark.parametrize(
    ("text", "roles"),
    [
        (f"We have two openings. In the first you {SERVES}. In the second you {TUNES}.", {"si", "ft"}),
        (f"For half your week you {SERVES}. The other half you {BUILDS}.", {"si", "al"}),
        (f"60% of your time you {BUILDS}. The rest you {TUNES}.", {"al", "ft"}),
        (
            "You'll split your time between fine-tuning open models with LoRA and serving them on GPUs.",
            {"ft", "si"},
        ),
        (f"A combined role: in the mornings you {WRITES}; in the afternoons you {SERVES}.", {"pe", "si"}),
        (f"2 positions\n- you {WRITES}\n- you {TUNES}", {"pe", "ft"}),
        (f"JOB 1\nYou {SERVES}.\n\nJOB 2\nYou {WRITES}.", {"si", "pe"}),
        (f"Position 1: you {TUNES}. Position 2: you {BUILDS}.", {"ft", "al"}),
        (f"Role A / Role B\nRole A: you {SERVES}.\nRole B: you {TUNES}.", {"si", "ft"}),
        (f"We hire for two things. (a) You {BUILDS}. (b) You {WRITES}.", {"al", "pe"}),
        (
            f"1) LLM infrastructure engineer\nYou {SERVES}.\n\n2) Prompt engineer\nYou {WRITES}.",
            {"si", "pe"},
        ),
        (
            "We're hiring an LLM infrastructure engineer (GPUs, latency) and a prompt engineer for Leeds.",
            {"si", "pe"},
        ),
    ],
)
def test_two_jobs_in_one_text_are_found(text: str, roles: set[str]) -> None:
    short = {"llm_infrastructure": "si", "fine_tuning": "ft", "applied_llm": "al", "prompt_engineer": "pe"}
    found = find_jobs(CONTENT, CONVERSATION, text)
    assert found
    assert {short[role] for role in found.roles} == roles


@pytest.mark.parametrize(
    "text",
    [
        f"Two openings for one job: you {SERVES}.",
        f"You won't split your time between jobs. You {SERVES}. Others {TUNES}.",
        f"We don't fill two positions here: you {TUNES}, and a sister team runs the GPUs.",
        f"You split your time between Leeds and home, and {SERVES}.",
        f"Half and half at home and in the office. You {BUILDS}. Our colleagues {SERVES}.",
        f"You {BUILDS}, and colleagues of yours {TUNES}.",
        f"Your duties: (a) {SERVES}, (b) keep the prompts of our runbooks tidy, (c) evaluate each release.",
        f"1. You {BUILDS}.\n2. You fine-tune a small model once a year.\n3. You talk to prompt engineers.",
        f"Position 1: Leeds. Position 2: Berlin. You {SERVES}.",
        f"Role A: you {SERVES} in Leeds. Role B: you {SERVES} in Berlin.",
        f"Job 1 of 3 in a series. You {TUNES}.",
        f"Phase 1: you {BUILDS}. Phase 2: you {TUNES}.",
        f"We hire an LLM infrastructure engineer and a colleague of theirs. You {SERVES}.",
    ],
)
def test_one_job_is_one_job(text: str) -> None:
    assert find_jobs(CONTENT, CONVERSATION, text) is None


@pytest.mark.parametrize(
    ("text", "number"),
    [
        (f"LLM engineer\n\nYou {SERVES}. You {TUNES}. You {BUILDS}.", 3),
        (f"AI engineer\n\n- {TUNES}\n- {SERVES}\n- own the evals and red-team each release", 3),
        (f"You {BUILDS}, you {TUNES}, and you {SERVES}.", 3),
        (
            f"AI engineer\n\nYou {SERVES}. You {BUILDS}. You {TUNES}. You own an evaluation harness and "
            "red-team each release of every team.",
            4,
        ),
        # One or two specialties, or one and what belongs to it.
        (f"RAG engineer\n\nYou {BUILDS}. You measure each release on a set of questions.", 0),
        (
            "Applied LLM engineer\n\nShip agents for nurses on a model API. Keep an evaluation set.",
            0,
        ),
        ("Applied LLM engineer\n\nShip agents. Fine-tune a small open model for them. Keep their evals.", 0),
        (f"LLM infrastructure engineer\n\nYou {SERVES}. Colleagues {TUNES}, others {BUILDS}.", 0),
        (f"Fine-tuning engineer\n\nYou {TUNES}, and know what each run cost. You like tea.", 0),
        ("Ship search and chat on a model API\nWatch the quality of each release\nPay: £80k to £90k", 0),
    ],
)
def test_specialties_of_more_than_one_person(text: str, number: int) -> None:
    assert len(read_role(CONTENT, CONVERSATION, text, date(2027, 3, 17)).too_many) == number
