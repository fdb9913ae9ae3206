"""Recognises the lines that are commands: a line that begins as content/commands.toml says is certain."""

import re

from bot.hiring.lines.adverts import asked_to_check
from bot.hiring.lines.marks import Marked
from bot.hiring.lines.requisitions import Verb, is_about_requisitions, read_line
from bot.hiring.lines.scoping import asks_to_scope

_COMMAND = re.compile(
    r"\s*(?P<slash>/)?(?P<name>salary|role|interview|redflags|sourcing|hiring|help)\b[:,]?\s*", re.IGNORECASE
)
_PLAIN = re.compile(
    r"\s*(?P<name>salary|redflags|sourcing|help)\b[:,]?\s*(?P<rest>\S+(?:\s+\S+){0,3})?\s*$", re.IGNORECASE
)
_HIRING = re.compile(
    r"\s*/?hiring(?:\s+(?P<what>insights|reminders|help|export))?(?:\s+(?P<how>\w+))?\s*$", re.IGNORECASE
)
_VERSUS = re.compile(r"\b(?:vs|versus|against|or|compared)\b", re.IGNORECASE)
_OWN_WORDS = 5
_REMINDERS = {None: "reminders_show", "preview": "reminders_preview", "off": "reminders_off"}
_VERBS = {
    Verb.OPEN: "req_open", Verb.LIST: "req_list", Verb.SHOW: "req_show", Verb.DEFINE: "req_define",
    Verb.EDIT: "req_edit", Verb.SNOOZE: "req_snooze", Verb.REASSIGN: "req_reassign", Verb.STOP: "req_stop",
    Verb.FILL: "req_filled", Verb.REVIEW: "req_review", Verb.CLOSE: "req_close", Verb.NOT_LLM: "req_not_llm",
    Verb.LOG: "req_log", Verb.BRIEF: "req_brief", Verb.UNDO: "req_undo", Verb.HELP: "help",
}  # fmt: skip
_BY_NAME = {
    "salary": "pay",
    "interview": "interview",
    "redflags": "redflags",
    "sourcing": "sourcing",
    "help": "help",
}


def read_command(marked: Marked) -> str | None:  # noqa: PLR0911 - one for each command
    """The wish of a command; None for a line in somebody's own words."""
    line = marked.text
    if asked_to_check(line):
        return "check_advert"
    if re.match(r"\s*/?role\s+scope\b", line, re.IGNORECASE) or (
        asks_to_scope(line) and len(line.split()) < 12
    ):
        return "scope"
    if is_about_requisitions(line):
        read = read_line(line)
        listed = read.verb is Verb.LIST and read.rest and read.page is None
        return _VERBS[read.verb] if read.verb and not listed else None
    if hiring := _HIRING.match(line):
        return _of_hiring(hiring["what"], (hiring["how"] or "").casefold() or None)
    found = _COMMAND.match(line)
    if found is None:
        return None
    name, rest = found["name"].casefold(), line[found.end() :].strip()
    if name == "role":
        return _of_role(marked, rest) if found["slash"] or marked.values("role") or not rest else None
    if name == "hiring" or not (found["slash"] or _PLAIN.match(line) or name == "interview"):
        return None
    if name == "interview" and not found["slash"] and len(rest.split()) > _OWN_WORDS:
        return None
    return _BY_NAME[name]


def _of_hiring(what: str | None, how: str | None) -> str | None:
    if what is None:
        return "help" if how is None else None
    if what.casefold() == "reminders":
        return _REMINDERS.get(how, "reminders_change")
    return what.casefold()


def _of_role(marked: Marked, rest: str) -> str:
    named = marked.values("role")
    if len(named) > 1 and _VERSUS.search(rest):
        return "compare"
    return "role" if not rest or (named and len(rest.split()) < _OWN_WORDS) else "which_role"
