"""What many sources say of pay: the figures as data, the best for what was asked, the nearest, the budget."""

import re
import shutil
import tomllib
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from pydantic import ValidationError

import content as content_package
from bot.hiring.answers.assistant import Assistant
from bot.hiring.answers.salary import SalaryAnswer
from bot.hiring.pay_check import check_pay
from bot.hiring.references import PayQuestion, all_references, find_references
from bot.slack.blocks import Message
from bot.views.answers import build_answer
from content import Content
from content.checks import find_problems
from content.loading import ContentError, load_content
from content.schema.pay import PayFile
from tests.hiring.conftest import NOW

ASSISTANT = Assistant(load_content())
SHIPPED = Path(content_package.__file__).parent
FIELDS = {
    "source": ("id", "title", "publisher", "url", "as_of", "kind", "caution"),
    "figure": ("role", "level", "country", "currency", "statistic", "basis", "period"),
}
GUIDE = """
[[source]]
id = "somebody"
title = "A guide to pay"
publisher = "Somebody, a recruiter"
url = "https://somebody.example/pay"
as_of = "2026-03"
kind = "salary guide"
caution = "A guide of our own making."

[[source.figure]]
role = "eval_safety"
level = "mid"
country = "NL"
places = ["Amsterdam"]
currency = "EUR"
low = 70000
high = 90000
statistic = "range"
basis = "base"
period = "year"
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the shipped files, to be added to."""
    shutil.copytree(SHIPPED, tmp_path / "content", ignore=shutil.ignore_patterns("*.py", "__pycache__"))
    return tmp_path / "content"


def shown(line: str) -> Message:
    return build_answer(ASSISTANT.answer(line, NOW), line, can_share=True)


def paragraphs(message: Message) -> list[str]:
    """What is read, without labels of buttons and targets of links."""
    told = []
    for block in message.blocks:
        texts = [block.get("text"), *block.get("fields", [])]
        texts += block["elements"] if block["type"] == "context" else []
        told += [re.sub(r"<[^|>]+\|([^>]+)>", r"\1", text["text"]) for text in texts if text]
    return told


def test_every_figure_has_a_source_a_date_and_a_kind(content: Content) -> None:
    figures = [each for figures in content.pay_of.values() for each in figures]  # the article's, too
    assert len(figures) >= 95
    for source, figure in figures:
        assert all((source.publisher, source.url, source.as_of, source.kind, source.caution)), source.id
        assert all((figure.level, figure.statistic, figure.period, figure.basis)), source.id
        assert source.kind != "one posting" or figure.n in (None, 1), source.id


def test_a_file_of_one_s_own_is_read_with_the_others(folder: Path) -> None:
    file = folder / "pay" / "own.toml"
    file.write_text(GUIDE)
    assert "somebody" in {source.id for source in load_content(folder).pay}
    file.write_text(GUIDE.replace('url = "https://somebody.example/pay"\n', ""))
    with pytest.raises(ContentError, match=r"pay/own\.toml: source\.0\.url: Field required"):
        load_content(folder)


@pytest.mark.parametrize("field", [*FIELDS["source"], *FIELDS["figure"]])
def test_a_figure_without_one_of_its_fields_is_refused(field: str) -> None:
    with pytest.raises(ValidationError, match=field):
        own(re.sub(rf"(?m)^{field} = .*\n", "", GUIDE))


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ('"eval_safety"', '"evals"', "there is no role 'evals'"),
        ('"mid"', '"middling"', "there is no level 'middling'"),
        ('"Amsterdam"', '"Amsterdm"', "there is no place 'amsterdm'"),
        ('"somebody"', '"adverts-2026"', "adverts-2026 is there 2 times"),
        ("caution", 'repeats = "nobody"\ncaution', "repeats nobody, which is no source"),
        ("low = 70000\n", "low = 95000\n", "in this order"),
        ("low = 70000\n", "", "do not fit the statistic"),
        ('period = "year"', 'period = "year"\nn = 3', "a statistic of 3 is none"),
    ],
)
def test_a_figure_that_cannot_be_right_is_refused(content: Content, old: str, new: str, told: str) -> None:
    try:
        added = replace(content, pay=(*content.pay, *own(GUIDE.replace(old, new, 1)).source))
        problems = find_problems(added, sources=(), pairs=())
    except ValidationError as error:
        problems = [str(error)]
    assert told in "\n".join(problems)


def own(text: str) -> PayFile:
    """A file in pay/, as it is read."""
    return PayFile.model_validate(tomllib.loads(text))


@pytest.mark.parametrize(
    ("as_of", "day", "stale"),
    [
        ("2025", date(2026, 11, 29), False),
        ("2025", date(2027, 1, 2), True),
        ("2025-10", date(2026, 10, 31), False),
        ("2025-10", date(2026, 11, 1), True),
        ("2025-12", date(2026, 11, 29), False),
        ("2024-02-29", date(2025, 3, 2), True),
    ],
)
def test_a_source_is_stale_a_year_after_what_its_date_names(
    content: Content, as_of: str, day: date, stale: bool
) -> None:
    assert content.pay[0].model_copy(update={"as_of": as_of}).is_stale(day) == stale


FITS = [  # role, level, place, period, total; the sources that fit, the best first
    ("applied_llm", "senior", "", "year", False, ["adverts-2026", "first-bridge-consulting", "caltek-2026"]),
    ("applied_llm", "senior", "UK", "year", False, ["first-bridge-consulting"]),
    ("applied_llm", "staff", "London", "year", False, ["advert-fifth-dimension"]),
    ("applied_researcher", "mid", "France", "year", False, ["talma-ai"]),
    ("frontier_research", "staff", "", "year", True, ["caltek-2026"]),
    ("prompt_engineer", None, "", "hour", False, ["advert-brainscape"]),
    ("fine_tuning", "mid", "London", "year", False, []),
]


@pytest.mark.parametrize(("role", "level", "place", "period", "total", "sources"), FITS)
def test_the_best_sources_for_exactly_what_was_asked(
    content: Content, role: str, level: str | None, place: str, period: str, total: bool, sources: list[str]
) -> None:
    question = PayQuestion(role, level, place, period, total)  # type: ignore[arg-type]
    found = find_references(content, question, NOW)
    assert [each.source.id for each in found.fits] == sources
    assert not any(each.differs for each in found.fits)
    assert all(each.differs for each in found.near)


def test_two_reports_of_one_study_are_one_source(content: Content) -> None:
    found = find_references(content, PayQuestion("applied_llm", "staff", "Switzerland"), NOW)
    assert [each.source.root for each in found.fits] == ["robert-half"]
    assert found.fits[0].is_stale


def test_a_count_of_adverts_is_one_with_the_adverts_in_it(content: Content) -> None:
    question = PayQuestion("llm_infrastructure", "senior")
    found = find_references(content, question, NOW).fits
    assert not any(each.source.id.startswith("advert-nvidia") for each in found)
    everything = all_references(content, question, NOW)
    assert any(each.source.id.startswith("advert-nvidia") for each in everything)


@pytest.mark.parametrize(
    ("line", "first"),
    [
        ("salary applied staff london", "*Only single adverts* for staff in London"),
        ("salary evals london", "*Only single adverts* for this role in London"),
        ("salary applied senior uk", "• *£90k–£150k* · senior"),
        ("salary evals", "• *$173,450–$224,625* · all levels"),
        ("salary infra staff munich", "*No figure for staff in Munich.* The nearest, and how they differ:"),
        ("salary fine-tuning senior singapore", "*No figure for senior in Singapore.* The nearest"),
        ("salary prompt engineer $85/hr", "*Only single adverts* for this role by the hour"),
        ("salary applied researcher total comp", "*No figure for this role as total pay.*"),
        ("salary infra senior total comp", "I have no figure for total pay; this is base pay."),
        ("salary fine-tuning senior plus equity", "I have no figure for equity or bonus; this is base pay."),
        ("salary infra 20k/month", "*No figure for this role by the month.*"),
        (
            "what bonus does a staff infra engineer get?",
            "No source here says what *equity or bonus* is worth",
        ),
        ("RSUs for a staff inference engineer?", "No source here says what *equity or bonus* is worth"),
        ("sign-on bonus for research scientists", "I have no figure for equity or bonus; this is total pay."),
        ("stock options for an applied researcher", "No source here says what *equity or bonus* is worth"),
        ("salary llm engineer plus equity", "No source here says what *equity or bonus* is worth"),
        ("OTE for a prompt engineer", "I have no figure for total pay; this is base pay."),
        ("day rate for a fine-tuning contractor, Leeds", "*No figure for this role in Leeds by the day.*"),
        ("salary infra senior and staff", "• senior: *$158,300–$213,200*"),
        ("salary applied mid, staff london", "• staff: *£100k–£160k*"),
        ("salary llm engineer mid and staff", "• Applied LLM engineer (mid): *$150k–$185k*"),
        ("salary applied senior staff", "• *$172,200–$250k* · staff"),
        ("salary fine-tuning staff brooklyn", "*Only single adverts* for staff in New York"),
        ("salary infra senior menlo park", "*Only single adverts* for senior in Menlo Park"),
        ("salary infra dublin and oslo", "*No figure* for any of them."),
        ("Is 60 LPA fine for LLM fine tuning in Pune?", "*No figure for this role in Pune.*"),
        ("pay of a senior genai dev in Munich", "*No figure* at senior level in Munich for any of them."),
        ("what do LLM engineers earn in Warsaw?", "*No figure* in Warsaw for any of them. The nearest"),
        ("pay for a mid and a staff applied llm engineer", "• mid: *$150k–$185k*"),
        ("inference engineer pay, Seattle vs Toronto", "• Seattle: *$184k–$287,500*"),
        ("what would a senior rag engineer cost us in germany?", "*No figure for senior in Germany.*"),
        ("salary applied senior Gummersbach 80k", "*No figure for senior in Gummersbach.*"),
        ("is 80k fair for an inference engineer in Llandudno?", "*No figure for this role in Llandudno.*"),
        ("prompt engineer in Alappuzha, 16 LPA?", "*No figure for this role in Alappuzha.*"),
        ("salary evals senior Saarbrücken €80k", "*No figure for senior in Saarbrücken.*"),
        ("salary applied senior Muenchen €80k", "*No figure for senior in Munich.*"),
    ],
)
def test_the_first_line_says_what_there_is_or_what_there_is_not(line: str, first: str) -> None:
    assert paragraphs(shown(line))[1].startswith(first), paragraphs(shown(line))
    assert first[:20].strip("*• ") in shown(line).text


@pytest.mark.parametrize(
    ("line", "part"),
    [
        ("salary evals 200k", "Yours: inside."),
        ("salary evals london £90k", "Yours: £10k below it."),
        ("salary applied mid $190k", "Yours: $5k above it."),
        ("salary prompt engineer $120/hr", "Yours: $20 above it."),
        ("salary applied senior india ₹50 lakh", "Yours: inside."),
        ("salary infra staff toronto C$190k", "in Canadian dollars; I do not convert currencies"),
        (
            "salary infra senior",
            "They differ by $121,700 at the low and $186,800 at the high end: all adverts",
        ),
        ("salary infra $97 hourly, 40 hours a week", "it makes $201,760 a year"),
        ("salary applied researcher", "2024, more than a year old"),
        ("salary applied mid germany", "machine learning engineers in general"),
        ("salary applied mid germany", "the EU as a whole"),
        (
            "salary applied mid Gummersbach 80k",
            "I don't know “Gummersbach” as a place, so I compare 80k with",
        ),
        ("is 80k fair for an evals engineer in Llandudno?", "I don't know “Llandudno” as a place"),
        ("salary applied senior Golang 240k", "below* the low end of the band"),
        ("Is 240k fair for an applied LLM engineer in March?", "below* the low end of the band"),
    ],
)
def test_a_line_says_how_it_differs_and_where_the_budget_stands(line: str, part: str) -> None:
    assert part in "\n".join(paragraphs(shown(line)))


def test_the_article_s_band_stays_what_it_was_beside_other_sources() -> None:
    answer = ASSISTANT.answer("salary infra senior 240k", NOW)
    assert isinstance(answer, SalaryAnswer)
    assert answer.shows_band
    assert answer.standing
    assert answer.standing.under == 40_000
    assert [each.source.id for each in answer.found.fits] == ["adverts-2026"]
    assert "Not read" not in str(shown("salary prompt engineer per hour").blocks)


def test_an_answer_about_pay_is_short_wherever_and_whatever_is_asked(content: Content) -> None:
    """120 words and 1,500 characters at most, five controls, none of them twice primary."""
    words = [role.words[0] for role in content.roles.values()]
    lines = [
        f"salary {word} {rest}".strip()
        for word in (*words, "", "llm engineer")
        for rest in (
            "",
            "senior",
            "staff 240k",
            "london £90k",
            "mid berlin",
            "240k",
            "new york senior 180k",
            "per hour",
            "220-260k 2022",
        )
    ]
    for line in lines:
        message = shown(line)
        text = " ".join(paragraphs(message))
        assert len([word for word in text.split() if any(map(str.isalnum, word))]) <= 120, line
        assert len(text) <= 1_500, line
        controls = [
            each for block in message.blocks if block["type"] == "actions" for each in block["elements"]
        ]
        assert len(controls) <= 5, line


def test_all_sources_lists_every_figure_for_the_role_with_what_to_be_careful_with() -> None:
    message = shown("salary evals all sources")
    told = "\n".join(paragraphs(message))
    for part in (
        "8 adverts of 8 companies",
        "UK AI Security Institute",
        "Microsoft AI",
        "Middle half of the low ends",
    ):
        assert part in told
    assert "one board's US listings" in told
    assert "Not read" not in told


def test_a_check_lists_what_is_lacking_stale_and_contradicting(content: Content) -> None:
    told = "\n".join(check_pay(content, NOW))
    assert "eval_safety in US: junior, mid, senior, principal, lead" in told
    assert "us-bureau-of-labor-statistics, 2024" in told
    assert "Law read more than 90 days ago: 0" in told
    assert "California: california-pay, 2026-11-23" in "\n".join(check_pay(content, date(2027, 3, 1)))
    assert "llm_infrastructure, senior, US: $280k–$400k (caltek-2026) against $158,300–$213,200" in told
