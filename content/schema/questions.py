"""The shape of questions.toml: what is asked to scope a role, and what an answer says about it."""

from typing import Annotated, Self

from pydantic import Field, model_validator

from content.schema.base import Phrase, Strict, Text

_ROUNDING = 3  # percentage points by which a column may miss 100

Label = Annotated[str, Field(min_length=1, max_length=75)]
Id = Annotated[str, Field(pattern=r"^[a-z_]{1,20}$")]


class Option(Strict):
    """An answer; `means` stands below it where its words need it.

    `shares`: how many of a hundred people who hire for each reading would give it.
    `words` mean it anywhere. `hints` mean it only in a reply to the question; a hint of four letters or more
    may be the beginning of a word. `least` is the smallest number in a reply that means it.
    """

    id: Id
    label: Label
    means: Annotated[str, Field(max_length=75)] = ""
    shares: tuple[Annotated[int, Field(ge=1, le=99)], ...]
    words: tuple[Phrase, ...]
    hints: tuple[Phrase, ...]
    least: int | None = Field(default=None, ge=0, alias="from")


class ScopingQuestion(Strict):
    """One question of a conversation, and why it is asked.

    `means` says it in other words; `not_sure` answers people who cannot say.
    """

    id: Id
    ask: Text
    why: Text
    means: Text
    not_sure: Text
    option: tuple[Option, ...] = Field(min_length=2, max_length=8)


class Pain(Strict):
    """What hurts, in the words people say it in, and the roles that may end it, the likeliest first."""

    words: tuple[Text, ...] = Field(min_length=1)
    fits: tuple[str, ...] = Field(min_length=2, max_length=4)


class Term(Strict):
    """A word of the questions, and what it means in plain ones."""

    words: tuple[Text, ...] = Field(min_length=1)
    means: Text


class QuestionsFile(Strict):
    """questions.toml. `readings` is the order of all `shares`.

    The questions end when the first reading's share reaches `settled`, or after `most` of them. `slip` is
    how many answers in a hundred are expected to be wrong.
    """

    readings: tuple[str, ...]
    settled: float = Field(gt=0.5, lt=1)
    most: int = Field(ge=1)
    slip: int = Field(ge=1, le=50)
    question: tuple[ScopingQuestion, ...] = Field(min_length=1)
    pain: tuple[Pain, ...] = ()
    term: tuple[Term, ...] = ()

    @model_validator(mode="after")
    def _columns_add_up(self) -> Self:
        unknown = {fit for pain in self.pain for fit in pain.fits} - {*self.readings}
        if unknown:
            raise ValueError(f"a pain fits {', '.join(sorted(unknown))}, which is no reading")
        for question in self.question:
            for option in question.option:
                if len(option.shares) != len(self.readings):
                    raise ValueError(f"{question.id}.{option.id} needs {len(self.readings)} shares")
            for place, reading in enumerate(self.readings):
                whole = sum(option.shares[place] for option in question.option)
                if abs(whole - 100) > _ROUNDING:
                    raise ValueError(f"{question.id}: the shares of {reading} add up to {whole}, not 100")
        return self
