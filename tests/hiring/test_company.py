"""A brief speaks of the company it is for, in the words that were said, and says no more than that."""

from datetime import UTC, date, datetime
from typing import Any

import pytest

from bot.hiring.briefs.brief import Brief
from bot.hiring.briefs.draft import compose
from bot.hiring.briefs.markdown import pay_lines
from bot.hiring.lines.opening import title_in
from bot.hiring.scoping.conversation import Conversation
from bot.hiring.scoping.scope import Choose, Skip, Write
from content.loading import load_content

CONTENT = load_content()
CONVERSATION = Conversation(CONTENT)
WHO: dict[str, Any] = {"by": "U1", "at": datetime(2026, 11, 24, 9, 0, tzinfo=UTC)}


def brief(text: str, words: str, model: str) -> Brief:
    """The brief after an outcome in own words and the answer where the model comes from."""
    scope = CONVERSATION.begin("LLM engineer", text).model_copy(update={"asking": "outcome"})
    scope = CONVERSATION.advance(scope, Write(words=words, **WHO)).scope
    scope = CONVERSATION.advance(scope, Choose(question="model", choices=(model,), **WHO)).scope
    drafted = compose(scope, CONVERSATION.understanding(scope), CONTENT, date(2026, 11, 24))
    assert drafted is not None
    return drafted


def test_briefs_of_two_companies_differ_by_what_they_said() -> None:
    tenants = brief("For tenants.", "a chat where our tenants ask about their contracts", "vendor")
    nurses = brief("For nurses.", "an assistant in the ward app that our nurses can talk to", "run")
    assert "“a chat where our tenants ask about their contracts”" in tenants.mission
    assert "rent" in tenants.mission
    assert "we run ourselves" in nurses.mission
    assert "documents like ours" in " ".join(each.what for each in tenants.must_haves)
    assert "documents like ours" not in " ".join(each.what for each in nurses.must_haves)


def test_pay_that_was_said_stays_out_of_the_mission() -> None:
    drafted = brief("", "a chat in our app that customers use, and we have 190k for it", "vendor")
    assert "190" not in drafted.mission


def test_a_brief_quotes_a_sentence_without_greetings_and_questions() -> None:
    said = (
        "Good morning. Well, an assistant in the till that our shop staff can ask. May I ask what it costs?"
    )
    assert "“an assistant in the till that our shop staff can ask”" in brief("", said, "vendor").mission


def drafted_from(title: str, *said: str) -> Brief:
    """The brief after somebody skipped the questions that were left."""
    scope = CONVERSATION.begin(title, "")
    for words in said:
        scope = CONVERSATION.advance(scope, Write(words=words, **WHO)).scope
    if scope.status != "done":
        scope = CONVERSATION.advance(scope, Skip(**WHO)).scope
    drafted = compose(scope, CONVERSATION.understanding(scope), CONTENT, date(2026, 11, 24))
    assert drafted is not None
    return drafted


def test_what_hurts_ends_the_last_outcome_and_what_speaks_most_is_quoted_whole() -> None:
    serving = drafted_from(
        "our token bill eats our margin, 45k a month on a vendor",
        "dunno, put an open model on our own GPUs and keep its latency low",
        "each reply takes 12 seconds",
    )
    assert "“put an open model on our own GPUs and keep its latency low”" in serving.mission
    assert "“our token bill eats our margin, 45k a month on a vendor” is over." in serving.outcomes[-1].what
    assert "put an open model on our own GPUs and keep its latency low" in serving.primary.quotes
    denied = drafted_from(
        "LLM engineer", "no it's not about translation, our agents want to search old tickets in a chat"
    )
    assert "“our agents want to search old tickets in a chat”" in denied.mission
    paid = drafted_from("LLM engineer", "a chat that customers use, our budget is 45k a month for it")
    assert "45k" not in str(paid.outcomes)


@pytest.mark.parametrize(
    ("said", "title"),
    [
        ("hi, we want to get a senior search engineer quickly, how do I begin", "senior search engineer"),
        ("could you find us an ML platform engineer", "ML platform engineer"),
        ("LLM engineer for the claims team", "LLM engineer for the claims team"),
        ("we need an engineer", "we need an engineer"),
        ("something that reads our contracts", "something that reads our contracts"),
    ],
)
def test_a_greeting_is_no_title(said: str, title: str) -> None:
    assert title_in(said) == title


def test_a_brief_has_the_budget_as_it_was_said_and_the_market_of_its_place() -> None:
    for place, budget, market, told in (
        (
            "Porto",
            "110k a year (no currency named)",
            "EUR",
            "That is the nearest to Porto: the EU as a whole.",
        ),
        ("Porto or remote", "€80k a year", "EUR", "That is the nearest to Porto or remote: the EU"),
        ("Boston", "$210k a year", "USD", ""),
        ("Nairobi", "90k a year (no currency named)", "USD", "I have no figure for Nairobi: this one is for"),
        ("", "", "USD", ""),
    ):
        scope = CONVERSATION.begin("LLM engineer", "a chat in our app that customers use, we call an API")
        drafted = compose(
            scope, CONVERSATION.understanding(scope), CONTENT, date(2026, 11, 24), place=place, budget=budget
        )
        assert drafted is not None
        assert drafted.company is None, "nobody typed a band of the company"
        assert drafted.market is not None
        assert (drafted.market.currency, drafted.market_gap[: len(told)]) == (market, told), place
        lines = "\n".join(pay_lines(drafted, pay=True))
        assert (f"Place: {place}" in lines) == bool(place), place
        assert (f"Budget, as it was said: {budget}" in lines) == bool(budget), place
        assert "Budget" not in "\n".join(pay_lines(drafted, pay=False)), "the budget is for few to read"
    mid = CONVERSATION.begin("LLM engineer", "a chat in our app that customers use, on an API", level="mid")
    drafted = compose(mid, CONVERSATION.understanding(mid), CONTENT, date(2026, 11, 24))
    assert drafted is not None
    assert drafted.market_gap == "That is for senior, not mid."
