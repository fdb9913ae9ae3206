"""An accessibility engine looks at every surface of the page: light, dark, on a phone and at 200 %."""

import os
from collections.abc import Iterator
from importlib.resources import files
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.test_page import message, say

AXE = files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8")
RUN = """async (options) => (await axe.run({
  ...options, resultTypes: ["violations"], selectors: false, preload: false,
})).violations"""
LIGHT, DARK = {"color_scheme": "light"}, {"color_scheme": "dark"}
WIDE, PHONE = (1280, 800), (390, 844)
TWICE = (640, 400)  # Chromium's own zoom is not to be had here: this is what 200 % leaves of a window
# Each look is searched for what it alone can have wrong, because a search takes seconds.
NO_CONTRAST = {"rules": {"color-contrast": {"enabled": False}}}
LOOKS: list[tuple[str, Any, tuple[int, int], dict[str, Any]]] = [
    ("light", LIGHT, WIDE, {}),
    ("dark", DARK, WIDE, {"runOnly": ["color-contrast"]}),
    ("on a phone", LIGHT, PHONE, NO_CONTRAST),
    ("at 200 %", LIGHT, TWICE, NO_CONTRAST),
]


@pytest.fixture
def faults(page: Page) -> "Faults":
    return Faults(page)


class Faults:
    """What is serious on the page in each look it can have, by rule and element."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def __call__(self, *, only_narrow: bool = False) -> list[str]:
        self.page.evaluate(AXE)
        looks = [look for look in LOOKS if not only_narrow or look[2] != WIDE]
        return [f"{name}: {fault}" for name, *look in looks for fault in self._serious(*look)]

    def _serious(self, scheme: Any, size: tuple[int, int], options: dict[str, Any]) -> Iterator[str]:
        self.page.emulate_media(**scheme, reduced_motion="reduce")
        self.page.set_viewport_size({"width": size[0], "height": size[1]})
        for rule in self.page.evaluate(RUN, options):
            for node in rule["nodes"] if rule["impact"] in ("serious", "critical") else ():
                why = "; ".join(each["message"] for each in node["any"])
                yield f"{rule['id']}: {node['html'][:160]} {why}"


def test_a_channel_a_thread_and_a_modal_are_accessible(page: Page, faults: Faults) -> None:
    say(page, "/show")
    expect(message(page, "A heading")).to_be_visible()
    say(page, "Shall we?")
    message(page, "Shall we?").get_by_role("button", name="Reply in thread").click()
    expect(page.get_by_role("complementary", name="Thread")).to_be_visible()
    found = faults()
    page.get_by_role("button", name="Close the thread").click()
    found += faults(only_narrow=True)  # on a wide page it stood beside the thread
    say(page, "/form")
    form = page.get_by_role("dialog", name="A form")
    form.get_by_role("button", name="Save").click()
    expect(form.locator(".refused").first).to_be_visible()
    found += faults()
    page.keyboard.press("Escape")
    expect(form).to_be_hidden()
    assert found == []


def test_home_is_accessible(page: Page, faults: Faults) -> None:
    page.get_by_role("button", name="Home").click()
    expect(page.get_by_role("heading", name="Welcome home")).to_be_visible()
    expect(page.locator("svg").first).to_be_visible()
    assert faults() == []


# What each letter looks like: letters that no font has look all the same.
DRAWN = """(letters) => [...letters].map((letter) => {
  const canvas = new OffscreenCanvas(40, 40), paper = canvas.getContext("2d");
  paper.font = `24px ${getComputedStyle(document.body).fontFamily}`;
  paper.fillText(letter, 4, 30);
  return paper.getImageData(0, 0, 40, 40).data.join();
})"""


@pytest.mark.skipif("CI" not in os.environ, reason="what fonts a desk has is its own affair")
def test_emoji_and_japanese_letters_are_drawn(page: Page) -> None:
    assert len(set(page.evaluate(DRAWN, "🟡🟢田中"))) == 4
