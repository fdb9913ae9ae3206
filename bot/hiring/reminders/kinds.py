"""The kinds of reminder, in one table: whose message each is, and what people call it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

Role = Literal["channel", "owner", "sponsor", "asked", "told"]
"""Whose message it is. `asked`: who is asked after the third snooze; `told`: who hears of trouble."""

CARD = "card"
THREAD = "thread"
DIGEST = "digest"
ASK = "snoozed"
TROUBLE = "trouble"
REVIEW = "review"


@dataclass(frozen=True, slots=True)
class ReminderKind:
    """Whose message it is, what previews call it, and insights, which do not count it when that is ""."""

    role: Role
    ahead: str
    counted: str = ""


KINDS: Mapping[str, ReminderKind] = {
    CARD: ReminderKind("channel", "the card", "Card in channel"),
    "owner": ReminderKind("owner", "one question", "Question to owner"),
    THREAD: ReminderKind("owner", "a note below the card", "Note in thread"),
    DIGEST: ReminderKind("channel", "a line in the list", "Weekly list"),
    "sponsor": ReminderKind("sponsor", "a message, once", "Sponsor"),
    "last": ReminderKind("channel", "the last note", "Last note"),
    ASK: ReminderKind("asked", "a question about the snoozes"),
    TROUBLE: ReminderKind("told", "what stands in the way"),
    REVIEW: ReminderKind("owner", "three questions, looking back"),
}


def kind_of(rung: str) -> str:
    """What a rung sends: "digest" for "digest-10"."""
    return rung.partition("-")[0]
