"""Simulated founders: each has a role in mind, begins with a vague ask, and answers what is asked."""

import random
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from statistics import mean, median

from bot.hiring.scoping.conversation import Conversation
from bot.hiring.scoping.scope import Answered, Choose, Move, NotSure, Rank, Scope, Write
from content import Content
from content.schema.questions import Option, ScopingQuestion

ASKS = (
    "senior LLM engineer",
    "We need an AI person",
    "somebody who is good with language models",
    "AI engineer, 5 years, remote",
    "Our first AI hire",
)
_OWN_WORDS = Path(__file__).with_name("own_words.toml")
_WHO = "U1"
_NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of founders. The numbers are how many answers in a hundred are of that sort.

    `errs`: a random other answer. `strays`: as another role would answer, the same one throughout. `odd`: by
    habits that have nothing to do with our table. `unsure`: no answer. `writes`: they type, and press
    a button only when they were not understood.
    """

    name: str
    errs: int = 10
    strays: int = 0
    odd: int = 0
    unsure: int = 0
    writes: bool = False


KINDS = (
    Kind("answer as our table says, one in ten an error"),
    Kind("and leave one question in seven open", unsure=15),
    Kind("and answer in their own words", writes=True),
    Kind("and have habits of their own in one answer of five", odd=20),
    Kind("and answer one in five as another role would", strays=20),
)


@dataclass(frozen=True, slots=True)
class Measured:
    """What came of the conversations with one kind of founders. Shares are of 1.

    `right`: the likeliest reading at the end was the role in mind; `settled`: how many ended because it was
    settled, and `settled_right` how many of those were right; `questions` is the median asked, `average` the
    mean. `form_right`: the same founders, when a form asks them every question there is.
    """

    kind: Kind
    founders: int
    right: float
    settled: float
    settled_right: float
    questions: float
    average: float
    by_role: Mapping[str, float]
    form_questions: int
    form_right: float


class Founder:
    """Somebody with a role in mind. Asked the same question twice, they answer the same."""

    def __init__(self, content: Content, kind: Kind, role: str, chance: random.Random) -> None:
        self.role, self.writes, self._kind, self._chance = role, kind.writes, kind, chance
        self._readings = content.questions.readings
        self._other = chance.choice([reading for reading in self._readings if reading != role])
        self.ask = chance.choice(ASKS)
        self._answers = {question.id: self._think(question) for question in content.questions.question}

    def answer(self, question: ScopingQuestion) -> Option | None:
        """What they answer; None when they are not sure."""
        return self._answers[question.id]

    def say(self, question: ScopingQuestion, option: Option) -> str:
        """The answer in words of their own."""
        return self._chance.choice(_own_words()[question.id][option.id])

    def _think(self, question: ScopingQuestion) -> Option | None:
        if self._happens(self._kind.unsure):
            return None
        role = self._other if self._happens(self._kind.strays) else self.role
        shares = [each.shares[self._readings.index(role)] for each in question.option]
        meant = self._chance.choices(question.option, shares)[0]
        if self._happens(self._kind.odd):
            meant = self._chance.choice(question.option)
        if self._happens(self._kind.errs):
            meant = self._chance.choice([option for option in question.option if option is not meant])
        return meant

    def _happens(self, percent: int) -> bool:
        return self._chance.random() * 100 < percent


def measure(content: Content, *, seed: int = 1, each: int = 100) -> tuple[Measured, ...]:
    """Talk with `each` founders of each role and kind. The same seed gives the same founders."""
    conversation = Conversation(content)
    return tuple(_measure(content, conversation, kind, seed, each) for kind in KINDS)


def lines(measured: Sequence[Measured]) -> Iterator[str]:
    """What was measured as two tables in Markdown."""
    form = measured[0].form_questions
    yield f"| Founders who | right | settled | right then | median | mean | right by a form of {form} |"
    yield "|---|---:|---:|---:|---:|---:|---:|"
    for row in measured:
        yield (
            f"| {row.kind.name} | {row.right:.1%} | {row.settled:.0%} | {row.settled_right:.1%} | "
            f"{row.questions:g} | {row.average:.1f} | {row.form_right:.1%} |"
        )
    yield ""
    yield f"| Right by role | {' | '.join(measured[0].by_role)} |"
    yield "|---|" + "---:|" * len(measured[0].by_role)
    for row in measured:
        yield f"| {row.kind.name} | {' | '.join(f'{share:.0%}' for share in row.by_role.values())} |"


def understood(content: Content, which: str) -> tuple[float, float]:
    """How many replies in own words ("seen" or "unseen"), of 1, are heard as meant, and as another."""
    conversation = Conversation(content)
    right, wrong = [], []
    for id_, answers in _replies(which).items():
        for meant, replies in answers.items():
            for reply in replies:
                heard = dict(conversation.hear(conversation.question(id_), reply).answers).get(id_)
                right.append(heard == meant)
                wrong.append(heard not in (meant, None))
    return mean(right), mean(wrong)


def talk(conversation: Conversation, founder: Founder) -> Scope:
    """Lead a conversation to its end."""
    scope = conversation.begin(founder.ask, "")
    while scope.status in ("asking", "ranking"):
        question = conversation.question(scope.asking or "")
        before = scope.answers
        scope = conversation.advance(scope, _next(conversation, scope, founder, question)).scope
        if (
            question and founder.writes and scope.answers == before
        ):  # not understood, so they press the button
            scope = conversation.advance(scope, _press(founder, question)).scope
    return scope


def _next(
    conversation: Conversation, scope: Scope, founder: Founder, question: ScopingQuestion | None
) -> Move:
    if question is None:
        wanted = conversation.understanding(scope).specialties
        kept = founder.role if founder.role in wanted else wanted[0]
        return Rank(kept=kept, given_up=tuple(each for each in wanted if each != kept)[:2], by=_WHO, at=_NOW)
    answer = founder.answer(question)
    if answer and founder.writes:
        return Write(words=founder.say(question, answer), by=_WHO, at=_NOW)
    return _press(founder, question)


def _press(founder: Founder, question: ScopingQuestion) -> Move:
    answer = founder.answer(question)
    if answer is None:
        return NotSure(question=question.id, by=_WHO, at=_NOW)
    return Choose(question=question.id, choices=(answer.id,), by=_WHO, at=_NOW)


def _fill_in(conversation: Conversation, founder: Founder, questions: Sequence[ScopingQuestion]) -> str:
    """What the same founder's answers to all questions say."""
    given = [(question.id, founder.answer(question)) for question in questions]
    answers = tuple(
        Answered(question=id_, choices=(each.id,) if each else (), by=_WHO, at=_NOW) for id_, each in given
    )
    return conversation.understanding(
        conversation.begin(founder.ask, "").model_copy(update={"answers": answers})
    ).belief.first


def _measure(content: Content, conversation: Conversation, kind: Kind, seed: int, each: int) -> Measured:
    readings, questions = content.questions.readings, content.questions.question
    founders = [
        Founder(content, kind, role, random.Random(f"{seed} {kind.name} {role} {place}"))  # noqa: S311
        for role in readings
        for place in range(each)
    ]
    talks = [(founder.role, talk(conversation, founder)) for founder in founders]
    read = [(role, conversation.understanding(scope).belief.first) for role, scope in talks]
    settled = [
        conversation.understanding(scope).belief.first == role
        for role, scope in talks
        if scope.ended == "settled"
    ]
    return Measured(
        kind=kind,
        founders=len(founders),
        right=mean(role == first for role, first in read),
        settled=len(settled) / len(founders),
        settled_right=mean(settled) if settled else 0.0,
        questions=median(len(scope.asked) for _, scope in talks),
        average=mean(len(scope.asked) for _, scope in talks),
        by_role={
            wanted: mean(first == role for role, first in read if role == wanted) for wanted in readings
        },
        form_questions=len(questions),
        form_right=mean(founder.role == _fill_in(conversation, founder, questions) for founder in founders),
    )


@cache
def _own_words() -> Mapping[str, Mapping[str, Sequence[str]]]:
    """Both kinds of replies, by question and option."""
    seen, unseen = _replies("seen"), _replies("unseen")
    return {
        id_: {option: [*replies, *unseen.get(id_, {}).get(option, ())] for option, replies in answers.items()}
        for id_, answers in seen.items()
    }


@cache
def _replies(which: str) -> Mapping[str, Mapping[str, Sequence[str]]]:
    found: Mapping[str, Mapping[str, Sequence[str]]] = tomllib.loads(_OWN_WORDS.read_text("utf-8"))[which]
    return found
