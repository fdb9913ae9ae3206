"""Counts what a workspace can learn from its roles: scopes that held, drift, what reminders led to. Pure."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from statistics import median
from typing import Literal

from bot.hiring.reminders.kinds import KINDS
from content.schema.reviews import HELD, ReviewsFile

Figure = Literal["scope_held", "drift", "days_to_definition", "reminders", "readings"]
AGES = (("under_1_day", 1), ("1_to_3_days", 4), ("4_to_7_days", 8), ("1_to_4_weeks", 29), ("longer", None))
"""How long definitions took, each with the days that it stays below (the last one has no end)."""
DEFINED, DISMISSED, NOTHING = "defined", "dismissed", "nothing"
RIGHT, WRONG = "right", "wrong"
ACHIEVED = (DEFINED, DISMISSED, NOTHING)
COLUMNS = ("figure", "group", "outcome", "count", "n", "note")


@dataclass(frozen=True, slots=True)
class AnsweredReview:
    """An answered look back: which one, the role that was signed, and the answers."""

    requisition: int
    kind: str
    specialty: str
    held: str
    most: str


@dataclass(frozen=True, slots=True)
class ReminderEvent:
    """A reminder that arrived (`what` is its rung's kind), or what a person did (DEFINED or DISMISSED)."""

    requisition: int
    what: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Tally:
    """How often each outcome occurred in one group; `enough`: there are enough to draw a chart."""

    group: str
    counts: Mapping[str, int]
    enough: bool

    @property
    def n(self) -> int:
        """The number of data points."""
        return sum(self.counts.values())


@dataclass(frozen=True, slots=True)
class Insights:
    """The figures of one workspace. `median_days` is None for fewer than `fewest` definitions."""

    held: Sequence[Tally]
    drift: Sequence[Tally]
    days: Tally
    median_days: float | None
    reminders: Sequence[Tally]
    readings: Sequence[Tally]
    fewest: int


def gather(
    looked_back: Sequence[AnsweredReview],
    days: Sequence[float],
    reminders: Sequence[ReminderEvent],
    done: Sequence[ReminderEvent],
    marks: Sequence[tuple[str, bool]] = (),
    *,
    file: ReviewsFile,
    now: datetime,
) -> Insights:
    """Count everything. `days` are how long definitions took; the other lists may come in any order.

    `marks` are readings that somebody said something of, and whether they were right.
    """

    def tally(group: str, outcomes: Iterable[str], order: Iterable[str] = ()) -> Tally:
        found = Counter(outcomes)
        counts = {outcome: found[outcome] for outcome in dict.fromkeys((*order, *found))}
        return Tally(group, counts, sum(counts.values()) >= file.fewest)

    held = [
        tally(review.id, (each.held for each in looked_back if each.kind == review.id), HELD)
        for review in file.review
    ]
    order = {review.id: number for number, review in enumerate(file.review)}
    latest: dict[int, AnsweredReview] = {}
    for each in sorted(looked_back, key=lambda each: order.get(each.kind, -1)):
        latest[each.requisition] = each
    by_specialty: dict[str, list[str]] = defaultdict(list)
    for each in latest.values():
        by_specialty[each.specialty].append(each.most)
    achieved: dict[str, list[str]] = defaultdict(list)
    for rung, outcome in _achieved(reminders, done, timedelta(days=file.soon), now):
        achieved[rung].append(outcome)
    by_reading: dict[str, list[str]] = defaultdict(list)
    for reading, right in marks:
        by_reading[reading].append(RIGHT if right else WRONG)
    ages = tally("all", map(_age, days), (name for name, _ in AGES))
    return Insights(
        held=held,
        drift=[tally(role, most) for role, most in sorted(by_specialty.items())],
        days=ages,
        median_days=median(days) if ages.enough else None,
        reminders=[tally(rung, achieved[rung], ACHIEVED) for rung in KINDS if achieved[rung]],
        readings=[tally(reading, said, (RIGHT, WRONG)) for reading, said in sorted(by_reading.items())],
        fewest=file.fewest,
    )


def rows(insights: Insights) -> list[tuple[str, str, str, str, str, str]]:
    """All figures as rows under COLUMNS. A group with too few data points gives only their number."""
    found: list[tuple[str, str, str, str, str, str]] = []
    figures: Sequence[tuple[Figure, Sequence[Tally]]] = (
        ("scope_held", insights.held),
        ("drift", insights.drift),
        ("days_to_definition", (insights.days,)),
        ("reminders", insights.reminders),
        ("readings", insights.readings),
    )
    too_few = f"too few: under {insights.fewest}"
    for figure, tallies in figures:
        if not tallies:
            found.append((figure, "", "", "", "0", too_few))
        for tally in tallies:
            if not tally.enough:
                found.append((figure, tally.group, "", "", str(tally.n), too_few))
                continue
            if figure == "days_to_definition":
                found.append((figure, tally.group, "median", f"{insights.median_days:.1f}", str(tally.n), ""))
            found += [
                (figure, tally.group, outcome, str(count), str(tally.n), "")
                for outcome, count in tally.counts.items()
            ]
    return found


def _age(days: float) -> str:
    return next(name for name, below in AGES if below is None or days < below)


def _achieved(
    reminders: Sequence[ReminderEvent], done: Sequence[ReminderEvent], soon: timedelta, now: datetime
) -> Iterable[tuple[str, str]]:
    """The rung and outcome of each reminder: the first thing done after it, before the next one and soon.

    A reminder whose time is not over yet is left out.
    """
    actions: dict[int, list[ReminderEvent]] = defaultdict(list)
    for each in sorted(done, key=lambda each: each.at):
        actions[each.requisition].append(each)
    sent: dict[int, list[ReminderEvent]] = defaultdict(list)
    for each in sorted(reminders, key=lambda each: each.at):
        sent[each.requisition].append(each)
    for requisition, of_one in sent.items():
        ends = [*(each.at for each in of_one[1:]), datetime.max.replace(tzinfo=now.tzinfo)]
        for reminder, next_one in zip(of_one, ends, strict=True):
            end = min(reminder.at + soon, next_one)
            outcome = next((a.what for a in actions[requisition] if reminder.at <= a.at < end), NOTHING)
            if outcome is not NOTHING or end <= now:
                yield reminder.what, outcome
