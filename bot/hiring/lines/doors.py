"""Recognises the commands that content answers: a line that begins with the name of one."""

import re

from bot.hiring.lines.adverts import asked_to_check
from bot.hiring.lines.marks import Marked

_COMMAND = re.compile(
    r"\s*(?P<slash>/)?(?P<name>salary|role|interview|redflags|sourcing|help)\b[:,]?\s*", re.IGNORECASE
)
_PLAIN = re.compile(
    r"\s*(?P<name>salary|redflags|sourcing|help)\b[:,]?\s*(?P<rest>\S+(?:\s+\S+){0,3})?\s*$", re.IGNORECASE
)
_HIRING = re.compile(
    r"\s*/?(?:hiring(?:\s+(?P<what>help))?|(?:hiring|reqs?|requisitions?)\s+(?:csv )?(?P<leaves>export)\b"
    r".*)\s*$",
    re.IGNORECASE,
)
_VERSUS = re.compile(r"\b(?:vs|versus|against|or|compared)\b", re.IGNORECASE)
_OWN_WORDS = 5
_CALLED = {"salary": "pay"}  # where the wish has another name than the command


def read_command(marked: Marked) -> str | None:
    """The wish of a command; None for a line in somebody's own words."""
    line = marked.text
    if asked_to_check(line):
        return "check_advert"
    if hiring := _HIRING.match(line):
        return (hiring["leaves"] or hiring["what"] or "help").casefold()
    found = _COMMAND.match(line)
    if found is None:
        return None
    name, rest = found["name"].casefold(), line[found.end() :].strip()
    if name == "role":
        return _of_role(marked, rest) if found["slash"] or marked.values("role") or not rest else None
    short = len(rest.split()) <= _OWN_WORDS if name == "interview" else _PLAIN.match(line)
    return _CALLED.get(name, name) if found["slash"] or short else None


def _of_role(marked: Marked, rest: str) -> str:
    named = marked.values("role")
    if len(named) > 1 and _VERSUS.search(rest):
        return "compare"
    return "role" if not rest or (named and len(rest.split()) < _OWN_WORDS) else "which_role"
