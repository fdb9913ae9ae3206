"""What a conversation carries over beside the role: pay and a level that somebody says of the hire."""

import pytest

from bot.hiring.lines.carried import carry
from bot.hiring.lines.read import LineReader
from bot.hiring.scoping.scope import Scope
from bot.hiring.text.vocabulary import Vocabulary
from content.loading import load_content
from tests.hiring.conftest import NOW

CONTENT = load_content()
VOCABULARY, LINES = Vocabulary(CONTENT), LineReader(CONTENT)


@pytest.mark.parametrize(
    ("said", "pay", "level"),
    [
        ("The regulator took 300k from us, a fine that hurt", "", None),
        ("Our cloud bill fell from 410k to 200k this year", "", None),
        ("It has to stop for a human above 600 pounds", "", None),
        ("600 is the limit of a claim, not a salary", "", None),
        ("A senior engineer tried it last winter and gave up", "", None),
        ("The night guard calls the director", "", None),
        ("I never said junior", "", None),
        ("We can pay her around £80k for it", "£80k", None),
        ("Around 120k", "120k", None),
        ("It should be a senior person, somewhere near 140k", "140k", "senior"),
        ("senior", "", "senior"),
    ],
)
def test_only_what_is_said_of_the_hire_is_carried_over(said: str, pay: str, level: str | None) -> None:
    scope = Scope(
        title="Somebody for our models", text=f"They keep the assistant of our company running. {said}."
    )
    found = carry(scope, VOCABULARY, LINES, NOW)
    assert (found.budget.as_written if found.budget else "", found.level) == (pay, level)
