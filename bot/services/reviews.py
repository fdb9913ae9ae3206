"""What people answer when they look back at a role that was filled."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from bot.actors import Actor
from bot.errors import RolecallError
from bot.hiring.access import Act
from bot.hiring.requisitions import Action, IllegalMove, Requisition, State
from bot.services.access import admit
from bot.services.changes import Changed, Decided, Once, StaleRequisition, commit, load_for_change, make_move
from bot.services.deps import Deps
from bot.store import Session, decisions, reviews
from content.schema.reviews import Review, ReviewsFile


@dataclass(frozen=True, slots=True)
class OpenReview:
    """One look back at a requisition: which it is, and what was answered so far, None for nothing."""

    requisition: Requisition
    review: Review
    answers: Mapping[str, Any] | None


def review_of(deps: Deps, actor: Actor, number: int, wanted: str = "") -> OpenReview:
    """The look back that somebody may answer: the one called `wanted` ("90 days"), else the latest due.

    Before any is due it is the first one. Raises what `admit` does; IllegalMove when it is not filled;
    RolecallError for a name that there is not.
    """
    file = deps.assistant.content.reviews
    today = deps.today_of(actor.tenant, actor.user)
    admitted = admit(deps, actor, number, Act.REVIEW)
    with deps.database.reading() as session:
        requisition = admitted.requisition
        _check(requisition)
        if wanted:
            review = _named(file, wanted, number)
        else:
            assert requisition.filled_on is not None  # noqa: S101 - it is filled
            due = [each for each in file.review if each.day(requisition.filled_on) <= today]
            review = due[-1] if due else file.review[0]
        answered = reviews.of(session, requisition.id).get(review.id)
        return OpenReview(requisition, review, answered.answers if answered else None)


def answer(
    deps: Deps,
    actor: Actor,
    number: int,
    answers: Mapping[str, str],
    *,
    expected_version: int,
    once: Once,
) -> Changed:
    """Record what somebody answered: `kind`, `held`, `most` and `now`. Another answer corrects it.

    Raises what `admit` does, StaleRequisition, IllegalMove (also for the same answers again) and DoneBefore:
    in all of them nothing was changed.
    """
    admitted = admit(deps, actor, number, Act.REVIEW)

    def record(session: Session) -> Decided:
        requisition = load_for_change(session, admitted)
        _check(requisition)
        if requisition.version != expected_version:
            since = decisions.story(session, requisition.id, after=expected_version)
            raise StaleRequisition(requisition, since)
        kind = answers["kind"]
        review = reviews.of(session, requisition.id).get(kind) or reviews.book(session, requisition, kind)
        before = review.answers
        if before == answers:
            raise IllegalMove("You answered that before. Nothing was changed.")
        reviews.answer(review, answers, actor.user, deps.now())
        after, decided = make_move(session, deps, requisition, Action.REVIEW, {})
        return after, replace(decided, changes={reviews.ANSWER: [before, dict(answers)]})

    return commit(deps, actor, record, once)


def _check(requisition: Requisition) -> None:
    if requisition.state is not State.FILLED:
        raise IllegalMove(
            f"Requisition {requisition.number} is not filled, so there is nothing to look back at. Once it "
            f"is, type: req filled {requisition.number}"
        )


def _named(file: ReviewsFile, wanted: str, number: int) -> Review:
    written = "".join(each for each in wanted.casefold() if each.isalnum())
    for review in file.review:
        known = "".join(each for each in review.name.casefold() if each.isalnum())
        digits = "".join(each for each in review.name if each.isdigit())
        if written in (known, known.rstrip("s"), review.id.replace("_", ""), digits):
            return review
    names = " or ".join(f"req review {number} {each.name}" for each in file.review)
    raise RolecallError(f"I do not know which look back that is. Type {names}")
