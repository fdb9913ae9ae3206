"""What a line was understood as, outside Slack: as sentences for a person, as rows for a program."""

import json
from collections.abc import Iterable, Iterator

from pydantic import ValidationError

from bot.errors import RolecallError
from bot.hiring.lines.read import LineReader, Understood
from content.schema.base import Strict


class LineRow(Strict):
    """A line to be understood, as a program gives it."""

    id: str
    text: str


def understand_rows(reader: LineReader, lines: Iterable[str], name: str) -> Iterator[str]:
    """Understand rows {"id", "text"} and give, as JSON lines, id, intent, slots, offers and sure.

    `intent` is null where somebody would be asked. RolecallError names the line of `name` that is no
    such row; other fields are passed over.
    """
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            given = json.loads(line)
            row = LineRow.model_validate({key: given[key] for key in LineRow.model_fields if key in given})
        except (ValueError, TypeError, ValidationError) as error:
            raise RolecallError(
                f'{name}, line {number}: this is no row like {{"id": "1", "text": "What does infra pay?"}}.'
            ) from error
        understood = reader.understand(row.text)
        yield json.dumps(
            {
                "id": row.id,
                "intent": understood.intent,
                "slots": understood.slots,
                "offers": list(understood.offers),
                "sure": round(understood.sure, 3),
            },
            ensure_ascii=False,
        )


def as_sentences(understood: Understood) -> Iterator[str]:
    """What a line was understood as, and by which words."""
    if understood.intent is None:
        yield f"I would ask back. Nearest: {', '.join(understood.offers) or 'nothing'}."
    else:
        yield f"Understood as: {understood.intent} ({understood.sure:.0%} sure)."
    for slot, value in understood.slots.items():
        yield f"  {slot}: {', '.join(map(str, value)) if isinstance(value, list | tuple) else value}"
    if understood.because:
        yield f"By the words: {', '.join(f'“{word}”' for word in understood.because)}."
