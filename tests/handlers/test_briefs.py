"""Briefs through the front door, on both databases: drafted, edited, signed, changed, undone, exported."""

import asyncio
import io
import json

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import DBAPIError

from bot.actors import Actor
from bot.hiring.briefs.brief import Brief, BriefVersion
from bot.hiring.requisitions import State
from bot.local_slack.state.workspace import PostedMessage, View
from bot.services import briefs, requisitions
from bot.services.export import export_brief, verify
from bot.store.models import RequisitionRow
from tests.handlers.conftest import House, button, words
from tests.handlers.requisitions import home_with, leave, markup, now, open_many, record, tenant, user
from tests.handlers.test_bands import set_bands
from tests.handlers.test_scoping import has_buttons, with_text
from tests.hiring.test_flags import RESUME

WITHOUT_GUARD = {
    "sqlite": "DROP TRIGGER briefs_keep_update",
    "postgresql": "ALTER TABLE briefs DISABLE TRIGGER ALL",
}
HOSTILE = "<!channel> & <@U1> *bold* `x` \u202ertl\u202c 🙂"


def scoped(house: House, *, by: str = "ada", line: str = "/role scope 1") -> PostedMessage:
    """Talk a role through in #hiring until its brief stands there."""
    house.command(line, by=by)
    first = with_text(house, "What exists in six months")
    house.reply(first, "faster or cheaper", by=by)
    following = with_text(house, "Question 2 of 9")
    house.pick(following, "Skip to the brief", by=by)
    return with_text(house, "*Brief: ")


def newest(house: House, number: int = 1) -> BriefVersion:
    return briefs.of_requisition(house.deps, Actor(tenant(house), user(house, "ada"), "command"), number)


def edit_form(house: House, where: PostedMessage | View, *, by: str = "ada") -> View:
    house.click(where, "Edit", by=by)
    return house.modal("Must-haves", by=by)


def fill(house: House, form: View, *, by: str = "ada", **values: str) -> None:
    house.slack.run(house.person(by).fill(form.id, {f"brief.{name}": text for name, text in values.items()}))


def submit(house: House, form: View, *, by: str = "ada") -> dict[str, str]:
    errors = house.slack.run(house.person(by).submit(form.id)).errors
    return {block_id.split(".")[1]: told for block_id, told in errors.items()}


def edited(house: House, where: PostedMessage | View, *, by: str = "ada", **values: str) -> View:
    form = edit_form(house, where, by=by)
    fill(house, form, by=by, **values)
    assert submit(house, form, by=by) == {}
    house.quiet()
    return house.modal("Look back", by=by)


def told(house: House, part: str, *, by: str = "ada") -> str:
    return words(with_text(house, part, by=by))


def test_its_form_keeps_no_resume(house: House) -> None:
    open_many(house, ["senior LLM engineer"])
    form = edit_form(house, scoped(house))
    fill(house, form, learnable=RESUME)
    assert "I keep none of it" in submit(house, form)["learnable"]
    fill(house, form, learnable="Our field")
    assert submit(house, form) == {}


def test_a_conversation_ends_in_a_brief_and_a_signature_defines_the_requisition(house: House) -> None:
    open_many(house, ["senior LLM engineer"])
    brief = scoped(house)
    shown = words(brief)
    for part in ("LLM infrastructure engineer", "outcomes by ", "$280k–$400k", "practitioner article"):
        assert part in shown
    assert "Wed 24 Mar 2027" in house.in_full(brief, by="mei")
    assert button(brief, "Sign")["confirm"]["title"]["text"] == "Sign it with your name?"
    assert now(house).state is State.UNDEFINED
    house.slack.run(house.person("ada").open_home())
    assert "Read it" in words(home_with(house, "A brief waits for a signature"))
    with house.deps.database.transaction() as session:
        assert session.scalars(select(RequisitionRow.next_due_at)).one() is not None
    house.click(brief, "Sign", by="mei")
    assert "is defined: LLM infrastructure engineer" in told(house, "signed version 1")
    over = with_text(house, "as version 1: `/req brief 1`")
    assert not has_buttons(over)
    assert "version 1 · signed by" in words(over)
    assert "not signed yet" not in words(over)
    house.click(with_text(house, "signed version 1 of"), "Where to look")
    assert "LLM infrastructure engineer" in told(house, "where to look")
    signed = now(house)
    with house.deps.database.transaction() as session:
        assert session.scalars(select(RequisitionRow.next_due_at)).one() is None, (
            "no reminder is due any more"
        )
    assert (signed.state, signed.specialty, signed.brief) == (State.DEFINED, "llm_infrastructure", 1)
    last = record(house)[-1]
    assert (last.action, last.actor) == ("sign", user(house, "mei"))
    assert last.content_version == house.deps.assistant.content.version
    assert last.changes["brief_hash"] == [None, newest(house).hash]
    assert "signed version 1 of its brief" in words(house.answer("/req log 1"))


def test_a_form_that_is_saved_as_it_was_changes_nothing(house: House) -> None:
    open_many(house, ["Platform: senior LLM engineer"])
    form = edit_form(house, scoped(house))
    before = newest(house)
    assert before.brief.rejected[0].title == "Platform: senior LLM engineer"
    assert submit(house, form) == {}
    assert newest(house).brief == before.brief


def test_titles_not_to_post_and_where_to_look_are_theirs_to_change(house: House) -> None:
    open_many(house, ["senior LLM engineer"])
    form = edit_form(house, scoped(house))
    assert "DevOps engineer: " in str(form.blocks)
    fill(house, form, rejected="GPU whisperer", pools="Old colleagues <@U1>\n\nSupercomputing centres")
    assert "a colon, and why not" in submit(house, form)["rejected"]
    fill(house, form, rejected="GPU whisperer: nobody looks for it")
    assert submit(house, form) == {}
    shown = words(house.modal("Look back"))
    assert "GPU whisperer: nobody looks for it" in shown
    assert "• Old colleagues &lt;@U1&gt;\\n• Supercomputing centres" in shown
    assert newest(house).brief.rejected[0].why == "nobody looks for it"


def test_a_person_may_decide_which_role_it_is_whatever_the_answers_say(house: House) -> None:
    open_many(house, ["senior LLM engineer"])
    house.pick(scoped(house), "It is another role", by="mei")
    form = house.modal("Which role is it?", by="mei")
    values = {"scope.kept": "eval_safety", "scope.second": "eval_safety"}
    house.slack.run(house.person("mei").fill(form.id, values))
    errors = house.slack.run(house.person("mei").submit(form.id)).errors
    assert "the role itself" in errors["scope.second"]
    house.slack.run(house.person("mei").fill(form.id, {"scope.second": "applied_llm"}))
    assert house.slack.run(house.person("mei").submit(form.id)).errors == {}
    decided = with_text(house, "one of you decided so")
    for part in ("Evaluation and safety engineer", "and some:* Applied LLM engineer", "ready to ship"):
        assert part in words(decided)
    assert "Whether it is not rather LLM infrastructure engineer" in house.in_full(decided)
    house.click(decided, "Sign")
    told(house, "is defined: Evaluation and safety engineer, with some Applied LLM engineer")
    assert (now(house).specialty, now(house).secondary) == ("eval_safety", "applied_llm")


def test_two_who_sign_at_once_make_one_signature_and_the_second_is_told(house: House) -> None:
    open_many(house, ["LLM engineer"])
    brief = scoped(house)
    action = button(brief, "Sign")["action_id"]

    async def both() -> None:
        await asyncio.gather(*(house.person(by).act(brief, action) for by in ("ada", "mei", "ada")))

    house.slack.run(both())
    house.quiet()
    assert [each.action for each in record(house)].count("sign") == 1
    first = record(house)[-1].actor
    second = "mei" if first == user(house, "ada") else "ada"
    assert f"<@{first}> has signed it already" in told(house, "signed it already", by=second)


def test_a_redelivered_click_signs_once(house: House) -> None:
    open_many(house, ["LLM engineer"])
    brief = scoped(house)
    house.slack.redeliver(house.click(brief, "Sign"))
    house.quiet()
    assert [each.action for each in record(house)].count("sign") == 1
    assert sum("signed version 1" in words(each) for each in house.from_bot("ada", "#hiring")) == 1


def test_editing_keeps_what_was_typed_and_says_beside_the_field_what_is_wrong(house: House) -> None:
    open_many(house, ["LLM engineer"])
    form = edit_form(house, scoped(house))
    fill(
        house,
        form,
        outcomes="10/12: something",
        must_haves="Knows LangChain",
        company="lots",
        posting="Leeds: £410 per day",
    )
    wrong = submit(house, form)
    assert set(wrong) == {"outcomes", "must_haves", "company", "posting"}
    assert "10 Dec or 12 Oct" in wrong["outcomes"]
    assert "not per year" in wrong["posting"]
    fill(
        house,
        form,
        mission=HOSTILE,
        outcomes="2027-03-01: c\n10 Feb 2027: b\n2027-01-01: a",
        must_haves="Three years of LangChain | What broke?",
        company="$240-280k",
        posting="Lisbon: 110.000,00 – 120.000,00 €\nNew York: between $250k and $270k\nPune: 28–36 LPA\n"
        "Zug: CHF 138'000-148'000",
        open="Who owns the data?",
    )
    assert submit(house, form) == {}
    all_of_it = words(house.modal("Look back"))
    assert "Say instead: Has built and maintained tool-calling pipelines" in all_of_it
    assert "&lt;!channel&gt; &amp; &lt;@U1&gt;" in all_of_it
    for part in (
        "Who owns the data?",
        "Company band: $240k–$280k a year",
        "To post in Lisbon: €110k–€120k a year",
        "To post in New York: $250k–$270k a year",
        "To post in Pune: ₹2.8M–₹3.6M a year",
        "To post in Zug: CHF 138k–CHF 148k a year",
        "Market: $280k",
    ):
        assert part in all_of_it
    brief = newest(house).brief
    assert [each.what for each in brief.outcomes] == ["a", "b", "c"]
    assert newest(house).revision == 2


def test_a_range_to_post_is_checked_against_band_and_law_and_stands_in_the_log(house: House) -> None:
    set_bands(house, "infrastructure,senior,US,USD,210000,260000,2026-01-01,")
    open_many(house, ["senior LLM engineer"])
    brief = scoped(house)
    form = edit_form(house, brief)
    for typed, said in (
        ("New York: $240k", "is one amount"),
        ("Atlantis: $240-280k", "don't know “Atlantis”"),
        ("London: 90-110k", "Say the currency"),
        ("Boston: $200-240k\nboston: $210-240k", "stands there twice"),
        (HOSTILE, "Begin “"),
        (f"{HOSTILE}: $240-280k", "as a place"),
    ):
        fill(house, form, posting=typed)
        assert said in submit(house, form)["posting"]
    fill(
        house, form, posting=f"Toronto {HOSTILE}: CAD 120-180k\nSan Francisco: $200-240k\nOslo: NOK 1.1m-1.3m"
    )
    assert submit(house, form) == {}
    shown = words(house.modal("Look back"))
    for part in (
        "*Your company's band:* senior, US",
        "It starts $10k below the company's band",
        "California: a range is needed in the posting",
        "upon hire",
        "C$60k wide, which is too wide",
        "whether AI screens",
        "I have read of no law on pay in postings there",
        "Not legal advice",
        "2026-11-23",
    ):
        assert part in shown, part
    assert "&lt;!channel&gt;" in shown
    assert "<!channel>" not in shown
    for_zoe = house.in_full(brief, by="zoe")
    assert "To post in San Francisco" in for_zoe
    assert "company's band:" not in for_zoe
    house.click(with_text(house, "*Brief: "), "Sign")
    told(house, "nothing was signed")
    house.click(with_text(house, "nothing was signed"), "Sign")
    told(house, "signed version 1")
    assert "San Francisco: USD 200000-240000" in record(house)[-1].changes["posted"][1]
    log = house.answer("/req log 1")
    assert "to post: Toronto" in house.in_full(log, "The whole story")
    assert "San Francisco: USD" not in words(house.answer("/req log 1", channel="#partner-search"))


def test_a_signature_is_for_what_was_seen(house: House) -> None:
    open_many(house, ["LLM engineer"])
    brief = scoped(house)
    edited(house, brief, by="mei", mission="Something else.")
    house.click(brief, "Sign")
    assert "Something else." in told(house, "nothing was signed")
    assert now(house).brief is None


def test_two_editors_at_once_lose_nothing(house: House) -> None:
    open_many(house, ["LLM engineer"])
    brief = scoped(house)
    mine, theirs = edit_form(house, brief), edit_form(house, brief, by="mei")
    fill(house, theirs, by="mei", mission="Mei was here.", posting="New York: $200-220k")
    assert submit(house, theirs, by="mei") == {}
    fill(house, mine, title="Ada's title", posting="New York: $240-280k")
    assert submit(house, mine) == {}
    again = house.modal("somebody changed the mission and the posting range")
    assert "Mei was here." in words(again)
    assert "New York: $240-280k" in words(again)
    assert "Ada's title" in words(again)
    assert submit(house, again) == {}
    house.modal("Look back")
    assert (newest(house).brief.mission, newest(house).brief.title) == ("Mei was here.", "Ada's title")


def test_changing_a_signed_brief_makes_a_version_that_asks_for_a_new_signature(house: House) -> None:
    open_many(house, ["LLM engineer"])
    house.click(scoped(house), "Sign")
    told(house, "signed version 1")
    shown = edited(house, house.answer("/req brief 1"), mission="Now it is this.")
    assert "Differs from version 1" in words(shown)
    assert "now “Now it is this.”" in words(shown)
    assert (now(house).brief, newest(house).version) == (1, 2)
    house.click(shown, "Sign")
    house.modal("signed version 2")
    assert now(house).brief == 2
    assert len(record(house)) == 3


def test_a_signature_shows_where_it_was_asked_and_can_be_undone_below_and_made_again(house: House) -> None:
    open_many(house, ["LLM engineer"])
    house.click(scoped(house), "Sign")
    signed = with_text(house, "signed version 1 of")
    root = house.from_bot("mei", "#hiring")[0]
    assert f"Defined: *LLM infrastructure engineer* · signed by <@{user(house, 'ada')}>" in words(root)
    assert "draft" not in words(root)
    house.click(root, "Brief", by="mei")
    told(house, "*Brief: ", by="mei")
    house.click(signed, "Undo", by="mei")
    form = house.modal("Why", by="mei")
    house.slack.run(house.person("mei").fill(form.id, {"req.reason": "too early"}))
    assert house.slack.run(house.person("mei").submit(form.id)).errors == {}
    house.quiet()
    assert "Open again: " in words(house.from_bot("mei", "#hiring")[0])
    assert (now(house).state, now(house).brief, now(house).specialty) == (State.UNDEFINED, None, None)
    again = house.answer("/req brief 1")
    assert "does not hold any more" in words(again)
    house.click(again, "Sign")
    assert "signed version 2" in told(house, "signed version 2")
    assert now(house).brief == 2
    record(house)


def test_without_a_requisition_one_is_opened_for_the_brief_first(house: House) -> None:
    brief = scoped(house, line="/role scope senior LLM engineer")
    assert '"Sign"' not in words(brief)
    house.click(brief, "Open a requisition for it")
    form = house.modal("Hiring channel")
    assert "Keep our models fast" in words(form)
    assert house.slack.run(house.person("ada").submit(form.id)).errors == {}
    opened = house.modal("is open")
    house.click(brief, "Open a requisition for it", by="mei")
    assert button(house.modal("Requisition 1 · version 1", by="mei"), "Sign"), "it was opened already"
    house.click(opened, "Sign")
    house.modal("signed version 1")
    assert now(house).brief == 1


def test_a_brief_is_for_its_own_people_and_its_channel(house: House) -> None:
    open_many(house, ["LLM engineer"])
    edited(house, scoped(house), company="$240-280k")
    here = house.answer("/req brief 1")
    assert "$240k" not in words(here)
    assert "$240k–$280k" in house.in_full(here)
    there = house.answer("/req brief 1", by="mei", channel="@rolecall")
    assert "$240k–$280k" in house.in_full(there, by="mei")
    leave(house, "mei")
    elsewhere = words(house.answer("/req brief 1", by="mei", channel="@rolecall"))
    assert "not for reading here" in elsewhere
    assert "$240k" not in elsewhere


def test_a_new_description_asks_whether_the_scope_moved(house: House) -> None:
    open_many(house, ["LLM engineer"])
    house.click(scoped(house), "Sign")
    told(house, "signed version 1")
    house.pick(house.answer("/req show 1"), "Edit")
    form = house.modal("What is the work?")
    house.slack.run(house.person("ada").fill(form.id, {"req.description": "Something new."}))
    assert house.slack.run(house.person("ada").submit(form.id)).errors == {}
    asked = house.modal("Is the work another one now?")
    assert "Is the work another one now?" in words(house.answer("/req show 1")), "until somebody has said"
    house.click(asked, "Same work as before")
    house.modal("its brief holds")
    assert record(house)[-1].action == "same_work"
    assert "Is the work another one now?" not in words(house.answer("/req show 1"))
    assert now(house).brief == 1


def test_what_is_no_llm_role_gets_no_brief_but_may_be_marked_so(house: House) -> None:
    open_many(house, ["Operations specialist"])
    house.command("/role scope 1")
    message = with_text(house, "What exists in six months")
    while "no brief for this" not in words(message):
        house.reply(message, _usual(house, message))
        house.quiet()
        message = house.from_bot("ada", "#hiring")[-1]
    house.click(message, "Not an LLM role")
    house.modal("Why")


def _usual(house: House, message: PostedMessage) -> str:
    """The usual answer of people whose role has no language model in it."""
    file = house.deps.assistant.content.questions
    question = next(each for each in file.question if each.ask in words(message))
    return max(question.option, key=lambda option: option.shares[file.readings.index("none")]).label


def test_the_markdown_can_be_copied_and_shows_hostile_text_as_it_is(house: House) -> None:
    open_many(house, ["LLM engineer"])
    brief = scoped(house)
    house.click(edited(house, brief, mission=HOSTILE), "Markdown")
    view = house.modal("rich_text_preformatted")
    text = "".join(
        part["text"] for block in view.blocks for element in block["elements"] for part in element["elements"]
    )
    assert r"\<\!channel\> \& \<@U1\> \*bold\* \`x\`" in text
    assert "## Outcomes" in text


def test_a_signed_brief_is_exported_as_it_was_signed_and_tampering_shows(house: House) -> None:
    open_many(house, ["LLM engineer"])
    brief = scoped(house)
    database = house.deps.database
    printed = io.StringIO()
    assert export_brief(database, 1, "md", printed) == 1
    assert "Draft, version 1, requisition 1. Nobody has signed it." in printed.getvalue()
    house.click(edited(house, brief, mission=HOSTILE), "Sign")
    house.modal("signed version 1")
    edited(house, house.answer("/req brief 1"), mission="A draft that nobody signed yet.")
    printed = io.StringIO()
    assert export_brief(database, 1, "json", printed) == 1
    (exported,) = json.loads(printed.getvalue())
    assert (exported["holds"], exported["signed_by"]) == (True, user(house, "ada"))
    assert exported["brief"]["mission"] == HOSTILE, "the signed one, and not the draft after it"
    assert Brief.model_validate(exported["brief"]) == newest(house).held
    assert export_brief(database, 7, "json", io.StringIO()) == 0
    assert verify(database, None) == (1, [])
    with pytest.raises(DBAPIError, match="signed"), database.transaction() as session:
        session.execute(text("UPDATE briefs SET content = '{}' WHERE version = 1"))
    with database.transaction() as session:
        session.execute(text(WITHOUT_GUARD[database.engine.name]))
        session.execute(text("UPDATE briefs SET signed_by = 'UEVE' WHERE version = 1"))
    _, (guard, problem) = verify(database, None)
    assert "is gone or off" in guard
    assert "version 1 of its brief is signed by UEVE, but decision 2 by" in problem
    with database.transaction() as session:
        session.execute(text("UPDATE briefs SET content = '{}' WHERE version = 1"))
    _, (_, problem) = verify(database, None)
    assert "version 1 of its brief is not what decision 2 signed" in problem


def test_hostile_words_stay_text_in_every_view(house: House) -> None:
    open_many(house, [HOSTILE])
    brief = scoped(house)
    assert "<!channel>" not in markup(brief)
    house.click(brief, "Show all")
    assert "<!channel>" not in words(house.modal("Look back"))


@pytest.mark.parametrize("line", ["/req brief 7", "/req brief", "/req brief 1"])
def test_a_brief_that_is_not_there_is_answered_with_what_to_do(house: House, line: str) -> None:
    open_many(house, ["LLM engineer"])
    answer = words(house.answer(line))
    assert any(part in answer for part in ("There is no requisition 7", "Which one?", "Talk it through"))


def test_a_closed_requisition_cannot_be_signed_for(house: House) -> None:
    open_many(house, ["LLM engineer"])
    brief = scoped(house)
    requisitions.close(house.deps, Actor(tenant(house), user(house, "ada"), "command"), 1, reason="stopped")
    house.click(brief, "Sign")
    told(house, "is closed, so it cannot be signed for")
