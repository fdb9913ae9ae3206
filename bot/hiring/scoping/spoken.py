"""What own words in a conversation do: answer, correct, deny or take back, or ask for something else."""

import re
from collections.abc import Sequence
from dataclasses import replace

from bot.hiring.reading.needs import PAIN
from bot.hiring.scoping.asides import (
    answer_aside,
    asks_advice,
    asks_meaning,
    is_question,
    part_questions,
    unanswered,
)
from bot.hiring.scoping.hearing import Listener
from bot.hiring.scoping.listening import Said, not_understood
from bot.hiring.scoping.moves import Advance, Moves
from bot.hiring.scoping.option_words import affirmed
from bot.hiring.scoping.places import by_place, says_none
from bot.hiring.scoping.ranking import how_to_rank, rank_told, read_rank, says_yes
from bot.hiring.scoping.retracting import retract, rule_out
from bot.hiring.scoping.scope import (
    Answered,
    Back,
    Cancel,
    Move,
    NotSure,
    Remark,
    Scope,
    Skip,
    Why,
    Write,
)
from bot.hiring.scoping.weighing import Weighing
from bot.hiring.scoping.wished import beside_unsure
from bot.hiring.text.resumes import looks_like_resume
from bot.hiring.text.wording import compile_wording
from content import Content
from content.schema.questions import Option, ScopingQuestion

_KNOWN_BEFORE = ("title", "text", "level", "budget_low", "budget_high", "budget_currency", "budget_year")
_AGAIN = "We begin again. What was answered is gone."
_WHOM = (
    "Name them with an @, like “ask @mei”, or choose Hand over in the menu under the "
    "question. I ask them from then on."
)
_BRIEFLY = 14  # words of a denial that answers nothing besides
_OF_COULD = re.compile(
    r"\W*(?:could|can|should|shall|may|must|would|do|does) (?:we|i|they|it|you)\b", re.IGNORECASE
)
_NAMED = re.compile(
    r"\W*(?:(?:please|pls|better|you should|can you|could you|no|ok)\W+)*(?:ask|talk to"
    r"|(?:re-?)?assign (?:it|this) to|(?:give|hand|pass|send) (?:it|this|that)(?: over| on)? to"
    r"|hand over to)\s+"
    r"(?!(?:me|us|him|her|them|my|our|the|a|an|again|later|for|about|to|somebody|someone|more|less|it|this)\b)"
    r"(?P<name>[^\W\d_]{2,})\b",
    re.IGNORECASE,
)
_DECIDED_BY = "That is where the answers point. Whom to hire is for you to decide."
_TERMS = 2
_SAYS_NOT = "That says what it is not, which speaks for nothing. What is it?"
_KEPT = "I kept that with what was said."
_MOVED = 0.05  # of a reading's share: worth saying
_HELP = (
    "Choose an answer, type its number, or answer in your own words. “Not sure” is fine. "
    "You can also type back, why, skip or cancel, or take something back: “forget what I said about …”."
)


class Spoken:
    """Applies what people write. Keeps nothing between two messages; threads may share it."""

    def __init__(self, content: Content, weighing: Weighing, moves: Moves) -> None:
        self._content = content
        self._weighing = weighing
        self._moves = moves
        self._listener = Listener(content)

    def hear(self, question: ScopingQuestion | None, words: str) -> Said:
        """What somebody says to a question, or to none."""
        if len(words.split()) <= _BRIEFLY and _NAMED.match(words):
            return Said(wish="hand_over")
        return self._listener.hear(words, question)

    def listened(self, scope: Scope, move: Write) -> Advance | Move:  # noqa: PLR0911 - one for each way to be heard
        """What a message does, or the move that it asks for."""
        words, by = move.words, move.by
        if looks_like_resume(words):
            return Advance(
                scope, ("That reads like a resume. I keep nothing of it: I read roles, not people.",)
            )
        if beside := self._beside(scope, move):
            return beside
        asking = self._weighing.questions.get(scope.asking or "")
        if undone := self._undone(scope, move):
            return undone
        last = next((each for each in reversed(scope.answers) if each.by == by), None)
        said = self.hear(asking, words)
        if asking and (two := self._unclear(scope, asking, by)):
            said = self._between(asking, two, words) or said
        if said.corrects and last:
            corrected = self._weighing.questions.get(last.question)
            again = _the_other(scope, last, corrected) if said.other else self.hear(corrected, words)
            if said.other or not said.answers or last.question in dict(again.answers):
                said = again if again.answers or again.denies else said
        if scope.status == "ranking" and (ranked := self._ranked_in_words(scope, words)):
            return ranked
        if said.wish:
            return self._wished(scope, said, move)
        if said.denies:
            less, told = rule_out(scope, said.denies, move, self._weighing.questions)
            return Advance(self._moves.onward(less), told)
        if scope.status == "ranking":
            return Advance(scope, (how_to_rank(self._weighing.specialties(scope), self._content),))
        # In passing nobody takes back what they have answered.
        done = set() if said.corrects else {each.question for each in scope.answers} - {scope.asking}
        answers = {
            id_: tuple(choice for asked, choice in said.answers if asked == id_)
            for id_, _ in said.answers
            if id_ not in done
        }
        if answers:
            return self._moves.answered(scope, tuple(answers.items()), move, "" if said.pointed else words)
        return self._remarked(scope, move, said)

    def _remarked(  # noqa: PLR0911 - one for each way to be kept
        self, scope: Scope, move: Write, said: Said
    ) -> Advance:
        """Keep what answers no question, and take it as a part of the text; not what we cannot read."""
        if nothing := unanswered(move.words):
            return Advance(scope, (nothing,), missed=True)
        told = (not_understood(move.words, said) if scope.asking else _KEPT,)
        left = affirmed(move.words)
        if left != move.words and not any(map(str.isalpha, left)):
            return Advance(scope, (_SAYS_NOT,), missed=True)
        if said.foreign or said.put_off or said.others or said.all_well:
            return Advance(scope, told)
        remark = Remark(words=move.words, to=scope.asking, by=move.by, at=move.at)
        noted = scope.model_copy(update={"remarks": (*scope.remarks, remark)})
        if any(each.about == PAIN for each in self._weighing.read("", move.words).evidence):
            return Advance(noted, ("I keep that as what hurts. More than one role may end it, so I ask on.",))
        if not (said.corrects or said.between) and (speaks_for := self._moved(scope, noted)):
            told = (f"I read that as speaking for {speaks_for}, and ask on.",)
            if not scope.asking or move.words.endswith("?"):
                return Advance(self._moves.onward(noted), told)
            # It is none of the answers and says something all the same: nobody is asked the same twice.
            kept = Answered(question=scope.asking, choices=(), words=move.words, by=move.by, at=move.at)
            return Advance(
                self._moves.onward(noted.model_copy(update={"answers": (*scope.answers, kept)})), told
            )
        return Advance(noted, told, missed=not said.between)

    def _beside(self, scope: Scope, move: Write) -> Advance | Move | None:
        """Answer a question of hiring in a sentence, and hear what was said beside it."""
        told, asked = part_questions(move.words)
        answer = self._answered_aside(scope, asked) if asked else ""
        if not answer and is_question(asked) and (told or not self._is_meant(scope, move.words)):
            answer = unanswered(asked)
        if not answer:
            return None
        step = self.listened(scope, move.model_copy(update={"words": told})) if told else Advance(scope)
        if not isinstance(step, Advance):
            return step
        return replace(step, heard=(answer, *(() if step.missed else step.heard)))

    def _answered_aside(self, scope: Scope, asked: str) -> str:
        """What to say to a question of theirs, "" where nothing here answers it."""
        told = answer_aside(asked, self._content.roles_file.one_hire, self._so_far(scope))
        if told:
            return f"{told} {_DECIDED_BY}" if asks_advice(asked) else told
        return " ".join(self._terms(asked)[:_TERMS]) if asks_meaning(asked) else ""

    def _is_meant(self, scope: Scope, words: str) -> bool:
        """Whether a question points at an answer, or is a wish that is said as one: “why?”."""
        said = self.hear(self._weighing.questions.get(scope.asking or ""), words)
        return said.pointed or said.wish not in (None, "aside", "thanks")

    def _undone(self, scope: Scope, move: Write) -> Advance | None:
        """Take back answers of somebody that their words begin by denying, and hear what they say instead."""
        given = {
            (each.question, choice)
            for each in self._weighing.latest(scope)
            if each.by == move.by and each.question != scope.asking
            for choice in each.choices
        }
        denied = self._listener.denies(move.words, given)
        if not denied:
            return None
        less, told = rule_out(scope, denied, move, self._weighing.questions)
        asked = self._weighing.questions.get(scope.asking or "")
        instead = [] if asked is None else self.hear(asked, move.words).answers
        rest = tuple((id_, (choice,)) for id_, choice in instead if (id_, choice) not in denied)
        if len(move.words.split()) <= _BRIEFLY or not rest:
            return Advance(self._moves.onward(less), told)
        done = self._moves.answered(less, rest, move, move.words)
        return Advance(done.scope, (*told, *done.heard))

    def _between(self, asking: ScopingQuestion, two: Sequence[Option], words: str) -> Said | None:
        """What somebody says to "Do you mean A or B?" by place; None where they say something else."""
        chosen = by_place(words, two)
        if chosen:
            return Said(answers=tuple((asking.id, each.id) for each in chosen), pointed=True)
        if chosen is None:
            return None
        neither = tuple((asking.id, each.id) for each in two)
        heard = self.hear(asking, says_none(words) or "")
        return heard if heard.answers else Said(denies=neither)

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
            return self._moves.ranked(scope, scope.proposed[0], rest)
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
        return _name_of(most, self._content)

    def _wished(self, scope: Scope, said: Said, move: Write) -> Advance | Move:  # noqa: PLR0911 - one for each wish
        by, at = move.by, move.at
        match said.wish:
            case "back":
                return Back(by=by, at=at)
            case "skip":
                return Skip(by=by, at=at)
            case "cancel":
                return Cancel(by=by, at=at)
            case "why":
                return Why(question=scope.asking or "", by=by, at=at)
            case "not_sure":
                return self._unsure(scope, move)
            case "explain":
                is_other = not self._terms(move.words) and _OF_COULD.match(move.words) is not None
                told = unanswered(move.words) if is_other else self._explained(scope, move.words)
                return Advance(scope, (told,))
            case "restart":
                kept = {name: getattr(scope, name) for name in _KNOWN_BEFORE}
                return Advance(self._moves.onward(Scope(**kept)), (_AGAIN,))
            case "retract":
                about = "" if said.exactly else move.words
                less, heard = retract(scope, about, by, self._weighing.questions)
                return Advance(self._moves.onward(less), heard)
            case "hand_over":
                name = _NAMED.match(move.words)
                which = f"Which {name['name'].capitalize()}? " if name else "Whom shall I ask? "
                return Advance(scope, (which + _WHOM,))
            case "thanks":
                return Advance(scope, ("You are welcome. The question is still open.",))
        return Advance(scope, (unanswered(move.words) or _HELP,))

    def _so_far(self, scope: Scope) -> str:
        """Which role it looks like, and what was said for it and for the next."""
        understanding = self._weighing.understanding(scope)
        belief = understanding.belief
        first, second = belief.ranked[:2]
        for_it, for_next = (understanding.quotes(each)[0][:1] for each in (first, second))
        told = f"That is what I find out: so far it looks like {_name_of(first, self._content)}"
        told += f", {belief.percent(first)}%" + (f", because of “{for_it[0]}”." if for_it else ".")
        if for_next and for_next != for_it:
            told += f" For {_name_of(second, self._content)}, {belief.percent(second)}%: “{for_next[0]}”."
        return told

    def _unsure(self, scope: Scope, move: Write) -> Advance | Move:
        """Leave a question open, and keep what was said beside as a guess."""
        guess = beside_unsure(move.words)
        if not (guess and scope.asking):
            return NotSure(question=scope.asking or "", by=move.by, at=move.at)
        remark = Remark(words=guess, to=scope.asking, by=move.by, at=move.at)
        noted = scope.model_copy(update={"remarks": (*scope.remarks, remark)})
        step = self._moves.unsure(noted, scope.asking, move.by, move.at)
        speaks_for = self._moved(scope, noted)
        told = (f"I read “{guess}” as speaking for {speaks_for}.",) if speaks_for else ()
        return replace(step, heard=(*told, *step.heard))

    def _terms(self, words: str) -> list[str]:
        """What the words of the trade in a question mean."""
        explained = self._content.questions.term
        return [term.means for term in explained if compile_wording(term.words).search(words)]

    def _explained(self, scope: Scope, words: str) -> str:
        """The question in other words, or what a word of it means."""
        terms = self._terms(words)
        question = self._weighing.questions.get(scope.asking or "")
        return terms[0] if terms else question.means if question else self._content.roles_file.one_hire


def _name_of(reading: str, content: Content) -> str:
    return content.roles[reading].name if reading in content.roles else "work without an LLM"


def _the_other(scope: Scope, last: Answered, question: ScopingQuestion | None) -> Said:
    """“The other one” is clear where there were two, or where somebody answered otherwise before."""
    before = [each.choices for each in scope.answers if (each.question, each.by) == (last.question, last.by)]
    others = [choices[0] for choices in before if choices and choices != last.choices][-1:]
    if question and not others:
        rest = [option.id for option in question.option if option.id not in last.choices]
        others = rest if len(rest) == 1 else []
    return Said(answers=tuple((last.question, each) for each in others), corrects=True)
