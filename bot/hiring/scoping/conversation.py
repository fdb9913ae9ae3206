"""Leads a conversation that finds out the role: the next question, what an answer means, when to stop.

Pure: a Scope and a move go in, a Scope comes out. Everything shown is computed from what was said.
"""

from bot.hiring.reading.reader import Reading
from bot.hiring.scoping.listening import Said
from bot.hiring.scoping.moves import Advance, Moves
from bot.hiring.scoping.ranking import advise
from bot.hiring.scoping.scope import (
    Back,
    Cancel,
    Choose,
    Decide,
    Move,
    NotSo,
    NotSure,
    Rank,
    Resume,
    Scope,
    Skip,
    Why,
    Write,
)
from bot.hiring.scoping.spoken import Spoken
from bot.hiring.scoping.weighing import Understanding, Weighing
from bot.hiring.text.money import Budget
from content import Content
from content.schema.questions import ScopingQuestion

REOPENS = (Resume, Back, Decide)
"""What can be done when a conversation is over."""


class Conversation:
    """Leads conversations. Stores nothing between two moves; threads may share it."""

    def __init__(self, content: Content) -> None:
        self._content = content
        self._weighing = Weighing(content)
        self._moves = Moves(content, self._weighing)
        self._spoken = Spoken(content, self._weighing, self._moves)

    def understanding(self, scope: Scope) -> Understanding:
        """What is known so far, and the reasons."""
        return self._weighing.understanding(scope)

    def read(self, title: str, text: str) -> Reading:
        """Read a text on its own, with its title apart ("" for none)."""
        return self._weighing.read(title, text)

    def begin(
        self,
        title: str,
        text: str,
        *,
        level: str | None = None,
        budget: Budget | None = None,
        budget_year: int | None = None,
    ) -> Scope:
        """Begin a conversation from what is known of a role, and ask the first question."""
        scope = Scope(
            title=title,
            text=text,
            level=level,
            budget_low=budget.low if budget else None,
            budget_high=budget.high if budget else None,
            budget_currency=budget.currency if budget else None,
            budget_year=budget_year,
        )
        return self._moves.onward(scope)

    def go_on(self, before: Scope, said: str = "") -> Scope:
        """Begin again with all that was said of a role before, and with what was `said` now."""
        text = "\n".join(each for each in (before.text, said) if each)
        return self._moves.onward(before.model_copy(update={"text": text, "status": "asking", "ended": None}))

    def question(self, id_: str) -> ScopingQuestion | None:
        """The question of that id; None when the content dropped it."""
        return self._weighing.questions.get(id_)

    def hear(self, question: ScopingQuestion | None, words: str) -> Said:
        """What somebody says to a question, or to none."""
        return self._spoken.hear(question, words)

    def hears(self, question: ScopingQuestion, words: str) -> bool:
        """Whether words answer a question."""
        return question.id in dict(self.hear(question, words).answers)

    def advised(self, scope: Scope) -> tuple[str, str]:
        """Of too many specialties, which to hire first, and why."""
        return advise(scope, self._weighing.specialties(scope), self._weighing, self._content)

    def advance(self, scope: Scope, move: Move) -> Advance:  # noqa: PLR0911, PLR0912 - one for each move
        """Apply a move to a conversation. Never fails: a move that makes no sense gets a sentence."""
        if scope.status == "done" and isinstance(move, Write):
            return self._remarked_after(scope, move)
        if scope.status in ("done", "cancelled") and not isinstance(move, REOPENS):
            return Advance(scope, ("This conversation is over.",))
        match move:
            case Choose():
                return self._moves.answered(scope, [(move.question, move.choices)], move)
            case NotSure():
                return self._moves.unsure(scope, move.question, move.by, move.at)
            case NotSo():
                return self._moves.denied(scope, move.question)
            case Write():
                done = self._spoken.listened(scope, move)
                return done if isinstance(done, Advance) else self.advance(scope, done)
            case Why():
                question = self._weighing.questions.get(move.question)
                return Advance(scope, (question.why if question else self._content.roles_file.one_hire,))
            case Back():
                return self._moves.back(scope, move.by)
            case Skip():
                return Advance(
                    scope.model_copy(update={"status": "done", "ended": "skipped", "asking": None})
                )
            case Cancel():
                return Advance(
                    scope.model_copy(update={"status": "cancelled", "ended": "cancelled", "asking": None})
                )
            case Resume():
                return Advance(
                    self._moves.onward(
                        scope.model_copy(update={"status": "asking", "ended": None}), more=True
                    )
                )
            case Rank():
                return self._moves.ranked(scope, move.kept, move.given_up)
            case Decide():
                decided = {"kept": move.first, "second": move.second, "status": "done", "asking": None}
                return Advance(scope.model_copy(update=decided | {"ended": scope.ended or "skipped"}))

    def _remarked_after(self, scope: Scope, move: Write) -> Advance:
        """Hear what somebody says of the brief: it counts like an answer, and a question may follow.

        None follows for who skipped them, while it stays the same role.
        """
        open_again = scope.model_copy(update={"status": "asking", "ended": None, "asking": None})
        said = self._spoken.listened(open_again, move)
        if not isinstance(said, Advance):
            return self.advance(open_again, said)
        if said.scope in (scope, open_again):
            return Advance(scope, said.heard)
        after = self._moves.onward(said.scope)
        same = self._weighing.belief(after).first == self._weighing.belief(scope).first
        if scope.ended == "skipped" and same and after.status == "asking":  # who skipped questions gets none
            over = {"status": "done", "ended": "skipped", "asking": None, "asked": scope.asked}
            after = after.model_copy(update=over)
        return Advance(after, said.heard, missed=said.missed)
