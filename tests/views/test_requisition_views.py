"""What requisitions look like: within Slack's limits, and whatever people typed stays text."""

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import product
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.actors import Tenant
from bot.hiring.lists import Numbers, RequisitionPage
from bot.hiring.requisitions import Action, Decision, Requisition, State
from bot.local_slack import blockkit
from bot.slack.blocks import Message
from bot.slack.modals import answer_view
from bot.views.home import build_home
from bot.views.reminders.messages import Reminded, build_reminder
from bot.views.requisitions.card import build_card, build_detail, build_list
from bot.views.requisitions.changed import build_changed, build_opened, build_stale
from bot.views.requisitions.forms import build_form, values_of
from bot.views.requisitions.log import build_log
from bot.views.reviews import build_review, build_review_form
from bot.views.targets import Target, read_target, target
from content.loading import load_content
from tests.budgets import broken

CONTENT = load_content()
NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
TODAY = NOW.date()
NASTY = "<!channel> <@U024BE7LH> &amp; *b* `c` <https://x.test|y> "
ANSWERS = {"kind": "90_days", "held": "partly", "most": "eval_safety", "now": ""}
NUMBERS = Numbers(open=3, undefined=2, waiting=(1, 0, 0, 1), definitions=1, median_days=2.5)


def requisition(text: str = "LLM engineer", state: State = State.UNDEFINED, **more: Any) -> Requisition:
    fields: dict[str, Any] = {
        "tenant": Tenant("", "T1"),
        "id": 7,
        "number": 3,
        "title": text[:150],
        "description": (text * 60)[:3000],
        "owner": "U1",
        "opened_by": "U2",
        "channel": "C1",
        "sponsor": "U3",
        "level": "senior",
        "budget_low": 220_000,
        "budget_high": 260_000,
        "budget_currency": "EUR",
        "budget_year": 2026,
        "location": text[:150],
        "specialty": "eval_safety" if state is State.DEFINED else None,
        "secondary": None,
        "brief": None,
        "filled_on": date(2026, 11, 12) if state is State.FILLED else None,
        "state": state,
        "version": 4,
        "opened_at": NOW - timedelta(days=12),
        "undefined_at": NOW - timedelta(days=12),
        "undefined_since": NOW,
        "defined_at": None,
        "snoozed_until": date(2026, 12, 10),
        "snoozes": 3,
        "reminders_off": False,
        "ladder": None,
    }
    return Requisition(**fields | more)


def decision(sequence: int, action: str, changes: dict[str, Any], text: str, **more: Any) -> Decision:
    fields: dict[str, Any] = {
        "id": sequence,
        "sequence": sequence,
        "at": NOW,
        "actor": "U1",
        "action": action,
        "from_state": "undefined",
        "to_state": "undefined",
        "changes": changes,
        "reason": text,
        "surface": "modal",
        "content_version": "abc",
        "supersedes": None,
    }
    return Decision(**fields | more)


def story(text: str) -> list[Decision]:
    told = text[:150]
    opening = {"title": [None, told], "owner": [None, "U1"], "channel": [None, "C1"]}
    budget = {"budget_low": [None, 220_000], "budget_high": [None, 260_000], "budget_currency": [None, "EUR"]}
    edits = {
        "title": [told, "b"],
        "description": ["", text],
        "location": [None, told],
        "sponsor": [None, "U2"],
    }
    return [
        decision(1, Action.OPEN, opening, ""),
        decision(2, Action.EDIT, edits | budget | {"ladder": [None, "light"]}, text[:500]),
        decision(3, Action.SNOOZE, {"snoozed_until": [None, "2026-12-10"], "snoozes": [0, 1]}, text[:500]),
        decision(4, Action.REASSIGN, {"owner": ["U1", "U2"]}, text[:500]),
        decision(5, Action.STOP_REMINDING, {"reminders_off": [False, True]}, text[:500]),
        decision(6, Action.DEFINE, {"specialty": [None, "eval_safety"]}, text[:500]),
        decision(7, Action.UNDO, {"specialty": ["eval_safety", None]}, text[:500], supersedes=6),
        decision(8, Action.NOT_LLM, {"state": ["undefined", "not_llm"]}, text[:500]),
        decision(9, Action.FILL, {"filled_on": [None, "2026-11-12"]}, text[:500]),
        decision(10, Action.REVIEW, {"review": [None, ANSWERS | {"now": text[:1000]}]}, ""),
        decision(11, Action.UNDO, {"review": [ANSWERS, None]}, text[:500], supersedes=10),
        *(decision(n, Action.CLOSE, {"state": ["not_llm", "closed"]}, text[:500]) for n in range(12, 40)),
    ]


def messages(text: str) -> Iterator[tuple[str, list[dict[str, Any]]]]:
    for state in State:
        one = requisition(text, state)
        for message in (
            build_card(one, CONTENT, NOW),
            build_detail(one, CONTENT, TODAY, show_budget=True),
            build_detail(one, CONTENT, TODAY, show_budget=False),
            *(
                build_log(one, story(text), CONTENT, TODAY, page=page, show_budget=shown)
                for page, shown in product((None, 1, 99), (True, False))
            ),
            *(build_changed(one, each, CONTENT) for each in story(text)[:12]),
            build_stale(one, story(text), CONTENT, TODAY),
            build_list(RequisitionPage((one,) * 10, 25, 2), CONTENT, TODAY, in_channel=True),
            *(build_review(one, each, CONTENT) for each in CONTENT.reviews.review),
            build_opened(one, CONTENT),
            *reminders(one),
        ):
            yield message.text, message.blocks


def reminders(one: Requisition) -> Iterator[Message]:
    """Every rung for one requisition and for many, with a brief that waits and without."""
    rungs = (
        "owner-2",
        "thread-5",
        "digest-10",
        "sponsor-15",
        "last-40",
        "snoozed-3",
        "trouble-is_archived",
        "trouble-not_in_channel",
        "trouble-owner_gone",
    )
    for draft, likely in (("", []), ("", ["applied_llm"]), (one.title, [])):
        for rung in rungs:
            yield build_reminder([Reminded(one, rung, draft)], likely, CONTENT, NOW)
        for many in (2, 3, 4, 99):
            about = [
                Reminded(
                    replace(one, id=n, number=n, owner=f"U{n}"), rungs[n % len(rungs)], draft, "Ada Lovelace"
                )
                for n in range(1, many + 1)
            ]
            yield build_reminder(about, [], CONTENT, NOW)


def views(text: str) -> Iterator[dict[str, Any]]:
    one = requisition(text)
    yield build_form(Target(action=Action.OPEN, number=0, version=0, text=text[:150]), CONTENT, TODAY)
    words = {"now": text}
    yield build_review_form(target(Action.REVIEW, one), one, CONTENT.reviews.review[0], CONTENT, filled=words)
    at_once = {Action.STOP_REMINDING, Action.SIGN, Action.SAME_WORK, Action.KIT}  # these have no form
    for action in set(Action) - {Action.OPEN, Action.REVIEW} - at_once:
        filled = values_of(one, CONTENT) if action is Action.EDIT else None
        yield build_form(target(action, one), CONTENT, TODAY, requisition=one, filled=filled)
    yield answer_view(build_stale(one, story(text), CONTENT, TODAY))
    full = RequisitionPage((one,) * 10, 35, 2)
    none = RequisitionPage((), 0)
    for mine in (full, none):
        yield build_home(
            TODAY,
            undefined=mine,
            snoozed=mine,
            waiting=mine,
            to_review=mine,
            numbers=NUMBERS,
            preferences=[],
        )


def markup(part: Any) -> Iterator[str]:
    if isinstance(part, dict):
        if part.get("type") == "mrkdwn":
            yield part["text"]
        for value in part.values():
            yield from markup(value)
    elif isinstance(part, list):
        for item in part:
            yield from markup(item)


@pytest.mark.parametrize(
    "text", ["x", "&" * 3000, NASTY * 50, "田中 Zoë 🤖 " * 200], ids=["x", "&", "<>", "田"]
)
def test_everything_keeps_slack_s_limits(text: str) -> None:
    for notification, blocks in messages(text):
        assert broken(notification, blocks) == [], notification
        assert blockkit.check(blocks, "message") == []
    for view in views(text):
        assert blockkit.check_view(view) == []


def test_what_people_typed_is_never_markup() -> None:
    shown = [*messages(NASTY * 10), *((view["type"], view["blocks"]) for view in views(NASTY * 10))]
    for text in (each for _, blocks in shown for each in markup(blocks)):
        for sign in ("<!channel", "<@U024BE7LH", "<https://x.test"):
            assert sign not in text


@given(st.text(min_size=1, max_size=150))
def test_a_title_of_any_kind_can_be_shown(title: str) -> None:
    card = build_card(requisition(title), CONTENT, NOW)
    assert blockkit.check(card.blocks, "message") == []
    assert not any(f"<{sign}" in card.text for sign in "!@#")


def test_a_card_and_what_others_may_read_show_no_budget() -> None:
    one = requisition()
    hidden = [
        build_card(one, CONTENT, NOW),
        build_detail(one, CONTENT, TODAY, show_budget=False),
        build_log(one, story("why"), CONTENT, TODAY, page=1, show_budget=False),
        build_list(RequisitionPage((one,), 1), CONTENT, TODAY, in_channel=True),
        *(build_changed(one, each, CONTENT) for each in story("why")),
    ]
    for message in hidden:
        words = json.dumps([message.text, message.blocks], ensure_ascii=False)
        assert "220" not in words
        assert "260" not in words
    shown = build_detail(one, CONTENT, TODAY, show_budget=True)
    assert "€220k–€260k a year (set in 2026)" in json.dumps(shown.blocks, ensure_ascii=False)


def test_a_card_names_its_owner_without_mentioning_them() -> None:
    card = build_card(requisition(), CONTENT, NOW, "Ada <Lovelace> @channel")
    words = json.dumps(card.blocks, ensure_ascii=False)
    assert "Owner: Ada &lt;Lovelace&gt; @channel" in words
    assert "<@" not in words
    assert "Owner" not in json.dumps(build_card(requisition(), CONTENT, NOW).blocks)


@pytest.mark.parametrize("many", [2, 3, 12])
def test_a_reminder_of_several_mentions_each_person_once(many: int) -> None:
    one = requisition(snoozed_until=None)
    about = [Reminded(replace(one, number=n, owner=f"U{n % 2}"), "thread-5") for n in range(many)]
    message = build_reminder(about, [], CONTENT, NOW)
    words = json.dumps(message.blocks)
    assert [words.count(f"<@{user}>") for user in ("U0", "U1")] == [1, 1]
    assert message.text.endswith("the oldest waits 12 days.")
    first = [each for each in message.blocks[-1]["elements"] if each.get("style") == "primary"]
    assert [each["text"]["text"] for each in first] == ["Define one after the other"]
    aim = read_target(first[0]["value"])
    assert sorted([aim.number, *aim.then]) == list(range(many))


def test_a_card_offers_what_can_be_done_and_a_settled_one_nothing_more() -> None:
    def labels(state: State) -> list[str]:
        card = build_card(requisition(state=state), CONTENT, NOW)
        return [
            each["text"]["text"]
            for element in card.blocks[-1]["elements"]
            for each in element.get("options", [element])
        ]

    assert labels(State.UNDEFINED) == [
        "Define",
        "Talk it through",
        "Snooze",
        "Reassign",
        "Not an LLM role",
        "Stop reminding",
        "Preferences",
    ]
    assert labels(State.DEFINED) == ["Filled on …", "Show", "Log"]
    assert labels(State.FILLED) == labels(State.CLOSED) == ["Show", "Log"]


def test_a_target_comes_back_as_it_went() -> None:
    aim = target(Action.SNOOZE, requisition(), "x")
    assert read_target(aim.pack()) == aim
    assert aim.pack() == '{"action":"snooze","number":3,"version":4,"text":"x"}'
