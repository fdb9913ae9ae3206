"""The command line as people use it: what it prints, what it exits with, and what it leaves alone."""

import json
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.store.database import Database
from bot.store.upgrade import problem
from tests import papers
from tests.processes import HIJACKERS, ended, environment, free_port, get, run, run_here, running

LINE = "/salary infrastructure senior 240k"


def test_help_lists_every_command_with_a_whole_sentence() -> None:
    done = run_here("--help")
    assert done.returncode == 0
    for name in ("demo", "try", "socket", "web", "migrate", "export", "read", "manifest"):
        assert re.search(rf"^  {name} +[A-Z][^\n]+\.$", done.stdout, re.MULTILINE), name
    assert "..." not in done.stdout.partition("Commands:")[2]


@pytest.mark.parametrize(
    ("arguments", "kept_out"),
    [
        (["--help"], ["pydantic", "sqlalchemy", "slack_bolt", "granian", "nicegui"]),
        (["try", "/role"], ["nicegui", "granian"]),
        (["read", "nothing.txt"], ["sqlalchemy", "slack_bolt", "nicegui"]),
    ],
)
def test_no_command_pays_for_another_one(arguments: list[str], kept_out: list[str]) -> None:
    script = (
        "import sys; from bot.cli import main\n"
        "try: main()\n"
        "except SystemExit: pass\n"
        "print('loaded:', *sorted({name.partition('.')[0] for name in sys.modules}))"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, *arguments],
        env=environment({}),
        capture_output=True,
        text=True,
        check=True,
    )
    loaded = set(done.stdout.splitlines()[-1].split())
    assert "typer" in loaded
    assert not loaded & set(kept_out)


@pytest.mark.parametrize(
    ("line", "part"),
    [(LINE, "$40k"), ("/role applied", "Applied"), ("/interview evals", "Source:"), ("help", "/salary")],
)
def test_try_prints_the_answer(line: str, part: str) -> None:
    done = run_here("try", line)
    assert (done.returncode, done.stderr) == (0, "")
    assert part in done.stdout


def test_try_works_where_other_slack_apps_and_proxies_are_set_up() -> None:
    nowhere = f"http://127.0.0.1:{free_port()}"
    done = run("try", LINE, HTTP_PROXY=nowhere, https_proxy=nowhere, **HIJACKERS)
    assert (done.returncode, done.stderr) == (0, "")
    assert "$40k" in done.stdout


def test_try_prints_blocks_for_the_person_and_place_asked_for() -> None:
    done = run_here("try", "/role", "--json", "--as", "mei", "--channel", "general")
    assert done.returncode == 0
    assert {"type", "block_id"} <= set(json.loads(done.stdout)[0])


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["/nope"], "/nope is not a valid command."),
        (["/role", "--as", "bob"], "bob"),
        (["/role", "--channel", "nowhere"], "nowhere"),
    ],
)
def test_try_says_in_a_sentence_why_there_is_no_answer(arguments: list[str], sentence: str) -> None:
    done = run_here("try", *arguments)
    assert (done.returncode, done.stdout) == (1, "")
    (line,) = done.stderr.splitlines()
    assert sentence in line


def test_try_without_a_question_is_a_chat() -> None:
    done = run_here("try", stdin="/role applied\nhelp\nquit\n")
    assert (done.returncode, done.stderr) == (0, "")
    assert "Applied" in done.stdout


@pytest.fixture
def background() -> Iterator[None]:
    """What is started meanwhile ignores Ctrl-C at first, as whatever a script starts with "&"."""
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.mark.usefixtures("background")
def test_demo_answers_in_the_terminal_serves_the_page_and_ends_with_ctrl_c() -> None:
    with running("demo", "--port", "0", **HIJACKERS) as process:
        assert process.stdout is not None
        seen = ""
        for text in process.stdout:
            seen += text
            if "Ctrl-C" in text:
                break
        assert LINE in seen
        assert "$40k" in seen
        found = re.search(r"http://127\.0\.0\.1:\d+", seen)
        assert found is not None
        assert get(found[0]).status_code == 200
        code, out, err = ended(process, signal.SIGINT)
    assert (code, out.split(), err) == (0, ["Stopped."], "")


def test_demo_says_when_its_port_is_taken() -> None:
    with running("demo", "--port", "0") as first:
        assert first.stdout is not None
        port = next(found[1] for text in first.stdout if (found := re.search(r"127\.0\.0\.1:(\d+)", text)))
        second = run("demo", PORT=port)
    assert second.returncode == 1
    assert second.stderr.startswith(f"Port {port} is taken.")
    assert len(second.stderr.splitlines()) == 1


def test_settings_problems_are_listed_with_exit_code_2() -> None:
    done = run_here("socket", ROLECALL_LOG_LEVEL="loud")
    assert (done.returncode, done.stdout) == (2, "")
    assert len(done.stderr.splitlines()) == 4


def test_migrate_makes_the_database_ready(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/rolecall.db"
    for told in (r"created, at revision \d{4}", r"already at revision \d{4}"):
        done = run("migrate", ROLECALL_DATABASE_URL=url)
        assert (done.returncode, done.stderr) == (0, "")
        assert re.fullmatch(f"{tmp_path}/rolecall.db: {told}.\n", done.stdout)
    database = Database(url)
    assert problem(database) is None
    database.close()


def test_migrate_says_in_a_sentence_when_there_is_no_database(tmp_path: Path) -> None:
    done = run_here("migrate", ROLECALL_DATABASE_URL=f"sqlite:///{tmp_path}/no/such/folder/rolecall.db")
    assert done.returncode == 1
    assert done.stderr == "The database cannot be migrated: unable to open database file\n"


def test_manifest_prints_one_for_socket_mode_and_one_for_http() -> None:
    by_socket = json.loads(run_here("manifest").stdout)
    by_http = json.loads(run_here("manifest", "--http", "https://rolecall.example.com").stdout)
    assert by_socket["settings"]["socket_mode_enabled"]
    assert "://" not in json.dumps(by_socket)
    address = "https://rolecall.example.com/slack/events"
    assert by_http["features"]["slash_commands"][0]["url"] == address
    assert by_http["settings"]["event_subscriptions"]["request_url"] == address


def test_manifest_refuses_an_address_that_slack_would_not_call() -> None:
    for wrong in ("https://", "https://a b", "https://a.example/?x=1", "https://a.example/slack/events"):
        assert run_here("manifest", "--http", wrong).returncode == 2
    done = run_here("manifest", "--http", "http://rolecall.example.com")
    assert done.returncode == 2
    assert "https://" in done.stderr


POSTING = (
    "Applied Research Scientist\nWhat you will do\n- Ship RAG features and agents in our product\n"
    "- Build LLM pipelines and prompts\nRequirements\n- 10 years of ChatGPT experience\n"
)


@pytest.mark.parametrize("kind", ["txt", "docx", "pdf"])
def test_read_says_which_role_a_file_is_about(tmp_path: Path, kind: str) -> None:
    made = {"txt": POSTING.encode(), "docx": papers.docx(*POSTING.splitlines())}
    file = tmp_path / f"role.{kind}"
    file.write_bytes(made.get(kind) or papers.pdf(*POSTING.splitlines()))
    done = run_here("read", str(file))
    assert (done.returncode, done.stderr) == (0, "")
    assert "Most likely: Applied LLM engineer." in done.stdout
    assert "“Build LLM pipelines and prompts”" in done.stdout
    assert "The title says Applied researcher" in done.stdout
    assert "“10 years of ChatGPT" in done.stdout


def test_read_refuses_a_resume(tmp_path: Path) -> None:
    resume = (
        "Ida Sample, ida@example.com\nExperience\nFernhill Bank, machine learning engineer, 2021 - today\n"
        "- Built retrieval for tax law with a vendor's model and led three people\n"
        "Moss Shop, data scientist, 2018 - 2021\nEducation\nMSc computational linguistics, 2016 - 2018\n"
        "Skills\nPython, PyTorch, vLLM, and four languages that people speak\n"
    )
    file = tmp_path / "a.txt"
    file.write_text(resume)
    done = run_here("read", str(file))
    assert "I do not judge people" in done.stderr
    assert "Most likely" not in done.stdout
    file.write_text(json.dumps({"id": "a", "text": resume}))
    assert json.loads(run_here("read", "--jsonl", str(file)).stdout)["primary"] is None


def test_read_gives_a_program_a_row_for_each_text(tmp_path: Path) -> None:
    file = tmp_path / "rows.jsonl"
    texts = {"a": "run our GPU cluster and serve models with vLLM", "b": "senior LLM engineer"}
    file.write_text("".join(f"{json.dumps({'id': id_, 'text': text})}\n" for id_, text in texts.items()))
    done = run_here("read", "--jsonl", str(file))
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    assert [(row["id"], row["primary"]) for row in rows] == [("a", "llm_infrastructure"), ("b", None)]


def test_read_says_what_is_wrong_with_a_file(tmp_path: Path) -> None:
    broken = tmp_path / "a.pdf"
    broken.write_bytes(b"%PDF-1.4 nothing")
    empty = tmp_path / "a.txt"
    empty.write_bytes(b"")
    for arguments, told in (
        ([str(tmp_path / "none.txt")], "I cannot open"),
        ([str(broken)], "is broken"),
        ([str(empty)], "is empty"),
        (["--jsonl", str(broken)], "line 1"),
    ):
        done = run_here("read", *arguments)
        assert (done.returncode, done.stdout) == (1, "")
        assert told in done.stderr
        assert "Traceback" not in done.stderr


def test_bad_rows_are_told_and_the_rest_is_answered(tmp_path: Path) -> None:
    file = tmp_path / "rows.jsonl"
    file.write_text('\ufeff{"id": 1, "text": "salary infra"}\nsalary infra\n{"id": [2], "text": "hello"}\n')
    for command, there in (("understand", "intent"), ("read", "primary")):
        done = run_here(command, "--jsonl", str(file))
        rows = [json.loads(line) for line in done.stdout.splitlines()]
        assert ([row["id"] for row in rows], there in rows[0]) == ([1, [2]], True)
        assert done.stderr.startswith(f"{file}, line 2: this is no JSON")
        assert done.returncode == 1


@pytest.mark.parametrize("arguments", [["manifest"], ["understand", "--jsonl", "-"]])
def test_a_reader_may_stop_early(arguments: list[str]) -> None:
    """`| head` closes its end; a large answer finds that out while it is written, a small one at the end."""
    rows = '{"id": 1, "text": "salary infra"}\n' * (1 if arguments == ["manifest"] else 100)
    with subprocess.Popen(
        [sys.executable, "-m", "bot", *arguments],
        env=environment({}),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        process.stdin.write(rows)
        process.stdin.close()
        assert process.stderr.read() == ""
        assert process.wait() == 1


def test_an_output_without_room_is_said_in_a_sentence() -> None:
    with Path("/dev/full").open("w", encoding="utf-8") as full:
        done = subprocess.run(
            [sys.executable, "-m", "bot", "manifest"],
            env=environment({}),
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
    assert (done.returncode, done.stderr) == (
        1,
        "The output cannot be written: No space left on device.\n",
    )
