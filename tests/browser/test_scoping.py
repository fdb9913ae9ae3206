"""A role is scoped on the page, from a vague requisition to a signed brief, and across a crash of the bot."""

import signal
from collections.abc import Iterator

import pytest
from playwright.sync_api import Locator, Page, expect

from bot.local_slack.server import LocalSlack
from bot.run.demo import bot_beside, new_slack
from tests.browser.conftest import Tab, shown
from tests.browser.test_page import message, say
from tests.processes import ended, running
from tests.test_processes import settings_of, wait_for_connections


@pytest.fixture
def slack(tab: Tab) -> Iterator[LocalSlack]:
    """A local Slack with the page; the tests say which bot joins it."""
    with shown(new_slack(port=tab.port), tab) as slack:
        yield slack


def turn(page: Page, question: str) -> Locator:
    """The message that asks this and can be answered still."""
    return message(page, question).filter(has=page.get_by_role("button", name="Answer"))


def answer(page: Page, question: str, label: str) -> None:
    asked = turn(page, question)
    expect(asked).to_be_visible()
    if asked.get_by_role("radio").count():
        asked.get_by_role("radio", name=label).click()
    else:  # much was said above it
        asked.get_by_role("combobox").click()
        page.get_by_role("option", name=label).click()
    asked.get_by_role("button", name="Answer").click()


def test_a_vague_requisition_becomes_a_signed_brief_in_a_few_answers(page: Page, slack: LocalSlack) -> None:
    with bot_beside(slack):
        say(page, "/req open Senior LLM engineer")
        page.get_by_role("dialog").get_by_role("button", name="Open it").click()
        opened = page.get_by_role("dialog", name="It is open")
        expect(opened).to_contain_text("without a specialty")
        opened.get_by_role("button", name="Close", exact=True).first.click()
        say(page, "/role scope 1")
        answer(page, "What exists in six months", "The same, but faster or cheaper")
        page.get_by_role("button", name="1 reply").click()
        answer(page, "Whom would you hire", "Not sure")
        expect(message(page, "Not sure is an answer, too")).to_contain_text("So far")
        answer(page, "After a year", "As slow and costly as before")
        brief = message(page, "Keep our models fast")
        expect(brief).to_contain_text("I know enough")
        expect(brief).to_contain_text("open question")
        brief.get_by_role("button", name="Edit").click()
        form = page.get_by_role("dialog", name="Edit the brief")
        form.get_by_label("Company band").fill("$290-330k")
        form.get_by_role("button", name="Save").click()
        whole = page.get_by_role("dialog", name="Brief")
        expect(whole).to_contain_text("$290k–$330k")
        whole.get_by_role("button", name="Sign").click()
        page.get_by_role("alertdialog", name="Sign it").get_by_role("button", name="Sign").click()
        signed = page.get_by_role("dialog", name="Rolecall")
        expect(signed).to_contain_text("is defined: LLM infrastructure engineer")
        signed.get_by_role("button", name="Close", exact=True).first.click()
        expect(brief).to_contain_text("Signed by @Ada as version 1")
        say(page, "/req log 1")
        expect(message(page, "What was decided")).to_contain_text("signed version 1 of its brief")


def test_a_conversation_goes_on_when_the_bot_was_killed_midway(
    page: Page, slack: LocalSlack, sqlite_url: str
) -> None:
    with running("socket", **settings_of(slack, sqlite_url)) as process:
        wait_for_connections(slack, 1)
        say(page, "/role scope senior LLM engineer")
        answer(page, "What exists in six months", "Proof that it is fit to ship")
        page.get_by_role("button", name="1 reply").click()
        expect(turn(page, "Whom would you hire")).to_be_visible()
        ended(process, signal.SIGKILL)
        wait_for_connections(slack, 0)
    with running("socket", **settings_of(slack, sqlite_url)):
        wait_for_connections(slack, 1)
        answer(page, "Whom would you hire", "Tests models and may stop a launch")
        brief = message(page, "Give us proof that a model is ready")
        expect(brief).to_contain_text("Tests models and may stop a launch")
        brief.get_by_role("button", name="Show all").click()
        expect(page.get_by_role("dialog", name="Brief")).to_contain_text("Proof that it is fit to ship")
