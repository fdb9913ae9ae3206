"""What each move in a conversation does, and which question comes next: what tells most, or none.

Pure: a Scope goes in, a Scope comes out.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.hiring.scoping.ranking import RANK
from bot.hiring.scoping.scope import Answered, Choose, Scope, Write
from bot.hiring.scoping.weighing import Weighing
from content import Content

_TOO_MANY = 3  # specialties in one role


@dataclass(frozen=True, slots=True)
class Advance:
    """The result of a move; `heard` are plain sentences about what was understood, or was not.

    `missed`: they say that the words answer nothing that was asked.
    """

    scope: Scope
    heard: tuple[str, ...] = ()
    missed: bool = False


class Moves:
    """Applies moves. Keeps nothing between two of them; threads may share it."""

    def __init__(self, content: Content, weighing: Weighing) -> None:
        self._file = content.questions
        self._weighing = weighing

    def answered(
        self,
        scope: Scope,
        answers: Sequence[tuple[str, tuple[str, ...]]],
        move: Choose | Write,
        words: str = "",
    ) -> Advance:
        """Take choices for questions, and say what was taken where no button was pressed."""
        heard, given = [], list(scope.answers)
        for id_, choices in answers:
            question = self._weighing.questions.get(id_)
            labels = [option.label for option in question.option if option.id in choices] if question else []
            if not labels:
                heard.append("That answer is not one of mine any more, so I left it out.")
                continue
            said = " and ".join(f"“{label}”" for label in labels)
            earlier = [
                each for each in self._weighing.latest(scope) if each.question == id_ and each.by == move.by
            ]
            if earlier and earlier[0].choices != choices:
                heard.append(f"Corrected: {said}.")
            elif id_ != scope.asking or isinstance(move, Write):
                heard.append(f"I take that as {said}.")
            given.append(Answered(question=id_, choices=choices, words=words, by=move.by, at=move.at))
        return Advance(self.onward(scope.model_copy(update={"answers": tuple(given)})), tuple(heard))

    def ranked(self, scope: Scope, kept: str, given_up: Sequence[str], *heard: str) -> Advance:
        """Keep one of too many specialties first, and ask on."""
        ranked = {"kept": kept, "given_up": tuple(given_up), "proposed": (), "status": "asking"}
        return Advance(self.onward(scope.model_copy(update=ranked)), heard)

    def unsure(self, scope: Scope, id_: str, by: str, at: datetime) -> Advance:
        """Leave a question open, and ask on."""
        question = self._weighing.questions.get(id_)
        if question is None and scope.status == "ranking":
            told = f"Not sure is an answer, too: I keep “{RANK}” as an open question, and ask on."
            return self.ranked(scope, "", (), told)
        if question is None:
            return Advance(scope, ("That question is not asked any more.",))
        given = (*scope.answers, Answered(question=id_, choices=(), by=by, at=at))
        heard = (
            f"Not sure is an answer, too: I keep “{question.ask}” as an open question. {question.not_sure}"
        )
        return Advance(self.onward(scope.model_copy(update={"answers": given})), (heard,))

    def denied(self, scope: Scope, id_: str) -> Advance:
        """Ask a question that the text seemed to answer."""
        if id_ not in self._weighing.questions or id_ in scope.denied:
            return Advance(scope)
        denied = (*scope.denied, id_)
        if scope.asking in scope.denied:  # one after the other
            return Advance(
                scope.model_copy(update={"denied": denied}), ("Then I ask that, too, if it matters.",)
            )
        update = {"denied": denied, "asking": id_, "asked": _once(scope.asked, id_), "status": "asking"}
        return Advance(scope.model_copy(update=update), ("Then I ask.",))

    def back(self, scope: Scope, by: str) -> Advance:
        """Ask somebody's last question again."""
        said = {each.question for each in scope.answers}
        before = [id_ for id_ in scope.asked if id_ != scope.asking and id_ in said]
        if not before:
            return Advance(scope, ("This is the first question, so there is nothing to go back to.",))
        given = tuple(each for each in scope.answers if (each.question, each.by) != (before[-1], by))
        kept = scope.kept if scope.second is None else None  # a decision falls with the answers it stood on
        update = {
            "answers": given,
            "asking": before[-1],
            "asked": tuple(before),
            "kept": kept,
            "second": None,
        }
        return Advance(scope.model_copy(update=update | {"status": "asking", "ended": None}))

    def onward(self, scope: Scope, *, more: bool = False) -> Scope:
        """Ask what tells most, or stop: too many specialties, settled, or enough questions."""
        if scope.status != "asking":
            return scope
        if len(self._weighing.specialties(scope)) >= _TOO_MANY and scope.kept is None:
            return scope.model_copy(update={"status": "ranking", "asking": None})
        belief = self._weighing.belief(scope)
        settled = belief.shares[belief.first] >= self._file.settled and not more
        if scope.asking in self._weighing.unanswered(scope) and not settled:
            return scope
        left = [self._weighing.questions[id_] for id_ in self._weighing.unanswered(scope)]
        if not left or settled or len(scope.asked) >= self._file.most:
            ended = "settled" if settled else "nine"
            return scope.model_copy(update={"status": "done", "ended": ended, "asking": None})
        best = max(left, key=lambda question: self._weighing.gain(belief, question))
        return scope.model_copy(update={"asking": best.id, "asked": _once(scope.asked, best.id)})


def _once(ids: Sequence[str], id_: str) -> tuple[str, ...]:
    return tuple(ids) if id_ in ids else (*ids, id_)
