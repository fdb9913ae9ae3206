"""The decisions about a requisition, told as a story; and what somebody changed meanwhile."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from bot.hiring.access import LET_IN
from bot.hiring.briefs.posting import POSTED
from bot.hiring.reminders.ladder import SNOOZES_BEFORE_ASKING
from bot.hiring.requisitions import (
    BUDGET,
    RECORDED,
    STATE_WORDS,
    Action,
    Decision,
    Requisition,
    State,
    from_record,
)
from bot.hiring.text.dates import write_day
from bot.hiring.text.money import Budget, write_budget
from bot.slack.blocks import Block, Message, actions, ask_button, button, context, modal, section
from bot.slack.ids import Callback, ReqAction
from bot.slack.tables import Cell, data_table, marked_cell, moment_cell, person_cell
from bot.slack.text import escape, shorten
from bot.views.buttons import (
    kit_button,
    log_button,
    scope_again_buttons,
    scope_button,
    show_button,
    undo_button,
)
from bot.views.common import moment, name, short_name
from bot.views.requisitions.card import status, who_is_asked
from bot.views.reviews import tell_answers, tell_words, what_comes, which
from bot.views.targets import Subject
from content import Content

PAGE = 40
_ROWS = 3  # of the table that show at once
_IN_ROW = 80  # characters of what was done, and of why
_WHY_IN_ROW = 50
_MOST_TOLD = 45  # decisions in a modal, each two blocks
_MOST_SINCE = 3
_QUOTED = 100  # characters of a reason
_WHOLE = 1000
_ECHO = 30
_IN_TEXT = 150
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
        _short(requisition, f"{len(decisions)} decision{'' if len(decisions) == 1 else 's'}"), blocks
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
    what = _what(decision, content, show_budget=show_budget, superseded=superseded) + _let_in(decision)
    when = f"{write_day(decision.at.date())}, {decision.at:%H:%M}"
    return [
        moment_cell(decision.at, f"{when} UTC"),
        person_cell(decision.actor),
        marked_cell(what, _IN_ROW),
        shorten((decision.reason or "").replace("\n", " "), _WHY_IN_ROW),
    ]


def build_changed(
    requisition: Requisition, decision: Decision, content: Content, *, notes: Sequence[str] = ()
) -> Message:
    """Build the answer to a change: what was recorded, and the undo button."""
    told = tell(decision, content, show_budget=False).removeprefix(f"<@{decision.actor}> ")
    sentence = f"{name(requisition)}: you {told}"
    if decision.action == Action.SNOOZE and requisition.snoozes >= SNOOZES_BEFORE_ASKING:
        notes = [*notes, who_is_asked(requisition, requisition.snoozes)]
    if decision.action == Action.FILL:
        notes = [*notes, *what_comes(requisition, content, decision.at.date())]
    if decision.action == Action.CLOSE and requisition.specialty and not requisition.filled_on:
        notes = [*notes, f"Was somebody hired for it? Undo, and type `/req filled {requisition.number}`."]
    blocks = [section(f":white_check_mark: {sentence}"), *(context(note) for note in notes)]
    if decision.action == Action.EDIT and "description" in decision.changes and requisition.brief:
        blocks += build_scope_question(requisition)
    undo = [undo_button(requisition)] if decision.action != Action.OPEN else []
    buttons = actions(*undo, show_button(requisition), log_button(requisition))
    return Message(_short(requisition, f"you {told}"), [*blocks, buttons])


def build_opened(requisition: Requisition, content: Content) -> Message:
    """Build the answer to whoever opened a requisition: that it is open, where, and the next step."""
    undefined = requisition.state is State.UNDEFINED
    role = _value("specialty", requisition.specialty, content)
    told = "is open, without a specialty" if undefined else f"is open, as {role}"
    notes = [f"Its card goes to <#{requisition.channel}> now, and notifies nobody."]
    if undefined:
        notes.append("Until somebody says which role it is, I remind that channel and its owner on workdays.")
    notes.append("If I am not in that channel yet, invite me: `/invite @Rolecall`.")
    subject = Subject(requisition=requisition.number, channel=requisition.channel)
    find_out = scope_button("Find out now", subject, style="primary")
    first = find_out if undefined else kit_button(requisition) | {"style": "primary"}
    return Message(
        _short(requisition, told),
        [
            section(f":white_check_mark: {name(requisition)} {told}."),
            context(" ".join(notes)),
            actions(first, show_button(requisition), log_button(requisition)),
        ],
    )


def _short(requisition: Requisition, told: str) -> str:
    """What a notification says, which has no room for all of it."""
    lead, _, _ = told.partition("\n")
    return shorten(f"{short_name(requisition)}: {lead}", _IN_TEXT)


def build_scope_question(requisition: Requisition) -> list[Block]:
    """Ask whether the work is another one, after the description of a signed brief changed."""
    told = "Its brief was signed for the description before. Is the work another one now?"
    return [section(told), actions(*scope_again_buttons(requisition))]


def build_stale(
    requisition: Requisition, since: Sequence[Decision], content: Content, today: date, *, refused: str = ""
) -> Message:
    """Build the answer to somebody who acted on an older state: what has changed, and the state now."""
    lead = refused or "It has changed since you looked at it, so I did nothing."
    blocks = [
        section(f":eyes: {name(requisition)}: {lead}"),
        *stale_lines(since, content),
        section(f"Now it {status(requisition, content, today)}."),
        actions(show_button(requisition), log_button(requisition)),
    ]
    return Message(_short(requisition, lead), blocks)


def stale_lines(since: Sequence[Decision], content: Content) -> list[Block]:
    """Build lines for the newest few decisions since, without figures and reasons."""
    told = (tell(decision, content, show_budget=False, quoted=0) for decision in since[-_MOST_SINCE:])
    return [section(f"• {each}") for each in told]


def tell(
    decision: Decision,
    content: Content,
    *,
    show_budget: bool,
    superseded: Decision | None = None,
    quoted: int = _QUOTED,
) -> str:
    """Tell one decision in a sentence, with so much of its reason; people's own words are escaped."""
    who = f"<@{decision.actor}>"
    told = f"{who} {_what(decision, content, show_budget=show_budget, superseded=superseded)}."
    told += _let_in(decision)
    if decision.action == Action.REVIEW and show_budget:
        told += tell_words(decision.changes["review"][1], content)
    return f"{told}\n>{_quote(decision.reason, quoted)}" if decision.reason and quoted else told


def _let_in(decision: Decision) -> str:
    """Whom a decision lets into what a private channel keeps."""
    if LET_IN not in decision.changes:
        return ""
    whom = " and ".join(f"<@{user}>" for user in decision.changes[LET_IN][1])
    return (
        f" Not in its private channel, as far as I could see: {whom}. From then on they may read it, "
        "budget and description included."
    )


def _what(  # noqa: PLR0911, PLR0912 - a sentence for each action
    decision: Decision, content: Content, *, show_budget: bool, superseded: Decision | None
) -> str:
    changes = decision.changes

    def after(field: str) -> str:
        return _value(field, changes[field][1], content) if field in changes else ""

    match decision.action:
        case Action.OPEN:
            role = f"as {after('specialty')}" if "specialty" in changes else "without a specialty"
            return f"opened {after('title')} {role}, for {after('channel')}, owned by {after('owner')}"
        case Action.DEFINE:
            before = changes.get("specialty", [None, None])[0]
            was = f"; it was {_value('specialty', before, content)}" if before else ""
            return f"defined it as {after('specialty') or 'what it was'}{was}"
        case Action.SIGN:
            second = f", with some {after('secondary')}" if after("secondary") else ""
            role = after("specialty")
            defined = f"; it is {role}{second}" if role else ""
            return f"signed {after('brief')} of its brief{defined}{_posted(changes) if show_budget else ''}"
        case Action.SAME_WORK:
            return "said that the work is the same as before, so its brief holds"
        case Action.KIT:
            return (
                f"chose the interview kit for {after('kit')}, of content version {decision.content_version}"
            )
        case Action.SNOOZE:
            return f"put reminders off until {after('snoozed_until') or 'the same day'}"
        case Action.REASSIGN:
            return f"gave it to {after('owner')}; it was {_value('owner', changes['owner'][0], content)}'s"
        case Action.STOP_REMINDING:
            return "switched its reminders off"
        case Action.NOT_LLM:
            return "said that it is not an LLM role"
        case Action.FILL:
            before = changes.get("filled_on", [None, None])[0]
            was = f"; it was {_value('filled_on', before, content)}" if before else ""
            return f"said that it was filled on {after('filled_on')}{was}"
        case Action.REVIEW:
            return tell_answers(changes["review"][0], changes["review"][1], content)
        case Action.CLOSE:
            return "closed it"
        case Action.UNDO:
            whom = f" by <@{superseded.actor}>" if superseded else ""
            step = f" (decision {superseded.sequence}{whom})" if superseded else ""
            told = _changes(changes, content, show_budget=show_budget)
            if superseded and superseded.action == Action.KIT:
                told = "no kit is chosen for it any more"
            return f"took the last decision back{step}: {told}"
    return f"changed {_changes(changes, content, show_budget=show_budget)}"


def _changes(changes: Mapping[str, Sequence[Any]], content: Content, *, show_budget: bool) -> str:
    told = []
    for field, (before, after) in changes.items():
        if field in RECORDED and (called := RECORDED[field].called) and field != "description":
            told.append(f"{called} from {_value(field, before, content)} to {_value(field, after, content)}")
    if "description" in changes:
        told.append("the description")
    if "review" in changes:
        before, after = changes["review"]
        told.append(f"the answers to {which(after or before, content)}")
    if any(field in changes for field in BUDGET):
        told.append(_budget_change(changes) if show_budget else "the budget")
    return ", ".join(told) or "nothing that shows"


def _posted(changes: Mapping[str, Sequence[Any]]) -> str:
    """The ranges to post that a signed brief has, where they differ from the one before."""
    if POSTED not in changes:
        return ""
    return f"; to post: {escape('; '.join(changes[POSTED][1])) or 'no range'}"


def _budget_change(changes: Mapping[str, Sequence[Any]]) -> str:
    before, after = (_budget([changes.get(field, (None, None))[side] for field in BUDGET]) for side in (0, 1))
    return f"the budget from {before} to {after}"


def _budget(values: Sequence[Any]) -> str:
    low, high, currency, year = values
    if low is None or high is None or currency is None:
        return "nothing"
    return write_budget(Budget(low, high, currency, "")) + (f" (set in {year})" if year else "")


def _value(field: str, value: Any, content: Content) -> str:  # noqa: PLR0911 - each kind in its own words
    """Write a recorded value as people know it; the kit that was chosen is a role's."""
    kind = RECORDED[field].kind if field in RECORDED else "role"
    if value is None or value == "":
        return "the usual" if kind == "ladder" else "nothing"
    match kind:
        case "person":
            return f"<@{value}>"
        case "channel":
            return f"<#{value}>"
        case "state":
            return STATE_WORDS[from_record(field, value)]
        case "version":
            return f"version {value}"
        case "day":
            return write_day(from_record(field, value))
        case "switch":
            return "off" if value else "on"
        case "role":
            role = content.roles.get(value)
            return f"*{escape(role.name if role else value)}*"
    return f"“{escape(shorten(str(value), _ECHO))}”"


def _quote(reason: str, most: int) -> str:
    return escape(shorten(reason, most)).replace("\n", "\n>")
