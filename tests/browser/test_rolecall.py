"""Rolecall itself on the page: a person types a command, clicks, fills a form and reads the answers."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from bot.local_slack.server import LocalSlack
from bot.run.demo import bot_beside, new_slack
from tests.browser.conftest import Tab, shown
from tests.browser.test_page import act_as, message, say


@pytest.fixture(scope="module")
def slack(tab: Tab) -> Iterator[LocalSlack]:
    """A local Slack with the page and the real bot."""
    with shown(new_slack(port=tab.port), tab) as slack, bot_beside(slack):
        yield slack


def test_a_band_is_read_alone_and_then_shared(page: Page) -> None:
    say(page, "/salary infrastructure senior 240k")
    answer = message(page, "Only visible to you")
    expect(answer.get_by_role("heading", name="LLM infrastructure engineer")).to_be_visible()
    expect(answer).to_contain_text("$280k")
    expect(answer).to_contain_text("below")
    answer.get_by_role("button", name="All sources").click()
    sources = page.get_by_role("dialog", name="Rolecall")
    picture = sources.get_by_role("img", name="Your budget $240k")
    expect(picture).to_have_js_property("naturalWidth", 720)
    sources.get_by_role("button", name="Close").last.click()
    answer.get_by_role("button", name="Share in channel").click()
    page.get_by_role("alertdialog").get_by_role("button", name="Share").click()
    expect(message(page, "Shared by")).to_contain_text("$280k")
    expect(message(page, "Only visible to you")).to_have_count(0)
    act_as(page, "Ada Okafor", "Mei Tanaka 田中")
    expect(message(page, "Shared by")).to_contain_text("LLM infrastructure engineer")


def test_a_budget_is_checked_in_a_form(page: Page) -> None:
    page.get_by_role("button", name="Shortcuts", exact=True).click()
    page.get_by_role("menuitem", name="Check a budget").click()
    form = page.get_by_role("dialog", name="Check a budget")
    form.get_by_role("combobox", name="Role").click()
    page.get_by_role("option", name="LLM infrastructure engineer").click()
    form.get_by_label("Yearly budget").fill("a lot")
    form.get_by_role("button", name="Check").click()
    expect(form.get_by_role("alert").filter(has_text="240k")).to_be_visible()
    form.get_by_label("Yearly budget").fill("300k")
    form.get_by_role("button", name="Check").click()
    answer = page.get_by_role("dialog", name="Rolecall")
    expect(answer).to_contain_text("$300k")
    expect(answer).to_contain_text("$400k")


def test_a_refused_field_further_down_comes_into_view(page: Page) -> None:
    say(page, "/req open Platform engineer")
    form = page.get_by_role("dialog", name="Open a requisition")
    form.get_by_role("button", name="More: owner, budget, level").click()
    form.get_by_label("Yearly budget").fill("a lot")
    form.get_by_label("Title").scroll_into_view_if_needed()
    form.get_by_role("button", name="Open it").click()
    refused = form.get_by_role("alert").filter(has_text="240k")
    expect(refused).to_be_in_viewport()


def test_a_requisition_is_opened_and_defined_the_next_day(page: Page) -> None:
    say(page, "/req open Platform engineer")
    form = page.get_by_role("dialog", name="Open a requisition")
    form.get_by_role("button", name="Open it").click()
    answer = page.get_by_role("dialog", name="It is open")
    expect(answer).to_contain_text("without a specialty")
    answer.get_by_role("button", name="Close", exact=True).first.click()
    card = message(page, "Which role is it?")
    expect(card).to_contain_text("1 · Platform engineer")
    page.get_by_role("button", name="Skip to tomorrow").click()
    expect(card).to_contain_text("for 1 day", timeout=20_000)
    expect(page.get_by_role("timer")).to_contain_text("09:31")
    card.get_by_role("button", name="Define").click()
    form = page.get_by_role("dialog", name="Which role is it?")
    form.get_by_role("combobox").first.click()
    page.get_by_role("option", name="LLM infrastructure engineer").click()
    form.get_by_role("button", name="Define", exact=True).click()
    expect(message(page, "is defined")).to_contain_text("LLM infrastructure engineer")
    page.get_by_role("dialog", name="Rolecall").get_by_role("button", name="Close", exact=True).first.click()
    say(page, "/req log 1")
    expect(message(page, "Only visible to you")).to_contain_text("defined")
