"""Years of experience that nobody can have are found, and years that somebody may have are left alone."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.hiring.text.years import find_impossible_years
from content import Content
from content.loading import load_content

TODAY = date(2026, 11, 24)
YEARS = load_content().years


@pytest.mark.parametrize(
    ("text", "asked", "possible", "only_research"),
    [
        ("You have 5+ years of ChatGPT experience.", 5, 3, False),
        ("ChatGPT experience: 5+ years", 5, 3, False),
        ("10+ years of experience with LLMs", 10, 8, False),
        ("LLM experience (8+ years)", 8, 6, True),
        ("ten (10) years of hands-on generative AI work", 10, 6, True),
        ("eight years as a prompt engineer", 8, 6, False),
        ("8–10 years' experience in retrieval-augmented generation", 8, 6, False),
        ("6 years shipping GPT-4-based products", 6, 3, False),
        ("5 to 7 yrs LangChain", 5, 4, False),
        ("At least 9+ yrs. of LoRA", 9, 5, False),
        ("9+ YOE with vLLM", 9, 3, False),
        ("You have built agents for 9 years with\nLangChain", 9, 4, False),
        ("108 months of RAG", 9, 6, False),
        ("Our team needs nine years of RAG from you", 9, 6, False),
        ("Join our group: nine years of RAG required", 9, 6, False),
        ("We do not mind where, but we want nine years of RAG", 9, 6, False),
        ("9 years in backend work, of which 6 with GPT-4", 6, 3, False),
        ("12 years of software, 7 of them with LangChain", 7, 4, False),
        ("7+ yrs exp. in LangChain", 7, 4, False),
        ("8 yrs. hands-on exp w/ vLLM", 8, 3, False),
        ("minimum seven (7) years' worth of LangChain", 7, 4, False),
        ("Experience: 9 years (RAG)", 9, 6, False),
        ("You have worked with vLLM for at least 7 years.", 7, 3, False),
        ("a decade of LoRA", 10, 5, False),
        ("6y LangChain", 6, 4, False),
    ],
)
def test_years_that_nobody_has(
    content: Content, text: str, asked: int, possible: int, only_research: bool
) -> None:
    (found,) = find_impossible_years(text, content.years, TODAY)
    assert (found.asked, found.possible, found.only_research) == (asked, possible, only_research)
    assert text[found.start :].startswith(found.quote)
    assert content.sources[found.source].as_of.startswith(str(found.since)[:7])


@pytest.mark.parametrize(
    "text",
    [
        "10+ years of software engineering, including LLM systems",
        "10 years in backend. LLM experience",
        "10+ years of experience\nLLM knowledge",
        "LLM experience\n10+ years of Python",
        "3-8 years of ChatGPT",
        "LLMs and Python, 10+ years",
        "15 years of NLP and machine learning",
        "ChatGPT was released years ago",
        "We are 12 years old. LLMs are new to us.",
        "30 days of LLM training",
        # Nobody is asked for these.
        "Our co-founders have 14 years of LLM work between them.",
        "Join a lab with 14 years of generative AI behind it.",
        "With 14 years of LLM research, our team knows what fails.",
        "You will learn from a team with 14 years of LLM work.",
        "Our CTO brings 14 years of LLM experience.",
        "We never ask for 14 years of LLM experience.",
        "14 years of LLM experience are not required.",
        "Nobody has 14 years of LLM experience.",
        "No need for 14 years of ChatGPT.",
        # And these can be had.
        "four (2-4) years of ChatGPT",
        "30 months of vLLM",
        "3 YOE with LangChain",
        "9 years in backend work, of which 2 with GPT-4",
        "2 to 5 years' LLM experience",
        "half a decade of large language models",
        "We have used LangChain for 7 years.",
        "7 years (Python), RAG is a plus",
        "a decade of backend work, and LoRA of late",
        "We will run vLLM for 9 years, if it lasts.",
        "7-year vesting, vLLM in production",
    ],
)
def test_years_that_somebody_may_have(content: Content, text: str) -> None:
    assert not find_impossible_years(text, content.years, TODAY)


def test_the_day_decides(content: Content) -> None:
    four = "4 years of ChatGPT"
    assert find_impossible_years(four, content.years, date(2026, 11, 29))
    assert not find_impossible_years(four, content.years, date(2026, 11, 30))


@given(st.text(alphabet="10 -–+()yearsofllmchatgpt,.\n", max_size=400))
def test_no_text_is_too_odd(text: str) -> None:
    for found in find_impossible_years(text, YEARS, TODAY):
        assert found.asked > found.possible
        assert found.quote in text
