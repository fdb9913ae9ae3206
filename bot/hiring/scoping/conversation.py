"""Leads a conversation that finds out the role: the next question, what an answer means, when to stop.

Pure: a Scope and a move go in, a Scope comes out. Everything shown is computed from what was said.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.hiring.reading.needs import PAIN
from bot.hiring.reading.reader import Reading
from bot.hiring.scoping.hearing import Listener
from bot.hiring.scoping.listening import Said, not_understood, which_of
from bot.hiring.scoping.ranking import RANK, advise, how_to_rank, rank_told, read_rank, says_yes
from bot.hiring.scoping.retracting import retract, rule_out
from bot.hiring.scoping.scope import (
    Answered,
    Back,
    Cancel,
    Choose,
    Decide,
    Move,
    NotSo,
    NotSure,
    Rank,
    Remark,
    Resume,
    Scope,
    Skip,
    Why,
    Write,
)
from bot.hiring.scoping.weighing import Understanding, Weighing
from bot.hiring.text.money import Budget
from bot.hiring.text.resumes import looks_like_resume
from bot.hiring.text.wording import compile_wording
from content import Content
from content.schema.questions import Option, ScopingQuestion

_TOO_MANY = 3  # specialties in one role
_MOVED = 0.05  # of a reading's share: worth saying
REOPENS = (Resume, Back, Decide)
"""What can be done when a conversation is over."""
_HELP = (
    "Choose an answer, type its number, or answer in your own words. “Not sure” is fine. "
    "You can also type back, why, skip or cancel, or take something back: “forget what I said about …”."
)


@dataclass(frozen=True, slots=True)
class Advance:
    """The result of a move; `heard` are plain sentences about what was understood, or was not."""

    scope: Scope
    heard: tuple[str, ...] = ()


class Conversation:
    """Leads conversations. Stores nothing between two moves; threads may share it."""

    def __init__(self, content: Content) -> None:
        self._content = content
        self._file = content.questions
        self._weighing = Weighing(content)
        self._listener = Listener(content)

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
        return self._onward(scope)

    def go_on(self, before: Scope, said: str = "") -> Scope:
        """Begin again with all that was said of a role before, and with what was `said` now."""
        text = "\n".join(each for each in (before.text, said) if each)
        return self._onward(before.model_copy(update={"text": text, "status": "asking", "ended": None}))

    def question(self, id_: str) -> ScopingQuestion | None:
        """The question of that id; None when the content dropped it."""
        return self._weighing.questions.get(id_)

    def hear(self, question: ScopingQuestion | None, words: str) -> Said:
        """What somebody says to a question, or to none."""
        return self._listener.hear(words, question)

    def hears(self, question: ScopingQuestion, words: str) -> bool:
        """Whether words answer a question."""
        return question.id in dict(self.hear(question, words).answers)

    def advised(self, scope: Scope) -> tuple[str, str]:
        """Of too many specialties, which to hire first, and why."""
        return advise(scope, self._weighing.specialties(scope), self._weighing, self._content)

    def advance(self, scope: Scope, move: Move) -> Advance:  # noqa: PLR0911 - one for each move
        """Apply a move to a conversation. Never fails: a move that makes no sense gets a sentence."""
        if scope.status in ("done", "cancelled") and not isinstance(move, REOPENS):
            return Advance(scope, ("This conversation is over.",))
        match move:
            case Choose():
                return self._answered(scope, [(move.question, move.choices)], move)
            case NotSure():
                return self._unsure(scope, move.question, move.by, move.at)
            case NotSo():
                return self._denied(scope, move.question)
            case Write():
                return self._listened(scope, move)
            case Why():
                question = self._weighing.questions.get(move.question)
                return Advance(scope, (question.why if question else self._content.roles_file.one_hire,))
            case Back():
                return self._back(scope, move.by)
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
                    self._onward(scope.model_copy(update={"status": "asking", "ended": None}), more=True)
                )
            case Rank():
                return self._ranked(scope, move.kept, move.given_up)
            case Decide():
                decided = {"kept": move.first, "second": move.second, "status": "done", "asking": None}
                return Advance(scope.model_copy(update=decided | {"ended": scope.ended or "skipped"}))

    # --- moves

    def _answered(
        self,
        scope: Scope,
        answers: Sequence[tuple[str, tuple[str, ...]]],
        move: Choose | Write,
        words: str = "",
    ) -> Advance:
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
        return Advance(self._onward(scope.model_copy(update={"answers": tuple(given)})), tuple(heard))

    def _ranked(self, scope: Scope, kept: str, given_up: Sequence[str], *heard: str) -> Advance:
        ranked = {"kept": kept, "given_up": tuple(given_up), "proposed": (), "status": "asking"}
        return Advance(self._onward(scope.model_copy(update=ranked)), heard)

    def _unsure(self, scope: Scope, id_: str, by: str, at: datetime) -> Advance:
        question = self._weighing.questions.get(id_)
        if question is None and scope.status == "ranking":
            told = f"Not sure is an answer, too: I keep “{RANK}” as an open question, and ask on."
            return self._ranked(scope, "", (), told)
        if question is None:
            return Advance(scope, ("That question is not asked any more.",))
        given = (*scope.answers, Answered(question=id_, choices=(), by=by, at=at))
        heard = (
            f"Not sure is an answer, too: I keep “{question.ask}” as an open question. {question.not_sure}"
        )
        return Advance(self._onward(scope.model_copy(update={"answers": given})), (heard,))

    def _denied(self, scope: Scope, id_: str) -> Advance:
        if id_ not in self._weighing.questions or id_ in scope.denied:
            return Advance(scope)
        denied = (*scope.denied, id_)
        if scope.asking in scope.denied:  # one after the other
            return Advance(
                scope.model_copy(update={"denied": denied}), ("Then I ask that, too, if it matters.",)
            )
        update = {"denied": denied, "asking": id_, "asked": _once(scope.asked, id_), "status": "asking"}
        return Advance(scope.model_copy(update=update), ("Then I ask.",))

    def _back(self, scope: Scope, by: str) -> Advance:
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

    def _listened(self, scope: Scope, move: Write) -> Advance:  # noqa: PLR0911 - one for each way to be heard
        words, by = move.words, move.by
        if looks_like_resume(words):
            return Advance(
                scope, ("That reads like a resume. I keep nothing of it: I read roles, not people.",)
            )
        asking = self._weighing.questions.get(scope.asking or "")
        last = next((each for each in reversed(scope.answers) if each.by == by), None)
        said = self.hear(asking, words)
        if asking and (one := which_of(words, self._unclear(scope, asking, by))):
            said = Said(answers=((asking.id, one.id),), pointed=True)
        if said.corrects and last:
            corrected = self._weighing.questions.get(last.question)
            again = _the_other(scope, last, corrected) if said.other else self.hear(corrected, words)
            if said.other or not said.answers or last.question in dict(again.answers):
                said = again if again.answers else said
        if scope.status == "ranking" and (ranked := self._ranked_in_words(scope, words)):
            return ranked
        if said.wish:
            return self._wished(scope, said, move)
        if said.denies:
            less, told = rule_out(scope, said.denies, move, self._weighing.questions)
            return Advance(self._onward(less), told)
        if scope.status == "ranking":
            return Advance(scope, (how_to_rank(self._weighing.specialties(scope), self._content),))
        # In passing nobody takes back what they have answered.
        done = set() if said.corrects else {each.question for each in scope.answers} - {scope.asking}
        answers = [(id_, (choice,)) for id_, choice in said.answers if id_ not in done]
        if answers:
            return self._answered(scope, answers, move, "" if said.pointed else words)
        return self._remarked(scope, move, said)

    def _remarked(self, scope: Scope, move: Write, said: Said) -> Advance:
        """Keep what answers no question, and take it as a part of the text; not what we cannot read."""
        told = (not_understood(move.words, said),)
        if said.foreign or said.put_off:
            return Advance(scope, told)
        remark = Remark(words=move.words, to=scope.asking, by=move.by, at=move.at)
        noted = scope.model_copy(update={"remarks": (*scope.remarks, remark)})
        if any(each.about == PAIN for each in self._weighing.read("", move.words).evidence):
            return Advance(noted, ("I keep that as what hurts. More than one role may end it, so I ask on.",))
        if not (said.corrects or said.between) and (speaks_for := self._moved(scope, noted)):
            told = (f"I read that as speaking for {speaks_for}, and ask on.",)
            if not scope.asking or move.words.endswith("?"):
                return Advance(self._onward(noted), told)
            # It is none of the answers and says something all the same: nobody is asked the same twice.
            kept = Answered(question=scope.asking, choices=(), words=move.words, by=move.by, at=move.at)
            return Advance(self._onward(noted.model_copy(update={"answers": (*scope.answers, kept)})), told)
        return Advance(noted, told)

    def _unclear(self, scope: Scope, asking: ScopingQuestion, by: str) -> Sequence[Option]:
        """The options between which somebody's last words left it open, if they did."""
        last = scope.remarks[-1] if scope.remarks else None
        if last is None or (last.to, last.by) != (asking.id, by):
            return ()
        return self.hear(asking, last.words).between

    def _ranked_in_words(self, scope: Scope, words: str) -> Advance | None:
        """Show back who stays, to be confirmed; take a yes to that."""
        wanted = self._weighing.specialties(scope)
        if scope.proposed and says_yes(words):
            rest = [each for each in wanted if each not in scope.proposed]
            return self._ranked(scope, scope.proposed[0], rest)
        kept, given_up = read_rank(words, wanted, self._content)
        if not kept:
            return None
        told = f"I read that as: {rank_told(kept, given_up, self._content)}."
        return Advance(scope.model_copy(update={"proposed": kept}), (told,))

    def _moved(self, before: Scope, after: Scope) -> str:
        """What a remark spoke for, by its name; "" when it told nothing."""
        was, now = self._weighing.belief(before), self._weighing.belief(after)
        most = max(now.shares, key=lambda reading: now.shares[reading] - was.shares[reading])
        if now.shares[most] - was.shares[most] < _MOVED:
            return ""
        return self._content.roles[most].name if most in self._content.roles else "work without an LLM"

    def _wished(self, scope: Scope, said: Said, move: Write) -> Advance:  # noqa: PLR0911 - one for each wish
        by, at = move.by, move.at
        match said.wish:
            case "back":
                return self.advance(scope, Back(by=by, at=at))
            case "skip":
                return self.advance(scope, Skip(by=by, at=at))
            case "cancel":
                return self.advance(scope, Cancel(by=by, at=at))
            case "why":
                return self.advance(scope, Why(question=scope.asking or "", by=by, at=at))
            case "not_sure":
                return self.advance(scope, NotSure(question=scope.asking or "", by=by, at=at))
            case "explain":
                return Advance(scope, (self._explained(scope, move.words),))
            case "restart":
                return Advance(
                    self.begin(
                        scope.title,
                        scope.text,
                        level=scope.level,
                        budget=scope.budget,
                        budget_year=scope.budget_year,
                    ),
                    ("We begin again. What was answered is gone.",),
                )
            case "retract":
                less, heard = retract(scope, move.words, by, self._weighing.questions)
                return Advance(self._onward(less), heard)
            case "hand_over":
                told = (
                    "Choose Hand over in the menu under the question, and name them. I ask them from then on."
                )
                return Advance(scope, (told,))
            case "thanks":
                return Advance(scope, ("You are welcome. The question is still open.",))
        return Advance(scope, (_HELP,))

    def _explained(self, scope: Scope, words: str) -> str:
        """The question in other words, or what a word of it means."""
        terms = [term.means for term in self._file.term if compile_wording(term.words).search(words)]
        question = self._weighing.questions.get(scope.asking or "")
        return terms[0] if terms else question.means if question else self._content.roles_file.one_hire

    # --- what follows

    def _onward(self, scope: Scope, *, more: bool = False) -> Scope:
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


def _the_other(scope: Scope, last: Answered, question: ScopingQuestion | None) -> Said:
    """“The other one” is clear where there were two, or where somebody answered otherwise before."""
    before = [each.choices for each in scope.answers if (each.question, each.by) == (last.question, last.by)]
    others = [choices[0] for choices in before if choices and choices != last.choices][-1:]
    if question and not others:
        rest = [option.id for option in question.option if option.id not in last.choices]
        others = rest if len(rest) == 1 else []
    return Said(answers=tuple((last.question, each) for each in others), corrects=True)
