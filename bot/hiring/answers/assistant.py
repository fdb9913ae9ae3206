"""Answers a question from content: a command by grammar, a text by what it describes, else by its wish."""

import re
from dataclasses import replace
from datetime import date

from bot.hiring.adverts.check import AdvertCheck, check_advert, is_too_short
from bot.hiring.adverts.role_reading import RoleReading, is_foreign_text, is_long, read_role
from bot.hiring.answers.answer import Answer, Help, NotUnderstood, Suggestion
from bot.hiring.answers.commands import Commands
from bot.hiring.answers.flags import FlagsAnswer, list_flags
from bot.hiring.answers.grounds import ground_of
from bot.hiring.answers.interview import find_kit
from bot.hiring.answers.roles import describe
from bot.hiring.answers.salary import SalaryAnswer, look_up
from bot.hiring.answers.talk import Talk
from bot.hiring.lines.adverts import asked_to_check
from bot.hiring.lines.ask_reader import AskReader
from bot.hiring.lines.carried import Carried, carry
from bot.hiring.lines.followups import FollowUpReader, Ground
from bot.hiring.lines.opening import SaidAtOpening, read_opening
from bot.hiring.lines.read import LineReader, Understood
from bot.hiring.lines.requests import as_request, asks_beyond
from bot.hiring.scoping.conversation import Conversation
from bot.hiring.scoping.scope import Scope
from bot.hiring.text.resumes import looks_like_resume
from bot.hiring.text.vocabulary import Request, Vocabulary
from content import Content
from content.schema.roles import UMBRELLA

_WHOLE_ADVERT = (
    "To check an advert I need all of it: paste it behind “role check”, or send me a .txt, .md, .docx or "
    ".pdf file with “role check” beside it."
)

_ENGLISH_ONLY = (
    "I read English only, and most of this advert is not in English, so I cannot check it. Send me its "
    "English version."
)

_QUESTION = 80  # words; a longer text tells of a role, whatever it says of pay
_OF_PAY = re.compile(
    r"\b(?:pays?|paid|paying|salar\w+|comp|band|budget\w*|range|base|benchmark|market|ceiling|number|offer|rates?|"
    r"\d+\s?k|\d{3})\b",
    re.IGNORECASE,
)
_FEW = 4  # words; a longer line is somebody's own sentence
_OPEN = (None, "unclear", "greeting")  # what a yes or no alone may be taken for
_HARMLESS = ("greeting", "about_itself")


class Assistant:
    """Answers lines from the content it was given; keeps nothing between two lines."""

    def __init__(self, content: Content) -> None:
        self.content = content
        self.conversation = Conversation(content)
        self._vocabulary = Vocabulary(content)
        self._lines = LineReader(content)
        self.asks = AskReader(content, self._lines, self._vocabulary)
        self._commands = Commands(content, self._vocabulary, self._lines, self.conversation)
        self._talk = Talk(content)
        self.follow_ups = FollowUpReader(content, self._lines)
        self._named = {command.name: command for command in content.commands}

    def answer(self, line: str, today: date) -> Answer:
        """Answer a line such as "salary infra 240k" or "what does a red teamer do?".

        `today` decides which budget years are possible. Never fails: what cannot be read comes back as
        NotUnderstood with the nearest right thing to type, or as one question.
        """
        if (answer := self._of_a_text(line, today)) is not None:
            return answer
        by_grammar = self._commands.answer(line, today)
        if by_grammar is not None and not isinstance(by_grammar, NotUnderstood):
            return by_grammar
        if by_grammar is not None and (
            len(line.split()) <= _FEW or (by_grammar.problem and by_grammar.suggestions)
        ):
            return by_grammar  # a slip in a command: the nearest right thing to type
        if by_grammar is None and is_long(line) and not self._asks_pay(line):
            return self.read_role(line, today)
        return self._in_words(line, today) or by_grammar or self._talk.ask_back(self.understand(line), line)

    def understand(self, line: str) -> Understood:
        """What a line asks for, with its slots, and by which words it was understood."""
        return self._lines.understand(line)

    def _asks_pay(self, line: str) -> bool:
        """Whether a long line is a question about the pay of a role it names, and no description of one."""
        if "\n" in line.strip() or len(line.split()) > _QUESTION or not _OF_PAY.search(line):
            return False
        understood = self.understand(line)
        return understood.intent == "pay" and "role" in understood.slots

    def ground(self, answer: Answer, line: str) -> Ground | None:
        """What a next line may stand on after a line and its answer; None where nothing can follow."""
        return ground_of(answer, line, self.understand)

    def _in_words(self, line: str, today: date) -> Answer | None:  # noqa: PLR0911, PLR0912 - one for each wish
        """The answer to a line in own words; None where nothing was understood."""
        understood = self.understand(line)
        if told := self._talk.not_to_ask(understood, line) or self._talk.one_person(understood, line):
            return told
        intent = understood.intent
        if intent is None and "pay" in understood.offers and "role" in understood.slots and asks_beyond(line):
            intent = "pay"
        if intent in _OPEN and (told := self._talk.nod(understood, line)):
            return told
        if intent is None or intent in ("unclear", "two_at_once"):
            return self._unsure(understood, line, today)
        read = self._vocabulary.read(line, today)
        request = as_request(self.content, intent, understood, read)
        match intent:
            case "pay" if read.problem and request.budget is None and "period" not in understood.slots:
                return NotUnderstood(self._named["salary"], None, read.problem, ())
            case "pay":
                return look_up(self.content, request)
            case "role" | "compare":
                return describe(self.content, request)
            case "which_role":
                return self.read_role(line, today)
            case "interview" if understood.slots.get("kit") and request.role and request.role != UMBRELLA:
                return find_kit(self.content, self.content.roles[request.role], request, printed=False)
            case "interview":
                return self._commands.about("interview", request)
            case "redflags":
                return list_flags(self.content, request)
            case "sourcing":
                return self._commands.about("sourcing", request)
            case "check_advert":
                return NotUnderstood(self._named["role"], None, _WHOLE_ADVERT, (), self._example_of_check)
            case "scope":
                return self._talk.scope(understood, line)
            case "help":
                return Help(self.content.commands)
        return self._talk.reply(intent, understood, line)

    def _unsure(self, understood: Understood, line: str, today: date) -> Answer | None:
        """A need may be described in words that only the reader of texts knows; small talk costs nobody."""
        likeliest = understood.offers[0] if understood.offers else ""
        if "which_role" in understood.offers and not understood.slots.get("role"):
            reading = self.read_role(line, today)
            if isinstance(reading, FlagsAnswer) or reading.understanding.evidence:
                return reading
        return self._talk.reply(likeliest, understood, line) if likeliest in _HARMLESS else None

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
        return read_role(self.content, self.conversation, text, today)

    def check_advert(self, text: str, today: date) -> AdvertCheck | FlagsAnswer | NotUnderstood:
        """Check a job advert; a resume is not read, and what is no advert gets what to type instead."""
        if looks_like_resume(text):
            return list_flags(self.content, Request(text=""), refused=True)
        if is_foreign_text(text):
            return NotUnderstood(self._named["role"], None, _ENGLISH_ONLY, (), self._example_of_check)
        if is_too_short(text):
            suggestions = (Suggestion(f"role {text}", f"role {text}"),) if text else ()
            command = self._named["role"]
            return NotUnderstood(command, None, _WHOLE_ADVERT, suggestions, self._example_of_check)
        return check_advert(self.content, self.conversation, text, today)

    @property
    def _example_of_check(self) -> str:
        return next((each for each in self._named["role"].examples if asked_to_check(each)), "")

    def read(self, text: str, today: date) -> Request:
        """Read roles, level, budget and year out of a text; see Vocabulary.read."""
        return self._vocabulary.read(text, today)

    def carry(self, scope: Scope, today: date) -> Carried:
        """What a conversation said beside the role, to open a requisition with."""
        return carry(scope, self._vocabulary, self._lines, today)

    def read_opening(self, text: str, today: date) -> SaidAtOpening:
        """What a requisition is opened with, in one line: its title, and what stands beside it."""
        return read_opening(text, self._vocabulary, self._lines, today)

    def read_budget(self, amount: str, year: str, today: date) -> tuple[Request, dict[str, str]]:
        """Read the two fields of a budget; for "amount" or "year" that cannot be read, say what to type."""
        problems = {}
        read = self._vocabulary.read(amount, today)
        other = read.roles or read.unread or read.left_out or read.of_total
        if read.problem or read.base_budget is None or other:
            left_out = f"{read.left_out[0]} is no base pay. " if read.left_out else ""
            problems["amount"] = (
                read.problem or f"{left_out}Type one yearly amount or a range, like 240k or 220-260k."
            )
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
        request = Request(
            text="", roles=(role_id,), level=level, budget=read.budget, year=read.year, today=today
        )
        answer = look_up(self.content, request)
        assert isinstance(answer, SalaryAnswer)  # noqa: S101 - one role was given
        return answer, {}
