"""A reading outside Slack: as lines for a terminal, and as a row for a program."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from bot.hiring.adverts.role_reading import RoleReading
from bot.hiring.reading.belief import NO_LLM_ROLE, READINGS, Evidence
from bot.hiring.reading.reader import Reading
from bot.hiring.rows import TextRow, answer_rows
from bot.hiring.scoping.conversation import Conversation
from bot.hiring.text.resumes import looks_like_resume

_BAR = 20  # characters
_TOLD = 0.3  # a weight that is worth telling
_MOST = 5  # quotes


class AdvertRow(TextRow):
    """A text to be read; `title` is its heading, when that is not in the text."""

    title: str = ""


def read_rows(
    conversation: Conversation, lines: Iterable[str], wrong: Callable[[str], object]
) -> Iterator[str]:
    """Read rows {"id", "text"[, "title"]} and return, as JSON lines, what each describes.

    `primary` is null where Rolecall would ask, and of a resume, which isn't read. `wrong` is told what is
    wrong with a line that is no such row; unknown fields are passed over.
    """
    return answer_rows(
        AdvertRow,
        lines,
        like="We need …",
        answer=lambda row: as_row(
            conversation.read(row.title, "" if looks_like_resume(row.text) else row.text)
        ),
        wrong=wrong,
    )


def as_row(reading: Reading) -> dict[str, Any]:
    """A reading as JSON: primary (null: it would ask), specialties, belief, and evidence with weights."""
    return {
        "primary": reading.belief.first if reading.settled else None,
        "specialties": list(reading.specialties),
        "belief": {each: round(reading.belief.shares[each], 4) for each in READINGS},
        "evidence": [
            {"quote": quote, "role": role, "weight": round(weight, 2)}
            for quote, role, weight in _weights(reading.evidence)
        ],
    }


def as_lines(answer: RoleReading) -> Iterator[str]:
    """A reading as lines: bars for the likeliest roles, words for and against the first, mismatches."""
    understanding, content = answer.understanding, answer.content
    names = {NO_LLM_ROLE: "not an LLM role", **{role.id: role.name for role in content.roles.values()}}
    first = understanding.belief.first
    yield f"Most likely: {names[first]}." if answer.settled else "I would rather ask than guess. Nearest:"
    yield ""
    for each in understanding.belief.ranked[:3]:
        full = round(understanding.belief.shares[each] * _BAR)
        yield f"{'█' * full}{'░' * (_BAR - full)} {understanding.belief.percent(each):3}%  {names[each]}"
    for told, quotes in zip(("For it:", "Against it:"), understanding.quotes(first), strict=True):
        if quotes:
            yield from ["", told, *(f"  “{quote}”" for quote in quotes[:_MOST])]
    if len(understanding.specialties) > 1:
        yield from ["", f"It asks for: {', '.join(names[each] for each in understanding.specialties)}."]
    if answer.title_guessed:
        yield from ["", f"I took the first line, “{answer.title}”, for the title."]
    for mismatch in answer.mismatches:
        yield from ["", mismatch.says, *(f"  “{quote}”" for quote in mismatch.quotes)]
    if not answer.settled and answer.question:
        yield from ["", f"I would ask: {answer.question}"]


def _weights(evidence: Iterable[Evidence]) -> Iterator[tuple[str, str, float]]:
    for each in evidence:
        for role, weight in each.weights.items():
            if each.quote and abs(weight) >= _TOLD:
                yield each.quote, role, weight
