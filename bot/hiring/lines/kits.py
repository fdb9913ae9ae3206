"""Reads what an interview line asks for beside the role: the kit, Markdown, the kit of a requisition."""

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
    """Take "kit" and "markdown" out of what was typed; what is left, and whether each was there."""
    found = list(_WANTED.finditer(text))
    rest = " ".join(_WANTED.sub(" ", text).split()) if found else text
    return rest, bool(found), any(each.group(1) for each in found)


def read_requisition(line: str) -> tuple[int, str, bool] | None:
    """The requisition that a line such as "interview applied --requisition 3 markdown" wants the kit for.

    Its number, what else was typed (a role perhaps), and whether it is to be printed; None when the line is
    about something else.
    """
    found = _REQUISITION.match(line)
    if found is None:
        return None
    rest, _, printed = wants_kit(f"{found['before']} {found['after']}")
    return int(found["number"]), rest.strip(), printed


def names_no_number(rest: str) -> bool:
    """Whether a requisition's kit is asked for without its number."""
    return _NO_NUMBER.search(rest) is not None
