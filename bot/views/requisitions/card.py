"""Requisitions in Slack: the card in the channel, the details, lists, and buttons."""

from datetime import date, datetime

from bot.hiring.lists import RequisitionPage
from bot.hiring.requisitions import STATE_WORDS, Action, Requisition, State
from bot.hiring.text.dates import write_day
from bot.hiring.text.money import write_budget
from bot.slack.blocks import (
    Message,
    actions,
    ask_button,
    columns,
    context,
    header,
    section,
)
from bot.slack.text import escape, shorten
from bot.views.buttons import (
    CARD_ACTIONS,
    button_for,
    draft_button,
    log_button,
    open_button,
    preferences_button,
    requisition_buttons,
    show_button,
)
from bot.views.common import TITLE, draft_note, name
from content import Content

_DESCRIPTION = 1500
_ICONS = {
    State.UNDEFINED: ":large_yellow_circle:",
    State.DEFINED: ":large_green_circle:",
    State.FILLED: ":large_blue_circle:",
    State.CLOSED: ":white_circle:",
    State.NOT_LLM: ":white_circle:",
}
_DETAIL = (Action.EDIT, *CARD_ACTIONS, Action.FILL, Action.REVIEW, Action.CLOSE)


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
    told = f"{name(requisition)} {status(requisition, content, now.date())}."
    blocks = [section(f"{_ICONS[requisition.state]} {told}")]
    if owner_name:
        blocks.append(context(f"Owner: {escape(owner_name)}"))
    if requisition.state is State.UNDEFINED:
        asks = "Which role is it? Until somebody says, nobody can look for the right person."
        blocks.insert(1, section(draft_note(draft) if draft else asks))
        brief = [draft_button(requisition)] if draft else []
        blocks.append(actions(*brief, *requisition_buttons(requisition), preferences_button()))
    else:
        filled = [button_for(Action.FILL, requisition)] if requisition.state is State.DEFINED else []
        blocks.append(actions(*filled, show_button(requisition), log_button(requisition)))
    return Message(told, blocks)


def build_moved() -> Message:
    """Build what takes the place of a card when its requisition went to another hiring channel."""
    told = "What was here has another hiring channel now."
    return Message(told, [section(told)])


def build_detail(
    requisition: Requisition, content: Content, today: date, *, show_budget: bool, concerned: bool = True
) -> Message:
    """Build everything about one requisition; without `show_budget` it says that the budget is left out.

    People whom it does not concern see neither budget nor description, only who may show these.
    """
    told = f"{name(requisition)} {status(requisition, content, today)}."
    cells = [
        f"*Specialty*\n{_role(requisition.specialty, content)}",
        f"*Owner*\n<@{requisition.owner}>",
        f"*Hiring channel*\n<#{requisition.channel}>",
        f"*Sponsor*\n{f'<@{requisition.sponsor}>' if requisition.sponsor else 'nobody'}",
        f"*Level*\n{escape(requisition.level or 'not said')}",
        f"*Budget*\n{budget_text(requisition) if show_budget and concerned else ':lock: not shown here'}",
        f"*Location*\n{escape(requisition.location or 'not said')}",
        f"*Opened*\n{write_day(requisition.opened_at.date())} by <@{requisition.opened_by}>",
    ]
    blocks = [
        header(f"{requisition.number} · {shorten(requisition.title, TITLE)}"),
        section(f"{_ICONS[requisition.state]} {told}"),
        columns(cells),
    ]
    if requisition.description and concerned:
        blocks.append(section(escape(shorten(requisition.description, _DESCRIPTION))))
    notes = reminder_notes(requisition, today)
    if not concerned:
        notes.append(who_reads_all(requisition))
    elif not show_budget:
        notes.append("People of another company may read along here, so budgets stay out of it.")
    blocks += [context(note) for note in notes]
    buttons = [button_for(action, requisition) for action in _DETAIL if requisition.can(action)]
    brief = [ask_button("Brief", f"req brief {requisition.number}")] if requisition.brief else []
    kit = []
    if requisition.state is State.DEFINED:
        kit = [ask_button("Interview kit", f"interview --requisition {requisition.number}")]
    blocks.append(actions(*brief, *kit, *buttons, log_button(requisition)))
    return Message(told, blocks)


def build_list(page: RequisitionPage, content: Content, today: date, *, in_channel: bool) -> Message:
    """Build a page of the requisitions of a person and a channel, each with its age and state."""
    whose = "Yours, and this channel's" if in_channel else "Yours"
    if not page.total:
        nothing = (
            "*Nothing is open here.* A requisition says which role you hire for, who owns it and what it may "
            "cost. Open one before you write the posting."
        )
        return Message(nothing, [section(nothing), actions(open_button(primary=True))])
    blocks = [header(f"{whose}: {page.total} open")]
    blocks += [section(line(each, content, today), show_button(each)) for each in page.requisitions]
    turns = [
        ask_button(label, f"req list page {number}")
        for label, number in (("Back", page.number - 1), ("More", page.number + 1))
        if 1 <= number <= page.pages
    ]
    if page.pages > 1:
        blocks.append(context(f"Page {page.number} of {page.pages}."))
    blocks.append(actions(open_button(), *turns))
    names = ", ".join(f"{each.number} {escape(shorten(each.title, 40))}" for each in page.requisitions[:5])
    return Message(f"{whose}: {page.total} open. {names}", blocks)


def line(requisition: Requisition, content: Content, today: date) -> str:
    """Write a requisition in two lines: title, then state, age and owner."""
    told = status(requisition, content, today)
    notes = " · ".join([f"<@{requisition.owner}>", f"<#{requisition.channel}>"])
    return f"{_ICONS[requisition.state]} {name(requisition)}\n{told} · {notes}"


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
        return [f"Snoozed {times}, now until {write_day(requisition.snoozed_until)}."]
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


def budget_text(requisition: Requisition) -> str:
    """Write the budget in its own currency, with its year."""
    if requisition.budget is None:
        return "not said"
    year = f" (set in {requisition.budget_year})" if requisition.budget_year else ""
    return f"{write_budget(requisition.budget)} a year{year}"


def _role(specialty: str | None, content: Content) -> str:
    if specialty is None:
        return "not defined yet"
    role = content.roles.get(specialty)
    return escape(role.name if role else specialty)
