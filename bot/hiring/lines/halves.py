"""Parts a message that begins with a command from the wish behind it: "close 6, what does infra pay?"."""

import re
from collections.abc import Iterator

from bot.hiring.lines.marks import Marked
from bot.hiring.lines.requisitions import as_requisition_line

BETWEEN = re.compile(
    r"(?<=[.?!;])\s+|\s*(?:;|\s\+\s|\s&\s|,? and (?:also |then )?|, (?:also |then )?|\n)\s*", re.IGNORECASE
)
"""Where a line may part in two."""
_LEAD = re.compile(
    r"(?:(?:and|also|then|after that|afterwards|next|please|pls|btw|by the way|oh|so|ok)\b[,\s]*)+",
    re.IGNORECASE,
)
_WISHES = re.compile(
    r"(?:what|which|how|who|where|when|whats|what.s)\b(?!\s+(?:we|i|they|he|she|you)\b)"
    r"|(?:can|could|would|will) (?:you|i|we)\b(?! (?:not|never))"
    r"|i(?:.d| would)? (?:want|need|like)\b|(?:do|does|is|are)\b.*\?"
    r"|(?:show|give|tell|send|list|open|find|explain|compare|export|get|pull|need|check|remind|stop|snooze"
    r"|close|mark|change|move|put|assign|reassign|hand|define|reopen|undo|log|brief|edit)\b",
    re.IGNORECASE,
)
_OF_IT = re.compile(
    r"(?P<verb>snooze|close|reassign|edit|undo|log|brief|re-?open|show|stop|define)\s+"
    r"(?:it|this|that)(?: one)?\b",
    re.IGNORECASE,
)
_NUMBERED = re.compile(r"\d{1,9}")
_ASKED = frozenset(
    (
        "pay", "interview", "sourcing", "redflags", "compare", "role", "which_role", "insights", "export",
        "help", "req_open", "req_list", "reminders_show", "reminders_change", "reminders_off",
        "reminders_preview",
    )
)  # fmt: skip
"""What may be asked behind a command without a requisition's number."""
_MOST_TRIED = 8  # places where a line may part


def second_halves(text: str) -> Iterator[tuple[str, str]]:
    """The places where a command may end and another wish begin: both sides, from left to right.

    What begins neither like a question nor like an order is the command's reason or day, and no wish.
    """
    for place, between in enumerate(BETWEEN.finditer(text)):
        first, second = text[: between.start()].strip(" ,;."), text[between.end() :].strip()
        if place == _MOST_TRIED or not (command := as_requisition_line(first)):
            continue
        if lead := _LEAD.match(second):
            second = second[lead.end() :]
        if (of_it := _OF_IT.match(second)) and (number := _NUMBERED.search(command)):
            second = f"{of_it['verb']} {number.group()}{second[of_it.end() :]}"
        if as_requisition_line(second) or (_WISHES.match(second) and len(second.split()) > 1):
            yield first, second


def may_stand_behind(intent: str | None, marked: Marked) -> bool:
    """Whether a wish may follow a command: a change of a requisition names its own."""
    if intent in _ASKED:
        return True
    names_one = marked.values("requisition") or marked.values("number")
    return bool(intent and intent.startswith("req_") and names_one)
