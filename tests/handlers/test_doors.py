"""Every form of line by every door: a command, a message, a mention, a button, a thread of a conversation."""

from collections.abc import Callable

import pytest
from slack_bolt import BoltRequest, BoltResponse
from slack_sdk import WebClient

from bot.errors import RolecallError
from bot.local_slack.state.workspace import PostedMessage
from bot.slack.blocks import actions, ask_button
from handlers.payloads import BringReply
from tests.handlers.conftest import House, words
from tests.handlers.requisitions import open_many

LINES = {
    "salary applied senior": "Applied LLM engineer",
    "role applied": "Applied LLM engineer",
    "role check we need a wizard": "To check an advert I need all of it",
    "interview": "Four questions",
    "interview applied kit": "the interview kit",
    "interview applied markdown": "As Markdown",
    "interview --requisition 1": "Requisition 1 has no specialty yet",
    "redflags applied": "red flags",
    "sourcing infrastructure": "where to look",
    "req": "Search engineer",
    "req show 1": "Search engineer",
    "req stop 1 because we wait": "we wait",
    "req define 1": "infra",
    "hiring": "What I can do for you",
    "hiring reminders": "remind",
    "hiring reminders preview": "remind",
    "hiring insights": "role",
    "insights csv": "as CSV",
    "role scope": "Question 1 of 9",
}
"""What stands in the answer, by the line as it is typed without the slash."""


def by_command(house: House, line: str) -> str:
    if line.startswith("insights"):
        line = f"hiring {line}"
    return _newest(house, "#hiring", lambda: house.command(f"/{line}"))


def by_message(house: House, line: str) -> str:
    return words(house.write(line))


def by_mention(house: House, line: str) -> str:
    return words(house.write(f"@rolecall {line}", channel="#hiring"))


def by_button(house: House, line: str) -> str:
    client = WebClient(token=house.slack.bot_token, base_url=house.slack.api_url)
    row = [actions(ask_button("Ask this", line))]
    posted = client.chat_postMessage(
        channel=house.person("ada").conversation("@rolecall").id, text="Ask this", blocks=row
    )
    (message,) = (each for each in house.from_bot("ada", "@rolecall") if each.ts == posted["ts"])
    return _newest(house, "@rolecall", lambda: house.click(message, "Ask this"))


def by_thread(house: House, line: str) -> str:
    first = next(
        (each for each in house.from_bot("ada", "@rolecall") if "Question 1 of 9" in words(each)), None
    ) or house.write("scope a role")
    return words(house.write(line, thread_ts=first.thread_ts or first.ts))


def _newest(house: House, channel: str, act: Callable[[], object]) -> str:
    """What the person sees next: a message in the channel, or a modal."""
    before = len(house.from_bot("ada", channel))
    act()

    def seen() -> str | None:
        new: list[PostedMessage] = house.from_bot("ada", channel)[before:]
        view = house.person("ada").modal()
        return words(new[-1]) if new else words(view) if view else None

    answer = house.until(seen)
    if view := house.person("ada").modal():
        house.slack.run(house.person("ada").close(view.id, all_views=True))
    return answer


@pytest.mark.parametrize("door", [by_command, by_message, by_mention, by_button, by_thread])
def test_a_line_gets_its_answer_by_every_door(house: House, door: Callable[[House, str], str]) -> None:
    open_many(house, ["Search engineer"])
    answers = {line: door(house, line) for line in LINES}
    wrong = {
        line: answers[line][:300]
        for line, part in LINES.items()
        if part.casefold() not in answers[line].casefold()
    }
    assert list(wrong) == [], wrong


def test_nul_is_taken_out_of_whatever_slack_sends(house: House) -> None:
    assert "Question 1 of" in words(house.write("role scope we want a search eng\0ineer"))


@pytest.mark.parametrize("field", ["user_id", "team_id", "channel_id", "trigger_id"])
def test_an_id_that_is_none_of_slacks_is_refused(house: House, field: str) -> None:
    ids = {"user_id": "U1", "team_id": "T1", "channel_id": "C1", "trigger_id": "1.2.3"}
    command = {"command": "/salary", "text": "", **ids}
    reader = BringReply(house.deps)
    done = BoltResponse(status=200)

    def take(body: dict[str, str]) -> BoltResponse:
        request = BoltRequest(body=body, mode="socket_mode")
        return reader.process(req=request, resp=done, next=lambda: done)

    assert take(command) is done
    with pytest.raises(RolecallError, match="an id that is none of Slack's"):
        take(command | {field: "9" * 140})
    if field != "trigger_id":
        with pytest.raises(RolecallError, match="an id that is none of Slack's"):
            take(command | {field: "C1'; --"})
