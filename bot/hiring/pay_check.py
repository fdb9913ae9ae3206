"""What the figures of pay lack, which are stale, and which contradict each other: for whoever keeps them."""

from collections.abc import Iterator
from datetime import date
from itertools import combinations

from bot.hiring.references import HOME
from bot.hiring.text.money import write
from content import Content
from content.schema.laws import is_stale_law
from content.schema.pay import ALL, GENERAL, NOT_SAID, PayFigure

_MARKETS = (HOME, "GB", "DE", "NL", "FR", "CH", "IE", "PL", "CA", "IN", "SG", "AU")
"""Where people hire most; a role without any figure there is listed."""


def check_pay(content: Content, today: date) -> list[str]:
    """List in paragraphs what is lacking, stale and contradicting."""
    found = [
        ("No figure", list(_lacking(content))),
        ("More than a year old", list(_stale(content, today))),
        ("Law read more than 90 days ago", list(_old_laws(content, today))),
        ("Contradict each other", list(_contradicting(content))),
    ]
    lines = []
    for title, each in found:
        lines += [f"{title}: {len(each)}", *(f"  {line}" for line in each), ""]
    return lines[:-1]


def _lacking(content: Content) -> Iterator[str]:
    levels = [level.id for level in content.words.level]
    for role in content.roles:
        figures = [figure for _, figure in content.pay_of[role]]
        there = {figure.country for figure in figures}
        at_home = {figure.level for figure in figures if figure.country == HOME}
        if missing := [level for level in levels if level not in at_home]:
            yield f"{role} in {_name(content, HOME)}: {', '.join(missing)}"
        if nowhere := [_name(content, code) for code in _MARKETS if code not in there]:
            yield f"{role} at any level: {', '.join(nowhere)}"


def _stale(content: Content, today: date) -> Iterator[str]:
    return (f"{source.id}, {source.as_of}" for source in content.pay if source.is_stale(today))


def _old_laws(content: Content, today: date) -> Iterator[str]:
    sources = ((law.place, content.sources[law.source]) for law in content.laws.pay)
    return (f"{place}: {each.id}, {each.as_of}" for place, each in sources if is_stale_law(each, today))


def _contradicting(content: Content) -> Iterator[str]:
    """Ranges for the same that don't touch: one of them may be wrong, or measure something else."""
    for role in (*content.roles, *GENERAL):
        for (one, a), (other, b) in combinations(content.pay_of[role], 2):
            if one.root == other.root or not _is_same(a, b) or _touch(a, b):
                continue
            told = " against ".join(
                f"{_range(figure)} ({source.id})" for source, figure in ((one, a), (other, b))
            )
            yield f"{role}, {a.level}, {_name(content, a.country)}: {told}"


def _is_same(a: PayFigure, b: PayFigure) -> bool:
    one, other = (
        (each.level, each.country, sorted(each.places), each.currency, each.period, each.basis == "total")
        for each in (a, b)
    )
    return one == other and a.level not in (ALL, NOT_SAID)


def _touch(a: PayFigure, b: PayFigure) -> bool:
    if a.low is None or a.high is None or b.low is None or b.high is None:
        return True
    return max(a.low, b.low) <= min(a.high, b.high)


def _range(figure: PayFigure) -> str:
    return "–".join(write(each, figure.currency) for each in (figure.low, figure.high) if each)


def _name(content: Content, code: str) -> str:
    return content.places.country[code][0]
