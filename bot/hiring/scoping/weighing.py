"""Weighs everything that was said: the belief, its reasons, and the next question."""

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from bot.hiring.reading.belief import Belief, Evidence, weigh
from bot.hiring.reading.needs import NeedReader, for_now, is_ask
from bot.hiring.reading.reader import MOST_READ, TOGETHER, Reading
from bot.hiring.scoping.option_words import Named, read_options
from bot.hiring.scoping.scope import Answered, Scope
from bot.hiring.scoping.whose import WORK, own_work
from content import Content
from content.schema.questions import Option, ScopingQuestion

_DUTIES = 2  # questions about the work whose answers say more than a title
_TOLD = 0.5  # a weight that is worth telling
_SPEAKS_FOR = 55  # of a hundred: an answer this usual for a specialty asks for it
_KEPT, _GIVEN_UP = math.log(12), math.log(0.03)


@dataclass(frozen=True, slots=True)
class Understanding:
    """What is known so far.

    `known` are answers that the text gives and nobody has confirmed; `open` are ids of questions that were
    left open. `specialties` are those that somebody asked for.
    """

    belief: Belief
    evidence: tuple[Evidence, ...]
    known: tuple[Named, ...]
    specialties: tuple[str, ...]
    open: tuple[str, ...]
    settled: bool
    number: int
    most: int

    def quotes(self, reading: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """What was said for and against a reading, the strongest first."""
        told = [
            (each.weights.get(reading, 0), each.quote) for each in self.evidence if each.about != TOGETHER
        ]
        ranked = sorted(told, key=lambda each: -abs(each[0]))
        for_it = dict.fromkeys(quote for weight, quote in ranked if weight >= _TOLD)
        against = dict.fromkeys(quote for weight, quote in ranked if weight <= -_TOLD)
        return tuple(for_it), tuple(against)


class Weighing:
    """Weighs conversations. Stores nothing between two of them; threads may share it."""

    def __init__(self, content: Content) -> None:
        self._content = content
        self._file = content.questions
        # A text is looked at several times a turn, and in every turn again.
        self.read = lru_cache(maxsize=256)(NeedReader(content).read)
        self._named = lru_cache(maxsize=256)(lambda text: read_options(for_now(text), self._file))
        self.questions = {question.id: question for question in self._file.question}
        self._weights = {
            (question.id, option.id): self._weighed(question, option)
            for question in self._file.question
            for option in question.option
        }
        # The same not as logarithms: before every question each answer to all the others is weighed.
        self._odds = {
            answer: {reading: math.exp(weight) for reading, weight in weights.items()}
            for answer, weights in self._weights.items()
        }

    def belief(self, scope: Scope) -> Belief:
        """How likely each reading is by now."""
        return weigh(self._evidence(scope))

    def understanding(self, scope: Scope) -> Understanding:
        """What is known so far, and the reasons."""
        evidence = tuple(self._evidence(scope))
        belief = weigh(evidence)
        return Understanding(
            belief=belief,
            evidence=evidence,
            known=self.known(scope),
            specialties=self.specialties(scope),
            open=self._left_open(scope),
            settled=belief.shares[belief.first] >= self._file.settled,
            number=len(scope.asked),
            most=self._file.most,
        )

    def unanswered(self, scope: Scope) -> list[str]:
        """Ids of the questions that neither a person nor the text has answered, in the order of the file."""
        done = {each.question for each in scope.answers} | {each.question for each in self.known(scope)}
        return [id_ for id_ in self.questions if id_ not in done]

    def known(self, scope: Scope) -> tuple[Named, ...]:
        """Questions that the text answers with one option, and that nobody answered or denied."""
        named: dict[str, list[Named]] = {}
        for each in self._named(f"{scope.title}\n{scope.text}"[:MOST_READ]):
            named.setdefault(each.question, []).append(each)
        over = {*scope.denied, *(each.question for each in scope.answers)}
        return tuple(found[0] for id_, found in named.items() if len(found) == 1 and id_ not in over)

    def _left_open(self, scope: Scope) -> tuple[str, ...]:
        """Ids of the questions that somebody was asked and nobody could answer."""
        latest = self.latest(scope)
        answered = {each.question for each in latest if each.choices}
        return tuple(dict.fromkeys(each.question for each in latest if each.question not in answered))

    def latest(self, scope: Scope) -> list[Answered]:
        """The last answer of each person to each question."""
        return list({(each.question, each.by): each for each in scope.answers}.values())

    def _evidence(self, scope: Scope) -> Iterator[Evidence]:
        """Everything that was said, as evidence: two people's answers to one question share its weight."""
        answers = [each for each in self.latest(scope) if each.choices and each.question in self.questions]
        duties = {each.question for each in answers if each.question in WORK}
        yield from self._read_text(scope, titled=len(duties) < _DUTIES).evidence
        voices = {id_: sum(each.question == id_ for each in answers) for id_ in self.questions}
        for each in answers:
            labels = [
                option.label for option in self.questions[each.question].option if option.id in each.choices
            ]
            weights = self._averaged(each.question, each.choices, voices[each.question])
            yield Evidence(each.words or " and ".join(labels), each.question, weights)
        for no in scope.ruled_out:
            if (no.question, no.option) in self._weights:
                yield Evidence(no.words, no.question, self._against(no.question, no.option))
        for id_, weight in ((scope.kept, _KEPT), *((each, _GIVEN_UP) for each in scope.given_up)):
            if id_ in self._content.roles:
                yield Evidence(self._content.roles[id_].name, "rank", {id_: weight})

    def _averaged(self, question: str, choices: Sequence[str], voices: int) -> dict[str, float]:
        held = [self._weights[question, choice] for choice in choices if (question, choice) in self._weights]
        return {
            reading: sum(weights[reading] for weights in held) / len(held) / voices
            for reading in self._file.readings
            if held
        }

    def _against(self, question: str, option: str) -> dict[str, float]:
        """How much less usual it is for each reading to answer anything but this."""
        (shares,) = (each.shares for each in self.questions[question].option if each.id == option)
        sure = 1 - self._file.slip / 100
        others = {
            reading: math.log(1 - sure * share / 100)
            for reading, share in zip(self._file.readings, shares, strict=True)
        }
        usual = sum(others.values()) / len(others)
        return {reading: other - usual for reading, other in others.items()}

    def _weighed(self, question: ScopingQuestion, option: Option) -> Mapping[str, float]:
        """How much more usual an answer is for each reading than for all of them together, as a logarithm."""
        slip = self._file.slip / 100
        shares = [(1 - slip) * share / 100 + slip / len(question.option) for share in option.shares]
        usual = math.log(sum(shares) / len(shares))
        return {
            reading: math.log(share) - usual
            for reading, share in zip(self._file.readings, shares, strict=True)
        }

    def specialties(self, scope: Scope) -> tuple[str, ...]:
        """The specialties that the text asks for, or the answers to one question: the longest list."""
        named = {(each.question, choice) for each in self.latest(scope) for choice in each.choices}
        answered = (
            self._asked_for([option for option in question.option if (question.id, option.id) in named])
            for question in self._file.question
        )
        return max((self._read_text(scope).specialties, *answered), key=len)

    def _read_text(self, scope: Scope, *, titled: bool = True) -> Reading:
        """What the text of a requisition says, and what was said beside the questions.

        Not `titled`: without its title, which counts for nothing once somebody told of the work.
        What somebody wrote to a question that they answered later says nothing more than that answer.
        """
        answered = {(each.question, each.by) for each in scope.answers if each.choices}
        said = [own_work(each.words) for each in scope.remarks if (each.to, each.by) not in answered]
        # What makes an ask as long as a job description would be read as one: the latest words count.
        while said and is_ask(scope.text) and not is_ask("\n".join([scope.title, scope.text, *said])):
            said = said[1:]
        return self.read(scope.title if titled else "", "\n".join([scope.text, *said]))

    def _asked_for(self, options: Sequence[Option]) -> tuple[str, ...]:
        """The specialties that these answers, and hardly any other, are usual for; in the roles' order."""
        found = set()
        for option in options:
            shares = dict(zip(self._file.readings, option.shares, strict=True))
            second, first = sorted(self._content.specialties, key=lambda each: shares[each])[-2:]
            if shares[first] >= _SPEAKS_FOR and shares[second] * 2 < shares[first]:
                found.add(first)
        return tuple(each for each in self._content.specialties if each in found)

    def gain(self, belief: Belief, question: ScopingQuestion) -> float:
        """The bits by which an answer is expected to narrow the belief."""
        left = 0.0
        for option in question.option:
            after, chance = self._after(belief, question, option)
            left += chance * after.entropy
        return belief.entropy - left

    def _after(self, belief: Belief, question: ScopingQuestion, option: Option) -> tuple[Belief, float]:
        """The belief after an answer, and how likely that answer is."""
        shares = zip(self._file.readings, option.shares, strict=True)
        chance = sum(belief.shares[reading] * share / 100 for reading, share in shares)
        speaks_for = self._odds[question.id, option.id]
        parts = {reading: share * speaks_for[reading] for reading, share in belief.shares.items()}
        whole = sum(parts.values())
        return Belief({reading: part / whole for reading, part in parts.items()}), chance
