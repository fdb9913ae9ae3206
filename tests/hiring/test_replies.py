"""Wishes in a conversation, said as people say them; and answers that look like one and are none."""

import json
from datetime import date

import pytest

from bot.hiring.answers.assistant import Assistant
from bot.hiring.lines.replies import hear_reply
from bot.hiring.scoping.asides import answer_aside, asks_pay, part_questions
from bot.hiring.scoping.hearing import Listener
from bot.hiring.scoping.listening import listen
from bot.hiring.scoping.places import by_label, by_place
from bot.hiring.scoping.whose import own_work
from content.loading import load_content
from tests.judge import replies

QUESTIONS = load_content().questions


@pytest.mark.parametrize(
    ("said", "wish"),
    [
        ("could we go back to the one before", "back"),
        ("wait, back please", "back"),
        ("please cancel the whole thing", "cancel"),
        ("ok stop here", "cancel"),
        ("I'm done, write it up", "skip"),
        ("just show me the brief", "skip"),
        ("why would that matter?", "why"),
        ("what does that even mean?", "why"),
        ("honestly can't tell", "not_sure"),
        ("i dont know, you tell me", "not_sure"),
        ("too early to say", "not_sure"),
        ("cnacel", "cancel"),
        ("sikp it", "skip"),
    ],
)
def test_a_wish_in_a_sentence_is_heard(said: str, wish: str) -> None:
    for question in QUESTIONS.question:
        assert listen(said, question, QUESTIONS).wish == wish, question.id


@pytest.mark.parametrize(
    "said",
    [
        "it runs on our own servers back in the office, no idea what they cost but they serve the model",
        "we would just like to fine-tune an open model on our tickets",
        "drop in accuracy after each release",
        "nobody skips the evaluation before a launch",
    ],
)
def test_an_answer_is_no_wish(said: str) -> None:
    assert {listen(said, question, QUESTIONS).wish for question in QUESTIONS.question} == {None}


BY_ID = {question.id: question for question in QUESTIONS.question}
LISTENER = Listener(load_content())
ASSISTANT = Assistant(load_content())


@pytest.mark.parametrize(
    ("question", "said", "option"),
    [
        ("outcome", "guests of our hotels can ask it where the sauna is", "feature"),
        ("outcome", "the same thing with half the waiting and half the invoice", "running"),
        ("hire", "one who teaches an open model with our old cases", "adapter"),
        ("week", "looking after graphics cards and what they cost us", "servers"),
        ("trouble", "It gave three guests the wrong room number", "wrong"),
        ("missed", "we pay the cloud just as much as now and wait as long", "bill"),
        ("part", "they are the referee who says whether it is good enough", "verdict"),
        ("model", "rented from one of the big providers", "vendor"),
        ("traffic", "about six thousand on a normal Tuesday", "thousands"),
        ("paged", "no, at night everybody sleeps here", "no"),
        ("gate", "whoever programmed it looks at their own tests", "builders"),
        ("reach", "it got stuck at eighty percent, we have the curve", "ceiling"),
        ("hire", "applied", "builder"),
        ("hire", "the infra one", "runner"),
        ("week", "fine-tuning engineer", "runs"),
    ],
)
def test_a_reply_in_own_words_is_heard(question: str, said: str, option: str) -> None:
    assert dict(LISTENER.hear(said, BY_ID[question]).answers).get(question) == option


@pytest.mark.parametrize(
    ("question", "said", "wish"),
    [
        ("reach", "whats rag?", "explain"),
        ("model", "what do you mean by open weights", "explain"),
        ("outcome", "no idea", "not_sure"),
        ("week", "you tell me", "not_sure"),
        ("trouble", "why do you ask me that", "why"),
        ("hire", "what would I have to pay for one", "aside"),
        ("missed", "forget what I said about the cluster", "retract"),
        ("part", "scratch that", "retract"),
        ("outcome", "I changed my mind", "retract"),
        ("traffic", "our analyst could tell you, please ask her", "hand_over"),
        ("new", "haha, nice", "thanks"),
    ],
)
def test_what_is_no_answer_is_none(question: str, said: str, wish: str) -> None:
    heard = LISTENER.hear(said, BY_ID[question])
    assert (heard.wish, heard.answers) == (wish, ())


@pytest.mark.parametrize(
    ("question", "said", "denied"),
    [
        ("outcome", "no, not a feature", ("outcome", "feature")),
        ("hire", "definitely not the gpu person", ("hire", "runner")),
        ("week", "no training runs here", ("week", "runs")),
        ("outcome", "nobody builds a product here", ("outcome", "feature")),
        ("hire", "no, none of us fine-tunes a model", ("hire", "adapter")),
    ],
)
def test_a_denial_rules_out_and_answers_nothing(question: str, said: str, denied: tuple[str, str]) -> None:
    heard = LISTENER.hear(said, BY_ID[question])
    assert (heard.denies[0], heard.answers) == (denied, ())


def test_options_are_chosen_by_their_place_or_half_their_label() -> None:
    week, two = BY_ID["week"].option, BY_ID["week"].option[:2]
    for said, of_two, of_all in (
        ("the second", ["servers"], ["servers"]),
        ("The first, of course. That was never a question.", ["code"], ["code"]),
        ("option b please", ["servers"], ["servers"]),
        ("the latter", ["servers"], None),
        ("I'd say the former", ["code"], None),
        ("1 and 3", None, ["code", "runs"]),
        ("a bit of both", ["code", "servers"], None),
        ("neither, she talks to clients", [], None),
        ("1. The second. 2. The other is for later.", ["servers"], ["servers"]),
        ("First, we need a bot for guests", None, None),
        ("both sites use it", None, None),
        ("No one. It is for the lab", None, None),
    ):
        found = [by_place(said, two), by_place(said, week)]
        assert [each if each is None else [one.id for one in each] for each in found] == [of_two, of_all], (
            said
        )
    for question, said, option in (
        ("week", "attack and report", "tests"),
        ("model", "open wieghts", "run"),
        ("outcome", "cheaper or faster", "running"),
        ("hire", "trains open models", "adapter"),
        ("trouble", "vague answer", "wrong"),
        ("missed", "slow and costly", "bill"),
        ("outcome", "model", None),
        ("week", "no attacks, no reports", None),
    ):
        named = by_label(said, BY_ID[question])
        assert (named and named.id) == option, said


@pytest.mark.parametrize(
    ("said", "own"),
    [
        ("The forms are drawn by a firm in Leeds", ""),
        ("our data engineers clean the letters, and she trains on them", "and she trains on them"),
        ("One who tunes it again each month. The cloud team puts it live, they run the machines.",
         "One who tunes it again each month."),
        ("Paper and ink are bought by others", ""),
        ("someone who helps our developers ship", "someone who helps our developers ship"),
        ("the support team can ask it where a box is", "the support team can ask it where a box is"),
        ("serving is done by others, they do the training runs", "they do the training runs"),
        ("a consultant who builds agents", "a consultant who builds agents"),
    ],
)  # fmt: skip
def test_what_others_do_is_not_the_work_of_the_hire(said: str, own: str) -> None:
    assert own_work(said, "week") == own
    assert own_work(said, "model") == said


@pytest.mark.parametrize(
    ("question", "said", "denied"),
    [
        ("outcome", "No, not a feature. The app is made by another company.", ("outcome", "feature")),
        ("hire", "no, nobody fine-tunes here, five devs make the app", ("hire", "adapter")),
        ("part", "not the servers, those are rented from a provider", ("part", "beneath")),
    ],
)
def test_a_denial_beside_others_work_settles_nothing(
    question: str, said: str, denied: tuple[str, str]
) -> None:
    heard = LISTENER.hear(said, BY_ID[question])
    assert denied in heard.denies
    assert heard.answers == ()


@pytest.mark.parametrize(
    ("said", "told", "asked", "of_pay"),
    [
        ("Someone for the cards. What would that cost us in Oslo?", "Someone for the cards.", True, True),
        ("and the pay?", "", True, True),
        ("what does our GPU bill cost?", "", True, False),
        ("How long does such a search take?", "", True, False),
        ("A bot, maybe?", "", True, False),
        ("They run the tests.", "They run the tests.", False, False),
    ],
)
def test_a_question_is_told_from_the_answer_beside_it(
    said: str, told: str, asked: bool, of_pay: bool
) -> None:
    parts = part_questions(said)
    assert (parts[0], bool(parts[1]), asks_pay(parts[1])) == (told, asked, of_pay)


def test_side_questions_of_hiring_have_a_sentence() -> None:
    asked = (
        "May the name stay?",
        "Do they need a degree?",
        "How long does it take to hire one?",
        "Is one person enough?",
    )
    told = [answer_aside(each, "One does two.", "So far.") for each in asked]
    assert all(told)
    assert len(set(told)) == len(asked)
    assert answer_aside("Which model is it?", "One does two.", "So far.") == ""


@pytest.mark.parametrize("said", ["too expensive", "it falls over on Mondays", "so slow"])
def test_a_pain_ends_no_conversation(said: str) -> None:
    assert {LISTENER.hear(said, question).wish for question in QUESTIONS.question} <= {None}


def test_the_weights_are_learned_from_the_replies_that_are_here() -> None:
    stored = json.loads(replies.WEIGHTS.read_text(encoding="utf-8"))
    assert stored["learned_from"] == replies.digest(replies.load_rows())


@pytest.mark.parametrize(
    ("question", "said", "options", "move"),
    [
        ("outcome", "start over", [], "restart"),
        ("trouble", "what does infra pay?", [], "other_question"),
        ("week", "2", ["servers"], None),
        ("hire", "the infra one", ["runner"], None),
        ("part", "Wir sind noch nicht so weit, das entscheidet der Chef", [], "other_language"),
    ],
)
def test_a_program_is_told_the_options_and_the_move(
    question: str, said: str, options: list[str], move: str | None
) -> None:
    heard = hear_reply(ASSISTANT.asks, ASSISTANT.conversation, question, said, date(2026, 11, 24))
    assert heard == {"options": options, "move": move}
