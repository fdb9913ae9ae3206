"""Blocks, modals and the Home tab in a browser: shown, used, refused and accepted."""

from datetime import UTC, datetime
from pathlib import Path

from playwright.sync_api import Page, expect

from bot.local_slack.server import LocalSlack
from tests.browser.test_page import message, say


def test_blocks_are_shown(page: Page) -> None:
    say(page, "/show")
    answer = message(page, "A heading")
    expect(answer.get_by_role("heading", name="A heading")).to_be_visible()
    expect(answer.locator("b").filter(has_text="bold")).to_be_visible()
    expect(answer).to_contain_text("<script> & more")
    for text in ("Left field", "Right field", "A quiet remark", "Rich words"):
        expect(answer.get_by_text(text)).to_be_visible()
    expect(answer.get_by_role("heading", name="Markdown heading")).to_be_visible()
    expect(answer).to_contain_text("a point <b>raw</b>")
    expect(answer.get_by_role("row")).to_have_count(4)
    expect(answer.get_by_role("cell", name="Apple")).to_be_visible()


def test_a_button_acts(page: Page) -> None:
    say(page, "/show")
    page.get_by_role("button", name="Press me").click()
    expect(message(page, "You used press")).to_be_visible()


def test_a_confirm_dialog_is_asked_first(page: Page) -> None:
    say(page, "/show")
    page.get_by_role("button", name="Delete all").click()
    question = page.get_by_role("alertdialog", name="Really?")
    expect(question).to_contain_text("There is no way back.")
    question.get_by_role("button", name="No").click()
    expect(question).to_be_hidden()
    page.get_by_role("button", name="Delete all").click()
    question.get_by_role("button", name="Yes, delete").click()
    expect(message(page, "You used danger")).to_have_count(1)


def test_selects_and_the_overflow_menu_choose(page: Page) -> None:
    say(page, "/show")
    page.get_by_role("button", name="More options").click()
    page.get_by_role("menuitem", name="Second").click()
    expect(message(page, "You used more second")).to_be_visible()
    page.get_by_role("combobox", name="Pick a colour").click()
    page.get_by_role("option", name="Green").click()
    expect(message(page, "You used pick green")).to_be_visible()


def test_an_external_select_asks_the_app_while_typing(page: Page) -> None:
    say(page, "/show")
    page.get_by_role("combobox", name="Find a fruit").press_sequentially("fi")
    page.get_by_role("option", name="Fig").click()
    expect(message(page, "You used find fig")).to_be_visible()


def test_a_modal_shows_what_is_wrong_beside_the_field_and_then_saves(page: Page) -> None:
    say(page, "/form")
    form = page.get_by_role("dialog", name="A form")
    expect(form.get_by_text("Please fill this in")).to_be_visible()
    form.get_by_label("Amount").fill("many")
    form.get_by_role("combobox", name="Size").click()
    page.get_by_role("option", name="Large").click()
    form.get_by_role("button", name="Save").click()
    expect(form.get_by_role("alert").filter(has_text="Please type a number.")).to_be_visible()
    expect(form.get_by_label("Amount")).to_have_value("many")
    form.get_by_label("Amount").fill("7")
    form.get_by_label("New").check()
    form.get_by_label("Day").fill("2026-11-30")
    form.get_by_role("button", name="Save").click()
    expect(form).to_be_hidden()
    page.get_by_role("button", name="Messages").click()
    expect(message(page, "Saved 7 large ['new'] 2026-11-30")).to_be_visible()


def test_a_required_field_left_empty_is_pointed_out(page: Page, slack: LocalSlack) -> None:
    say(page, "/form")
    form = page.get_by_role("dialog", name="A form")
    amount = form.get_by_label("Amount")
    expect(amount).to_be_focused()
    form.get_by_role("button", name="Save").click()
    expect(form.locator(".refused").first).to_be_visible()
    expect(amount).to_be_focused()
    expect(amount).to_have_attribute("aria-invalid", "true")
    expect(amount).to_have_attribute("aria-required", "true")
    expect(amount).to_have_accessible_description(form.locator(".field-error").first.inner_text())
    assert slack.journal.of_kind("view_submission") == []


def test_escape_closes_a_dialog_and_the_keyboard_is_where_it_was(page: Page) -> None:
    shortcuts = page.get_by_role("button", name="Shortcuts", exact=True)
    shortcuts.click()
    page.get_by_role("menuitem", name="Open the form").click()
    form = page.get_by_role("dialog", name="A form")
    expect(form).to_be_visible()
    page.keyboard.press("Escape")
    expect(form).to_be_hidden()
    expect(shortcuts).to_be_focused()
    say(page, "/show")
    delete = page.get_by_role("button", name="Delete all")
    delete.click()
    expect(page.get_by_role("alertdialog", name="Really?").get_by_role("button", name="Yes")).to_be_focused()
    page.keyboard.press("Escape")
    expect(delete).to_be_focused()


def test_home_shows_a_table_with_pages_and_sorting_and_a_chart(page: Page) -> None:
    page.get_by_role("button", name="Home").click()
    expect(page.get_by_role("heading", name="Welcome home")).to_be_visible()
    table = page.get_by_role("table", name="All fruit")
    expect(table.get_by_role("row")).to_have_count(3)
    page.get_by_role("button", name="Next page").click()
    expect(table.get_by_role("rowheader", name="Fig")).to_be_visible()
    table.get_by_role("button", name="Count").click()
    expect(table.get_by_role("row").nth(1)).to_contain_text("Pear")
    table.get_by_role("button", name="Count").click()
    expect(table.get_by_role("row").nth(1)).to_contain_text("Apple")
    expect(page.locator("svg").first).to_be_visible()


def test_every_kind_of_input_arrives(page: Page, slack: LocalSlack, tmp_path: Path) -> None:
    say(page, "/every")
    form = page.get_by_role("dialog", name="Every input")
    texts = {
        "Text": "two\nlines",
        "Mail": "ada@fernhill.example",
        "Link": "https://fernhill.example",
        "Number": "42",
    }
    for label, text in {**texts, "Rich": "some words", "Time": "09:30", "Moment": "2026-11-30T18:00"}.items():
        form.get_by_label(label, exact=True).fill(text)
    form.get_by_role("combobox", name="Fruit").press_sequentially("pe")
    page.get_by_role("option", name="Pear").click()
    chosen = {"Many": "Green", "People": "Mei Tanaka 田中", "Channel": "#hiring", "Place": "#founders"}
    for label, name in chosen.items():
        form.get_by_role("combobox", name=label).click()
        page.get_by_role("option", name=name).click()
        page.keyboard.press("Tab")
    (tmp_path / "role.txt").write_text("A role")
    with page.expect_file_chooser() as chooser:
        form.get_by_role("button", name="File").click()
    chooser.value.set_files(tmp_path / "role.txt")
    expect(form.locator(".files")).to_contain_text("role.txt")
    form.get_by_role("button", name="Send").click()
    expect(form).to_be_hidden()
    (submission,) = slack.journal.of_kind("view_submission")
    held = {block: values[block] for block, values in submission.payload["view"]["state"]["values"].items()}
    assert [held[name]["value"] for name in ("text", "mail", "link", "number")] == list(texts.values())
    assert "some words" in str(held["rich"]["rich_text_value"])
    assert held["time"]["selected_time"] == "09:30"
    assert held["moment"]["selected_date_time"] == datetime(2026, 11, 30, 18, tzinfo=UTC).timestamp()
    assert [each["value"] for each in held["many"]["selected_options"]] == ["green"]
    assert held["people"]["selected_users"] == [slack.workspace.member("mei").id]
    assert held["channel"]["selected_channel"] == slack.workspace.channel("hiring").id
    assert held["place"]["selected_conversation"] == slack.workspace.channel("founders").id
    assert held["fruit"]["selected_option"]["value"] == "pear"
    assert [each["name"] for each in held["file"]["files"]] == ["role.txt"]
