"""Who may see and do what, through the front door: in words, by buttons on old messages, and on Home."""

import asyncio
import json
from urllib.parse import urlencode

import pytest
from pydantic import SecretStr

from bot.actors import Actor, Tenant
from bot.hiring.requisitions import State
from bot.local_slack.state.workspace import PostedMessage
from bot.run.app import create_app
from bot.run.door import Door
from bot.services import requisitions
from bot.services.requisitions import Opening
from bot.settings import Settings
from bot.slack.ids import ActionId
from bot.store import decisions
from tests.handlers.conftest import House, words
from tests.handlers.requisitions import home_with, leave, now, record, submit, tenant, user
from tests.test_door import SECRET, ask, signed

LINES = (
    "/req show {}",
    "/req log {}",
    "/req brief {}",
    "/req edit {}",
    "/req define {}",
    "/req define {} infra",
    "/req define {} gardening",
    "/req snooze {} until 10 Dec",
    "/req reassign {} @zoe",
    "/req close {} because we stop",
    "/req filled {} on 12 Nov",
    "/req undo {} because of a slip",
    "/req stop {}",
    "/req review {}",
    "/interview --requisition {}",
    "/role scope {}",
    "/req shwo {}",
)


def shown(message: PostedMessage) -> str:
    """Everything in an answer but the ids of its blocks, which Slack makes up."""
    blocks = [{key: part for key, part in block.items() if key != "block_id"} for block in message.blocks]
    return f"{message.text} {blocks}"


@pytest.fixture
def private(house: House) -> House:
    """Requisition 1 belongs to #founders, where Ada and Sam are, and Zoë is not."""
    ada, channel = user(house, "ada"), house.slack.workspace.channel("founders").id
    opening = Opening("Chief of research", "Confidential", ada, channel)
    requisitions.open_requisition(house.deps, Actor(tenant(house), ada, "modal"), opening)
    return house


def test_a_hidden_number_reads_like_one_that_is_not_there(private: House) -> None:
    for line in LINES:
        hidden, missing = (shown(private.answer(line.format(n), by="zoe")) for n in ("1", "7"))
        assert hidden.replace(" 1", " 7") == missing, line
    for line in ("req show {}", "@rolecall please close {} because we stop"):
        where = "#hiring" if line.startswith("@") else "@rolecall"
        hidden, missing = (shown(private.write(line.format(n), by="zoe", channel=where)) for n in ("1", "7"))
        assert hidden.replace(" 1", " 7") == missing, line
    assert len(record(private)) == 1
    private.slack.run(private.person("zoe").open_home())
    assert "Chief" not in words(home_with(private, "What can I type?", by="zoe"))


def test_buttons_and_forms_of_before_show_nothing_to_who_has_left(private: House) -> None:
    seen = private.write("req show 1", by="sam")
    assert "Confidential" in words(seen)
    private.pick(seen, "Edit", by="sam")
    form = private.modal("Hiring channel", by="sam")
    leave(private, "sam", "founders")
    assert submit(private, form, by="sam") == {}
    assert "Confidential" not in words(private.modal("There is no requisition 1 here", by="sam"))
    private.slack.run(private.person("sam").close(private.modal(by="sam").id, all_views=True))
    for press, label in (
        (private.pick, "Snooze"),
        (private.pick, "Edit"),
        (private.click, "Define"),
        (private.click, "Log"),
    ):
        press(seen, label, by="sam")
        private.quiet()
        told = private.from_bot("sam", "@rolecall")[-1]
        assert told is not seen
        assert "There is no requisition 1 here" in words(told)
    assert private.person("sam").modal() is None
    assert len(record(private)) == 1


def test_guests_and_members_are_told_whom_to_ask(private: House) -> None:
    ada, hiring = user(private, "ada"), private.slack.workspace.channel("hiring")
    hiring.members.add(private.slack.workspace.add_member("gil", "Gil", role="single-channel guest").id)
    opening = Opening("LLM engineer", "", ada, hiring.id)
    requisitions.open_requisition(private.deps, Actor(tenant(private), ada, "modal"), opening)
    refused = words(private.answer("/req define 2 infra", by="gil"))
    assert "change nothing" in refused
    assert f"Ask its owner, <@{ada}>" in refused
    assert now(private, 2).state is State.UNDEFINED
    assert "LLM engineer" in words(private.answer("/req show 2", by="gil"))
    assert "a year" in words(private.answer("/salary infrastructure senior", by="gil"))
    told = words(private.answer("/hiring reminders off everywhere", by="zoe"))
    assert "Ask an admin or owner of this workspace" in told
    assert "Changed" in words(private.answer("/hiring reminders off everywhere", by="ada"))
    given = words(private.answer("/req reassign 1 @zoe", by="sam", channel="#founders"))
    assert "Not in its private channel" in given
    assert "Confidential" in words(private.answer("/req show 1", by="zoe"))


def test_a_signed_click_of_a_grid_counts_for_people_of_the_enterprise_alone(house: House) -> None:
    workspace, grid = house.slack.workspace, Tenant("E0FERN", house.slack.workspace.team_id)
    channel, ada = workspace.channel("hiring").id, user(house, "ada")
    requisitions.open_requisition(house.deps, Actor(grid, ada, "modal"), Opening("LLM", "", ada, channel))
    of = {"kim": ("T0PARTNER", "E0OTHER"), "lou": ("T0SISTER", "E0FERN")}
    settings = Settings(
        database_url="",
        slack_bot_token=SecretStr(house.slack.bot_token),
        slack_signing_secret=SecretStr(SECRET),
        slack_api_url=house.slack.api_url,
    )
    door = Door(create_app(settings, house.deps), SECRET, lambda: (True, "ready"), begin=object, end=object)
    for name, (team, enterprise) in of.items():
        profile = {"enterprise_id": enterprise, "teams": [team]}
        person = workspace.add_member(name, name.title(), team_id=team, enterprise_user=profile)
        click = {
            "type": "block_actions",
            "team": {"id": grid.team_id, "enterprise_id": grid.enterprise_id},
            "enterprise": {"id": grid.enterprise_id},
            "user": {"id": person.id, "team_id": team},
            "container": {"type": "message", "message_ts": "1.1", "channel_id": channel},
            "channel": {"id": channel},
            "trigger_id": f"1.2.{name}",
            "response_url": f"{house.slack.api_url}none",
            "actions": [
                {
                    "action_id": ActionId.ASK,
                    "block_id": "b",
                    "type": "button",
                    "value": "req define 1 infra because I can",
                    "action_ts": f"1.{team}",
                }
            ],
        }
        body = urlencode({"payload": json.dumps(click)}).encode()
        assert asyncio.run(ask(door, body, signed(body)))[0] == 200
        house.quiet()
        with house.deps.database.reading() as session:
            ((_, story),) = decisions.records(session, number=1, tenant=grid)
        assert [each.actor for each in story[1:]] == ([person.id] if enterprise == "E0FERN" else []), name
