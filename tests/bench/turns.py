"""Clicks on the answers of running conversations: each begun beforehand, and clicked once."""

import json
import time
from collections.abc import Mapping
from itertools import cycle, islice

from sqlalchemy import func, select

from bot.actors import Actor, Tenant
from bot.local_slack.screens import interactions
from bot.local_slack.server import LocalSlack
from bot.local_slack.state import elements
from bot.local_slack.state.rates import RateLimits
from bot.local_slack.state.workspace import PostedMessage
from bot.run.app import build_deps
from bot.services import scoping
from bot.services.waiting import ThreadPlace
from bot.settings import Settings
from bot.slack.ids import ActionId
from bot.store.database import Database
from bot.store.models import OutboxRow, OutboxState, ScopingRow
from tests.bench.load import signed
from tests.judge.texts import our_asks

PERSON = "ada"
DELIVERED_S = 600  # the longest that deliveries may take


class Unlimited(RateLimits):
    """A Slack that takes every message at once, where the real one takes 50 edits a minute."""

    def retry_after(self, *_: object) -> None:
        """Let every call go on."""


def begin(environment: Mapping[str, str], slack: LocalSlack, channel: str, count: int) -> list[PostedMessage]:
    """Begin so many conversations in a channel, about vague asks, and return their first questions."""
    slack.rates = Unlimited()
    deps, _ = build_deps(Settings.from_env(environment, "web"))
    actor = Actor(Tenant("", slack.workspace.team_id), slack.workspace.member(PERSON).id, "command")
    asks = cycle(ask.text for ask in our_asks() if ask.vague)
    for number, ask in enumerate(islice(asks, count)):
        scoping.start(deps, actor, f"{ask}, opening {number}", ThreadPlace(channel), key=f"bench:{number}")
    settle(environment["ROLECALL_DATABASE_URL"], 0)
    deps.close()
    posted = slack.workspace.channel(channel).messages
    return [message for message in posted if _answers(message)]


def click(slack: LocalSlack, secret: str, question: PostedMessage, number: int) -> bytes:
    """One signed click on one of the answers, as Slack sends it: with the message that it stands in."""
    answers = _answers(question)
    block, element = answers[number % len(answers)]
    ids = {"block_id": block["block_id"], "action_id": element["action_id"]}
    action = {"type": "button", **ids, **elements.click(element, None), "action_ts": question.ts}
    person = slack.workspace.member(PERSON)
    delivery = interactions.block_action(slack, person, question, action)
    return signed(secret, {"payload": json.dumps(delivery.payload)})


def settle(database_url: str, answered: int) -> None:
    """Wait until all turns are delivered. RuntimeError if not, or unless so many questions were answered."""
    database = Database(database_url)
    unsent = OutboxRow.state.in_((OutboxState.WAITING, OutboxState.SENDING))
    until = time.monotonic() + DELIVERED_S
    waiting = 1
    while waiting and time.monotonic() < until:
        time.sleep(0.2)
        with database.reading() as session:
            waiting = session.scalar(select(func.count()).where(unsent)) or 0
            turned = session.scalar(select(func.count()).where(ScopingRow.version > 1))
    database.close()
    if waiting or turned != answered:
        raise RuntimeError(f"{turned} of {answered} questions are answered, {waiting} messages wait")


def _answers(message: PostedMessage) -> list[tuple[dict[str, object], dict[str, object]]]:
    """The buttons that answer a question, with their blocks."""
    return [
        (block, element)
        for block, element in elements.walk(message.blocks)
        if str(element.get("action_id", "")).startswith(f"{ActionId.TURN}.choose")
    ]
