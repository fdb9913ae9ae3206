"""Reads lines about requisitions: "req snooze 3 until Friday because we wait"."""

import re
from dataclasses import dataclass
from enum import StrEnum

from rapidfuzz import fuzz, process

_HEAD = re.compile(r"\s*/?(?:reqs?|requisitions?)(?=\W|$)[:,]?\s*(?P<rest>.*)", re.IGNORECASE | re.DOTALL)
_REASON = re.compile(r"(?:^|\s)because\b[:,]?\s*(?P<reason>.*)", re.IGNORECASE | re.DOTALL)
_NUMBER = re.compile(r"(?:#|no\.?\s*)?(?P<number>\d{1,9})(?![\w-])[:,.]?\s*", re.IGNORECASE)
_PERSON = re.compile(r"<@(?P<id>[UW][A-Z0-9]+)>")
_MYSELF = re.compile(r"(?:back\s+)?(?:to\s+)?(?:me|myself)", re.IGNORECASE)
_PAGE = re.compile(r"(?:page\s+)?(?P<page>\d{1,6})", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_][\w-]*")
_MENTION = re.compile(r"<@|(?<!\w)@\w")
_CLOSE_ENOUGH = 70.0

NO_NAME = "No name is kept of whoever was hired, so please name nobody here."


class Verb(StrEnum):
    """What a line wants to do."""

    OPEN = "open"
    LIST = "list"
    SHOW = "show"
    DEFINE = "define"
    EDIT = "edit"
    SNOOZE = "snooze"
    REASSIGN = "reassign"
    STOP = "stop"
    FILL = "filled"
    REVIEW = "review"
    CLOSE = "close"
    NOT_LLM = "not-llm"
    LOG = "log"
    BRIEF = "brief"
    UNDO = "undo"
    REOPEN = "reopen"
    HELP = "help"

    @property
    def intent(self) -> str:
        """What a line with this verb is understood as."""
        if self is Verb.HELP:
            return "help"
        return "req_undo" if self is Verb.REOPEN else f"req_{self.value.replace('-', '_')}"


VERBS = {verb.intent: verb for verb in Verb if verb not in (Verb.HELP, Verb.REOPEN)}
"""The verbs by what is understood."""


_WORDS: dict[str, Verb] = {verb.value: verb for verb in Verb} | {
    "new": Verb.OPEN,
    "create": Verb.OPEN,
    "mine": Verb.LIST,
    "view": Verb.SHOW,
    "change": Verb.EDIT,
    "assign": Verb.REASSIGN,
    "fill": Verb.FILL,
    "look back": Verb.REVIEW,
    "lookback": Verb.REVIEW,
    "stop reminding": Verb.STOP,
    "not llm": Verb.NOT_LLM,
    "not an llm role": Verb.NOT_LLM,
    "notllm": Verb.NOT_LLM,
    "re-open": Verb.REOPEN,
    "reopened": Verb.REOPEN,
    "re-opened": Verb.REOPEN,
    "closed": Verb.CLOSE,
    "snoozed": Verb.SNOOZE,
    "history": Verb.LOG,
    "story": Verb.LOG,
}
_PHRASES = sorted(_WORDS, key=len, reverse=True)
_BARE = re.compile(
    r"\s*(?:(?:please|pls|ok|and|now|then|so)[, ]+)*"
    r"(?P<verb>snooze|close|(?:re)?assign|edit|undo|log|history|brief|fill(?:ed)?|re-?open|not[ -]llm|show"
    r"|review|stop(?: reminding(?: (?:me|us))?(?: (?:about|of))?)?|define)\s+"
    r"(?:(?:of|for|about)\s+)?(?:(?:req(?:uisition)?|number)\s+)?#?(?P<number>\d{1,9})(?P<rest>\b.*)",
    re.IGNORECASE | re.DOTALL,
)
_RENAMES = re.compile(
    r"\s*(?:(?:please|pls|can you|could you)\s+)*rename\s+(?:req(?:uisition)?\s+)?#?(?P<number>\d{1,9})"
    r"\s+"
    r"(?:to|as|into)\s+(?P<title>\S.*)",
    re.IGNORECASE | re.DOTALL,
)
_OPENS = re.compile(
    r"\s*(?:(?:please|pls|ok|hi|hello|hey|can you|could you|can we|let.?s|i want to|i.?d like to|we want to"
    r"|i need to|we need to)\b[, ]*)*"
    r"(?:(?:open|create|start|raise|log|add|make|set up|file)\s+(?:(?:us|me|up)\s+)?"
    r"(?:(?:an?|the|another|one|new|more)\s+)*(?:reqs?|requisitions?)"
    r"|(?:(?:we|i)(?:.?ve| have)?\s+(?:just\s+)?(?:got|have|received)\s+)(?:(?:an?|the|one|new|approved)\s+)*"
    r"headcount(?=\s+for\b))\b"
    r"(?!\s*#?\d)[,:\s]*(?:(?:for|called|titled|named)\s+)?(?:(?:an?|the|our|another|one)\s+)?(?P<title>.*)",
    re.IGNORECASE | re.DOTALL,
)
_AFTER_NUMBER = re.compile(
    r"\s*(?:$|[,.;:!?<@]|\b(?:until|till?|to|for|because|on|please|pls|budget|level|title|place|year)\b)",
    re.IGNORECASE,
)
_TELLS_WHY = re.compile(r"\s+(?:we|she|he|they|i|it|the|our|nobody|somebody)\s+\w+", re.IGNORECASE)
WHY = re.compile(r"\s*[,;:.–-]+\s*(?!(?:please|pls|thanks?|because)\b)(?=\w+\W+\w)", re.IGNORECASE)
"""Stands before a reason without "because": the comma of “close 3, the money is gone”."""
_FOR = re.compile(r"for\s+(?:(?:an?|the|our|another|new)\s+)*", re.IGNORECASE)
_WAS = re.compile(
    r"(?:is|was|got|(?:has|have) been)\s+(?:already\s+|now\s+)?"
    r"(?=(?:filled|closed|snoozed|re-?opened)\b)",
    re.IGNORECASE,
)
_IS = re.compile(r"is\s+(?:an?\s+|the\s+)?(?=\w)", re.IGNORECASE)
NO_LLM = re.compile(r"\b(?:not|isn.?t|no)\b.{0,20}\b(?:llm|ai|language model)\b", re.IGNORECASE)
"""Finds that somebody says it is no role for a language model."""
TAKES_REASON = (Verb.CLOSE, Verb.NOT_LLM, Verb.UNDO, Verb.REOPEN)
"""What may stand behind its number, and a comma, is why."""
NEEDS_NUMBER = frozenset(Verb) - {Verb.OPEN, Verb.LIST, Verb.HELP}


@dataclass(frozen=True, slots=True)
class Line:
    """A line about requisitions. `rest` stands between number and reason; `page` is for lists and logs.

    `verb` is None when the first word, `unknown`, is no verb; `meant` are the nearest verbs.
    """

    verb: Verb | None
    number: int | None = None
    rest: str = ""
    reason: str = ""
    unknown: str = ""
    meant: tuple[Verb, ...] = ()

    @property
    def person(self) -> str | None:
        """The id of the only person mentioned; None for none or several."""
        people = set(_PERSON.findall(self.rest))
        return people.pop() if len(people) == 1 else None

    @property
    def means_myself(self) -> bool:
        """Whether the new owner is whoever wrote it."""
        return _MYSELF.fullmatch(self.rest) is not None

    @property
    def page(self) -> int | None:
        """The page that is asked for, or None."""
        found = _PAGE.fullmatch(self.rest.strip())
        return int(found["page"]) if found else None


def as_requisition_line(line: str) -> str | None:
    """Put "req" before a line such as "snooze 3 until Friday"; None for a line that does not begin so."""
    if opens := _OPENS.match(line):
        return f"req open {opens['title'].strip(' .!?')}".strip()
    if renames := _RENAMES.match(line):
        return f"req edit {renames['number']} title {renames['title'].strip(' .!?')}"
    found = _BARE.match(line)
    if found is None:
        return None
    verb, rest = found["verb"], found["rest"]
    takes_reason = _take_verb(verb)[0] in TAKES_REASON
    tells_why = takes_reason and _TELLS_WHY.match(rest)
    if verb.casefold() != "define" and not tells_why and not _AFTER_NUMBER.match(rest):
        return None  # “close 3 deals a day”
    if verb.casefold().startswith("stop"):
        verb = "stop"
    if tells_why:
        rest = f" because{rest}"
    elif takes_reason and not _REASON.search(rest):
        rest = WHY.sub(" because ", rest, count=1) if WHY.match(rest) else rest
    return f"req {verb} {found['number']}{rest}".strip()


def is_about_requisitions(line: str) -> bool:
    """Whether the line begins with `req`."""
    return _HEAD.match(line) is not None


def read_line(line: str) -> Line:
    """Read a line that begins with `req`; people in it are mentions, `<@U…>`. Never fails."""
    head = _HEAD.match(line)
    text = head["rest"].strip() if head else ""
    reason = ""
    if found := _REASON.search(text):
        text, reason = text[: found.start()].strip(), found["reason"].strip()
    number, text = _take_number(text)
    if number is not None and (found := _WAS.match(text)):  # "req 2 was filled on 20 November"
        text = text[found.end() :]
    elif number is not None and (found := _IS.match(text)):  # "req 2 is a prompt engineer"
        no_llm = NO_LLM.search(text) is not None
        text = "not-llm" if no_llm else f"define {text[found.end() :]}"
    verb, text = _take_verb(text)
    if number is None:
        number, text = _take_number(text) if verb in NEEDS_NUMBER else (None, text)
    if verb is None and number is None and (opens := _FOR.match(text)):
        return Line(Verb.OPEN, None, text[opens.end() :].strip(), reason)
    if verb is None and text:
        unknown = _WORD.match(text)
        word = unknown.group() if unknown else text.split()[0]
        rest = text[len(word) :].strip()
        if number is None:
            number, rest = _take_number(rest)
        return Line(None, number, rest, reason, word, _nearest(word))
    if verb is None:
        verb = Verb.LIST if number is None else Verb.SHOW
    return Line(verb, number, text, reason)


def names_somebody(text: str) -> bool:
    """Whether a text mentions a person with an @. A name without one looks like any other word."""
    return _MENTION.search(text) is not None


def _take_number(text: str) -> tuple[int | None, str]:
    found = _NUMBER.match(text)
    return (int(found["number"]), text[found.end() :]) if found else (None, text)


def _take_verb(text: str) -> tuple[Verb | None, str]:
    lower = text.casefold()
    for phrase in _PHRASES:
        if lower.startswith(phrase) and not lower[len(phrase) : len(phrase) + 1].isalnum():
            return _WORDS[phrase], text[len(phrase) :].lstrip(" :,")
    return None, text


def _nearest(word: str) -> tuple[Verb, ...]:
    found = process.extract(word.casefold(), _PHRASES, scorer=fuzz.ratio, score_cutoff=_CLOSE_ENOUGH, limit=5)
    return tuple(dict.fromkeys(_WORDS[phrase] for phrase, _score, _index in found))[:3]
