"""Kits, red flags and places to look, through the front door; and a resume that somebody pastes."""

import json
from dataclasses import replace

import pytest
from sqlalchemy import inspect, text

from bot.hiring.answers.assistant import Assistant
from content.loading import load_content
from handlers.answers import _remembered
from tests.handlers.conftest import House, words
from tests.handlers.requisitions import open_one, record, user, whole_story
from tests.hiring.test_flags import RESUME

ROLES = [(role.id, role.words[0]) for role in load_content().roles.values()]


@pytest.mark.parametrize(("role", "word"), ROLES)
def test_each_role_has_its_answers_within_the_limits(house: House, role: str, word: str) -> None:
    kit = load_content().kits[role]
    for line, part in (
        (f"/interview {word}", kit.probe[-1].question),
        (f"/interview {word} kit", load_content().interview.question[-1].question),
        (f"/interview {word} kit", load_content().fundamentals[-1].must_have[role]),
        (f"/interview {word} kit", json.dumps(kit.probe[-1].separates, ensure_ascii=False)[1:-1]),
        (f"/interview {word} markdown", f"[ ] Strong: {kit.probe[-1].strong}"),
        (f"/redflags {word}", load_content().flags.reading[role]),
        (f"/sourcing {word}", load_content().pools[role].look[0].careful),
    ):
        answer = house.answer(line)  # the local Slack refuses what is over Slack's limits
        told = house.in_full(answer, "As Markdown" if line.endswith("markdown") else "Show all")
        assert part.replace("\n", "\\n") in told.replace('\\"', '"'), line


@pytest.mark.parametrize(
    ("line", "part"),
    [
        ("/redflags", "A flag is a reason to ask"),
        ("/redflags aplied", "Did you mean *applied*"),
        ("/redflag applied", None),
        ("/sourcing", "depends on the role"),
        ("/sourcing llm engineer", "depends on the role"),
        ("/interview kit", "depends on the role"),
        ("/interview applied kitt", "Did you mean *kit*"),
        ("/interview applied vs infra", "one role at a time. Did you mean *Applied* or *Infrastructure*"),
        ("/interview applied vs infra kit", "interview infrastructure kit"),
        ("/interview --requisition", "Type its number. For example `/interview --requisition 3`"),
        ("/interview requisition three", "Type its number"),
        ("/interview data scientist", "“data scientist”. Which one: *Applied*, *Infra"),
        ("/redflags ml engineer", "redflags infrastructure"),
        ("/redflags applied and infra", "one role at a time"),
        ("/sourcing kitchen", "“kitchen”. Which one"),
        ("/hiring insigths csv", "Did you mean *hiring insights csv*"),
        ("/hiring numbers", "Did you mean *hiring insights* or *hiring reminders*"),
        ("/hiring help", "What I can do for you"),
        ("/interview applied", "The full kit"),
        ("/interview <b>&<!channel> kit", "“b&gt;&amp;&lt;!channel”"),
        ("/sourcing help", "Three backgrounds"),
    ],
)
def test_bad_input_gets_the_nearest_right_thing(house: House, line: str, part: str | None) -> None:
    if part is None:  # Slack itself knows only whole names; the twin finds the nearest
        assert "redflags applied" in words(house.write(line.removeprefix("/")))
        return
    assert part in str(house.command(line).response)


@pytest.mark.parametrize(
    ("said", "part"),
    [
        ("redflags applied", "Applied LLM engineer: red flags"),
        ("what are the red flags in a resume?", "a reason to ask"),
        ("sourcing evals", "where to look"),
        ("where do we find fine-tuning people?", "where to look"),
        ("interview infra kit", "They separate:"),
        ("the kit for an applied engineer", "They separate:"),
        ("kit", "depends on the role"),
        ("insights", "How roles turned out"),
        ("insights csv", "The numbers as CSV"),
    ],
)
def test_the_same_without_the_slash(house: House, said: str, part: str) -> None:
    assert part in words(house.write(said))


def test_a_kit_is_posted_only_on_purpose(house: House) -> None:
    message = house.answer("/interview applied")
    house.click(message, "The full kit")
    kit = house.until(lambda: house.from_bot("ada", "#hiring")[1:])[0]
    assert not house.from_bot("mei", "#hiring")
    house.click(kit, "Share in channel")
    shared = house.until(lambda: house.from_bot("mei", "#hiring"))[0]
    assert "Not to ask" not in words(shared)
    assert "Not to ask" in house.in_full(shared, by="mei")


def test_the_kit_for_a_requisition_is_that_of_its_specialty(house: House) -> None:
    assert "no requisition 1" in words(house.answer("/interview --requisition 1"))
    open_one(house)
    message = house.answer("/interview --requisition 1")
    assert "no specialty yet" in words(message)
    assert "Define 1" in words(message)
    named = house.answer("/interview applied --requisition 1")
    assert "Applied LLM engineer: the interview kit" in words(named)
    assert "Requisition 1 is not defined as this role" in words(named)
    assert "Use this kit" not in words(named)
    house.command("/req define 1 infrastructure because we serve our own models")
    house.quiet()
    kit = words(house.answer("/interview --requisition 1"))
    assert "LLM infrastructure engineer: the interview kit" in kit
    assert "Nobody has chosen a kit for it yet" in kit
    printed = house.write("interview requisition 1 as markdown")
    assert "# Interview kit: LLM infra" in house.in_full(printed, "As Markdown")


def defined(house: House) -> None:
    open_one(house)
    house.command("/req define 1 infrastructure because we serve our own models")
    house.quiet()


def test_choosing_a_kit_is_a_decision_that_names_its_version(house: House) -> None:
    defined(house)
    house.click(house.answer("/req show 1"), "Interview kit")
    kit = house.until(lambda: [m for m in house.from_bot("ada", "#hiring") if "Use this kit" in words(m)])[0]
    before = len(house.from_bot("mei", "#hiring"))  # the card
    house.click(kit, "Share in channel")
    assert "They separate:" in words(house.until(lambda: house.from_bot("mei", "#hiring")[before:])[0])
    house.quiet()  # the private copy is gone by then
    kit = house.answer("/interview --requisition 1")
    house.slack.redeliver(house.click(kit, "Use this kit"))
    house.until(
        lambda: [m for m in house.from_bot("ada", "#hiring") if "you chose the interview kit" in words(m)]
    )
    house.quiet()
    version = house.deps.assistant.content.version
    last = record(house)[-1]
    assert (last.action, last.actor, last.content_version) == ("kit", user(house, "ada"), version)
    assert last.changes["kit"] == [None, "llm_infrastructure"]
    assert [each.action for each in record(house)].count("kit") == 1
    told = whole_story(house)
    assert f"chose the interview kit for *LLM infrastructure engineer*, of content version {version}" in told
    again = words(house.answer("/interview --requisition 1"))
    assert "chose the kit for requisition 1 on Tue 24 Nov 2026: this one." in again
    assert "Use this kit" not in again


def test_a_kit_of_other_content_is_said_to_be_old(house: House) -> None:
    defined(house)
    message = house.answer("/interview --requisition 1")
    house.click(message, "Use this kit")
    house.until(lambda: [m for m in house.from_bot("ada", "#hiring") if "you chose" in words(m)])
    newer = replace(house.deps.assistant.content, version="0123456789ab")
    object.__setattr__(house.deps, "assistant", Assistant(newer))
    told = words(house.answer("/interview --requisition 1"))
    assert "The content has changed since" in told
    assert "Use this kit" in told
    house.command("/req define 1 evaluation because it moved")
    house.quiet()
    told = words(house.answer("/interview --requisition 1"))
    assert "for what it was then" in told
    house.click(message, "Use this kit")
    house.until(lambda: [m for m in house.from_bot("ada", "#hiring") if "another role by now" in words(m)])


def test_a_chosen_kit_can_be_taken_back(house: House) -> None:
    defined(house)
    house.click(house.answer("/interview --requisition 1"), "Use this kit")
    house.until(lambda: [m for m in house.from_bot("ada", "#hiring") if "you chose" in words(m)])
    house.answer("/req undo 1 because too early")
    assert "no kit is chosen for it any more" in whole_story(house)
    assert "Nobody has chosen a kit" in words(house.answer("/interview --requisition 1"))
    record(house)


def test_the_law_is_told_with_its_source(house: House) -> None:
    content = load_content()
    answer = house.answer("/interview applied kit")
    told = house.in_full(answer)
    for each in content.kits_file.not_to_ask:
        for law in each.law:
            assert law.place in told
            assert str(content.sources[law.source].url) in told
    assert "Not legal advice" in told
    printed = house.in_full(answer, "As Markdown")
    for source in (content.sources["california-pay"], content.sources[content.interview.source]):
        assert f"{source.publisher}, <{source.url}>, {source.as_of}" in printed


@pytest.mark.parametrize("where", ["@rolecall", "#hiring"])
def test_a_pasted_resume_is_neither_judged_nor_kept(house: House, where: str) -> None:
    mention = "@rolecall " if where == "#hiring" else ""
    answer = house.write(mention + RESUME, channel=where)
    assert "I do not judge people" in words(answer)
    assert "Robin" not in words(answer)
    assert "Share in channel" not in words(answer)
    house.quiet()
    assert not kept(house, "Robin Sample")


def test_a_resume_in_a_conversation_is_not_an_answer(house: House) -> None:
    began = house.write("help me scope a role")
    answer = house.write(RESUME, thread_ts=began.thread_ts)
    assert "I do not judge people" in words(answer)
    house.quiet()
    assert not kept(house, "Robin Sample")


def test_a_long_text_is_not_remembered(house: House) -> None:
    _remembered.cache_clear()
    house.command("/redflags " + " ".join(RESUME.split()))
    assert _remembered.cache_info().currsize == 0


def kept(house: House, name: str) -> list[str]:
    """The tables that hold a text anywhere."""
    engine = house.deps.database.engine
    with engine.connect() as connection:
        return [
            table
            for table in inspect(engine).get_table_names()
            if any(name in str(row) for row in connection.execute(text(f'SELECT * FROM "{table}"')))  # noqa: S608
        ]


def test_no_form_keeps_a_resume(house: House) -> None:
    house.command("/req open LLM engineer")
    form = house.modal("Hiring channel")
    house.slack.run(house.person("ada").fill(form.id, {"req.channel": "hiring", "req.description": RESUME}))
    assert "I keep none of it" in str(house.slack.run(house.person("ada").submit(form.id)).errors)
    house.slack.run(house.person("ada").fill(form.id, {"req.description": ""}))
    assert house.slack.run(house.person("ada").submit(form.id)).errors == {}
    house.modal("is open")
    house.command("/req close 1")
    form = house.modal("Why")
    house.slack.run(house.person("ada").fill(form.id, {"req.reason": RESUME}))
    assert "I keep none of it" in str(house.slack.run(house.person("ada").submit(form.id)).errors)
    house.quiet()
    assert not kept(house, "Robin Sample")


@pytest.mark.parametrize("line", ["/req close 1 because", "/req open", "/role scope", "/role check", "/role"])
def test_no_command_keeps_a_resume(house: House, line: str) -> None:
    open_one(house)
    assert "I do not judge people" in words(house.answer(f"{line} {RESUME}"))
    house.quiet()
    assert not kept(house, "Robin Sample")


def test_neither_a_menu_nor_the_form_of_a_conversation_keeps_a_resume(house: House) -> None:
    message = house.slack.run(house.person("mei").send("#hiring", RESUME))
    house.slack.run(house.person("ada").shortcut("req.shortcut", message))
    assert "Hiring channel" not in words(house.modal("I do not judge people"))
    house.command("/role scope")
    turn = house.until(lambda: [m for m in house.from_bot("mei", "#hiring") if "Question 1" in words(m)])[0]
    house.reply(turn, "own words", by="mei")
    form = house.modal(by="mei")
    house.slack.run(house.person("mei").fill(form.id, {"scope.words": RESUME}))
    assert "I keep none of it" in str(house.slack.run(house.person("mei").submit(form.id)).errors)
    house.quiet()
    assert not kept(house, "Robin Sample")
