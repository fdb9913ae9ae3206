"""Settles which one or two of too many specialties stay: what somebody says of it, and what is advised."""

import re
from collections.abc import Collection, Sequence

from bot.hiring.scoping.option_words import spoken_in
from bot.hiring.scoping.replies import group_of
from bot.hiring.scoping.scope import Scope
from bot.hiring.scoping.weighing import Weighing
from content import Content

MOST_KEPT = 2
_LONGEST, _MOST_CLAUSES = 600, 40  # characters and clauses of a reply; what is longer is a text
RANK = "Which one or two do you keep, and which wait?"
"""What is asked when the work is more than one person's."""

_YES = re.compile(
    r"\W*(?:yes|yep|yeah|ja|ok(?:ay)?|right|correct|exactly|agreed|sure|fine|do (?:it|that)|go ahead"
    r"|(?:that.?s|it.?s) (?:right|correct|it))\b(?:\W+(?:please|thanks|that.?s right))?\W*",
    re.IGNORECASE,
)
_CLAUSES = re.compile(
    r"[,.;:!?\n]+|\b(?:but|while|whereas)\b|\band\b(?=\W+(?:\w+\W+)?(?:drop|give|lose|leave|keep|skip))",
    re.IGNORECASE,
)
_GIVES_UP = re.compile(
    r"\b(?:giv(?:e|ing) up|drop\w*|los(?:e|ing)|without|not|no|don.?t|later|next (?:year|hire\w*)"
    r"|other (?:hires?|people)|skip|leave|wait\w*|second|postpone|can go|goes|elsewhere|outsourc\w*"
    r"|(?:the|our|a|another|other) (?:\w+ )?(?:team|department|group|vendor|provider|agency|company)"
    r"|somebody else|someone else|others)\b",
    re.IGNORECASE,
)
_KEEPS = re.compile(
    r"\b(?:keep\w*|stays?|need\w*|want\w*|focus\w*|only|just|first|rather|take|prefer)\b", re.IGNORECASE
)
_REST_GOES = re.compile(r"\b(?:everything else|the rest|the others?|all else)\b", re.IGNORECASE)
_WORK = ("outcome", "hire", "week", "part", "model")
"""The questions whose answers name work."""
# The order in which such work pays off, and why the first of them comes first.
_ORDER = (
    ("applied_llm", "What people use comes first: what nobody uses needs no tuning, no cluster and no gate."),
    ("prompt_engineer", "Better instructions are the cheapest step, and show what is missing after them."),
    ("fine_tuning", "A model that does not know the field is not worth serving at scale yet."),
    ("llm_infrastructure", "What runs has to stay up and affordable before more is built on it."),
    ("eval_safety", "Without proof, nothing else may go out."),
    ("applied_researcher", "Nobody should build at scale what has not been shown to work."),
    ("frontier_research", "A model of your own is the longest way, and everything else waits for it."),
)


def read_rank(text: str, wanted: Sequence[str], content: Content) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Of the wanted roles, those that stay and those that wait; both empty where the words do not say.

    Who is not named stays when all but one or two are given up, and waits otherwise.
    """
    kept: dict[str, None] = {}
    given_up: dict[str, None] = {}
    phrases = {role: _phrases(role, content) for role in wanted}
    gives_up = False
    for clause in _CLAUSES.split(text[:_LONGEST])[:_MOST_CLAUSES]:
        if _GIVES_UP.search(clause):
            gives_up = True
        elif _KEEPS.search(clause):
            gives_up = False
        named = [role for role in wanted if spoken_in(_GIVES_UP.sub(" ", clause), phrases[role])]
        (given_up if gives_up and not _REST_GOES.search(clause) else kept).update(dict.fromkeys(named))
    given_up = {role: None for role in given_up if role not in kept}
    rest = [role for role in wanted if role not in kept and role not in given_up]
    if given_up and 1 <= len(kept) + len(rest) <= MOST_KEPT:
        return (*kept, *rest), tuple(given_up)
    if 1 <= len(kept) <= MOST_KEPT:
        return tuple(kept), (*given_up, *rest)
    return (), ()


def says_yes(text: str) -> bool:
    """Whether somebody agrees, and says nothing else."""
    return _YES.fullmatch(text) is not None


def advise(scope: Scope, wanted: Sequence[str], weighing: Weighing, content: Content) -> tuple[str, str]:
    """Which of the wanted roles to hire first, and why: for what hurts, else in the order that pays off."""
    hurting = ("trouble", "missed")
    for answer in weighing.latest(scope):
        question = weighing.questions.get(answer.question)
        for option in question.option if question and question.id in hurting else ():
            group = group_of(option, content.questions.readings)
            if option.id in answer.choices and group in wanted:
                return str(group), f"That is what hurts: “{answer.words or option.label}”."
    return first_of(wanted)


def first_of(wanted: Collection[str]) -> tuple[str, str]:
    """Which of the wanted roles to hire first, and why, as long as nothing is known of what hurts."""
    return next((role, why) for role, why in _ORDER if role in wanted)


def rank_told(kept: Sequence[str], given_up: Sequence[str], content: Content) -> str:
    """What a ranking says, as a sentence."""
    stays = " and ".join(content.roles[each].name for each in kept)
    waits = " and ".join(content.roles[each].name for each in given_up)
    stay, wait = ("stay" if len(kept) > 1 else "stays"), ("wait" if len(given_up) > 1 else "waits")
    return f"{stays} {stay}, and {waits} {wait} for another hire"


def how_to_rank(wanted: Sequence[str], content: Content) -> str:
    """What to say when nobody can tell from the words which of the wanted roles stay."""
    short = [content.roles[each].short.casefold() for each in wanted]
    return (
        "One person does one or two of these well, so one or two stay. I cannot tell from that which. "
        f"Say it like: keep {short[0]}, drop {short[1]} and {short[2]}."
    )


def _phrases(role: str, content: Content) -> tuple[str, ...]:
    """The words by which people call a role's work: its names, and the answers that speak for it alone."""
    readings = content.questions.readings
    work = [question for question in content.questions.question if question.id in _WORK]
    options = [option for question in work for option in question.option]
    alike = [option for option in options if group_of(option, readings) == role]
    others = {
        word
        for option in options
        if group_of(option, readings) not in (role, None)
        for word in (*option.words, *option.hints)
    }
    own = {word for option in alike for word in (*option.words, *option.hints)} - others
    return (*content.roles[role].words, *sorted(own))
