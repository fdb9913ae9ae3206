"""Which line of an advert is its title, and when that is only a guess."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.hiring.adverts.title import find_title


@pytest.mark.parametrize(
    ("advert", "title"),
    [
        ("---\nlayout: job\ntitle: 'Inference Engineer'\nplace: Leeds\n---\n\nYou serve models.", "Inference Engineer"),  # noqa: E501
        ("POSITION:\nTrainer of models\nTEAM:\nSearch\n", "Trainer of models"),
        ("**Job title:** Staff Prompt Writer\n\nYou write.", "Staff Prompt Writer"),
        ("Ref 12\n\n| Job title | Evaluation lead |\n| Pay | £90k |", "Evaluation lead"),
        ("Ref 3\nPost: Language Model Trainer\nYou train.", "Language Model Trainer"),
        ("Role: Research Engineer\nYou read papers.", "Research Engineer"),
        ("![Acme](logo.png)\n[Apply](https://a.example)\n\n## LLM Developer\nYou build.", "LLM Developer"),
        ("Northwind Ltd\nLeeds · 3 days ago · 40 applicants\n\nLLM Platform Engineer\nAbout us", "LLM Platform Engineer"),  # noqa: E501
        ("We're hiring: a Machine Learning Scientist\nYou train.", "Machine Learning Scientist"),
        ("Prompt Engineer. You will serve models on our GPUs.", "Prompt Engineer"),
        ("Sr. LLM Engineer. You will serve models.", "Sr. LLM Engineer"),
        ("Senior Applied LLM Engineer\n\nYou build features.", "Senior Applied LLM Engineer"),
        ("🚀 We're hiring! 🚀 LLM Platform Engineer @ Heron\nYou serve.", "LLM Platform Engineer @ Heron"),
        ("Red Team Lead, Language Models\nYou break models.", "Red Team Lead, Language Models"),
        ("KI-Entwickler:in für Sprachmodelle\nDu baust Assistenten.", "KI-Entwickler:in für Sprachmodelle"),
        ("  AI Engineer (f/m/d), Berlin\nDu und wir", "AI Engineer (f/m/d), Berlin"),
    ],
)  # fmt: skip
def test_the_title_is_found(advert: str, title: str) -> None:
    found = find_title(advert)
    assert (found.text, found.guessed) == (title, False)
    assert title not in found.rest
    assert title.rsplit(maxsplit=1)[-1] in advert[found.start : found.end]


@pytest.mark.parametrize(
    ("advert", "title"),
    [
        ("Northwind Ltd\nWe build robots for orchards.\nYou work with our engineers.", "Northwind Ltd"),
        ("Responsibilities\nServe models\nMeasure them", "Responsibilities"),
        ("LLM ninja\n\nYou will serve models.", "LLM ninja"),
        ("Position: remote\nYou serve models.", "Position: remote"),
    ],
)
def test_a_first_line_that_names_no_job_is_a_guess(advert: str, title: str) -> None:
    found = find_title(advert)
    assert (found.text, found.guessed) == (title, True)


def test_the_fields_of_a_page_are_no_duties() -> None:
    page = "---\nteam: quality\ntitle: Evals engineer\npay: £90k-110k\ndraft: false\n---\nYou test it."
    rest = find_title(page).rest
    assert rest.split() == ["---", "pay:", "£90k-110k", "---", "You", "test", "it."]


@pytest.mark.parametrize(
    "label", ["Job title: Prompt engineer", "Title | Prompt engineer", "JOB TITLE\nPrompt engineer"]
)
def test_the_label_of_a_title_is_no_duty(label: str) -> None:
    assert find_title(f"{label}\nYou write prompts.").rest.strip() == "You write prompts."


@pytest.mark.parametrize(
    "advert",
    [
        "",
        "\n \n",
        "We need somebody who serves models.",
        "You will work with our engineers on models that answer questions of nurses. You measure them as well.\nPay: £9",  # noqa: E501
    ],
)
def test_an_advert_without_a_title_has_none(advert: str) -> None:
    assert find_title(advert).text == ""
    assert find_title(advert).rest == advert


@given(st.text(alphabet="aT:|-#*. \n![]()engir", max_size=300))
def test_no_text_is_too_odd(advert: str) -> None:
    found = find_title(advert)
    assert found.text in advert
    assert 0 <= found.start <= found.end <= len(advert)


@pytest.mark.parametrize(
    "part", ["title", "# ", "|", "*_", "job title: ", "![](", "a.", "we're hiring ", "\n- "]
)
def test_a_long_text_takes_no_long_time(part: str) -> None:
    before = time.process_time()
    find_title(part * (40_000 // len(part)))
    assert time.process_time() - before < 1
