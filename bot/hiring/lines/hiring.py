"""Reads what stands behind "hiring": "hiring reminders standard everywhere", "hiring insights csv"."""

import re

_REMINDERS = re.compile(r"\s*/?hiring\s+reminders?\b\s*(?P<rest>.*)", re.IGNORECASE | re.DOTALL)
_INSIGHTS = re.compile(
    r"\s*(?:/?hiring\s+insights?\b[:,]?\s*(?P<rest>.*)|insights?(?P<bare>\s+(?:as\s+)?csv)?\s*$)",
    re.IGNORECASE | re.DOTALL,
)


def read_reminders(line: str) -> str | None:
    """What stands behind "hiring reminders"; None for a line about something else."""
    found = _REMINDERS.match(line)
    return found["rest"].strip() if found else None


def read_insights(line: str) -> str | None:
    """What stands behind "hiring insights", or behind its last word alone; None for another line."""
    found = _INSIGHTS.match(line)
    return (found["rest"] or found["bare"] or "").strip() if found else None
