"""The shape of ladders.toml: how often, and in which order, people are reminded."""

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from content.schema.base import Strict, Text


class Rung(Strict):
    """One step of a ladder: what is sent, `day` business days after a requisition became undefined."""

    kind: Literal["card", "owner", "thread", "digest", "sponsor", "last"]
    day: int = Field(ge=1, le=260)
    every: int | None = Field(default=None, ge=5)


class Ladder(Strict):
    """How often, and in which order, people are reminded. A ladder without rungs reminds nobody."""

    name: Annotated[str, Field(pattern=r"^[a-z]{1,16}$")]
    explains: Text
    rung: tuple[Rung, ...]

    @model_validator(mode="after")
    def _ends_in_silence(self) -> Self:
        days = [rung.day for rung in self.rung]
        if days != sorted(days):
            raise ValueError(f"the rungs of {self.name} are not in the order of their days")
        if self.rung and (self.rung[-1].kind != "last" or self.rung[-1].every):
            raise ValueError(f"{self.name} needs a last note as its last rung: reminders must end")
        if any(rung.kind == "last" for rung in self.rung[:-1]):
            raise ValueError(f"{self.name} has rungs after its last note")
        return self


class LaddersFile(Strict):
    """ladders.toml. `question` is what an owner is asked; its answers are the specialties."""

    default: str
    question: Text
    ladder: tuple[Ladder, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _has_default_and_off(self) -> Self:
        names = [ladder.name for ladder in self.ladder]
        if self.default not in names:
            raise ValueError(f"there is no ladder {self.default!r}, which is the default")
        if "off" not in names or self.named("off").rung:
            raise ValueError("there must be a ladder named off, without rungs")
        return self

    def named(self, name: str | None) -> Ladder:
        """Return the ladder of that name, or the default one when there is none of that name."""
        by_name = {ladder.name: ladder for ladder in self.ladder}
        return by_name.get(name or "", by_name[self.default])
