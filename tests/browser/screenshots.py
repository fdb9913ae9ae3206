"""Makes the README's pictures from the real bot: `make screenshots`.

Mei's name needs a font with Japanese letters on this machine, such as Debian's fonts-vlgothic.
"""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from playwright.sync_api import Browser, Page, expect

from bot.local_slack import page as slack_page
from bot.local_slack.server import LocalSlack
from bot.local_slack.state.clock import Clock
from bot.run.demo import bot_beside
from bot.slack.manifest import build_manifest
from content.loading import load_content
from tests.browser import chromium
from tests.browser.test_page import act_as, message, say
from tests.browser.test_scoping import answer, turn

IMAGES = Path(__file__).parents[2] / "docs" / "images"
WIDE = (1280, 820)
TALL = (1280, 1064)
NARROW = (390, 844)
# The pictures should not change with the day they are made on.
MOMENT = datetime(2026, 11, 24, 9, 30, tzinfo=UTC)


def main() -> int:
    """Write the pictures; returns the exit code."""
    executable = chromium.find_chromium()
    if executable is None:
        print(chromium.MISSING, file=sys.stderr)
        return 1
    IMAGES.mkdir(parents=True, exist_ok=True)
    expect.set_options(timeout=30_000)  # a machine that does other things beside
    slack = LocalSlack(build_manifest(load_content().commands), clock=Clock(frozen_at=MOMENT))
    slack_page.mount(slack)
    with slack, bot_beside(slack), chromium.started(executable) as browser:
        with opened(browser, slack.url, WIDE) as page:
            picture_salary(page)
            picture_inspector(page)
            picture_form(page)
            picture_roles(page)
        with opened(browser, f"{slack.url}?who=zoe", NARROW) as page:
            picture_narrow(page)
        with opened(browser, slack.url, WIDE) as page:
            picture_card(page)
        with opened(browser, slack.url, TALL) as page:
            picture_question(page)
            picture_brief(page)
    return 0


@contextmanager
def opened(browser: Browser, url: str, size: tuple[int, int]) -> Iterator[Page]:
    """Open the page in a window of this size."""
    context = browser.new_context(viewport={"width": size[0], "height": size[1]})
    page = context.new_page()
    page.goto(url)
    expect(page.get_by_role("heading", name="hiring")).to_be_visible()
    yield page
    context.close()


def save(page: Page, name: str) -> None:
    """Write one picture, without the caret and with everything at rest."""
    page.mouse.move(0, 0)
    page.evaluate("document.fonts.ready")
    path = IMAGES / f"{name}.png"
    page.screenshot(path=path, animations="disabled")
    print(f"{path.name}: {path.stat().st_size / 1000:.0f} kB")


def picture_salary(page: Page) -> None:
    """A person asks what a role pays; the answer is theirs alone."""
    say(page, "We start looking for someone for the inference stack on Monday.")
    act_as(page, "Ada Okafor", "Sam O’Neill")
    say(page, "Same budget as last year, 240k?")
    act_as(page, "Sam O’Neill", "Ada Okafor")
    say(page, "/salary infrastructure senior 240k")
    expect(message(page, "Only visible to you")).to_contain_text("$280k")
    save(page, "salary")


def picture_inspector(page: Page) -> None:
    """What the app was sent for it, and what it did."""
    page.get_by_role("button", name="Inspector", exact=True).click()
    inspector = page.get_by_role("complementary", name="Inspector")
    inspector.get_by_role("button", name="/salary").click()
    expect(inspector.get_by_text("Payload")).to_be_visible()
    save(page, "inspector")
    inspector.get_by_role("button", name="Close the inspector").click()


def picture_form(page: Page) -> None:
    """The form, with a sentence beside the field that needs another look."""
    page.get_by_role("button", name="Shortcuts", exact=True).click()
    page.get_by_role("menuitem", name="Check a budget").click()
    form = page.get_by_role("dialog", name="Check a budget")
    form.get_by_role("combobox", name="Role").click()
    page.get_by_role("option", name="LLM infrastructure engineer").click()
    form.get_by_label("Yearly budget").fill("a lot")
    form.get_by_role("button", name="Check").click()
    expect(form.get_by_role("alert").filter(has_text="240k")).to_be_visible()
    save(page, "form")
    page.keyboard.press("Escape")
    expect(form).to_be_hidden()


def picture_roles(page: Page) -> None:
    """Two roles side by side."""
    say(page, "/role prompt engineer vs llm engineer")
    expect(message(page, "Prompt engineer or LLM engineer?")).to_be_visible()
    save(page, "roles")


def picture_card(page: Page) -> None:
    """A requisition without a specialty, the next morning."""
    say(page, "/req open Senior LLM engineer")
    page.get_by_role("dialog", name="Open a requisition").get_by_role("button", name="Open it").click()
    answer = page.get_by_role("dialog", name="It is open")
    expect(answer).to_contain_text("without a specialty")
    answer.get_by_role("button", name="Close", exact=True).first.click()
    expect(message(page, "Which role is it?")).to_be_visible()
    page.get_by_role("button", name="Skip to tomorrow").click()
    expect(message(page, "Which role is it?")).to_contain_text("for 1 day", timeout=20_000)
    save(page, "card")


def picture_question(page: Page) -> None:
    """A conversation about that requisition: what it understood so far, and the next question."""
    say(page, "/role scope 1")
    answer(page, "What exists in six months", "The same, but faster or cheaper")
    page.get_by_role("button", name="1 reply").click()
    expect(turn(page, "Whom would you hire")).to_contain_text("So far")
    save(page, "question")


def picture_brief(page: Page) -> None:
    """The brief that it ends in, signed."""
    answer(page, "Whom would you hire", "Not sure")
    answer(page, "After a year", "As slow and costly as before")
    brief = message(page, "Keep our models fast")
    brief.get_by_role("button", name="Sign").click()
    page.get_by_role("alertdialog", name="Sign it").get_by_role("button", name="Sign").click()
    expect(message(page, "signed version 1 of the brief")).to_be_visible()
    expect(brief).to_contain_text("Signed by")
    page.get_by_role("button", name="Close the thread").click()
    say(page, "/req brief 1")
    expect(message(page, "Only visible to you").last).to_contain_text("Keep our models fast")
    save(page, "brief")


def picture_narrow(page: Page) -> None:
    """The same on a phone."""
    say(page, "/salary infrastructure senior 240k")
    expect(message(page, "Only visible to you")).to_contain_text("$280k")
    save(page, "narrow")


if __name__ == "__main__":
    sys.exit(main())
