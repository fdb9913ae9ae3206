"""The shape of kits.toml, flags.toml, sourcing.toml and fundamentals.toml: how to ask, read and look."""

from collections.abc import Collection
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from content.schema.base import Strict, Text, Wording
from content.schema.searches import SITES, misread


class Probe(Strict):
    """A question for one role, what it separates, and what three answers to it sound like."""

    id: str
    question: Text
    separates: Text
    weak: Text
    solid: Text
    strong: Text


class KitStep(Strict):
    """One conversation of a loop. `questions`: ids of the four in interview.toml and of the kit's probes."""

    who: Text
    minutes: int = Field(ge=15, le=180)
    asks: Text
    questions: tuple[str, ...] = Field(min_length=1)


class Kit(Strict):
    """What to ask for one role beside the four questions, and who asks it."""

    role: str
    probe: tuple[Probe, ...] = Field(min_length=4, max_length=6)
    loop: tuple[KitStep, ...] = Field(min_length=2, max_length=6)


class Law(Strict):
    """Where something is the law, and who says so."""

    place: Text
    says: Text
    source: str


class NotToAsk(Strict):
    """What to leave unasked, and what to ask instead. Without `law` it is our practice, not a statute."""

    what: Text
    instead: Text
    law: tuple[Law, ...] = ()


class KitsFile(Strict):
    """kits.toml."""

    wording: str
    how_to_rate: Text
    not_advice: Text
    not_to_ask: tuple[NotToAsk, ...] = Field(min_length=1)
    kit: tuple[Kit, ...]


class Flag(Strict):
    """Something in a resume that is worth a question, with the innocent explanation."""

    id: str
    name: Text
    look_for: Text
    matters: Text
    innocent: Text
    question: Text


class FlagsFile(Strict):
    """flags.toml. `reading` says for each role what is easily misread in its resumes.

    `no_judgement` answers a resume in a message, `in_a_form` one in the field of a form.
    """

    source: str
    wording: str
    how_to_use: Text
    strongest: Text
    no_judgement: Text
    in_a_form: Text
    reading: dict[str, Text]
    flag: tuple[Flag, ...] = Field(min_length=5, max_length=5)


class HireBackground(Strict):
    """Where good hires came from, whatever the role."""

    id: str
    name: Text
    why: Text


class Look(Strict):
    """One background for one role: what to find out, and what to be careful with."""

    background: str
    probe: Text
    careful: Text


class Search(Strict):
    """A search that can be copied into a site."""

    site: Literal["linkedin", "github", "google"]
    text: Annotated[str, Field(pattern=r"^[^\n`]+$")]

    @model_validator(mode="after")
    def _reads_as_the_site_expects(self) -> Self:
        if problem := misread(self.site, self.text):
            raise ValueError(f"{self.text!r} {problem}")
        return self


class Pools(Strict):
    """Where to look for one role."""

    role: str
    look: tuple[Look, ...] = Field(min_length=3, max_length=3)
    search: tuple[Search, ...]

    @model_validator(mode="after")
    def _has_every_site(self) -> Self:
        if {search.site for search in self.search} != set(SITES):
            raise ValueError(f"{self.role} needs a search for each of {', '.join(SITES)}")
        return self


class SourcingFile(Strict):
    """sourcing.toml."""

    source: str
    wording: str
    caution: Text
    background: tuple[HireBackground, ...] = Field(min_length=3, max_length=3)
    pools: tuple[Pools, ...]


class Fundamental(Strict):
    """Something that outlives the tools of the day; `question` is the one in interview.toml that tests it.

    `must_have` says for each role, by its id, how it shows there. A must-have or an outcome with one of
    `words` shows it.
    """

    id: str
    name: Text
    must_have: dict[str, Text]
    question: str
    words: tuple[Wording, ...] = Field(min_length=1)


class FundamentalsFile(Strict):
    """fundamentals.toml."""

    source: str
    wording: str
    fundamental: tuple[Fundamental, ...] = Field(min_length=4, max_length=4)


def missing(
    kits: KitsFile,
    flags: FlagsFile,
    sourcing: SourcingFile,
    fundamentals: FundamentalsFile,
    *,
    roles: Collection[str],
    questions: Collection[str],
) -> list[str]:
    """What the four files lack, each problem with its file: every role once, nothing that points nowhere.

    `roles` and `questions` are the ids in roles.toml and interview.toml.
    """
    backgrounds = sorted(background.id for background in sourcing.background)
    named = {
        "kits.toml": [kit.role for kit in kits.kit],
        "flags.toml": list(flags.reading),
        "sourcing.toml": [pools.role for pools in sourcing.pools],
        **{f"fundamentals.toml, {each.id}": list(each.must_have) for each in fundamentals.fundamental},
    }
    problems = [
        f"{where}: there is one for each of {', '.join(sorted(roles))}"
        for where, there in named.items()
        if sorted(there) != sorted(roles)
    ]
    problems += [
        f"kits.toml: {kit.role} has two probes of the same id"
        for kit in kits.kit
        if len({probe.id for probe in kit.probe}) < len(kit.probe)
    ]
    problems += [
        f"kits.toml: {kit.role}: {problem}" for kit in kits.kit for problem in _unasked(kit, questions)
    ]
    problems += [
        f"sourcing.toml: {pools.role} has each of {', '.join(backgrounds)} once"
        for pools in sourcing.pools
        if sorted(look.background for look in pools.look) != backgrounds
    ]
    problems += [
        f"fundamentals.toml: there is no question {each.question!r} in interview.toml"
        for each in fundamentals.fundamental
        if each.question not in questions
    ]
    return problems


def _unasked(kit: Kit, questions: Collection[str]) -> list[str]:
    """Questions and probes that nobody in the loop asks, and those that the loop names but are not there."""
    there = [*questions, *(probe.id for probe in kit.probe)]
    asked = [id_ for step in kit.loop for id_ in step.questions]
    return [
        *(f"nobody in the loop asks {id_!r}" for id_ in there if id_ not in asked),
        *(
            f"the loop asks {id_!r}, which is neither a question nor a probe"
            for id_ in asked
            if id_ not in there
        ),
    ]
