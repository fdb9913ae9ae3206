"""Reads what a line asks for, and of whom: the one place that knows, whichever door the line came by."""

import re
from dataclasses import replace
from datetime import date
from itertools import takewhile

from bot.hiring.adverts.role_reading import is_long
from bot.hiring.lines.about import (
    asks_whether,
    is_command,
    names_requisition,
    read_change,
    read_command_about,
    read_plainly,
    read_state_question,
)
from bot.hiring.lines.adverts import asked_to_check
from bot.hiring.lines.ask import (
    AboutBands,
    AboutInsights,
    AboutReminders,
    AboutRequisitions,
    AnswerInThread,
    Ask,
    Both,
    Inquiry,
    RequisitionKit,
    ToScope,
    Where,
)
from bot.hiring.lines.halves import may_stand_behind, second_halves
from bot.hiring.lines.hiring import (
    ReminderLine,
    asks_for_quiet,
    read_insights,
    read_reminder_change,
    read_reminders,
)
from bot.hiring.lines.kits import read_requisition, wants_kit
from bot.hiring.lines.read import TWO, LinePart, LineReader, Understood
from bot.hiring.lines.requests import as_command
from bot.hiring.lines.requisitions import (
    NEEDS_NUMBER,
    Line,
    Verb,
    as_requisition_line,
    is_about_requisitions,
    read_line,
)
from bot.hiring.lines.scoping import asks_to_scope, read_subject
from bot.hiring.text.resumes import looks_like_resume
from bot.hiring.text.vocabulary import Vocabulary
from content import Content

_HIRING = ("hiring", "insight", "insights")  # what begins so is a command, or a slip in one
_BANDS = re.compile(r"\s*/?salary\s+(?:our\s+|own\s+)?bands\s*$", re.IGNORECASE)
_FIRST_WORD = re.compile(r"\s*/?([^\W_]+)(?=\W|$)[:,]?\s*")
_ASKS = re.compile(
    r"\?|^\W*+(?:what|what.?s|which|how|who|where|whose|can|could|does|do you)\b", re.IGNORECASE
)
_OF_PAY = re.compile(r"\b(?:pays?|paid|earns?|salar\w+|going rate)\b", re.IGNORECASE)
_EXPORTS = re.compile(r"\s*/?(?:reqs?|requisitions?|hiring)\s+(?:csv )?export\b", re.IGNORECASE)
_NAMES_REQUISITION = re.compile(r"\b(?:req|requisition)s?\b|#\s?\d|\b(?:number|nr|no)\.? ?\d", re.IGNORECASE)
_CHANGES = ("req_snooze", "req_reassign", "req_close", "req_define", "req_filled", "req_not_llm")
_REQUISITION = re.compile(r"\d|\breq", re.IGNORECASE)
_TAIL = re.compile(r"(?<=[.!;,])\s+[^.!?;]{1,60}\?+$")
_CHANGES_ONE = re.compile(r"req (?:snooze|stop|close|filled|reassign|undo|define|not-llm) \d")
_WISH = 9  # words
_NAMES_REMINDERS = re.compile(r"\b(?:remind|nudg|ping|nag|notif|alert|messag)|#\w", re.IGNORECASE)
_OF_THE_REMINDERS = re.compile("reminders_").match
_TELLS = ("which_role", "scope")
_ANSWERED = (
    "pay", "compare", "interview", "redflags", "sourcing", "check_advert", "help", "greeting", "about_itself",
    "insights", "export",
)  # fmt: skip
_TOLD = 5  # words of a line that may tell of the role, when nobody can say what it asks for
_OF_THE_CONVERSATION = (Verb.BRIEF, Verb.UNDO)  # its end, and one question back
_OF_THE_BRIEF = (Verb.DEFINE, Verb.NOT_LLM, Verb.BRIEF, Verb.SHOW)
_OF_THE_ROLE = (None, "which_role", "scope", "unclear", "greeting", "check_advert", "out_of_scope")


def _tells_a_story(text: str) -> bool:
    """Whether a long line has numbers and names no requisition: “nobody waits two minutes from 9 to 11”."""
    return len(text.split()) > _WISH and _NAMES_REQUISITION.search(text) is None


def _command(read: Line) -> str:
    """The command that a line stands for."""
    because = f"because {read.reason}" if read.reason else ""
    return " ".join(f"req {read.verb} {read.number} {read.rest} {because}".split())


class AskReader:
    """Reads lines, by grammar first. Keeps nothing between two of them."""

    def __init__(self, content: Content, lines: LineReader, vocabulary: Vocabulary) -> None:
        self._names = {command.name for command in content.commands}
        self._ladders = tuple(each.name for each in content.ladders.ladder if each.rung)
        self._lines = lines
        self._vocabulary = vocabulary

    def read(self, line: str, where: Where, today: date, naming: str = "") -> Ask:
        """Say what a line asks for; `naming` is the same with the people who are mentioned, as `<@U…>`.

        Never fails. A resume is always a question, so that it is refused and never kept.
        """
        line, naming = line.strip(), naming.strip()
        if not line or looks_like_resume(line):
            return Inquiry(line)
        if where == "conversation":
            return self._in_conversation(line, naming or line, today)
        return self._asked(line, naming or line, today, in_own_words=where == "message")

    def understand(self, line: str, today: date) -> Understood:
        """Say what a message is taken for when it is answered, with its slots, and by which words."""
        if by_grammar := self.read(line, "command", today).intent:
            return self._lines.understand(line, by_grammar)
        understood = self._lines.understand(line)
        if not looks_like_resume(line) and (halves := self._command_and_wish(line)):
            parts = tuple(self._part(half, today) for half in halves)
            slots = {**understood.slots, "parts": tuple(part.intent for part in parts)}
            return Understood(TWO, slots, (), 1.0, understood.because, parts)
        known = self.read(line, "message", today).intent
        return understood if known in (None, understood.intent) else self._lines.understand(line, known)

    def read_about(self, number: int, line: str, today: date, naming: str = "") -> Ask:
        """Say what a line asks for that was written below a card or question about requisition `number`.

        Never fails. What tells of the role begins its conversation; a change is shown back first.
        """
        line, naming = line.strip(), naming.strip()
        text = naming or line
        if not line or looks_like_resume(line):
            return Inquiry(line)
        if change := self._change_of(number, line, text, today):
            return change
        ask = self._asked(line, text, today, in_own_words=True)
        if isinstance(ask, AboutRequisitions) and ask.read.number is None and ask.read.verb in NEEDS_NUMBER:
            about = replace(ask.read, number=number)
            return AboutRequisitions(about, _command(about), in_own_words=True)
        told = (
            _TELLS if line.endswith("?") or len(line.split()) < _TOLD else (*_TELLS, "role", "unclear", None)
        )
        if isinstance(ask, Inquiry) and self._lines.understand(line).intent in told:
            return ToScope(number, said=line)
        return ask

    def read_below_brief(
        self, number: int, line: str, today: date, naming: str = ""
    ) -> AboutRequisitions | None:
        """The change of requisition `number` that a line below its brief asks for; None for all else.

        What names another role there is of the brief.
        """
        if looks_like_resume(line):
            return None
        change = self._change_of(number, line.strip(), naming.strip() or line.strip(), today)
        of_the_brief = change is None or (
            change.read.verb in _OF_THE_BRIEF and as_requisition_line(line) is None
        )
        return None if of_the_brief else change

    def _change_of(self, number: int, line: str, text: str, today: date) -> AboutRequisitions | None:
        """The command about requisition `number`, or another that it names, or the change that it means."""
        if is_about_requisitions(text) and (typed := read_line(text)).number is not None:
            is_sentence = text.casefold().startswith("requisition")
            return AboutRequisitions(typed, text, in_own_words=is_sentence) if typed.verb else None
        named = names_requisition(line)
        number = number if named is None else named
        read = read_command_about(number, text) or read_state_question(number, line)
        if read is None and not asks_whether(line) and named is None:
            read = read_line(f"req {number} {text}")
        if read is None or not (is_command(read) or (read.number != number and read.verb in NEEDS_NUMBER)):
            read = read_change(number, line, text, self._vocabulary, today)
        return AboutRequisitions(read, _command(read), in_own_words=True) if read else None

    def read_aside(self, number: int | None, text: str) -> AboutRequisitions | None:
        """The command in a conversation about requisition `number` that leaves its number out; else None.

        Without a requisition only a snooze is one: there the other words are about the conversation.
        """
        read = read_command_about(number or 0, text.strip()) or read_plainly(number or 0, text.strip())
        if read is None or read.verb in _OF_THE_CONVERSATION:
            return None
        if number is None and not read.number:
            read = replace(read, number=None)
            if read.verb is not Verb.SNOOZE:
                return None
        return AboutRequisitions(read, _command(read), in_own_words=True)

    def answers(self, line: str) -> bool:
        """Whether a line asks for something that Rolecall answers."""
        intent = self._lines.understand(line).intent or ""
        return intent in (*_ANSWERED, "role") or intent.startswith("req_")

    def tells_of_work(self, line: str) -> bool:
        """Whether a line tells something, and asks for nothing that Rolecall answers."""
        told = _TAIL.sub("", line.strip())  # “…, is that a normal thing?”
        if told.endswith("?") or len(told.split()) < _TOLD or looks_like_resume(line):
            return False
        intent = self._lines.understand(line).intent or ""
        return intent not in _ANSWERED and not intent.startswith("req_")

    def _in_conversation(self, line: str, text: str, today: date) -> Ask:
        """Tell commands and questions of their own from answers to the question that waits."""
        if not self._is_command(line, today):
            if _ASKS.search(line) and _OF_PAY.search(line):
                return Inquiry(line if self._lines.understand(line).intent == "pay" else "salary")
            if not self._is_question(line):
                return AnswerInThread(line)
        return self._asked(line, text, today, in_own_words=True)

    def _asked(  # noqa: PLR0911 - one for each kind
        self, line: str, text: str, today: date, *, in_own_words: bool
    ) -> Ask:
        if asked_to_check(line) is not None:
            return Inquiry(line)
        if _EXPORTS.match(line):
            return Inquiry("hiring export")
        if is_about_requisitions(text):
            read = read_line(text)
            own = in_own_words and read.verb is None and not read.meant  # "requisition 3 moved to Munich"
            return (self._in_own_words(text, today) if own else None) or AboutRequisitions(read, text)
        if in_own_words and (halves := self._command_and_wish(text)):
            return Both(tuple(self.read(half, "message", today) for half in halves))
        if in_own_words and (command := as_requisition_line(text)):
            return AboutRequisitions(read_line(command), command, in_own_words=True)
        if asks_to_scope(line):
            return ToScope(read_subject(line))
        if (reminders := read_reminders(line)) is not None:
            return AboutReminders(reminders)
        if in_own_words and asks_for_quiet(line):
            return AboutReminders(ReminderLine("off"), in_own_words=True)
        if (rest := read_insights(line)) is not None:
            return AboutInsights(rest)
        if _BANDS.match(line):
            return AboutBands()
        if kit := read_requisition(line):
            return RequisitionKit(*kit)
        return (self._in_own_words(text, today) if in_own_words else None) or Inquiry(line)

    def _command_and_wish(self, text: str) -> tuple[str, str] | None:
        """The command that a message begins with and the wish behind it; None where none stands there."""
        for first, second in second_halves(text) if as_requisition_line(text) else ():
            if as_requisition_line(second):
                return first, second
            if may_stand_behind(self._lines.understand(second).intent, self._lines.mark(second)):
                return first, second
        return None

    def _part(self, half: str, today: date) -> LinePart:
        understood = self.understand(half, today)
        return LinePart(half, understood.intent or "", understood.slots)

    def _in_own_words(  # noqa: PLR0911 - one for each kind
        self, text: str, today: date
    ) -> Ask | None:
        """Two asks, or the command that asks for the same as somebody's own words about what is kept."""
        first = _FIRST_WORD.match(text)
        if is_long(text) or text.startswith("/") or (first and first[1].casefold() in _HIRING):
            return None
        understood = self._lines.understand(text)
        if understood.parts:
            return Both(tuple(self.read(part.text, "message", today) for part in understood.parts))
        likeliest = takewhile(_OF_THE_REMINDERS, understood.offers)
        if "reminders_change" in (understood.intent, *likeliest):
            change = read_reminder_change(text, self._ladders, str(understood.slots.get("channel", "")))
            if understood.intent is None and not (change.says_how and _NAMES_REMINDERS.search(text)):
                return None
            return AboutReminders(ReminderLine(), in_own_words=True, change=change)
        command = as_command(understood, text)
        if command is None or (_CHANGES_ONE.match(command) and _tells_a_story(text)):
            return None
        if is_about_requisitions(command):
            return AboutRequisitions(read_line(command), command, in_own_words=True)
        if (reminders := read_reminders(command)) is not None:
            return AboutReminders(reminders, in_own_words=True)
        return AboutInsights(read_insights(command) or "")

    def _is_question(self, line: str) -> bool:
        """Whether a line in a conversation asks something of us; what tells of the role is an answer."""
        if _NAMES_REQUISITION.search(line) and self._lines.understand(line).intent in _CHANGES:
            return True
        if not _ASKS.search(line):
            return False
        intent = self._lines.understand(line).intent
        names_one = not (intent or "").startswith("req_") or _REQUISITION.search(line) is not None
        return intent not in _OF_THE_ROLE and names_one

    def _is_command(self, line: str, today: date) -> bool:  # noqa: PLR0911 - one for each form
        """Whether a line in a conversation is a command, with nothing in it that means nothing to us.

        "Scope would be small" is an answer there, and "scope a role" and "role scope 3" begin anew.
        """
        if line.startswith("/") or asked_to_check(line) is not None or is_about_requisitions(line):
            return True
        if as_requisition_line(line):
            return True
        if read_reminders(line) is not None or read_insights(line) is not None:
            return True
        if asks_to_scope(line):
            subject = read_subject(line)
            return subject == "" or isinstance(subject, int)
        found = _FIRST_WORD.match(line)
        if found is None or (name := found[1].casefold()) not in self._names:
            return False
        rest = line[found.end() :]
        if name == "interview":
            if read_requisition(line):
                return True
            rest, _, _ = wants_kit(rest)
        if name == "hiring" and rest.strip().casefold() in ("", "help"):
            return True
        return all(guess.nearest for guess in self._vocabulary.read(rest, today).unread)
