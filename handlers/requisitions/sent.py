"""A form about a requisition as it was sent: what stands in its fields, and doing what it is for."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from bot.actors import Actor
from bot.errors import RolecallError
from bot.hiring.lines.requisitions import NO_NAME, names_somebody
from bot.hiring.requisitions import Action
from bot.hiring.text.resumes import looks_like_resume
from bot.services import briefs, requisitions
from bot.services.changes import Changed, Once
from bot.services.deps import Deps
from bot.services.requisitions import Opening
from bot.slack.ids import Req
from bot.slack.text import kind_of_id
from bot.views.requisitions.fields import Filled
from bot.views.requisitions.forms import AS_THE_CHANNEL, NOT_DEFINED_YET
from bot.views.targets import Target
from handlers.replies import FormReply, Held


class Wrong(RolecallError):  # noqa: N818 - what to type instead
    """Fields that cannot be right, with what to type instead."""

    def __init__(self, problems: dict[Req, str]) -> None:
        super().__init__(" ".join(problems.values()))
        self.problems = problems


def read_filled(fields: Held) -> Filled:
    """What stands in the fields of a form."""
    values: dict[Req, str] = {}
    for action_id, held in fields.items():
        chosen = (
            held.get("value")
            or held.get("selected_user")
            or held.get("selected_conversation")
            or held.get("selected_date")
            or (held.get("selected_option") or {}).get("value")
        )
        values[Req(action_id)] = (chosen or "").strip()
    return Filled(values)


@dataclass(frozen=True, slots=True)
class SentForm:
    """A form as it was sent: what it is for, and what stands in its fields."""

    aim: Target
    filled: Filled
    reply: FormReply

    def do(  # noqa: PLR0911 - one return for each form
        self, deps: Deps, actor: Actor, today: date, once: Once
    ) -> Changed:
        """Do it. Wrong for fields that cannot be right; otherwise what the service raises."""
        self._refuse_resumes(deps)
        number, reason = self.aim.number, self.filled.get(Req.REASON)
        how: dict[str, Any] = {"expected_version": self.aim.version, "reason": reason, "once": once}
        match self.aim.action:
            case Action.OPEN:
                opening = self._opening(deps, today, actor.user)
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

    def _opening(self, deps: Deps, today: date, opener: str) -> Opening:
        """Whoever opens it owns it, until the form's owner says otherwise."""
        details = self._details(deps, today)
        specialty = self.filled.get(Req.SPECIALTY)
        return Opening(
            owner=self._person(Req.OWNER) if Req.OWNER in self.filled.values else opener,
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
