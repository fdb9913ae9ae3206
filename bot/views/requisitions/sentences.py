"""A decision about a requisition in a sentence: who did what, what it changed, and why."""

from collections.abc import Mapping, Sequence
from typing import Any

from bot.hiring.access import LET_IN
from bot.hiring.briefs.posting import POSTED
from bot.hiring.requisitions import (
    BUDGET,
    RECORDED,
    STATE_WORDS,
    Action,
    Decision,
    from_record,
)
from bot.hiring.text.dates import write_day
from bot.hiring.text.money import Budget, write_budget
from bot.slack.text import escape, shorten
from bot.views.reviews import tell_answers, tell_words, which
from content import Content

_QUOTED = 100  # characters of a reason
_ECHO = 30


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
    told = f"{who} {deed(decision, content, show_budget=show_budget, superseded=superseded)}."
    told += let_in(decision)
    if decision.action == Action.REVIEW and show_budget:
        told += tell_words(decision.changes["review"][1], content)
    return f"{told}\n>{_quote(decision.reason, quoted)}" if decision.reason and quoted else told


def let_in(decision: Decision) -> str:
    """Whom a decision lets into what a private channel keeps."""
    if LET_IN not in decision.changes:
        return ""
    whom = " and ".join(f"<@{user}>" for user in decision.changes[LET_IN][1])
    return (
        f" Not in its private channel, as far as I could see: {whom}. From then on they may read it, "
        "budget and description included."
    )


def deed(  # noqa: PLR0911, PLR0912 - a sentence for each action
    decision: Decision, content: Content, *, show_budget: bool, superseded: Decision | None
) -> str:
    """Say what was done, after the name of who did it."""
    changes = decision.changes

    def after(field: str) -> str:
        return worded(field, changes[field][1], content) if field in changes else ""

    match decision.action:
        case Action.OPEN:
            role = f"as {after('specialty')}" if "specialty" in changes else "without a specialty"
            return f"opened {after('title')} {role}, for {after('channel')}, owned by {after('owner')}"
        case Action.DEFINE:
            before = changes.get("specialty", [None, None])[0]
            was = f"; it was {worded('specialty', before, content)}" if before else ""
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
            return f"gave it to {after('owner')}; it was {worded('owner', changes['owner'][0], content)}'s"
        case Action.STOP_REMINDING:
            return "switched its reminders off"
        case Action.NOT_LLM:
            return "said that it is not an LLM role"
        case Action.FILL:
            before = changes.get("filled_on", [None, None])[0]
            was = f"; it was {worded('filled_on', before, content)}" if before else ""
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
            told.append(f"{called} from {worded(field, before, content)} to {worded(field, after, content)}")
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


def worded(field: str, value: Any, content: Content) -> str:  # noqa: PLR0911 - each kind in its own words
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
