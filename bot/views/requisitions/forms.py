"""The forms about requisitions: opening one, editing it, and one for each action."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from bot.hiring.reminders.ladder import SNOOZES_BEFORE_ASKING
from bot.hiring.requisitions import Action, Requisition
from bot.hiring.text.money import write_budget
from bot.slack.blocks import Block, actions, button, context, modal, section
from bot.slack.ids import Callback, Req, ReqAction
from bot.slack.inputs import (
    date_input,
    option,
    person_input,
    select,
)
from bot.slack.text import kind_of_id
from bot.views.buttons import scope_button
from bot.views.common import name, role_options
from bot.views.requisitions.card import who_is_asked
from bot.views.requisitions.fields import Fields, Filled
from bot.views.targets import Subject, Target
from content import Content

NOT_DEFINED_YET = "undefined"
AS_THE_CHANNEL = "channel"

_FORMS = {
    Action.OPEN: ("Open a requisition", "Open it"),
    Action.EDIT: ("Edit", "Save"),
    Action.DEFINE: ("Which role is it?", "Define"),
    Action.SNOOZE: ("Snooze", "Snooze"),
    Action.REASSIGN: ("Give it to …", "Reassign"),
    Action.NOT_LLM: ("Not an LLM role", "Record it"),
    Action.FILL: ("Filled", "Record it"),
    Action.CLOSE: ("Close", "Close it"),
    Action.UNDO: ("Undo", "Undo it"),
}
_REASON_HINTS = {
    Action.NOT_LLM: "What is it instead? Whoever reads the log will want to know.",
    Action.CLOSE: "Stopped, merged, opened by mistake? Whoever reads the log will want to know.",
    Action.UNDO: "Both stay in the log: what was done, and why it was taken back.",
}
_FILLED = (
    "Only the day is kept: no name, here or below. I will ask later how the role turned out, and never about "
    "the person."
)


def build_form(
    aim: Target,
    content: Content,
    today: date,
    *,
    requisition: Requisition | None = None,
    filled: Filled | None = None,
    notice: Sequence[Block] = (),
    whole: bool = False,
) -> Block:
    """Build the form for the action of `aim`; `notice` stands above it. Only `open` has no requisition.

    The form that opens one shows the rest of its fields only as a `whole`, or when they hold something.
    """
    filled = filled or Filled()
    title, submit = _FORMS[aim.action]
    blocks: list[Block] = list(notice)
    if requisition is not None:
        blocks.append(section(name(requisition)))
    if aim.action is Action.OPEN:
        blocks += _opening(Fields(aim, filled), content, today, whole=whole or _has_rest(filled))
    else:
        blocks += _inputs(aim, content, today, requisition, filled)
    return modal(
        title,
        blocks,
        callback_id=Callback.REQUISITION,
        private_metadata=aim.pack(),
        submit={"type": "plain_text", "text": submit},
        close={"type": "plain_text", "text": "Cancel"},
    )


def values_of(requisition: Requisition, content: Content) -> Filled:
    """The values of a requisition that its edit form shows."""
    budget = requisition.budget
    ladder = "off" if requisition.reminders_off else requisition.ladder or AS_THE_CHANNEL
    return Filled(
        {
            Req.TITLE: requisition.title,
            Req.DESCRIPTION: requisition.description,
            Req.CHANNEL: requisition.channel,
            Req.SPONSOR: requisition.sponsor or "",
            Req.LEVEL: requisition.level or "",
            Req.BUDGET: write_budget(budget) if budget else "",
            Req.YEAR: str(requisition.budget_year or ""),
            Req.LOCATION: requisition.location or "",
            Req.REMINDERS: ladder if ladder in _ladders(content) else AS_THE_CHANNEL,
        }
    )


def _inputs(
    aim: Target, content: Content, today: date, requisition: Requisition | None, filled: Filled
) -> list[Block]:
    make = Fields(aim, filled)
    match aim.action:
        case Action.EDIT:
            ladders = [option(label, id_) for id_, label in _ladders(content).items()]
            return [
                make.title(),
                make.work(),
                make.channel(),
                *_rest(make, content, today),
                make.input(
                    Req.REMINDERS,
                    "Reminders while it has no specialty",
                    select(Req.REMINDERS, "How many?", ladders, filled.get(Req.REMINDERS)),
                ),
            ]
        case Action.DEFINE:
            now = requisition.specialty if requisition else None
            likely = filled.get(Req.SPECIALTY) or aim.text or now
            roles = select(Req.SPECIALTY, "Which of the seven?", role_options(content.roles.values()), likely)
            others = [*_talk_button(aim, requisition), *_skip_button(aim)]
            return [make.input(Req.SPECIALTY, "Role", roles), make.reason(), *others]
        case Action.SNOOZE:
            return [*_snooze(make, requisition, today), make.reason()]
        case Action.REASSIGN:
            person = person_input(Req.OWNER, "Who?", make.chosen(Req.OWNER))
            return [make.input(Req.OWNER, "New owner", person), make.reason()]
        case Action.FILL:
            known = requisition.filled_on if requisition else None
            typed = filled.get(Req.FILLED_ON)
            day = date.fromisoformat(typed) if typed else known or today
            on = make.input(Req.FILLED_ON, "Filled on", date_input(Req.FILLED_ON, day))
            return [section(_FILLED), on, make.reason()]
    return [make.reason(_REASON_HINTS[aim.action])]


def _talk_button(aim: Target, requisition: Requisition | None) -> list[Block]:
    """For those who cannot say yet: a conversation, in the channel that the form was opened from."""
    if requisition is None:
        return []
    channel = aim.channel if kind_of_id(aim.channel) == "channel" else ""
    subject = Subject(requisition=requisition.number, channel=channel)
    return [section("Not sure yet? A few questions find out.", scope_button("Talk it through", subject))]


def _skip_button(aim: Target) -> list[Block]:
    """Among several: leave this one, and go on to the next."""
    if not aim.then:
        return []
    to_go = f"{len(aim.then)} more {'comes' if len(aim.then) == 1 else 'come'} after this one."
    return [section(to_go, button("Skip this one", ReqAction.SKIP, aim.pack()))]


def _opening(make: Fields, content: Content, today: date, *, whole: bool) -> list[Block]:
    """What is asked for at once, and the rest, or the button that shows it."""
    specialties = [option("Not defined yet", NOT_DEFINED_YET), *role_options(content.roles.values())]
    chosen = make.filled.get(Req.SPECIALTY) or NOT_DEFINED_YET
    blocks = [
        make.title(),
        make.work(),
        make.input(
            Req.SPECIALTY,
            "Specialty",
            select(Req.SPECIALTY, "Which?", specialties, chosen),
            hint="Not sure? Leave it open: a few questions find out, and I ask until somebody says.",
        ),
        make.channel(),
    ]
    if not whole:
        return [*blocks, actions(button("More: owner, budget, level …", ReqAction.MORE_FIELDS))]
    owner = make.input(Req.OWNER, "Owner", person_input(Req.OWNER, "Who?", make.chosen(Req.OWNER)))
    return [*blocks, owner, *_rest(make, content, today)]


def _has_rest(filled: Filled) -> bool:
    return any(filled.get(name) for name in (Req.SPONSOR, Req.LEVEL, Req.BUDGET, Req.LOCATION))


def _rest(make: Fields, content: Content, today: date) -> list[Block]:
    """The fields that can wait. The year of the budget is this one until somebody says otherwise."""
    levels = [option(level.id.capitalize(), level.id) for level in content.words.level]
    year = Filled({Req.YEAR: make.filled.get(Req.YEAR) or str(today.year)})
    return [
        make.input(
            Req.SPONSOR,
            "Sponsor",
            person_input(Req.SPONSOR, "Who?", make.chosen(Req.SPONSOR)),
            hint="Who wants this hire. Asked once, when nobody else answers.",
            optional=True,
        ),
        make.input(
            Req.LEVEL,
            "Level",
            select(Req.LEVEL, "Which?", levels, make.chosen(Req.LEVEL)),
            optional=True,
        ),
        make.text(
            Req.BUDGET,
            "Yearly budget",
            "240k or 220-260k",
            optional=True,
            hint="Base pay a year: 240k, $240,000, 220-260k or €200k.",
        ),
        replace(make, filled=year).text(
            Req.YEAR,
            "Year the budget was set",
            str(today.year),
            optional=True,
            hint="Pay moved a lot: last year’s budget buys something else.",
        ),
        make.text(Req.LOCATION, "Location", "Lisbon, or remote in Europe", most=150, optional=True),
    ]


def _snooze(make: Fields, requisition: Requisition | None, today: date) -> list[Block]:
    typed = make.filled.get(Req.UNTIL)
    until = date.fromisoformat(typed) if typed else today + timedelta(days=7)
    blocks = [make.input(Req.UNTIL, "Until", date_input(Req.UNTIL, until), hint="Nobody is reminded before.")]
    if requisition and requisition.snoozes + 1 >= SNOOZES_BEFORE_ASKING:
        blocks.append(context(who_is_asked(requisition, requisition.snoozes + 1)))
    return blocks


def _ladders(content: Content) -> dict[str, str]:
    """The choices of reminders by id, with what they are called."""
    named = {ladder.name: ladder.name.capitalize() for ladder in content.ladders.ladder}
    return {AS_THE_CHANNEL: "As the channel has it"} | named | {"off": "Off: nobody is reminded"}
