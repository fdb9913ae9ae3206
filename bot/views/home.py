"""The Home tab: what waits for a person, and the workspace in numbers."""

from collections.abc import Sequence
from datetime import date

from bot.hiring.lists import Numbers, RequisitionPage
from bot.hiring.requisitions import Action, Requisition
from bot.slack import ids
from bot.slack.blocks import (
    Block,
    actions,
    ask_button,
    button,
    columns,
    context,
    divider,
    header,
    section,
)
from bot.views.answers.help import build_commands
from bot.views.buttons import action_button, open_button, requisition_buttons, scope_button, show_button
from bot.views.requisitions.card import line
from bot.views.targets import Subject, target
from content import Content

_AGES = ("under 1 week", "1–2 weeks", "2–4 weeks", "over 4 weeks")


def build_home(
    content: Content,
    today: date,
    *,
    undefined: RequisitionPage,
    snoozed: RequisitionPage,
    waiting: RequisitionPage,
    to_review: RequisitionPage,
    numbers: Numbers,
    preferences: Sequence[Block] = (),
) -> Block:
    """Build the Home tab; `preferences` are the blocks about the person's reminders."""
    blocks: list[Block] = []
    if not (undefined.total or snoozed.total or waiting.total or to_review.total):
        blocks += _empty(numbers)
    blocks += _undefined(content, today, undefined)
    blocks += _listed("Waits for you as a sponsor", content, today, waiting)
    blocks += _listed("Waiting for your look back", content, today, to_review)
    blocks += _listed("Snoozed", content, today, snoozed)
    blocks += preferences
    blocks += _numbers(numbers)
    blocks += [
        divider(),
        header("In any channel, or in a message to me"),
        *build_commands(content.commands),
        context("Answers in channels are only visible to you until you share them."),
    ]
    return {"type": "home", "blocks": blocks}


def build_refused(told: str) -> Block:
    """Build the Home tab of somebody who may see none of it, or of whom nothing is known yet."""
    return {"type": "home", "blocks": [section(told)]}


def _empty(numbers: Numbers) -> list[Block]:
    if numbers.open:
        title, told = "Nothing waits for you", "Every requisition of yours is defined. Well done."
    else:
        title = "Know the role before you open it"
        told = (
            "“LLM engineer” means prompt work in one company, production systems in the next and fine-tuning "
            "in a third.\n*First: open a requisition.* If you cannot say yet which role it is, leave that "
            "open: I will ask its owner until somebody says, and nobody interviews for the wrong job."
        )
    return [
        header(title),
        section(told),
        actions(
            open_button(primary=True),
            scope_button("Scope a role", Subject()),
            ask_button("The seven roles", "role"),
            button("Check a budget", ids.ActionId.OPEN_BUDGET),
            ask_button("Interview questions", "interview"),
        ),
    ]


def _undefined(content: Content, today: date, page: RequisitionPage) -> list[Block]:
    if not page.total:
        return []
    blocks = [
        header(f"Yours without a specialty: {page.total}"),
        actions(
            open_button(),
            scope_button("Scope a role", Subject()),
            ask_button("The seven roles", "role"),
            button("Check a budget", ids.ActionId.OPEN_BUDGET),
        ),
    ]
    for each in page.requisitions:
        days = each.days_undefined(today) or 0
        clock = f":hourglass_flowing_sand: *{days} day{'' if days == 1 else 's'} undefined*"
        blocks += [
            section(f"{line(each, content, today)}\n{clock}", show_button(each)),
            actions(*requisition_buttons(each)),
        ]
    if page.pages > 1:
        blocks.append(context(f"Page {page.number} of {page.pages}."))
        turns = [
            button(label, f"{ids.ActionId.HOME_PAGE}.{label.casefold()}", str(number))
            for label, number in (("Back", page.number - 1), ("More", page.number + 1))
            if 1 <= number <= page.pages
        ]
        blocks.append(actions(*turns))
    return blocks


def _listed(title: str, content: Content, today: date, page: RequisitionPage) -> list[Block]:
    if not page.total:
        return []
    blocks = [header(f"{title}: {page.total}")]
    blocks += [section(line(each, content, today), _next_button(each)) for each in page.requisitions]
    if page.pages > 1:
        blocks.append(context(f"The oldest {page.size} are shown."))
    return blocks


def _next_button(requisition: Requisition) -> Block:
    """The button beside a listed requisition: looking back at a filled one, or all of it."""
    filled = requisition.can(Action.REVIEW)
    return action_button(target(Action.REVIEW, requisition)) if filled else show_button(requisition)


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
    if numbers.undefined:
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
        told = ", ".join(f"{age}: {count}" for age, count in zip(_AGES, numbers.waiting, strict=True))
        blocks.append(context(f"Undefined for {told}."))
    blocks.append(actions(ask_button("How roles turned out", "hiring insights")))
    return blocks
