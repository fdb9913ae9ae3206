"""A company's own pay bands, through the front door: set by an admin, first in an answer, shown to few."""

import pytest

from bot.store import company_bands
from bot.store.trouble import DatabaseTroubleError
from tests.handlers.conftest import House, words
from tests.handlers.requisitions import open_one

ADVERT = (
    "Senior LLM infrastructure engineer. You own our inference servers on vLLM: latency, batching, GPU "
    "cost and on-call. You cut the cost of a token by half in a year. San Francisco. "
    "Base pay $200,000 to $240,000."
)
ROW = "infrastructure,senior,US,USD,210000,260000,2026-01-01,"


def set_bands(house: House, *rows: str) -> list[str]:
    """What is said beside the field when Ada, an admin, sends the form with each of these rows."""
    house.click(house.answer("/salary bands"), "Set bands")
    form, ada, said = house.modal("Bands, as CSV"), house.person("ada"), []
    for row in rows:
        house.slack.run(ada.fill(form.id, {"bands.csv": row}))
        said.append(" ".join((house.slack.run(ada.submit(form.id)).errors or {}).values()))
    return said


def test_an_admin_sets_bands_and_an_answer_begins_with_them(house: House) -> None:
    assert "No pay bands of your own yet" in words(house.answer("/salary bands"))
    refused, done = set_bands(house, "gardener,senior,US,USD,1000,2000,2026-01-01,", ROW)
    assert "Row 1: “gardener” is no role" in refused
    assert not done
    assert "version 1" in words(house.modal("version 1"))
    told = words(house.answer("/salary infra senior 240k"))
    assert "Your company's band" in told
    assert told.index("$210k–$260k") < told.index("$280k")
    assert "Your company's band" not in words(house.answer("/salary infra staff"))


def test_who_may_not_see_them_hears_whom_to_ask_and_sees_the_market_alone(house: House) -> None:
    set_bands(house, ROW)
    refused = words(house.answer("/salary bands", by="zoe"))
    assert "Ask an admin" in refused
    assert "$210k" not in refused
    assert "Your company's band" not in words(house.answer("/salary infra senior", by="zoe"))
    shared = words(house.answer("/salary bands", channel="#partner-search"))
    assert "$210k" not in shared


def test_requisitions_and_adverts_are_put_against_the_band_for_who_may_see_it(
    house: House, caplog: pytest.LogCaptureFixture
) -> None:
    set_bands(house, ROW)
    open_one(house, "Senior infra engineer", level="senior", specialty="llm_infrastructure", budget="280k")
    shown = words(house.answer("/req show 1"))
    assert "*Your company's band:* senior, US: *$210k–$260k*" in shown
    assert "Yours: $20k above it." in shown
    assert "Yours: $20k above it." in words(house.answer("/req 1: does the budget on it hold up?"))
    for_zoe = words(house.answer("/req show 1", by="zoe"))
    assert "$280k" in for_zoe
    assert "$210k" not in for_zoe
    assert "$210k" not in words(house.answer("/req show 1", channel="#partner-search"))
    assert "$210k–$260k" in words(house.answer(f"/role check {ADVERT}"))
    assert "$210k" not in words(house.answer(f"/role check {ADVERT}", by="zoe"))
    assert "210" not in caplog.text
    assert "Your company's band" not in str([words(each) for each in house.from_bot("zoe", "#hiring")])


def test_what_is_shared_in_a_channel_has_no_band_of_the_company(house: House) -> None:
    set_bands(house, ROW)
    message = house.answer("/salary infra senior 240k")
    assert "Your company's band" in words(message)
    house.click(message, "Share in channel")
    shared = house.until(lambda: house.from_bot("mei", "#hiring"))[0]
    assert "Your company's band" not in words(shared)


def test_pay_is_answered_from_content_when_the_database_is_away(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    def away(*_: object) -> None:
        raise DatabaseTroubleError("The database is away.")

    monkeypatch.setattr(company_bands, "current", away)
    assert "$280k" in words(house.answer("/salary infra senior"))
