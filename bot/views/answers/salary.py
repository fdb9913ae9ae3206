"""The salary answer: the band, where the budget stands in it, and the source."""

from collections.abc import Sequence

from bot.hiring.answers.salary import SalaryAnswer
from bot.hiring.bands import Standing
from bot.hiring.text.currencies import name_of
from bot.hiring.text.money import Budget, write, write_budget
from bot.hiring.text.vocabulary import Request
from bot.slack.blocks import (
    Block,
    Message,
    actions,
    ask_button,
    button,
    columns,
    context,
    header,
    section,
)
from bot.slack.ids import ActionId
from bot.slack.text import escape
from bot.views.answers.references import (
    apart_sentence,
    reference_line,
    sources_button,
)
from bot.views.common import source_line, unread_lines
from content.schema.bands import Figure


def build_salary_answer(answer: SalaryAnswer, own: str = "") -> Message:
    """Build the answer for one role: the article's band where that is what was asked, and other sources.

    `own` is a line with the company's own band, which comes first.
    """
    pay, role, request = answer.pay, answer.pay.role, answer.request
    named = (answer.level,) if answer.level and not answer.asked else answer.asked
    title = " · ".join((role.name, *named))
    if answer.shows_band and pay.figure:
        blocks, summary = _with_band(answer, pay.figure)
    else:
        told = [told] if (told := without_extras(request)) else []
        summary = [each for each in (*told, _lead(answer), *_lines(answer)) if each]
        blocks = [section("\n".join(summary))]
    apart = None if own or answer.warning else answer.found.apart  # there is room for one of them
    if apart:
        blocks.append(section(apart_sentence(apart)))
    left_out = " ".join((*([escape(request.lacks)] if request.lacks else []), *_uncompared(answer)))
    if left_out:
        blocks.append(section(left_out))
    notes = [f":warning: {escape(answer.warning)}"] if answer.warning else []
    notes += reading_notes(request, answer.level if answer.shows_band and not request.level else None)
    if answer.shows_band:
        notes.append(source_line(pay.source, cautious=apart is None))
    elif pay.figure is None:
        who = escape(pay.source.publisher.partition(",")[0])
        summary.append(f"No figure from {who}: {escape(pay.gap or '')}")
        notes.append(summary[-1])
    blocks += [context(note) for note in notes]
    text = " ".join(each for each in (title, own, *summary, left_out) if each)
    first = [section(own)] if own else []
    return Message(text, [header(title), *first, *blocks, actions(*_buttons(answer))])


def _with_band(answer: SalaryAnswer, figure: Figure) -> tuple[list[Block], list[str]]:
    """The article's band with the budget in it, and what others say; as blocks, and in words."""
    beyond = answer.request.asked.beyond
    lacking = "" if not beyond or (beyond == "total pay" and figure.basis == "total") else beyond
    told = [f"I have no figure for {lacking}; this is {figure.basis} pay."] if lacking else []
    blocks = [section(sentence) for sentence in told]
    if answer.pay.capped:
        sentence = _budget_sentence(answer)
        blocks += _band(answer, figure, sentence)
        told.append(f"{range_words(figure)} {figure.basis} pay a year.")
    else:
        sentence = _uncapped_sentence(answer, figure)
        blocks.append(section(sentence))
    lines = _lines(answer)
    if lines:
        blocks.append(section("\n".join(("*Others say*", *lines))))
    elif figure.note:
        blocks.append(context(escape(figure.note)))
    return blocks, [*told, sentence]


def without_extras(request: Request) -> str:
    """Say that no source tells what was asked for beside pay; "" where nothing was."""
    extras = request.asked.beyond == "equity or bonus"
    return "No source here says what *equity or bonus* is worth; this is pay without it." if extras else ""


def _uncompared(answer: SalaryAnswer) -> list[str]:
    """Why an amount is compared with nothing: by its period, or in another currency than every figure."""
    request, asked = answer.request, answer.request.asked
    shown = (*answer.found.fits, *answer.found.near)
    if request.problem:
        compared = any(each.figure.period == asked.period for each in shown) and asked.rate
        return [] if compared else [escape(request.problem)]
    budget = asked.rate if asked.period != "year" else answer.budget
    if budget is None or answer.shows_band or not shown:
        return []
    if any(each.figure.currency == budget.currency for each in shown):
        return []
    told = f"Your {write_budget(budget)} is in {name_of(budget.currency)}"
    return [f"{told}; I do not convert currencies, so I compare it with none."]


def _buttons(answer: SalaryAnswer) -> list[Block]:
    """All sources, and the three likeliest next steps: with Share, five at most."""
    pay, word = answer.pay, answer.pay.role.words[0]
    interview = ask_button("Interview questions", f"interview {word}")
    if answer.missing_level and pay.figure:
        known = pay.figure.level
        interview = ask_button(f"Show {known}", f"salary {word} {known}")
    return [
        sources_button(_again(answer)),
        button("Check a budget", ActionId.OPEN_BUDGET, pay.role.id),
        ask_button("What the role does", f"role {word}"),
        interview,
    ]


def _again(answer: SalaryAnswer) -> str:
    """The line that asks for all sources on the same."""
    request, asked = answer.request, answer.request.asked
    parts = ["salary", answer.pay.role.words[0], request.level or "", *asked.places]
    parts += [f"per {asked.period}"] if asked.period != "year" else []
    parts += ["total pay"] if asked.beyond == "total pay" else []
    parts += [request.budget.as_written] if request.budget else []
    return " ".join(each for each in (*parts, "all sources") if each)


def _lead(answer: SalaryAnswer) -> str:
    """The first line: that single adverts are all there is, or that there is nothing for this."""
    found, request = answer.found, answer.request
    level = f"for {request.level}" if request.level else "for this role"
    what = escape(" ".join((level, *answer.asked[bool(request.level) :])))
    if found.fits:
        are_single = all(each.is_one for each in found.fits)
        return f"*Only single adverts* {what}; each is one employer's:" if are_single else ""
    if not found.near:
        return f"*No figure {what}*, and none that is near."
    return f"*No figure {what}.* The nearest, and how they differ:"


def _lines(answer: SalaryAnswer) -> list[str]:
    """A line for each source, the best first; those that are only near say how they differ."""
    period = answer.request.asked.period
    budget = answer.request.asked.rate if period != "year" else answer.request.base_budget
    return [f"• {reference_line(each, budget, period)}" for each in (*answer.found.fits, *answer.found.near)]


def _band(answer: SalaryAnswer, figure: Figure, told: str) -> list[Block]:
    middle = (figure.low + figure.high) // 2
    cells = [
        f"*Low*\n{write(figure.low, figure.currency)}",
        f"*High*\n{write(figure.high, figure.currency)}",
        f"*Middle* (halfway, not a median)\n{write(middle, figure.currency)}",
        f"*Holds for*\n{figure.level}, {answer.place.id}, {figure.basis} pay a year",
    ]
    return [columns(cells), section(told)]


def _budget_sentence(answer: SalaryAnswer) -> str:
    budget, standing, figure = answer.budget, answer.standing, answer.pay.figure
    if figure is None or budget is None:
        return "Add a budget, like `240k`, to see where it stands."
    if standing is None:
        return _other_currency(budget, figure)
    return f"Your budget of *{write_budget(budget)}* {_standing(standing, budget, figure)}."


def _other_currency(budget: Budget, figure: Figure) -> str:
    ours, theirs = map(name_of, (figure.currency, budget.currency))
    return (
        f"Your budget of *{write_budget(budget)}* is in {theirs} and this band is in {ours}. "
        "I do not convert currencies, so I do not compare them."
    )


def _standing(standing: Standing, budget: Budget, figure: Figure) -> str:
    """Say how far, in money and in percent of the end of the band that it is measured from."""
    under, over = (
        f"{write(gap, figure.currency)} ({gap / end:.1%})"
        for gap, end in ((standing.under, figure.low), (standing.over, figure.high))
    )
    one_amount = budget.low == budget.high
    if not standing.within and standing.under:
        best = figure.low - budget.high
        reach = (
            ""
            if one_amount
            else f"; even its top is {write(best, figure.currency)} ({best / figure.low:.1%}) short"
        )
        return f"is *{under} below* the low end of the band{reach}"
    if not standing.within:
        least = budget.low - figure.high
        reach = (
            ""
            if one_amount
            else f"; even its bottom is {write(least, figure.currency)} ({least / figure.high:.1%}) over"
        )
        return f"is *{over} above* the high end of the band{reach}"
    ends = [f"starts {under} below the low end"] if standing.under else []
    ends += [f"ends {over} above the high end"] if standing.over else []
    if ends:
        return "reaches into the band: it " + " and ".join(ends)
    middle = (figure.low + figure.high) / 2
    off = abs(standing.from_middle)
    side = "below" if standing.from_middle < 0 else "above"
    where = (
        f"{write(off, figure.currency)} ({off / middle:.1%}) {side} the middle"
        if off
        else "right in the middle"
    )
    of_it = "is" if one_amount else "lies"
    return f"{of_it} *inside the band*, {standing.share:.0%} of the way from low to high, {where}"


def _uncapped_sentence(answer: SalaryAnswer, figure: Figure) -> str:
    told = (
        "There is no band: the source calls this market *uncapped*. "
        f"It reports *{range_words(figure)}* a year as *{figure.basis}* compensation "
        f"at {figure.level} level in the top labs."
    )
    if answer.budget is None:
        return told
    if answer.budget.currency != figure.currency:
        return f"{told} {_other_currency(answer.budget, figure)}"
    return (
        f"{told} Your budget of *{write_budget(answer.budget)}* cannot be placed in a band that has no top."
    )


def range_words(figure: Figure) -> str:
    """Write the two ends of a band."""
    return f"{write(figure.low, figure.currency)}–{write(figure.high, figure.currency)}"


def reading_notes(request: Request, assumed_level: str | None) -> list[str]:
    """Say how what was typed was read, and what was not."""
    notes: Sequence[str] = ()
    if request.budget and request.budget.in_thousands:
        notes = (
            *notes,
            f"I read “{escape(request.budget.as_written)}” as {write_budget(request.budget)} a year.",
        )
    if assumed_level:
        notes = (*notes, f"You named no level; this is {assumed_level}.")
    return [*notes, *unread_lines(request)]
