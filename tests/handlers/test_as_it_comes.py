"""Messages that are not plain: broadcasts, /me, forwards, posts of apps, marks around a line."""

from functools import partial
from typing import Any

import pytest

from bot.hiring.requisitions import State
from bot.local_slack.messages import posting
from bot.local_slack.state.workspace import PostedMessage
from bot.store import database as opening
from tests.handlers.conftest import House, words
from tests.handlers.requisitions import now, open_one, record

ADVERT = (
    "We need somebody who serves open models on our own GPUs: vLLM, quantization, batching, autoscaling of "
    "inference clusters, latency and the cost per token of what our product teams ask of it every day."
)


def post(house: House, channel: str, text: str, **what: Any) -> PostedMessage:
    """Put a message of Ada's, as it is, where she writes to."""
    ada = house.person("ada")
    place = ada.conversation(channel)
    ts = house.slack.workspace.new_ts(house.slack.clock.now())
    message = PostedMessage(ts=ts, channel=place.id, user=ada.member.id, text=text, **what)

    async def announce() -> None:
        house.slack.workspace.post(message)
        posting.announce(house.slack, place, message)

    house.slack.run(announce())
    return message


def answered(house: House, channel: str, text: str, **what: Any) -> str:
    before = len(house.from_bot("ada", channel))
    post(house, channel, text, **what)
    return words(house.until(lambda: house.from_bot("ada", channel)[before:])[-1])


def answers_after(house: House, before: int) -> list[PostedMessage]:
    return house.from_bot("ada", "@rolecall")[before:]


def test_a_line_is_heard_with_what_stands_around_it(house: House) -> None:
    assert "Four questions" in words(house.write("@rolecall: interview", channel="#hiring"))
    assert "interview kit" in words(house.write("• “interview applied kit” :100:"))
    assert "Four questions" in answered(house, "@rolecall", "interview", subtype="me_message")
    linked = "salary <http://infra.example|infra> senior <tel:240000|240k>"
    assert "$40k (14.3%) below" in answered(house, "@rolecall", linked)


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_what_was_said_is_answered_and_what_happened_is_not(house: House) -> None:
    """A line is said, whatever way it comes; a pin, a join, an edit or an app's post is no line."""
    happened = ("message_changed", "message_deleted", "channel_join", "pinned_item", "reminder_add")
    for subtype in (*happened, "tombstone"):
        post(house, "@rolecall", "interview", subtype=subtype)
    for way in (None, "me_message", "thread_broadcast", None, "me_message", "file_share"):
        assert "Four questions" in answered(house, "@rolecall", "interview", subtype=way)
    house.quiet()
    assert len(house.from_bot("ada", "@rolecall")) == 6


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_long_messages_and_short_ones_are_answered_and_fill_a_form(house: House) -> None:
    """Slack refuses a block or a field that is too long, and so does the local one."""
    for text, fits in (
        (f"{ADVERT}\n" * 60, False),
        (f"Inference engineer\n{'&amp; ' * 6_000}", False),
        (":rocket: " * 200, True),
        (f"Researcher\n{'y' * 2_980}", True),
    ):
        before = len(house.from_bot("ada", "@rolecall"))
        message = post(house, "@rolecall", text)
        house.until(partial(answers_after, house, before))
        house.slack.run(house.person("ada").shortcut("req.shortcut", message))
        form = house.modal("Title")
        filled = [block["element"].get("initial_value") or "" for block in form.blocks if "element" in block]
        assert (filled[1].endswith("…") and 2_990 < len(filled[1]) <= 3_000) is not fits, (text[:80], filled)
        house.slack.run(house.person("ada").close(form.id, all_views=True))


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_who_cannot_write_now_is_told_and_who_reads_is_answered(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another program holds the file: nothing is changed, and the same line works once it let go."""
    open_one(house)
    monkeypatch.setattr(opening, "_WAIT_S", 0.2)
    with house.deps.database.engine.connect() as other:
        other.exec_driver_sql("COMMIT")
        other.exec_driver_sql("BEGIN IMMEDIATE")
        assert "The database is busy; nothing was changed" in words(house.answer("/req define 1 evals"))
        assert "$280k" in str(house.command("/salary infra", channel="@rolecall").response)
        other.exec_driver_sql("ROLLBACK")
    house.answer("/req define 1 evals")
    assert [each.action for each in record(house)] == ["open", "define"]


def test_an_answer_that_is_also_sent_to_the_channel_is_heard(house: House) -> None:
    first = house.write("scope a role")
    thread = first.thread_ts or first.ts
    told = answered(
        house, "@rolecall", "A feature that customers use", subtype="thread_broadcast", thread_ts=thread
    )
    assert "Question 2" in told


def test_forwarded_words_are_read_and_are_no_command(house: House) -> None:
    open_one(house)
    shared = {"is_share": True, "text": ADVERT}
    assert "LLM infrastructure" in answered(house, "@rolecall", "", attachments=[shared])
    assert "LLM infrastructure" in answered(house, "@rolecall", "what role is this?", attachments=[shared])
    close = {"is_share": True, "text": "req close 1 because it was cancelled"}
    answered(house, "@rolecall", "", attachments=[close])
    assert [each.action for each in record(house)] == ["open"]


def test_the_menu_reads_what_an_app_posted(house: House) -> None:
    section = {"type": "section", "text": {"type": "mrkdwn", "text": ADVERT}}
    message = post(house, "#hiring", "A new job", blocks=[section], bot_id="B0ATS")
    house.slack.run(house.person("ada").shortcut("role.shortcut", message))
    assert house.modal("LLM infrastructure")


def test_a_form_shows_names_and_no_markup(house: House) -> None:
    mei = house.person("mei").member
    message = post(house, "#hiring", f"*LLM engineer* :rocket:\nHelp <@{mei.id}> with _agents_")
    house.slack.run(house.person("ada").shortcut("req.shortcut", message))
    form = words(house.modal("LLM engineer"))
    assert '"LLM engineer"' in form
    assert f"Help {mei.display_name or mei.real_name} with agents" in form


def test_a_title_that_says_too_little_is_talked_through(house: House) -> None:
    asked = house.answer("/role data scientist", channel="@rolecall")
    assert "none of my seven roles" in words(asked)
    house.click(asked, "A few questions")
    assert house.until(
        lambda: [each for each in house.from_bot("ada", "@rolecall") if "Question 1" in words(each)]
    )


def test_what_was_filled_is_opened_again_whatever_day_was_corrected(house: House) -> None:
    open_one(house, specialty="eval_safety")
    house.answer("/req filled 1 on 12 Nov")
    house.answer("/req 1 was filled on Wed 11 Nov 2026")  # as we write it
    assert "say why: req reopen 1 because" in words(house.answer("/req reopen 1"))
    house.answer("/req reopen 1 because she took another offer")
    assert (now(house).state, now(house).filled_on) == (State.DEFINED, None)
    assert [each.action for each in record(house)] == ["open", "fill", "fill", "undo"]


@pytest.mark.parametrize("verb", ["reopen", "re-open"])
def test_what_was_closed_is_opened_again(house: House, verb: str) -> None:
    open_one(house)
    assert "only a closed one can be opened again" in words(house.answer(f"/req {verb} 1 because we can"))
    house.answer("/req close 1 because the budget is gone")
    house.answer(f"/req {verb} 1 because it is back")
    assert [each.action for each in record(house)] == ["open", "close", "undo"]
    for line in ("/req open 1", "/req opn 1"):
        told = words(house.answer(line))
        assert "open 1" not in told.replace("reopen 1", "")
