"""Texts that say themselves that they are several jobs, and others that only sound like it."""

import pytest

from bot.hiring.adverts.jobs import find_jobs
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
    ],
)
def test_one_job_is_one_job(text: str) -> None:
    assert find_jobs(CONTENT, CONVERSATION, text) is None
