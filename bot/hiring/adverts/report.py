"""A reading outside Slack: as lines for a terminal, and as a row for a program."""

import json
from collections.abc import Iterable, Iterator
from typing import Any

from pydantic import ValidationError

from bot.errors import RolecallError
from bot.hiring.adverts.role_reading import RoleReading
from bot.hiring.reading.belief import NO_LLM_ROLE, READINGS, Evidence
from bot.hiring.reading.reader import Reading
from bot.hiring.scoping.conversation import Mind
from content.schema.base import Strict

_BAR = 20  # characters
_TOLD = 0.3  # a weight that is worth telling
_MOST = 5  # quotes


class Row(Strict):
    """A text to be read, as a program gives it."""

    id: str
    text: str
    title: str = ""


def read_rows(mind: Mind, lines: Iterable[str], name: str) -> Iterator[str]:
    """Read rows {"id", "text"[, "title"]} and give, as JSON lines, what each was read as.

    `primary` is null where somebody would have to be asked. RolecallError names the line of `name` that is no
    such row; fields that are not known are passed over.
    """
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            given = json.loads(line)
            row = Row.model_validate({key: given[key] for key in Row.model_fields if key in given})
        except (ValueError, TypeError, ValidationError) as error:
            raise RolecallError(
                f'{name}, line {number}: this is no row like {{"id": "1", "text": "We need …"}}.'
            ) from error
        yield json.dumps({"id": row.id, **as_row(mind.read(row.title, row.text))}, ensure_ascii=False)


def as_row(reading: Reading) -> dict[str, Any]:
    """A reading as JSON: primary (null: it would ask), specialties, belief, and evidence with its weights."""
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
    """A reading as lines: the likeliest roles as bars, words for and against the first, what is odd."""
    picture, content = answer.picture, answer.content
    names = {NO_LLM_ROLE: "not an LLM role", **{role.id: role.name for role in content.roles.values()}}
    first = picture.belief.first
    yield f"Most likely: {names[first]}." if answer.settled else "I would rather ask than guess. Nearest:"
    yield ""
    for each in picture.belief.ranked[:3]:
        full = round(picture.belief.shares[each] * _BAR)
        yield f"{'█' * full}{'░' * (_BAR - full)} {picture.belief.percent(each):3}%  {names[each]}"
    for told, quotes in zip(("For it:", "Against it:"), picture.quotes(first), strict=True):
        if quotes:
            yield from ["", told, *(f"  “{quote}”" for quote in quotes[:_MOST])]
    if len(picture.specialties) > 1:
        yield from ["", f"It asks for: {', '.join(names[each] for each in picture.specialties)}."]
    for mismatch in answer.mismatches:
        yield from ["", mismatch.says, *(f"  “{quote}”" for quote in mismatch.quotes)]
    if not answer.settled and answer.question:
        yield from ["", f"I would ask: {answer.question}"]


def _weights(evidence: Iterable[Evidence]) -> Iterator[tuple[str, str, float]]:
    for each in evidence:
        for role, weight in each.weights.items():
            if each.quote and abs(weight) >= _TOLD:
                yield each.quote, role, weight
