"""Forms about requisitions: opening them, and doing what was filled in."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from bot.actors import Actor
from bot.errors import MustWait, RolecallError
from bot.hiring.access import ACT_OF, Act, NoSuchRequisition, Refused, WrongPerson
from bot.hiring.lines.requisitions import NO_NAME, names_somebody
from bot.hiring.requisitions import Action, Requisition, State, as_it_was, check
from bot.hiring.text.resumes import looks_like_resume
from bot.services import briefs, requisitions
from bot.services.access import check_act
from bot.services.changes import Changed, Once, StaleRequisition
from bot.services.deps import Deps
from bot.services.requisitions import Opening
from bot.slack.blocks import Block, Message, section
from bot.slack.ids import Req
from bot.slack.incoming import mentioned, plain
from bot.slack.modals import answer_view
from bot.slack.profiles import names_of
from bot.slack.text import kind_of_id, shorten
from bot.views.answers import build_answer
from bot.views.briefs.brief import build_brief
from bot.views.refusals import build_problem
from bot.views.requisitions.forms import (
    AS_THE_CHANNEL,
    NOT_DEFINED_YET,
    Filled,
    block_id,
    build_form,
    values_of,
)
from bot.views.requisitions.log import build_changed, build_stale, stale_lines
from bot.views.targets import Target, read_target
from handlers.home import publish_home
from handlers.replies import ClickReply, FormReply
from handlers.reviews import open_review

_TITLE = 150
_MOST_NAMED = 3  # people asked about while somebody waits for a form
_CHANGED = ":eyes: It has changed since you looked at it:"
_WHILE_WRITING = (
    ":eyes: Somebody was faster, and nothing was overwritten. What you typed is still here: look at what has "
    "changed, then send it again."
)


class Wrong(RolecallError):  # noqa: N818 - what to type instead
    """Fields that cannot be right, with what to type instead."""

    def __init__(self, problems: dict[Req, str]) -> None:
        super().__init__(" ".join(problems.values()))
        self.problems = problems


def open_form(deps: Deps, actor: Actor, aim: Target, filled: Filled | None = None) -> Block:
    """Build the form for what somebody wants to do, or the answer when it is not possible any more.

    Whoever presses an old button is told above the form what has changed since.
    """
    content = deps.assistant.content
    today = deps.today_of(actor.tenant, actor.user)
    if actor.surface in ("home", "shortcut"):
        aim = aim.model_copy(update={"surface": actor.surface})
    if aim.action is Action.OPEN:
        check_act(deps, actor, Act.OPEN)
        channel = aim.channel if kind_of_id(aim.channel) == "channel" else ""
        start = {Req.OWNER: actor.user, Req.CHANNEL: channel} | _said(deps, aim.text, today)
        return build_form(aim, content, today, filled=filled or Filled(start))
    if aim.action is Action.REVIEW:
        return open_review(deps, actor, aim)
    story = requisitions.story(deps, actor, aim.number, ACT_OF[aim.action])
    requisition = story.requisition
    since = [decision for decision in story.decisions if decision.sequence > aim.version]
    if since and not requisition.can(aim.action):  # what is undone must be what was seen
        return answer_view(build_stale(requisition, since, content, today))
    if aim.action is not Action.UNDO:
        check(requisition, aim.action)
    notice = [section(_CHANGED), *stale_lines(since, content)] if since else []
    fresh = aim.model_copy(update={"version": requisition.version})
    start_with = values_of(requisition, content) if aim.action is Action.EDIT else None
    return build_form(fresh, content, today, requisition=requisition, filled=start_with, notice=notice)


def _said(deps: Deps, text: str, today: date) -> dict[Req, str]:
    """The fields of a new requisition that one line fills: everything that it says."""
    said = deps.assistant.read_opening(text, today)
    beside = said.beside
    return {
        Req.TITLE: shorten(said.title, _TITLE),
        Req.DESCRIPTION: f"When: {said.when}" if said.when else "",
        Req.LEVEL: beside.level or "",
        Req.BUDGET: beside.budget.as_written if beside.budget else "",
        Req.YEAR: str(beside.year or today.year) if beside.budget else "",
        Req.LOCATION: beside.place or "",
    }


def handle_open_from_message(reply: ClickReply) -> None:
    """Open the form for a new requisition, filled from a message: its first line is the title."""
    reply.in_time(_from_message)


def _from_message(reply: ClickReply) -> Callable[[], None]:
    """The form, filled from a message, to be shown. Asks Slack for the names of whom it mentions."""
    deps, actor, written = reply.deps, reply.actor(), reply.written
    people = mentioned(written)[:_MOST_NAMED]
    if people and not reply.may_wait:
        raise MustWait
    text = plain(written, names_of(reply.client, people))
    first = next((each.strip() for each in text.splitlines() if each.strip()), "")
    aim = Target(action=Action.OPEN, number=0, version=0)
    filled = Filled(
        {
            Req.TITLE: shorten(first, _TITLE),
            Req.DESCRIPTION: shorten(text, 3000) if text != first or len(first) > _TITLE else "",
            Req.OWNER: actor.user,
            Req.CHANNEL: reply.channel if reply.is_channel else "",
        }
    )
    try:
        form = open_form(deps, actor, aim, filled)
    except RolecallError as error:
        form = answer_view(build_problem(error))
    if looks_like_resume(text):
        refused = deps.assistant.read_role(text, deps.now().date())
        form = answer_view(build_answer(refused, "", can_share=False))
    return lambda: reply.show(form)


def handle_requisition_form(reply: FormReply) -> None:
    """Do what was filled in, and show what was recorded in the form's place.

    What is wrong is said beside its field. When somebody else was faster, the form comes back with what was
    typed and with what has changed.
    """
    deps, aim = reply.deps, read_target(reply.metadata)
    actor = reply.actor(aim.surface or None, aim.channel)
    form = _Form.read(reply, aim)
    content = deps.assistant.content
    today = deps.today_of(reply.tenant, actor.user)
    try:
        changed = form.do(deps, actor, today, reply.once)
    except Wrong as wrong:
        reply.refuse({block_id(name, aim.version): told for name, told in wrong.problems.items()})
        return
    except StaleRequisition as stale:
        reply.show(_again(form, stale, deps, today))
        return
    except WrongPerson as wrong:
        fields = [field for field in (Req.OWNER, Req.SPONSOR) if form.filled.get(field) == wrong.person]
        reply.refuse({block_id(field, aim.version): str(wrong) for field in fields})
        return
    except (NoSuchRequisition, Refused) as error:
        reply.say(build_problem(error))
        return
    notes = _notes(changed.requisition) if aim.action is Action.OPEN else []
    message = build_changed(changed.requisition, changed.decision, content, notes=notes)
    if aim.brief:
        shown = briefs.get(deps, actor, aim.brief)
        message = Message(message.text, [*message.blocks, *build_brief(shown, content, "all").blocks])
    reply.say(message)
    if actor.surface == "home":
        deps.background.submit(publish_home, reply)


def _again(form: "_Form", stale: StaleRequisition, deps: Deps, today: date) -> Block:
    content, live = deps.assistant.content, stale.requisition
    if not live.can(form.aim.action):
        return answer_view(build_stale(live, stale.since, content, today))
    filled = form.filled
    if form.aim.action is Action.EDIT:
        # A field that this person left alone follows the other's change; one they typed in stays theirs.
        base = values_of(as_it_was(live, [each.changes for each in stale.since]), content)
        now = values_of(live, content)
        values = {
            name: filled.get(name) if filled.get(name) != base.get(name) else now.get(name) for name in Req
        }
        filled = Filled(values)
    aim = form.aim.model_copy(update={"version": live.version})
    notice = [section(_WHILE_WRITING), *stale_lines(stale.since, content)]
    return build_form(aim, content, today, requisition=live, filled=filled, notice=notice)


def _notes(requisition: Requisition) -> list[str]:
    if requisition.state is not State.UNDEFINED:
        return []
    return [
        f"Until somebody says which role it is, I remind <#{requisition.channel}> and its owner on working "
        "days. If I am not in that channel yet, invite me."
    ]


@dataclass(frozen=True, slots=True)
class _Form:
    """A form as it was sent: what it is for, and what stands in its fields."""

    aim: Target
    filled: Filled
    reply: FormReply

    @classmethod
    def read(cls, reply: FormReply, aim: Target) -> "_Form":
        values: dict[Req, str] = {}
        for action_id, held in reply.fields.items():
            chosen = (
                held.get("value")
                or held.get("selected_user")
                or held.get("selected_conversation")
                or held.get("selected_date")
                or (held.get("selected_option") or {}).get("value")
            )
            values[Req(action_id)] = (chosen or "").strip()
        return cls(aim, Filled(values), reply)

    def do(  # noqa: PLR0911 - one return for each form
        self, deps: Deps, actor: Actor, today: date, once: Once
    ) -> Changed:
        """Do it. Wrong for fields that cannot be right; otherwise what the service raises."""
        self._refuse_resumes(deps)
        number, reason = self.aim.number, self.filled.get(Req.REASON)
        how: dict[str, Any] = {"expected_version": self.aim.version, "reason": reason, "once": once}
        match self.aim.action:
            case Action.OPEN:
                opening = self._opening(deps, today)
                if self.aim.brief:
                    return briefs.open_for(deps, actor, self.aim.brief, opening, once=once)
                return requisitions.open_requisition(deps, actor, opening, once=once)
            case Action.EDIT:
                return requisitions.edit(deps, actor, number, self._edited(deps, today), **how)
            case Action.DEFINE:
                return requisitions.define(deps, actor, number, self.filled.get(Req.SPECIALTY), **how)
            case Action.SNOOZE:
                until = date.fromisoformat(self.filled.get(Req.UNTIL))
                return requisitions.snooze(deps, actor, number, until, **how)
            case Action.REASSIGN:
                return requisitions.reassign(deps, actor, number, self._person(Req.OWNER), **how)
            case Action.FILL:
                if names_somebody(reason):
                    raise Wrong({Req.REASON: NO_NAME})
                day = date.fromisoformat(self.filled.get(Req.FILLED_ON))
                try:
                    return requisitions.fill(deps, actor, number, day, **how)
                except requisitions.NotThatDay as error:
                    raise Wrong({Req.FILLED_ON: str(error)}) from error
            case Action.UNDO:
                del how["reason"]
                return requisitions.undo(deps, actor, number, self._needed_reason(), **how)
            case Action.NOT_LLM:
                return requisitions.not_llm(deps, actor, number, **how | {"reason": self._needed_reason()})
            case Action.CLOSE:
                return requisitions.close(deps, actor, number, **how | {"reason": self._needed_reason()})
        raise RolecallError("This form is too old for me to read.")

    def _refuse_resumes(self, deps: Deps) -> None:
        resumes = [name for name in (Req.DESCRIPTION, Req.REASON) if looks_like_resume(self.filled.get(name))]
        if resumes:
            raise Wrong(dict.fromkeys(resumes, deps.assistant.content.flags.in_a_form))

    def _opening(self, deps: Deps, today: date) -> Opening:
        details = self._details(deps, today)
        specialty = self.filled.get(Req.SPECIALTY)
        return Opening(
            owner=self._person(Req.OWNER),
            specialty=None if specialty == NOT_DEFINED_YET else specialty,
            **details,
        )

    def _edited(self, deps: Deps, today: date) -> dict[str, Any]:
        details = self._details(deps, today)
        ladder = self.filled.get(Req.REMINDERS)
        details |= requisitions.budget_fields(details.pop("budget"), details.pop("budget_year"))
        return details | {
            "reminders_off": ladder == "off",
            "ladder": None if ladder in (AS_THE_CHANNEL, "off") else ladder,
        }

    def _details(self, deps: Deps, today: date) -> dict[str, Any]:
        """The fields that opening and editing have in common; Wrong lists all that is not right."""
        get = self.filled.get
        problems: dict[Req, str] = {}
        if not get(Req.TITLE):
            problems[Req.TITLE] = "Give it a title, like: Senior LLM engineer."
        if kind_of_id(get(Req.CHANNEL)) != "channel":
            problems[Req.CHANNEL] = "Choose the channel in which you talk about this hire."
        for field in (Req.OWNER, Req.SPONSOR):
            if get(field) and not self.reply.is_person(get(field)):
                problems[field] = "Choose a person: an app cannot answer for a hire."
        budget, year = None, None
        if get(Req.BUDGET):
            read, wrong = deps.assistant.read_budget(get(Req.BUDGET), get(Req.YEAR), today)
            budget, year = read.budget, read.year
            fields = {"amount": Req.BUDGET, "year": Req.YEAR}
            problems |= {fields[name]: told for name, told in wrong.items()}
            if not get(Req.YEAR):
                problems[Req.YEAR] = f"Which year is this budget from? Type it, like {today.year}."
        elif get(Req.YEAR):
            problems[Req.BUDGET] = "A year needs a budget. Type one like 240k, or leave both empty."
        if problems:
            raise Wrong(problems)
        return {
            "title": get(Req.TITLE),
            "description": get(Req.DESCRIPTION),
            "channel": get(Req.CHANNEL),
            "sponsor": get(Req.SPONSOR) or None,
            "level": get(Req.LEVEL) or None,
            "budget": budget,
            "budget_year": year,
            "location": get(Req.LOCATION) or None,
        }

    def _person(self, name: Req) -> str:
        user = self.filled.get(name)
        if not self.reply.is_person(user):
            raise Wrong({name: "Choose a person: an app cannot answer for a hire."})
        return user

    def _needed_reason(self) -> str:
        reason = self.filled.get(Req.REASON)
        if not reason:
            raise Wrong({Req.REASON: "Say why, in a few words."})
        return reason
