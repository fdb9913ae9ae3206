"""What handlers work with: made once at start, handed to every listener, closed at the end."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from bot.actors import Tenant
from bot.background import Background
from bot.hiring.answers.assistant import Assistant
from bot.services.last_asks import LastAsks
from bot.services.people import People
from bot.services.pictures import Pictures
from bot.slack.channels import Channels
from bot.slack.files import SharedFile
from bot.slack.memberships import Memberships
from bot.store import events, outbox, preferences
from bot.store.company_bands import HeldBands
from bot.store.database import Database
from bot.store.outbox import OutgoingMessage


@dataclass(frozen=True, slots=True)
class Deps:
    """The assistant, what it remembers, and its ways to Slack. `now` gives the time in UTC.

    `deliver_soon` sends a message of the outbox by its id; call it after the transaction that added it.
    `read_file` returns the text of a shared file, or raises RolecallError; it takes long.
    `file_work` is for files alone: they may take long, and nothing else has to wait for them.
    """

    assistant: Assistant
    database: Database
    deliver_soon: Callable[[int], None]
    read_file: Callable[[Tenant, SharedFile], str]
    background: Background
    file_work: Background
    channels: Channels
    memberships: Memberships
    people: People
    pictures: Pictures
    last_asks: LastAsks
    bands: HeldBands
    now: Callable[[], datetime]

    def reply_once(self, tenant: Tenant, event_id: str, message: OutgoingMessage) -> None:
        """Answer an event once: claim it and write the reply in one transaction, then send the reply."""
        with self.database.transaction() as session:
            if not events.claim(session, tenant, event_id, self.now()):
                return
            message_id = outbox.add(session, tenant, message, self.now())
        self.deliver_soon(message_id)

    def today_of(self, tenant: Tenant, user: str) -> date:
        """Which day it is for a person: in their time zone when Slack has told it, else in UTC."""
        with self.database.reading() as session:
            return self.now().astimezone(preferences.zone_of(session, tenant, user)).date()

    def stop(self) -> None:
        """Begin nothing more: what can wait is left to another process."""
        self.background.stop()
        self.file_work.stop()

    def close(self) -> None:
        """Finish what was begun, as far as the time goes, and let go of the database."""
        self.stop()
        self.background.close()
        self.file_work.close()
        self.database.close()
