"""What a workspace can learn from its roles: small charts, all of it in words, and CSV."""

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.hiring.insights import (
    AGES,
    COLUMNS,
    DEFINED,
    DISMISSED,
    NOTHING,
    RIGHT,
    WRONG,
    Insights,
    Tally,
    rows,
)
from bot.hiring.reading.belief import NO_LLM_ROLE
from bot.hiring.reminders.kinds import KINDS
from bot.slack.blocks import (
    Block,
    Message,
    actions,
    ask_button,
    context,
    header,
    preformatted,
    section,
)
from bot.slack.text import escape, shorten
from bot.views.buttons import all_button
from content import Content
from content.schema.reviews import SOMETHING_ELSE

_TITLE = "How roles turned out"
_MOST_CHARTS = 2  # in a message
_WORDS, _TOLD = 110, 150  # characters of a figure in the message, drawn or only said
_NO_NAMES = "No names and no pay are in these numbers, and nothing that was undone."
_AGES = dict(
    zip(
        (name for name, _ in AGES),
        ("under a day", "1–3 days", "4–7 days", "1–4 weeks", "over 4 weeks"),
        strict=True,
    )
)


@dataclass(frozen=True, slots=True)
class _Figure:
    """One figure: a sentence that stands without a picture, and what to draw of it."""

    title: str
    told: str
    tallies: Sequence[Tally]
    groups: Mapping[str, str]
    outcomes: Mapping[str, str]

    @property
    def drawn(self) -> list[Tally]:
        return [tally for tally in self.tallies if tally.enough]

    def group(self, tally: Tally) -> str:
        return self.groups.get(tally.group, tally.group)


def build_insights(insights: Insights, content: Content) -> Message:
    """Build the first figures as charts and the others in a line each; a group with too few has no chart."""
    blocks: list[Block] = [header(_TITLE)]
    left = _MOST_CHARTS
    for figure in _figures(insights, content):
        if figure.drawn and left:
            left -= 1
            blocks += [_chart(figure), context(escape(shorten(_in_words(figure), _WORDS)))]
        else:
            told = figure.told or " ".join(_too_few(figure, insights.fewest))
            blocks.append(section(f"*{escape(figure.title)}*\n{escape(shorten(told, _TOLD))}"))
    blocks += [
        context(_NO_NAMES),
        actions(
            all_button("hiring insights", style="primary"),
            all_button("hiring insights csv", "As CSV"),
            ask_button("Reminders", "hiring reminders"),
        ),
    ]
    return Message(f"{_TITLE}: {_summary(insights)}.", blocks)


def insights_in_full(insights: Insights, content: Content) -> Message:
    """Build every figure in words, with its number of data points: what a modal shows."""
    blocks: list[Block] = [header(_TITLE)]
    for figure in _figures(insights, content):
        said = [*([escape(figure.told)] if figure.told else []), *_too_few(figure, insights.fewest)]
        drawn = [f"• {escape(line)}" for line in _lines(figure)]
        blocks.append(section("\n".join([f"*{escape(figure.title)}*", *drawn, *said])))
    blocks += [
        context(_NO_NAMES),
        actions(all_button("hiring insights csv", "As CSV"), ask_button("What is open", "req")),
    ]
    return Message(f"{_TITLE}: {_summary(insights)}.", blocks)


def build_csv(insights: Insights) -> Message:
    """Build the way to the numbers as CSV."""
    told = f"The numbers as CSV: {len(rows(insights))} rows, to be copied."
    return Message(told, [section(told), actions(all_button("hiring insights csv", "Open", style="primary"))])


def csv_in_full(insights: Insights) -> Message:
    """Build the numbers as CSV, to be copied."""
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows([COLUMNS, *rows(insights)])
    return Message(f"{_TITLE}, as CSV", preformatted(out.getvalue()))


def _figures(insights: Insights, content: Content) -> list[_Figure]:
    file = content.reviews
    roles = {role.id: role.short for role in content.roles.values()}
    most = roles | {SOMETHING_ELSE: file.something_else}
    median_days = insights.median_days
    median = "" if median_days is None else f"The median is {_days(median_days)}. "
    return [
        _Figure(
            "How often the work was as scoped",
            "" if any(each.n for each in insights.held) else _nobody_yet(content),
            [each for each in insights.held if each.n],
            {review.id: f"{review.name}" for review in file.review},
            {answer.id: answer.short for answer in file.answer},
        ),
        _Figure(
            "What took most of the time, by what was signed",
            "" if insights.drift else "No answers yet.",
            insights.drift,
            roles,
            most,
        ),
        _Figure(
            "Days to a definition",
            f"{median}{_count(insights.days.n, 'definition')} of what was opened without a specialty."
            if insights.days.n
            else "No definitions yet of what was opened without a specialty.",
            [insights.days] if insights.days.n else [],
            {"all": "All"},
            _AGES,
        ),
        _Figure(
            "What reminders achieved",
            f"Within {file.soon} days after each, and before the next one."
            if insights.reminders
            else "No reminder is old enough to tell.",
            insights.reminders,
            {name: kind.counted for name, kind in KINDS.items()},
            {DEFINED: "defined", DISMISSED: "put off or closed", NOTHING: "nothing"},
        ),
        _Figure(
            "Whether readings were right",
            "" if insights.readings else "Nobody has marked one yet.",
            insights.readings,
            roles | {NO_LLM_ROLE: "No LLM role"},
            {RIGHT: "right", WRONG: "wrong"},
        ),
    ]


def _nobody_yet(content: Content) -> str:
    names = " and ".join(review.name for review in content.reviews.review)
    return (
        f"No answers yet. Roles that were filled are looked back at after {names}: say so with "
        "`/req filled` and its number."
    )


def _too_few(figure: _Figure, fewest: int) -> list[str]:
    few = [tally for tally in figure.tallies if not tally.enough]
    if not few:
        return []
    if len(figure.groups) == 1:
        return [f"Too few to draw, under {fewest}."]
    told = ", ".join(f"{escape(figure.group(tally))} ({tally.n})" for tally in few)
    return [f"Too few to draw, under {fewest}: {told}."]


def _chart(figure: _Figure) -> Block:
    """A data_visualization block: a category for each group, a series for each outcome that came about.

    With one group, its outcomes are the categories.
    """
    drawn = figure.drawn
    if len(figure.groups) == 1:
        counts = [(label, drawn[0].counts.get(name, 0)) for name, label in figure.outcomes.items()]
        series = {"Requisitions": counts}
    else:
        series = {
            figure.outcomes[name]: [(figure.group(tally), tally.counts.get(name, 0)) for tally in drawn]
            for name in _came_about(figure)
        }
    chart = {
        "type": "bar",
        "series": [
            {"name": name, "data": [{"label": label, "value": count} for label, count in points]}
            for name, points in series.items()
        ],
        "axis_config": {"categories": [label for label, _ in next(iter(series.values()))]},
    }
    return {"type": "data_visualization", "title": figure.title, "chart": chart}


def _in_words(figure: _Figure) -> str:
    return "; ".join(_lines(figure))


def _lines(figure: _Figure) -> list[str]:
    """What is drawn, a line for each group."""
    told = []
    for tally in figure.drawn:
        counts = [(label, tally.counts.get(name)) for name, label in figure.outcomes.items()]
        counted = ", ".join(f"{count} {label}" for label, count in counts if count)
        told.append(f"{figure.group(tally)}: {counted} (of {tally.n})")
    return told


def _came_about(figure: _Figure) -> list[str]:
    return [name for name in figure.outcomes if any(tally.counts.get(name) for tally in figure.drawn)]


def _summary(insights: Insights) -> str:
    answers = sum(tally.n for tally in insights.held)
    return f"{_count(answers, 'answer')}, {_count(insights.days.n, 'definition')}"


def _days(days: float) -> str:
    return "under a day" if days < 1 else f"{days:.1f} days"


def _count(number: int, what: str) -> str:
    return f"{number} {what}{'' if number == 1 else 's'}"
