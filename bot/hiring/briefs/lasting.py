"""Finds what in a brief outlives the tools of the day, and names the skills behind the tools.

Pure. Lists, no score: which must-haves last, which name a tool, and what shows each of the four
fundamentals.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from bot.hiring.briefs.brief import LONGEST, Brief, MustHave, lasting
from bot.hiring.text.tools import find_tools, name_the_skill
from bot.hiring.text.wording import compile_wording
from content import Content
from content.schema.fundamentals import Fundamental

_MOST_LEARNABLE = 10
_SHOWN = 2  # of what shows a fundamental
_NOTHING_LEFT = "Nothing that it asks for: every must-have names a tool."


@dataclass(frozen=True, slots=True)
class ShownFundamental:
    """A fundamental with what shows it in a brief; `ask` is the topic of the question that tests it."""

    fundamental: Fundamental
    by: tuple[str, ...]
    ask: str


def surviving_lines(brief: Brief) -> list[str]:
    """Lines for the must-haves that name no tool of the day."""
    return list(lasting(brief)) or [_NOTHING_LEFT]


def passing_lines(brief: Brief) -> list[str]:
    """Lines for the must-haves that name a tool, each with the skill to ask for instead."""
    return [
        f"{each.what} (names {each.tool}). Say instead: {_capital(each.instead)}" for each in brief.passing
    ]


def fundamental_lines(brief: Brief, content: Content) -> list[str]:
    """Lines for the four fundamentals: what shows each in the brief, or what would show it."""
    lines = []
    for each in show_fundamentals(brief, content):
        told = "; ".join(each.by[:_SHOWN])
        if not each.by:
            told = f"nothing in it shows it. The interview asks: {each.ask.lower()}."
            could = each.fundamental.must_have.get(brief.primary.role)
            told += f" A must-have could say: {could}" if could else ""
        lines.append(f"{each.fundamental.name}: {told}")
    return lines


def show_fundamentals(brief: Brief, content: Content) -> tuple[ShownFundamental, ...]:
    """Find what shows each of the four fundamentals in a brief: lasting must-haves first, then outcomes."""
    topics = {question.id: question.topic for question in content.interview.question}
    return tuple(
        ShownFundamental(each, tuple(dict.fromkeys(_shown_by(brief, each))), topics[each.question])
        for each in content.fundamentals
    )


def say_the_skills(brief: Brief, content: Content) -> dict[str, Any]:
    """The fields of a brief after the names of tools give way to the skills behind them.

    The names move to what can be learned on the job, as far as there is room.
    """
    tools = content.briefs.tool
    must_haves, learnable = list[MustHave](), list(brief.learnable)
    for each in brief.must_haves:
        named = dict.fromkeys(tool.written for tool in find_tools(each.what, tools))
        skill = name_the_skill(each.what, tools)[:LONGEST]
        must_haves.append(each.model_copy(update={"what": skill}) if skill else each)
        known = " ".join(learnable).casefold()
        learnable += [name for name in named if name.casefold() not in known]
    return {"must_haves": tuple(must_haves), "learnable": tuple(learnable[:_MOST_LEARNABLE])}


def _shown_by(brief: Brief, fundamental: Fundamental) -> Iterator[str]:
    words = compile_wording(fundamental.words)
    holds = set(lasting(brief))
    for each in brief.must_haves:
        if each.what in holds and (each.shows == fundamental.question or words.search(each.what)):
            yield each.what
    for outcome in brief.outcomes:
        if words.search(outcome.what):
            yield outcome.what.rstrip(".")


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
