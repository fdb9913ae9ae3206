"""What is answered to which line: figures, gaps, comparisons, and the nearest right thing to type."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.hiring.adverts.role_reading import RoleReading
from bot.hiring.answers.answer import Help, InterviewAnswer, NotUnderstood, Told, is_about_pay
from bot.hiring.answers.assistant import Assistant
from bot.hiring.answers.roles import Comparison, RoleCard, RoleList, UmbrellaCard
from bot.hiring.answers.salary import SalaryAnswer, SalaryOverview
from bot.views.answers import build_answer
from content.loading import load_content
from tests.hiring.conftest import NOW
from tests.judge import texts

ASSISTANT = Assistant(load_content())


def salary(line: str) -> SalaryAnswer:
    answer = ASSISTANT.answer(f"salary {line}", NOW)
    assert isinstance(answer, SalaryAnswer), answer
    return answer


def test_a_budget_below_the_band() -> None:
    standing = salary("infrastructure senior 240k").standing
    assert standing
    assert (standing.within, standing.under, standing.over) == (False, 40_000, 0)


def test_a_budget_above_the_band() -> None:
    standing = salary("infra 500k").standing
    assert standing
    assert (standing.within, standing.under, standing.over) == (False, 0, 100_000)


def test_a_budget_inside_the_band() -> None:
    standing = salary("rag 285k").standing
    assert standing
    assert (standing.within, standing.from_middle, standing.share) == (True, -25_000, 0.25)


def test_a_range_that_reaches_into_the_band() -> None:
    standing = salary("applied 220-300k").standing
    assert standing
    assert (standing.within, standing.under, standing.over) == (True, 40_000, 0)


@pytest.mark.parametrize("role", ["evals", "applied researcher"])
def test_a_gap_is_said_and_never_filled(role: str) -> None:
    answer = salary(f"{role} senior 200k")
    assert answer.pay.figure is None
    assert answer.pay.gap
    assert answer.standing is None


@pytest.mark.parametrize("level", ["junior", "mid", "staff", "principal", "lead"])
def test_no_level_but_senior_has_a_band(level: str) -> None:
    answer = salary(f"infra {level} 240k")
    assert answer.missing_level == level
    assert answer.standing is None


def test_frontier_research_is_never_compared_with_a_budget() -> None:
    answer = salary("frontier 500k")
    assert answer.pay.figure
    assert not answer.pay.capped
    assert answer.standing is None


def test_frontier_research_has_no_figure_for_senior() -> None:
    assert salary("frontier senior").missing_level == "senior"


def test_another_currency_is_not_compared() -> None:
    assert salary("infra €200k").standing is None


@pytest.mark.parametrize(("year", "warned"), [("2021", True), ("2023", True), ("2024", False), ("", False)])
def test_an_old_budget_gets_the_warning(year: str, warned: bool) -> None:
    assert bool(salary(f"infra 240k {year}").warning) == warned


def test_no_role_shows_all_seven_and_llm_engineer_the_five() -> None:
    everything, five = ASSISTANT.answer("salary", NOW), ASSISTANT.answer("salary llm engineer 240k", NOW)
    assert isinstance(everything, SalaryOverview)
    assert isinstance(five, SalaryOverview)
    assert len(everything.pays) == 7
    assert [pay.role.id for pay in five.pays] == list(ASSISTANT.content.specialties)
    assert sum(standing is not None for standing in five.standings) == 3


def test_role_answers() -> None:
    assert isinstance(ASSISTANT.answer("role", NOW), RoleList)
    card = ASSISTANT.answer("role applied", NOW)
    assert isinstance(card, RoleCard)
    assert card.role.id == "applied_llm"
    assert isinstance(ASSISTANT.answer("role LLM engineer", NOW), UmbrellaCard)


@pytest.mark.parametrize("between", ["vs", "versus", "or", "and", "compared to"])
def test_two_roles_are_put_side_by_side(between: str) -> None:
    answer = ASSISTANT.answer(f"role prompt engineer {between} infra", NOW)
    assert isinstance(answer, Comparison)
    assert (answer.left.id, answer.right.id) == ("prompt_engineer", "llm_infrastructure")
    assert answer.relation.kind == "apart"
    assert (answer.relation.low, answer.relation.high) == (200_000, 280_000)
    assert answer.cost


def test_any_two_sides_can_be_compared() -> None:
    sides = [*ASSISTANT.content.roles.values()]
    names = [role.words[0] for role in sides] + ["llm engineer"]
    for one in names:
        for other in names:
            if one != other:
                assert isinstance(ASSISTANT.answer(f"role {one} vs {other}", NOW), Comparison), (one, other)


def test_interview_has_four_questions_and_a_lens_for_a_role() -> None:
    answer = ASSISTANT.answer("interview infra", NOW)
    assert isinstance(answer, InterviewAnswer)
    assert len(answer.questions) == 4
    assert answer.role
    assert answer.role.id == "llm_infrastructure"
    assert isinstance(ASSISTANT.answer("interview", NOW), InterviewAnswer)


@pytest.mark.parametrize(
    ("line", "commands"),
    [
        ("help", 7),
        ("/help", 7),
        ("hiring", 7),
        ("hiring help", 7),
        ("salary help", 1),
        ("role applied help", 1),
        ("interview help", 1),
        ("", 7),
    ],
)
def test_help_is_one_screen(line: str, commands: int) -> None:
    answer = ASSISTANT.answer(line, NOW)
    assert isinstance(answer, Help)
    assert len(answer.commands) == commands


@pytest.mark.parametrize(
    ("line", "suggested"),
    [
        ("salary infrastucture senior 240k", "salary infrastructure senior 240k"),
        ("role promt vs applied", "role prompt vs applied"),
        ("interview finetunning", "interview finetuning"),
        ("salery rag 240k", "salary rag 240k"),
        ("intervew infra", "interview infra"),
        ("salary snior infra", "salary senior infra"),
    ],
)
def test_a_slip_gets_the_whole_line_that_was_meant(line: str, suggested: str) -> None:
    answer = ASSISTANT.answer(line, NOW)
    assert isinstance(answer, NotUnderstood)
    assert suggested in [suggestion.line for suggestion in answer.suggestions]
    assert not isinstance(ASSISTANT.answer(suggested, NOW), NotUnderstood)


def test_an_unreadable_budget_is_a_sentence() -> None:
    answer = ASSISTANT.answer("salary infra 1.23.4k", NOW)
    assert isinstance(answer, NotUnderstood)
    assert "for certain" in (answer.problem or "")


def test_pay_by_the_month_is_answered_and_its_amount_compared_with_nothing() -> None:
    answer = salary("infra 20k/month")
    assert answer.request.asked.period == "month"
    assert "not per year" in (answer.request.problem or "")
    assert answer.found.fits == ()


def test_a_place_is_asked_for_and_money_without_a_currency_compared_with_nothing() -> None:
    answer = salary("infra london 240k")
    assert answer.request.asked.places == ("London",)
    assert answer.found.fits == ()
    assert "no currency" in answer.request.lacks
    assert answer.request.budget is None
    assert answer.request.unread == ()


@pytest.mark.parametrize("posting", [*texts.our_postings(), *texts.our_borders()], ids=lambda each: each.id)
def test_a_pasted_job_description_is_read_as_a_role_whatever_it_says_of_pay(posting: texts.Labelled) -> None:
    """Nearly all of them name an amount, ask questions or say what they do not ask for."""
    assert isinstance(ASSISTANT.answer(f"{posting.title}\n{posting.text}", NOW), RoleReading)


def test_a_greeting_gets_a_line_and_not_a_page() -> None:
    answer = ASSISTANT.answer("hello there", NOW)
    assert isinstance(answer, Told)
    assert len(answer.offers) == 3


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("what does a red teamer do?", RoleCard),
        ("how much does a senior infra engineer earn", SalaryAnswer),
        ("what should I ask a RAG engineer in the interview?", InterviewAnswer),
        ("prompt engineer vs applied researcher", Comparison),
        ("senior LLM engineer", UmbrellaCard),
        ("infra 240k", SalaryAnswer),
    ],
)
def test_plain_words_without_a_command(line: str, kind: type) -> None:
    assert isinstance(ASSISTANT.answer(line, NOW), kind)


def test_pay_is_known_for_what_it_is() -> None:
    for line, about_pay in (
        ("salary", True),
        ("salary infra", True),
        ("role infra", False),
        ("interview", False),
    ):
        assert is_about_pay(ASSISTANT.answer(line, NOW)) == about_pay
    assert is_about_pay(ASSISTANT.answer("role prompt vs applied", NOW))


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("total comp for a frontier researcher", "reports *$1M–$2M* a year as *total*"),
        ("salary frontier total comp", "reports *$1M–$2M* a year as *total*"),
        (
            "how much equity do frontier researchers get",
            "I have no figure for equity or bonus; this is total pay.",
        ),
        ("total comp for a prompt engineer", "I have no figure for total pay; this is base pay."),
        ("salary infra tc", "I have no figure for total pay; this is base pay."),
    ],
)
def test_what_a_figure_is_of_is_said_as_it_is(line: str, told: str) -> None:
    answer = ASSISTANT.answer(line, NOW)
    assert told in str(build_answer(answer, line, can_share=False).blocks)


def test_total_pay_is_compared_where_the_figure_is_a_total() -> None:
    answer = ASSISTANT.answer("would 1.4M all in do for a frontier researcher", NOW)
    assert isinstance(answer, SalaryAnswer)
    assert (answer.request.lacks, answer.request.unread) == ("", ())


def test_the_budget_form_reads_what_the_command_reads() -> None:
    answer, problems = ASSISTANT.check_budget("llm_infrastructure", "senior", "$220-260k", "2022", NOW)
    assert not problems
    typed = salary("infra senior $220-260k 2022")
    assert answer
    assert replace(answer, request=typed.request) == typed


@pytest.mark.parametrize(
    ("amount", "year", "wrong"),
    [
        ("lots", "", {"amount"}),
        ("", "", {"amount"}),
        ("240k senior rag", "", {"amount"}),
        ("20k/month", "", {"amount"}),
        ("240k", "last year", {"year"}),
        ("240k", "2099", {"year"}),
        ("x", "y", {"amount", "year"}),
    ],
)
def test_the_budget_form_says_beside_the_field_what_to_type(amount: str, year: str, wrong: set[str]) -> None:
    answer, problems = ASSISTANT.check_budget("llm_infrastructure", "senior", amount, year, NOW)
    assert answer is None
    assert set(problems) == wrong


@given(st.one_of(st.text(max_size=200), st.from_regex(r"(salary|role|interview) .{0,80}", fullmatch=True)))
def test_every_line_gets_an_answer(line: str) -> None:
    assert ASSISTANT.answer(line, NOW) is not None
