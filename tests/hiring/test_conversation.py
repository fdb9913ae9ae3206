"""A conversation about a role: any moves keep it sane, and answers in words are understood."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.hiring.scoping.conversation import Conversation
from bot.hiring.scoping.listening import listen
from bot.hiring.scoping.scope import (
    Back,
    Cancel,
    Choose,
    Decide,
    Move,
    NotSo,
    NotSure,
    Rank,
    Remark,
    Resume,
    Scope,
    Skip,
    Why,
    Write,
)
from bot.hiring.text.language import is_in_another_language
from content.loading import load_content
from tests.hiring.test_flags import RESUME

CONTENT = load_content()
CONVERSATION = Conversation(CONTENT)
QUESTIONS = {question.id: question for question in CONTENT.questions.question}
NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
WHO = {"at": NOW}

ids = st.sampled_from([*QUESTIONS, "gone"])
people = st.sampled_from(["U1", "U2"])
choices = st.sampled_from([option.id for each in QUESTIONS.values() for option in each.option])
words = st.text(max_size=60) | st.sampled_from(
    ["2", "the other one", "actually we call OpenAI", "not sure", "why", "back", "lol", "🙂", "skip", "no"]
)
moves: st.SearchStrategy[Move] = st.one_of(
    st.builds(Choose, by=people, at=st.just(NOW), question=ids, choices=st.tuples(choices)),
    st.builds(Write, by=people, at=st.just(NOW), words=words),
    st.builds(NotSure, by=people, at=st.just(NOW), question=ids),
    st.builds(NotSo, by=people, at=st.just(NOW), question=ids),
    st.builds(Why, by=people, at=st.just(NOW), question=ids),
    st.builds(Back, by=people, at=st.just(NOW)),
    st.builds(Skip, by=people, at=st.just(NOW)),
    st.builds(Cancel, by=people, at=st.just(NOW)),
    st.builds(
        Decide,
        by=people,
        at=st.just(NOW),
        first=st.sampled_from(CONTENT.specialties),
        second=st.sampled_from(["", *CONTENT.specialties]),
    ),
    st.builds(Resume, by=people, at=st.just(NOW)),
    st.builds(
        Rank,
        by=people,
        at=st.just(NOW),
        kept=st.sampled_from(CONTENT.specialties),
        given_up=st.tuples(st.sampled_from(CONTENT.specialties)),
    ),
)


@settings(max_examples=60)
@given(st.text(max_size=200), st.lists(moves, max_size=15))
def test_whatever_is_said_the_conversation_stays_sane(text: str, said: list[Move]) -> None:
    scope = CONVERSATION.begin("LLM engineer", text)
    for move in said:
        step = CONVERSATION.advance(scope, move)
        assert step == CONVERSATION.advance(scope, move)
        if isinstance(move, Write):
            assert step.heard or step.scope != scope, "nothing is ignored silently"
        scope = step.scope
        assert Scope.model_validate_json(scope.model_dump_json()) == scope
        assert (scope.asking is not None) == (scope.status == "asking")
        assert len(set(scope.asked)) == len(scope.asked)
        assert sum(CONVERSATION.understanding(scope).belief.shares.values()) == pytest.approx(1)


@pytest.mark.parametrize("reading", CONTENT.questions.readings)
def test_each_reading_is_reached_by_its_own_answers(reading: str) -> None:
    place = CONTENT.questions.readings.index(reading)
    scope = CONVERSATION.begin("LLM engineer", "")
    while scope.asking:
        question = QUESTIONS[scope.asking]
        best = max(question.option, key=lambda option: option.shares[place])
        scope = CONVERSATION.advance(
            scope, Choose(by="U1", **WHO, question=question.id, choices=(best.id,))
        ).scope
    assert (CONVERSATION.understanding(scope).belief.first, scope.status) == (reading, "done")


def test_what_the_text_answers_is_not_asked_until_somebody_denies_it() -> None:
    scope = CONVERSATION.begin("LLM engineer", "We call OpenAI. Ship it.")
    (known,) = CONVERSATION.understanding(scope).known
    assert (known.question, known.option, known.quote) == ("model", "vendor", "We call OpenAI")
    assert scope.asking != "model"
    denied = CONVERSATION.advance(scope, NotSo(by="U1", **WHO, question="model")).scope
    assert denied.asking == "model"
    assert CONVERSATION.understanding(denied).known == ()


def test_two_people_may_differ_and_one_may_correct_himself() -> None:
    scope = CONVERSATION.begin("LLM engineer", "")
    for by, choice in (("U1", "running"), ("U2", "feature"), ("U1", "adapted")):
        scope = CONVERSATION.advance(scope, Choose(by=by, **WHO, question="outcome", choices=(choice,))).scope
    assert [each.quote for each in CONVERSATION.understanding(scope).evidence if each.about == "outcome"] == [
        "A model trained for our field",
        "A feature customers use",
    ]
    assert len(scope.answers) == 3


@pytest.mark.parametrize(
    ("written", "heard"),
    [
        ("the second", "faster or cheaper"),
        ("2", "faster or cheaper"),
        ("A feature customers use!", "A feature customers use"),
        ("We need RAG, and we call OpenAI", "A vendor"),
        ("whatever halves our inference cost", "faster or cheaper"),
        ("a paper, or lower latency", "Do you mean"),
        ("thanks", "still open"),
        ("🙂", "picture"),
        ("Wir suchen jemanden, der unsere Modelle trainiert", "English only"),
        ("我们需要一个工程师", "English only"),
        ("blah", "no answer"),
        ("help", "type its number"),
        ("so and so " * 300, "nothing that answers"),
    ],
)
def test_what_people_write_is_heard(written: str, heard: str) -> None:
    scope = CONVERSATION.begin("LLM engineer", "").model_copy(
        update={"asking": "outcome", "asked": ("outcome",)}
    )
    step = CONVERSATION.advance(scope, Write(by="U1", **WHO, words=written))
    assert heard in " ".join(step.heard)


@pytest.mark.parametrize(
    ("question", "written", "option"),
    [
        ("paged", "nope", "no"),
        ("paged", "no, never at night", "no"),
        ("paged", "yep", "yes"),
        ("traffic", "around 5k", "thousands"),
        ("traffic", "2.5 million", "millions"),
        ("traffic", "1,500", "thousands"),
        ("traffic", "40 a day", "few"),
        ("traffic", "zero", "none"),
        ("model", "no model at all", "no_model"),
        ("gate", "nobody", "nobody"),
        ("week", "not servers, training runs", "runs"),
    ],
)
def test_a_reply_is_read_as_one_to_its_question(question: str, written: str, option: str) -> None:
    said = listen(written, QUESTIONS[question], CONTENT.questions)
    assert dict(said.answers)[question] == option
    assert not said.corrects


def test_one_clause_says_one_thing_and_what_was_answered_is_not_changed_in_passing() -> None:
    said = listen("whoever keeps the GPUs busy", QUESTIONS["hire"], CONTENT.questions)
    assert said.answers == (("hire", "runner"),)
    scope = CONVERSATION.begin("LLM engineer", "")
    scope = CONVERSATION.advance(
        scope, Choose(by="U1", **WHO, question="outcome", choices=("running",))
    ).scope
    assert scope.asking == "hire"
    step = CONVERSATION.advance(
        scope, Write(by="U1", **WHO, words="Builds features on a vendor's model. A chatbot.")
    )
    assert [(each.question, each.choices) for each in step.scope.answers] == [
        ("outcome", ("running",)),
        ("hire", ("builder",)),
    ]
    corrected = CONVERSATION.advance(scope, Write(by="U1", **WHO, words="no, I meant a chatbot"))
    assert corrected.heard == ("Corrected: “A feature customers use”.",)


def test_the_other_one_takes_the_last_answer_back() -> None:
    scope = CONVERSATION.begin("LLM engineer", "").model_copy(update={"asking": "paged", "asked": ("paged",)})
    scope = CONVERSATION.advance(scope, Choose(by="U1", **WHO, question="paged", choices=("yes",))).scope
    step = CONVERSATION.advance(scope, Write(by="U1", **WHO, words="no, I meant sometimes"))
    assert step.heard == ("Corrected: “Sometimes”.",)
    assert (
        "Which one" in CONVERSATION.advance(scope, Write(by="U1", **WHO, words="no, the other one")).heard[0]
    )


def test_what_was_unclear_or_answered_before_can_be_pointed_at() -> None:
    scope = CONVERSATION.begin("LLM engineer", "").model_copy(
        update={"asking": "outcome", "asked": ("outcome",)}
    )
    unclear = CONVERSATION.advance(scope, Write(by="U1", **WHO, words="lower cost, or adapting it"))
    assert "or the second" in unclear.heard[0]
    clear = CONVERSATION.advance(unclear.scope, Write(by="U1", **WHO, words="the second"))
    assert clear.scope.answers[-1].choices == ("adapted",)
    for words, choice in (("actually a chatbot", "feature"), ("no, the other one", "adapted")):
        clear = CONVERSATION.advance(clear.scope, Write(by="U1", **WHO, words=words))
        assert clear.scope.answers[-1].choices == (choice,)


def test_three_specialties_have_to_be_ranked() -> None:
    scope = CONVERSATION.begin("AI engineer", "Build RAG. Cut GPU latency. Fine-tune models. Red-team them.")
    assert scope.status == "ranking"
    assert len(CONVERSATION.understanding(scope).specialties) == 4
    rank = Rank(by="U1", **WHO, kept="llm_infrastructure", given_up=("fine_tuning", "eval_safety"))
    scope = CONVERSATION.advance(scope, rank).scope
    assert scope.status != "ranking"
    assert CONVERSATION.understanding(scope).belief.first == "llm_infrastructure"


@pytest.mark.parametrize(
    ("written", "kept", "given_up"),
    [
        (
            "keep infra, give up fine-tuning and red teaming",
            "llm_infrastructure",
            {"fine_tuning", "eval_safety"},
        ),
        (
            "drop evaluation and fine tuning, keep serving",
            "llm_infrastructure",
            {"fine_tuning", "eval_safety"},
        ),
    ],
)
def test_a_rank_may_be_written(written: str, kept: str, given_up: set[str]) -> None:
    scope = CONVERSATION.begin("AI engineer", "Build RAG. Cut GPU latency. Fine-tune models. Red-team them.")
    step = CONVERSATION.advance(scope, Write(by="U1", **WHO, words=written))
    assert (step.scope.kept, step.scope.proposed[0]) == (None, kept), "it is shown back first"
    assert "stay" in step.heard[0]
    step = CONVERSATION.advance(step.scope, Write(by="U1", **WHO, words="yes, that's right"))
    assert (step.scope.kept, set(step.scope.given_up)) == (kept, given_up)


def test_of_three_one_name_is_enough_and_what_names_none_is_answered() -> None:
    scope = CONVERSATION.begin("AI engineer", "Cut GPU latency. Fine-tune models. Red-team them.")
    step = CONVERSATION.advance(scope, Write(by="U1", **WHO, words="the infrastructure one"))
    assert step.scope.proposed == ("llm_infrastructure",)
    step = CONVERSATION.advance(step.scope, Write(by="U1", **WHO, words="yes"))
    others = {*CONVERSATION.understanding(scope).specialties} - {"llm_infrastructure"}
    assert (step.scope.kept, {*step.scope.given_up}) == ("llm_infrastructure", others)
    asked = CONVERSATION.advance(scope, Write(by="U1", **WHO, words="all of them"))
    assert "Say it like: keep" in asked.heard[0]
    assert asked.scope.status == "ranking"


THREE = (
    "We want one person who builds the RAG features, fine-tunes Llama on our files and runs the vLLM cluster."
)


@pytest.mark.parametrize(
    ("written", "stay"),
    [
        ("keep RAG and fine-tuning, the platform team runs the cluster", {"applied_llm", "fine_tuning"}),
        ("keep applied", {"applied_llm"}),
        ("we keep the applied one, everything else goes to other hires", {"applied_llm"}),
        ("drop the training", {"applied_llm", "llm_infrastructure"}),
        ("the servers go to another team and the training can wait, just the RAG", {"applied_llm"}),
    ],
)
def test_one_or_two_stay_whatever_is_given_up(written: str, stay: set[str]) -> None:
    scope = CONVERSATION.begin("", THREE)
    assert CONVERSATION.advised(scope)[0] == "applied_llm", "what people use comes first"
    step = CONVERSATION.advance(scope, Write(by="U1", **WHO, words=written))
    assert set(step.scope.proposed) == stay


def said_in_turn(*said: str) -> Scope:
    """A conversation of one person, a minute a message."""
    scope = CONVERSATION.begin("engineer", "")
    for minute, words in enumerate(said):
        write = Write(by="U1", at=NOW + timedelta(minutes=minute), words=words)
        scope = CONVERSATION.advance(scope, write).scope
    return scope


def test_what_was_stated_is_taken_out_and_not_its_denial_and_a_guess_counts() -> None:
    stated = said_in_turn("a bot in our shop that customers ask", "our cluster is idle half the night")
    denied = "no, it's not about the cluster, that one is sold"
    both = stated.model_copy(
        update={"remarks": (*stated.remarks, Remark(words=denied, by="U1", at=NOW + timedelta(hours=1)))}
    )
    about = Write(by="U1", at=NOW + timedelta(hours=2), words="forget what I said about the cluster")
    step = CONVERSATION.advance(both, about)
    assert "idle half the night" in step.heard[0]
    assert [each.words for each in step.scope.remarks] == [denied]
    again = CONVERSATION.advance(step.scope, about)
    assert denied in again.heard[0], "then the denial is all that says it"
    assert said_in_turn("a bot that customers ask", "no, not that").answers == ()
    guessed = said_in_turn("no clue, perhaps a chatbot that tenants ask")
    assert guessed.answers[0].choices == ("feature",)
    kept = said_in_turn("hm, perhaps somebody who halves the tokens. hard to say")
    assert [each.words for each in kept.remarks] == ["somebody who halves the tokens"]
    assert kept.answers[0].choices == ()


def test_a_retraction_takes_its_evidence_out_and_says_what_that_was() -> None:
    scope = CONVERSATION.begin("LLM engineer", "")
    before = CONVERSATION.understanding(scope).belief.shares
    said = CONVERSATION.advance(
        scope, Write(by="U1", **WHO, words="we run Mistral ourselves and want it cheaper")
    )
    assert CONVERSATION.understanding(said.scope).belief.first == "llm_infrastructure"
    other = CONVERSATION.advance(said.scope, Write(by="U2", **WHO, words="forget what I said about Mistral"))
    assert other.scope.answers == said.scope.answers, "nobody takes back what somebody else said"
    less = CONVERSATION.advance(
        said.scope, Write(by="U1", **WHO, words="forget what I said about running Mistral")
    )
    assert "“we run Mistral ourselves" in less.heard[0]
    assert CONVERSATION.understanding(less.scope).belief.shares == before


def test_a_denial_undoes_what_was_misheard() -> None:
    scope = CONVERSATION.begin("LLM engineer", "")
    said = CONVERSATION.advance(scope, Choose(by="U1", **WHO, question="outcome", choices=("feature",)))
    step = CONVERSATION.advance(said.scope, Write(by="U1", **WHO, words="no, it's not a chat for customers"))
    assert [each for each in step.scope.answers if each.question == "outcome"] == []
    shares = CONVERSATION.understanding(step.scope).belief.shares
    assert shares["applied_llm"] < 1 / len(shares)


@pytest.mark.parametrize(
    "said",
    [
        "whats rag?",
        "what do you mean",
        "haha",
        "why do you ask?",
        "ask my colleague",
        "we tried fine-tuning, it went nowhere",
        "later maybe a cluster",
    ],
)
def test_what_is_no_answer_moves_nothing(said: str) -> None:
    scope = CONVERSATION.begin("LLM engineer", "")
    step = CONVERSATION.advance(scope, Write(by="U1", **WHO, words=said))
    assert (step.scope, bool(step.heard)) == (scope, True)


def test_a_rank_may_be_left_open() -> None:
    scope = CONVERSATION.begin("AI engineer", "Cut GPU latency. Fine-tune models. Red-team them.")
    why = CONVERSATION.advance(scope, Write(by="U1", **WHO, words="why?"))
    assert "one or two of the five" in why.heard[0]
    step = CONVERSATION.advance(scope, NotSure(by="U1", **WHO, question=""))
    assert (step.scope.kept, step.scope.status != "ranking") == ("", True)


def test_a_resume_is_not_kept() -> None:
    scope = CONVERSATION.begin("LLM engineer", "")
    step = CONVERSATION.advance(scope, Write(by="U1", **WHO, words=RESUME))
    assert (step.scope, "resume" in step.heard[0]) == (scope, True)


def test_going_back_takes_back_one_s_own_answer_and_what_one_of_two_knows_is_not_open() -> None:
    scope = CONVERSATION.begin("LLM engineer", "")
    scope = CONVERSATION.advance(scope, NotSure(by="U1", **WHO, question="outcome")).scope
    assert CONVERSATION.understanding(scope).open == ("outcome",)
    scope = CONVERSATION.advance(
        scope, Choose(by="U2", **WHO, question="outcome", choices=("running",))
    ).scope
    assert CONVERSATION.understanding(scope).open == ()
    back = CONVERSATION.advance(scope, Back(by="U1", **WHO)).scope
    assert (back.asking, [each.by for each in back.answers]) == ("outcome", ["U2"])


def test_what_was_said_last_can_be_changed_when_it_is_over() -> None:
    scope = CONVERSATION.begin("LLM engineer", "")
    scope = CONVERSATION.advance(
        scope, Choose(by="U1", **WHO, question="outcome", choices=("running",))
    ).scope
    over = CONVERSATION.advance(scope, Skip(by="U1", **WHO)).scope
    back = CONVERSATION.advance(over, Back(by="U1", **WHO)).scope
    assert (back.status, back.ended, back.asking) == ("asking", None, "outcome")


def test_there_are_nine_questions_at_most_and_then_it_is_over() -> None:
    scope = CONVERSATION.begin("LLM engineer", "")
    while scope.asking:
        scope = CONVERSATION.advance(scope, NotSure(by="U1", **WHO, question=scope.asking)).scope
    assert (len(scope.asked), scope.status, scope.ended) == (9, "done", "nine")
    assert len(CONVERSATION.understanding(scope).open) == 9


@pytest.mark.parametrize(
    "words",
    [
        "nous cherchons un ingénieur pour entraîner nos modèles et les mettre en production rapidement",
        "wir suchen jemanden für unsere GPU Server und die Kosten der Inferenz",
        "buscamos una persona para la evaluación de nuestros modelos con RAG",
        "我们需要一个人来微调模型",
    ],
)
def test_another_language_is_no_answer_whatever_words_are_in_it(words: str) -> None:
    scope = CONVERSATION.begin("LLM engineer", "")
    step = CONVERSATION.advance(scope, Write(by="U1", **WHO, words=words))
    assert "English only" in step.heard[0]
    assert step.scope.answers == ()


@pytest.mark.parametrize("words", ["GPU latency vLLM H100 throughput inference", "RAG con artist agents"])
def test_names_of_tools_are_in_no_language(words: str) -> None:
    assert not is_in_another_language(words)


def test_two_answers_in_one_are_asked_about() -> None:
    scope = CONVERSATION.begin("LLM engineer", "").model_copy(
        update={"asking": "outcome", "asked": ("outcome",)}
    )
    step = CONVERSATION.advance(scope, Write(by="U1", **WHO, words="we want our own model that knows shoes"))
    assert "Do you mean" in step.heard[0]


def test_duties_outweigh_a_title() -> None:
    scope = CONVERSATION.begin("LLM Research Scientist", "")
    for said in (
        "A feature customers use",
        "Builds features on a vendor's model",
        "Product code around a model",
    ):
        scope = CONVERSATION.advance(scope, Write(by="U1", **WHO, words=said)).scope
    assert CONVERSATION.understanding(scope).belief.first == "applied_llm"
    assert CONVERSATION.understanding(scope).belief.shares["applied_llm"] > 0.95
