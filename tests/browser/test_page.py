"""What a person does on the page: talk, switch, read threads, use shortcuts, look into the inspector."""

import re
from datetime import timedelta

import pytest
from playwright.sync_api import Locator, Page, expect

from bot.local_slack.server import LocalSlack
from tests.browser.sample_app import HOSTILE


def say(page: Page, text: str) -> None:
    box = page.get_by_label("Message #hiring")
    box.fill(text)
    box.press("Enter")


def message(page: Page, text: str) -> Locator:
    return page.get_by_role("article").filter(has_text=text)


def act_as(page: Page, now: str, name: str) -> None:
    page.get_by_role("button", name=f"Acting as {now}").click()
    page.get_by_role("menuitemradio", name=name).click()
    expect(page.get_by_role("button", name=f"Acting as {name}")).to_be_visible()


def test_a_message_is_seen_by_others_and_stays_after_a_reload(page: Page) -> None:
    say(page, "Hello from Ada")
    expect(message(page, "Hello from Ada")).to_be_visible()
    expect(page.get_by_label("Message #hiring")).to_have_value("")
    act_as(page, "Ada Okafor", "Sam O’Neill")
    expect(message(page, "Hello from Ada")).to_be_visible()
    expect(page).to_have_url(re.compile(r"who=sam"))  # the address keeps who one acts as
    page.reload()
    expect(page.get_by_role("button", name="Acting as Sam O’Neill")).to_be_visible()
    expect(message(page, "Hello from Ada")).to_be_visible()


def test_a_message_arrives_at_another_tab_by_itself(page: Page, slack: LocalSlack) -> None:
    other = page.context.new_page()
    other.goto(f"{slack.url}/?who=mei")
    expect(other.get_by_role("button", name="Acting as Mei Tanaka 田中")).to_be_visible()
    say(page, "Are you there, Mei?")
    expect(message(other, "Are you there, Mei?")).to_be_visible()
    other.close()


def test_what_a_person_types_is_shown_as_text_and_never_runs(page: Page) -> None:
    say(page, HOSTILE)
    expect(message(page, HOSTILE)).to_be_visible()
    expect(page.get_by_role("log").locator("script")).to_have_count(0)
    expect(message(page, HOSTILE).locator(".mention")).to_have_count(0)


def test_shift_enter_makes_a_new_line(page: Page) -> None:
    box = page.get_by_label("Message #hiring")
    box.fill("one")
    box.press("Shift+Enter")
    box.press_sequentially("two")
    box.press("Enter")
    expect(page.get_by_role("article")).to_have_count(1)
    expect(message(page, "two")).to_contain_text("one")


def test_commands_are_completed_with_the_keyboard(page: Page) -> None:
    box = page.get_by_label("Message #hiring")
    box.press_sequentially("/")
    expect(page.get_by_role("option")).to_have_count(4)
    expect(box).to_have_attribute("aria-expanded", "true")
    box.press("ArrowDown")
    expect(page.get_by_role("option", name="/form")).to_have_attribute("aria-selected", "true")
    box.press("ArrowUp")
    box.press("Tab")
    expect(box).to_have_value("/show ")
    expect(page.get_by_text("/show blocks")).to_be_visible()


def test_escape_leaves_what_was_typed_alone(page: Page) -> None:
    box = page.get_by_label("Message #hiring")
    box.fill("/f")
    expect(page.get_by_role("option")).to_have_count(1)
    box.press("Escape")
    expect(page.get_by_role("option")).to_have_count(0)
    expect(box).to_have_value("/f")


def test_people_are_completed_and_mentioned(page: Page) -> None:
    box = page.get_by_label("Message #hiring")
    box.press_sequentially("Thanks @zo")
    expect(page.get_by_role("option", name="Zoë Brandt-Müller")).to_be_visible()
    box.press("Enter")
    expect(box).to_have_value("Thanks @zoe ")
    box.press("Enter")
    expect(message(page, "Thanks").locator(".mention")).to_have_text("@Zoë")


def test_only_the_addressee_sees_an_ephemeral_answer(page: Page) -> None:
    say(page, "/show blocks")
    expect(message(page, "Only visible to you")).to_contain_text("A heading")
    act_as(page, "Ada Okafor", "Sam O’Neill")
    expect(page.get_by_role("article")).to_have_count(0)
    act_as(page, "Sam O’Neill", "Ada Okafor")
    expect(message(page, "Only visible to you")).to_be_visible()


def test_a_thread_has_its_own_panel_and_counts_its_replies(page: Page) -> None:
    say(page, "Shall we open the role?")
    message(page, "Shall we open the role?").hover()
    page.get_by_role("button", name="Reply in thread").click()
    thread = page.get_by_role("complementary", name="Thread")
    thread.get_by_role("combobox", name="Reply").fill("Yes, on Monday")
    thread.get_by_role("button", name="Send").click()
    expect(thread.get_by_text("Yes, on Monday")).to_be_visible()
    expect(page.get_by_role("button", name="1 reply")).to_be_visible()
    page.reload()
    expect(thread.get_by_text("Yes, on Monday")).to_be_visible()
    thread.get_by_role("button", name="Close the thread").click()
    expect(thread).to_be_hidden()


def test_a_suggested_prompt_asks_the_app_which_answers_in_the_thread(page: Page) -> None:
    page.get_by_role("button", name="Messages").click()
    page.get_by_role("button", name="Say something").click()
    thread = page.get_by_role("complementary", name="Thread")
    expect(thread.get_by_text("You said Something please")).to_be_visible()
    expect(page.get_by_role("button", name="Say something")).to_be_hidden()


def test_a_message_shortcut_gets_the_message(page: Page) -> None:
    say(page, "Remember the milk")
    message(page, "Remember the milk").hover()
    page.get_by_role("button", name="Message shortcuts").click()
    page.get_by_role("menuitem", name="Keep this").click()
    expect(message(page, "Kept: Remember the milk")).to_be_visible()


def test_a_command_that_is_never_acked_says_so_and_keeps_what_was_typed(
    page: Page, slack: LocalSlack
) -> None:
    say(page, "/silent treatment")
    slack.run(slack.until(lambda: slack.journal.of_kind("command")))
    expect(page.get_by_label("Message #hiring")).to_have_value(
        ""
    )  # as in the seconds that pass outside of tests
    slack.clock.advance(timedelta(seconds=4))
    expect(page.get_by_role("alert").filter(has_text="/silent")).to_be_in_viewport()
    expect(page.get_by_label("Message #hiring")).to_have_value("/silent treatment")


def test_an_archived_channel_can_only_be_read(page: Page) -> None:
    page.get_by_role("button", name="old-roles").click()
    expect(page.get_by_text("This channel is archived.")).to_be_visible()
    expect(page.locator("textarea, input, [role=textbox], [role=combobox]")).to_have_count(0)


def test_a_stranger_sees_only_the_shared_channel(page: Page) -> None:
    act_as(page, "Ada Okafor", "Priya Raman")
    expect(page.get_by_role("heading", name="partner-search")).to_be_visible()
    expect(page.get_by_text("Shared with another company")).to_be_visible()
    expect(page.get_by_role("button", name="founders")).to_have_count(0)


def test_the_inspector_shows_the_payload_the_ack_and_the_calls(page: Page) -> None:
    say(page, "/form")
    expect(page.get_by_role("dialog", name="A form")).to_be_visible()
    page.get_by_role("button", name="Close", exact=True).click()
    page.get_by_role("button", name="Inspector", exact=True).click()
    inspector = page.get_by_role("complementary", name="Inspector")
    inspector.get_by_role("button", name="/form").click()
    expect(inspector.get_by_text('"command": "/form"')).to_be_visible()
    expect(inspector.get_by_text("views.open")).to_be_visible()
    expect(inspector.locator(".ack").first).to_contain_text("ms")
    inspector.get_by_text("views.open").click()
    expect(inspector.get_by_text('"ok": true')).to_be_visible()


@pytest.mark.parametrize("width", [390, 1440])
def test_it_fits_narrow_and_wide_screens(page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 844})
    say(page, "A rather long message that has to wrap on a small screen, with a_very_long_word_" + "x" * 80)
    narrow = width < 860
    conversations = page.get_by_role("navigation")
    if narrow:
        expect(conversations).to_be_hidden()
        page.get_by_role("button", name="Show conversations").click()
        page.get_by_role("button", name="Hide conversations").click(position={"x": 380, "y": 400})
        expect(conversations).to_be_hidden()
        page.get_by_role("button", name="Show conversations").click()
    page.get_by_role("button", name="general").click()
    expect(page.get_by_label("Message #general")).to_be_visible()
    expect(conversations).to_be_visible(visible=not narrow)
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


# NiceGUI asks every 10 ms from an event on whether the tab is connected: here Enter asks before the text.
TYPE_WHILE_CONNECTING = """async (field) => {
  const wait = (ms) => new Promise((done) => setTimeout(done, ms));
  window.did_handshake = false;
  field.value = "Typed early";
  field.dispatchEvent(new Event("input", { bubbles: true }));
  await wait(6);
  field.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", bubbles: true, cancelable: true }));
  await wait(7);
  window.did_handshake = true;
}"""


def test_what_is_typed_while_the_tab_is_connecting_is_sent(page: Page) -> None:
    page.get_by_label("Message #hiring").evaluate(TYPE_WHILE_CONNECTING)
    expect(message(page, "Typed early")).to_be_visible()


def test_a_file_is_attached_shown_and_sent(page: Page, slack: LocalSlack) -> None:
    for name in ("role.txt", "not this.txt"):
        with page.expect_file_chooser() as chooser:
            page.get_by_role("button", name="Attach a file").click()
        chooser.value.set_files({"name": name, "mimeType": "text/plain", "buffer": b"Runs our GPUs"})
        expect(page.locator(".attached")).to_contain_text(name)
    page.get_by_role("button", name="Remove not this.txt").click()
    expect(page.locator(".attached")).not_to_contain_text("not this.txt")
    say(page, "What role is this?")
    expect(message(page, "What role is this?").locator(".file")).to_contain_text("role.txt")
    expect(page.locator(".attached .file")).to_have_count(0)
    (file,) = slack.workspace.files.values()
    assert (file.name, file.data) == ("role.txt", b"Runs our GPUs")


def test_what_calls_for_a_person_elsewhere_is_marked_counted_and_notified(
    page: Page, slack: LocalSlack
) -> None:
    sam = slack.person("sam")
    slack.run(sam.send("#general", "Lunch is here"))
    slack.run(sam.send("#founders", "@ada can you look at the budget?"))
    general, founders = (
        page.get_by_role("button", name=f"{name} 1 unread") for name in ("general", "founders")
    )
    expect(founders.locator(".badge")).to_have_text("1")
    expect(general.locator(".badge")).to_have_count(0)  # bold only: nobody was called
    expect(page).to_have_title(re.compile(r"^\(1\) Local Slack"))
    toasts = page.get_by_role("status", name="Notifications")
    expect(toasts).to_contain_text("Sam O’Neill in #founders")
    expect(toasts).to_contain_text("@Ada can you look at the budget?")
    toasts.get_by_role("button", name="Open").click()
    expect(page.get_by_role("heading", name="founders")).to_be_visible()
    expect(page.get_by_role("button", name="unread")).to_have_count(1)
    expect(page).to_have_title(re.compile("^Local Slack"))
    expect(toasts).to_be_empty()


def test_what_is_typed_is_kept_for_each_place_and_the_composer_moves_along(page: Page) -> None:
    page.get_by_label("Message #hiring").fill("Half a sent")
    page.get_by_role("button", name="general").click()
    general = page.get_by_label("Message #general")
    expect(general).to_be_focused()
    expect(general).to_have_value("")
    page.reload()
    page.get_by_role("button", name="hiring").click()
    expect(page.get_by_label("Message #hiring")).to_have_value("Half a sent")


def test_the_latest_messages_come_first_and_long_texts_are_folded(page: Page, slack: LocalSlack) -> None:
    sam = slack.person("sam")

    async def talk() -> None:  # all before the page looks again
        for number in range(60):
            await sam.send("#general", f"Message {number}")

    slack.run(talk())
    text = {"type": "mrkdwn", "text": "A long text. " * 150}
    section = {"type": "section", "block_id": "long", "text": text}
    message = slack.run(sam.send("#general", "Long"))
    message.blocks = [section, {**section, "block_id": "whole", "expand": True}]
    page.get_by_role("button", name="general").click()
    articles = page.get_by_role("article")
    expect(articles).to_have_count(50)
    page.get_by_role("button", name="Show older messages (11)").click()
    expect(articles).to_have_count(61)
    expect(articles.first).to_contain_text("Message 0")
    folded, whole = page.locator(".bk-section").all()
    assert folded.bounding_box()["height"] < whole.bounding_box()["height"]  # type: ignore[index]
    folded.get_by_role("button", name="See more").click()
    expect(folded.get_by_role("button", name="See less")).to_have_attribute("aria-expanded", "true")
    assert folded.bounding_box()["height"] > whole.bounding_box()["height"]  # type: ignore[index]


def test_the_keyboard_skips_the_places_and_walks_through_messages(page: Page) -> None:
    for text in ("First", "Second"):
        say(page, text)
        expect(message(page, text)).to_be_visible()
    first = page.locator("a, button, input, textarea, [tabindex='0']").first
    expect(first).to_have_text("Skip to the conversation")
    first.press("Enter")
    expect(page.get_by_label("Message #hiring")).to_be_focused()
    page.get_by_role("log").focus()
    page.keyboard.press("ArrowUp")
    expect(message(page, "Second")).to_be_focused()
    page.keyboard.press("ArrowUp")
    expect(message(page, "First")).to_be_focused()
    page.keyboard.press("End")
    expect(message(page, "Second")).to_be_focused()
