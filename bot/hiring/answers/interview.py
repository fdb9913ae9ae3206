"""The interview kit of a role: probes with model answers, the loop, what not to ask; also as Markdown."""

from dataclasses import dataclass

from bot.hiring.text.vocabulary import Request
from content import Content
from content.schema.fundamentals import Fundamental
from content.schema.interview import Question
from content.schema.kits import Kit, KitStep, NotToAsk
from content.schema.roles import Role
from content.schema.sources import Source


@dataclass(frozen=True, slots=True)
class KitAnswer:
    """Everything to ask for one role. `printed`: as Markdown. `version` is that of the content."""

    role: Role
    kit: Kit
    questions: tuple[Question, ...]
    fundamentals: tuple[tuple[Fundamental, Question], ...]
    not_to_ask: tuple[tuple[NotToAsk, tuple[Source, ...]], ...]
    how_to_rate: str
    not_advice: str
    sources: tuple[Source, ...]
    version: str
    printed: bool
    request: Request

    def asked_by(self, step: KitStep) -> str:
        """The questions of one interview of the loop, by their numbers in the kit: "questions 1, 5 and 6"."""
        ids = [*(each.id for each in self.questions), *(each.id for each in self.kit.probe)]
        *most, last = sorted(ids.index(id_) + 1 for id_ in step.questions)
        return f"questions {', '.join(map(str, most))} and {last}" if most else f"question {last}"


def find_kit(content: Content, role: Role, request: Request, *, printed: bool) -> KitAnswer:
    """Put the kit of a role together."""
    questions = {question.id: question for question in content.interview.question}
    file = content.kits_file
    return KitAnswer(
        role=role,
        kit=content.kits[role.id],
        questions=content.interview.question,
        fundamentals=tuple((each, questions[each.question]) for each in content.fundamentals),
        not_to_ask=tuple(
            (each, tuple(content.sources[law.source] for law in each.law)) for each in file.not_to_ask
        ),
        how_to_rate=file.how_to_rate,
        not_advice=file.not_advice,
        sources=(content.sources[content.interview.source], content.sources[file.wording]),
        version=content.version,
        printed=printed,
        request=request,
    )


def write_kit(answer: KitAnswer) -> list[str]:
    """Write the kit as Markdown, in parts that each begin with a heading; joined they are one document."""
    parts = [f"# Interview kit: {answer.role.name}\n\n{answer.how_to_rate}"]
    loop = [
        f"- {step.who}, {step.minutes} minutes, {answer.asked_by(step)}: {step.asks}"
        for step in answer.kit.loop
    ]
    parts.append("\n".join(["## The loop", "", *loop]))
    parts += [
        f"## {number}. {asked.topic}\n\n{asked.question}\n\n- A builder: {asked.builder}\n"
        f"- A user: {asked.user}\n- Then ask: {asked.follow_up}"
        for number, asked in enumerate(answer.questions, start=1)
    ]
    parts += [
        f"## {number}. {probe.question}\n\nSeparates: {probe.separates}\n\n- [ ] Weak: {probe.weak}\n"
        f"- [ ] Solid: {probe.solid}\n- [ ] Strong: {probe.strong}"
        for number, probe in enumerate(answer.kit.probe, start=len(answer.questions) + 1)
    ]
    durable = [
        f"- {each.name}: {each.must_have[answer.role.id]}. Ask: {asked.topic.lower()}"
        for each, asked in answer.fundamentals
    ]
    parts.append("\n".join(["## What outlives the tools", "", *durable]))
    parts.append("\n".join(["## Not to ask", "", *map(_left_out, answer.not_to_ask), "", answer.not_advice]))
    told = "; ".join(f"{_cited(source)}, {source.kind}" for source in answer.sources)
    parts.append(f"Sources: {told}. Content version {answer.version}.")
    return parts


def _left_out(left_out: tuple[NotToAsk, tuple[Source, ...]]) -> str:
    each, sources = left_out
    laws = "".join(
        f" {law.place}: {law.says} ({_cited(source)})." for law, source in zip(each.law, sources, strict=True)
    )
    return f"- {each.what}. Instead: {each.instead}{laws}"


def _cited(source: Source) -> str:
    """A source as it can be cited: who, where, when."""
    where = f", <{source.url}>" if source.url else ""
    return f"{source.publisher}{where}, {source.as_of}"
