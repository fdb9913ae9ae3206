"""Reads lines that ask to scope a role: "scope a role", "role scope 3", "help me scope a search engineer"."""

import re

_HEAD = re.compile(
    r"\s*/?(?:role\s+scope|(?:please\s+)?(?:(?:can|could)\s+you\s+)?(?:help\s+(?:me|us)\s+(?:to\s+)?)?scope)"
    r"(?![\w-]|\s+(?:of|is|was|creep)\b)[:,]?\s*(?P<rest>.*)",
    re.IGNORECASE | re.DOTALL,
)
_FILLERS = re.compile(
    r"(?:(?:an?|the|this|that|our|my|new)\s+)*(?:(?:role|requisition|req|hire|job|position)(?![\w-])\s*)?"
    r"(?:[:,–-]\s*)?(?:for (?:me|us)(?:,? please)?\b\W*|please\b\W*)?(?:(?:for|called)\s+)?",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"(?:#|no\.?\s*)?(?P<number>\d{1,9})\W*", re.IGNORECASE)


def asks_to_scope(line: str) -> bool:
    """Whether the line asks to scope a role."""
    return _HEAD.match(line) is not None


def read_subject(line: str) -> int | str:
    """What to scope: the number of a requisition, or the words about a role ("" for none)."""
    head = _HEAD.match(line)
    rest = head["rest"] if head else line
    fillers = _FILLERS.match(rest)
    rest = rest[fillers.end() :].strip() if fillers else rest.strip()
    number = _NUMBER.fullmatch(rest)
    return int(number["number"]) if number else rest.rstrip("?")
