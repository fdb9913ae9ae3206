"""Reads a line and answers it. Slash commands, buttons and their plain-text twins all come through here."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from bot.hiring.adverts.check import AdvertCheck, asked_to_check, check_advert, is_too_short
from bot.hiring.adverts.mismatches import Stated
from bot.hiring.adverts.role_reading import RoleReading, is_ask, is_in_another_language, is_long, read_role
from bot.hiring.answers.answer import Answer, Help, InterviewAnswer, NotUnderstood, Suggestion, Told
from bot.hiring.answers.flags import FlagsAnswer, list_flags, looks_like_resume
from bot.hiring.answers.interview import FORMS, find_kit, names_no_number, read_requisition, wants_kit
from bot.hiring.answers.roles import describe
from bot.hiring.answers.salary import SalaryAnswer, look_up
from bot.hiring.answers.sourcing import where_to_look
from bot.hiring.lines.read import LineReader, Understood
from bot.hiring.lines.requests import as_command, as_request, lacking
from bot.hiring.scoping.conversation import Mind
from bot.hiring.text.vocabulary import Request, Vocabulary
from content import Content
from content.schema.base import UMBRELLA

_FIRST_WORD = re.compile(r"\s*/?([^\W_]+)(?=\W|$)[:,]?\s*", re.UNICODE)
_ABOUT = (
    ("redflags", re.compile(r"\bred[ -]?flags?\b")),
    ("sourcing", re.compile(r"\b(sourcing|where (?:(?:do|can|should|to) )?(?:(?:i|we) )?(?:look|find))\b")),
    ("interview", re.compile(r"\b(interview\w*|questions?|ask)\b")),
    (
        "salary",
        re.compile(r"\b(pay|pays|paid|earn|earns|salar\w+|band|bands|budget|cost|costs|compensation|comp)\b"),
    ),
)  # what a line without a command is about, the first that fits

_KIT = re.compile(
    r"\s*(?:(?:print|show|give|send|get)\s+(?:me\s+)?)?(?:the\s+|an?\s+)?(?:full\s+)?kit\b", re.IGNORECASE
)
_HIRING = ("insights", "reminders")  # with listeners of their own, since they are about what is stored
_NO_NUMBER = "The kit of which requisition? Type its number."
_ONE_ROLE = "I answer this for one role at a time."
_WHOLE_ADVERT = (
    "To check an advert I need all of it: paste it behind “role check”, or send me a .txt, .md, .docx or "
    ".pdf file with “role check” beside it."
)

_ENGLISH_ONLY = (
    "I read English only, and most of this advert is not in English, so I cannot check it. Send me its "
    "English version."
)

_NOT_TO_ASK = re.compile(
    r"\b(?:not(?: to)? ask|(?:can.?t|cannot|shouldn.?t|mustn.?t|never|not allowed to) ask|"
    r"(?:illegal|forbidden|off[ -]limits)\b.{0,40}\bquestions?|"
    r"questions?\b.{0,40}\b(?:illegal|off[ -]limits))\b",
    re.IGNORECASE,
)
_WORDS = re.compile(r"[^\W_]+")
_FEW = 4  # words; a longer line is somebody's own sentence
_OWN_DOORS = (
    "req",
    "reqs",
    "requisition",
    "requisitions",
    "hiring",
    "insight",
    "insights",
)  # lines that are read there
_LONGEST_OFFERED = 500  # characters that a button can send
_MOST_OFFERED = 3
_UNSURE = "I'm not sure what you'd like to know."
_SCOPING = "A few questions find out which role you need, and end in a brief."
_HARMLESS = ("greeting", "about_itself")
_USUAL = ("scope", "pay", "interview")

# What content answers; `req` is about what people remember.
_OF_ONE_ROLE = ("interview", "redflags", "sourcing")
_ANSWERED = ("salary", "role", *_OF_ONE_ROLE)


class Assistant:
    """Answers lines from the content it was given; keeps nothing between two lines."""

    def __init__(self, content: Content) -> None:
        self.content = content
        self.mind = Mind(content)
        self._vocabulary = Vocabulary(content)
        self._lines = LineReader(content)
        self._commands = {command.name: command for command in content.commands}

    def answer(self, line: str, today: date) -> Answer:
        """Answer a line such as "salary infra 240k" or "what does a red teamer do?".

        `today` decides which budget years are possible. Never fails: what cannot be read comes back as
        NotUnderstood with the nearest right thing to type, or as one question.
        """
        if (answer := self._of_a_text(line, today)) is not None:
            return answer
        by_grammar = self._by_grammar(line, today)
        if by_grammar is not None and not isinstance(by_grammar, NotUnderstood):
            return by_grammar
        if by_grammar is not None and (
            len(line.split()) <= _FEW or (by_grammar.problem and by_grammar.suggestions)
        ):
            return by_grammar  # a slip in a command: the nearest right thing to type
        if by_grammar is None and is_long(line):
            return self.read_role(line, today)
        return self._in_words(line, today) or by_grammar or self._ask_back(self.understand(line), line)

    def understand(self, line: str) -> Understood:
        """What a line asks for, with its slots, and by which words it was understood."""
        return self._lines.understand(line)

    def command_of(self, line: str) -> str | None:
        """The command that asks for the same as a line in own words about requisitions or reminders."""
        if not line.strip() or is_long(line):
            return None
        first = _FIRST_WORD.match(line)
        if line.lstrip().startswith("/") or (first and first.group(1).casefold() in _OWN_DOORS):
            return None
        return as_command(self.understand(line), line)

    def is_command(self, line: str, today: date) -> bool:
        """Whether a line is a command with nothing in it that means nothing to us."""
        found = _FIRST_WORD.match(line)
        name = found.group(1).casefold() if found else ""
        if found is None or name not in self._commands:
            return False
        rest = line[found.end() :]
        if name == "interview":
            number, (rest, _, _) = read_requisition(line), wants_kit(rest)
            if number:
                return True
        if name == "hiring" and rest.strip().casefold() in ("", "help", *_HIRING):
            return True
        return all(guess.nearest for guess in self._vocabulary.read(rest, today).unread)

    def _by_grammar(self, line: str, today: date) -> Answer | None:  # noqa: PLR0911 - one a door
        """The answer to a command, and to names of roles and amounts; None for a line in own words."""
        first = _FIRST_WORD.match(line)
        name = first.group(1).casefold() if first else ""
        if not line.strip():
            return self._hiring("", greeting=True)
        if is_long(line) and (name in ("help", "hiring") or name not in self._commands):
            return None
        if first is not None and name in ("help", "hiring"):
            if self._vocabulary.read(line[first.end() :], today).roles:
                return None  # “hiring a prompt engineer” is about the role
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
        named = request.roles and not request.unread and "?" not in line and len(line.split()) <= _FEW
        return self._of_names(line, request) if named and not request.problem else None

    def _in_words(self, line: str, today: date) -> Answer | None:  # noqa: PLR0911, PLR0912 - one for each wish
        """The answer to a line in own words; None where nothing was understood."""
        understood = self.understand(line)
        if _NOT_TO_ASK.search(line):
            return self._not_to_ask(understood)
        intent = understood.intent
        if intent is None or intent in ("unclear", "two_at_once"):
            return self._unsure(understood, line, today)
        read = self._vocabulary.read(line, today)
        request = as_request(self.content, intent, understood, read)
        match intent:
            case "pay" if read.problem and request.budget is None and "period" not in understood.slots:
                return NotUnderstood(self._commands["salary"], None, read.problem, ())
            case "pay":
                return look_up(self.content, request)
            case "role" | "compare":
                return describe(self.content, request)
            case "which_role":
                return self.read_role(line, today)
            case "interview" if understood.slots.get("kit") and request.role and request.role != UMBRELLA:
                return find_kit(self.content, self.content.roles[request.role], request, printed=False)
            case "interview":
                return self._about("interview", request)
            case "redflags":
                return list_flags(self.content, request)
            case "sourcing":
                return self._about("sourcing", request)
            case "check_advert":
                return NotUnderstood(self._commands["role"], None, _WHOLE_ADVERT, (), self._example_of_check)
            case "scope":
                return Told(_SCOPING, self._offers(("scope",), understood, line))
            case "help":
                return Help(self.content.commands)
        return self._talk(intent, understood, line)

    def _not_to_ask(self, understood: Understood) -> Told:
        """What to leave unasked and what to ask instead; the kit has the laws behind it."""
        told = "\n".join(f"• {each.what}. {each.instead}" for each in self.content.kits_file.not_to_ask)
        role = self.content.roles.get(str(understood.slots.get("role", "")))
        word = role.words[0] if role else next(iter(self.content.roles.values())).words[0]
        kit = Suggestion("The kit, with the laws", f"interview {word} kit")
        return Told(f"What to leave unasked, and what to ask instead:\n{told}", (kit,))

    def _unsure(self, understood: Understood, line: str, today: date) -> Answer | None:
        """A need may be described in words that only the reader of texts knows; small talk costs nobody."""
        likeliest = understood.offers[0] if understood.offers else ""
        if "which_role" in understood.offers and not understood.slots.get("role"):
            reading = self.read_role(line, today)
            if isinstance(reading, FlagsAnswer) or reading.picture.evidence:
                return reading
        return self._talk(likeliest, understood, line) if likeliest in _HARMLESS else None

    def _talk(self, intent: str, understood: Understood, line: str) -> Told | None:
        """What talk.toml says to a wish, None when it says nothing."""
        words = f" {' '.join(_WORDS.findall(line.casefold()))} "
        for reply in self.content.talk.reply:
            if reply.to == intent and (not reply.words or any(f" {word} " in words for word in reply.words)):
                return Told(reply.says, self._offers(reply.offers, understood, line))
        return None

    def _ask_back(self, understood: Understood, line: str) -> Told:
        """One sentence of what was understood, and the likeliest wishes."""
        role = self.content.roles.get(str(understood.slots.get("role", "")))
        said = f"I see {role.name} in that, but not what you want of it." if role else _UNSURE
        offers = self._offers(understood.offers, understood, line) or self._offers(_USUAL, understood, line)
        return Told(said, offers)

    def _offers(self, wishes: Sequence[str], understood: Understood, line: str) -> tuple[Suggestion, ...]:
        role = self.content.roles.get(str(understood.slots.get("role", "")))
        named = role.words[0] if role else ""
        number = understood.slots.get("number")
        text = str(number) if number and understood.intent == "scope" else line
        return tuple(
            Suggestion(wish.label, wish.line.format(role=named, text=text).strip())
            for each in wishes
            for wish in self.content.talk.wish
            if wish.id == each and ("{text}" not in wish.line or len(line) <= _LONGEST_OFFERED)
        )[:_MOST_OFFERED]

    def _of_a_text(self, line: str, today: date) -> Answer | None:
        """The answer to a resume and to an advert that is to be checked, whatever else stands in them."""
        if looks_like_resume(line):
            return list_flags(self.content, Request(text=""), refused=True)
        advert = asked_to_check(line)
        return None if advert is None else self.check_advert(advert, today)

    def read_role(self, text: str, today: date) -> RoleReading | FlagsAnswer:
        """Say which role a text is about, be it a few words or a job description; a resume is not read."""
        if looks_like_resume(text):
            return list_flags(self.content, Request(text=""), refused=True)
        return read_role(self.content, self.mind, text, today)

    def check_advert(self, text: str, today: date) -> AdvertCheck | FlagsAnswer | NotUnderstood:
        """Check a job advert; a resume is not read, and what is no advert gets what to type instead."""
        if looks_like_resume(text):
            return list_flags(self.content, Request(text=""), refused=True)
        if is_in_another_language(text):
            return NotUnderstood(self._commands["role"], None, _ENGLISH_ONLY, (), self._example_of_check)
        if is_too_short(text):
            suggestions = (Suggestion(f"role {text}", f"role {text}"),) if text else ()
            command = self._commands["role"]
            return NotUnderstood(command, None, _WHOLE_ADVERT, suggestions, self._example_of_check)
        return check_advert(self.content, self.mind, text, today)

    @property
    def _example_of_check(self) -> str:
        return next((each for each in self._commands["role"].examples if asked_to_check(each)), "")

    def read(self, text: str, today: date) -> Request:
        """Read roles, level, budget and year out of a text; see Vocabulary.read."""
        return self._vocabulary.read(text, today)

    def read_budget(self, amount: str, year: str, today: date) -> tuple[Request, dict[str, str]]:
        """Read the two fields of a budget; for "amount" or "year" that cannot be read, say what to type."""
        problems = {}
        read = self._vocabulary.read(amount, today)
        if read.problem or read.budget is None or read.roles or read.unread:
            problems["amount"] = read.problem or "Type one yearly amount or a range, like 240k or 220-260k."
        wanted = self._vocabulary.read(year, today)
        if year.strip() and (wanted.year is None or str(wanted.year) != year.strip()):
            problems["year"] = f"Type a year up to {today.year + 1}, like {today.year}."
        return replace(read, year=wanted.year), problems

    def check_budget(
        self, role_id: str, level: str, amount: str, year: str, today: date
    ) -> tuple[SalaryAnswer | None, dict[str, str]]:
        """Answer the budget form; or, for "amount" or "year" that cannot be read, say what to type."""
        read, problems = self.read_budget(amount, year, today)
        if problems:
            return None, problems
        request = Request(text="", roles=(role_id,), level=level, budget=read.budget, year=read.year)
        answer = look_up(self.content, request)
        assert isinstance(answer, SalaryAnswer)  # noqa: S101 - one role was given
        return answer, {}

    def _of_names(self, line: str, request: Request) -> Answer:
        """The answer to names of roles and an amount, and to the words that say what is asked of them."""
        lower = line.casefold()
        about = next((name for name, pattern in _ABOUT if pattern.search(lower)), None)
        if about in _OF_ONE_ROLE:
            return self._about(about, request)
        if about == "salary" or request.budget:
            return self._checked("salary", request, strict=False)
        return describe(self.content, request)

    def _hiring(self, rest: str, greeting: bool) -> Help | NotUnderstood:
        """Help; or what to type for something behind "hiring" that is neither insights nor reminders."""
        if rest.casefold() in ("", "help"):
            return Help(self.content.commands, greeting=greeting)
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
        if not wanted or isinstance(answer, NotUnderstood):
            return answer
        return self._for_one_role(name, request, after) or find_kit(
            self.content, self.content.roles[request.role or ""], request, printed=printed
        )

    def _in_own_words(self, text: str, request: Request, today: date) -> RoleReading | None:
        """What an ask in somebody's own words says; None for names of roles, also misspelt ones."""
        if not is_ask(text, request):
            return None
        stated = Stated(level=request.level, budget=request.budget, budget_year=request.year)
        reading = read_role(self.content, self.mind, text, today, stated=stated)
        misspelt = [] if is_long(text) else [guess.written for guess in request.unread if guess.nearest]
        # Letters of a misspelt name speak for its role, too: only the other words make it an ask.
        rest = " ".join(word for word in text.split() if not any(each in word for each in misspelt))
        return None if misspelt and not self.mind.read("", rest).settled else reading

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
            for role in self.content.roles.values()
            if role.id in request.roles or not _several(request)
        )

    def _checked(self, name: str, request: Request, *, strict: bool, after: str = "") -> Answer:
        """Answer, unless an unknown word leaves the question open or, when `strict`, may be a typing slip."""
        command = self._commands[name]
        if request.problem:
            return NotUnderstood(command, None, request.problem, ())
        for guess in request.unread:
            nearest = guess.nearest
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
        return self._about(name, request, after)

    def _about(self, name: str, request: Request, after: str = "") -> Answer:
        """Answer from what was read, whatever was left unread; `after` is what a suggestion ends in."""
        if name == "salary":
            return look_up(self.content, lacking(self.content, self.understand(request.text), request))
        if name in _OF_ONE_ROLE and _several(request):
            return NotUnderstood(self._commands[name], None, _ONE_ROLE, self._each_role(name, request, after))
        if name == "interview":
            return self._interview(request)
        if name == "redflags":
            return list_flags(self.content, request)
        if name == "sourcing":
            return self._for_one_role(name, request) or where_to_look(
                self.content, self.content.roles[request.role or ""], request
            )
        return describe(self.content, request)

    def _interview(self, request: Request) -> InterviewAnswer:
        interview = self.content.interview
        role = self.content.roles[request.role] if request.role and request.role != UMBRELLA else None
        return InterviewAnswer(
            questions=interview.question,
            promise=interview.promise,
            role=role,
            kit=self.content.kits[role.id] if role else None,
            sources=(self.content.sources[interview.source], self.content.sources[interview.wording]),
            request=request,
        )


def _several(request: Request) -> bool:
    """Whether more roles than one were named."""
    return len(set(request.roles) - {UMBRELLA}) > 1
