"""Reads which change of a requisition somebody means who speaks of it without its number: below its card."""

import re
from dataclasses import replace
from datetime import date

from bot.hiring.lines.requisitions import NO_LLM, WHY, Line, Verb, as_requisition_line, read_line
from bot.hiring.text.dates import find_days
from bot.hiring.text.vocabulary import Vocabulary
from content.schema.roles import UMBRELLA

_FEW = 12  # words of a line that says one thing
_NAMED = 8  # words of a line that only names the role
_LONGEST = 1_000  # characters of such a line
_SHORT = 2  # words beside a command
_PLEASE = r"\s*(?:(?:please|pls|ok|okay|and|now|then|so|yes|no|well)\b[, ]*+)*+"
_COMMAND = re.compile(
    rf"{_PLEASE}(?P<verb>snooze|close|undo|log|history|brief|show|re-?open|stop reminding)\b"
    r"(?:\s+(?:me|us)\b)?(?:\s+(?:about\s+)?(?:it|this|that)(?:\s+(?:one|requisition|role|card))?\b)?"
    r"(?P<rest>.*)",
    re.IGNORECASE | re.DOTALL,
)
_ITS_NUMBER = re.compile(
    r"#?(?P<number>\d{1,9})\s+(?!(?:hours?|days?|weeks?|months?|years?|[ap]m|jan|feb|mar|apr|may|jun|jul|aug|sep"
    r"|oct|nov|dec)\w*\b)",
    re.IGNORECASE,
)
_LEADS = re.compile(
    r"(?:(?:not|until|till?|after|before|on|in|for|by|about|around|the|next|over)\b\s*)*", re.IGNORECASE
)
_TAKES_WHY = ("close", "undo", "reopen", "re-open")
_NOTHING = re.compile(r"\W*(?:please|pls|then|now|thanks)?\W*", re.IGNORECASE)
_BECAUSE = re.compile(r"[,\s]*because\b.*", re.IGNORECASE | re.DOTALL)
_PERSON = re.compile(r"<@[UW][A-Z0-9]+>")
_NAME = r"(?:<@[UW][A-Z0-9]+>|@\w[\w.-]*|[A-Z][a-z]+)"
_WHY = r"(?i:\W+(?:she|he|they|who|because|as|since|for)\b.{0,60})?"
_GIVES = re.compile(
    rf"(?i:{_PLEASE}(?:can you |could you |you should |let.?s |better )?"
    r"(?:(?:re-?)?assign|give|hand|pass|move)(?: (?:it|this|that|over|on))*(?: to)?)"
    rf" {_NAME}{_WHY}[\s.!,]*"
    rf"|(?i:{_PLEASE}(?:can you |could you |you should |better )?(?:ask|talk to|check with|go to|try))"
    rf" {_NAME}{_WHY}[\s.!,]*"
    rf"|(?i:{_PLEASE}){_NAME}(?i:(?: \w+){{0,2}} (?:owns?|has|handles?|takes?|took|runs?|decides?|answers?"
    r"|knows?|does)\b.{0,40}| (?:should|will|can|is going to|has to|must) (?:answer|decide|know|own|take"
    r"|handle|do|say|tell)\b.{0,40}| is (?:the|now the|its)(?: new)? (?:owner|one)\b.{0,40})"
    rf"|(?i:.{{0,30}}\b(?:belongs to|(?:one|question|matter) (?:is )?for|is with)) {_NAME}[\s.!,]*"
)
_IN_SMALL_LETTERS = re.compile(
    rf"{_PLEASE}(?:(?:can|could) you |let.?s |better )?(?:"
    r"(?:re-?)?assign(?: (?:it|this|that))?(?: (?:one|role|requisition))?(?: over)? to"
    r" (?P<name>[a-z][\w.-]*)"
    r"|(?:give|hand|pass|move|leave) (?:it|this|that)(?: (?:one|role|requisition))?(?: (?:over|on))?"
    r" (?:to|with) (?P<given>[a-z][\w.-]*)(?=\W*$|\W+(?:she|he|they|who)\b))"
    r"(?:\W+(?:she|he|they|who|because|as|since|for|please|instead)\b.{0,60})?[\s.!,]*",
    re.IGNORECASE,
)
_MYSELF = ("me", "myself")
_NOBODY = re.compile(r"(?:the|our|an?|my|us|them|customers|users|people|every\w+|some\w+)", re.IGNORECASE)
_PUTS_OFF = re.compile(
    rf"{_PLEASE}(?:(?:can|could|would) (?:you|we) )?(?:let.?s )?"
    r"(?:snooze|(?:ask|remind|bother|ping|nudge)"
    r" (?:me|us)|come back(?: to (?:me|us|it|this|that))?|(?:wait|hold(?: off)?)|not (?:now|yet)|later"
    r"|(?:leave|let) (?:me|us) (?:alone|be|in peace)|stop (?:asking|bugging|bothering) (?:me|us))\b"
    r"(?:[, ]+(?:it|this|that|again|about (?:it|this|that)|with (?:it|this|that)|but|please))*"
    r"[, ]+(?:not )?(?P<until>(?:until|till?|before|after|when|once|in|on|for|next|over)\b.{2,50})",
    re.IGNORECASE,
)
_NOT_BEFORE = re.compile(rf"{_PLEASE}not (?P<until>(?:before|until|till)\b.{{2,50}})", re.IGNORECASE)
_MAY_ANSWER = re.compile(rf"{_PLEASE}(?:not|wait|hold|later)\b", re.IGNORECASE)
_NEW_YEAR = re.compile(r"(?:after )?(?:the )?new year(?:.?s(?: day)?)?", re.IGNORECASE)
_NEEDS_DAY = re.compile(r"(?:in|on|for|next|over)\b", re.IGNORECASE)
_LEAD = re.compile(r"^(?:until|before|till?|when|once|on|over)\s+", re.IGNORECASE)
_LATER = re.compile(
    r"\b(?:not now|not yet|not before|later|(?:ask|remind|bother|ping|nudge) (?:me|us)|come back|wait"
    r"|busy|back (?:on|in|at)|on (?:holiday|leave|vacation)|away|out of office)\b"
    r"|\b(?:i|we)(?:.?ll| will| should| can| may)?(?: only)? (?:know|tell|decide|say|find out|hear|talk"
    r"|discuss|see|meet|answer|have (?:an answer|it|the answer|news|a decision))\b",
    re.IGNORECASE,
)
_OVER = re.compile(
    r"\b(?:don.?t|do not|no longer) need (?:this|it|that|them|anybody|anyone|somebody|req(?:uisition)? #?\d+"
    r"|the (?:role|hire|position))\b"
    r"|\b(?:hiring is|role is|position is|that is|that.?s|it is|it.?s|was|is|got|been) (?:off|called off"
    r"|cancelled|canceled|dropped|scrapped|dead|obsolete|closed)\b|\bfrozen for good\b"
    r"|\b(?:not|no longer|stopped|aren.?t|isn.?t) (?:hiring|recruiting|looking)"
    r"(?: for (?:it|this|them|that))?\b"
    r"|\b(?:we|they|i) (?:have |.?ve )?(?:closed|cancelled|canceled|dropped|scrapped|gave up(?: on)?)"
    r" (?:it|this|that|the \w+)\b|\bno (?:headcount|budget|money) (?:any ?more|for (?:it|this))\b"
    r"|^\W*(?:cancelled|canceled|called off|closed)\b",
    re.IGNORECASE,
)
_RENAMES = re.compile(
    rf"{_PLEASE}(?:rename|call) (?:it|this|that)(?: (?:one|role|requisition))? (?:(?:to|as|into) )?"
    r"(?P<title>\S.*)",
    re.IGNORECASE,
)
_CLOSES = re.compile(rf"{_PLEASE}close(?: (?:it|this|that))?\s*[,;:.–-]+\s*", re.IGNORECASE)
_FILLED = re.compile(
    r"\b(?:already |been |is |was |got |we |just )(?:filled|staffed|hired)\b"
    r"|\bfilled (?:it|this|that|already)\b"
    r"|\b(?:we|they|i)(?:.?ve| have)? (?:found|got|hired) (?:somebody|someone|a person|one"
    r"|our (?:person|hire))\b"
    r"|\b(?:somebody|someone|she|he|they)(?:.?s| has| have)? (?:signed|accepted|started|joined"
    r"|said yes)\b|^\W*filled\b",
    re.IGNORECASE,
)
_IT = r"(?:it|this|that)(?: one| role| requisition)?"
_SAID_WITHOUT_NUMBER = (
    (
        Verb.LIST,
        r"what(?:.?s| is| are)?(?: (?:else|still|other|the other))*(?: roles?| requisitions?)?"
        r"(?: is| are)?(?: still)? open(?: (?:besides|apart from|other than) (?:this|that|it))?",
    ),
    (
        Verb.CLOSE,
        rf"(?:we|they|i)(?:.?ve| have)?(?: already)? (?:closed|cancelled|canceled|dropped) {_IT}"
        r"(?: already)?",
    ),
    (Verb.DEFINE, rf"(?:(?:can|could) you )?define {_IT}(?: (?:as|like) {_IT})?"),
    (
        Verb.UNDO,
        r"(?:(?:can|could|may) (?:you|i|we) )?(?:undo|remove|withdraw|revoke|cancel|take back)"
        r" (?:the|my|our|that) (?:signature|signing|sign.?off)|unsign(?: (?:it|this|that|the brief))?"
        r"|i (?:should not|shouldn.?t) have signed(?: (?:it|this|that))?",
    ),
)
_WITHOUT_NUMBER = [
    (verb, re.compile(rf"{_PLEASE}(?:{words})\W*", re.IGNORECASE)) for verb, words in _SAID_WITHOUT_NUMBER
]
_NAMED_ONE = re.compile(
    r"\b(?:reqs?|requisitions?)\s*#?(\d{1,9})\b|(?:^|\s)#(\d{1,9})\b|\b(?:number|nr)\.?\s?(\d{1,9})\b"
    r"|^\W*(\d{1,9})(?=\s+(?:is|was|got|has|isn.?t)\b)"
    r"|\b(?:is|was|filled|closed|staffed)\s+(\d{1,9})(?=\W*$|\s+(?:filled|closed|open|defined|signed|snoozed"
    r"|yesterday|today|on|last|already|since)\b)",
    re.IGNORECASE,
)
_OF_ITS_STATE = re.compile(r"\b(?:filled|closed|snoozed|defined|open|signed|overdue|budget)\b", re.IGNORECASE)
_WHETHER = re.compile(r"\W*(?:is|was|are|has|have|got)\b.*\?\s*", re.IGNORECASE | re.DOTALL)
_DENIED = re.compile(r"\b(?:not|no|isn.?t|never|neither)\b", re.IGNORECASE)
_UNTIL = ("in ", "for ", "until ")


def read_command_about(number: int, text: str) -> Line | None:
    """A command with nothing else in it: "close it", "snooze until Friday", or one that names its number."""
    if (numbered := as_requisition_line(text)) and (read := read_line(numbered)).number is not None:
        return _with_reason(read)
    found = _COMMAND.fullmatch(text)
    if found is None:
        return None
    verb, rest = found["verb"].casefold(), found["rest"].strip(" .!?")
    if verb in _TAKES_WHY and not text.endswith("?") and len(text.split()) <= _FEW:
        rest = WHY.sub(" because ", found["rest"], count=1) if WHY.match(found["rest"]) else rest
    its_number = _ITS_NUMBER.match(rest) if verb == "snooze" else None
    if its_number is not None and int(its_number["number"]) == number:
        rest = rest[its_number.end() :]  # “snooze 4 the board meets on the 9th”
    because = _BECAUSE.search(rest)
    plain = rest[: because.start()] if because else rest
    if verb == "snooze":
        days = find_days(plain)
        if not days or len(plain.split()) > _FEW:
            return None
    elif not _NOTHING.fullmatch(plain):
        return None
    return _with_reason(
        read_line(f"req {number} {verb} {rest if verb == 'snooze' or because else ''}".strip())
    )


def _with_reason(read: Line) -> Line:
    """A snooze with what stands behind its day as the reason: “until Friday, she is away”."""
    days = find_days(read.rest)
    if read.verb is not Verb.SNOOZE or len(days) != 1 or read.reason:
        return read
    if days[0].end == len(read.rest) and not _LEADS.fullmatch(
        read.rest, 0, days[0].start
    ):  # “the board meets on the 9th”
        return replace(read, rest=f"until {read.rest[days[0].start :].removeprefix('on ')}", reason=read.rest)
    until, comma, why = read.rest.partition(", ")
    if not (comma and why and find_days(until)):
        return read
    return replace(read, rest=until, reason=why)


def read_putting_off(number: int, line: str) -> Line | None:
    """A snooze that a short line asks for, until what it says: “not before the new year” is 1 January.

    What it says may be no day, which is asked for then.
    """
    if line.endswith("?") or len(line.split()) > _FEW:
        return None
    found = _PUTS_OFF.fullmatch(line) or _NOT_BEFORE.fullmatch(line)
    if found is None:
        return None
    said = found["until"].strip(" .!")
    days = [said[day.start : day.end] for day in find_days(said)]
    if _NEW_YEAR.fullmatch(_LEAD.sub("", said)):
        days = ["1 January"]
    snoozes = "snooze" in line.casefold()
    if not days and _NEEDS_DAY.match(said) and not snoozes:
        return None  # “ask us for the key”
    until = days[0] if days else _LEAD.sub("", said)
    until = until if until.startswith(_UNTIL) else f"until {until.removeprefix('on ')}"
    return Line(Verb.SNOOZE, number, until, "" if snoozes else line)


def is_command(read: Line) -> bool:
    """Whether a line that begins with a verb is a command: “open source models only” is none."""
    match read.verb:
        case None | Verb.OPEN | Verb.LIST | Verb.HELP:
            return False
        case Verb.FILL | Verb.SNOOZE:
            return not read.rest or bool(find_days(read.rest))
        case Verb.REASSIGN:
            return read.person is not None or len(read.rest.split()) <= _SHORT
        case Verb.DEFINE | Verb.NOT_LLM:
            return True
    return len(read.rest.split()) <= _SHORT


def read_change(  # noqa: PLR0911 - one for each change
    number: int, line: str, naming: str, vocabulary: Vocabulary, today: date
) -> Line | None:
    """The change that a short line about a requisition speaks of; None for one that tells of the role.

    `naming` is the line with the people who are mentioned, as `<@U…>`. An owner who is named without an @
    is left out: nobody can tell who that is.
    """
    if line.endswith("?") or len(line) > _LONGEST or len(line.split()) > _FEW:
        return None
    if _GIVES.fullmatch(naming.strip()):
        people = _PERSON.findall(naming)
        return Line(Verb.REASSIGN, number, people[0] if len(people) == 1 else "")
    if (given := _IN_SMALL_LETTERS.fullmatch(line.strip())) is not None:
        name = (given["name"] or given["given"]).casefold()
        if not _NOBODY.fullmatch(name):
            return Line(Verb.REASSIGN, number, "me" if name in _MYSELF else "")
    if put_off := read_putting_off(number, line):
        return put_off
    short = len(line.split()) <= _NAMED
    if short and NO_LLM.search(line):
        return Line(Verb.NOT_LLM, number, reason=line)
    if renamed := _RENAMES.fullmatch(line):
        return Line(Verb.EDIT, number, f"title {renamed['title'].strip(' .!')}")
    days = [line[day.start : day.end].removeprefix("on ") for day in find_days(line)]
    if _FILLED.search(line) and not _DENIED.search(line):
        day = days[0] if days else ""
        return Line(Verb.FILL, number, day if not day or day.endswith("ago") else f"on {day}")
    if _OVER.search(line):
        return Line(Verb.CLOSE, number, reason=_CLOSES.sub("", line))
    if days and _LATER.search(line):
        until = days[0] if days[0].startswith(_UNTIL) else f"until {days[0]}"
        return Line(Verb.SNOOZE, number, until, line)
    named = [role for role in vocabulary.read(line, today).roles if role != UMBRELLA]
    if short and len(named) == 1 and not _DENIED.search(line):
        return Line(Verb.DEFINE, number, named[0].replace("_", " "), line)
    return None


def read_plainly(number: int, line: str) -> Line | None:
    """The snooze or the new owner that a line in a conversation can only mean: “assign this to mei”."""
    given = _IN_SMALL_LETTERS.fullmatch(line)
    if given is not None and given["name"] and not _NOBODY.fullmatch(given["name"]):
        return Line(Verb.REASSIGN, number, "me" if given["name"].casefold() in _MYSELF else "")
    put_off = read_putting_off(number, line)
    if put_off is None or (_MAY_ANSWER.match(line) and not find_days(put_off.rest)):
        return None  # “not before the customer has signed” may say of the work what has to wait
    return put_off


def command_without_number(text: str) -> Verb | None:
    """The command that a line in a conversation means, which names no requisition: "we closed that"."""
    if len(text.split()) > _FEW:
        return None
    return next((verb for verb, pattern in _WITHOUT_NUMBER if pattern.fullmatch(text)), None)


def names_requisition(line: str) -> int | None:
    """The number of the requisition that a line names: “requisition 4 is filled”, “4 was filled”."""
    found = _NAMED_ONE.search(line)
    return int(next(filter(None, found.groups()))) if found else None


def asks_whether(text: str) -> bool:
    """Whether a line asks what a requisition is: “is that a data scientist?” changes nothing."""
    return _WHETHER.fullmatch(text) is not None


def read_state_question(number: int, line: str) -> Line | None:
    """The look at a requisition that a question after its state or budget asks for: “is it filled?”."""
    if not asks_whether(line) or len(line.split()) > _FEW or not _OF_ITS_STATE.search(line):
        return None
    return Line(Verb.SHOW, number)


def hands_over(naming: str) -> bool:
    """Whether a line says that somebody else should answer, and names them."""
    return len(naming) <= _LONGEST and _GIVES.fullmatch(naming.strip()) is not None
