"""The shape of advert.toml: what a job advert is checked for, and what to write instead."""

from pydantic import Field

from content.schema.base import Strict, Text, Wording
from content.schema.laws import Words
from content.schema.sources import Law


class AdvertPay(Strict):
    """What the check says about pay; `vague` are words that stand where a range should."""

    vague: Words
    why: Text
    missing: Text
    no_minimum: Text
    no_maximum: Text
    no_currency: Text
    levels: Text
    compare: Text


class Duty(Strict):
    """A duty that some roles need; `add` has the line to add for each of those roles, by its id.

    A sentence with one of `words` states the duty, unless it also has one of `unless`.
    """

    id: str
    name: Text
    words: Words
    unless: tuple[Wording, ...] = ()
    why: Text
    add: dict[str, Text] = Field(min_length=1)


class Coded(Strict):
    """Words that tell some people the role is not for them. `source` says who found that out.

    A sentence says them only with one of `beside`, when there are any, and not with one of `unless`. A
    sentence that says no to them is left alone, unless they are meant `even_negated`: "no career gaps".
    """

    name: Text
    words: Words
    beside: tuple[Wording, ...] = ()
    unless: tuple[Wording, ...] = ()
    even_negated: bool = False
    why: Text
    instead: Text
    source: str
    law: tuple[Law, ...] = ()


class AdvertFile(Strict):
    """advert.toml. `outcomes` are words that state a result."""

    wording: str
    clean: Text
    too_many: Text
    two_jobs: Text
    impossible: Text
    tools: Text
    outcomes: Words
    pay: AdvertPay
    duty: tuple[Duty, ...] = Field(min_length=1)
    coded: tuple[Coded, ...] = Field(min_length=1)

    @property
    def sources(self) -> tuple[str, ...]:
        """The ids of all the sources that are named."""
        laws = [law for each in self.coded for law in each.law]
        return (self.wording, *(law.source for law in laws), *(each.source for each in self.coded))
