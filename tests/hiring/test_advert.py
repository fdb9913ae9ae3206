"""What is found in a job advert, with its words and what to write instead; and what is left alone."""

import json
import time
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.hiring.adverts.check import AdvertCheck, check_advert
from bot.hiring.adverts.finding import Finding
from bot.hiring.adverts.role_reading import RoleReading, is_foreign_text, read_role
from bot.hiring.answers.assistant import Assistant
from bot.hiring.lines.adverts import asked_to_check
from bot.hiring.reading.reader import MOST_READ
from bot.hiring.text.posted_pay import find_posted_pay
from bot.hiring.text.tools import find_tools, name_the_skill
from content import Content
from content.loading import load_content

TODAY = date(2026, 11, 24)
SOUND = """LLM infrastructure engineer, Leeds or remote in the UK

You will run our GPU cluster and serve open models with an engine of your choice. You will own the cost
per token and the utilisation of our GPUs, beside latency. You are on call one week in five.
In your first 90 days serving meets its latency target at today's traffic.
What you bring: you have served models to many users at once, and lowered the cost of inference.
Base pay: £110,000 to £140,000 a year, and a share of the company.
"""


def check(text: str) -> AdvertCheck:
    content = load_content()
    return check_advert(content, ASSISTANT.conversation, text, TODAY)


ASSISTANT = Assistant(load_content())


def named(text: str, part: str) -> Finding:
    """The one finding whose name begins so; what it quotes stands in the text as it was written."""
    (found,) = [each for each in check(text).findings if each.name.startswith(part)]
    assert found.quotes
    assert found.why
    assert found.instead
    for quote in found.quotes:
        assert " ".join(quote.strip("…").split()) in " ".join(text.split())
    return found


def names(text: str) -> list[str]:
    return [each.name for each in check(text).findings]


def test_a_sound_advert_is_left_alone() -> None:
    assert names(SOUND) == []


def test_more_than_two_specialties_are_told_apart() -> None:
    text = (
        "One person: own retrieval, fine-tune models, run GPUs and build evals for all of it. Pay £90-110k."
    )
    assert "adverts of their own" in named(text, "More than one job").instead
    assert not any("More than one job" in name for name in names(SOUND))


def test_an_advert_that_says_that_it_is_two_jobs() -> None:
    text = (
        "LLM engineer\n\nHalf your week you serve models on our GPUs with vLLM and carry the pager. "
        "The other half you curate data, fine-tune open models with LoRA and compare them on a held-out set."
        "\nPay: £90k-110k"
    )
    found = named(text, "More than one job: ")
    assert found.quotes[0] == "Half your week"
    assert "reads like LLM infrastructure engineer and Fine-tuning" in found.why
    assert not any("title" in name for name in names(text))
    assert not any("More than one job" in name for name in names(text.replace("Half your week y", "Y")))


def test_a_title_that_calls_for_other_people_is_told() -> None:
    text = SOUND.replace("LLM infrastructure engineer, Leeds or remote in the UK", "Prompt engineer")
    found = named(text, "The title is another job")
    assert found.quotes[0] == "Prompt engineer"
    assert "“LLM infrastructure engineer”" in found.instead
    assert not any("title" in name for name in names(SOUND))


def test_years_that_nobody_has_are_quoted_with_the_day_that_says_so(content: Content) -> None:
    found = named(f"{SOUND}\nAt least 6 years of ChatGPT experience.", "Years that nobody has")
    assert found.quotes == ("6 years of ChatGPT",)
    assert "30 Nov 2022" in found.why
    assert "at most 3 years" in found.instead
    assert found.sources == (content.sources["openai-chatgpt"],)


@pytest.mark.parametrize(
    ("pay", "name", "quote"),
    [
        ("", "It does not say what it pays", "LLM infrastructure engineer, Leeds or remote in the UK"),
        ("We pay a competitive salary.", "It does not say what it pays", "We pay a competitive salary."),
        ("Salary up to £140,000 a year.", "Pay without a lower end", "Salary up to £140,000 a year."),
        ("Base pay: $180k+", "Pay without an upper end", "Base pay: $180k+"),
        ("Salary from €90,000 and up.", "Pay without an upper end", "Salary from €90,000 and up."),
        ("C$120,000 - C$185,000", "A range wider than Ontario allows", "C$120,000 - C$185,000"),
    ],
)
def test_pay_that_is_missing_open_or_too_wide(pay: str, name: str, quote: str) -> None:
    text = SOUND.replace("Base pay: £110,000 to £140,000 a year, and a share of the company.", pay)
    found = named(text, name)
    assert found.quotes == (quote,)
    assert found.laws
    assert not any(char.isdigit() for char in found.instead)  # a range is for people to fill in


@pytest.mark.parametrize(
    ("text", "ends", "low", "high", "currency"),
    [
        ("$200k–$240k", "both", 200_000, 240_000, "USD"),
        ("USD $200,000.00 - USD $240,000.00", "both", 200_000, 240_000, "USD"),
        ("$132,000-$168,000 CAD", "both", 132_000, 168_000, "CAD"),
        ("180-220k base", "both", 180_000, 220_000, "USD"),
        ("£80,000 a year", "both", 80_000, 80_000, "GBP"),
        ("up to €90k a year", "no minimum", 90_000, 90_000, "EUR"),
        ("$200k - $240k+", "no maximum", 200_000, 240_000, "USD"),
    ],
)
def test_pay_in_an_advert_is_read(text: str, ends: str, low: int, high: int, currency: str) -> None:
    (found,) = find_posted_pay(text)
    assert found.yearly
    assert (found.ends, found.yearly.low, found.yearly.high, found.yearly.currency) == (
        ends,
        low,
        high,
        currency,
    )


@pytest.mark.parametrize(
    ("place", "laws"),
    [
        ("in New York", ["New York"]),
        ("in Toronto or Chicago", ["Ontario"]),
        ("in Berlin", ["European Union"]),
        ("in Dublin or London", ["United Kingdom", "European Union"]),
        ("from anywhere", []),
        ("in Singapore", []),
        ("in Denver, CO", ["Colorado"]),
        ("(remote in canada)", ["Ontario"]),
        ("in london, ontario", ["Ontario"]),
        ("remote in portugal", ["European Union"]),
        ("anywhere in the UK", ["United Kingdom"]),
        ("in Dublin, OH", []),
        ("in Vancouver, Canada", []),
        ("for customers in Germany and France", []),
        ("who knows the EU AI Act", []),
        ("for the New York Times", []),
        ("in Washington, DC", []),
        ("at a University of Oxford spin-out in Tokyo", []),
    ],
)
def test_only_the_law_of_a_place_that_is_named_is_shown(place: str, laws: list[str]) -> None:
    found = named(f"LLM engineer {place}. You will build features on a vendor's API.", "It does not say")
    assert [law.place for law, _ in found.laws] == laws


@pytest.mark.parametrize(
    "text",
    [
        "We raised $40M in our Series B",
        "a $5,000 learning budget a year",
        "401k with a match of up to $5k",
        "a sign-on bonus of $20k to $30k",
        "10-15 people, 2020-2024, 3k requests a second",
        "A deal, £92k, Leeds",
        "Grant: €78.000, Köln",
    ],
)
def test_other_money_is_not_pay(text: str) -> None:
    assert find_posted_pay(text) == ()


@pytest.mark.parametrize("text", ["Pay: $80 to $100 per hour", "The hourly rate is $40-$100."])
def test_pay_by_the_hour_has_both_ends(text: str) -> None:
    (found,) = find_posted_pay(text)
    assert (found.ends, found.yearly) == ("both", None)


def test_a_list_of_tools_becomes_skills_and_a_result() -> None:
    listed = "You know LangChain, Pinecone, GPT-4o and vLLM."
    text = SOUND.replace("In your first 90 days serving", "Serving") + listed
    found = named(text, "A list of tools")
    assert found.quotes == (listed,)
    assert "has built and maintained tool-calling pipelines" in found.instead
    assert not any(name.startswith("A list of tools") for name in names(SOUND + listed))  # with a result
    assert not any(
        name.startswith("A list of tools") for name in names(text.replace(", Pinecone, GPT-4o", ""))
    )


def test_a_duty_that_the_role_needs_is_missed() -> None:
    text = SOUND.replace(
        "You will own the cost\nper token and the utilisation of our GPUs, beside latency.", ""
    )
    text = text.replace(", and lowered the cost of inference", " and £0 cost of living support")
    found = named(text, "Nothing on what it may cost")
    assert "cost per token" in found.instead
    assert not any("evaluat" in name for name in names(SOUND))  # this role has another duty


@pytest.mark.parametrize(
    ("words", "name", "law"),
    [
        ("We want a Ninja who crushes it.", "Heroes and slang: “ninja”", ""),
        ("Our targets are aggressive.", "Words of battle and dominance: “aggressive”", ""),
        ("He will own his roadmap.", "Words for one sex: “he”, “his”", "United Kingdom"),
        ("Native English speakers only.", "Native speakers: “native english”", ""),
        (
            "Join a young team of recent graduates.",
            "Words about age: “young team”, “recent graduates”",
            "United Kingdom",
        ),
        ("A degree from a top-tier university.", "Which school: “top-tier university”", ""),
        ("No gaps in employment.", "Gaps in a career: “no gaps”", ""),
        ("Canadian experience is a must.", "Experience from one country: “canadian experience”", "Ontario"),
        ("We look for culture fit.", "Fit without saying with what: “culture fit”", ""),
    ],
)
def test_coded_words_are_quoted_with_their_sentence(words: str, name: str, law: str) -> None:
    found = named(f"{SOUND}\n{words}\nWe like tea.", name)
    assert found.quotes == (words,)
    assert [each.place for each, _ in found.laws] == ([law] if law else [])


@pytest.mark.parametrize(
    "words",
    [
        "We do not want a rockstar.",
        "You need not be a native speaker of English.",
        "No top university is needed.",
        "Non-native speakers are at home here.",
        "Canadian experience is not required.",
        "Rather than a guru, we look for somebody who asks.",
        "Career gaps are welcome.",
        "Employment gaps do not matter to us.",
        "You keep users safe from hostile prompts.",
        "Our models fight spam.",
        "You quantise aggressively.",
        "She wrote the first version, and he reviewed it.",
        "Please do not send a photo.",
        "We never ask for your current salary.",
        "All applicants are considered regardless of age, marital status, religion or nationality.",
        "You will build an app that edits photos of customers.",
        "We celebrate diversity: send us your CV, whatever your religion.",
    ],
)
def test_a_sentence_that_says_the_opposite_is_no_finding(words: str) -> None:
    assert names(f"{SOUND}\n{words}\nWe like tea.") == []


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("We want not only an engineer but a rockstar.", "Heroes and slang"),
        ("Native speakers only, no exceptions.", "Native speakers"),
        ("We do not accept career gaps.", "Gaps in a career"),
        ("No job hoppers.", "Gaps in a career"),
        ("Tell us your current salary.", "What people earn now"),
        ("Attach your last three payslips.", "What people earn now"),
        ("Send your CV with a photo.", "A photo"),
        ("Your application must include your date of birth and marital status.", "A photo"),
        ("State your nationality and religion in your CV.", "A photo"),
        ("He or she will own this.", "Words for one sex"),
        ("Bitte mit Lichtbild bewerben.", "A photo"),
        ("Female drivers of change only.", "Who may apply"),
        ("Nationality: Swiss preferred.", "Who may apply"),
        ("Age between 25 and 35.", "Words about age"),
    ],
)
def test_what_is_meant_is_found_all_the_same(words: str, name: str) -> None:
    assert named(f"{SOUND}\n{words}\nWe like tea.", name).quotes == (words,)


PAID = "Senior {title}\n\n{duties}\nIn your first 90 days one of it is live. You know what a request costs.\nPay: {pay}"  # noqa: E501
SERVES = "You serve our models on our GPUs at low latency and are on call for inference."
BUILDS = "You build retrieval features on a vendor's API and measure them on a test set."


@pytest.mark.parametrize(
    ("title", "duties", "pay", "says"),
    [
        ("LLM infrastructure engineer", SERVES, "$150,000 - $180,000 a year", "is below the band"),
        ("Applied LLM engineer", BUILDS, "$120,000 - $140,000 a year", "is below the band"),
        ("Applied LLM engineer", BUILDS, "$500,000 - $600,000 a year", "is above the band"),
        ("LLM infrastructure engineer", SERVES, "$290,000 - $330,000 a year", ""),
        ("LLM infrastructure engineer", SERVES, "£120,000 - £140,000 a year", ""),
        ("Applied LLM engineer", BUILDS, "$270,000 - $340,000 a year", ""),
    ],
)
def test_pay_is_compared_with_the_band(title: str, duties: str, pay: str, says: str) -> None:
    text = PAID.format(title=title, duties=duties, pay=pay)
    if not says:
        assert not any("pay" in name for name in names(text))
        return
    finding = named(text, "The pay does not fit the job")
    assert says in finding.why
    assert "not a survey" in finding.why
    assert finding.shows_pay
    assert not any(char.isdigit() for char in finding.instead)


@pytest.mark.parametrize(
    "text",
    [
        "Prompt Engineer. You own our GPU cluster, serve our models and are on call. Salary $120k-$150k.",
        PAID.format(title="Prompt engineer", duties=SERVES, pay="$150k - $180k a year"),
        PAID.format(title="LLM engineer", duties=SERVES, pay="$290k - $330k a year"),
        PAID.format(title="Applied LLM engineer", duties=BUILDS, pay="$270k - $340k a year, set in 2022"),
        SOUND,
        f"Fernhill GmbH\n{SOUND}",
    ],
)
def test_the_reading_and_the_check_say_the_same(text: str) -> None:
    content = load_content()
    reading, checked = read_role(content, ASSISTANT.conversation, text, TODAY), check(text)
    agree(reading, checked)
    assert (reading.title, reading.title_guessed) == (checked.title, checked.title_guessed)
    assert bool(checked.role) is (reading.settled and bool(reading.understanding.evidence))


def agree(reading: RoleReading, checked: AdvertCheck) -> None:
    """Whatever the reading finds is a finding of the check, and the other way round."""
    said = {each.why for each in checked.findings}
    quoted = {
        quote for each in checked.findings if each.name.startswith("Years that") for quote in each.quotes
    }
    years = [each for each in reading.mismatches if each.about == "years"]
    for mismatch in reading.mismatches:
        assert mismatch in years or any(mismatch.says in why for why in said), mismatch.says
    assert quoted <= {quote for each in years for quote in each.quotes}
    assert bool(quoted) == bool(years)
    about = {each.about for each in reading.mismatches}
    for name, kind in (("The title is another", "title"), ("The pay does not fit", "pay")):
        assert (kind in about) == any(each.name.startswith(name) for each in checked.findings)
    several = any(each.name.startswith("More than one job") for each in checked.findings)
    assert several <= ("jobs" in about or len(reading.understanding.specialties) > 2)


def test_the_reading_and_the_check_agree_on_postings_of_ours() -> None:
    content = load_content()
    lines = Path("tests/judge/own_postings.jsonl").read_text(encoding="utf-8").splitlines()
    more = "Pay: $150k - $170k, 9 years of ChatGPT. Half your week you serve models on our GPUs."
    for row in map(json.loads, lines[::8]):
        text = f"{row['title']}\n{row['text']}\n{more}"
        agree(read_role(content, ASSISTANT.conversation, text, TODAY), check(text))


def test_words_of_everyday_engineering_are_not_coded() -> None:
    work = (
        "You lead the analysis, decide independently, and build objective, superior logic for active users."
    )
    assert names(f"{SOUND}\n{work}") == []


def test_what_is_no_llm_role_is_not_missed_anything() -> None:
    answer = check(
        "Baker wanted. You bake bread at four in the morning, with us in Leeds. Pay £30,000 a year."
    )
    assert answer.role is None
    assert answer.findings == ()


@pytest.mark.parametrize(
    ("line", "advert"),
    [
        ("role check", ""),
        ("/role check Senior LLM engineer", "Senior LLM engineer"),
        ("Role check:\nSenior LLM engineer\nYou will", "Senior LLM engineer\nYou will"),
        ("role check this advert: Senior", "Senior"),
        ("check this job description:\nSenior", "Senior"),
        ("check my advert", ""),
        ("role checker", None),
        ("check the salary of an applied engineer", None),
        ("role applied", None),
    ],
)
def test_how_people_ask_for_it(line: str, advert: str | None) -> None:
    assert asked_to_check(line) == advert


@pytest.mark.parametrize(
    ("text", "written", "skill"),
    [
        ("Three years of LangChain", "LangChain", "Has built and maintained tool-calling pipelines"),
        ("Knows gpt-4o inside out", "gpt-4o", "Has shipped on a language model and chosen between several"),
        (
            "Llama 3.1, in production",
            "Llama 3.1",
            "Has shipped on a language model and chosen between several",
        ),
    ],
)
def test_the_skill_behind_a_tool(content: Content, text: str, written: str, skill: str) -> None:
    (found,) = find_tools(text, content.briefs.tool)
    assert (found.written, text[found.start : found.end]) == (written, written)
    assert name_the_skill(text, content.briefs.tool) == skill


def test_everyday_words_are_no_tools(content: Content) -> None:
    assert find_tools("Sparks a needle-in-a-haystack test of our gptlike copilots", content.briefs.tool) == ()


@settings(max_examples=60)
@given(
    st.text(max_size=1500)
    | st.lists(st.sampled_from([*SOUND.split(), "$", "10 years of LLM", "\n"])).map(" ".join)
)
def test_no_text_is_too_odd(text: str) -> None:
    for found in check(text).findings:
        assert found.instead


@pytest.mark.parametrize(
    "part", ["photo cv ", "not a rockstar ninja ", "10 years of LLM our team ", "send a photo, "]
)
def test_a_long_sentence_takes_no_long_time(part: str) -> None:
    before = time.process_time()
    check(part * (MOST_READ // len(part)))
    assert time.process_time() - before < 3


def test_a_long_advert_is_read_to_its_limit_and_said_to_be_cut() -> None:
    text = "ninja $200k+ LLM 10 years. " * 2000
    assert len(text) > MOST_READ
    assert check(text).cut
    assert not check(text[:MOST_READ]).cut


@pytest.mark.parametrize(
    "sentence",
    [
        "Women preferred.",
        "Male candidates only.",
        "Only Muslims need apply.",
        "No pregnant applicants.",
        "Maximum age 38.",
        "We do not hire people with disabilities.",
        "Only US citizens.",
    ],
)
def test_keeping_people_out_by_who_they_are_is_named(sentence: str) -> None:
    (name,) = names(f"{SOUND}\n{sentence}")
    assert name.startswith(("Who may apply: ", "Words about age: "))


@pytest.mark.parametrize(
    "sentence",
    [
        "We welcome people with disabilities.",
        "People with or without children are encouraged to apply.",
        "US citizens only, as ITAR asks for it.",
        "Our model matches only US citizenship forms.",
        "We hire regardless of age and religion.",
        "Only a fifth of us are women, and we want female candidates to feel welcome.",
        "Citizens of all nationalities work here, and only their work counts.",
        "You measure our model on male and female voices only where it matters.",
    ],
)
def test_what_keeps_nobody_out_is_no_finding(sentence: str) -> None:
    assert names(f"{SOUND}\n{sentence}") == []


TOOLS = (
    "Python, PyTorch, LangGraph, Qdrant, Weaviate, Redis, Kafka, Docker, Kubernetes, Terraform, Azure, "
    "GitHub Actions, Grafana, Ragas, Pydantic, FastAPI, Postgres, Ray, Triton, Spark, Helm, Bash, Jenkins"
)


@pytest.mark.parametrize(
    ("text", "is_foreign"),
    [
        ("LLM Engineer\n- " + TOOLS.replace(", ", "\n- "), False),
        (f"Role: GenAI Developer\nRate: $72/hr C2C\nLocation: São Paulo\nMust have skills: {TOOLS}", False),
        ("| Skill | Years |\n|---|---|\n| " + TOOLS.replace(", ", " | good |\n| ") + " | good |", False),
        (f"Desarrollador senior de IA\nConocimientos técnicos: {TOOLS}\nFormación continua, médico", True),
        (f"Entwickler KI\nKenntnisse: {TOOLS}\nErfahrung mit Sprachmodellen", True),
        (f"Inżynier LLM\nWymagania: {TOOLS}\nznajomość języka, doświadczenie, chęć rozwoju", True),
    ],
)
def test_a_list_of_tools_is_in_no_other_language(text: str, is_foreign: bool) -> None:
    assert is_foreign_text(text) == is_foreign
