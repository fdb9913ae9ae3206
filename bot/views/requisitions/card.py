"""Requisitions in Slack: the card in the channel, the details, lists, and buttons."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from bot.hiring.lists import RequisitionPage
from bot.hiring.requisitions import STATE_WORDS, Action, Requisition, State
from bot.hiring.text.dates import write_day
from bot.hiring.text.money import write_budget
from bot.slack.blocks import (
    Block,
    Message,
    actions,
    ask_button,
    columns,
    context,
    header,
    overflow,
    section,
)
from bot.slack.tables import Cell, channel_cell, data_table, person_cell
from bot.slack.text import escape, isolate, shorten
from bot.views.buttons import (
    button_for,
    choices,
    define_all_button,
    kit_button,
    log_button,
    open_button,
    requisition_buttons,
    scope_again_buttons,
    show_button,
    show_select,
    talk_button,
)
from bot.views.common import draft_note, name, short_name
from content import Content

_WORDS = 25  # of a description that stands beside the rest
_DESCRIPTION = 300
_LOCATION = 40
_IN_ROW = 40
_ICONS = {
    State.UNDEFINED: ":large_yellow_circle:",
    State.DEFINED: ":large_green_circle:",
    State.FILLED: ":large_blue_circle:",
    State.CLOSED: ":white_circle:",
    State.NOT_LLM: ":white_circle:",
}
_RARER: Mapping[State, Sequence[Action]] = {
    State.UNDEFINED: (Action.EDIT, Action.SNOOZE, Action.REASSIGN, Action.NOT_LLM, Action.CLOSE),
    State.DEFINED: (Action.EDIT, Action.DEFINE, Action.REASSIGN, Action.NOT_LLM, Action.CLOSE),
    State.FILLED: (Action.FILL, Action.REASSIGN, Action.CLOSE),
    State.NOT_LLM: (Action.CLOSE,),
    State.CLOSED: (),
}
"""What stands in the menu below the details. Reminders are switched in the form that edits."""


def build_card(
    requisition: Requisition,
    content: Content,
    now: datetime,
    owner_name: str | None = None,
    draft: str = "",
) -> Message:
    """Build the card for the hiring channel. It shows no budget, because others may read it.

    It names the owner without a mention, which would notify them once more. `draft` is the title of a brief
    that waits for a signature.
    """
    state = status(requisition, content, now.date())
    blocks = [section(f"{_ICONS[requisition.state]} {name(requisition)} {state}.")]
    if owner_name:
        blocks.append(context(f"Owner: {escape(owner_name)}"))
    if requisition.state is State.UNDEFINED:
        asks = "Which role is it? Until somebody says, nobody can look for the right person."
        blocks.insert(1, section(draft_note(draft) if draft else asks))
        blocks.append(actions(*requisition_buttons(requisition, draft)))
    else:
        filled = [button_for(Action.FILL, requisition)] if requisition.state is State.DEFINED else []
        blocks.append(actions(*filled, show_button(requisition), log_button(requisition)))
    return Message(f"{short_name(requisition)} {state}.", blocks)


def build_moved() -> Message:
    """Build what takes the place of a card when its requisition went to another hiring channel."""
    told = "What was here has another hiring channel now."
    return Message(told, [section(told)])


def build_detail(
    requisition: Requisition,
    content: Content,
    today: date,
    *,
    show_budget: bool,
    concerned: bool = True,
    moved: bool = False,
    own: str = "",
    unsigned: Block | None = None,
) -> Message:
    """Build everything about one requisition; without `show_budget` it says that the budget is left out.

    People whom it does not concern see neither budget nor description, only who may show these. `moved`: its
    brief was signed for another description. `own` is a line with the company's own band, `unsigned` one that
    says that a brief waits for a signature.
    """
    state = status(requisition, content, today)
    bare = state.removeprefix("is ")
    told = f"{_ICONS[requisition.state]} {bare[0].upper()}{bare[1:]}."
    blocks = [
        header(f"{requisition.number} · {requisition.title}"),
        section(told),
        *([unsigned] if unsigned else []),
        columns(_cells(requisition, show_budget=show_budget and concerned)),
        *([section(own)] if own else []),
    ]
    if requisition.description and concerned:
        blocks.append(section(escape(_beginning(requisition.description))))
    notes = reminder_notes(requisition, today)
    if not concerned:
        notes.append(who_reads_all(requisition))
    elif not show_budget:
        notes.append("People of another company may read along here, so budgets stay out of it.")
    if moved:
        notes.append("Its brief was signed for the description before. Is the work another one now?")
    if notes:
        blocks.append(context(*notes))
    blocks.append(actions(*(_moved_buttons(requisition) if moved else _detail_buttons(requisition))))
    return Message(f"{short_name(requisition)} {state}.", blocks)


def _cells(requisition: Requisition, *, show_budget: bool) -> list[str]:
    """What is known, each in a cell; what nobody said is left out."""
    known = {
        "Owner": f"<@{requisition.owner}>",
        "Channel": f"<#{requisition.channel}>",
        "Sponsor": f"<@{requisition.sponsor}>" if requisition.sponsor else "",
        "Level": escape(requisition.level or ""),
        "Budget": _budget(requisition) if show_budget else ":lock: not shown here",
        "Location": escape(shorten(requisition.location or "", _LOCATION)),
        "Opened": f"{write_day(requisition.opened_at.date())} by <@{requisition.opened_by}>",
    }
    return [f"*{label}*\n{value}" for label, value in known.items() if value]


def _beginning(description: str) -> str:
    """So much of a description as stands beside the rest; the form shows all of it."""
    words = description.split(" ")
    if len(words) <= _WORDS and len(description) <= _DESCRIPTION:
        return description
    return shorten(" ".join(words[:_WORDS]), _DESCRIPTION).rstrip("… ") + " … (all of it: Edit)"


def _detail_buttons(requisition: Requisition) -> list[Block]:
    """The likeliest next step first and alone in color, what ends things last in the menu."""
    brief = [ask_button("Brief", f"req brief {requisition.number}")] if requisition.brief else []
    match requisition.state:
        case State.UNDEFINED:
            buttons = [button_for(Action.DEFINE, requisition), talk_button(requisition), *brief]
        case State.DEFINED:
            buttons = [kit_button(requisition), *brief, button_for(Action.FILL, requisition)]
        case State.FILLED:
            buttons = [button_for(Action.REVIEW, requisition), *brief]
        case _:
            buttons = []
    first = [button | {"style": "primary"} for button in buttons[:1]]
    rarer = choices(requisition, *_RARER[requisition.state])
    return [*first, *buttons[1:], log_button(requisition), *([overflow(*rarer)] if rarer else [])]


def _moved_buttons(requisition: Requisition) -> list[Block]:
    scope, same = scope_again_buttons(requisition)
    rarer = overflow(*choices(requisition, *_RARER[requisition.state]))
    return [scope, same, log_button(requisition), rarer]


def build_list(page: RequisitionPage, content: Content, today: date, *, in_channel: bool) -> Message:
    """Build a page of the requisitions of a person and a channel as a table, with a menu to show one."""
    whose = "Yours, and this channel's" if in_channel else "Yours"
    if not page.total:
        nothing = (
            "*Nothing is open here.* A requisition says which role you hire for, who owns it and what it may "
            "cost. Open one before you write the posting."
        )
        return Message("Nothing is open here.", [section(nothing), actions(open_button(primary=True))])
    undefined = [each for each in page.requisitions if each.state is State.UNDEFINED]
    turns = [
        ask_button(label, f"req list page {number}")
        for label, number in (("Back", page.number - 1), ("More", page.number + 1))
        if 1 <= number <= page.pages
    ]
    where = f" Page {page.number} of {page.pages}." if page.pages > 1 else ""
    told = f"{whose}: {page.total} open{_waits(undefined, today)}."
    blocks = [
        section(f"*{told}*{where}"),
        list_table(page.requisitions, content, today),
        actions(
            *([define_all_button(undefined)] if undefined else []),
            show_select(page.requisitions),
            open_button(primary=not undefined),
            *turns,
        ),
    ]
    return Message(told, blocks)


def list_table(requisitions: Sequence[Requisition], content: Content, today: date) -> Block:
    """Build a table of requisitions: which, how it stands, since when, whose, and where."""
    rows: list[list[Cell]] = [
        [
            row_name(each),
            _specialty(each, content, today),
            each.days_undefined(today) or 0 if each.state is State.UNDEFINED else "",
            person_cell(each.owner),
            channel_cell(each.channel),
        ]
        for each in requisitions
    ]
    return data_table("What is open", ("Role", "Specialty", "Days without", "Owner", "Channel"), rows)


def _specialty(requisition: Requisition, content: Content, today: date) -> str:
    """The specialty in a row, or what is there instead."""
    if requisition.state is State.UNDEFINED:
        until = requisition.snoozed_until
        return f"snoozed until {write_day(until)}" if until and until > today else "not said yet"
    role = content.roles.get(requisition.specialty or "")
    named = role.name if role else STATE_WORDS[requisition.state]
    return f"{named} (filled)" if requisition.state is State.FILLED else named


def row_name(requisition: Requisition) -> str:
    """Name a requisition in a row of a table."""
    return f"{requisition.number} · {isolate(shorten(requisition.title, _IN_ROW))}"


def _waits(undefined: Sequence[Requisition], today: date) -> str:
    """How many of these wait for a specialty, and how long the oldest has."""
    if not undefined:
        return ""
    days = max(each.days_undefined(today) or 0 for each in undefined)
    since = f"; the oldest waits {days} day{'' if days == 1 else 's'}" if days else ""
    return f", {len(undefined)} without a specialty{since}"


def status(requisition: Requisition, content: Content, today: date) -> str:
    """Write the state with its age or specialty: "is not defined yet, for 12 days"."""
    if requisition.state is State.DEFINED:
        return f"is defined: {_role(requisition.specialty, content)}"
    if requisition.state is State.FILLED and requisition.filled_on:
        return f"is filled since {write_day(requisition.filled_on)}: {_role(requisition.specialty, content)}"
    told = f"is {STATE_WORDS[requisition.state]}"
    days = requisition.days_undefined(today)
    if days is None:
        return told
    told += f", for {days} day{'' if days == 1 else 's'}" if days else ", since today"
    if requisition.snoozed_until and requisition.snoozed_until > today:
        told += f", snoozed until {write_day(requisition.snoozed_until)}"
    return told


def reminder_notes(requisition: Requisition, today: date) -> list[str]:
    """Say why no reminders come."""
    if requisition.state is not State.UNDEFINED:
        return []
    if requisition.reminders_off:
        return ["Nobody is reminded of this one. *Edit* turns reminders on again."]
    if requisition.snoozed_until and requisition.snoozed_until > today:
        times = "once" if requisition.snoozes == 1 else f"{requisition.snoozes} times"
        return [f"Snoozed {times}."]
    return []


def who_reads_all(requisition: Requisition) -> str:
    """Say who may read what others do not see."""
    sponsor = f", its sponsor <@{requisition.sponsor}>" if requisition.sponsor else ""
    return (
        f"Its budget and description are for its owner <@{requisition.owner}>{sponsor}, for whoever opened "
        f"it, and for those who ask in <#{requisition.channel}>."
    )


def who_is_asked(requisition: Requisition, snoozes: int) -> str:
    """Say who is asked after several snoozes."""
    who = f"the sponsor, <@{requisition.sponsor}>," if requisition.sponsor else "whoever opened it"
    return f"That is snooze number {snoozes}, so {who} will be asked whether it is still wanted."


def _budget(requisition: Requisition) -> str:
    """Write the budget in its own currency, with its year; "" for none."""
    if requisition.budget is None:
        return ""
    year = f" (set in {requisition.budget_year})" if requisition.budget_year else ""
    return f"{write_budget(requisition.budget)} a year{year}"


def _role(specialty: str | None, content: Content) -> str:
    if specialty is None:
        return "not defined yet"
    role = content.roles.get(specialty)
    return escape(role.name if role else specialty)
