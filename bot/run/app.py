"""Where the parts meet: settings, content and store become deps, and deps become a Bolt app."""

import os
from collections.abc import Callable
from datetime import UTC, datetime
from functools import cache, partial

from slack_bolt import App
from slack_bolt.error import BoltError
from slack_sdk.errors import SlackApiError

import handlers
from bot.actors import Tenant
from bot.background import Background
from bot.delivery.outbox import Delivery
from bot.errors import RolecallError
from bot.hiring.answers.assistant import Assistant
from bot.hiring.known import check_known
from bot.services.deps import Deps
from bot.services.last_asks import LastAsks
from bot.services.people import People
from bot.services.pictures import Pictures
from bot.settings import Settings
from bot.slack.channels import Channels
from bot.slack.clients import Clients
from bot.slack.files import Files
from bot.slack.memberships import Memberships
from bot.slack.pictures import upload_picture
from bot.slack.profiles import ask_about
from bot.slack.refusals import why_not_accepted
from bot.store.company_bands import HeldBands
from bot.store.database import Database
from content.loading import load_content
from handlers.payloads import BringReply

_HIJACKERS = ("SLACK_CLIENT_ID", "SLACK_CLIENT_SECRET", "SLACK_BOT_TOKEN", "SLACK_SIGNING_SECRET")


def build_deps(
    settings: Settings, now: Callable[[], datetime] | None = None, *, takes_pictures: bool = True
) -> tuple[Deps, Delivery]:
    """Build what the handlers work with, and what sends their messages. `now` is the clock, UTC.

    Without `takes_pictures` none is drawn. Raises ContentError when the content files are wrong.
    """
    now = now or (lambda: datetime.now(UTC))
    assistant = _assistant()
    content = assistant.content
    database = Database(settings.database_url)
    background = Background()
    clients = Clients(settings)

    def upload(tenant: Tenant, data: bytes) -> str | None:
        return upload_picture(clients.client_for(tenant), data)

    delivery = Delivery(database, clients.posting_client_for, background, now, content)
    deps = Deps(
        assistant=assistant,
        database=database,
        deliver_soon=delivery.deliver_soon,
        read_file=lambda tenant, file: Files(clients.client_for(tenant)).read(file),
        background=background,
        file_work=Background(threads=2),
        channels=Channels(clients.client_for, now),
        memberships=Memberships(clients.quick_client_for, now),
        people=People(database, partial(ask_about, clients.quick_client_for), now, content),
        pictures=Pictures(upload if takes_pictures else None),
        bands=HeldBands(database),
        last_asks=LastAsks(database, background, now),
        now=now,
    )
    return deps, delivery


def create_app(settings: Settings, deps: Deps) -> App:
    """Build the Bolt app for one workspace. Asks Slack whose token it is; RolecallError when refused.

    Listeners run inside the request (process_before_response): they only do local work, so the answer leaves
    without Bolt's polling, and a listener that raises makes Slack send the event again.
    """
    for name in _HIJACKERS:
        # Bolt reads these by itself, and would turn this app into an OAuth app that ignores its token.
        os.environ.pop(name, None)
    try:
        app = App(
            name="rolecall",  # else Bolt reads the sources of all its callers to find a name
            client=Clients(settings).asking,
            signing_secret=settings.slack_signing_secret.get_secret_value(),
            process_before_response=True,
            request_verification_enabled=False,  # the door has looked before anything was parsed
            # Neither custom steps nor say() in conversations: work that every request would do in vain.
            attaching_function_token_enabled=False,
            attaching_conversation_kwargs_enabled=False,
        )
    except BoltError as error:
        refusal = error.__context__
        if isinstance(refusal, SlackApiError):
            raise RolecallError(why_not_accepted("ROLECALL_SLACK_BOT_TOKEN", refusal)) from error
        raise RolecallError(f"Slack does not accept ROLECALL_SLACK_BOT_TOKEN ({error}).") from error

    app.middleware(BringReply(deps))
    handlers.register(app, deps.assistant.content.commands)
    return app


@cache
def _assistant() -> Assistant:
    """The assistant over the content that ships, one for each process: it keeps nothing between lines."""
    content = load_content()
    check_known(content)
    return Assistant(content)
