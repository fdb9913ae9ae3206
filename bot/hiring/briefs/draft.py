"""Writes the first draft of a brief from what was said in a conversation. Pure; the same in, the same out."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from bot.hiring.adverts.title import is_umbrella
from bot.hiring.bands import find_pay
from bot.hiring.briefs.brief import (
    LONGEST,
    MOST,
    Brief,
    BriefReview,
    ExpectedOutcome,
    Market,
    MustHave,
    RejectedTitle,
    Specialty,
    checked,
)
from bot.hiring.briefs.company import mission_for, must_haves_for, outcomes_for
from bot.hiring.briefs.said import in_sentences, said_of_work, weights_of, what_hurts
from bot.hiring.company_bands import place_in
from bot.hiring.reading.belief import NO_LLM_ROLE
from bot.hiring.references import (
    ABROAD,
    HOME,
    PayQuestion,
    Reference,
    country_of,
    find_references,
    name_of_country,
)
from bot.hiring.scoping.ranking import RANK
from bot.hiring.scoping.scope import Scope
from bot.hiring.scoping.weighing import Understanding
from content import Content
from content.schema.pay import ALL, NOT_SAID

_QUOTES = 4
_SECOND_SHARE = 0.2
_SATURDAY = 5
_A_TITLE = 9  # words; what is longer is a text


def compose(
    scope: Scope,
    understanding: Understanding,
    content: Content,
    today: date,
    *,
    place: str = "",
    budget: str = "",
) -> Brief | None:
    """Write the brief that a conversation led to; None for no LLM role, or when nothing is known of it.

    The same conversation on the same day gives the same brief. The `budget` is as it was said. People type
    the company's band and the posting range themselves.
    """
    belief, file = understanding.belief, content.briefs
    first = scope.kept or belief.first
    if first == NO_LLM_ROLE or first not in content.roles or not understanding.quotes(first)[0]:
        return None
    template = next(each for each in file.role if each.id == first)
    sentences = said_of_work(scope)
    hurts = what_hurts(sentences, content)
    second = _second(scope, understanding, content, first, sentences)
    level = scope.level if scope.level in file.decides else None
    market, gap = _market(content, PayQuestion(first, level, place), today)
    title = template.titles[0]
    rejected = [RejectedTitle(title=each.title, why=each.why) for each in template.rejected]
    if is_umbrella(scope.title, content) and len(scope.title.split()) <= _A_TITLE:
        rejected.insert(0, RejectedTitle(title=_cut(scope.title), why=file.umbrella_title))
    given_up = [f"{content.roles[each].name}: given up for the first year" for each in scope.given_up]
    start = likely_start(today, content)
    reviews = [
        BriefReview(what=file.first_review, by=_working_day(today + timedelta(days=file.first_review_days))),
        *(BriefReview(what=each) for each in file.later_reviews),
    ]
    brief = Brief(
        title=f"{level.capitalize()} {_uncapitalised(title)}" if level else title,
        rejected=tuple(rejected),
        mission=mission_for(scope, template, weights_of(sentences, understanding, first), hurts),
        primary=_specialty(understanding, first, sentences),
        secondary=second,
        not_this=(*given_up, *content.roles[first].does_not)[:MOST],
        outcomes=outcomes_for(
            scope,
            tuple(
                ExpectedOutcome(by=_working_day(start + timedelta(days=each.days)), what=each.what)
                for each in template.outcomes
            ),
            hurts,
        ),
        must_haves=must_haves_for(
            scope, file, first, tuple(MustHave(**each.model_dump()) for each in template.must_haves)
        ),
        learnable=template.learnable,
        week=_week(scope, content),
        level=level,
        decides=file.decides[level] if level else "",
        market=market,
        market_gap=gap,
        company=None,
        budget=_cut(budget),
        place=_cut(place),
        posting=(),
        pools=template.pools,
        kit=tuple(question.id for question in content.interview.question),
        passing=(),
        open=tuple(map(_cut, _open_questions(scope, understanding, content))),
        unknown=_unknown(understanding, content, first),
        reviews=tuple(reviews),
    )
    return checked(brief, content)


def _open_questions(scope: Scope, understanding: Understanding, content: Content) -> list[str]:
    asks = [question.ask for question in content.questions.question if question.id in understanding.open]
    return [RANK, *asks] if scope.kept == "" else asks


def likely_start(drafted: date, content: Content) -> date:
    """The day on which the new hire is likely to start; the draft's outcomes count from it."""
    return _working_day(drafted + timedelta(days=content.briefs.start_days))


def _working_day(day: date) -> date:
    """The day, or the Monday after it."""
    return day + timedelta(days=7 - day.weekday()) if day.weekday() >= _SATURDAY else day


def _specialty(understanding: Understanding, role: str, sentences: Sequence[str]) -> Specialty:
    said, _ = understanding.quotes(role)
    quotes = tuple(_cut(each) for each in in_sentences(said, sentences) if each.strip())[:_QUOTES]
    return Specialty(role=role, sure=understanding.belief.percent(role), quotes=quotes)


def _second(
    scope: Scope, understanding: Understanding, content: Content, first: str, sentences: Sequence[str]
) -> Specialty | None:
    """A second specialty when somebody asked for one, or when the belief leaves it a good share."""
    if scope.second is not None:
        return _specialty(understanding, scope.second, sentences) if scope.second in content.roles else None
    allowed = [each for each in content.specialties if each != first and each not in scope.given_up]
    likely = [
        each
        for each in allowed
        if each in understanding.specialties or understanding.belief.shares[each] >= _SECOND_SHARE
    ]
    best = max(likely, key=lambda each: understanding.belief.shares[each], default=None)
    return _specialty(understanding, best, sentences) if best else None


def _market(content: Content, question: PayQuestion, today: date) -> tuple[Market | None, str]:
    """What the market pays where the work is, or what there is instead, and why not that."""
    place = question.place
    named = place_in(content, place)
    country = country_of(content, named) if named or not place else ""
    if country not in ("", HOME):
        asked = place if place.casefold() == named else named.title()  # of “Berlin or remote” the city
        found = find_references(content, replace(question, place=asked), today)
        for each in (*found.fits, *found.near):
            if each.figure.period == "year" and each.figure.low and each.figure.high and each.far < ABROAD:
                why = f"That is the nearest to {place}: {', '.join(each.differs)}."
                return _market_of(content, each), why if each.differs else ""
    market, gap = _market_at_home(content, question.role)
    if market is None:
        return market, gap
    if country == HOME:
        other = question.level not in (None, market.level)
        return market, f"That is for {market.level}, not {question.level}." if other else ""
    return market, f"I have no figure for {place}: this one is for {name_of_country(content, HOME)}."


def _market_of(content: Content, found: Reference) -> Market:
    figure, source = found.figure, found.source
    where = ", ".join(figure.places) or name_of_country(content, figure.country)
    return Market(
        low=figure.low or 0,
        high=figure.high or 0,
        currency=figure.currency,
        level={ALL: "all levels", NOT_SAID: "a level not said"}.get(figure.level, figure.level),
        basis="base or total" if figure.basis == "unclear" else figure.basis,
        place=where,
        capped=True,
        source=source.publisher,
        as_of=source.as_of,
        kind=source.kind,
    )


def _market_at_home(content: Content, role: str) -> tuple[Market | None, str]:
    pay = find_pay(content, role)
    if pay.figure is None:
        return None, pay.gap or ""
    figure, source = pay.figure, pay.source
    market = Market(
        **figure.model_dump(include={"low", "high", "currency", "level", "basis"}),
        place=content.bands.place.id,
        capped=pay.capped,
        source=source.publisher,
        as_of=source.as_of,
        kind=source.kind,
    )
    return market, ""


def _week(scope: Scope, content: Content) -> str:
    """What was answered about the week, "" when it was not asked or nobody knew."""
    chosen = {choice for each in scope.answers if each.question == "week" for choice in each.choices}
    options = [
        option.label
        for question in content.questions.question
        if question.id == "week"
        for option in question.option
        if option.id in chosen
    ]
    return ", ".join(options)


def _unknown(understanding: Understanding, content: Content, first: str) -> tuple[str, ...]:
    if understanding.settled:
        return ()
    other = understanding.belief.first if understanding.belief.first != first else understanding.belief.second
    name = "work without a language model" if other == NO_LLM_ROLE else content.roles[other].name
    return (f"Whether it is not rather {name}: the answers leave both open.",)


def _uncapitalised(title: str) -> str:
    """A title behind a level: "Senior applied LLM engineer", but "Senior LLM infrastructure engineer"."""
    return title if title.split(maxsplit=1)[0].isupper() else title[0].lower() + title[1:]


def _cut(text: str) -> str:
    """One line of at most LONGEST characters, the cut marked."""
    line = " ".join(text.split())
    return line if len(line) <= LONGEST else line[: LONGEST - 1].rstrip() + "…"
