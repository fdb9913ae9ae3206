"""From settings to a bot that may answer, and plain words for everything that stops it."""

from collections.abc import Iterator
from contextlib import contextmanager
from importlib.metadata import version

from slack_bolt import App
from slack_sdk.errors import SlackApiError

from bot.actors import Tenant
from bot.delivery.outbox import Delivery
from bot.errors import RolecallError
from bot.run.app import build_deps, create_app
from bot.services.deps import Deps
from bot.settings import Settings
from bot.slack.refusals import why_not_accepted
from bot.store import upgrade
from bot.store.database import Database
from content.loading import ContentError


def start(settings: Settings) -> tuple[App, Deps, Delivery]:
    """Build the bot, check everything it stands on, and send what an earlier process left in the outbox.

    RolecallError lists whatever is wrong with the content, the database and Slack.
    """
    problems: list[str] = []
    app, tenant, built = None, None, None
    with _noted(problems):
        built = build_deps(settings)
    if built is not None:
        deps, delivery = built
        with _noted(problems):
            _check_database(deps.database)
        with _noted(problems):
            app = create_app(settings, deps)
            tenant = tenant_of(app)
    if app is None or tenant is None or built is None or problems:
        if built is not None:
            built[0].close()
        raise RolecallError("\n  ".join(["Rolecall cannot start:", *problems]))
    delivery.deliver_waiting(tenant)
    return app, deps, delivery


def tenant_of(app: App) -> Tenant:
    """The workspace whose token the bot has; asks Slack. RolecallError when it does not say."""
    try:
        who = app.client.auth_test()
    except SlackApiError as error:
        raise RolecallError(why_not_accepted("ROLECALL_SLACK_BOT_TOKEN", error)) from error
    return Tenant(who.get("enterprise_id") or "", who["team_id"])


def describe(deps: Deps) -> str:
    """What runs here, for the first line of its log: release, content and database, without its password."""
    release, content = version("rolecall"), deps.assistant.content.version
    return f"rolecall {release}, content {content}, database {deps.database.where}"


def _check_database(database: Database) -> None:
    problem = upgrade.problem(database)
    if problem is not None:
        raise RolecallError(str(problem))


@contextmanager
def _noted(problems: list[str]) -> Iterator[None]:
    try:
        yield
    except (ContentError, RolecallError) as error:
        problems.extend(line for line in str(error).splitlines() if line not in problems)
    except OSError as error:
        problems.append(f"Slack cannot be reached ({error}).")
