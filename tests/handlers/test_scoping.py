"""Scoping a role in conversation, through the front door, on both databases."""

import asyncio
from copy import deepcopy
from datetime import timedelta

import pytest
from sqlalchemy import select

from bot.actors import Actor
from bot.hiring.scoping.scope import Scope
from bot.local_slack.state.workspace import PostedMessage
from bot.services import requisitions
from bot.services.requisitions import Opening
from bot.services.waiting import ScopingState
from bot.store.models import ScopingRow
from bot.views.targets import TurnTarget
from tests.handlers.conftest import House, button, words
from tests.handlers.requisitions import home_with, leave, markup, now, open_many, record, tenant, user

FIRST = "What exists in six months"


def rows(house: House) -> list[ScopingRow]:
    with house.deps.database.transaction() as session:
        return list(session.scalars(select(ScopingRow).order_by(ScopingRow.id)))


def scope(house: House, place: int = 0) -> Scope:
    return ScopingState.model_validate(rows(house)[place].state).scope


def with_text(house: House, part: str, channel: str = "#hiring", by: str = "ada") -> PostedMessage:
    """Wait for the newest message that shows `part`."""

    def found() -> PostedMessage | None:
        shown = [each for each in house.from_bot(by, channel) if part in words(each)]
        return shown[-1] if shown else None

    message = house.until(found)
    house.quiet()
    return message


def begin(
    house: House, line: str = "/role scope senior LLM engineer", channel: str = "#hiring"
) -> PostedMessage:
    house.command(line, channel=channel)
    return with_text(house, FIRST, channel)


def seen(house: House, by: str = "ada", channel: str = "#hiring") -> list[PostedMessage]:
    house.quiet()
    return house.from_bot(by, channel)


def has_buttons(message: PostedMessage) -> bool:
    return any(block["type"] == "actions" or "accessory" in block for block in message.blocks)


def test_a_command_asks_in_the_channel_and_each_answer_leads_on_in_its_thread(house: House) -> None:
    root = begin(house)
    assert root.thread_ts is None
    assert "senior LLM engineer" in words(root)
    house.reply(root, "faster or cheaper", by="mei")
    following = with_text(house, "Question 2 of 9")
    assert following.thread_ts == root.ts
    assert "LLM infrastructure engineer" in words(following)
    answered = with_text(house, FIRST)
    assert not has_buttons(answered)
    assert f"<@{user(house, 'mei')}>: *The same, but faster" in words(answered)
    assert "goes on in the thread below" in words(answered)
    assert f"<@{user(house, 'mei')}>, it goes on here" in words(following)
    (row,) = rows(house)
    assert (row.thread_ts, row.version, row.started_by) == (root.ts, 2, user(house, "ada"))
    assert scope(house).answers[0].by == user(house, "mei")


def test_the_bare_title_leads_to_a_conversation_at_one_click(house: House) -> None:
    meanings = house.answer("/role senior LLM engineer")
    assert "Which one do you need?" in words(meanings)
    house.click(meanings, "Find out which one")
    assert "senior LLM engineer" in words(with_text(house, FIRST))


def test_a_direct_message_is_the_root_and_free_text_answers(house: House) -> None:
    first = house.write("Help me scope a role")
    assert FIRST in words(first)
    asked = house.person("ada").sees("@rolecall")[0]
    assert first.thread_ts == asked.ts
    second = house.write("the second", thread_ts=asked.ts)
    assert "I take that as “The same, but faster or cheaper”" in words(second)
    assert "because “The same, but faster or cheaper”" in words(second)
    house.until(lambda: not has_buttons(house.from_bot("ada", "@rolecall")[0]))
    thanked = house.write("thanks", thread_ts=asked.ts)
    assert "still open" in words(thanked)
    assert has_buttons(thanked)
    assert scope(house).answers[0].words == "", "what was pointed at is quoted by its label"
    house.write("whoever keeps the GPUs busy", thread_ts=asked.ts)
    house.quiet()
    assert scope(house).answers[1].words == "whoever keeps the GPUs busy"


COMMANDS = (
    "salary applied senior",
    "/salary infra",
    "role applied",
    "role check we need a wizard",
    "interview",
    "interview applied kit",
    "interview applied markdown",
    "interview --requisition 3",
    "redflags applied",
    "sourcing infrastructure",
    "req",
    "req show 3",
    "hiring",
    "hiring reminders",
    "hiring insights",
    "insights",
)  # a command of each form, as it is typed without the slash


@pytest.mark.parametrize("line", [*COMMANDS, "interview evals", "salary infar"])
def test_a_command_in_the_thread_is_answered_and_the_question_stays(house: House, line: str) -> None:
    first = house.write("scope a role")
    answer = house.write(line, thread_ts=first.thread_ts)
    assert "Question 1 of 9" not in words(answer)
    assert answer.thread_ts == first.thread_ts
    assert has_buttons(seen(house, channel="@rolecall")[0])
    assert (rows(house)[0].version, scope(house).remarks) == (1, ())


def test_a_message_elsewhere_is_no_answer(house: House) -> None:
    house.write("scope a role")
    pointed = house.write("2")
    assert f"If that answers “{FIRST}" in words(pointed)
    assert not has_buttons(pointed)
    assert "If that answers" not in words(
        house.write("we need somebody who builds a chatbot for our customers")
    )
    other = house.write("role applied", by="mei")
    assert "Question" not in words(house.write("the second", by="mei", thread_ts=other.thread_ts))
    assert rows(house)[0].version == 1


def test_a_thread_has_one_conversation_and_the_next_one_gets_its_own(house: House) -> None:
    first = house.write("scope a role")
    second = house.write("scope a role", thread_ts=first.thread_ts)
    house.quiet()
    assert second.thread_ts is None
    assert [row.thread_ts for row in rows(house)] == [first.thread_ts, second.ts]


def test_a_mention_in_the_thread_answers_for_everybody_to_see(house: House) -> None:
    root = begin(house)
    house.slack.run(house.person("sam").send("#hiring", "@rolecall it has to get cheaper", thread_ts=root.ts))
    following = with_text(house, "Question 2")
    assert following.ephemeral_to is None
    assert "“The same, but faster or cheaper”" in words(following)
    house.slack.run(house.person("sam").send("#hiring", "no mention, no answer", thread_ts=root.ts))
    house.quiet()
    assert rows(house)[0].version == 2


def test_own_words_work_in_a_channel_by_a_form(house: House) -> None:
    root = begin(house)
    house.reply(root, "in my own words", by="mei")
    form = house.modal(FIRST, by="mei")
    assert house.slack.run(house.person("mei").submit(form.id)).errors != {}
    house.slack.run(house.person("mei").fill(form.id, {"scope.words": "cut our GPU bill & <!channel>"}))
    assert house.slack.run(house.person("mei").submit(form.id)).errors == {}
    following = with_text(house, "Question 2")
    assert "&lt;!channel&gt;" in markup(following)
    assert "<!channel>" not in markup(following)
    assert house.person("mei").modal() is None


def test_not_sure_back_why_and_cancel(house: House) -> None:
    root = begin(house)
    house.pick(root, "Why do you ask?")
    why = with_text(house, "tells the roles apart")
    assert has_buttons(why)
    assert "Question 1 of 9" in words(why)
    house.reply(why, "Not sure")
    unsure = with_text(house, "Not sure is an answer, too")
    assert "Question 2 of 9" in words(unsure)
    assert "not sure" in words(with_text(house, "tells the roles apart"))
    house.pick(unsure, "Back")
    back = [each for each in seen(house) if FIRST in words(each) and has_buttons(each)]
    assert len(back) == 1
    house.pick(back[0], "Cancel", by="mei")
    stopped = with_text(house, "Everything that was said is kept")
    assert scope(house).status == "cancelled"
    house.click(stopped, "Go on")
    assert "Question" in words(seen(house)[-1])
    assert scope(house).status == "asking"


def test_what_the_text_answers_is_shown_and_can_be_denied(house: House) -> None:
    root = begin(house, "/role scope We call OpenAI for everything")
    assert "*A vendor's API* (“We call OpenAI for everything”)" in words(root)
    house.pick(root, "Not so")
    following = with_text(house, "Then I ask")
    assert "Where does the model come from" in words(following)


def test_too_many_specialties_are_ranked_in_a_form(house: House) -> None:
    house.command("/role scope Build RAG, cut GPU latency, fine-tune and red-team")
    told = with_text(house, "more than one person")
    house.click(told, "Choose")
    form = house.modal("What stays")
    house.slack.run(house.person("ada").fill(form.id, {"scope.kept": ["applied_llm", "llm_infrastructure"]}))
    assert house.slack.run(house.person("ada").submit(form.id)).errors == {}
    house.quiet()
    assert (scope(house).kept, scope(house).given_up) == ("applied_llm", ("fine_tuning", "eval_safety"))


def test_too_many_specialties_may_be_ranked_in_words_or_left_open(house: House) -> None:
    first = house.write("scope Build RAG, cut GPU latency, fine-tune and red-team")
    assert "I would begin with Applied LLM engineer. What people use comes first" in words(first)
    asked = house.write("why?", thread_ts=first.thread_ts)
    assert "unhappy within six months" in words(asked)
    ranked = house.write("keep RAG, give up fine-tuning and evals", thread_ts=first.thread_ts)
    assert "Applied LLM engineer and LLM infrastructure engineer stay" in words(ranked)
    assert scope(house).kept is None, "it is shown back first"
    house.click(ranked, "Yes, keep")
    house.quiet()
    assert (scope(house).kept, scope(house).given_up) == ("applied_llm", ("fine_tuning", "eval_safety"))
    house.command("/role scope Build RAG, cut GPU latency, fine-tune and red-team")
    house.click(with_text(house, "more than one person"), "Not sure")
    following = with_text(house, "and ask on")
    house.pick(following, "Skip to the brief")
    house.click(with_text(house, "*Brief: "), "Show all")
    house.modal("Which one or two do you keep")


def test_a_few_answers_are_enough(house: House) -> None:
    message = begin(house)
    place = house.deps.assistant.content.questions.readings.index("eval_safety")
    while scope(house).asking:
        question = house.deps.assistant.conversation.question(scope(house).asking or "")
        assert question
        best = max(question.option, key=lambda each: each.shares[place])
        house.reply(message, best.label)
        message = seen(house)[-1]
    assert "I know enough" in words(message)
    assert len(scope(house).answers) <= 5
    house.quiet()
    assert [has_buttons(each) for each in house.from_bot("ada", "#hiring")[:-1]] == [False] * len(
        scope(house).answers
    )


def test_a_conversation_may_be_skipped_to_its_end_which_says_what_it_could_not_tell(house: House) -> None:
    house.pick(begin(house), "Skip to the brief")
    skipped = with_text(house, "You asked for the brief")
    assert "I cannot say which role it is" in words(skipped)
    house.pick(skipped, "Ask me more")
    assert FIRST in words(seen(house)[-1])
    assert scope(house).status == "asking"


def test_what_is_over_goes_on_when_somebody_says_so(house: House) -> None:
    first = house.write("scope a role")
    house.write("2", thread_ts=first.thread_ts)
    over = house.write("skip", thread_ts=first.thread_ts)
    assert "What I could not tell" in words(over)
    assert "Question 2 of 9" in words(house.write("go on", thread_ts=first.thread_ts))
    house.write("skip", thread_ts=first.thread_ts)
    house.quiet()
    house.pick(house.from_bot("ada", "@rolecall")[-1], "Change my last answer")
    assert FIRST in words(seen(house, channel="@rolecall")[-1])
    assert scope(house).answers == ()


# --- at once, again, and later


def test_two_people_who_answer_at_once_are_both_heard(house: House) -> None:
    root = begin(house)
    label_of = {"ada": "A feature customers use", "mei": "A model trained for our field"}

    for by, label in label_of.items():
        house.pick(root, label, by=by)

    async def both() -> None:
        await asyncio.gather(*(house.person(by).act(root, "scope.turn.answer") for by in label_of))

    house.slack.run(both())
    house.quiet()
    with_text(house, "Question 2")
    house.quiet()
    assert {(each.by, each.question) for each in scope(house).answers} == {
        (user(house, "ada"), "outcome"),
        (user(house, "mei"), "outcome"),
    }
    assert sum(map(has_buttons, seen(house))) == 1


def test_a_double_click_is_one_answer(house: House) -> None:
    root = begin(house)
    house.pick(root, "Not sure")

    async def twice() -> None:
        await asyncio.gather(*(house.person("ada").act(root, "scope.turn.answer") for _ in range(2)))

    house.slack.run(twice())
    with_text(house, "Question 2")
    assert rows(house)[0].version == 2
    assert len(seen(house)) == 2


def test_a_button_of_an_earlier_release_still_answers(house: House) -> None:
    root = begin(house)
    as_it_was = deepcopy(root)
    turn = TurnTarget(scoping=1, does="choose", question="outcome", choice="running")
    old = {**button(root, "Answer"), "action_id": "scope.turn.choose1", "value": turn.pack()}
    as_it_was.blocks = [{"type": "actions", "block_id": "old", "elements": [old]}]
    house.slack.run(house.person("ada").act(as_it_was, "scope.turn.choose1"))
    with_text(house, "Question 2")
    assert scope(house).answers[0].choices == ("running",)


def test_nothing_is_sent_while_nothing_is_chosen(house: House) -> None:
    root = begin(house)
    house.click(root, "Answer")
    assert with_text(house, "Choose an answer above").ephemeral_to == user(house, "ada")
    house.restart()
    house.reply(root, "in my own words")
    house.modal(FIRST)
    assert rows(house)[0].version == 1


def test_a_click_that_slack_delivers_twice_is_one_answer(house: House) -> None:
    delivery = house.reply(begin(house), "Not sure")
    house.slack.redeliver(delivery)
    house.quiet()
    assert rows(house)[0].version == 2


def test_messages_and_commands_that_slack_sends_again_have_one_effect(house: House) -> None:
    first = house.write("scope a role")
    house.write("the second", thread_ts=first.thread_ts)
    for delivery in house.slack.journal.events("message"):
        house.slack.redeliver(delivery)
    begin(house)
    (command,) = house.slack.journal.of_kind("command")
    house.slack.redeliver(command)
    house.quiet()
    assert [row.version for row in rows(house)] == [2, 1]
    assert len(seen(house)) == 1


def test_it_goes_on_after_days_and_a_new_process(house: House) -> None:
    root = begin(house)
    house.reply(root, "faster or cheaper")
    second = with_text(house, "Question 2")
    house.restart()
    house.slack.clock.advance(timedelta(days=9))
    house.reply(second, "Not sure", by="zoe")
    third = with_text(house, "Question 3")
    assert third.thread_ts == root.ts
    assert [has_buttons(each) for each in seen(house)] == [False, False, True]
    assert [each.by for each in scope(house).answers] == [user(house, "ada"), user(house, "zoe")]


def test_what_waited_when_the_process_ended_is_sent_by_the_next(house: House) -> None:
    root = begin(house)
    house.slack.faults.rate_limit("chat.postMessage", 30)
    house.reply(root, "faster or cheaper")
    house.quiet()
    house.restart()
    house.slack.clock.advance(timedelta(minutes=1))
    house.delivery.deliver_waiting(tenant(house))
    assert "faster or cheaper" in words(with_text(house, "Question 2"))
    assert not has_buttons(with_text(house, FIRST))


# --- where it is, and who reads along


@pytest.mark.parametrize(
    ("channel", "why"), [("#partner-search", "shared with another company"), ("#general", "I am not in")]
)
def test_where_it_may_not_be_it_is_a_direct_message(house: House, channel: str, why: str) -> None:
    house.command("/role scope LLM engineer", channel=channel)
    first = with_text(house, FIRST, "@rolecall")
    assert why in words(first)
    house.quiet()
    (row,) = rows(house)
    assert (row.channel, row.thread_ts) == (first.channel, first.ts)
    assert "Question 2" in words(house.write("2", thread_ts=first.ts))
    (told,) = house.from_bot("ada", channel)
    assert why in words(told)
    assert told.ephemeral_to == user(house, "ada")


def test_somebody_of_another_company_answers_nothing(house: House) -> None:
    root = begin(house)
    house.slack.workspace.channel("#hiring").members.add(user(house, "priya"))
    house.reply(root, "Not sure", by="priya")
    house.quiet()
    assert rows(house)[0].version == 1


def test_a_requisition_is_scoped_from_its_form_in_its_channel(house: House) -> None:
    actor = Actor(tenant(house), user(house, "ada"), "modal")
    channel = house.slack.workspace.channel("#hiring").id
    opening = Opening("LLM engineer", "We call OpenAI & <b>", actor.user, channel)
    requisitions.open_requisition(house.deps, actor, opening)
    house.command("/req define 1", by="mei")
    house.click(house.modal("Talk it through", by="mei"), "Talk it through", by="mei")
    assert "The first question is in" in words(house.modal("first question", by="mei"))
    root = with_text(house, FIRST)
    assert "We call OpenAI &amp; &lt;b&gt;" in markup(root)
    assert rows(house)[0].requisition_id is not None


def test_nobody_is_reminded_of_what_they_are_talking_about(house: House) -> None:
    open_many(house, ["LLM engineer"])
    root = begin(house, "/role scope 1")
    house.slack.clock.advance(timedelta(days=1))
    house.reply(root, "Not sure")
    with_text(house, "Question 2")
    requisition = now(house)
    assert requisition.undefined_since == house.deps.now()
    assert requisition.undefined_at == house.deps.now() - timedelta(days=1)  # the clock that people see
    assert [each.action for each in record(house)] == ["open"]


def test_a_requisition_s_own_words_are_for_its_own_people(house: House) -> None:
    actor = Actor(tenant(house), user(house, "ada"), "modal")
    channel = house.slack.workspace.channel("#hiring").id
    opening = Opening("LLM engineer", "We call OpenAI", actor.user, channel)
    requisitions.open_requisition(house.deps, actor, opening)
    leave(house, "mei")
    told = house.write("role scope 1", by="mei")
    assert "OpenAI" not in words(told)
    assert "description are for its owner" in words(told)
    own = house.write("role scope 1")
    assert "OpenAI" in words(own)
    house.command("/role scope 1", channel="#founders")
    assert "OpenAI" not in words(with_text(house, FIRST, "#founders"))


def test_a_requisition_that_is_closed_meanwhile_is_said_to_be(house: House) -> None:
    open_many(house, ["LLM engineer"])
    root = begin(house, "/role scope 1")
    house.answer("/req close 1 because filled", by="mei")
    house.reply(root, "Not sure")
    assert "Requisition 1 is closed by now" in words(with_text(house, "Question 2"))


def test_a_requisition_that_is_not_there(house: House) -> None:
    assert "no requisition 7" in words(house.answer("/role scope 7"))
    assert "no requisition 7" in words(house.write("role scope 7"))
    assert rows(house) == []


def test_home_begins_in_direct_messages(house: House) -> None:
    house.slack.run(house.person("ada").open_home())
    house.click(home_with(house, "Scope a role"), "Scope a role")
    house.modal("your messages with me")
    assert FIRST in words(with_text(house, FIRST, "@rolecall"))


def test_a_channel_that_the_bot_has_just_left_does_not_swallow_the_question(house: House) -> None:
    house.slack.faults.fail("chat.postMessage", error="not_in_channel")
    house.command("/role scope LLM engineer")
    first = with_text(house, FIRST, "@rolecall")
    assert "I cannot post in" in words(first)
    house.quiet()
    assert (rows(house)[0].channel, rows(house)[0].thread_ts) == (first.channel, first.ts)


def test_a_button_that_is_pressed_twice_begins_one_conversation(house: House) -> None:
    open_many(house, ["LLM engineer"])
    house.command("/req define 1")
    form = house.modal("Talk it through")
    house.click(form, "Talk it through")
    house.modal("The first question is in")
    house.slack.redeliver(house.slack.journal.of_kind("block_actions")[-1])
    house.quiet()
    assert len(rows(house)) == 1


# --- handing over


def hand_over(house: House, message: PostedMessage, to: str, by: str = "ada") -> dict[str, str]:
    house.pick(message, "Hand over", by=by)
    form = house.modal("knows more", by=by)
    house.slack.run(house.person(by).fill(form.id, {"scope.person": to}))
    return house.slack.run(house.person(by).submit(form.id)).errors


def test_in_a_channel_handing_over_mentions_the_person_in_the_thread(house: House) -> None:
    root = begin(house)
    assert "That is you" in hand_over(house, root, "ada")["scope.person"]
    house.slack.run(house.person("ada").close(house.modal().id))
    assert hand_over(house, root, "mei") == {}
    told = with_text(house, "hands this over to")
    assert (told.thread_ts, has_buttons(told)) == (root.ts, True)
    assert f"<@{user(house, 'mei')}>" in told.text
    assert not has_buttons(seen(house)[0])


def test_from_direct_messages_it_moves_to_the_other_person_s(house: House) -> None:
    first = house.write("scope a role")
    as_it_was = deepcopy(first)
    assert "app does not know" in hand_over(house, first, "rolecall")["scope.person"]
    house.slack.run(house.person("ada").close(house.modal().id))
    assert hand_over(house, first, "mei") == {}
    there = with_text(house, "hands this over to", "@rolecall", "mei")
    house.quiet()
    assert (rows(house)[0].channel, rows(house)[0].thread_ts) == (there.channel, there.ts)
    following = house.write("the second", by="mei", thread_ts=there.ts)
    assert "Question 2" in words(following)
    before = len(seen(house, channel="@rolecall"))
    house.reply(as_it_was, "Not sure")
    house.until(lambda: house.from_bot("ada", "@rolecall")[before:])
    assert "handed over, and goes on elsewhere" in words(seen(house, channel="@rolecall")[-1])
    assert rows(house)[0].version == 3


def test_a_requisition_s_own_words_are_not_handed_to_others(house: House) -> None:
    actor = Actor(tenant(house), user(house, "ada"), "modal")
    channel = house.slack.workspace.channel("#hiring").id
    opening = Opening("LLM engineer", "We call OpenAI", actor.user, channel)
    requisitions.open_requisition(house.deps, actor, opening)
    first = house.write("role scope 1")
    leave(house, "mei")
    hand_over(house, first, "mei")
    assert "for its own people" in words(house.modal("own people"))
    assert rows(house)[0].channel == first.channel


def test_what_others_do_and_what_is_denied_is_no_answer_and_a_place_is_one(house: House) -> None:
    thread = house.write("scope a role").thread_ts
    house.write("an assistant that our members use", thread_ts=thread)
    assert [each.choices for each in scope(house).answers] == [("feature",)]
    denied = house.write("No, not a feature. The screens are drawn by another firm.", thread_ts=thread)
    assert "Not “A feature customers use”" in words(denied)
    assert scope(house).answers == ()
    theirs = house.write("The app is built by our web team", thread_ts=thread)
    assert "Others do that" in words(theirs)
    house.write("the second one, certainly", thread_ts=thread)
    assert [each.choices[0] for each in scope(house).answers] in (["running"], ["runner"])


def test_a_question_beside_an_answer_is_answered_shortly_and_the_answer_counts(house: House) -> None:
    thread = house.write("scope a role").thread_ts
    house.write("somebody who keeps our GPUs cheap. And what would that cost us in Oslo?", thread_ts=thread)
    house.quiet()
    *_, paid, turn = house.from_bot("ada", "@rolecall")
    assert "LLM infrastructure engineer" not in words(turn) or scope(house).answers
    assert words(paid).count("$") < 12
    assert len(scope(house).answers) == 1
    titled = house.write("may the title stay as it is?", thread_ts=thread)
    assert "call it what you like" in words(titled)
    assert "Question 2" in words(titled)
    assert "Which Mei?" in words(house.write("ask Mei", thread_ts=thread))


def test_what_is_said_below_a_brief_changes_it(house: House) -> None:
    thread = house.write("scope a role").thread_ts
    house.write("an assistant that our members use, on a vendor's model", thread_ts=thread)
    house.write("skip to the brief", thread_ts=thread)
    assert scope(house).status == "done"
    senior = house.write("make it senior", thread_ts=thread)
    assert "Noted: senior" in words(senior)
    assert "Brief" in words(senior)
    paid = house.write("budget is 140k, not 120k, in Lisbon", thread_ts=thread)
    assert "Noted: 140k a year (no currency named), Lisbon" in words(paid)
    assert scope(house).level == "senior"
    assert scope(house).budget_high is None, "nobody named a currency"
    brief = with_text(house, "version 3", "@rolecall")
    all_of_it = house.in_full(brief)
    assert "Budget, as it was said: 140k a year (no currency named)" in all_of_it
    assert "Place: Lisbon" in all_of_it
    assert "That is the nearest to Lisbon" in all_of_it
    assert "Company band: not given yet" in all_of_it
    house.click(brief, "Edit")
    assert "Somebody said 140k a year (no currency named)." in words(house.modal("Company band"))
    house.write("€95k in euros rather", thread_ts=thread)
    assert (scope(house).budget_high, scope(house).budget_currency) == (95_000, "EUR")
    assert "You are welcome." in words(house.write("thanks a lot", thread_ts=thread))
    house.write("no, wrong: no product code, they keep the GPU cluster running", thread_ts=thread)
    assert scope(house).status == "asking"


def test_a_command_without_a_number_in_a_conversation_is_no_answer(house: House) -> None:
    open_many(house, ["Search engineer"])
    house.command("/role scope 1", channel="#hiring")
    root = with_text(house, FIRST)
    for line, told in (
        ("what else is open?", "Search engineer"),
        ("we closed that", "Close"),
        ("undo the signature", "undo"),
    ):
        answer = house.write(f"@rolecall {line}", channel="#hiring", thread_ts=root.ts)
        assert told.casefold() in words(answer).casefold(), line
    assert scope(house).remarks == ()


# --- what does not work


def test_an_answer_to_a_conversation_that_is_over_or_unknown(house: House) -> None:
    root = begin(house)
    house.reply(root, "Not sure")
    house.pick(with_text(house, "Question 2"), "Cancel")
    with_text(house, "is kept")
    stale = TurnTarget(scoping=1, does="not_sure", question="outcome").pack()
    for value, told in (
        (stale, "is over"),
        (TurnTarget(scoping=99, does="back").pack(), "do not know"),
        ("{}", "too old"),
    ):
        shown = seen(house)[-1]
        shown.blocks[-1]["elements"][0]["value"] = value
        house.click(shown, "Go on", by="sam")
        with_text(house, told, by="sam")
    assert rows(house)[0].version == 3


@pytest.mark.parametrize(
    "text",
    ["<!channel> *b* `c` & <@U024BE7LH>", "x" * 2900, "مهندس 🙂", "line\n" * 300, "`" * 200],
)
def test_whatever_was_typed_stays_text(house: House, text: str) -> None:
    first = house.write(f"scope {text}")
    assert "<!channel>" not in markup(first)
    second = house.write(text, thread_ts=first.thread_ts)
    assert "<!channel>" not in markup(second)
    assert has_buttons(second)


@pytest.mark.parametrize(
    "line",
    ["snooze 1 til 10 Dec", "reassign 1 to me", "which questions should I ask them?", "what does it pay?"],
)
def test_a_command_in_own_words_in_the_thread_is_no_answer(house: House, line: str) -> None:
    open_many(house, ["Search engineer"])
    first = house.write("scope a role")
    answer = house.write(line, thread_ts=first.thread_ts)
    assert "I kept that" not in words(answer)
    assert scope(house).remarks == ()


def test_another_question_is_answered_and_what_was_said_can_be_taken_out(house: House) -> None:
    thread = house.write("scope a role").thread_ts
    paid = house.write("what does infra pay?", thread_ts=thread)
    assert "Still open here: *What exists in six months" in words(paid)
    assert "looks things up in your documents" in words(house.write("whats rag?", thread_ts=thread))
    house.write("we run Mistral ourselves and want it cheaper", thread_ts=thread)
    assert scope(house).answers != ()
    less = house.write("forget what I said about Mistral", thread_ts=thread)
    assert "Taken out: “we run Mistral ourselves and want it cheaper”" in words(less)
    assert scope(house).answers == ()
