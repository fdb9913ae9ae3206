"""What an answer leaves for a next line to stand on: what was asked, and of which role, level and place."""

from collections.abc import Callable

from bot.hiring.adverts.role_reading import RoleReading
from bot.hiring.answers.answer import Answer, InterviewAnswer
from bot.hiring.answers.flags import FlagsAnswer
from bot.hiring.answers.interview import KitAnswer
from bot.hiring.answers.roles import Comparison, RoleCard, UmbrellaCard
from bot.hiring.answers.salary import SalaryAnswer, SalaryOverview, SalarySteps
from bot.hiring.answers.sourcing import SourcingAnswer
from bot.hiring.lines.followups import Ground, Wish
from bot.hiring.lines.read import Understood
from bot.hiring.reading.belief import NO_LLM_ROLE
from bot.hiring.text.money import read_said_pay
from bot.hiring.text.vocabulary import Request
from content.schema.roles import UMBRELLA

_EVEN = 0.5


def ground_of(answer: Answer, line: str, understand: Callable[[str], Understood]) -> Ground | None:
    """What to go on from after a line and its answer. None where nothing can follow.

    An answer about pay knows what was asked; for another the line is understood once more.
    """
    wish: Wish = "role"
    roles: tuple[str, ...] = ()
    match answer:
        case SalaryAnswer():
            return _of_pay((answer.pay.role.id,), answer.request)
        case SalarySteps():
            return _of_pay((answer.role.id,), answer.request)
        case SalaryOverview():
            return _of_pay((UMBRELLA,) if answer.umbrella else answer.request.roles, answer.request)
        case RoleCard():
            roles = (answer.role.id,)
        case UmbrellaCard():
            roles = (UMBRELLA,)
        case Comparison():
            roles = (answer.left.id, answer.right.id)
        case InterviewAnswer() | KitAnswer() | FlagsAnswer():
            wish = "redflags" if isinstance(answer, FlagsAnswer) else "interview"
            roles = (answer.role.id,) if answer.role else ()
        case SourcingAnswer():
            wish, roles = "sourcing", (answer.role.id,)
        case RoleReading():
            belief = answer.understanding.belief
            clear = belief.first != NO_LLM_ROLE and belief.shares[belief.first] >= _EVEN
            wish, roles = "reading", (belief.first,) if clear else ()
        case _:
            return None
    slots = understand(line).slots
    return Ground(wish=wish, roles=roles, level=_one(slots.get("level")), place=_one(slots.get("place")))


def _of_pay(roles: tuple[str, ...], request: Request) -> Ground:
    asked, budget = request.asked, request.budget
    if budget is None and request.lacks:
        budget = read_said_pay(request.text).budget  # compared with nothing, and said all the same
    return Ground(
        wish="pay",
        roles=roles,
        level="" if asked.levels else request.level or "",
        place=asked.places[0] if len(asked.places) == 1 else "",
        budget=budget.as_written if budget else "",
    )


def _one(slot: object) -> str:
    return slot if isinstance(slot, str) else ""
