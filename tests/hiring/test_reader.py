"""How texts are read: what counts, what is denied, what surrounds, and what is more than one hire."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.hiring.adverts.report import read_rows
from bot.hiring.reading.belief import READINGS
from bot.hiring.reading.denial import denied
from bot.hiring.reading.learned import learned_reading
from bot.hiring.reading.marks import LETTERS, TextMarker
from bot.hiring.reading.parts import Parts
from bot.hiring.reading.phrases import Phrases, words_of
from bot.hiring.scoping.conversation import Conversation
from content.loading import load_content
from tests.judge import fit, scoring, texts
from tests.judge.examples import POSTINGS, Example
from tests.judge.scoring import Guess

CONTENT = load_content()
CONVERSATION = Conversation(CONTENT)
MARKER = TextMarker(CONTENT.phrases)
PLAIN_ASKS = {
    "applied_llm": "ship RAG and agents in our product, with retrieval over the docs of our customers",
    "llm_infrastructure": "run our GPU cluster and serve models with vLLM at low latency",
    "fine_tuning": "fine-tune open models on our field with LoRA, and curate the datasets for it",
    "frontier_research": "pre-train our next foundation model from scratch and find scaling laws",
    "eval_safety": "build the evaluation harness, red-team the model and say whether it may ship",
    "prompt_engineer": "write and test prompts all day, and keep our prompt library",
    "applied_researcher": "publish papers on new methods and leave prototypes for the product teams",
    "none": "a frontend engineer for our web shop, React and CSS, no language model in it",
}


def first(text: str, title: str = "") -> str:
    return CONVERSATION.read(title, text).belief.first


@pytest.mark.parametrize("reading", READINGS)
def test_each_reading_can_be_reached_by_words(reading: str) -> None:
    read = CONVERSATION.read("", PLAIN_ASKS[reading])
    assert (read.belief.first, read.settled) == (reading, True)


@pytest.mark.parametrize(
    "ask", ["senior LLM engineer", "AI engineer, 5 years, remote", "we need an AI person", "", "🙂", "?!"]
)
def test_what_nobody_could_tell_is_not_guessed(ask: str) -> None:
    read = CONVERSATION.read("", ask)
    assert not read.settled
    assert read.specialties == ()


def test_what_is_denied_counts_against() -> None:
    wanted = CONVERSATION.read("", "fine-tuning of models").belief.shares["fine_tuning"]
    unwanted = CONVERSATION.read("", "no fine-tuning of models, we only call APIs").belief.shares
    assert unwanted["fine_tuning"] < 0.125 < wanted
    assert max(unwanted, key=lambda each: unwanted[each]) == "applied_llm"
    assert "fine_tuning" not in CONVERSATION.read("", "no fine-tuning, we only call APIs").specialties
    assert 4 in denied(words_of("we do not need fine tuning"))
    assert 2 not in denied(words_of("not only fine tuning"))


@pytest.mark.parametrize(
    "ask",
    [
        "our product runs on hosted models, we need an engineer for it",
        "we build everything on hosted models, somebody for the next version of the planner",
    ],
)
def test_using_what_others_host_is_applied_work(ask: str) -> None:
    assert first(ask) == "applied_llm"


DUTIES = "Responsibilities\n- Run the GPU cluster\n- Serve models with vLLM\n- Cut the latency of inference\n"


def test_duties_outweigh_the_title_and_what_would_be_nice() -> None:
    nice = "Nice to have\n- Fine-tuning with LoRA\n- Papers at NeurIPS\n- RAG and agents\n- Red teaming\n"
    assert first(DUTIES + nice, "Applied Research Scientist") == "llm_infrastructure"
    assert CONVERSATION.read("", DUTIES + nice).specialties == ("llm_infrastructure",)


AROUND = {
    "company": (
        "About us\nWe are a laboratory for foundation models, train our own and publish at NeurIPS.\n"
        "Our agents and copilots help 4,000 firms.\n"
    ),
    "benefits": (
        "Benefits\n- A yearly budget for courses in prompt writing\n- Free use of our RAG assistant\n"
    ),
    "nice": "Nice to have\n- You have fine-tuned open models with LoRA or DPO\n- Red teaming\n- Papers\n",
    "equal": "Equal opportunity\nWe evaluate everybody fairly and test no one for what is private.\n",
    "colleagues": "- Work closely with the prompt engineers, the evaluation team and the trainers\n",
}


@pytest.mark.parametrize("around", AROUND)
def test_what_only_surrounds_the_work_weighs_little(around: str) -> None:
    alone = "Responsibilities\n- Serve models with vLLM\n- Plan our capacity\n- Answer the pager\n"
    plain, more = (CONVERSATION.read("", text) for text in (alone, alone + AROUND[around]))
    assert more.belief.first == plain.belief.first == "llm_infrastructure"
    assert more.specialties == plain.specialties == ("llm_infrastructure",)
    assert abs(more.belief.shares["llm_infrastructure"] - plain.belief.shares["llm_infrastructure"]) < 0.1
    quoted = [each.quote for each in more.evidence if each.quote and each.quote not in alone]
    assert around == "colleagues" or not quoted


DENIALS = {
    "applied_llm": ("build RAG and agents for our product", "no RAG and no agents in our product"),
    "llm_infrastructure": ("run vLLM on our GPU cluster", "you will not run vLLM on our GPU cluster"),
    "fine_tuning": ("adapt an open model with LoRA", "we never adapt an open model with LoRA"),
    "frontier_research": ("pre-train a new foundation model", "without pre-training a new foundation model"),
    "eval_safety": (
        "red-team the assistant and build the eval harness",
        "not to red-team the assistant, nor to build the eval harness",
    ),
    "prompt_engineer": ("write and test prompts all day", "no writing of prompts, no prompt tests"),
    "applied_researcher": ("publish papers on language models", "no papers on language models"),
}


@pytest.mark.parametrize("reading", DENIALS)
def test_what_is_denied_is_no_reason_for_it(reading: str) -> None:
    wanted, unwanted = (CONVERSATION.read("", text) for text in DENIALS[reading])
    assert wanted.belief.first == reading
    assert unwanted.belief.shares[reading] < 0.5 * wanted.belief.shares[reading]
    assert reading not in unwanted.specialties


def test_one_line_about_models_does_not_make_a_backend_job_an_llm_role() -> None:
    backend = (
        "Senior Backend Engineer\nResponsibilities\n- Build microservices in Java and Spring Boot\n"
        "- Own our Oracle database and its legacy interfaces\n- Write unit tests and review code\n"
        "- Keep the SAP integration running\n- Work in Scrum with the mobile team\n"
        "- Integrate a chatbot from a vendor\n"
    )
    assert first(backend) == "none"


def test_whom_somebody_works_with_is_not_their_work() -> None:
    with_others = (
        "Collaborate with data scientists, product managers and sales engineers to ship RAG features"
    )
    assert first(with_others) == "applied_llm"


def test_three_specialties_are_more_than_one_hire_but_a_mention_is_none() -> None:
    many = "Own RAG and agents, fine-tune models with LoRA, run vLLM on our GPUs, and build the eval harness"
    assert len(CONVERSATION.read("", many).specialties) >= 3
    assert CONVERSATION.read("", DUTIES + "- Read about fine-tuning now and then\n").specialties[0] == (
        "llm_infrastructure"
    )


def test_every_quote_stands_in_the_text_as_it_was_written() -> None:
    text = "• **Ship** RAG, and <b>agents</b> & more!\nWe serve models; on GPUs.\n- No fine-tuning.\n"
    read = CONVERSATION.read("", text)
    assert read.evidence
    assert all(each.quote in text for each in read.evidence)


@settings(max_examples=100)
@given(st.text(max_size=400), st.text(max_size=60))
def test_any_text_is_read(text: str, title: str) -> None:
    read = CONVERSATION.read(title, text)
    assert sum(read.belief.shares.values()) == pytest.approx(1)
    assert set(read.belief.shares) == set(READINGS)
    assert read == Conversation(CONTENT).read(title, text)


@pytest.mark.parametrize(
    "asked", ["who do i need for", "please get somebody for", "we just want a person for"]
)
def test_how_people_ask_is_no_evidence(asked: str) -> None:
    evidence = CONVERSATION.read("", f"{asked} a chatbot that answers from our help pages").evidence
    quoted = {word for each in evidence for word in each.quote.casefold().split()}
    assert "chatbot" in quoted
    assert not quoted & {"need", "get", "somebody", "want", "person", "just"}


def test_parts_are_known_by_their_headings() -> None:
    parts = Parts(CONTENT.phrases.part, short=CONTENT.phrases.short)
    text = (
        "We are Fernhill.\n**What you’ll do**\n* Build it.\nNice to have: a licence.\n"
        "## Requirements\nTwo years.\n"
    )
    found = [(each.part, each.text) for each in parts.split("Engineer", text)]
    assert found == [
        ("title", "Engineer"),
        ("opening", "We are Fernhill."),
        ("duties", "Build it."),
        ("nice", "Nice to have: a licence."),
        ("needs", "Two years."),
    ]


@pytest.mark.parametrize(
    "term",
    [
        "Location: Leeds",
        "Salary: £88k",
        "**Pay:** €70k to €80k",
        "**Compensation**: $210,000",
        "Benefits: a pension and 28 days off. Lunch on Fridays.",
        "Location: Leeds\nSalary: £88k\nVisa: no",
    ],
)
@pytest.mark.parametrize("gap", ["\n", "\n\n"])
@pytest.mark.parametrize("duty", ["You will build", "Build"])
def test_a_term_with_its_label_ends_with_its_line(term: str, gap: str, duty: str) -> None:
    duty += " assistants that answer from the files of our clients, with RAG and agents."
    text = f"LLM Engineer\n{term}{gap}{duty}"
    parts = Parts(CONTENT.phrases.part, short=CONTENT.phrases.short).split("", text)
    assert [each.part for each in parts] == ["duties", *["terms"] * len(term.splitlines()), "duties"]
    assert CONVERSATION.read("", text).settled


def test_phrases_are_words_beginnings_and_words_with_others_between() -> None:
    phrases = Phrases([("one", "tun*"), ("two", "train* ~ model*"), ("three", "c++")])
    found = [
        (place, what) for place, what, _ in phrases.find(words_of("Tuning c++; train the very big models"))
    ]
    assert found == [(0, "one"), (1, "three"), (3, "two")]
    assert not list(phrases.find(words_of("trained a lot of us to love models, or tun")))[1:]


def test_rows_are_read_for_programs() -> None:
    lines = [
        '{"id": "1", "text": "run our GPU cluster with vLLM", "more": 1}',
        "",
        '{"id":"2","text":"AI person"}',
    ]
    told: list[str] = []
    rows = [json.loads(row) for row in read_rows(CONVERSATION, lines, told.append)]
    assert [(row["id"], row["primary"]) for row in rows] == [("1", "llm_infrastructure"), ("2", None)]
    assert set(rows[0]) == {"id", "primary", "specialties", "belief", "evidence"}
    assert sum(rows[0]["belief"].values()) == pytest.approx(1, abs=0.001)
    assert {"quote", "role", "weight"} == set(rows[0]["evidence"][0])
    assert told == []
    wrong = ["{", "[1]", '{"id": "1"}', '{"id": 1, "text": "x", "title": 2}']
    assert list(read_rows(CONVERSATION, wrong, told.append)) == []
    assert [each.split(":")[0] for each in told] == ["line 1", "line 2", "line 3", "line 4"]


def test_our_own_texts_are_read_as_well_as_they_were() -> None:
    """The weights were learned from these too, so this is no measure: it only holds what was reached."""
    postings, asks = (
        [(text, read(text)) for text in found] for found in (texts.our_postings(), texts.our_asks())
    )
    assert scoring.macro_f1(postings) >= 0.85
    clear = [(text, guess) for text, guess in asks if text.primary and not text.vague]
    assert sum(text.primary == guess.first for text, guess in clear) >= 0.88 * len(clear)
    vague = [guess.answered for text, guess in asks if text.vague]
    assert sum(vague) <= 0.05 * len(vague) + 1


def read(text: texts.Labelled) -> Guess:
    reading = CONVERSATION.read(text.title, text.text)
    first = reading.belief.first
    return Guess(first, reading.settled, frozenset(reading.specialties), reading.belief.shares[first])


def posting(company: str, title: str, text: str) -> Example:
    labelled = texts.Labelled(
        id=f"{company} {title}",
        title=title,
        text=text,
        primary="fine_tuning",
        also=None,
        specialties=frozenset(),
        vague=False,
        group=company,
    )
    return Example(labelled, MARKER.mark(title, text), 1.0)


def test_what_fewer_companies_wrote_is_not_kept_and_neither_is_when_and_where() -> None:
    padding = " ".join(f"word{place}" for place in range(CONTENT.phrases.short))
    duty = f"Responsibilities\n- Tune the zither model of Lisbon in October\n- {padding}\n"
    often = [posting(f"company {place}", "Zither tuner", duty) for place in range(POSTINGS.fewest)]
    once = [
        posting("one company", f"Lute tuner {place}", duty.replace("zither", "lute")) for place in range(9)
    ]
    names = fit.tabulate([*often, *once], POSTINGS, fit.nothing(CONTENT)).names
    assert {"zither", "zither model", "title:zither tuner"} <= set(names)
    assert not [name for name in names if "lute" in name or "lisbon" in name or "october" in name]


def test_a_weight_is_about_two_words_or_five_letters_at_most() -> None:
    learned = learned_reading()
    assert all(len(name.split()) <= 2 for name in learned.postings.weights)
    assert not any(name.startswith(LETTERS) for name in learned.postings.weights)
    assert all(len(name.strip("~-")) <= 5 for name in learned.asks.weights if name.startswith(LETTERS))


@pytest.mark.parametrize("heading", ["What you do", "What you own:", "Your tasks", "What you'll do"])
def test_duties_begin_where_their_heading_stands(heading: str) -> None:
    duties = "• Fine-tune open models with LoRA\n• Curate the data"
    text = f"About us\nWe look after horses and ponies.\n{heading}\n{duties}"
    assert Conversation(load_content()).read("", text).belief.first == "fine_tuning"
