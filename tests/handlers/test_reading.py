"""What role is this? Typed, pasted, sent as a file, or asked of a message, through the front door."""

from collections.abc import Sequence

import pytest
from sqlalchemy import select

from bot.local_slack.messages.files import Upload
from bot.local_slack.state.workspace import PostedMessage
from bot.slack.files import Files
from bot.store.models import FeedbackRow
from tests import papers
from tests.handlers.conftest import House, button, words
from tests.handlers.requisitions import open_one, submit
from tests.handlers.test_scoping import with_text

ASK = "We need a person who runs our GPU cluster and makes vLLM serve cheaper"
POSTING = (
    "Platform engineer\n\nYou will run our GPU cluster and keep latency low for everybody.\n"
    "You will serve open models with vLLM, and watch what every request takes.\n"
    "You will be on call one week in five. We are a team of nine people in Leeds and we like tea. "
    "Nice to have: a licence to drive a lorry."
)


def send(house: House, *files: Upload, text: str = "", thread_ts: str | None = None) -> PostedMessage:
    """Send files to the bot as Ada; its answer."""
    before = len(house.from_bot("ada", "@rolecall"))
    house.slack.run(house.person("ada").send("@rolecall", text, thread_ts=thread_ts, files=files))
    return house.until(lambda: house.from_bot("ada", "@rolecall")[before:])[-1]


def labels(message: PostedMessage) -> Sequence[str]:
    return [
        each["text"]["text"]
        for block in message.blocks
        for each in block.get("elements", [])
        if each["type"] == "button"
    ]


def test_an_ask_in_own_words_is_read(house: House) -> None:
    answer = house.answer(f"/role {ASK}")
    assert answer.ephemeral_to == house.person("ada").member.id
    for part in ("Most likely: LLM infrastructure", "“GPU cluster”", "%: for “", "may be wrong"):
        assert part in words(answer)
    assert labels(answer) == [
        "Scope this role",
        "Open a requisition",
        "What does it pay?",
        "Share in channel",
    ]


@pytest.mark.parametrize(
    ("line", "part"),
    [
        ("/role infra", "Mistaken for"),
        ("/role prompt engineer vs llm engineer", "Leaves behind"),
        ("/role infrastucture", "Did you mean"),
        ("/role infrastucture for all of us please", "Did you mean"),
        ("/role help", "/role"),
    ],
)
def test_names_of_roles_are_answered_as_before(house: House, line: str, part: str) -> None:
    assert part in words(house.answer(line))


def test_what_tells_nothing_is_asked_about_and_not_guessed(house: House) -> None:
    answer = house.answer("/role somebody senior for our new language model thing")
    assert "I cannot tell which role this is" in words(answer)
    assert "I would ask" in words(answer)
    assert labels(answer) == ["Ask me", "Open a requisition", "Share in channel"]


def test_too_many_specialties_are_split(house: House) -> None:
    answer = house.answer("/role own retrieval, fine-tune models, run GPUs and build evals for all of it")
    assert "It asks for several roles at once" in words(answer)
    assert "more than one person" in words(answer)
    assert "One way: " in words(answer)


def test_a_pasted_description_is_read_in_its_thread(house: House) -> None:
    answer = house.write(POSTING)
    assert "Most likely: LLM infrastructure" in words(answer)
    assert answer.thread_ts
    assert "Share in channel" not in labels(answer)


def test_a_question_in_a_message_gets_its_answer_as_before(house: House) -> None:
    assert "Mistaken for" in words(house.write("what does an LLM infrastructure engineer do all day?"))
    assert "Tell me what the hire will do" in words(house.write("good morning to all of you there"))


def test_a_file_is_read_in_its_thread(house: House) -> None:
    for file in (
        Upload("role.txt", POSTING.encode()),
        Upload("role.md", f"# Role\n{POSTING}".encode()),
        Upload("role.docx", papers.docx(*POSTING.splitlines())),
        Upload("role.pdf", papers.pdf(*POSTING.splitlines())),
        Upload("wrong name.pdf", papers.docx(*POSTING.splitlines())),
    ):
        answer = send(house, file)
        assert "Most likely: LLM infrastructure" in words(answer)
        assert f"Read: {file.name}." in words(answer)
        assert answer.thread_ts


def test_a_file_that_cannot_be_read_gets_a_sentence(house: House) -> None:
    for name, data, part in (
        ("a.txt", b"", "“a.txt” is empty"),
        ("a.pdf", papers.pdf(*["page"] * 10_000), "more than 30 pages"),
        ("a.pdf", papers.locked_pdf("secret"), "locked with a password"),
        ("a.pdf", papers.scanned_pdf(), "no text in it"),
        ("a.html", b"<!DOCTYPE html><img src='hello.png'>", "no text in it"),
        ("a.pdf", papers.pdf("Y ou s e r v e m o d e l s"), "came out broken"),
        ("a.docx", papers.zip_bomb(), "too much time or memory"),
        ("a.docx", papers.laughs(), "broken"),
        ("a.png", b"\x89PNG\r\n\x1a\n\x00", "of a kind I cannot read"),
        ("a.txt", b"x" * 5_000_001, "larger than 5 MB"),
        ("<!channel>&.txt", b"", "“&lt;!channel&gt;&amp;.txt” is empty"),
    ):
        assert part in words(send(house, Upload(name, data)))


def test_what_stands_beside_an_unreadable_file_is_answered_too(house: House) -> None:
    answer = send(house, Upload("logo.png", b"\x89PNG\x00"), text="role infra")
    assert "logo.png" in words(answer)
    assert "Mistaken for" in words(answer)
    for about_it in ("what role is this?", "role check", "please have a look"):
        answer = send(house, Upload("logo.png", b"\x89PNG\x00"), text=about_it)
        assert "of a kind I cannot read" in words(answer)
        assert "What can I type" not in words(answer)
        assert "What I can do for you" not in words(answer)


def test_of_several_files_the_first_is_read_and_that_is_said(house: House) -> None:
    answer = send(house, Upload("one.txt", POSTING.encode()), Upload("two.txt", b"x"))
    assert "Read: one.txt." in words(answer)
    assert "one file at a time" in words(answer)


def test_a_resume_is_not_read(house: House) -> None:
    resume = (
        "Jo Example\njo@example.com\n\nExperience\n2021 - present: built retrieval at a shop\n"
        "2018 - 2021: trained rankers\n2015 - 2018: maintained search\nEducation\n2011 - 2015: physics\n"
        "Skills\nPython, SQL, many kinds of evaluation, several kinds of search, writing and teaching others"
    )
    answer = send(house, Upload("cv.txt", resume.encode()))
    assert "Most likely" not in words(answer)
    assert labels(answer) == ["The list to read by"]
    assert "retrieval" not in words(answer)


def test_a_file_that_comes_twice_is_answered_once(house: House) -> None:
    answer = send(house, Upload("role.txt", POSTING.encode()))
    event = next(each for each in house.slack.journal.deliveries if each.kind == "event")
    house.slack.redeliver(event)
    house.slack.redeliver(event)
    settled(house)
    assert house.from_bot("ada", "@rolecall") == [answer]


def settled(house: House) -> None:
    """Wait until files and everything behind them are done."""
    import threading

    house.slack.run(house.slack.settle())
    barrier = threading.Barrier(3, timeout=10)
    for _ in range(2):
        house.deps.file_work.submit(barrier.wait)
    barrier.wait()
    house.quiet()


def test_files_that_stall_hold_nothing_else_up(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    import threading

    stalled = threading.Event()
    monkeypatch.setattr(Files, "read", lambda *_: stalled.wait(10) and POSTING)
    for _ in range(12):
        house.slack.run(house.person("mei").send("@rolecall", "", files=[Upload("a.txt", b"x")]))
    assert "Mistaken for" in words(house.write("role infra"))
    stalled.set()
    house.until(lambda: len(house.from_bot("mei", "@rolecall")) == 12)


def test_marks_of_a_reading_are_kept_without_its_text_and_counted(house: House) -> None:
    reading = house.write(ASK)
    ada, mei = house.person("ada"), house.person("mei")
    house.slack.run(ada.act(reading, "reading.feedback", "wrong.llm_infrastructure"))
    house.slack.redeliver(house.slack.run(ada.act(reading, "reading.feedback", "right.llm_infrastructure")))
    house.quiet()
    for value in ("right.applied_llm", "wrong.applied_llm", "right.applied_llm"):
        other = house.write(f"{ASK}, {value}", by="mei")
        act = mei.act(other, "reading.feedback", value.replace("applied_llm", "llm_infrastructure"))
        house.slack.run(act)
        house.quiet()
    with_text(house, "not the text", "@rolecall")
    shown = house.answer("/hiring insights")
    assert "Infrastructure: 3 right, 1 wrong (of 4)" in house.in_full(shown)
    with house.deps.database.transaction() as session:
        assert "GPU" not in str(session.execute(select(FeedbackRow.__table__)).all())


def test_slack_shows_that_a_file_is_read_and_its_refusal_stops_nothing(house: House) -> None:
    send(house, Upload("role.txt", POSTING.encode()))
    (status,) = house.calls("assistant.threads.setStatus")
    assert "reading the file" in status.args["status"]
    house.slack.faults.fail("assistant.threads.setStatus", error="feature_disabled")
    assert "Most likely: LLM infrastructure" in words(send(house, Upload("role.txt", POSTING.encode())))


def test_the_menu_of_a_message_reads_it(house: House) -> None:
    message = house.slack.run(house.person("mei").send("#hiring", POSTING))
    house.slack.run(house.person("ada").shortcut("role.shortcut", message))
    view = house.modal("Most likely: LLM infrastructure")
    assert view.content["title"]["text"] == "What role is this?"
    house.click(view, "Check this advert")
    house.modal("to mend in this advert")
    assert not house.from_bot("mei", "#hiring")


def test_the_menu_of_a_message_reads_its_file(house: House) -> None:
    files = [Upload("role.docx", papers.docx(*POSTING.splitlines()))]
    message = house.slack.run(house.person("ada").send("#partner-search", "", files=files))
    house.slack.run(house.person("ada").shortcut("role.shortcut", message))
    house.modal("Most likely: LLM infrastructure")


def test_the_menu_of_a_message_without_words_says_so(house: House) -> None:
    broken = house.slack.run(house.person("ada").send("#hiring", "", files=[Upload("a.txt", b"")]))
    house.slack.run(house.person("ada").shortcut("role.shortcut", broken))
    house.modal("is empty")


def test_a_requisition_is_opened_with_the_first_line_as_its_title(house: House) -> None:
    house.click(house.write(POSTING), "Open a requisition")
    form = house.modal("Hiring channel")
    assert "Platform engineer" in words(form)
    house.slack.run(house.person("ada").fill(form.id, {"req.channel": "hiring"}))
    assert submit(house, form) == {}
    house.modal("is open")


@pytest.mark.parametrize("long", [False, True])
@pytest.mark.parametrize("as_file", [False, True])
def test_scoping_begins_with_all_that_was_read(house: House, long: bool, as_file: bool) -> None:
    text = POSTING + "\nWe like tea." * (200 if long else 1)
    files = [Upload("role.txt", text.encode())] if as_file else []
    reading = send(house, *files) if as_file else house.write(text)
    assert not long or "We like tea. We like tea" not in button(reading, "Scope this role")["value"]
    before = len(house.from_bot("ada", "@rolecall"))
    house.click(reading, "Scope this role")
    turn = house.until(lambda: house.from_bot("ada", "@rolecall")[before:])[-1]
    assert "Platform engineer" in words(turn)
    assert turn.thread_ts == reading.thread_ts


def test_hostile_words_are_read_and_stay_plain(house: House) -> None:
    for text in ("🙂 " * 40, "مهندس نماذج لغوية " * 20, "<!channel> & <script> " * 20, "a" * 30_000):
        answer = send(house, Upload("a.txt", text.encode()))
        assert "cannot tell" in words(answer)
        told = [each for each in answer.blocks if each["type"] != "actions"]  # a button keeps text as it is
        assert "<!channel>" not in str(told)


def test_what_does_not_go_together_is_said_with_its_words(house: House) -> None:
    advert = (
        "Applied Research Scientist\nResponsibilities\n- Ship RAG and agents in our <product>\n"
        "- Build LLM pipelines and prompts\nRequirements\n- 10 years of ChatGPT experience\n"
        "Salary: $140,000 - $180,000"
    )
    answer = words(house.write(advert))
    assert "The title says Applied researcher, the duties say Applied LLM engineer" in answer
    assert "$140k–$180k is below the band for senior Applied LLM engineer" in answer
    assert "And 1 more" in answer


def test_pay_in_a_text_is_not_compared_where_another_company_reads(house: House) -> None:
    ask = "/role somebody who ships RAG and agents in our product, $140k - $180k a year"
    assert "below the band" in words(house.answer(ask))
    refused = words(house.answer(ask, channel="#partner-search"))
    assert "shared with another company" in refused
    assert "$260k" not in refused


def test_a_conversation_begins_and_ends_with_what_does_not_go_together(house: House) -> None:
    open_one(
        house, "Prompt engineer", description="Serve our models on GPUs with vLLM", budget="90k", year="2022"
    )
    house.command("/role scope 1")
    opened = words(with_text(house, "wants to find out"))
    assert "The title says Prompt engineer" in opened
    assert "budget" not in opened, "others read along, and the card does not show it either"
    assert "$90k is below the band" in words(house.write("role scope 1"))


def test_a_budget_in_the_words_of_an_ask_is_compared_when_the_role_is_known(house: House) -> None:
    house.command("/role scope Senior LLM engineer, $150k")
    house.reply(with_text(house, "What exists in six months"), "faster or cheaper")
    house.reply(with_text(house, "Question 2 of 9"), "Runs models fast and cheaply")
    assert "$150k is below the band for senior LLM infrastructure engineer" in words(
        with_text(house, "*Brief: ")
    )
