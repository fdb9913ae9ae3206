"""Kits, flags, places to look and fundamentals: complete as shipped, refused when they are not."""

import re
import shutil
from pathlib import Path

import pytest

import content as content_package
from content import Content
from content.loading import ContentError, load_content
from content.schema.searches import LONGEST, misread

SHIPPED = Path(content_package.__file__).parent
TRAITS = re.compile(
    r"\b(age|young|junior|female|male|women|men|native|born|graduat\w*|class of)\b", re.IGNORECASE
)


@pytest.mark.parametrize(
    ("file", "old", "new", "problem"),
    [
        ("kits.toml", 'role = "eval_safety"', 'role = "eval_saftey"', "kits.toml: there is one for each"),
        ("kits.toml", 'id = "tool_call"', 'id = "wrong_passage"', "two probes of the same id"),
        ("kits.toml", ', "wrong_passage", ', ', "wrong_page", ', "the loop asks 'wrong_page'"),
        ("kits.toml", ', "attack"]', "]", "eval_safety: nobody in the loop asks 'attack'"),
        ("kits.toml", 'source = "eu-pay"', 'source = "nobody"', "no source 'nobody'"),
        ("flags.toml", "applied_researcher =", "applied_research =", "flags.toml: there is one for each"),
        ("sourcing.toml", 'background = "nlp"', 'background = "backend"', "once"),
        ("sourcing.toml", '"RAG")', '"RAG"', "complete"),
        ("sourcing.toml", " OR ", " or ", "not in capitals"),
        ("fundamentals.toml", 'question = "cost"', 'question = "price"', "no question 'price'"),
        (
            "fundamentals.toml",
            "frontier_research = ",
            "frontier = ",
            "fundamentals.toml, engineering: there is",
        ),
        ("fundamentals.toml", '"evaluat*"', '"Evaluat*"', "should match pattern"),
        (
            "years.toml",
            'source = "openai-gpt-4"',
            'source = "nobody"',
            "years.toml: there is no source 'nobody'",
        ),
        ("years.toml", "public = 2020-06-11", "public = 2010-06-11", "was not public before it was there"),
        ("years.toml", 'public_source = "openai-api"\n', "", "public and public_source"),
        ("advert.toml", 'source = "gaucher-2011"', 'source = "us"', "advert.toml: there is no source 'us'"),
        ("advert.toml", "llm_infrastructure = ", "infrastructure = ", "advert.toml: there is no role"),
        ("advert.toml", '"ninja*"', '"*ninja"', "should match pattern"),
    ],
)
def test_spoilt_files_are_refused(tmp_path: Path, file: str, old: str, new: str, problem: str) -> None:
    shutil.copytree(SHIPPED, tmp_path, ignore=shutil.ignore_patterns("*.py", "*.json"), dirs_exist_ok=True)
    text = (tmp_path / file).read_text(encoding="utf-8")
    assert old in text
    (tmp_path / file).write_text(text.replace(old, new), encoding="utf-8")
    with pytest.raises(ContentError, match=re.escape(problem)):
        load_content(tmp_path)


@pytest.mark.parametrize(
    ("site", "text"),
    [
        ("linkedin", '("backend engineer" OR engineer AND NLP'),
        ("linkedin", "engineer) AND (NLP"),
        ("linkedin", 'engineer AND "NLP'),
        ("linkedin", 'engineer AND ""'),
        ("linkedin", "“backend engineer” AND NLP"),
        ("linkedin", "engineer AND OR NLP"),
        ("linkedin", "engineer AND"),
        ("linkedin", "()"),
        ("linkedin", "engineer and NLP"),
        ("linkedin", "x" * (LONGEST["linkedin"] + 1)),
        ("github", "x" * 257),
        ("github", "a OR b OR c OR d OR e OR f OR g"),
        ("google", " ".join("abcdefghijklmnopqrstuvwxyz0123456789")),
        ("google", "engineer AND NLP"),
    ],
)
def test_a_search_the_site_would_misread(site: str, text: str) -> None:
    assert misread(site, text)


def test_searches_look_for_work_and_not_for_traits(content: Content) -> None:
    for pools in content.pools.values():
        for search in pools.search:
            assert misread(search.site, search.text) is None
            assert not re.search(r"\bNOT\b|(^|\s)-\w", search.text)
            assert not TRAITS.search(search.text)
