"""The three commands and their plain-text twins, through the front door."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from bot.local_slack.state.workspace import Channel
from tests.handlers.conftest import House, words


def test_salary_is_answered_for_one_pair_of_eyes(house: House) -> None:
    message = house.answer("/salary infrastructure senior 240k")
    assert message.ephemeral_to == house.person("ada").member.id
    for part in ("$280k", "$400k", "$40k (14.3%) below", "Caltek Staffing", "2026", "practitioner article"):
        assert part in words(message)
    assert not house.from_bot("mei", "#hiring")


@pytest.mark.parametrize(
    ("line", "part"),
    [
        ("/role", "Two neighbours"),
        ("/role applied", "Mistaken for"),
        ("/role llm engineer", "may mean five things"),
        ("/interview infra", "Tell me about something that failed"),
        ("/interview", "what did you do to get it there?"),
        ("/hiring", "What I can do for you"),
        ("/salary help", "where your budget stands"),
        ("/salary infrastucture", "Did you mean *infrastructure*"),
        ("/role <b>&<!channel>", "“b&gt;&amp;&lt;!channel”"),
    ],
)
def test_the_answer_rides_on_the_ack(house: House, line: str, part: str) -> None:
    sent = house.command(line)
    assert sent.error is None
    assert part in str(sent.response)
    assert sent.calls == []


def test_two_roles_side_by_side(house: House) -> None:
    answer = house.answer("/role prompt engineer vs llm engineer")
    assert "Leaves behind" in words(answer)
    assert "What mixing them up costs" in house.in_full(answer)


@pytest.mark.parametrize(
    ("line", "part"),
    [
        ("265.000,00 EUR", "I do not convert currencies"),
        ("$97 hourly, 40 hours a week", "it makes $201,760 a year"),
        ("$195K/yr – $230K/yr", "Your budget of *$195k–$230k*"),
        ("230k base, 15% bonus, 0.4% equity", "left out “15% bonus” and “0.4% equity”"),
        ("230k plus 401k", "Your budget of *$230k*"),
        ("230k :100: for 3 people", "Your budget of *$230k*"),
        ("260.00.0 EUR", "Type it like €260k"),
    ],
)
def test_money_is_read_as_people_write_it(house: House, line: str, part: str) -> None:
    assert part in str(house.command(f"/salary infra senior {line}", channel="@rolecall").response)


def test_once_slack_said_who_reads_the_channel_pay_rides_on_the_ack_too(house: House) -> None:
    house.answer("/salary infra")
    assert len(house.calls("conversations.info")) == 1
    assert "$280k" in str(house.command("/salary infra").response)
    assert len(house.calls("conversations.info")) == 1


@pytest.mark.parametrize(
    ("fault", "told"),
    [
        ({"error": "token_revoked"}, "Whoever runs me sees why in the log"),
        ({"reset": True}, "Slack does not answer me just now"),
        ({"status": 500}, "Something went wrong on my side (reference "),
    ],
)
def test_a_question_that_slack_has_to_be_asked_about_first_ends_in_a_sentence(
    house: House, fault: dict[str, Any], told: str
) -> None:
    house.slack.faults.fail("conversations.info", times=9, **fault)
    assert told in house.answer("/salary infra").text


def test_in_a_channel_shared_with_another_company_pay_is_refused(house: House) -> None:
    assert "shared with another company" in words(house.answer("/salary infra", channel="#partner-search"))
    assert "shared with another company" in words(
        house.answer("/role rag vs evals", channel="#partner-search")
    )
    assert "Mistaken for" in words(house.answer("/role rag", channel="#partner-search"))


def test_in_a_channel_the_bot_cannot_see_pay_is_refused(house: House) -> None:
    ada = house.person("ada").member.id
    house.slack.workspace.channels["C0SECRET"] = Channel("C0SECRET", "secret", is_private=True, members={ada})
    assert "I cannot see this channel" in words(house.answer("/salary infra", channel="C0SECRET"))


def test_a_channel_that_becomes_shared_is_noticed_within_a_minute(house: House) -> None:
    from datetime import timedelta

    house.answer("/salary infra")
    house.slack.workspace.channel("#hiring").is_ext_shared = True
    house.slack.clock.advance(timedelta(seconds=61))
    assert "shared with another company" in words(house.answer("/salary infra"))


def test_a_direct_message_is_answered_in_its_thread(house: House) -> None:
    answer = house.write("salary infrastructure senior 240k")
    assert "$40k (14.3%) below" in words(answer)
    assert answer.thread_ts
    assert "Share in channel" not in words(answer)
    again = house.write("role applied", thread_ts=answer.thread_ts)
    assert again.thread_ts == answer.thread_ts


def test_a_slash_command_in_a_direct_message_is_answered(house: House) -> None:
    assert "$280k" in str(house.command("/salary infra", channel="@rolecall").response)


def test_a_mention_is_answered_for_the_one_who_asked_in_the_thread(house: House) -> None:
    root = house.slack.run(house.person("mei").send("#hiring", "Who do we need?"))
    answer = house.write("@rolecall salary rag 300k", channel="#hiring", thread_ts=root.ts)
    assert answer.ephemeral_to == house.person("ada").member.id
    assert answer.thread_ts == root.ts
    assert "inside the band" in words(answer)


def test_a_mention_in_a_shared_channel_is_refused_pay(house: House) -> None:
    answer = house.write("@rolecall salary rag", channel="#partner-search")
    assert "shared with another company" in words(answer)


@pytest.mark.parametrize("text", ["", "hello", "¿qué?", "🤖" * 50, "x" * 3000, "<@U024BE7LH> <!here>"])
def test_any_message_gets_an_answer(house: House, text: str) -> None:
    assert house.write(text or " ")


def test_a_redelivered_message_is_answered_once(house: House) -> None:
    house.write("role applied")
    delivery = house.slack.journal.events("message")[0]
    house.slack.redeliver(delivery)
    house.slack.redeliver(delivery)
    house.quiet()
    assert len(house.from_bot("ada", "@rolecall")) == 1


def test_edits_bots_and_other_channels_are_left_alone(house: House) -> None:
    ada = house.person("ada")
    question = house.slack.run(ada.send("@rolecall", "role applied"))
    house.until(lambda: house.from_bot("ada", "@rolecall"))
    house.slack.run(ada.edit(question, "role infra"))
    house.slack.run(ada.send("#hiring", "salary infra 240k"))
    house.quiet()
    assert len(house.from_bot("ada", "@rolecall")) == 1
    assert not house.from_bot("ada", "#hiring")


def test_many_people_at_once_get_their_own_answers(house: House) -> None:
    house.answer("/salary infra")
    roles = {"ada": "infra", "mei": "applied", "sam": "fine-tuning", "zoe": "prompt"}
    figures = {"ada": "$280k", "mei": "$260k", "sam": "$270k", "zoe": "$140k"}
    with ThreadPoolExecutor(16) as pool:
        asked = [
            (by, pool.submit(house.command, f"/salary {role}", by=by))
            for by, role in roles.items()
            for _ in range(8)
        ]
        for by, sent in asked:
            assert figures[by] in str(sent.result().response)


def test_a_slow_slack_delays_nobody_else(house: House) -> None:
    house.answer("/salary infra")
    house.slack.faults.delay("views.open", 2.0, times=6)
    message = house.answer("/role applied", by="mei")
    assert message
    for _ in range(6):
        house.slack.run(house.person("mei").shortcut("budget.shortcut"))
    house.until(lambda: house.slack.faults.left("views.open") == 0)
    assert "$280k" in str(house.command("/salary infra").response)
    assert not house.calls("views.open"), "the slow calls are still on their way"
    from datetime import timedelta

    house.slack.clock.advance(timedelta(seconds=2))
    assert house.modal(by="mei")
