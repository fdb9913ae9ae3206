"""A conversation about a role, and what a person can do in it. Stored as JSON."""

from datetime import datetime
from typing import Literal

from bot.hiring.text.money import Budget, join_budget
from content.schema.base import Strict


class Answered(Strict):
    """A person's (user id) answer to a question; without a choice they are not sure.

    `words` are their own words, if they wrote any.
    """

    question: str
    choices: tuple[str, ...]
    words: str = ""
    by: str
    at: datetime


class Remark(Strict):
    """A message that answers no question; `to` is the question that was open."""

    words: str
    to: str | None = None
    by: str
    at: datetime


class RuledOut(Strict):
    """An option of a question that somebody says it is not, in their words."""

    question: str
    option: str
    words: str
    by: str
    at: datetime


class Scope(Strict):
    """A conversation. Its conclusions are not stored: see Conversation.

    `asking` is the open question, `asked` are all of them in order. The budget is a year's pay. `denied` are
    questions that the text seemed to answer, until somebody said that it does not. `kept` is the specialty
    that somebody put first of too many; "" when nobody was sure. `proposed` are those that we understood
    stay, until somebody confirms it. With a `second` ("" for none), `kept` is
    the role that somebody decided on, whatever the answers say.
    """

    title: str
    text: str = ""
    level: str | None = None
    budget_low: int | None = None
    budget_high: int | None = None
    budget_currency: str | None = None
    budget_year: int | None = None
    answers: tuple[Answered, ...] = ()
    remarks: tuple[Remark, ...] = ()
    denied: tuple[str, ...] = ()
    ruled_out: tuple[RuledOut, ...] = ()
    asking: str | None = None
    asked: tuple[str, ...] = ()
    kept: str | None = None
    given_up: tuple[str, ...] = ()
    proposed: tuple[str, ...] = ()
    second: str | None = None
    status: Literal["asking", "ranking", "done", "cancelled"] = "asking"
    ended: Literal["settled", "nine", "skipped", "cancelled"] | None = None

    @property
    def budget(self) -> Budget | None:
        """The budget, None when it is not known."""
        return join_budget(self.budget_low, self.budget_high, self.budget_currency)


class _Move(Strict):
    by: str
    at: datetime


class Choose(_Move):
    """Choose options of a question: of the open one, or of an earlier one."""

    question: str
    choices: tuple[str, ...]


class Write(_Move):
    """Write a message: an answer, several answers, a correction, or none of these."""

    words: str


class NotSure(_Move):
    """Leave a question open."""

    question: str


class NotSo(_Move):
    """Deny an answer that was taken from the text."""

    question: str


class Back(_Move):
    """Answer the last question again."""


class Why(_Move):
    """Ask why a question is asked."""

    question: str


class Skip(_Move):
    """Skip the remaining questions and go to the brief."""


class Cancel(_Move):
    """Stop the conversation."""


class Rank(_Move):
    """Keep one or two of too many specialties, and give up others; `kept` is the first of them."""

    kept: str
    given_up: tuple[str, ...]


class Decide(_Move):
    """Decide which role it is, and which specialty comes second ("" for none)."""

    first: str
    second: str


class Resume(_Move):
    """Continue a stopped conversation."""


Move = Choose | Write | NotSure | NotSo | Back | Why | Skip | Cancel | Rank | Decide | Resume
