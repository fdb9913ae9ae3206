"""The local Slack stops and starts again while a tab shows it."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from bot.local_slack.server import LocalSlack
from tests.browser import sample_app
from tests.browser.conftest import Tab, shown
from tests.browser.test_page import message, say


@pytest.fixture
def slack(tab: Tab) -> Iterator[LocalSlack]:
    """A local Slack that may stop: no app is in it."""
    with shown(LocalSlack(sample_app.MANIFEST, port=tab.port), tab) as slack:
        yield slack


def test_the_page_goes_on_after_the_local_slack_was_restarted(page: Page, slack: LocalSlack) -> None:
    say(page, "Before")
    expect(message(page, "Before")).to_be_visible()
    slack.stop()
    expect(page.get_by_role("alert").filter(has_text="The local Slack has stopped")).to_be_visible()
    with page.expect_event("load"):  # it loads itself anew; what is typed until then would be gone
        slack.start()
    expect(page.get_by_text("The local Slack has stopped")).to_be_hidden()
    say(page, "After")
    expect(message(page, "After")).to_be_visible()
    expect(message(page, "Before")).to_be_visible()
