"""The bot's parts and worker beside a local Slack whose clock stands still, without listeners."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from pydantic import SecretStr
from sqlalchemy import select

from bot.actors import Actor, Tenant
from bot.delivery.outbox import Delivery
from bot.hiring.requisitions import Requisition
from bot.local_slack.server import LocalSlack
from bot.local_slack.state.clock import Clock
from bot.local_slack.state.workspace import PostedMessage, Workspace
from bot.run.app import build_deps
from bot.run.worker import Worker
from bot.services import requisitions
from bot.services.deps import Deps
from bot.services.requisitions import Opening
from bot.settings import Settings
from bot.slack.manifest import build_manifest
from bot.store.database import Database
from bot.store.models import OutboxRow, OutboxState, RequisitionRow, ReviewRow
from content.loading import load_content
from tests.budgets import keep_budgets

TUESDAY = datetime(2026, 11, 3, 9, 0, tzinfo=UTC)  # no public holiday in Portugal until the first of December


@dataclass
class Office:
    """Methods do what people and workers do; `deps` and `worker` are the real ones."""

    slack: LocalSlack
    deps: Deps
    delivery: Delivery
    worker: Worker
    tenant: Tenant

    def id(self, name: str) -> str:
        return self.slack.workspace.member(name).id

    def channel(self, name: str) -> str:
        return self.slack.workspace.channel(name).id

    def actor(self, name: str = "ada") -> Actor:
        return Actor(self.tenant, self.id(name), "command")

    def open(
        self, title: str = "LLM engineer", *, owner: str = "ada", channel: str = "hiring", **more: Any
    ) -> Requisition:
        """Open a requisition as its owner; `sponsor` by name."""
        if "sponsor" in more:
            more["sponsor"] = self.id(more["sponsor"])
        opening = Opening(title, "", self.id(owner), self.channel(channel), **more)
        return requisitions.open_requisition(self.deps, self.actor(owner), opening).requisition

    def go_to(self, moment: datetime) -> None:
        """Let time pass until then, with the worker awake: it works whenever there is something to do."""
        while True:
            self.worker.tick()
            now = self.slack.clock.now()
            if now >= moment:
                return
            at = [row.next_due_at for row in self.rows() if row.next_due_at]
            at += [row.due_at for row in self.reviews() if row.due_at]
            at += [row.due_at for row in self.outbox() if row.state is OutboxState.WAITING]
            upcoming = max(min(at, default=moment), now + timedelta(seconds=1))
            self.slack.clock.advance(min(upcoming, moment) - now)

    def sleep_until(self, moment: datetime) -> None:
        """Let time pass until then, with the worker asleep; then it wakes up."""
        self.slack.clock.advance(moment - self.slack.clock.now())
        self.worker.tick()

    def posts(self, name: str = "ada", where: str = "#hiring") -> list[PostedMessage]:
        """What the bot posted where this person can see it; without edits."""
        return [message for message in self.slack.person(name).sees(where) if message.bot_id]

    def direct(self, name: str = "ada") -> list[PostedMessage]:
        """What the bot wrote to this person alone."""
        return self.posts(name, "@rolecall")

    def rows(self) -> list[RequisitionRow]:
        with self.deps.database.transaction() as session:
            return list(session.scalars(select(RequisitionRow).order_by(RequisitionRow.id)))

    def reviews(self) -> list[ReviewRow]:
        with self.deps.database.transaction() as session:
            return list(session.scalars(select(ReviewRow).order_by(ReviewRow.id)))

    def outbox(self) -> list[OutboxRow]:
        with self.deps.database.transaction() as session:
            return list(session.scalars(select(OutboxRow).order_by(OutboxRow.id)))


def moment(day: int, hour: int = 9, minute: int = 31, month: int = 11) -> datetime:
    """A moment of 2026, in UTC, which is Ada's time in winter."""
    return datetime(2026, month, day, hour, minute, tzinfo=UTC)


@contextmanager
def opened(database: Database, now: datetime = TUESDAY, company: Workspace | None = None) -> Iterator[Office]:
    """An office on this database, at that time."""
    manifest = build_manifest(load_content().commands)
    with LocalSlack(manifest, clock=Clock(frozen_at=now), workspace=company) as slack:
        settings = Settings(
            database_url=database.engine.url.render_as_string(hide_password=False),
            slack_bot_token=SecretStr(slack.bot_token),
            slack_api_url=slack.api_url,
        )
        deps, delivery = build_deps(settings, now=slack.clock.now)
        tenant = Tenant("", slack.workspace.team_id)
        try:
            yield Office(slack, deps, delivery, Worker(deps, delivery, tenant), tenant)
        finally:
            deps.close()
        keep_budgets(slack)
