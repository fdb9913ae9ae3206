"""Charts of pay through the front door: in a modal that opens in words, and uploaded once."""

from io import BytesIO

from PIL import Image

from bot.local_slack.state.workspace import Json, View
from tests.handlers.conftest import House, words
from tests.handlers.requisitions import open_many
from tests.handlers.test_briefs import scoped


def image_of(view: View | None) -> Json | None:
    return next((block for block in view.blocks if block["type"] == "image"), None) if view else None


def image(house: House) -> Json:
    return house.until(lambda: image_of(house.person("ada").modal()))


def test_bands_are_drawn_on_one_axis_with_the_budget_once(house: House) -> None:
    overview = house.answer("/salary 270k")
    house.click(overview, "See them on one axis")
    assert "Applied LLM engineer" in words(house.modal("Applied LLM engineer"))
    shown = image(house)
    assert "Applied LLM engineer $260k to $360k; " in shown["alt_text"]
    assert shown["alt_text"].endswith(" Your budget $270k.")
    file = house.slack.workspace.files[shown["slack_file"]["id"]]
    assert Image.open(BytesIO(file.data)).width == 720
    house.click(overview, "See them on one axis")
    house.quiet()
    assert image(house)["slack_file"] == shown["slack_file"]
    house.click(house.answer("/salary applied 270k"), "All sources")  # with one marked, another picture
    house.modal("All sources")
    house.until(lambda: len(house.slack.workspace.files) == 2)
    assert len(house.calls("files.completeUploadExternal")) == 2


def test_all_of_a_brief_shows_the_band_of_its_market(house: House) -> None:
    open_many(house, ["LLM engineer"])
    house.click(scoped(house), "Show all")
    told = words(house.modal("Look back"))
    shown = image(house)["alt_text"]
    low, high = shown.split("$")[1].split()[0], shown.split("$")[2].strip(".").split(",")[0]
    assert f"Market: ${low}–${high} a year" in told


def test_where_slack_takes_no_picture_the_bands_come_in_characters(house: House) -> None:
    house.slack.faults.fail("files.getUploadURLExternal", error="missing_scope")
    house.click(house.answer("/salary 270k"), "See them on one axis")
    told = words(house.modal("█"))
    assert "▼ Your budget $270k" in told
    assert image_of(house.person("ada").modal()) is None
