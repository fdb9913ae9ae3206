"""Checking a job advert through the front door: typed, pasted, sent as a file, and by a button."""

import re

import pytest

from bot.local_slack.messages.files import Upload
from bot.local_slack.state.workspace import PostedMessage
from tests import papers
from tests.handlers.conftest import House, words
from tests.handlers.test_reading import labels, send
from tests.hiring.test_advert import SOUND
from tests.hiring.test_flags import RESUME
from tests.test_documents import columns

HOSTILE = "<!channel> & <@U1> *bold* `x` \u202ertl\u202c 🙂"
POOR = (
    "LLM ninja\n\nYou will serve open models with vLLM, Triton and Kubernetes on our GPU cluster.\n"
    "Our targets are aggressive. You bring 10 years of ChatGPT experience.\n"
    "We pay a competitive salary. We are a team of nine people in Leeds and we like tea."
)
TO_MEND = (
    "“10 years of ChatGPT”",
    "Nobody had ChatGPT before Wed 30 Nov 2022",
    "“We pay a competitive salary.”",
    "“LLM ninja”",
    "“Our targets are aggressive.”",
    "has served models to many users at once",
    "https://doi.org/10.1037/a0022530",
    "Not legal advice",
)


def tell(house: House, message: PostedMessage, by: str = "ada") -> str:
    """Look at all of a check, which the message names the findings of."""
    assert "to mend in this advert" in words(message)
    told = house.in_full(message, by=by)
    for part in TO_MEND:
        assert part in told
    return told


def found_in(house: House, message: PostedMessage) -> str:
    """Everything that was found, whether anything was or not."""
    return words(message) + (house.in_full(message) if "Show all" in labels(message) else "")


def test_an_advert_is_checked_for_the_eyes_of_whoever_asked(house: House) -> None:
    answer = house.answer(f"/role check {POOR}")
    assert answer.ephemeral_to == house.person("ada").member.id
    tell(house, answer)
    assert labels(answer)[:3] == ["Show all", "Scope this role", "Open a requisition"]
    house.click(answer, "Share in channel")
    tell(house, house.until(lambda: house.from_bot("mei", "#hiring"))[0], by="mei")


AS_WRITTEN = (  # an advert, what is told of it, and what is not
    ("AI Engineer Intern\n\nYou build chatbots on a model API.\nCöln, 78.000 EUR", "", "another job"),
    ("Job title: Prompt engineer\nYou run our GPUs and serve models with vLLM.", "another job", "first line"),
    (
        "LLM engineer\n\nOur founders have 14 years of LLM work.\nBenefits: 401k.",
        "not say what it pays",
        "Years",
    ),
    (
        "LLM engineer\n\nOnly candidates under 32.\nPay: 180,000-220,000",
        "names no currency",
        "not say what it",
    ),
    ("JOB 1\nYou serve models on our GPUs.\n\nJOB 2\nYou write prompts.", "More than one job", "currency"),
    (
        "Evals engineer\n\nYou own our evaluation suite. Max. 35 years.\nPay: 9200 € x 13",
        "about age",
        "not say what",
    ),
    (
        "RAG engineer\n\nShip agents on a model API.\nMeasure each release.\n年収 1400万円",
        "",
        "More than one job",
    ),
    (
        "Senior/Staff RAG engineer\n\nYou build on a model API.\nPay: $150k - $180k",
        "several levels",
        "below the",
    ),
)


def test_adverts_as_people_write_them(house: House) -> None:
    for advert, told, not_told in AS_WRITTEN:
        found = found_in(house, house.answer(f"/role check {advert}", channel="@rolecall"))
        assert told in found, advert
        assert not_told not in found, advert


def test_a_sound_advert_gets_a_friendly_word(house: House) -> None:
    told = words(house.answer(f"/role check {SOUND}"))
    assert "Nothing to mend in this advert" in told
    assert "I found nothing to mend" in told


@pytest.mark.parametrize("ask", ["role check", "check this advert:", "/role check\n"])
def test_the_same_in_a_message(house: House, ask: str) -> None:
    answer = house.write(f"{ask} {POOR}")
    tell(house, answer)
    assert answer.thread_ts


FOREIGN = (
    "Wir suchen in Leeds eine erfahrene Person, die unsere Sprachmodelle betreibt. Du baust auch die "
    "Suche dahinter, misst die Qualität der Antworten und achtest auf die Kosten. Du bringst Erfahrung mit."
)


@pytest.mark.parametrize("text", [FOREIGN, "诚聘大语言模型工程师，负责检索与评估。"])
def test_what_is_not_in_english_is_not_checked(house: House, text: str) -> None:
    told = words(house.answer(f"/role check {text}"))
    assert "I read English only" in told
    assert "Nothing on what it may cost" not in told
    assert "I read English only" in words(house.write(FOREIGN))


def test_pay_that_is_there_is_not_said_to_be_missing(house: House) -> None:
    pay = "Base pay: £110,000 to £140,000 a year"
    assert pay in SOUND
    for instead, missing in (
        ("401k; pay of € 96.000,00 ~ € 112.000,00", False),
        ("A GPU budget of £110k to £140k a year", True),
    ):
        told = found_in(house, house.answer(f"/role check {SOUND.replace(pay, instead)}"))
        assert ("does not say what it pays" in told) is missing


@pytest.mark.parametrize("line", ["/role check", "/role check senior LLM engineer"])
def test_what_is_no_advert_gets_what_to_type(house: House, line: str) -> None:
    answer = house.answer(line)
    assert "To check an advert I need all of it" in words(answer)
    assert "For example `/role check LLM ninja" in words(answer)
    if line.endswith("engineer"):
        house.click(answer, "role senior LLM engineer")
        house.until(lambda: [m for m in house.from_bot("ada", "#hiring") if "five things" in words(m)])


def test_a_file_with_the_word_beside_it_is_checked(house: House) -> None:
    for file in (
        Upload("advert.txt", POOR.encode()),
        Upload("advert.docx", papers.docx(*POOR.splitlines())),
        Upload("advert.pdf", papers.pdf(*POOR.splitlines())),
    ):
        answer = send(house, file, text="role check")
        tell(house, answer)
        assert f"Read: {file.name}." in words(answer)
    assert "is empty" in words(send(house, Upload("a.txt", b""), text="role check"))


SHOWN = papers.docx(
    papers.table(["Minimum", "$290,000"], ["Maximum", "$330,000"]),
    "You run our GPUs and serve models, and you own the cost of each token. You are on call.",
    "<w:r><w:t>You have 3</w:t><w:noBreakHyphen/><w:t>9 years of ChatGPT work.</w:t></w:r>",
    papers.run("We would go to $400,000.", "<w:vanish/>"),
    f"<w:moveFrom>{papers.run('Half your week you fine-tune: JOB 1. We pay $100,000.')}</w:moveFrom>",
    header1="Prompt Engineer",
)
FORM = papers.painted_pdf(
    (40, 700, "Job title:"),
    (40, 660, "You run our GPUs and serve mod-"),
    (40, 640, "els, and you own the cost of each token."),
    fields=["/FT /Tx /T (a) /V (Prompt Engineer) /Rect [120 695 400 715]"],
)
PAGE = (
    b"&lt;p&gt;Northwind Ltd&lt;/p&gt;&lt;h1&gt;Prompt Engineer&lt;/h1&gt;&lt;p&gt;You run our GPUs and "
    b"serve models, and you own the cost of each token.&lt;/p&gt;&lt;p hidden&gt;We want a ninja.&lt;/p&gt;"
)


def test_files_are_checked_as_people_see_them(house: House) -> None:
    for file in (Upload("a.docx", SHOWN), Upload("a.pdf", FORM), Upload("a.html", PAGE)):
        told = found_in(house, send(house, file, text="role check"))
        assert "The title is another job’s" in told
        assert "“Prompt Engineer”" in told
        assert "$400,000" not in told
        assert "$100k" not in told
        assert "$100,000" not in told
        assert "Years that nobody has" not in told
        assert "ninja" not in told
        assert ("It does not say what it pays" in told) is (file.name != "a.docx")


def test_only_the_law_of_the_place_is_shown_whatever_the_encoding(house: House) -> None:
    advert = (
        "LLM serving engineer – Cardiff\n\nYou serve open models on our GPUs, at a café’s pace, and know the "
        "cost per token.\nIn your first 90 days it meets its target.\nUp to £84,000, depending on experience"
    )
    mixed = advert.encode().replace("é’".encode(), "é’".encode("cp1252"))
    for data in (mixed, advert.encode("utf-16"), advert.encode("utf-8-sig").replace(b"\n", b"\r\n")):
        told = found_in(house, send(house, Upload("a.txt", data), text="role check"))
        assert "Pay without a lower end" in told
        assert "United Kingdom: no law asks for pay" in told
        assert "California" not in told
    told = found_in(house, house.write(f"role check {advert.replace('Cardiff', 'Nairobi')}"))
    assert "Pay without a lower end" in told
    assert "United Kingdom" not in told


def test_a_pdf_that_came_out_broken_is_said_to_be(house: House) -> None:
    for file in (
        columns(by_row=True),
        papers.painted_pdf((40, 700, "S eni or L LM I nf r a e ngi n e er s w an te d")),
    ):
        told = words(send(house, Upload("a.pdf", file), text="role check"))
        assert "text came out broken" in told
        assert "to mend" not in told


def test_the_source_of_a_page_is_checked_as_it_is_shown(house: House) -> None:
    page = (
        "<h1>Prompt Engineer</h1><p>Half your week you serve models on our GPUs with vLLM. The other half you"
    )
    page += " fine-tune them with LoRA.</p><ul><li>Pay: &pound;90k&ndash;&pound;110k</li></ul>"
    told = words(house.write(f"role check {page}"))
    assert "More than one job: " in told
    assert "“Prompt Engineer”" in told
    assert "It does not say what it pays" not in told
    assert "li&gt;" not in told


def test_a_line_taken_for_the_title_is_shown(house: House) -> None:
    told = words(house.answer(f"/role check Northwind Ltd\n{POOR}"))
    assert "I took the first line, “Northwind Ltd”, for the title" in told
    assert "for the title" not in words(house.answer(f"/role check {SOUND}"))


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("", ()),
        (" Our founders have 15 years of LLM work between them. No rockstars.", ()),
        (" Send your CV with a photo and your current salary.", ("What people earn now", "A photo")),
    ],
)
def test_the_check_knows_titles_and_bands(house: House, line: str, found: tuple[str, ...]) -> None:
    text = (
        f"Prompt Engineer. You own our GPU cluster, serve models and are on call. Salary $120k-$150k.{line}"
    )
    for answer in (house.answer(f"/role check {text}"), house.write(f"role check {text}")):
        told = found_in(house, answer)
        assert "The title is another job’s" in told
        assert "is below the band for senior LLM infrastructure engineer" in told
        assert "not a survey" in told
        for each in ("Years that nobody has", "Heroes and slang", "What people earn now", "A photo"):
            assert (each in told) is (each in found)


@pytest.mark.parametrize("long", [False, True])
@pytest.mark.parametrize("as_file", [False, True])
def test_a_button_under_a_reading_checks_all_of_it(house: House, long: bool, as_file: bool) -> None:
    text = "We like tea and we are a team of nine.\n" * (100 if long else 1) + POOR
    files = [Upload("role.txt", text.encode())] if as_file else []
    reading = send(house, *files) if as_file else house.write(text)
    house.click(reading, "Check this advert")
    answer = house.until(lambda: [m for m in house.from_bot("ada", "@rolecall") if "to mend in" in words(m)])[
        0
    ]
    tell(house, answer)
    assert answer.thread_ts == reading.thread_ts
    before = len(house.from_bot("ada", "@rolecall"))
    house.click(answer, "Scope this role")  # which begins with the words alone
    turn = house.until(lambda: house.from_bot("ada", "@rolecall")[before:])[-1]
    assert "role check" not in words(turn)


UNLIKE = " ".join(f"{number * number:x}" for number in range(3000, 3700))  # hardly gets shorter when zipped


def test_what_a_button_cannot_hold_is_pasted_again(house: House) -> None:
    short, long = house.answer(f"/role {POOR}"), house.answer(f"/role {POOR} {UNLIKE}")
    assert "Check this advert" in labels(short)
    assert "Check this advert" not in labels(long)
    assert "paste it behind `role check`" in words(long)
    house.click(short, "Check this advert")
    tell(
        house,
        house.until(lambda: [m for m in house.from_bot("ada", "#hiring") if "to mend in" in words(m)])[0],
    )
    assert "Check this advert" not in labels(
        house.answer("/role somebody who runs our GPUs and serves models")
    )


def test_the_menu_of_a_message_leads_to_it(house: House) -> None:
    message = house.slack.run(house.person("mei").send("#hiring", POOR))
    house.slack.run(house.person("ada").shortcut("role.shortcut", message))
    house.click(house.modal("Check this advert"), "Check this advert")
    house.modal("aggressive")


def test_pay_in_an_advert_stays_out_of_shared_channels(house: House) -> None:
    text = f"/role check {POOR} Base pay: $180k+"
    assert "$180k+" in found_in(house, house.answer(text))
    refused = house.answer(text, channel="#partner-search")
    assert "I do not talk about pay here" in words(refused)
    assert "$180k" not in words(refused)
    tell(house, house.answer(f"/role check {POOR}", channel="#partner-search"))


def test_a_resume_is_not_checked(house: House) -> None:
    for answer in (
        house.answer(f"/role check {RESUME}"),
        house.write(f"role check {RESUME}"),
        send(house, Upload("cv.txt", RESUME.encode()), text="role check"),
    ):
        assert "I do not judge people" in words(answer)
        assert "to mend" not in words(answer)


def test_a_check_in_the_thread_of_a_conversation_is_no_answer_to_it(house: House) -> None:
    began = house.write("help me scope a role")
    answer = house.write(f"role check {POOR}", thread_ts=began.thread_ts)
    tell(house, answer)


def test_hostile_words_are_quoted_and_stay_plain(house: House) -> None:
    text = f"{HOSTILE} ninja of ten words or more, please come to us now\n" * 3
    answer = house.answer(f"/role check {text}")
    told = house.in_full(answer)
    assert "&lt;!channel&gt; &amp; &lt;@U1&gt; *bold* `x`" in told
    assert "<!channel>" not in told + str([each for each in answer.blocks if each["type"] != "actions"])


def test_everything_wrong_at_once_stays_within_the_limits(house: House) -> None:
    content = house.deps.assistant.content
    coded = "\n".join(
        f"We want {word.replace('*', 'x').replace('#', '8')} here."
        for each in content.advert.coded
        for word in each.words
    )
    years = "\n".join(f"15 years of {each.words[0]} experience" for each in content.years.technology)
    tools = "\n".join(" ".join((*each.words, *content.briefs.tool[0].words)) for each in content.briefs.tool)
    data = f"{coded}\n{years}\n{tools}\nC$100k-C$190k".encode()
    answer = send(house, Upload("all.txt", data), text="role check")
    assert re.search(r"And \d+ more\.", words(answer))
    told = house.in_full(answer)
    assert "Body and health" in told
    assert "… and " in told


def test_a_message_that_comes_twice_is_answered_once(house: House) -> None:
    answer = house.write(f"role check {POOR}")
    event = next(each for each in house.slack.journal.deliveries if each.kind == "event")
    house.slack.redeliver(event)
    house.quiet()
    assert house.from_bot("ada", "@rolecall") == [answer]
