"""The content files: complete as shipped, and refused with every problem named when they are not."""

import re
import shutil
from pathlib import Path

import pytest

import content as content_package
from bot.hiring import known
from bot.hiring.known import check_known
from bot.hiring.reminders.kinds import KINDS
from content import Content
from content.loading import ContentError, load_content

SHIPPED = Path(content_package.__file__).parent


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the shipped files, to be spoilt."""
    shutil.copytree(SHIPPED, tmp_path, ignore=shutil.ignore_patterns("*.py", "*.json"), dirs_exist_ok=True)
    return tmp_path


def spoil(folder: Path, name: str, old: str, new: str) -> None:
    text = (folder / name).read_text(encoding="utf-8")
    assert old in text
    (folder / name).write_text(text.replace(old, new), encoding="utf-8")


def test_what_only_the_code_knows_is_checked_at_the_start(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    check_known(load_content(folder))
    spoil(folder, "laws.toml", 'currency = "CAD"', 'currency = "CAN"')
    monkeypatch.setattr(known, "KINDS", {name: kind for name, kind in KINDS.items() if name != "sponsor"})
    with pytest.raises(ContentError) as found:
        check_known(load_content(folder))
    assert "laws.toml: Ontario: there is no currency 'CAN'" in str(found.value)
    assert re.search(
        r"ladders\.toml: \w+, rung \d: nobody knows whose message a 'sponsor' is", str(found.value)
    )


def test_five_specialties_and_two_neighbours_ship(content: Content) -> None:
    assert content.specialties == (
        "applied_llm",
        "llm_infrastructure",
        "fine_tuning",
        "frontier_research",
        "eval_safety",
    )
    assert [role.id for role in content.roles.values() if role.family == "neighbour"] == [
        "prompt_engineer",
        "applied_researcher",
    ]


@pytest.mark.parametrize(
    ("role", "level", "low", "high", "basis"),
    [
        ("applied_llm", "senior", 260_000, 360_000, "base"),
        ("llm_infrastructure", "senior", 280_000, 400_000, "base"),
        ("fine_tuning", "senior", 270_000, 380_000, "base"),
        ("prompt_engineer", "senior", 140_000, 200_000, "base"),
    ],
)
def test_bands_are_the_source_s(
    content: Content, role: str, level: str, low: int, high: int, basis: str
) -> None:
    (band,) = [band for band in content.bands.band if band.role == role]
    assert (band.level, band.low, band.high, band.basis, band.currency) == (level, low, high, basis, "USD")
    assert content.sources[band.source].kind == "practitioner article"


def test_frontier_has_reported_totals_and_no_band(content: Content) -> None:
    (reported,) = content.bands.uncapped
    assert (reported.role, reported.level, reported.basis) == ("frontier_research", "staff", "total")
    assert (reported.low, reported.high) == (1_000_000, 2_000_000)


@pytest.mark.parametrize(
    ("name", "old", "new", "told"),
    [
        ("bands.toml", "low = 260000", "low = 460000", "low 460000 is not below high 360000"),
        ("bands.toml", 'role = "fine_tuning"', 'role = "finetuning"', "there is no role 'finetuning'"),
        ("bands.toml", 'source = "caltek-2026"', 'source = "somebody"', "there is no source 'somebody'"),
        ("bands.toml", 'source = "caltek-2026"', 'source = "rolecall"', "which is editorial"),
        ("phrases.toml", 'id = "duties"', 'id = "dutys"', "there is no part duties"),
        ("phrases.toml", '"serving", "gpu"', '"serving", "gpus"', "there is no cue gpus"),
        (
            "bands.toml",
            'role = "eval_safety"',
            'role = "applied_llm"',
            "eval_safety needs either a figure or a gap",
        ),
        ("laws.toml", 'countries = ["GB"]', 'countries = ["GBR"]', "'United Kingdom': there is no country"),
        (
            "advert.toml",
            'place = "Illinois"',
            'place = "Ilinois"',
            ": a law is of 'Ilinois', which is no place",
        ),
        (
            "ladders.toml",
            'kind = "sponsor"',
            'kind = "sponser"',
            ".kind: Input should be 'card'",
        ),
        ("bands.toml", 'level = "staff"', 'level = "wizard"', "there is no level 'wizard'"),
        ("bands.toml", "low = 260000", "lowest = 260000", "lowest: Extra inputs are not permitted"),
        ("roles.toml", 'words = ["prompt",', 'words = ["applied",', "applied is there 2 times"),
        ("roles.toml", 'words = ["prompt",', 'words = ["Prompt-X",', "should match pattern"),
        ("roles.toml", "output = ", "# output = ", "output: Field required"),
        (
            "pairs.toml",
            '["prompt_engineer", "llm_engineer"]',
            '["prompt_engineer", "eval_safety"]',
            "is missing",
        ),
        (
            "pairs.toml",
            '["prompt_engineer", "llm_engineer"]',
            '["prompt_engineer", "x"]',
            "there is no role 'x'",
        ),
        ("interview.toml", 'id = "cost"', "id = ", "interview.toml: Invalid value"),
        ("sources.toml", 'as_of = "2026"', 'as_of = "lately"', "should match pattern"),
        ("commands.toml", 'name = "role"', 'name = "/role"', "should match pattern"),
        ("words.toml", "versus = ", "versuses = ", "versus: Field required"),
        ("reviews.toml", "fewest = 3", "fewest = 2", "greater than or equal to 3"),
        ("reviews.toml", "days = 90", "days = 900", "not in the order in which they come"),
        ("reviews.toml", "days = 90", "# days = 90", "90_days needs either days or months"),
        ("reviews.toml", 'id = "18_months"', 'id = "90_days"', "two reviews have the same id"),
        ("reviews.toml", 'id = "partly"', 'id = "maybe"', "the answers are yes, partly, no"),
    ],
)
def test_wrong_content_stops_the_start(folder: Path, name: str, old: str, new: str, told: str) -> None:
    spoil(folder, name, old, new)
    with pytest.raises(ContentError, match=r"(?s).*") as error:
        load_content(folder)
    assert told in str(error.value)
    assert name in str(error.value)


def test_all_problems_are_named_at_once(folder: Path) -> None:
    spoil(folder, "sources.toml", "publisher = \"Rolecall's", "publishr = \"Rolecall's")
    (folder / "words.toml").unlink()
    with pytest.raises(ContentError) as error:
        load_content(folder)
    assert "sources.toml" in str(error.value)
    assert "words.toml" in str(error.value)


def test_every_phrase_is_read_as_its_own_role(content: Content) -> None:
    from bot.hiring.text.vocabulary import Vocabulary
    from tests.hiring.conftest import NOW

    vocabulary = Vocabulary(content)
    for role in content.roles.values():
        for word in role.words:
            assert vocabulary.read(word, NOW).roles == (role.id,), word
