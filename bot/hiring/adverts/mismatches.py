"""Finds where a role's title, duties, pay and years disagree. Pure; people decide which of them is right."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from bot.hiring.adverts.jobs import Jobs, find_jobs
from bot.hiring.adverts.title import is_umbrella, is_undecided, roles_named
from bot.hiring.bands import find_pay, stand
from bot.hiring.briefs.brief import words_of
from bot.hiring.reading.belief import NO_LLM_ROLE
from bot.hiring.reading.reader import TOGETHER, Reading
from bot.hiring.scoping.conversation import Conversation
from bot.hiring.text.money import Budget, write, write_budget
from bot.hiring.text.posted_pay import PostedPay, find_posted_pay
from bot.hiring.text.years import TooManyYears, find_impossible_years
from content import Content
from content.schema.bands import Figure

_OF_A_YEAR = re.compile(
    r"[^.\n]{0,30}?\b(?:set in|from|of|as of|budget)\W+(?:\w+\W+){0,2}(?P<year>20[12]\d)\b", re.IGNORECASE
)
_MOST_FITTING = 2  # roles whose band a budget fits instead
_MOST_LIKELY = 2  # roles between which duties may still be; of more they say nothing
_SURE = 0.9  # of the duties' belief, to hold it against a title that may mean them
_ORDINARY = ("applied_llm",)  # what people expect behind the umbrella title
_SEVERAL = 3  # specialties, of which no one title is right
_ALSO = 0.01  # of it, for a role that is one of several asked for
_UNLIKELY = 0.15  # of the duties' belief: below this the title's role is not what they describe


@dataclass(frozen=True, slots=True)
class Mismatch:
    """Two statements that disagree: a sentence about it, and the words that it is about.

    `source` is the id of the source that a band or a warning is from; `roles` are those of several jobs,
    `years` what nobody can have.
    """

    says: str
    quotes: tuple[str, ...]
    about: Literal["title", "jobs", "pay", "currency", "levels", "years"]
    source: str = ""
    roles: tuple[str, ...] = ()
    years: TooManyYears | None = None

    @property
    def about_pay(self) -> bool:
        """Whether the mismatch shows amounts."""
        return self.about in ("pay", "currency", "levels")


@dataclass(frozen=True, slots=True)
class Stated:
    """What is known of a role beside its title and text: the `role` it was defined as, its level and its pay.

    The budget is a year's pay, set in `budget_year`.
    """

    role: str | None = None
    level: str | None = None
    budget: Budget | None = None
    budget_year: int | None = None


NOTHING_STATED = Stated()


def compare(
    content: Content,
    conversation: Conversation,
    title: str,
    text: str,
    today: date,
    *,
    stated: Stated = NOTHING_STATED,
) -> tuple[Mismatch, ...]:
    """Compare a role's title, duties and pay. `today` decides how many years of a technology are possible.

    Without a stated budget, the text is searched for one. A band is compared only with pay of its own
    currency and level, and pay that names no currency with nothing.
    """
    duties = conversation.read("", text)
    posted = find_posted_pay(text)
    pays = [each for each in posted if each.yearly is not None and each.is_base]
    budget = stated.budget or next((each.yearly for each in pays if each.is_named), None)
    levels = (stated.level,) if stated.level else levels_in(content, title)
    jobs = find_jobs(content, conversation, text)
    return (
        *_title(content, conversation, title, duties, jobs),
        *_jobs(content, text, jobs),
        *(
            _budget(content, stated.role or _role(conversation, title, duties), budget, levels)
            if budget
            else ()
        ),
        *_of_levels(levels, budget, pays),
        *(_unnamed(text, posted) if not stated.budget else ()),
        *_old(content, stated.budget_year or _year_of(text, pays), budget),
        *_years(content, f"{title}\n{text}", today),
    )


def levels_in(content: Content, title: str) -> tuple[str, ...]:
    """The levels that a title names: two of “Senior/Staff”, none of most titles."""
    words = f" {words_of(title)} "
    return tuple(
        level.id for level in content.words.level if any(f" {word} " in words for word in level.words)
    )


def _role(conversation: Conversation, title: str, duties: Reading) -> str | None:
    """The role that the duties name, else the one that the title names."""
    named = conversation.read(title, "")
    read = duties if duties.settled else named
    return read.belief.first if read.settled else None


def _jobs(content: Content, text: str, jobs: Jobs | None) -> Iterator[Mismatch]:
    if jobs:
        names = [_called(content, role) for role in jobs.roles]
        yield Mismatch(
            f"It says that it is more than one job, and reads like {', '.join(names[:-1])} and {names[-1]}.",
            (text[jobs.start : jobs.end],),
            "jobs",
            roles=jobs.roles,
        )


def _title(
    content: Content, conversation: Conversation, title: str, duties: Reading, jobs: Jobs | None
) -> Iterator[Mismatch]:
    """A title that says another role than the duties do, unless they are said to be several jobs."""
    named = conversation.read(title, "")
    if jobs and (named.belief.first in jobs.roles or is_umbrella(title, content)):
        return
    shares = duties.belief.shares
    likely = [each for each in duties.belief.ranked if shares[each] >= _UNLIKELY] if duties.evidence else []
    if not likely or len(likely) > _MOST_LIKELY:
        return
    if named.belief.first in duties.specialties and shares[named.belief.first] >= _ALSO:
        return
    if is_undecided(title, content) or set(roles_named(title, content)) & set(likely):
        return
    if named.settled and shares[named.belief.first] < _UNLIKELY:
        one = _called(content, named.belief.first)
    elif (
        len(duties.specialties) < _SEVERAL
        and is_umbrella(title, content)
        and shares[likely[0]] >= _SURE
        and likely[0] not in _ORDINARY
    ):
        one = f"{content.roles_file.umbrella.name}, which may be any of {len(content.specialties)} jobs"
    else:
        return
    other = " or ".join(_called(content, each) for each in likely)
    yield Mismatch(
        f"The title says {one}, the duties say {other}. Whoever is right, people will apply for the title.",
        (title.strip(), *_strongest(duties)),
        "title",
    )


def _budget(
    content: Content, role: str | None, budget: Budget, levels: tuple[str, ...]
) -> Iterator[Mismatch]:
    if role is None or role == NO_LLM_ROLE:
        return
    pay = find_pay(content, role)
    figure = pay.figure if pay.capped else None
    if figure is None or levels not in ((), (figure.level,)):
        return
    standing = stand(budget, figure)
    if standing is None or standing.within:
        return
    where = "below" if budget.high < figure.low else "above"
    source = f"{pay.source.publisher}, {pay.source.as_of}, {pay.source.kind}"
    says = (
        f"{write_budget(budget)} is {where} the band for {figure.level} {_called(content, role)}, "
        f"{_band(figure)} {figure.basis} in the {content.bands.place.id} ({source})."
    )
    if not levels:
        says += " No level is named, and the source has none but this."
    fitting = [_called(content, each) for each in _fitting(content, role, budget, figure)]
    if fitting:
        says += f" It fits {' or '.join(fitting[:_MOST_FITTING])}."
    yield Mismatch(says, (budget.as_written,), "pay", figure.source)


def _of_levels(levels: Sequence[str], budget: Budget | None, pays: Sequence[PostedPay]) -> Iterator[Mismatch]:
    """One range for the several levels of a title."""
    if len(levels) > 1 and budget and len(pays) < 2:
        told = f"{', '.join(levels[:-1])} and {levels[-1]}"
        says = f"The title names several levels, {told}, so I compare the pay with no band."
        yield Mismatch(says, (budget.as_written,), "levels")


def _unnamed(text: str, posted: Sequence[PostedPay]) -> Iterator[Mismatch]:
    """Pay in a text that names its currency nowhere."""
    if posted and not any(each.is_named for each in posted):
        quotes = dict.fromkeys(text[each.start : each.end].strip() for each in posted)
        yield Mismatch("The pay names no currency, so I compare it with nothing.", tuple(quotes), "currency")


def _fitting(content: Content, role: str, budget: Budget, figure: Figure) -> Iterator[str]:
    """Other roles whose band of the same level a budget lies in."""
    for other in content.roles:
        pay = find_pay(content, other)
        if other != role and pay.capped and pay.figure and pay.figure.level == figure.level:
            standing = stand(budget, pay.figure)
            if standing and standing.within:
                yield other


def _old(content: Content, year: int | None, budget: Budget | None) -> Iterator[Mismatch]:
    old = content.bands.old_budget
    if year is not None and year <= old.year:
        quotes = (write_budget(budget),) if budget else ()
        yield Mismatch(f"The budget is of {year}. {old.warning}", quotes, "pay", old.source)


def _year_of(text: str, pays: Sequence[PostedPay]) -> int | None:
    """The year that stands behind the first pay in a text: "200k, set in 2022"."""
    found = _OF_A_YEAR.match(text, pays[0].end) if pays else None
    return int(found["year"]) if found else None


def _years(content: Content, text: str, today: date) -> Iterator[Mismatch]:
    for each in find_impossible_years(text, content.years, today):
        who = "Only researchers can" if each.only_research else "Nobody can"
        had = f"{each.possible} {'year' if each.possible == 1 else 'years'}" if each.possible else "a year"
        yield Mismatch(
            f"{who} have more than {had} of {each.technology.name} by now.",
            (each.quote,),
            "years",
            years=each,
        )


def _strongest(reading: Reading) -> tuple[str, ...]:
    """The words that say most for what a text was read as."""
    first = reading.belief.first
    said = [each for each in reading.evidence if each.about != TOGETHER and each.weights.get(first, 0) > 0]
    best = max(said, key=lambda each: each.weights[first], default=None)
    return (best.quote,) if best else ()


def _called(content: Content, reading: str) -> str:
    return "a role without language models" if reading == NO_LLM_ROLE else content.roles[reading].name


def _band(figure: Figure) -> str:
    return f"{write(figure.low, figure.currency)}–{write(figure.high, figure.currency)}"
