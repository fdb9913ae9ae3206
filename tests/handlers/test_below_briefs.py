"""What is written below a finished brief, or of a brief without a number, through the front door."""

from datetime import timedelta

from bot.hiring.requisitions import State
from tests.handlers.conftest import House, button, words
from tests.handlers.requisitions import now
from tests.handlers.test_briefs import scoped
from tests.handlers.test_scoping import rows, scope


def test_a_line_below_a_brief_is_about_that_brief(house: House) -> None:
    thread = house.write("scope a role").thread_ts

    def say(line: str) -> str:
        house.slack.clock.advance(timedelta(minutes=1))
        return words(house.write(line, thread_ts=thread))

    say("a helper inside our billing screen that our customers ask, on a vendor's model")
    assert "Brief:" in say("skip to the brief")
    version = rows(house)[0].version
    for line, part in (
        ("ok, and what does such a person cost?", "pay, Applied LLM engineer, United States"),
        ("hm, in Hamburg?", "pay, Applied LLM engineer, Hamburg"),
        ("what if it's somebody at staff level", "pay, Applied LLM engineer, staff"),
        ("would they cost less in Atlantis?", "I don't know “Atlantis” as a place"),
        ("can you show me the full draft?", "No requisition yet · version 1"),
        ("which must-haves are in it?", "Must-haves"),
        ("sounds good, let's sign it", "Open one for it, then sign"),
        ("how do I find my brief again", "version 1, draft 1"),
    ):
        assert part in say(line), line
    assert rows(house)[0].version == version, "none of that was said of the role"
    both = say("would the same person also own the training runs?")
    assert "Brief:" in both
    assert "version 1, draft 1" in both, "what changes nothing makes no version"
    assert "Open a requisition for it" in say(
        "the helper quotes last year's prices because its search finds old pages"
    )
    assert "last year's prices" in str(scope(house).remarks)


def test_a_brief_and_a_signature_without_a_number_are_the_last_ones(house: House) -> None:
    assert "There is no brief of yours yet" in words(house.write("where is my brief?"))
    brief = scoped(house, line="/role scope senior LLM engineer")
    house.click(brief, "Open a requisition for it")
    assert house.slack.run(house.person("ada").submit(house.modal("Hiring channel").id)).errors == {}
    house.modal("is open")
    ready = house.write("ready to sign the brief")
    assert "Press *Sign* below" in words(ready)
    house.click(ready, "Sign")
    house.quiet()
    assert now(house).state is State.DEFINED
    assert "signed by" in words(house.write("what did I sign?"))
    assert "req undo 1" in words(house.write("undo that"))
    back = house.write("undo it please")
    assert button(back, "Yes, undo 1")
