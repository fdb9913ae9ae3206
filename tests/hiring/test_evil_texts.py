"""Every reader of text takes time in proportion to the text, whatever the text is.

A text that is four times as long may take four times as long, not sixteen; and the longest that anybody can
send takes no more than a few honest adverts do. Both compare what is measured in one run on one machine.
The pieces below were found by a search over all expressions, for those that once took longer.
"""

import time
from collections.abc import Callable, Mapping
from datetime import date
from functools import partial
from itertools import count

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.documents import UnreadableFile, read_document
from bot.documents.trouble import MOST_CHARACTERS
from bot.hiring.adverts.sentences import Advert
from bot.hiring.answers.assistant import Assistant
from bot.hiring.lines.about import hands_over
from bot.hiring.lines.adverts import asked_to_check
from bot.hiring.lines.hiring import read_insights, read_reminders
from bot.hiring.lines.kits import names_no_number, read_requisition, wants_kit
from bot.hiring.lines.requisitions import as_requisition_line, names_somebody, read_line
from bot.hiring.lines.scoping import read_subject
from bot.hiring.reading.reader import MOST_READ
from bot.hiring.scoping.listening import listen
from bot.hiring.scoping.places import by_place
from bot.hiring.scoping.ranking import read_rank
from bot.hiring.text.dates import read_day, read_past_day
from bot.hiring.text.language import is_foreign
from bot.hiring.text.posted_pay import find_posted_pay
from bot.hiring.text.resumes import looks_like_resume
from bot.hiring.text.tools import find_tools
from bot.hiring.text.years import find_impossible_years
from bot.slack.text import unescape, unescape_keeping_people
from content import Content
from tests.judge.texts import our_postings

TODAY = date(2026, 11, 29)
LENGTH = 8_000  # characters
WORTH_A_LOOK_S = 0.02  # what takes less is quick enough, and says more of the machine than of the reader
MOST_ADVERTS = 3  # honest adverts that may be checked in the time of the worst text; it takes about one
MOST_GROWTH = 9  # of time, for four times the text: 4 is in proportion, 16 is the square

EVIL = (
    *(
        ("", piece, "")
        for piece in ("- \n", "\n", "• a\n", "\u00a0\t", "'", "a", "a.", "a@", "1 ", "1.", "1-")
    ),
    *(
        ("", piece, "")
        for piece in ("111 111,", "$180k - $240k ", "<", "<a|", "<@U1|", "http", "ran our GPUs ")
    ),
    *(
        ("", piece, "")
        for piece in ("llm, ", "llm\n", "x,", "no, ", "not ", "keep ", "salery the ", "of ", "A: ")
    ),
    *(("senior", " ", "x"), ("10", " ", "!"), ("10", "-", "x"), ("everywhere", " ", "x"), (".", " ", "•")),
    *(("llm", " of ", "!"), ("as", " ", "in"), ("(", "{", "}"), ("a@", "a-", "!"), ("<@U1", "U1", "!")),
)
"""What stands before, what is repeated, and what stands behind."""
_NUMBERS = count()


def readers(assistant: Assistant, content: Content) -> Mapping[str, Callable[[str], object]]:
    """Everything that is handed the words of people, by what it reads."""
    question = content.questions.question[0]
    asks, roles = assistant.asks, content.roles
    return {
        "what people sent": unescape,
        "what people sent, with people": unescape_keeping_people,
        "a command": lambda text: asks.read(text, "command", TODAY),
        "a message": lambda text: asks.read(text, "message", TODAY),
        "a message in a conversation": lambda text: asks.read(text, "conversation", TODAY),
        "a line": assistant.understand,
        "a line below a card": lambda text: (
            asks.read_about(7, text, TODAY),
            asks.read_aside(None, text),
            hands_over(text),
        ),
        "a next line": assistant.follow_ups.leaves_unsaid,
        "a requisition to open": lambda text: assistant.read_opening(text, TODAY),
        "an advert to check": asked_to_check,
        "reminders": lambda text: read_reminders(f"hiring reminders {text}"),
        "insights": lambda text: read_insights(f"insights {text}"),
        "a kit": lambda text: (wants_kit(text), names_no_number(text), read_requisition(f"interview {text}")),
        "a requisition": lambda text: (read_line(f"req {text}"), as_requisition_line(text)),
        "somebody's name": names_somebody,
        "a subject": lambda text: read_subject(f"scope {text}"),
        "a role and a budget": partial(assistant.read, today=TODAY),
        "the fields of a budget": lambda text: assistant.read_budget(text, text, TODAY),
        "an answer": lambda text: listen(text, question, content.questions),
        "a choice": lambda text: (read_rank(text, list(roles), content), by_place(text, question.option)),
        "a resume": looks_like_resume,
        "a language": is_foreign,
        "a day": lambda text: (read_day(text, TODAY), read_past_day(text, TODAY)),
        "pay": find_posted_pay,
        "years": lambda text: find_impossible_years(text, content.years, TODAY),
        "tools": lambda text: find_tools(text, content.briefs.tool),
        "a title": lambda text: assistant.conversation.begin(text, ""),
        "a description": lambda text: assistant.conversation.begin("", text),
        "quotes": lambda text: Advert(content, text[:MOST_READ]).quote(999, 1_000),
        "a question": lambda text: assistant.answer(f"salary {text}", TODAY),
        "a role": lambda text: assistant.read_role(text, TODAY),
        "an advert": lambda text: assistant.check_advert(text, TODAY),
        "a file": _read_file,
    }


@pytest.fixture(scope="session")
def all_readers(assistant: Assistant, content: Content) -> Mapping[str, Callable[[str], object]]:
    found = readers(assistant, content)
    for read in found.values():
        read("We need a senior engineer, 5 years of LLM work, $200k.")  # so that everything is compiled
    return found


def _read_file(text: str) -> str:
    try:
        return read_document(text.encode())
    except UnreadableFile:
        return ""


def _grown(evil: tuple[str, str, str], length: int) -> str:
    """The evil text of that length; each is another one, as what was read before may be remembered."""
    before, piece, after = evil
    return f"{before}{piece * (length // len(piece) + 1)}"[:length] + f"{after} {next(_NUMBERS)}"


def seconds(read: Callable[[str], object], text: str) -> float:
    """What the reader alone takes: others on this machine do not count."""
    begun = time.thread_time()
    read(text)
    return time.thread_time() - begun


def best(read: Callable[[str], object], evil: tuple[str, str, str], length: int) -> float:
    """What it takes when nothing comes in between."""
    return min(seconds(read, _grown(evil, length)) for _ in range(4))


def _too_slow(read: Callable[[str], object], evil: tuple[str, str, str]) -> str | None:
    """How much longer it takes with four times the text, when that is too much."""
    took = seconds(read, _grown(evil, LENGTH))
    if took < WORTH_A_LOOK_S or took < MOST_GROWTH * seconds(read, _grown(evil, LENGTH // 4)):
        return None
    long, short = best(read, evil, LENGTH), best(read, evil, LENGTH // 4)
    if long < max(MOST_GROWTH * short, WORTH_A_LOOK_S):
        return None
    if best(read, evil, 2 * LENGTH) < 3 * long:
        return None  # a step, where a longer text is read another way, and no growth
    return f"{evil}: {short * 1000:.0f} ms, then {long * 1000:.0f} ms"


@pytest.mark.parametrize("evil", EVIL, ids=repr)
def test_four_times_the_text_takes_about_four_times_as_long(
    all_readers: Mapping[str, Callable[[str], object]], evil: tuple[str, str, str]
) -> None:
    slow = {name: _too_slow(read, evil) for name, read in all_readers.items()}
    assert {name: told for name, told in slow.items() if told} == {}


@pytest.mark.parametrize("piece", ["111 111,", "x,", "no, ", "llm\n"], ids=repr)
def test_the_longest_text_takes_no_longer_than_a_few_honest_adverts(
    all_readers: Mapping[str, Callable[[str], object]], piece: str
) -> None:
    honest = "\n".join(each.text for each in our_postings())[:MOST_READ]
    check = all_readers["an advert"]
    most = MOST_ADVERTS * min(seconds(check, f"{honest[:-9]} {next(_NUMBERS)}") for _ in range(3))
    evil = ("", piece, "")
    slow = [name for name, read in all_readers.items() if seconds(read, _grown(evil, MOST_CHARACTERS)) > most]
    assert [name for name in slow if best(all_readers[name], evil, MOST_CHARACTERS) > most] == []


_PIECES = st.lists(st.sampled_from([*(piece for _, piece, _ in EVIL), *"aA1 .,:;-–/|<>@#$%&*()\t\n'"]))


@settings(max_examples=4, deadline=None)
@given(st.sampled_from(EVIL), _PIECES.filter(bool).map("".join), st.sampled_from(("", "!", "x")))
def test_no_other_text_takes_longer_either(
    all_readers: Mapping[str, Callable[[str], object]], evil: tuple[str, str, str], piece: str, after: str
) -> None:
    slow = {name: _too_slow(read, (evil[0], piece, after)) for name, read in all_readers.items()}
    assert {name: told for name, told in slow.items() if told} == {}
