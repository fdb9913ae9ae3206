"""What of a brief survives the tools of the day, and saying the skill instead, on both databases."""

import asyncio
import io
import json
from dataclasses import replace
from datetime import date

import pytest

from bot.hiring.briefs.brief import Brief, ExpectedOutcome, MustHave, Specialty, checked
from bot.hiring.briefs.lasting import fundamental_lines, say_the_skills, surviving_lines
from bot.hiring.briefs.markdown import write_markdown
from bot.local_slack.state.workspace import PostedMessage, View
from bot.services import export
from content import Content
from content.loading import load_content
from tests.handlers.conftest import House, button, words
from tests.handlers.requisitions import now, open_many
from tests.handlers.test_briefs import edited, newest, scoped

TYPED = (
    "Three years of LangChain | What broke?\n"
    "Knows Pinecone & <!channel> | Which index?\n"
    "Has run a service at night | Tell me of one"
)
SKILLS = (
    "Has built and maintained tool-calling pipelines",
    "Has built a retrieval index and measured what it found",
    "Has run a service at night",
)
INSTEAD = "Say the skill instead"


def with_tools(house: House) -> View:
    """A requisition with a brief whose must-haves name tools, all of it in a modal."""
    open_many(house, ["LLM engineer"])
    return edited(house, scoped(house), must_haves=TYPED)


def all_of_it(house: House, *, by: str = "ada") -> View:
    """All of the brief, opened from its message in the channel."""
    house.click(house.answer("/req brief 1", by=by), "Show all", by=by)
    return house.modal("The four that age well", by=by)


def asked(house: House) -> list[str]:
    return [each.what for each in newest(house).brief.must_haves]


def press(house: House, where: PostedMessage | View, *, by: str = "ada") -> None:
    action = button(where, INSTEAD)["action_id"]
    block = next(block for block in where.blocks if (block.get("accessory") or {}).get("action_id") == action)
    house.slack.run(house.person(by).act(where, action, block_id=block["block_id"]))


def test_the_names_of_tools_are_shown_with_the_skill_and_nothing_is_changed(house: House) -> None:
    shown = words(with_tools(house))
    for part in (
        "*Survives the tools*\\n• Has run a service at night",
        "Three years of LangChain (names LangChain). Say instead: Has built and maintained tool-calling",
        "Knows Pinecone &amp; &lt;!channel&gt; (names Pinecone)",
        "*The four that age well*\\n• Engineering discipline: ",
    ):
        assert part in shown
    assert asked(house)[0] == "Three years of LangChain"


def test_one_click_says_the_skill_and_keeps_the_names_as_learnable(house: House) -> None:
    press(house, with_tools(house))
    view = house.modal("The must-haves say the skill now")
    assert INSTEAD not in words(view)
    assert tuple(asked(house)) == SKILLS
    brief = newest(house).brief
    assert [each.tests for each in brief.must_haves] == ["What broke?", "Which index?", "Tell me of one"]
    assert brief.learnable[-2:] == ("LangChain", "Pinecone")
    assert newest(house).revision == 3
    house.click(view, "Sign")
    house.modal("signed version 1")


def test_the_same_from_the_message_in_the_channel(house: House) -> None:
    house.slack.run(house.person("ada").close(with_tools(house).id, all_views=True))
    press(house, all_of_it(house))
    house.modal("The must-haves say the skill now")
    assert tuple(asked(house)) == SKILLS


def test_a_brief_that_names_no_tool_has_no_such_button(house: House) -> None:
    open_many(house, ["LLM engineer"])
    brief = scoped(house)
    assert INSTEAD not in words(brief)
    house.click(brief, "Show all")
    assert "Survives the tools" in words(house.modal("The four that age well"))


def test_two_clicks_at_once_change_it_once(house: House) -> None:
    where = with_tools(house)
    theirs = all_of_it(house, by="mei")
    action = button(where, INSTEAD)["action_id"]

    async def both() -> None:
        await asyncio.gather(
            *(house.person("ada").act(where, action) for _ in range(2)),
            house.person("mei").act(theirs, action),
        )

    house.slack.run(both())
    house.quiet()
    assert (tuple(asked(house)), newest(house).revision) == (SKILLS, 3)


def test_a_redelivered_click_changes_it_once(house: House) -> None:
    where = with_tools(house)
    action = button(where, INSTEAD)["action_id"]
    done = house.slack.run(house.person("ada").act(where, action))
    house.modal("The must-haves say the skill now")
    house.slack.redeliver(done)
    house.quiet()
    assert newest(house).revision == 3
    house.modal("The must-haves say the skill now")


def test_a_brief_that_changed_meanwhile_is_shown_and_not_overwritten(house: House) -> None:
    where = with_tools(house)
    edited(house, house.answer("/req brief 1", by="mei"), by="mei", mission="Mei was here.")
    press(house, where)
    view = house.modal("It has changed since that message")
    assert "Mei was here." in words(view)
    assert asked(house)[0] == "Three years of LangChain"
    press(house, view)
    house.modal("The must-haves say the skill now")
    assert newest(house).brief.mission == "Mei was here."


def test_what_was_signed_stays_as_it_was_signed(house: House) -> None:
    house.click(with_tools(house), "Sign")
    house.modal("signed version 1")
    press(house, all_of_it(house))
    view = house.modal("Differs from version 1")
    assert (now(house).brief, newest(house).version) == (1, 2)
    assert export.verify(house.deps.database, None) == (1, [])
    house.click(view, "Sign")
    house.modal("signed version 2")
    assert export.verify(house.deps.database, None) == (1, [])


def test_exports_say_what_survives(house: House) -> None:
    with_tools(house)
    out = io.StringIO()
    export.export_brief(house.deps.database, 1, "json", out)
    (brief,) = json.loads(out.getvalue())
    assert brief["lasting"] == ["Has run a service at night"]
    assert set(brief["fundamentals"]) == {"engineering", "evaluation", "cost", "judgement"}
    text = write_markdown(newest(house), load_content())
    assert "## Survives the tools\n\n- Has run a service at night" in text
    assert "- Three years of LangChain (names LangChain). Say instead: Has built and maintained" in text
    assert "## The four that age well\n\n- Engineering discipline: " in text
    assert "score" not in text.casefold()


def test_the_first_look_says_it_only_when_there_is_something_to_say(house: House) -> None:
    open_many(house, ["LLM engineer"])
    draft = scoped(house)
    assert "outlast" not in words(draft)
    edited(house, draft, must_haves=TYPED)
    assert "3 must-haves, 2 may not outlast the tools" in words(house.answer("/req brief 1"))


def brief_of(*must_haves: str, outcome: str = "Something is in use") -> Brief:
    content = load_content()
    whats = tuple(MustHave(what=what, tests="How?") for what in must_haves)
    empty = dict.fromkeys(
        (
            "rejected",
            "not_this",
            "learnable",
            "posting",
            "pools",
            "kit",
            "passing",
            "open",
            "unknown",
            "reviews",
        ),
        (),
    )
    return checked(
        Brief(
            title="x",
            mission="y",
            primary=Specialty(role="applied_llm", sure=90),
            secondary=None,
            outcomes=(ExpectedOutcome(by=date(2027, 1, 1), what=outcome),),
            must_haves=whats,
            week="",
            level=None,
            decides="",
            market=None,
            market_gap="",
            company=None,
            budget="",
            place="",
            **empty,
        ),
        content,
    )


@pytest.mark.parametrize(
    ("must_have", "outcome", "shows", "not_shown"),
    [
        ("Has kept a service in production", "It is in use", "Engineering discipline: Has kept", "Cost"),
        ("Knows what a request costs", "It is in use", "Cost awareness: Knows", "Evaluation"),
        ("Is kind", "Every release is measured.", "Evaluation rigour: Every release is measured", "Cost"),
        ("Measures with LangSmith", "It is in use", "Evaluation rigour: nothing in it shows it", "Cost"),
    ],
)
def test_what_shows_a_fundamental(must_have: str, outcome: str, shows: str, not_shown: str) -> None:
    lines = fundamental_lines(brief_of(must_have, outcome=outcome), load_content())
    assert any(line.startswith(shows) for line in lines)
    assert any(line.startswith(not_shown) and "A must-have could say" in line for line in lines)


def test_nothing_that_survives_is_said_plainly() -> None:
    brief = brief_of("Knows Kubernetes, vLLM, PyTorch and LangChain")
    assert surviving_lines(brief) == ["Nothing that it asks for: every must-have names a tool."]
    assert brief.passing[0].tool == "Kubernetes and vLLM and PyTorch and LangChain"


def test_many_tools_stay_within_the_limits_of_a_brief() -> None:
    content: Content = load_content()
    brief = brief_of(
        *(f"{tool.words[0]} and {content.briefs.tool[0].words[0]}" for tool in content.briefs.tool[:5])
    )
    full = brief.model_copy(update={"learnable": tuple(f"thing {number}" for number in range(10))})
    wanted = say_the_skills(full, content)
    again = checked(Brief.model_validate(full.model_dump() | wanted), replace(content))
    assert again.passing == ()
    assert len(again.learnable) == 10
