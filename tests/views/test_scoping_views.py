"""What a conversation looks like: within Slack's limits whatever was said, and only once with buttons."""

from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.errors import RolecallError
from bot.hiring.scoping.conversation import Conversation
from bot.hiring.scoping.scope import Answered, Choose, Scope
from bot.local_slack import blockkit
from bot.services.turns import without_buttons
from bot.slack.blocks import BUTTON_VALUE
from bot.views.buttons import scope_button
from bot.views.scoping.forms import (
    build_decide_form,
    build_hand_over_form,
    build_rank_form,
    build_words_form,
)
from bot.views.scoping.question import build_input
from bot.views.scoping.turn import answers_note, build_turn
from bot.views.targets import Subject, TurnTarget, read_subject_of, read_turn
from content.loading import load_content

CONTENT = load_content()
CONVERSATION = Conversation(CONTENT)
NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
NASTY = "<!channel> <@U024BE7LH> &amp; *b* `c` <https://x.test|y> 🙂 مهندس "
QUESTIONS = CONTENT.questions.question


def answer(text: str, place: int) -> Answered:
    question = QUESTIONS[place % len(QUESTIONS)]
    option = question.option[place % len(question.option)]
    return Answered(question=question.id, choices=(option.id,), words=text, by=f"U{place}", at=NOW)


def scope(text: str, status: Any, answers: int = 30) -> Scope:
    return CONVERSATION.begin(text[:150], text).model_copy(
        update={
            "answers": tuple(answer(text, place) for place in range(answers)),
            "asked": tuple(question.id for question in QUESTIONS[:9]),
            "asking": "outcome" if status == "asking" else None,
            "status": status,
            "ended": "nine" if status == "done" else None,
        }
    )


@given(
    text=st.text(max_size=300) | st.just(NASTY * 90),
    status=st.sampled_from(["asking", "ranking", "done", "cancelled"]),
    heard=st.lists(st.text(min_size=1, max_size=3000), max_size=9),
    answers=st.integers(0, 30),
)
def test_every_turn_keeps_slack_s_limits(text: str, status: str, heard: list[str], answers: int) -> None:
    said = scope(text or "x", status, answers)
    if status == "ranking" and len(CONVERSATION.understanding(said).specialties) < 2:
        said = scope("RAG, GPUs and fine-tuning", status, 0)
    message = build_turn(7, said, CONVERSATION, CONTENT, heard=heard, notes=["A note."])
    assert blockkit.check(message.blocks, "message") == []
    assert blockkit.check(without_buttons(message.blocks), "message") == []
    assert "<!channel>" not in message.text
    assert 0 < len(message.text) <= 4000, "an edit takes no more"
    assert len(answers_note(said, "outcome", CONVERSATION)) <= 2000


def test_buttons_carry_what_they_do_and_are_read_back() -> None:
    turn = TurnTarget(scoping=7, does="choose", question="outcome", choice="feature")
    assert read_turn(turn.pack()) == turn
    subject = Subject(requisition=3, channel="C1")
    assert read_subject_of(scope_button("Scope", subject)["value"]) == subject
    advert = " ".join(f"{question.why} {question.means}" for question in QUESTIONS)[:2_500]
    assert len(advert) > BUTTON_VALUE
    for text in (advert, '"\n' * 1900):
        assert read_subject_of(scope_button("Scope", Subject(text=text))["value"]).text == text
    unlike = " ".join(f"{number * number:x}" for number in range(3000, 3900))
    kept = read_subject_of(scope_button("Scope", Subject(text=unlike))["value"]).text
    assert unlike.startswith(kept)
    assert len(kept) > BUTTON_VALUE
    for broken in ("?", "eJwrLE0sSQUABNABzw", "QUJD"):
        with pytest.raises(RolecallError, match="too old"):
            read_subject_of(Subject(zipped=broken).pack())


def test_forms_keep_slack_s_limits() -> None:
    turn = TurnTarget(scoping=7, does="words", question="outcome", channel="C1")
    specialties = [CONTENT.roles[id_] for id_ in CONTENT.specialties]
    for form in (
        build_words_form(turn, QUESTIONS[0].ask),
        build_rank_form(turn, specialties),
        build_hand_over_form(turn),
        build_decide_form(turn, specialties, specialties),
    ):
        assert blockkit.check_view(form) == []
        assert read_turn(form["private_metadata"]) == turn


def test_answers_say_what_they_mean_as_far_as_there_is_room() -> None:
    def shown(room: int) -> tuple[str, list[str]]:
        """The kind of input, and the meanings in it."""
        question = next(each for each in QUESTIONS if each.id == "model")
        (element,) = build_input(7, question, room)[0]["elements"]
        meanings = [each["description"]["text"] for each in element["options"] if "description" in each]
        return element["type"], meanings

    kind, meanings = shown(100)
    assert (kind, meanings[0]) == ("radio_buttons", "OpenAI’s, for example.")
    assert shown(40) == ("radio_buttons", [])
    assert shown(20) == ("static_select", meanings)


def test_no_forecast_before_the_first_answer_and_one_line_after_it() -> None:
    told = "Customers chat with it and nobody knows whether its answers are right"
    begun = CONVERSATION.begin("LLM engineer", told)
    before = str(build_turn(7, begun, CONVERSATION, CONTENT).blocks)
    assert "So far" not in before
    assert "%" not in before
    chosen = Choose(by="U1", at=NOW, question=begun.asking or "", choices=("evidence",))
    after = str(build_turn(7, CONVERSATION.advance(begun, chosen).scope, CONVERSATION, CONTENT).blocks)
    assert "So far: *Evaluation and safety engineer*, because “" in after
    assert not {"█", "%"} & set(after)
