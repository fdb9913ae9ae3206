"""Reads what an interview line asks for beside the role: the kit, Markdown, a requisition's kit."""

import re

_WANTED = re.compile(r"\b(?:as\s+|in\s+)?(?:(markdown|md|print)|(?:full\s+)?kit|full)\b", re.IGNORECASE)
_REQUISITION = re.compile(
    r"\s*/?interview\b(?P<before>.*?)"
    r"(?:(?<!\w)--req(?:uisition)?[ =]?|\breq(?:uisition)?\s+)#?(?P<number>\d{1,9})\b"
    r"(?P<after>.*)",
    re.IGNORECASE | re.DOTALL,
)
_NO_NUMBER = re.compile(r"(?<!\w)--req(?:uisition)?\b|^\s*req(?:uisition)?\b", re.IGNORECASE)
FORMS = ("kit", "markdown")
"""The words that ask for more than the four questions."""


def wants_kit(text: str) -> tuple[str, bool, bool]:
    """Take "kit" and "markdown" out of a text; return the rest, and whether each of them was there."""
    found = list(_WANTED.finditer(text))
    rest = " ".join(_WANTED.sub(" ", text).split()) if found else text
    return rest, bool(found), any(each.group(1) for each in found)


def read_requisition(line: str) -> tuple[int, str, bool] | None:
    """Read a line that asks for a requisition's kit: "interview applied --requisition 3 markdown".

    Returns its number, the other words (a role perhaps), and whether Markdown is wanted; None for any other
    line.
    """
    found = _REQUISITION.match(line)
    if found is None:
        return None
    rest, _, printed = wants_kit(f"{found['before']} {found['after']}")
    return int(found["number"]), rest.strip(), printed


def names_no_number(rest: str) -> bool:
    """Whether a requisition's kit is asked for without its number."""
    return _NO_NUMBER.search(rest) is not None
