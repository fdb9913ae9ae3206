"""Answers commands, and names of roles with an amount: what grammar reads, it answers with certainty."""

import re
from datetime import date

from bot.hiring.adverts.mismatches import Stated
from bot.hiring.adverts.role_reading import RoleReading, is_ask, is_long, read_role
from bot.hiring.answers.answer import Answer, Help, InterviewAnswer, NotUnderstood, Suggestion, Told
from bot.hiring.answers.flags import list_flags
from bot.hiring.answers.interview import find_kit
from bot.hiring.answers.roles import describe
from bot.hiring.answers.salary import look_up
from bot.hiring.answers.sourcing import where_to_look
from bot.hiring.lines.kits import FORMS, names_no_number, wants_kit
from bot.hiring.lines.read import LineReader
from bot.hiring.lines.requests import lacking, names_places
from bot.hiring.scoping.conversation import Conversation
from bot.hiring.text.currencies import read_currency
from bot.hiring.text.periods import read_period
from bot.hiring.text.vocabulary import Request, Vocabulary
from content import Content
from content.schema.roles import UMBRELLA

_FIRST_WORD = re.compile(r"\s*/?([^\W_]+)(?=\W|$)[:,]?\s*")
_ABOUT = (
    ("redflags", re.compile(r"\bred[ -]?flags?\b")),
    ("sourcing", re.compile(r"\b(sourcing|where (?:(?:do|can|should|to) )?(?:(?:i|we) )?(?:look|find))\b")),
    ("interview", re.compile(r"\b(interview\w*|questions?|ask)\b")),
    (
        "salary",
        re.compile(r"\b(pay|pays|paid|earn|earns|salar\w+|band|bands|budget|cost|costs|compensation|comp)\b"),
    ),
)  # what a line without a command is about, the first that fits

_WHOM = re.compile(
    r"(?:(?:an?|some|our|the|my|another|one|two|three|first|new|for|somebody|someone|people)\b\s*)+",
    re.IGNORECASE,
)  # “hiring a prompt engineer” is about the role
_EXPORT = re.compile(r"(?:csv )?export\b", re.IGNORECASE)
_PERIOD = re.compile(r"\b(?:month|week|day|hour)", re.IGNORECASE)
_KIT = re.compile(
    r"\s*(?:(?:print|show|give|send|get)\s+(?:me\s+)?)?(?:the\s+|an?\s+)?(?:full\s+)?kit\b", re.IGNORECASE
)
_HIRING = ("insights", "reminders")  # about what is stored, and answered elsewhere
_NO_NUMBER = "The kit of which requisition? Type its number."
_ONE_ROLE = "I answer this for one role at a time."
_TITLE = 7  # words of a title, a level and a budget
_FEW = 4  # words; a longer line is somebody's own sentence
# What content answers; `req` is about what people remember.
_OF_ONE_ROLE = ("interview", "redflags", "sourcing")
_ANSWERED = ("salary", "role", *_OF_ONE_ROLE)


class Commands:
    """Answers what begins with a command or names a role. Keeps nothing between two lines."""

    def __init__(
        self, content: Content, vocabulary: Vocabulary, lines: LineReader, conversation: Conversation
    ) -> None:
        self._content = content
        self._vocabulary = vocabulary
        self._lines = lines
        self._conversation = conversation
        self._commands = {command.name: command for command in content.commands}

    def answer(self, line: str, today: date) -> Answer | None:  # noqa: PLR0911 - one a door
        """The answer to a command, and to names of roles and amounts; None for a line in own words."""
        first = _FIRST_WORD.match(line)
        name = first.group(1).casefold() if first else ""
        if not line.strip():
            return self._hiring("", greeting=True)
        if is_long(line) and (name in ("help", "hiring") or name not in self._commands):
            return None
        if first is not None and name in ("help", "hiring"):
            if name == "hiring" and (whom := _WHOM.match(line, first.end())):
                request = self._vocabulary.read(line[whom.end() :], today)
                return describe(self._content, request) if request.roles else None
            if self._vocabulary.read(line[first.end() :], today).roles or _EXPORT.match(line, first.end()):
                return None
            return self._hiring(line[first.end() :].strip() if name == "hiring" else "", greeting=False)
        name, rest = ("interview", line) if _KIT.match(line) else (name, line[first.end() :] if first else "")
        if name in self._commands:
            return self._run(name, rest.strip(), today)
        request = self._vocabulary.read(line, today)
        close = self._vocabulary.nearest(name, extra=self._commands) if first else ()
        unread_first = any(guess.written.casefold().startswith(name) for guess in request.unread)
        if first and unread_first and close and close[0] in self._commands:
            rest = line[first.end() :].strip()
            suggestion = Suggestion(f"{close[0]} {rest}".strip(), f"{close[0]} {rest}".strip())
            return NotUnderstood(self._commands[close[0]], first.group(1), None, (suggestion,))
        named = (
            (request.roles or request.undecided)
            and not request.unread
            and "?" not in line
            and len(line.split()) <= _FEW
        )
        return self._of_names(line, request) if named and not request.problem else None

    def _of_names(self, line: str, request: Request) -> Answer:
        """The answer to names of roles and an amount, and to the words that say what is asked of them."""
        lower = line.casefold()
        about = next((name for name, pattern in _ABOUT if pattern.search(lower)), None)
        if request.undecided:
            return self._checked(about or ("salary" if request.budget else "role"), request, strict=False)
        if about in _OF_ONE_ROLE:
            return self.about(about, request)
        if about == "salary" or request.budget:
            return self._checked("salary", request, strict=False)
        return describe(self._content, request)

    def _hiring(self, rest: str, greeting: bool) -> Help | NotUnderstood:
        """Help; or what to type for something behind "hiring" that is neither insights nor reminders."""
        if rest.casefold() in ("", "help"):
            return Help(self._content.commands, greeting=greeting)
        word, _, after = rest.partition(" ")
        near = [each for each in self._vocabulary.nearest(word, extra=_HIRING) if each in _HIRING]
        lines = [f"hiring {each} {after}".strip() for each in near] or [f"hiring {each}" for each in _HIRING]
        suggestions = tuple(Suggestion(line, line) for line in lines)
        return NotUnderstood(self._commands["hiring"], rest, None, suggestions, lines[0])

    def _run(self, name: str, rest: str, today: date) -> Answer:
        wanted = printed = False
        if name == "interview":
            rest, wanted, printed = wants_kit(rest)
            if names_no_number(rest):
                return NotUnderstood(self._commands[name], None, _NO_NUMBER, (), "interview --requisition 3")
        request = self._vocabulary.read(rest, today)
        if name == "role" and (reading := self._in_own_words(rest, request, today)):
            return reading
        if request.asks_help or name not in _ANSWERED:
            return Help((self._commands[name],))
        after = " markdown" if printed else " kit" if wanted else ""
        answer = self._checked(name, request, strict=True, after=after)
        if not wanted or isinstance(answer, NotUnderstood | Told):
            return answer
        return self._for_one_role(name, request, after) or find_kit(
            self._content, self._content.roles[request.role or ""], request, printed=printed
        )

    def _in_own_words(self, text: str, request: Request, today: date) -> RoleReading | None:
        """What an ask in somebody's own words says; None for names of roles, also misspelt ones."""
        if not is_ask(text, request):
            return None
        stated = Stated(level=request.level, budget=request.base_budget, budget_year=request.year)
        reading = read_role(self._content, self._conversation, text, today, stated=stated)
        misspelt = [] if is_long(text) else [guess.written for guess in request.unread if guess.nearest]
        # Letters of a misspelt name speak for its role, too: only the other words make it an ask.
        rest = " ".join(word for word in text.split() if not any(each in word for each in misspelt))
        return None if misspelt and not self._conversation.read("", rest).settled else reading

    def _for_one_role(self, name: str, request: Request, after: str = "") -> NotUnderstood | None:
        """What to type when the answer depends on the role, and no one role was named."""
        if request.role and request.role != UMBRELLA:
            return None
        problem = _ONE_ROLE if _several(request) else "This depends on the role."
        return NotUnderstood(self._commands[name], None, problem, self._each_role(name, request, after))

    def _each_role(self, name: str, request: Request, after: str = "") -> tuple[Suggestion, ...]:
        """The same for each of the roles that were named, or else for each there is."""
        return tuple(
            Suggestion(role.short, f"{name} {role.words[0]}{after}")
            for role in self._content.roles.values()
            if role.id in request.roles or not _several(request)
        )

    def _checked(self, name: str, request: Request, *, strict: bool, after: str = "") -> Answer:
        """Answer, unless an unknown word leaves the question open or, when `strict`, may be a typing slip."""
        command = self._commands[name]
        if request.problem and not (name == "salary" and request.roles and _is_by_period(request.text)):
            return NotUnderstood(command, None, request.problem, ())
        if request.undecided and name in _OF_ONE_ROLE:
            return NotUnderstood(command, request.undecided, None, self._each_role(name, request, after))
        if request.undecided and len(request.text.split()) <= _TITLE:
            return self._undecided(name, request)
        for guess in request.unread:
            nearest = guess.nearest
            if name == "salary" and names_places(guess.written, self._content):
                continue
            if name == "interview":
                nearest = self._vocabulary.nearest(guess.written, extra=FORMS)
            if not request.roles or (strict and nearest):
                suggestions = tuple(
                    Suggestion(near, f"{name} {request.text.replace(guess.written, near)}{after}")
                    for near in nearest
                )
                if not suggestions and name in _OF_ONE_ROLE:
                    suggestions = self._each_role(name, request, after)
                return NotUnderstood(command, guess.written, None, suggestions)
        return self.about(name, request, after)

    def _undecided(self, name: str, request: Request) -> Told:
        """The question that a title leaves open, with ways to answer it."""
        file, title = self._content.roles_file, request.undecided
        llm = f"{name} {request.text.replace(title, file.umbrella.words[0])}"
        ways = (Suggestion("A few questions", f"role scope {title}"), Suggestion(file.umbrella.name, llm))
        return Told(f"“{title}” {file.undecided.says}", ways)

    def about(self, name: str, request: Request, after: str = "") -> Answer:
        """Answer from what was read, whatever was left unread; `after` is what a suggestion ends in."""
        if name == "salary":
            # Else every word has been used, and nothing can be lacking.
            beside = request.unread or request.left_out or request.of_total or request.problem
            elsewhere = read_currency(request.text) not in (None, "USD")
            if beside or elsewhere or _PERIOD.search(request.text):
                request = lacking(self._content, self._lines.understand(request.text, "pay"), request)
            return look_up(self._content, request)
        if name in _OF_ONE_ROLE and _several(request):
            return NotUnderstood(self._commands[name], None, _ONE_ROLE, self._each_role(name, request, after))
        if name == "interview":
            return self._interview(request)
        if name == "redflags":
            return list_flags(self._content, request)
        if name == "sourcing":
            return self._for_one_role(name, request) or where_to_look(
                self._content, self._content.roles[request.role or ""], request
            )
        return describe(self._content, request)

    def _interview(self, request: Request) -> InterviewAnswer:
        interview = self._content.interview
        role = self._content.roles[request.role] if request.role and request.role != UMBRELLA else None
        return InterviewAnswer(
            questions=interview.question,
            promise=interview.promise,
            role=role,
            kit=self._content.kits[role.id] if role else None,
            sources=(self._content.sources[interview.source], self._content.sources[interview.wording]),
            request=request,
        )


def _is_by_period(text: str) -> bool:
    """Whether a line speaks of pay by the hour, day, week or month."""
    return read_period(text) not in (None, "year")


def _several(request: Request) -> bool:
    """Whether more roles than one were named."""
    return len(set(request.roles) - {UMBRELLA}) > 1
