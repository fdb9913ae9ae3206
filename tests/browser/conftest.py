"""One browser with one tab, a local Slack with its page, and a small app in it.

To load the page takes seconds, so tests of one house share it: what was said in it is taken away before each
test, and a tab that is still as it was opened is not loaded again.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import ConsoleMessage, Page, ViewportSize, expect

from bot.local_slack import page as slack_page
from bot.local_slack.server import LocalSlack
from bot.local_slack.state.attention import Attention
from tests.browser import chromium, sample_app
from tests.processes import free_port

HERE = Path(__file__).parent
SIZE: ViewportSize = {"width": 1280, "height": 800}
# In one of these places, with nothing open, nothing complained of and nothing typed.
IS_UNTOUCHED = """(places) => places.includes(location.href)
  && !document.querySelector(".notice:not(.hidden), .panel:not(.hidden), .q-dialog, .q-menu")
  && [...document.querySelectorAll("textarea")].every((field) => !field.value)"""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Skip what needs a browser where there is none, with one line for each file."""
    if chromium.find_chromium() is None:
        for item in items:
            if HERE in item.path.parents:
                item.add_marker(pytest.mark.skip(reason=chromium.MISSING))


def is_fault(message: ConsoleMessage) -> bool:
    """Say whether the console tells of a mistake; that nobody answers while a server restarts is none."""
    return message.type == "error" and "ERR_CONNECTION_REFUSED" not in message.text


class Tab:
    """The tab that all tests use, what went wrong in it, and the port of what it shows."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.port = free_port()  # one for all houses: the browser keeps the scripts of an address
        self.errors: list[str] = []
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        page.on("console", lambda message: self.errors.append(message.text) if is_fault(message) else None)
        page.on("dialog", lambda dialog: self.errors.append(f"a script ran: {dialog.message}"))

    def open(self, slack: LocalSlack) -> None:
        """Show #hiring as Ada sees it."""
        place = f"{slack.url}/?who=ada&where={slack.workspace.channel('hiring').id}"
        page = self.page
        if page.viewport_size != SIZE:
            page.set_viewport_size(SIZE)
        if not page.evaluate(IS_UNTOUCHED, [place, f"{slack.url}/"]):
            page.goto(slack.url)
        expect(page.get_by_role("heading", name="hiring")).to_be_visible()


@pytest.fixture(scope="package")
def tab() -> Iterator[Tab]:
    """A tab of a headless Chromium. It is closed with this package: its loop would be in others' way."""
    expect.set_options(timeout=20_000)  # a slow machine, or one that runs other tests beside
    with chromium.started(str(chromium.find_chromium())) as browser:
        yield Tab(browser.new_context(viewport=SIZE, reduced_motion="reduce").new_page())


@contextmanager
def shown(slack: LocalSlack, tab: Tab) -> Iterator[LocalSlack]:
    """Run a local Slack with its page; the tab leaves before it stops."""
    slack_page.mount(slack)
    with slack:
        yield slack
        tab.page.goto("about:blank")


@pytest.fixture(scope="module")
def slack(tab: Tab) -> Iterator[LocalSlack]:
    """A local Slack with the page and the sample app."""
    with shown(LocalSlack(sample_app.MANIFEST, port=tab.port), tab) as slack, sample_app.joined(slack):
        yield slack


async def empty(slack: LocalSlack) -> None:
    """Take away what was said, shared, opened and typed, when the app has heard all of it."""
    await slack.settle()
    workspace = slack.workspace
    for channel in workspace.channels.values():
        channel.messages.clear()
    for kept in (workspace.views, workspace.modals, workspace.homes, workspace.files):
        kept.clear()
    slack.journal.deliveries.clear()
    slack.attention = Attention()
    workspace.changed()


@pytest.fixture
def page(tab: Tab, slack: LocalSlack, caplog: pytest.LogCaptureFixture) -> Iterator[Page]:
    """The page as Ada sees it, in #hiring; errors in the browser or in the page's code fail the test."""
    slack.run(empty(slack))
    tab.open(slack)
    tab.errors.clear()
    yield tab.page
    assert tab.errors + [each.getMessage() for each in caplog.records if each.name == "nicegui"] == []
