"""A browser, a local Slack with its page, and a small app in it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, expect

from bot.local_slack import page as slack_page
from bot.local_slack.server import LocalSlack
from tests.browser import chromium, sample_app

HERE = Path(__file__).parent


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Skip what needs a browser where there is none, with one line for each file."""
    if chromium.find_chromium() is None:
        for item in items:
            if HERE in item.path.parents:
                item.add_marker(pytest.mark.skip(reason=chromium.MISSING))


def is_fault(message: ConsoleMessage) -> bool:
    """Say whether the console tells of a mistake; that nobody answers while a server restarts is none."""
    return message.type == "error" and "ERR_CONNECTION_REFUSED" not in message.text


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """A headless Chromium. It is closed with this package, because its loop would be in the way of others."""
    expect.set_options(timeout=20_000)  # a slow machine, or one that runs other tests beside
    with chromium.started(str(chromium.find_chromium())) as browser:
        yield browser


@pytest.fixture
def slack() -> Iterator[LocalSlack]:
    """A local Slack with the page and the sample app."""
    slack = LocalSlack(sample_app.MANIFEST)
    slack_page.mount(slack)
    with slack, sample_app.joined(slack):
        yield slack


@pytest.fixture
def page(browser: Browser, slack: LocalSlack, caplog: pytest.LogCaptureFixture) -> Iterator[Page]:
    """The page as Ada sees it, in #hiring; errors in the browser or in the page's code fail the test."""
    context = browser.new_context(base_url=slack.url, viewport={"width": 1280, "height": 800})
    page = context.new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on("console", lambda message: errors.append(message.text) if is_fault(message) else None)
    page.on("dialog", lambda dialog: errors.append(f"a script ran: {dialog.message}"))
    page.goto("/")
    expect(page.get_by_role("heading", name="hiring")).to_be_visible()
    yield page
    context.close()
    errors += [record.getMessage() for record in caplog.records if record.name == "nicegui"]
    assert errors == []
