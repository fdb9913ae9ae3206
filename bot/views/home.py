"""The Home tab: what waits for a person, and the workspace in numbers."""

from collections.abc import Sequence
from datetime import date

from bot.hiring.lists import Numbers, RequisitionPage
from bot.hiring.requisitions import Action, Requisition
from bot.hiring.text.dates import write_day
from bot.slack.blocks import Block, actions, columns, context, header, overflow, section
from bot.slack.ids import ActionId
from bot.slack.tables import MOST_ROWS, Cell, data_table, person_cell
from bot.views.buttons import (
    PREFERENCES,
    all_button,
    button_for,
    define_all_button,
    open_button,
    scope_button,
    show_select,
)
from bot.views.common import name
from bot.views.requisitions.card import row_name
from bot.views.targets import Subject

_AGES = ("under 1 week", "1–2 weeks", "2–4 weeks", "over 4 weeks")
_FEWEST_DRAWN = 3  # requisitions; fewer are said


def build_home(
    today: date,
    *,
    undefined: RequisitionPage,
    snoozed: RequisitionPage,
    waiting: RequisitionPage,
    to_review: RequisitionPage,
    numbers: Numbers,
    unsigned: Sequence[Block] = (),
    preferences: Sequence[Block] = (),
    welcome: Sequence[Block] = (),
) -> Block:
    """Build the Home tab; `unsigned` are briefs that wait, `preferences` is about the person's reminders.

    What waits stands first, below the `welcome` of a first look.
    """
    rows = [
        *((each, "a specialty") for each in undefined.requisitions),
        *((each, "a specialty; you sponsor it") for each in waiting.requisitions),
        *((each, "your look back") for each in to_review.requisitions),
        *((each, _snoozed(each)) for each in snoozed.requisitions),
    ]
    blocks = [*welcome]
    total = undefined.total + waiting.total + to_review.total + snoozed.total
    if rows:
        blocks += _waiting(undefined.requisitions, to_review.requisitions, rows, total, today)
    else:
        blocks += _nothing(numbers, explained=bool(welcome))
    blocks += [*unsigned, *preferences, *_numbers(numbers)]
    asks = "Any question about a role, its pay or its interview: type it in a message to me."
    blocks.append(section(asks, all_button("hiring help", "What can I type?")))
    return {"type": "home", "blocks": blocks}


def build_refused(told: str) -> Block:
    """Build the Home tab of somebody who may see none of it, or of whom nothing is known yet."""
    return {"type": "home", "blocks": [section(told)]}


def _nothing(numbers: Numbers, *, explained: bool) -> list[Block]:
    """What stands there when nothing waits. The only button in color opens a requisition."""
    if numbers.open:
        told = "Every requisition of yours is defined. Well done."
        lead = [header("Nothing waits for you"), section(told)]
    else:
        told = (
            "*First: open a requisition.* If you cannot say yet which role it is, leave that open: I will "
            "ask its owner until somebody says, and nobody interviews for the wrong job."
        )
        title = [] if explained else [header("Know the role before you open it")]
        lead = [*title, section(told)]
    return [*lead, actions(open_button(primary=True), scope_button("Scope a role", Subject()), _menu())]


def _waiting(
    undefined: Sequence[Requisition],
    to_review: Sequence[Requisition],
    rows: Sequence[tuple[Requisition, str]],
    total: int,
    today: date,
) -> list[Block]:
    """What waits, as a table that sorts, under the next step; the oldest is named and marked."""
    days = {each.id: _days(each, today) for each, _ in rows}
    oldest = max((each for each, _ in rows), key=lambda each: days[each.id])
    if undefined:
        first = define_all_button(undefined)
    elif to_review:
        first = button_for(Action.REVIEW, to_review[0], style="primary")
    else:
        first = open_button(primary=True)
    others = [open_button()] if undefined or to_review else []
    cells: list[list[Cell]] = [
        [
            f"{row_name(each)}{' ⌛ oldest' if each is oldest and len(rows) > 1 else ''}",
            waits_for,
            days[each.id],
            person_cell(each.owner),
        ]
        for each, waits_for in rows
    ]
    age = days[oldest.id]
    since = f" for {age} day{'' if age == 1 else 's'}" if age else " since today"
    blocks = [
        header(f"Waits for you: {total}"),
        section(f"{'The oldest, ' if len(rows) > 1 else ''}{name(oldest)}, waits{since}."),
        actions(
            first,
            show_select([each for each, _ in rows]),
            *others,
            scope_button("Scope a role", Subject()),
            _menu(),
        ),
        data_table("What waits for you", ("Role", "Waits for", "Days", "Owner"), cells),
    ]
    if total > min(len(rows), MOST_ROWS):
        blocks.append(context("The oldest ones are shown. `/req` has them all."))
    return blocks


def _menu() -> Block:
    return overflow(
        ("The seven roles", "role"),
        ("Check a budget", ActionId.OPEN_BUDGET),
        ("Interview questions", "interview"),
        ("How roles turned out", "hiring insights"),
        PREFERENCES,
    )


def _snoozed(requisition: Requisition) -> str:
    until = requisition.snoozed_until
    return f"snoozed until {write_day(until)}" if until else "snoozed"


def _days(requisition: Requisition, today: date) -> int:
    """How long it waits: for a specialty, or since it was filled for a look back."""
    undefined = requisition.days_undefined(today)
    if undefined is None and requisition.filled_on:
        return (today - requisition.filled_on).days
    return undefined or 0


def _numbers(numbers: Numbers) -> list[Block]:
    if not (numbers.open or numbers.definitions):
        return []
    median = "no definition yet" if numbers.median_days is None else f"{numbers.median_days:.1f}"
    blocks = [
        header("The workspace in numbers"),
        columns(
            [
                f"*Open*\n{numbers.open}",
                f"*Without a specialty*\n{numbers.undefined}",
                f"*Median days to a definition*\n{median}",
            ]
        ),
    ]
    if numbers.undefined >= _FEWEST_DRAWN:
        points = [{"label": age, "value": count} for age, count in zip(_AGES, numbers.waiting, strict=True)]
        blocks.append(
            {
                "type": "data_visualization",
                "title": "How long they have been undefined",
                "chart": {
                    "type": "bar",
                    "series": [{"name": "Requisitions", "data": points}],
                    "axis_config": {"categories": list(_AGES)},
                },
            }
        )
    if numbers.undefined:
        told = ", ".join(f"{age}: {count}" for age, count in zip(_AGES, numbers.waiting, strict=True))
        blocks.append(context(f"Undefined for {told}."))
    return blocks
