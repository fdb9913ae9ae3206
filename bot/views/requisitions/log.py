"""The decisions about a requisition: a table, and told as a story."""

from collections.abc import Sequence
from datetime import date

from bot.hiring.requisitions import (
    Action,
    Decision,
    Requisition,
)
from bot.hiring.text.dates import write_day
from bot.slack.blocks import Block, Message, actions, ask_button, button, context, modal, section
from bot.slack.ids import Callback, ReqAction
from bot.slack.tables import Cell, data_table, marked_cell, moment_cell, person_cell
from bot.slack.text import shorten
from bot.views.buttons import (
    show_button,
    undo_button,
)
from bot.views.common import moment, name
from bot.views.requisitions.card import status
from bot.views.requisitions.changed import short_text
from bot.views.requisitions.sentences import deed, let_in, tell
from content import Content

PAGE = 40
_ROWS = 3  # of the table that show at once
_IN_ROW = 80  # characters of what was done, and of why
_WHY_IN_ROW = 50
_MOST_TOLD = 45  # decisions in a modal, each two blocks
_WHOLE = 1000
_SURFACES = {
    "command": "typed as a command",
    "message": "written in a message",
    "button": "by a button",
    "modal": "in a form",
    "home": "from Home",
    "shortcut": "from a message's menu",
}


def build_log(
    requisition: Requisition,
    decisions: Sequence[Decision],
    content: Content,
    today: date,
    *,
    page: int | None,
    show_budget: bool,
) -> Message:
    """Build a page of the log as a table, the newest first; the newest decision has an undo button."""
    pages = max(-(-len(decisions) // PAGE), 1)
    page = min(max(page or pages, 1), pages)
    by_id = {decision.id: decision for decision in decisions}
    rows = [
        _row(each, content, show_budget=show_budget, superseded=by_id.get(each.supersedes or 0))
        for each in reversed(decisions[(page - 1) * PAGE : page * PAGE])
    ]
    turns = [
        ask_button(label, f"req log {requisition.number} page {number}")
        for label, number in (("Earlier", page - 1), ("Later", page + 1))
        if 1 <= number <= pages
    ]
    can_undo = bool(decisions) and decisions[-1].action != Action.OPEN
    undo = [undo_button(requisition)] if can_undo and page == pages else []
    whole = button("The whole story", ReqAction.STORY, str(requisition.number))
    blocks = [
        section(f"{name(requisition)} {status(requisition, content, today)}."),
        data_table("What was decided", ("When", "Who", "What", "Why"), rows, page_size=_ROWS),
        actions(whole, show_button(requisition), *undo, *turns),
    ]
    return Message(
        short_text(requisition, f"{len(decisions)} decision{'' if len(decisions) == 1 else 's'}"), blocks
    )


def build_story(
    requisition: Requisition, decisions: Sequence[Decision], content: Content, *, show_budget: bool
) -> Block:
    """Build the newest decisions in whole sentences, as a modal; people's reasons are not cut."""
    by_id = {decision.id: decision for decision in decisions}
    blocks = [section(name(requisition))]
    for each in decisions[-_MOST_TOLD:]:
        superseded = by_id.get(each.supersedes or 0)
        told = tell(each, content, show_budget=show_budget, superseded=superseded, quoted=_WHOLE)
        where = _SURFACES.get(each.surface, each.surface)
        blocks += [section(f"{each.sequence}. {told}"), context(f"{moment(each.at)} · {where}")]
    return modal("The whole story", blocks, callback_id=Callback.ANSWER)


def _row(
    decision: Decision, content: Content, *, show_budget: bool, superseded: Decision | None
) -> list[Cell]:
    what = deed(decision, content, show_budget=show_budget, superseded=superseded) + let_in(decision)
    when = f"{write_day(decision.at.date())}, {decision.at:%H:%M}"
    return [
        moment_cell(decision.at, f"{when} UTC"),
        person_cell(decision.actor),
        marked_cell(what, _IN_ROW),
        shorten((decision.reason or "").replace("\n", " "), _WHY_IN_ROW),
    ]
