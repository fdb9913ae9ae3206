"""Shows outside Slack what a line asks for: as sentences for a person, as rows for a program."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from bot.hiring.lines.read import Understood
from bot.hiring.rows import TextRow, answer_rows


class SaidRow(TextRow):
    """A line, or with the id of a `question` a reply to it."""

    question: str | None = None


def understand_rows(
    understand: Callable[[str], Understood],
    hear: Callable[[str, str], Mapping[str, Any]],
    lines: Iterable[str],
    wrong: Callable[[str], object],
) -> Iterator[str]:
    """Read rows {"id", "text"} and return, as JSON lines, id, intent, slots, offers and sure.

    `intent` is null where Rolecall would ask. A row with a "question" is a reply to it, and gets what `hear`
    says of the question and the text. `wrong` is told what is wrong with a line that is no such row; unknown
    fields are passed over.
    """
    return answer_rows(
        SaidRow,
        lines,
        like="What does infra pay?",
        answer=lambda row: hear(row.question, row.text) if row.question else _as_row(understand(row.text)),
        wrong=wrong,
    )


def _as_row(understood: Understood) -> dict[str, Any]:
    return {
        "intent": understood.intent,
        "slots": understood.slots,
        "offers": list(understood.offers),
        "sure": round(understood.sure, 3),
    }


def as_sentences(understood: Understood) -> Iterator[str]:
    """What a line asks for, and the words that decided."""
    if understood.intent is None:
        yield f"I would ask back. Nearest: {', '.join(understood.offers) or 'nothing'}."
    else:
        yield f"Understood as: {understood.intent} ({understood.sure:.0%} sure)."
    for slot, value in understood.slots.items():
        yield f"  {slot}: {', '.join(map(str, value)) if isinstance(value, list | tuple) else value}"
    if understood.because:
        yield f"By the words: {', '.join(f'“{word}”' for word in understood.because)}."
