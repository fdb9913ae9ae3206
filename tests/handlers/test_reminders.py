"""Reminders through the front door: what is typed about them, their buttons, and a person's preferences."""

from datetime import timedelta

import pytest

from bot.actors import Actor
from bot.hiring.requisitions import Requisition, State
from bot.local_slack.state.workspace import PostedMessage
from bot.run.worker import Worker
from bot.services import requisitions
from bot.services.requisitions import Opening
from bot.slack.blocks import actions
from bot.slack.ids import Preference
from bot.store import outbox
from bot.store.outbox import OutgoingMessage
from bot.views.buttons import define_as_button
from bot.views.reminders.settings import build_settings
from content.loading import load_content
from tests.handlers.conftest import House, button, words
from tests.handlers.requisitions import known, now, open_many, record, tenant

DAY = timedelta(days=1)
LADDERS = load_content().ladders


def opened(house: House, title: str = "Platform engineer", owner: str = "ada") -> Requisition:
    member = house.person(owner).member.id
    opening = Opening(title, "We run RAG over contracts", member, house.slack.workspace.channel("hiring").id)
    return requisitions.open_requisition(
        house.deps, Actor(tenant(house), member, "command"), opening
    ).requisition


def next_day(house: House, days: int = 1) -> None:
    """Let so many days pass, until 09:35 each, with the worker awake."""
    worker = Worker(house.deps, house.delivery, tenant(house))
    worker.tick()
    for _ in range(days):
        now = house.slack.clock.now()
        morning = (now + DAY).replace(hour=9, minute=35)
        house.slack.clock.advance(morning - now)
        worker.tick()
    house.quiet()


def state(house: House, requisition: Requisition) -> State:
    return now(house, requisition.number).state


def card(house: House) -> PostedMessage:
    return next(message for message in house.from_bot("ada", "#hiring") if message.ephemeral_to is None)


@pytest.mark.parametrize(
    ("line", "part"),
    [
        ("/hiring reminders", "*standard*"),
        ("/hiring reminders light", "Changed. Reminders in this channel: *light*"),
        ("/hiring reminders off everywhere", "Changed. Reminders in this workspace: *off*"),
        ("/hiring reminders zone Europe/Berlin", "The time zone is Europe/Berlin now"),
        ("/hiring reminders zone Mars/Base", "I do not know the time zone “Mars/Base”"),
        ("/hiring reminders zone lisbn", "hiring reminders zone Europe/Lisbon"),
        ("/hiring reminders zone New York everywhere", "The time zone is America/New_York now"),
        ("/hiring reminders zone EST", "hiring reminders zone America/New_York"),
        ("/hiring reminders <!channel>", "I do not know"),
        ("/hiring reminders preview", "no reminder is due for this channel"),
        ("/hiring", "What I can do for you"),
    ],
)
def test_what_is_typed_rides_on_the_ack(house: House, line: str, part: str) -> None:
    known(house, "ada")
    sent = house.command(line)
    assert sent.error is None
    assert part in str(sent.response)
    assert "<!channel>" not in str(sent.response)


def test_the_same_can_be_written_and_mentioned(house: House) -> None:
    assert "this workspace: *standard*" in words(house.write("hiring reminders"))
    mentioned = house.write("@rolecall hiring reminders", channel="#hiring")
    assert "this channel: *standard*" in words(mentioned)
    assert mentioned.ephemeral_to == house.person("ada").member.id


def test_the_ladder_is_changed_with_a_click(house: House) -> None:
    shown = house.answer("/hiring reminders")
    before = len(house.from_bot("ada", "#hiring"))
    house.click(shown, "Change to off")
    changed = house.until(lambda: house.from_bot("ada", "#hiring")[before:])[-1]
    assert "this channel: *off*" in words(changed)


def test_whoever_set_the_ladder_is_named_where_it_holds(house: House) -> None:
    assert "Last changed" not in words(house.answer("/hiring reminders"))
    house.slack.workspace.member("mei").role = "admin"
    house.answer("/hiring reminders light everywhere", by="mei")
    mei, ada = house.person("mei").member.id, house.person("ada").member.id
    assert "*light*" in words(house.answer("/hiring reminders"))
    assert f"Last changed by <@{mei}>, <!date^" in words(house.answer("/hiring reminders"))
    house.answer("/hiring reminders off")
    assert f"Last changed by <@{ada}>" in words(house.answer("/hiring reminders"))
    assert f"Last changed by <@{mei}>" in words(house.answer("/hiring reminders everywhere"))


@pytest.mark.parametrize("wanted", ["off", "zone Asia/Tokyo"])
def test_in_a_message_to_us_a_change_for_everybody_is_asked_about_first(house: House, wanted: str) -> None:
    asked = house.write(f"hiring reminders {wanted}")
    assert "for everybody in this workspace?" in words(asked)
    assert button(asked, "Preferences")
    assert "*standard*" in words(house.write("hiring reminders"))
    before = len(house.from_bot("ada", "@rolecall"))
    house.click(asked, "For everybody")
    changed = house.until(lambda: house.from_bot("ada", "@rolecall")[before:])[-1]
    assert ("*off*" if wanted == "off" else "is Asia/Tokyo now") in words(changed)


def test_people_of_another_company_neither_see_nor_set_reminders(house: House) -> None:
    opened(house, "Secret plan")
    for line in ("off everywhere", "preview"):
        told = house.write(f"@rolecall hiring reminders {line}", by="priya", channel="#partner-search")
        assert "for the people of the company" in words(told)
    with house.deps.database.transaction() as session:
        shown = build_settings(LADDERS.named(None), LADDERS, in_channel=True)
        channel = house.slack.workspace.channel("#partner-search").id
        message = OutgoingMessage(channel, shown.text, shown.blocks)
        message_id = outbox.add(session, tenant(house), message, house.deps.now())
    house.delivery.deliver(message_id)
    house.click(house.from_bot("priya", "#partner-search")[-1], "Change to off", by="priya")
    house.until(lambda: "for the people" in house.from_bot("priya", "#partner-search")[-1].text)
    assert "this workspace: *standard*" in words(house.answer("/hiring reminders everywhere"))
    assert "this channel: *standard*" in words(house.answer("/hiring reminders", channel="#partner-search"))


def test_the_preview_says_what_comes_when_and_to_whom(house: House) -> None:
    opened(house)
    shown = words(house.answer("/hiring reminders preview"))
    ada = house.person("ada").member.id
    for part in ("Wed 25 Nov 2026, 09:30", ada, "one question", "the card", "Platform engineer"):
        assert part in shown
    assert shown.index("the card") < shown.index("one question")
    house.command("/hiring reminders off")
    assert "no reminder is due" in words(house.answer("/hiring reminders preview"))


def test_what_the_words_speak_of_is_chosen_already_and_takes_one_click(house: House) -> None:
    requisition = opened(house)
    next_day(house, 2)
    (question,) = house.from_bot("ada", "@rolecall")
    assert "Which of these" in words(question)
    assert "Builds product features on model APIs" in words(question)
    assert [each["text"]["text"] for each in house.primary(question)] == ["That’s it"]
    house.click(question, "That’s it")
    house.quiet()
    assert state(house, requisition) is State.DEFINED
    house.until(lambda: card(house).edited)
    assert "is defined" in words(card(house))


def test_without_a_choice_nothing_is_defined_and_a_choice_holds(house: House) -> None:
    open_many(house, ["Senior LLM engineer"])
    next_day(house, 2)
    (question,) = house.from_bot("ada", "@rolecall")
    house.click(question, "That’s it")
    house.until(lambda: "Choose a role in the menu first" in words(house.from_bot("ada", "@rolecall")[-1]))
    house.restart()
    house.pick(question, "Fine-tuning")
    house.click(question, "That’s it")
    house.quiet()
    assert now(house).specialty == "fine_tuning"


def test_the_buttons_of_older_messages_still_define(house: House) -> None:
    open_many(house, ["Senior LLM engineer"])
    old = define_as_button(now(house), "applied_llm", "Applied")
    with house.deps.database.transaction() as session:
        place = house.person("ada").member.id
        message = OutgoingMessage(place, "An older message.", [actions(old | {"style": "primary"})])
        message_id = outbox.add(session, tenant(house), message, house.deps.now())
    house.delivery.deliver(message_id)
    house.click(house.from_bot("ada", "@rolecall")[-1], "Applied")
    house.quiet()
    assert now(house).specialty == "applied_llm"


def test_a_card_is_defined_snoozed_or_stopped_from_its_buttons(house: House) -> None:
    requisition = opened(house)
    next_day(house)
    for label in ("Define", "Talk it through"):
        assert button(card(house), label)
    house.pick(card(house), "Stop reminding")
    house.quiet()
    assert now(house, requisition.number).reminders_off


def test_two_people_pressing_the_same_answer_decide_once(house: House) -> None:
    requisition = opened(house)
    next_day(house, 2)
    (question,) = house.from_bot("ada", "@rolecall")
    house.click(question, "That’s it")
    house.click(question, "That’s it")
    house.quiet()
    assert [decision.action for decision in record(house, requisition.number)] == ["open", "define"]


def test_preferences_are_saved_and_kept(house: House) -> None:
    opened(house)
    next_day(house)
    house.pick(card(house), "Preferences")
    form = house.modal("Not before")
    filled = {Preference.REMINDERS: "off", Preference.QUIET_TO: "11", Preference.TIME_ZONE: "Asia/Tokyo"}
    house.slack.run(house.person("ada").fill(form.id, {str(field): value for field, value in filled.items()}))
    assert house.slack.run(house.person("ada").submit(form.id)).errors == {}
    house.quiet()
    next_day(house, 2)
    assert house.from_bot("ada", "@rolecall") == []
    house.slack.run(house.person("ada").open_home())
    house.until(lambda: (home := house.person("ada").home()) and "Switched off" in words(home))
    house.pick(card(house), "Preferences")
    assert "Asia/Tokyo" in words(house.modal("Not before"))


def test_preferences_that_cannot_be_are_refused_beside_the_field(house: House) -> None:
    opened(house)
    next_day(house)
    house.pick(card(house), "Preferences")
    form = house.modal("Not before")
    wrong = {Preference.TIME_ZONE: "Mars", Preference.COUNTRY: "ZZ"}
    house.slack.run(house.person("ada").fill(form.id, {str(field): value for field, value in wrong.items()}))
    errors = house.slack.run(house.person("ada").submit(form.id)).errors
    assert set(errors) == {Preference.TIME_ZONE, Preference.COUNTRY}
