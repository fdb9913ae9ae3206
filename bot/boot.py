"""From settings to a bot that may answer, and plain words for everything that stops it."""

from collections.abc import Iterator
from contextlib import contextmanager

from slack_bolt import App

from bot.app import build_services, create_app
from bot.domain import Tenant
from bot.errors import RolecallError
from bot.services import Services
from bot.settings import Settings
from bot.store import schema
from bot.store.database import Database
from content import ContentError


def start(settings: Settings) -> tuple[App, Services]:
    """Build the bot, check everything it stands on, and send what an earlier process left in the outbox.

    RolecallError lists whatever is wrong with the content, the database and Slack.
    """
    problems: list[str] = []
    app, services = None, None
    with _noted(problems):
        services = build_services(settings)
    with _noted(problems):
        _check_database(settings)
    if services is not None:
        with _noted(problems):
            app = create_app(settings, services)
    if app is None or services is None or problems:
        if services is not None:
            services.close()
        raise RolecallError("\n  ".join(["Rolecall cannot start:", *problems]))
    services.delivery.deliver_waiting(tenant_of(app))
    return app, services


def tenant_of(app: App) -> Tenant:
    """The workspace whose token the bot has; asks Slack."""
    who = app.client.auth_test()
    return Tenant(who.get("enterprise_id") or "", who["team_id"])


def _check_database(settings: Settings) -> None:
    database = Database(settings.database_url)
    problem = schema.problem(database)
    database.close()
    if problem is not None:
        raise RolecallError(problem)


@contextmanager
def _noted(problems: list[str]) -> Iterator[None]:
    try:
        yield
    except (ContentError, RolecallError) as error:
        problems.extend(line for line in str(error).splitlines() if line not in problems)
    except OSError as error:
        problems.append(f"Slack cannot be reached ({error}).")
